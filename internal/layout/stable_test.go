package layout_test

import (
	"encoding/json"
	"slices"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// TestOneBlockMoreMovesFew adds a block to a flow that is arranged, at every
// place in turn, and arranges again: the median move is of few blocks.
func TestOneBlockMoreMovesFew(t *testing.T) {
	const blocks = 100
	arranged := chain(blocks).document()
	arrange(t, arranged, layout.Options{})
	var moved []int
	for i := range blocks - 2 {
		doc := flow.ParseString(arranged.String())
		id := name(blocks)
		_, rejection := doc.Apply([]flow.Op{
			{
				Kind: flow.AddBlock, ID: id, Metadata: json.RawMessage(`{"position":{"x":-900,"y":-900}}`),
				Action: json.RawMessage(`{"Identifier":"` + id + `","Type":"Sketched","Parameters":{},"Transitions":{}}`),
			},
			{Kind: flow.AddCondition, ID: name(i), Operator: "Equals", Operands: []string{"new"}, Target: id},
		})
		if rejection != nil {
			t.Fatalf("%+v", *rejection)
		}
		before := places(doc)
		arrange(t, doc, layout.Options{})
		count := 0
		for block, at := range places(doc) {
			if block != id && before[block] != at {
				count++
			}
		}
		moved = append(moved, count)
	}
	slices.Sort(moved)
	if median := moved[len(moved)/2]; median > blocks/10 {
		t.Errorf("one block more moves %d of %d blocks in the median: %v", median, blocks, moved)
	}
}

// TestOrderOfAPersonStays: where the order in which blocks stand crosses no
// more than ours, it is kept.
func TestOrderOfAPersonStays(t *testing.T) {
	for _, upper := range []int{0, 1} {
		doc := sketch{{2}, {2}, {}}.document()
		_, rejection := doc.Apply([]flow.Op{
			{Kind: flow.MoveBlock, ID: name(upper), X: 0, Y: 0},
			{Kind: flow.MoveBlock, ID: name(1 - upper), X: 30, Y: 400},
			{Kind: flow.MoveBlock, ID: name(2), X: 100, Y: 100},
		})
		if rejection != nil {
			t.Fatalf("%+v", *rejection)
		}
		arrange(t, doc, layout.Options{})
		at := places(doc)
		if at[name(upper)][1] >= at[name(1-upper)][1] {
			t.Errorf("%s stood above %s and now they stand at %v", name(upper), name(1-upper), at)
		}
	}
}
