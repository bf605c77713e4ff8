//go:build unix

package testkit_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(t.Context()) })
	return conn
}

func TestDatabasesAreMigratedAndApart(t *testing.T) {
	began := time.Now()
	one := connect(t, testkit.Database(t))
	t.Logf("first database after %v", time.Since(began))
	two := connect(t, testkit.Database(t))
	if _, err := one.Exec(t.Context(), "create table only_here (a int)"); err != nil {
		t.Fatal(err)
	}
	var inOne, inTwo, migrated bool
	const there = "select to_regclass('only_here') is not null, to_regclass('schema_version') is not null"
	if err := one.QueryRow(t.Context(), there).Scan(&inOne, &migrated); err != nil {
		t.Fatal(err)
	}
	if !inOne || !migrated {
		t.Errorf("table made: %t, migrated: %t, want both", inOne, migrated)
	}
	if err := two.QueryRow(t.Context(), there).Scan(&inTwo, &migrated); err != nil {
		t.Fatal(err)
	}
	if inTwo || !migrated {
		t.Errorf("another test's table seen: %t, migrated: %t, want only the latter", inTwo, migrated)
	}
}

// More databases than are kept: old ones are dropped, nobody is held up.
func TestManyDatabases(t *testing.T) {
	began := time.Now()
	for i := range 30 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			conn := connect(t, testkit.Database(t))
			if err := conn.Ping(t.Context()); err != nil {
				t.Fatal(err)
			}
		})
	}
	t.Logf("%v a database", time.Since(began)/30)
	var count int
	conn := connect(t, testkit.Database(t))
	if err := conn.QueryRow(t.Context(), "select count(*) from pg_database").Scan(&count); err != nil {
		t.Fatal(err)
	}
	if count > 28 {
		t.Errorf("%d databases are there, want those of ended tests dropped", count)
	}
}
