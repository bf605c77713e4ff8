package layout_test

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// TestBlocksAreAsDrawn holds sizes and ports to those of the canvas; its own
// test reads the same file (web/canvas/geometry/layout.test.ts).
func TestBlocksAreAsDrawn(t *testing.T) {
	raw, err := os.ReadFile("testdata/blocks.json")
	if err != nil {
		t.Fatal(err)
	}
	type shape struct {
		Height float64  `json:"height"`
		Wires  [][2]any `json:"wires"`
	}
	var vectors struct {
		Flow   json.RawMessage  `json:"flow"`
		Blocks map[string]shape `json:"blocks"`
	}
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	boxes, wires := layout.Drawn(flow.Parse(vectors.Flow))
	got := map[string]shape{}
	for _, b := range boxes {
		got[b.ID] = shape{Height: b.H, Wires: [][2]any{}}
	}
	for _, w := range wires {
		from := boxes[w.From]
		one := got[from.ID]
		one.Wires = append(one.Wires, [2]any{boxes[w.To].ID, w.Y1 - from.Y})
		got[from.ID] = one
	}
	for id, want := range vectors.Blocks {
		if !reflect.DeepEqual(got[id], want) {
			t.Errorf("%s: %+v, the canvas draws %+v", id, got[id], want)
		}
	}
	if len(got) != len(vectors.Blocks) || len(got) < 10 {
		t.Errorf("%d blocks were read, %d are drawn", len(got), len(vectors.Blocks))
	}
}
