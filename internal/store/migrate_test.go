package store_test

import (
	"context"
	"errors"
	neturl "net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/internal/testkit"
)

// blank empties a test's database, so that migrations start from nothing.
func blank(t *testing.T, url string) {
	t.Helper()
	exec(t, url, "drop schema public cascade; create schema public")
}

func exec(t *testing.T, url, sql string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // it also cleans up
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		t.Fatal(err)
	}
}

func TestServersThatStartTogetherMigrateOnce(t *testing.T) {
	url := testkit.Database(t)
	blank(t, url)
	for i, err := range together(6, func(int) error { return store.Migrate(t.Context(), url) }) {
		if err != nil {
			t.Errorf("server %d: %v", i, err)
		}
	}
	s, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if envs, err := s.Environments(t.Context()); err != nil || len(envs) != 1 || envs[0].Name != store.LocalEnvironment || envs[0].Gated {
		t.Errorf("environments after the start: %v, %v", envs, err)
	}
}

func TestNewerSchemaIsRefusedAndLeftAlone(t *testing.T) {
	url := testkit.Database(t)
	exec(t, url, "update public.schema_version set version = version + 1")
	_, err := store.Open(t.Context(), url)
	var newer *store.NewerSchema
	if !errors.As(err, &newer) || newer.Database != newer.Binary+1 {
		t.Fatalf("opening a database of a newer release: %v", err)
	}
	exec(t, url, "select 1 from flows")
}

func TestDatabaseThatCannotHoldEveryTextIsRefused(t *testing.T) {
	url := testkit.Database(t)
	exec(t, url, "create database narrow encoding 'LATIN1' locale 'C' template template0")
	t.Cleanup(func() { exec(t, url, "drop database narrow with (force)") })
	other, err := neturl.Parse(url)
	if err != nil {
		t.Fatal(err)
	}
	other.Path = "/narrow"
	if err := store.Migrate(t.Context(), other.String()); err == nil || !strings.Contains(err.Error(), "UTF8") {
		t.Errorf("a LATIN1 database: %v", err)
	}
}

func TestBrokenURLIsAnError(t *testing.T) {
	for _, url := range []string{"postgres://u:hunter2@[::1/x", "mysql://x", "postgres://h/d?sslmode=maybe"} {
		if s, err := store.Open(t.Context(), url); err == nil {
			s.Close()
			t.Errorf("%q opens", url)
		}
	}
}
