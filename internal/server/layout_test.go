package server_test

import (
	"net/http"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/flow"
)

// heap is a flow of three blocks that stand on each other.
const heap = `{"Version":"2019-10-30","StartAction":"a","Metadata":{"entryPointPosition":{"x":0,"y":0},"ActionMetadata":{"a":{"position":{"x":100,"y":0}},"b":{"position":{"x":100,"y":10}},"c":{"position":{"x":100,"y":20}}}},"Actions":[` +
	`{"Identifier":"a","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"b"}},` +
	`{"Identifier":"b","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"c"}},` +
	`{"Identifier":"c","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

type layoutAnswer struct {
	Revision int64
	Ops      []flow.Op
}

func moved(ops []flow.Op) string {
	var ids []string
	for _, op := range ops {
		if op.Kind == flow.MoveBlock {
			ids = append(ids, op.ID)
		}
	}
	return strings.Join(ids, " ")
}

// TestLayoutProposes: the answer arranges the flow or a selection, and nothing
// is written.
func TestLayoutProposes(t *testing.T) {
	w := newWorld(t)
	p, f := w.signedIn(auth.Designer), w.makeFlow("Heap", heap)
	path := "/flows/" + f.ID + "/layout"
	var all, some, none layoutAnswer
	p.json("POST", path, map[string]any{}).is(200).into(&all)
	p.json("POST", path, map[string]any{"ids": []string{"b", "c", "gone"}}).is(200).into(&some)
	p.json("POST", path, map[string]any{"ids": []string{}}).is(200).into(&none)
	if got := moved(all.Ops); got != "b c " || all.Revision != f.Revision {
		t.Errorf("all at revision %d: %q is moved", all.Revision, got)
	}
	if got := moved(some.Ops); got != "b c" {
		t.Errorf("of a selection %q is moved", got)
	}
	if none.Ops == nil || len(none.Ops) > 0 {
		t.Errorf("of nothing %+v", none.Ops)
	}
	if kept, err := w.store.Draft(t.Context(), f.ID); err != nil || kept.Revision != f.Revision || kept.Snapshot != heap {
		t.Errorf("the draft was written: %+v, %v", kept, err)
	}
}

func TestLayoutRefuses(t *testing.T) {
	w := newWorld(t)
	p := w.signedIn(auth.Designer)
	legacy := w.makeFlow("Legacy", `{"modules":[],"start":"","version":"1","type":"contactFlow","metadata":{}}`)
	double := w.makeFlow("Double", strings.Replace(heap, `"ActionMetadata":`, `"ActionMetadata":{},"ActionMetadata":`, 1))
	archived := w.makeFlow("Archived", heap)
	if _, err := w.store.ArchiveFlow(t.Context(), p.user.Actor(""), archived.ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id, code string
		body     any
		status   int
	}{
		{legacy.ID, "not_editable", map[string]any{}, http.StatusConflict},
		{double.ID, "duplicate_key", map[string]any{}, http.StatusConflict},
		{archived.ID, "archived", map[string]any{}, http.StatusConflict},
		{legacy.ID, "bad_json", map[string]any{"id": "a"}, http.StatusBadRequest},
	} {
		a := p.json("POST", "/flows/"+c.id+"/layout", c.body)
		if a.Status != c.status || a.code() != c.code {
			t.Errorf("%d %s, want %d %s", a.Status, a.Body, c.status, c.code)
		}
	}
}
