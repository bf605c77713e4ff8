// Package store keeps Switchyard's state in Postgres: one file per entity, the
// SQL beside the Go that scans it.
//
// Laws:
//   - Every method that changes what people see takes the Actor and writes its
//     audit row in the same transaction. Edits of drafts are the exception: the
//     log row is the record of who and when.
//   - Versions, publications, the edit log and the audit are append-only; a
//     trigger refuses anything else. Numbers of versions have no gaps: they are
//     drawn from the flow's row under its lock.
//   - Content is text and passes through unread: this package does not parse
//     flows.
//   - What is not there is ErrNotFound, never a nil value and no error. Driver
//     errors become the errors of errors.go in one place.
//   - Only hashes of secrets are stored; a secret is returned once, by the
//     method that made it.
package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Limits that keep one stuck statement or one stopped process from holding up
// everybody: Postgres ends what takes longer.
const (
	statementTimeout = 10 * time.Second
	lockTimeout      = 5 * time.Second
	idleInTxTimeout  = 5 * time.Second
	defaultMaxConns  = 16
)

// Store is the database. It is safe for concurrent use.
type Store struct {
	pool *pgxpool.Pool
}

// Open migrates the database at url to this binary's schema, under a lock, and
// connects. A schema newer than the binary is refused with *NewerSchema.
func Open(ctx context.Context, url string) (*Store, error) {
	if err := Migrate(ctx, url); err != nil {
		return nil, err
	}
	config, err := poolConfig(url)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	return &Store{pool: pool}, nil
}

func poolConfig(url string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The driver's message repeats the URL with the password left out.
		return nil, fmt.Errorf("read the database URL: %w", err)
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = defaultMaxConns
	}
	for name, d := range map[string]time.Duration{
		"statement_timeout":                   statementTimeout,
		"lock_timeout":                        lockTimeout,
		"idle_in_transaction_session_timeout": idleInTxTimeout,
	} {
		if _, set := config.ConnConfig.RuntimeParams[name]; !set {
			config.ConnConfig.RuntimeParams[name] = fmt.Sprint(d.Milliseconds())
		}
	}
	if _, set := config.ConnConfig.RuntimeParams["application_name"]; !set {
		config.ConnConfig.RuntimeParams["application_name"] = "switchyard"
	}
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		conn.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID,
			Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}
	return config, nil
}

// Close waits for running calls and closes the connections.
func (s *Store) Close() { s.pool.Close() }

// Pool gives the connections themselves, for measurements and tests. Product
// code goes through the methods.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return mapError(s.pool.Ping(ctx)) }

// DurabilityProblems names the settings of the server under which an
// acknowledged edit may be lost in a power failure; none is the good case.
func (s *Store) DurabilityProblems(ctx context.Context) ([]string, error) {
	rows, err := s.pool.Query(ctx, `
		select name || ' is off' from pg_settings
		where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
		order by name`)
	if err != nil {
		return nil, mapError(err)
	}
	problems, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return problems, mapError(err)
}

// inTx runs fn in one transaction and maps what went wrong.
func (s *Store) inTx(ctx context.Context, fn func(tx pgx.Tx) error) error {
	return mapError(pgx.BeginFunc(ctx, s.pool, fn))
}

// querier is what both the pool and a transaction can do.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}
