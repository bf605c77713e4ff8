package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/config"
	"switchyard.dev/switchyard/internal/store"
)

type userCmd struct {
	Create userCreateCmd `cmd:"" help:"Add a person. Works beside a running serve on the same data directory."`
}

type userCreateCmd struct {
	Email         string `required:"" help:"Email, which is also the name to sign in with."`
	Role          string `required:"" enum:"viewer,designer,admin" help:"viewer, designer or admin."`
	Name          string `help:"Name; the part of the email before the @ otherwise."`
	PasswordStdin bool   `help:"Read the password from standard input instead of printing a one-time link."`
	storeFlags
}

// linkLife is how long a one-time link from the terminal stays open.
const linkLife = 72 * time.Hour

// operator is who acts from the terminal.
var operator = store.Actor{Name: "command line"}

// Run adds the person and prints either that it did or the one-time link.
func (c *userCreateCmd) Run(ctx context.Context, streams Streams) error {
	cfg, _, err := load(streams, c.given())
	if err != nil {
		return err
	}
	n := store.NewUser{Email: c.Email, Name: c.Name, Role: auth.Role(c.Role)}
	if c.PasswordStdin {
		if n.PasswordHash, err = readPassword(ctx, streams.In, c.Email, c.Name); err != nil {
			return err
		}
	}
	return withStore(ctx, cfg, streams, func(s *store.Store) error {
		user, err := s.CreateUser(ctx, operator, n)
		if err != nil {
			return explain(err, "the email "+c.Email)
		}
		if c.PasswordStdin {
			_, err = fmt.Fprintf(streams.Out, "Created %s (%s).\n", user.Email, user.Role)
			return err
		}
		token, err := s.CreateLink(ctx, operator, store.LinkInvite, user.ID, linkLife)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(streams.Out, "%s/link/%s\n", publicURL(cfg), token)
		return err
	})
}

// withStore opens the database, runs fn, and stops what it started.
func withStore(ctx context.Context, cfg config.Config, streams Streams, fn func(*store.Store) error) (err error) {
	db, err := open(ctx, cfg, streams.Err)
	if err != nil {
		return err
	}
	defer func() {
		if stopErr := db.stop(context.WithoutCancel(ctx)); err == nil {
			err = stopErr
		}
	}()
	return fn(db.Store)
}

// readPassword takes the first line of standard input.
func readPassword(ctx context.Context, in io.Reader, personal ...string) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	password := strings.TrimRight(line, "\r\n")
	var weak *auth.WeakPassword
	if err := auth.CheckNewPassword(password, personal...); errors.As(err, &weak) {
		return "", &Usage{weak.Reason}
	} else if err != nil {
		return "", err
	}
	return auth.HashPassword(ctx, password)
}

// explain turns the store's refusals into sentences for the terminal.
func explain(err error, what string) error {
	var bad *store.Invalid
	switch {
	case errors.As(err, &bad):
		return &Usage{bad.Field + " " + bad.Reason}
	case errors.Is(err, store.ErrEmailTaken):
		return &Usage{what + " exists already"}
	case errors.Is(err, store.ErrNotFound):
		return &Usage{what + " is not known here"}
	case errors.Is(err, store.ErrDisabled):
		return &Usage{what + " belongs to somebody who is disabled"}
	}
	return err
}
