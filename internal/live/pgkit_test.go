package live

import (
	"context"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/internal/testkit"
)

// openStore is a real store in a database of its own, with people and a flow.
func openStore(t testing.TB, url string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func newStore(t testing.TB) *store.Store { return openStore(t, testkit.Database(t)) }

func addUser(t testing.TB, s *store.Store, name string) string {
	t.Helper()
	u, err := s.CreateUser(context.Background(), store.System, store.NewUser{Email: name + "@example.com", Name: name, Role: auth.Designer})
	if err != nil {
		t.Fatal(err)
	}
	return u.ID
}

func addFlow(t testing.TB, s *store.Store, content string) string {
	t.Helper()
	f, err := s.CreateFlow(context.Background(), store.System, store.NewFlow{
		Name: "Main line", Type: "CONTACT_FLOW", Format: "flow", Content: content,
	})
	if err != nil {
		t.Fatal(err)
	}
	return f.ID
}

// logOf returns the whole log and the content that it gives, read from the
// store alone: replayed from the very first bytes.
func logOf(t testing.TB, s *store.Store, flowID, first string) ([]store.LogEntry, string) {
	t.Helper()
	rows, err := s.LogSince(context.Background(), flowID, 0)
	if err != nil {
		t.Fatal(err)
	}
	doc := flow.ParseString(first)
	for _, row := range rows {
		b, err := decodeRow(row)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.replay(doc); err != nil {
			t.Fatal(err)
		}
	}
	return rows, doc.String()
}
