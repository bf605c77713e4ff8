package modules_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/modules"
	"switchyard.dev/switchyard/internal/store"
)

// shelf is a store that counts how often it is read.
type shelf struct {
	list []store.Module
	err  error
	read int
}

func (s *shelf) Modules(context.Context) ([]store.Module, error) {
	s.read++
	return s.list, s.err
}

const id = "1bc263e9-09cf-432c-971c-32da62c784af"

func settings(text string) *string { return &text }

func newDirectory(s *shelf) (*modules.Directory, *time.Time) {
	now := time.Unix(1_700_000_000, 0)
	return modules.New(s, slog.New(slog.DiscardHandler), func() time.Time { return now }), &now
}

func TestFind(t *testing.T) {
	d, _ := newDirectory(&shelf{list: []store.Module{
		{ID: id, Name: "Lookup", Settings: settings(`{"transitions":{"results":[{"name":"VIP"}]}}`)},
		{ID: "b", Name: "Twice"},
		{ID: "c", Name: "Twice"},
		{ID: "d", Name: "Old", Archived: true},
		{ID: "e", Name: "New"},
		{ID: "f", Name: "New", Archived: true},
	}})
	cases := []struct {
		name string
		ref  lint.ModuleRef
		want string
	}{
		{"by id", lint.ModuleRef{ID: id}, id},
		{"by id in capitals", lint.ModuleRef{ID: "1BC263E9-09CF-432C-971C-32DA62C784AF"}, id},
		{"by ARN", lint.ModuleRef{ID: "arn:aws:connect:r:a:instance/i/flow-module/" + id}, id},
		{"by name", lint.ModuleRef{ID: "another", Names: []string{"", "Nobody", "Lookup"}}, id},
		{"of two of one name", lint.ModuleRef{Names: []string{"Twice"}}, ""},
		{"archived", lint.ModuleRef{Names: []string{"Old"}}, "d"},
		{"archived and not", lint.ModuleRef{Names: []string{"New"}}, "e"},
		{"names are exact", lint.ModuleRef{Names: []string{"lookup"}}, ""},
		{"nothing", lint.ModuleRef{}, ""},
	}
	for _, c := range cases {
		if e, ok := d.Find(c.ref); e.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", c.name, e.ID, ok, c.want)
		}
	}
	m, ok := d.Lint(lint.ModuleRef{ID: id})
	if !ok || m.Name != "Lookup" || !m.Contract.HasBranch("VIP") {
		t.Errorf("the linter gets %+v", m)
	}
	if m, ok := d.Lint(lint.ModuleRef{ID: "e"}); !ok || m.Contract != nil {
		t.Errorf("what a module without settings declares is known: %+v", m)
	}
}

func TestTheStoreIsReadOnlyWhenItMayHaveChanged(t *testing.T) {
	s := &shelf{list: []store.Module{{ID: id, Name: "A", Settings: settings(`{}`)}}}
	d, now := newDirectory(s)
	ask := func() string {
		for range 5 {
			d.Find(lint.ModuleRef{ID: id})
		}
		return d.All()[0].Name
	}
	if ask(); s.read != 1 {
		t.Errorf("read %d times", s.read)
	}
	s.list = []store.Module{{ID: id, Name: "B", Settings: settings(`{}`)}}
	if got := ask(); got != "A" || s.read != 1 {
		t.Errorf("%s after %d reads, while it is fresh", got, s.read)
	}
	*now = now.Add(modules.Fresh)
	if got := ask(); got != "B" || s.read != 2 {
		t.Errorf("%s after %d reads, when it is stale", got, s.read)
	}
	s.list = []store.Module{{ID: id, Name: "C", Settings: settings(`{"transitions":{"results":[{"name":"VIP"}]}}`)}}
	d.Changed()
	if got := ask(); got != "C" || !d.All()[0].Contract.HasBranch("VIP") {
		t.Errorf("%s after it was said that something changed", got)
	}
	s.err = errors.New("down")
	d.Changed()
	if got := ask(); got != "C" || s.read != 4 {
		t.Errorf("%s after %d reads, when the store is down", got, s.read)
	}
}
