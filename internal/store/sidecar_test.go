package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

func silence(code, block string) sidecar.Silence {
	return sidecar.Silence{Code: code, Block: block, Reason: "known", User: sidecar.Person{ID: "1", Name: "Ada"}, At: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
}

func silenced(d sidecar.Document) string {
	var names []string
	for _, s := range d.Silences {
		names = append(names, s.Code+"@"+s.Block)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestSilencesOfManyAtOnceAllStay(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	u := newUser(t, s, "u@example.com", auth.Designer)
	const n = 12
	for i, err := range together(n, func(i int) error {
		_, err := s.Silence(ctx, u.Actor("192.0.2.1"), f.ID, silence("limits", fmt.Sprint(i)))
		return err
	}) {
		if err != nil {
			t.Errorf("silence %d: %v", i, err)
		}
	}
	if d := must(s.Sidecar(ctx, f.ID))(t); len(d.Silences) != n {
		t.Errorf("%d of %d are kept: %s", len(d.Silences), n, silenced(d))
	}
	entries, _, err := s.Audit(ctx, store.AuditFilter{Action: store.AuditFindingSilenced})
	if err != nil || len(entries) != n || entries[0].ActorID != u.ID || entries[0].ObjectID != f.ID || !strings.Contains(string(entries[0].Detail), `"reason":"known"`) {
		t.Errorf("%d audit rows, the last is %+v (%v)", len(entries), entries[0], err)
	}
}

func TestUnsilencing(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	for range 2 {
		must(s.Silence(ctx, store.System, f.ID, silence("limits", "a")))(t)
	}
	for range 2 {
		if d := must(s.Unsilence(ctx, store.System, f.ID, "limits", "a"))(t); len(d.Silences) > 0 {
			t.Errorf("it is still silenced: %+v", d)
		}
	}
	if d := must(s.Sidecar(ctx, f.ID))(t); len(d.Silences) > 0 {
		t.Errorf("the table holds %+v", d)
	}
	if got := actions(t, s, "flow", f.ID); !slices.Equal(got, []string{store.AuditFlowCreated, store.AuditFindingSilenced, store.AuditFindingSilenced, store.AuditFindingShown}) {
		t.Errorf("audit: %v", got)
	}
}

func TestSilencesThatCannotBeKept(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	bad := silence("limits", "a")
	bad.Reason = ""
	var invalid *store.Invalid
	if _, err := s.Silence(ctx, store.System, f.ID, bad); !errors.As(err, &invalid) || invalid.Field != "reason" {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := s.Silence(ctx, store.System, "00000000-0000-4000-8000-000000000000", silence("limits", "a")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of no flow: %v", err)
	}
	must(s.ArchiveFlow(ctx, store.System, f.ID))(t)
	if _, err := s.Silence(ctx, store.System, f.ID, silence("limits", "a")); !errors.Is(err, store.ErrArchived) {
		t.Errorf("of an archived flow: %v", err)
	}
	if _, err := s.Unsilence(ctx, store.System, f.ID, "limits", "a"); !errors.Is(err, store.ErrArchived) {
		t.Errorf("back, of an archived flow: %v", err)
	}
}

func TestSidecarFollowsABatchOrNothingHappens(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.Silence(ctx, store.System, f.ID, silence("limits", "a")))(t)
	rename := store.LogEntry{Client: "c", Seq: 1, Renames: []sidecar.Rename{{From: "a", To: "b"}}}
	if _, err := s.AppendBatches(ctx, f.ID, 7, []store.LogEntry{rename}); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("a stale batch: %v", err)
	}
	if d := must(s.Sidecar(ctx, f.ID))(t); silenced(d) != "limits@a" {
		t.Errorf("a batch that was not written renamed %s", silenced(d))
	}
	again := store.LogEntry{Client: "c", Seq: 2, Renames: []sidecar.Rename{{From: "b", To: "c"}}}
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{rename, again}))(t)
	if d := must(s.Draft(ctx, f.ID))(t).Sidecar; silenced(d) != "limits@c" {
		t.Errorf("after both renames: %s", silenced(d))
	}
	other := sidecar.Document{}.With(silence("channel", "z"))
	must(s.AppendBatches(ctx, f.ID, 3, []store.LogEntry{{Client: "c", Seq: 3, Sidecar: &other}}))(t)
	if d := must(s.Sidecar(ctx, f.ID))(t); !d.Equal(other) {
		t.Errorf("after another took its place: %s", silenced(d))
	}
}

func TestVersionKeepsItsSidecar(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	create := func(d sidecar.Document) error {
		_, err := s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: content, Revision: 1, Sidecar: d})
		return err
	}
	if err := create(sidecar.Document{}); err != nil {
		t.Fatal(err)
	}
	d := must(s.Silence(ctx, store.System, f.ID, silence("limits", "a")))(t)
	if f := must(s.Flow(ctx, f.ID))(t); !f.DraftDiffers {
		t.Error("there is something to save, and nobody is told")
	}
	for _, want := range []error{nil, store.ErrUnchanged} {
		if err := create(d); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	if v := must(s.Version(ctx, f.ID, 2))(t); !v.Sidecar.Equal(d) || v.Content != content {
		t.Errorf("version 2 is %+v", v)
	}
	if v := must(s.Version(ctx, f.ID, 1))(t); len(v.Sidecar.Silences) > 0 {
		t.Errorf("version 1 is %+v", v)
	}
}

func TestCopyTakesItsSidecarAlong(t *testing.T) {
	s := open(t)
	d := sidecar.Document{}.With(silence("limits", "a"))
	f := must(s.CreateFlow(t.Context(), store.System, store.NewFlow{Name: "x", Type: "CONTACT_FLOW", Format: "flow", Content: content, Sidecar: d}))(t)
	if got := must(s.Sidecar(t.Context(), f.ID))(t); !got.Equal(d) {
		t.Errorf("the copy has %+v", got)
	}
}
