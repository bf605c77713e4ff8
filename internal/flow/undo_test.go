package flow_test

import (
	"encoding/json"
	"slices"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// TestUndoLater undoes one edit after another one was made: the first is gone,
// the second stays.
func TestUndoLater(t *testing.T) {
	text := func(s string) json.RawMessage { return json.RawMessage(quote(s)) }
	next := &flow.Branch{Kind: flow.BranchNext}
	other := flow.Op{Kind: flow.SetParameter, ID: blockID(0), Path: []string{"Text"}, Value: text("Changed by another")}
	first := map[string]flow.Op{
		"move":      {Kind: flow.MoveBlock, ID: blockID(0), X: 7, Y: 8},
		"parameter": {Kind: flow.SetParameter, ID: blockID(1), Path: []string{"Text"}, Value: text("Mine")},
		"new":       {Kind: flow.SetParameter, ID: blockID(1), Path: []string{"A", "B"}, Value: text("Mine")},
		"clear":     {Kind: flow.ClearParameter, ID: blockID(1), Path: []string{"Text"}},
		"target":    {Kind: flow.SetTarget, ID: blockID(0), Branch: next, Target: blockID(4)},
		"remove":    {Kind: flow.RemoveBlocks, IDs: []string{blockID(1), blockID(3), blockID(4)}},
		"rename":    {Kind: flow.RenameBlock, ID: blockID(1), To: "Menu"},
		"note":      {Kind: flow.RemoveNote, ID: "note"},
		"start":     {Kind: flow.SetStart, Target: blockID(3)},
		"condition": {Kind: flow.RemoveCondition, ID: blockID(1), Branch: &flow.Branch{Kind: flow.BranchCondition, Operator: "Equals", Operands: []string{"1"}}},
		"branch":    {Kind: flow.RemoveBranch, ID: blockID(1), Branch: &flow.Branch{Kind: flow.BranchError, Error: "InputTimeLimitExceeded"}},
		"type":      {Kind: flow.SetType, ID: blockID(1), Type: "Wait"},
	}
	for name, op := range first {
		t.Run(name, func(t *testing.T) {
			want := flow.ParseString(sample(8))
			mustApply(t, want, other)
			doc := flow.ParseString(sample(8))
			inverse := mustApply(t, doc, op)
			if slices.ContainsFunc(inverse.Ops, func(o flow.Op) bool { return o.Kind == flow.Replace }) {
				t.Fatal("the inverse replaces the whole text")
			}
			mustApply(t, doc, other)
			edited := doc.String()
			_, redo, rejection := doc.UndoWithInverse(inverse)
			if rejection != nil {
				t.Fatalf("rejected: %+v", *rejection)
			}
			if got, want := canonical(t, doc.String()), canonical(t, want.String()); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if rejection := doc.Undo(redo); rejection != nil {
				t.Fatalf("redo rejected: %+v", *rejection)
			}
			if doc.String() != edited {
				t.Errorf("redone:\n%s\nwant\n%s", doc, edited)
			}
		})
	}
}

func TestUndoOfWhatIsGone(t *testing.T) {
	doc := flow.ParseString(sample(8))
	inverse := mustApply(t, doc, flow.Op{Kind: flow.MoveBlock, ID: blockID(3), X: 1, Y: 1})
	mustApply(t, doc, flow.Op{Kind: flow.RemoveBlocks, IDs: []string{blockID(3)}})
	before := doc.String()
	rejection := doc.Undo(inverse)
	if rejection == nil || rejection.Code != flow.RejectUnknownBlock || rejection.Block != blockID(3) {
		t.Errorf("got %+v", rejection)
	}
	if doc.String() != before {
		t.Error("the rejected undo changed the text")
	}
}

func TestInverseSurvivesJSON(t *testing.T) {
	before := sample(8)
	doc := flow.ParseString(before)
	inverse := mustApply(t, doc, flow.Op{Kind: flow.RemoveBlocks, IDs: []string{blockID(1)}})
	var stored flow.Inverse
	if err := json.Unmarshal([]byte(jsonOf(t, inverse)), &stored); err != nil {
		t.Fatal(err)
	}
	if rejection := doc.Undo(stored); rejection != nil || doc.String() != before {
		t.Errorf("undone from storage: %+v", rejection)
	}
}

// TestUndoTellsWhatItDid holds an undo to its word also where the inverse was
// kept by a version whose operations left containers behind.
func TestUndoTellsWhatItDid(t *testing.T) {
	before := `{"StartAction":"a","Actions":[{"Identifier":"a","Transitions":{}}]}`
	doc := flow.ParseString(before)
	inverse := mustApply(t, doc, flow.Op{Kind: flow.AddCondition, ID: "a", Operator: "Equals", Operands: []string{"1"}})
	inverse.Ops[0].Prune = 0
	other := flow.ParseString(doc.String())
	after := doc.String()
	done, redo, rejection := doc.UndoWithInverse(inverse)
	if rejection != nil || doc.String() != before {
		t.Fatalf("undone: %s, %+v", doc, rejection)
	}
	mustApply(t, other, overTheWire(t, done)...)
	if canonical(t, other.String()) != canonical(t, before) {
		t.Errorf("told %s, which gives %s", jsonOf(t, done), other)
	}
	mustApply(t, other, overTheWire(t, redo.Ops)...)
	if canonical(t, other.String()) != canonical(t, after) {
		t.Errorf("redone by %s: %s", jsonOf(t, redo.Ops), other)
	}
}

// TestBadSplices gives splices that do not fit although the hash does: the
// operations take their place.
func TestBadSplices(t *testing.T) {
	for name, exact := range map[string][]flow.Splice{
		"beyond the end": {{Start: 0, End: 1 << 30}},
		"backwards":      {{Start: 5, End: 2}},
		"overlapping":    {{Start: 0, End: 9}, {Start: 3, End: 4}},
		"negative":       {{Start: -1, End: 0}},
	} {
		doc := flow.ParseString(sample(4))
		before := canonical(t, doc.String())
		inverse := mustApply(t, doc, flow.Op{Kind: flow.SetStart, Target: "x"})
		inverse.Exact = exact
		if rejection := doc.Undo(inverse); rejection != nil || canonical(t, doc.String()) != before {
			t.Errorf("%s: %+v", name, rejection)
		}
	}
}

// TestManyBlocks is the shape of select all, drag and delete at 1,000 blocks:
// one batch, whose inverse puts everything back.
func TestManyBlocks(t *testing.T) {
	before := sample(1000)
	all := flow.Op{Kind: flow.RemoveBlocks}
	for i := range 1000 {
		all.IDs = append(all.IDs, blockID(i))
	}
	for name, ops := range map[string][]flow.Op{"move": manyMoves(1000), "remove": {all}} {
		t.Run(name, func(t *testing.T) {
			doc := flow.ParseString(before)
			inverse := mustApply(t, doc, ops...)
			checkInverse(t, before, doc, inverse)
		})
	}
	doc := flow.ParseString(before)
	mustApply(t, doc, all)
	if n := len(doc.Actions()); n != 0 {
		t.Errorf("%d blocks left", n)
	}
}

// TestPasteIsUndoneAsOne checks that the inverse of many additions is one
// removal, which takes one pass instead of a thousand.
func TestPasteIsUndoneAsOne(t *testing.T) {
	doc := flow.ParseString(`{"StartAction":"","Actions":[]}`)
	var ops []flow.Op
	for _, a := range flow.ParseString(sample(20)).Actions() {
		ops = append(ops, flow.Op{Kind: flow.AddBlock, ID: a.ID, Action: json.RawMessage(a.Node.Raw())})
	}
	inverse := mustApply(t, doc, ops...)
	if len(inverse.Ops) != 1 || len(inverse.Ops[0].IDs) != 20 {
		t.Errorf("the inverse has %d operations", len(inverse.Ops))
	}
}
