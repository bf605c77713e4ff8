package cli

import (
	"context"
	"fmt"

	"switchyard.dev/switchyard/internal/store"
)

type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Make an API token and print it, alone, on standard output."`
}

type tokenCreateCmd struct {
	User string `required:"" help:"Email of the person whom the token acts as."`
	Name string `required:"" help:"What will use it."`
	storeFlags
}

// Run makes the token. Only its hash is kept: this is the one time it is shown.
func (c *tokenCreateCmd) Run(ctx context.Context, streams Streams) error {
	cfg, _, err := load(streams, c.given())
	if err != nil {
		return err
	}
	return withStore(ctx, cfg, streams, func(s *store.Store) error {
		user, err := s.UserByEmail(ctx, c.User)
		if err != nil {
			return explain(err, "the email "+c.User)
		}
		_, secret, err := s.CreateToken(ctx, operator, user.ID, c.Name)
		if err != nil {
			return explain(err, "the email "+c.User)
		}
		_, err = fmt.Fprintln(streams.Out, secret)
		return err
	})
}
