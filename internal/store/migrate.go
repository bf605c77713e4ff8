package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/tern/v2/migrate"

	"switchyard.dev/switchyard/migrations"
)

const versionTable = "public.schema_version"

// migrateLock serialises the servers that start at once on one database. The
// number is arbitrary and must never change.
const migrateLock = int64(0x5377697463687964)

// NewerSchema says that the database was already migrated by a newer release.
type NewerSchema struct {
	Database int32 // the schema's number in the database
	Binary   int32 // the newest that this binary knows
}

func (e *NewerSchema) Error() string {
	return fmt.Sprintf("the database has schema %d, this Switchyard knows only up to %d: start the newer release that migrated it", e.Database, e.Binary)
}

// Migrate brings the database at url to this binary's schema. Only one process
// migrates at a time; the others wait. It changes nothing and returns
// *NewerSchema when the database is ahead of the binary.
func Migrate(ctx context.Context, url string) (err error) {
	config, err := poolConfig(url)
	if err != nil {
		return err
	}
	// Waiting for another server's migration, or a long one, is no fault.
	for _, name := range []string{"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"} {
		config.ConnConfig.RuntimeParams[name] = "0"
	}
	conn, err := pgx.ConnectConfig(ctx, config.ConnConfig)
	if err != nil {
		return fmt.Errorf("connect to the database: %w", err)
	}
	defer func() {
		if closeErr := conn.Close(context.WithoutCancel(ctx)); err == nil && closeErr != nil {
			err = fmt.Errorf("close the migration's connection: %w", closeErr)
		}
	}()
	if err := checkServer(conn); err != nil {
		return err
	}
	return migrateConn(ctx, conn)
}

// oldestServer is the oldest major version of Postgres that is tested.
const oldestServer = 15

// checkServer refuses a database that could not hold what flows hold.
func checkServer(conn *pgx.Conn) error {
	if encoding := conn.PgConn().ParameterStatus("server_encoding"); encoding != "UTF8" {
		return fmt.Errorf("the database's encoding is %s: create one with encoding UTF8", encoding)
	}
	version := conn.PgConn().ParameterStatus("server_version")
	major, _, _ := strings.Cut(version, ".")
	if n, err := strconv.Atoi(major); err == nil && n < oldestServer {
		return fmt.Errorf("the database is PostgreSQL %s: Switchyard needs %d or newer", version, oldestServer)
	}
	return nil
}

// migrateConn holds the lock until the connection closes.
func migrateConn(ctx context.Context, conn *pgx.Conn) error {
	newest, err := newestSchema()
	if err != nil {
		return err
	}
	if current, err := currentSchema(ctx, conn); err != nil || current == newest {
		return err
	}
	if _, err := conn.Exec(ctx, "select pg_advisory_lock($1)", migrateLock); err != nil {
		return fmt.Errorf("wait for the migration lock: %w", err)
	}
	current, err := currentSchema(ctx, conn)
	if err != nil {
		return err
	}
	if current > newest {
		return &NewerSchema{Database: current, Binary: newest}
	}
	migrator, err := migrate.NewMigrator(ctx, conn, versionTable)
	if err != nil {
		return fmt.Errorf("prepare the migration: %w", err)
	}
	if err := migrator.LoadMigrations(migrations.FS); err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if err := migrator.Migrate(ctx); err != nil {
		return fmt.Errorf("migrate the database from schema %d: %w", current, err)
	}
	return nil
}

func newestSchema() (int32, error) {
	paths, err := migrate.FindMigrations(migrations.FS)
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	return int32(len(paths)), nil
}

// currentSchema is 0 for a database that was never migrated.
func currentSchema(ctx context.Context, conn *pgx.Conn) (int32, error) {
	var version int32
	err := conn.QueryRow(ctx, "select version from "+versionTable).Scan(&version)
	var pg *pgconn.PgError
	if errors.Is(err, pgx.ErrNoRows) || errors.As(err, &pg) && pg.Code == "42P01" { // undefined_table
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the schema's number: %w", err)
	}
	return version, nil
}
