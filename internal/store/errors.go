package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// What callers can tell apart. Everything else is a failure of Switchyard or
// of its database.
var (
	ErrNotFound    = errors.New("not found")
	ErrEmailTaken  = errors.New("somebody with this email exists already")
	ErrLastAdmin   = errors.New("this is the last active admin")
	ErrLinkClosed  = errors.New("this link was used, replaced or has expired")
	ErrDisabled    = errors.New("this person is disabled")
	ErrUnchanged   = errors.New("nothing changed since the latest version")
	ErrPublished   = errors.New("a flow that was published keeps its type")
	ErrArchived    = errors.New("this flow is archived")
	ErrDuplicate   = errors.New("this batch is in the log already")
	ErrUnavailable = errors.New("the database did not answer in time")
)

// Conflict says that something moved on since the caller looked, and where it
// is now.
type Conflict struct {
	// Revision is the draft's head; 0 when the conflict is not about a draft.
	Revision int64
	// Live is the version live now, nil for none; it counts when Revision is 0.
	Live *int
}

func (e *Conflict) Error() string {
	switch {
	case e.Revision != 0:
		return fmt.Sprintf("the draft moved on: it is at revision %d", e.Revision)
	case e.Live != nil:
		return fmt.Sprintf("what is live moved on: it is version %d", *e.Live)
	}
	return "what is live moved on: nothing is"
}

// ErrConflict matches every *Conflict with errors.Is.
var ErrConflict = errors.New("conflict")

// Is makes errors.Is(err, ErrConflict) true.
func (e *Conflict) Is(target error) bool { return target == ErrConflict }

// Invalid says that a value cannot be stored. Field is its name in snake_case,
// Reason a sentence for people.
type Invalid struct {
	Field  string
	Reason string
}

func (e *Invalid) Error() string { return e.Field + ": " + e.Reason }

// Duplicate is returned for a batch whose (flow, client, seq) was appended
// before; Entry is what is stored. errors.Is(err, ErrDuplicate) holds.
type Duplicate struct{ Entry LogEntry }

func (e *Duplicate) Error() string {
	return fmt.Sprintf("batch %d of client %s is in the log at revision %d", e.Entry.Seq, e.Entry.Client, e.Entry.Revision)
}

// Is makes errors.Is(err, ErrDuplicate) true.
func (e *Duplicate) Is(target error) bool { return target == ErrDuplicate }

// mapError turns the driver's errors into this package's, once. What it does
// not know passes through.
func mapError(err error) error {
	if err == nil || errors.Is(err, ErrNotFound) {
		return err
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	if broken(err) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return err
	}
	switch pg.Code {
	case "22P02": // invalid_text_representation: the only text cast here are ids, and no such id exists
		return ErrNotFound
	case "22021", "22P05": // a character that Postgres cannot hold: U+0000 or broken UTF-8
		return &Invalid{Field: "text", Reason: "holds a character that cannot be stored"}
	case "23503": // foreign_key_violation
		return ErrNotFound
	case "23505": // unique_violation
		if pg.ConstraintName == "users_email_key" {
			return ErrEmailTaken
		}
	case "55P03", "57014", "25P03", "57P01", "57P02", "57P03", "53300", "40P01":
		// lock or statement took too long, the server stops, crashed or starts, too many connections, deadlock
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}

// broken tells whether the connection to the server failed, when it was made or
// later: a pool notices that the server went away only by using a connection.
func broken(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF)
}
