package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

func groupID(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

func makeGroup(n int, name string, blocks ...string) sidecar.Regroup {
	return sidecar.Regroup{Change: sidecar.MakeGroup, ID: groupID(n), Name: name, Blocks: blocks, Folded: true}
}

func TestGroupsOfManyAtOnceAllStay(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.Silence(ctx, store.System, f.ID, silence("limits", "a")))(t)
	const n = 12
	for i, err := range together(n, func(i int) error {
		_, err := s.Regroup(ctx, store.System, f.ID, makeGroup(i, "x", fmt.Sprint(i)))
		return err
	}) {
		if err != nil {
			t.Errorf("group %d: %v", i, err)
		}
	}
	if d := must(s.Sidecar(ctx, f.ID))(t); len(d.Groups) != n || len(d.Silences) != 1 {
		t.Errorf("%d of %d are kept, beside %d silences", len(d.Groups), n, len(d.Silences))
	}
}

func TestEachChangeOfAGroupIsInTheAudit(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	u := newUser(t, s, "u@example.com", auth.Designer)
	to := func(kind sidecar.RegroupKind, name string, blocks ...string) sidecar.Regroup {
		return sidecar.Regroup{Change: kind, ID: groupID(1), Name: name, Blocks: blocks}
	}
	for _, c := range []sidecar.Regroup{
		makeGroup(1, "First", "a", "b"), to(sidecar.FoldGroup, ""), to(sidecar.UnfoldGroup, ""), to(sidecar.FoldGroup, ""),
		to(sidecar.RenameGroup, "Second"), to(sidecar.SetGroup, "", "c"), to(sidecar.Ungroup, ""),
	} {
		must(s.Regroup(ctx, u.Actor("192.0.2.1"), f.ID, c))(t)
	}
	// The fold of what is folded already says nothing.
	want := []string{
		store.AuditFlowCreated, store.AuditGroupMade, store.AuditGroupUnfolded, store.AuditGroupFolded,
		store.AuditGroupRenamed, store.AuditGroupBlocks, store.AuditGroupDissolved,
	}
	if got := actions(t, s, "flow", f.ID); !slices.Equal(got, want) {
		t.Errorf("audit: %v", got)
	}
	entries, _, err := s.Audit(ctx, store.AuditFilter{Action: store.AuditGroupDissolved})
	if err != nil || len(entries) != 1 || entries[0].ActorID != u.ID || !strings.Contains(string(entries[0].Detail), `"name":"Second"`) {
		t.Errorf("the last row is %+v (%v)", entries, err)
	}
	if d := must(s.Sidecar(ctx, f.ID))(t); len(d.Groups) > 0 {
		t.Errorf("the table holds %+v", d)
	}
}

func TestGroupsThatCannotBe(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.Regroup(ctx, store.System, f.ID, makeGroup(1, "x", "a")))(t)
	var invalid *store.Invalid
	if _, err := s.Regroup(ctx, store.System, f.ID, makeGroup(1, "y", "b")); !errors.As(err, &invalid) || invalid.Field != "id" {
		t.Errorf("twice: %v", err)
	}
	if _, err := s.Regroup(ctx, store.System, groupID(9), makeGroup(2, "y", "b")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of no flow: %v", err)
	}
	must(s.ArchiveFlow(ctx, store.System, f.ID))(t)
	if _, err := s.Regroup(ctx, store.System, f.ID, makeGroup(2, "y", "b")); !errors.Is(err, store.ErrArchived) {
		t.Errorf("of an archived flow: %v", err)
	}
	if got := actions(t, s, "flow", f.ID); slices.Contains(got[2:], store.AuditGroupMade) {
		t.Errorf("what was refused is in the audit: %v", got)
	}
}

func TestVersionKeepsItsGroups(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	d := must(s.Regroup(ctx, store.System, f.ID, makeGroup(1, "x", "a")))(t)
	create := func(d sidecar.Document) error {
		_, err := s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: content, Revision: 1, Sidecar: d})
		return err
	}
	if err := create(d); err != nil {
		t.Fatal(err)
	}
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{{Client: "c", Seq: 1, Renames: []sidecar.Rename{{From: "a", To: "b"}}}}))(t)
	if now := must(s.Draft(ctx, f.ID))(t).Sidecar; !slices.Equal(now.Groups[0].Blocks, []string{"b"}) {
		t.Errorf("after a rename the draft has %+v", now)
	}
	if v := must(s.Version(ctx, f.ID, 1))(t); !v.Sidecar.Equal(d) {
		t.Errorf("the version has %+v", v.Sidecar)
	}
}
