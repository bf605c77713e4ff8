package store_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), testkit.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// hash stands for a password's hash; nothing here looks into it.
const hash = "$argon2id$stub"

func newUser(t testing.TB, s *store.Store, email string, role auth.Role) store.User {
	t.Helper()
	u, err := s.CreateUser(t.Context(), store.System, store.NewUser{Email: email, Role: role, PasswordHash: hash})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

const content = `{"Version":"2019-10-30","StartAction":"","Actions":[]}`

func newFlow(t testing.TB, s *store.Store, name string) store.Flow {
	t.Helper()
	f, err := s.CreateFlow(t.Context(), store.System, store.NewFlow{Name: name, Type: "CONTACT_FLOW", Format: "flow", Content: content})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// must fails the test on an error and passes the value on.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// together runs fn n times at once and returns the errors by index.
func together(n int, fn func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-start
			errs[i] = fn(i)
		})
	}
	close(start)
	wg.Wait()
	return errs
}

// actions lists the audit's actions for an object, oldest first.
func actions(t testing.TB, s *store.Store, kind, id string) []string {
	t.Helper()
	entries, _, err := s.Audit(t.Context(), store.AuditFilter{ObjectKind: kind, ObjectID: id, Page: store.Page{Limit: 200}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range entries {
		names = append(names, entries[len(entries)-1-i].Action)
	}
	return names
}

func TestHistoryIsAppendOnly(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "Main")
	must(s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: content, SHA256: "x", Revision: 1}))(t)
	must(s.Publish(ctx, store.System, f.ID, store.NewPublication{Version: 1, Environment: "Local"}))(t)
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{{Client: "c", Seq: 1}}))(t)
	for _, table := range []string{"versions", "publications", "draft_log", "audit"} {
		column := map[string]string{"versions": "message", "publications": "errors", "draft_log": "ops", "audit": "action"}[table]
		for _, sql := range []string{
			"delete from " + table,
			"update " + table + " set " + column + " = " + column,
			"truncate " + table + " cascade",
		} {
			_, err := s.Pool().Exec(ctx, sql)
			var pg *pgconn.PgError
			if !errors.As(err, &pg) || pg.Code != "23001" {
				t.Errorf("%q: %v; want it refused as append-only", sql, err)
			}
		}
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	s := open(t)
	for _, name := range []string{"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"} {
		var value string
		if err := s.Pool().QueryRow(t.Context(), "select current_setting($1)", name).Scan(&value); err != nil {
			t.Fatal(err)
		}
		if value == "0" {
			t.Errorf("%s is not set", name)
		}
	}
}

func TestGoneDatabaseIsUnavailable(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	if err := s.Ping(ctx); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a call that ran out of time: %v", err)
	}
}

// TestLostConnectionIsUnavailable: a pool learns that the server went away by
// using a connection that is dead.
func TestLostConnectionIsUnavailable(t *testing.T) {
	s := open(t)
	conn, err := s.Pool().Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Conn().PgConn().Conn().Close(); err != nil {
		t.Fatal(err)
	}
	conn.Release()
	if _, err := s.Users(t.Context()); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a call on a dead connection: %v", err)
	}
}

func TestDurabilityProblemsNameTheSetting(t *testing.T) {
	s := open(t)
	problems := must(s.DurabilityProblems(t.Context()))(t)
	// The tests' cluster is fast and careless on purpose.
	if got := strings.Join(problems, ", "); !strings.Contains(got, "fsync is off") {
		t.Errorf("problems of a cluster without fsync: %q", got)
	}
}

func TestIdsThatAreNoneAreNotFound(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	for _, id := range []string{"", "x", "../etc/passwd", "'; drop table flows; --", "00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-00000000000\x00"} {
		calls := map[string]error{}
		_, calls["Flow"] = s.Flow(ctx, id)
		_, calls["Draft"] = s.Draft(ctx, id)
		_, calls["AppendBatches"] = s.AppendBatches(ctx, id, 1, []store.LogEntry{{Client: "c", Seq: 1}})
		_, calls["CreateVersion"] = s.CreateVersion(ctx, store.System, id, store.NewVersion{Content: "{}", Revision: 1})
		_, calls["Version"] = s.Version(ctx, id, 1)
		_, calls["Publish"] = s.Publish(ctx, store.System, id, store.NewPublication{Version: 1, Environment: "Local"})
		_, calls["ArchiveFlow"] = s.ArchiveFlow(ctx, store.System, id)
		_, calls["UserByID"] = s.UserByID(ctx, id)
		_, calls["SetRole"] = s.SetRole(ctx, store.System, id, auth.Admin)
		_, calls["Token"] = s.Token(ctx, id)
		calls["RevokeToken"] = s.RevokeToken(ctx, store.System, id)
		_, calls["CreateSession"] = s.CreateSession(ctx, store.System, id, 0)
		for name, err := range calls {
			var invalid *store.Invalid
			if !errors.Is(err, store.ErrNotFound) && !errors.As(err, &invalid) {
				t.Errorf("%s(%q): %v; want not found", name, id, err)
			}
		}
	}
}
