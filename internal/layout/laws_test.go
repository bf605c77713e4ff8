package layout_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// fault says which law an arranged flow breaks, "" when none.
func fault(doc *flow.Document) string {
	boxes, wires := layout.Drawn(doc)
	if pair := overlap(boxes); pair != "" {
		return pair
	}
	for _, w := range wires {
		if w.Forward && w.X2 <= w.X1 {
			return fmt.Sprintf("the edge from %s to %s does not go right", boxes[w.From].ID, boxes[w.To].ID)
		}
	}
	return ""
}

// overlap names two boxes that overlap, "" when none do.
func overlap(boxes []layout.Box) string {
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if a.Overlaps(b) {
				return fmt.Sprintf("%s and %s overlap", a.ID, b.ID)
			}
		}
	}
	return ""
}

func TestRealFlowsAreArrangedOnce(t *testing.T) {
	blocks := 0
	for file, src := range realFlows(t) {
		doc := flow.Parse(src)
		ops := layout.Ops(doc, layout.Options{})
		if again := layout.Ops(flow.Parse(src), layout.Options{}); !reflect.DeepEqual(ops, again) {
			t.Errorf("%s: the second time is another layout", file)
		}
		if _, rejection := doc.Apply(ops); rejection != nil {
			continue // metadata with duplicate keys are never rewritten
		}
		blocks += len(doc.Actions())
		if broken := fault(doc); broken != "" {
			t.Errorf("%s: %s", file, broken)
		}
		if n := arrange(t, doc, layout.Options{}); n > 0 {
			t.Errorf("%s: arranging again moves %d things", file, n)
		}
	}
	if blocks < 2000 {
		t.Errorf("only %d blocks were arranged", blocks)
	}
}

// TestRealFlowsWithoutPositions takes some of the positions away: what has one
// stays where it is. Blocks of several actions stand where the first does.
func TestRealFlowsWithoutPositions(t *testing.T) {
	for file, src := range realFlows(t) {
		doc := flow.Parse(src)
		if _, rejection := doc.Apply(layout.Ops(doc, layout.Options{})); rejection != nil {
			continue
		}
		before := places(doc)
		var ops []flow.Op
		for i, a := range doc.Actions() {
			if i%3 == 1 && !a.Metadata.Get("children").Exists() {
				ops = append(ops, flow.Op{Kind: flow.ClearMetadata, ID: a.ID, Path: []string{"position"}})
				delete(before, a.ID)
			}
		}
		if _, rejection := doc.Apply(ops); rejection != nil {
			t.Fatalf("%s: %+v", file, *rejection)
		}
		arrange(t, doc, layout.Options{Missing: true})
		boxes, _ := layout.Drawn(doc)
		if pair := overlap(boxes); pair != "" {
			t.Errorf("%s: %s", file, pair)
		}
		after := places(doc)
		for id, at := range before {
			if after[id] != at {
				t.Errorf("%s: %s had a place and was moved", file, id)
			}
		}
		if n := arrange(t, doc, layout.Options{Missing: true}); n > 0 {
			t.Errorf("%s: %d things without a place are left", file, n)
		}
	}
}

// places is where the blocks stand by the file.
func places(doc *flow.Document) map[string][2]float64 {
	out := map[string][2]float64{}
	for _, a := range doc.Actions() {
		position := a.Metadata.Get("position")
		x, okX := position.Get("x").Float()
		y, okY := position.Get("y").Float()
		if okX && okY {
			out[a.ID] = [2]float64{x, y}
		}
	}
	return out
}

// anySketch draws flows of every shape: loops, several roots, shared ends,
// blocks that lead to themselves.
func anySketch(t *rapid.T) sketch {
	n := rapid.IntRange(1, 60).Draw(t, "blocks")
	s := make(sketch, n)
	for i := range s {
		s[i] = rapid.SliceOfN(rapid.IntRange(-1, n-1), 0, 5).Draw(t, "ways")
	}
	return s
}

// scatter gives some blocks a place, near each other on purpose.
func scatter(t *rapid.T, doc *flow.Document) {
	var ops []flow.Op
	for _, a := range doc.Actions() {
		if rapid.Bool().Draw(t, "placed") {
			x, y := rapid.IntRange(-500, 2000).Draw(t, "x"), rapid.IntRange(-500, 2000).Draw(t, "y")
			ops = append(ops, flow.Op{Kind: flow.MoveBlock, ID: a.ID, X: x, Y: y})
		}
	}
	if _, rejection := doc.Apply(ops); rejection != nil {
		t.Fatalf("%+v", *rejection)
	}
}

func TestLawsOfAnyFlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := anySketch(t).document()
		scatter(t, doc)
		arrangeRapid(t, doc, layout.Options{})
		if broken := fault(doc); broken != "" {
			t.Fatal(broken)
		}
		if again := layout.Ops(doc, layout.Options{}); len(again) > 0 {
			t.Fatalf("arranging again gives %+v", again)
		}
	})
}

// TestLawsOfASelection: what is not selected stays, nothing selected stands on
// anything, and the second time nothing moves.
func TestLawsOfASelection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := anySketch(t).document()
		arrangeRapid(t, doc, layout.Options{})
		only := []string{}
		for _, a := range doc.Actions() {
			if rapid.Bool().Draw(t, "selected") {
				only = append(only, a.ID)
			}
		}
		before := places(doc)
		arrangeRapid(t, doc, layout.Options{Only: only})
		boxes, _ := layout.Drawn(doc)
		if pair := overlap(boxes); pair != "" {
			t.Fatal(pair)
		}
		for id, at := range places(doc) {
			if !slices.Contains(only, id) && before[id] != at {
				t.Fatalf("%s is not selected and was moved", id)
			}
		}
		if again := layout.Ops(doc, layout.Options{Only: only}); len(again) > 0 {
			t.Fatalf("arranging again gives %+v", again)
		}
	})
}

func arrangeRapid(t *rapid.T, doc *flow.Document, options layout.Options) {
	if _, rejection := doc.Apply(layout.Ops(doc, options)); rejection != nil {
		t.Fatalf("the layout was refused: %+v", *rejection)
	}
}

// TestBlocksOfSeveralActions moves all actions of a block to one place.
func TestBlocksOfSeveralActions(t *testing.T) {
	blocks := 0
	for file, src := range realFlows(t) {
		doc := flow.Parse(src)
		if _, rejection := doc.Apply(layout.Ops(doc, layout.Options{})); rejection != nil {
			continue
		}
		at := places(doc)
		for _, a := range doc.Actions() {
			for _, child := range a.Metadata.Get("children").Elements() {
				blocks++
				if at[child.Text()] != at[a.ID] {
					t.Errorf("%s: %s is one block with %s and stands elsewhere", file, child.Text(), a.ID)
				}
			}
		}
	}
	if blocks < 20 {
		t.Errorf("only %d actions are parts of another's block", blocks)
	}
}
