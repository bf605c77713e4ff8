package flow_test

import (
	"encoding/json"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// checkInverse asserts law 3 for an edit that led from before to doc: undone
// at once the bytes are back, redone they are those after the edit again; and
// the operations alone, without the exact splices, give what means the same,
// since those are what everybody else applies.
func checkInverse(t testing.TB, before string, doc *flow.Document, inverse flow.Inverse) {
	t.Helper()
	after := doc.String()
	flow.CheckTree(t, doc)
	done, redo, rejection := doc.UndoWithInverse(inverse)
	if rejection != nil {
		t.Fatalf("undo rejected: %+v", *rejection)
	}
	if doc.String() != before {
		t.Fatalf("undone at once:\n%s\nwant\n%s", doc, before)
	}
	if jsonOf(t, done) != jsonOf(t, inverse.Ops) {
		t.Fatalf("undoing says %s, the inverse %s", jsonOf(t, done), jsonOf(t, inverse.Ops))
	}
	if rejection := doc.Undo(redo); rejection != nil {
		t.Fatalf("redo rejected: %+v", *rejection)
	}
	if got := doc.String(); got != after && len(redo.Exact) > 0 {
		t.Fatalf("redone:\n%s\nwant\n%s", got, after)
	}
	if got, want := canonical(t, doc.String()), canonical(t, after); got != want {
		t.Fatalf("redone:\n%s\nwant\n%s", got, want)
	}
	later := flow.ParseString(after)
	if _, rejection := later.Apply(overTheWire(t, inverse.Ops)); rejection != nil {
		t.Fatalf("operations of the inverse rejected: %+v\n%s", *rejection, jsonOf(t, inverse.Ops))
	}
	flow.CheckTree(t, later)
	if got, want := canonical(t, later.String()), canonical(t, before); got != want {
		t.Fatalf("undone by operations:\n%s\nwant\n%s\nwith %s", got, want, jsonOf(t, inverse.Ops))
	}
}

// overTheWire sends operations through JSON, as the log does.
func overTheWire(t testing.TB, ops []flow.Op) []flow.Op {
	t.Helper()
	var out []flow.Op
	if err := json.Unmarshal([]byte(jsonOf(t, ops)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
