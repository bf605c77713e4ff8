package flow_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// TestCorpusRoundTrip is law 1 on files that other people made, and law 3 for
// batches on them.
func TestCorpusRoundTrip(t *testing.T) {
	seed := uint64(0)
	for name, raw := range corpus(t) {
		doc := flow.Parse(raw)
		if string(doc.Bytes()) != string(raw) {
			t.Errorf("%s: the bytes changed", name)
		}
		if doc.Unsound() != nil {
			continue
		}
		for range 6 {
			seed++
			doc = flow.Parse(raw)
			tryBatch(t, doc, generateOps(doc, seeded(seed)))
			if t.Failed() {
				t.Fatalf("in %s, seed %d", name, seed)
			}
		}
	}
}

var aNumber = regexp.MustCompile(`^-?[0-9]+$`)

// TestCorpusMove is law 2: a moved block changes its numbers and nothing else.
func TestCorpusMove(t *testing.T) {
	moved := 0
	for name, raw := range corpus(t) {
		doc := flow.Parse(raw)
		if !doc.Editable() {
			continue
		}
		for _, a := range doc.Actions() {
			position := a.Metadata.Get("position")
			x, y := position.Get("x"), position.Get("y")
			whole, err := strconv.Atoi(y.Text())
			if x.Kind() != flow.Number || err != nil || a.ID == "" {
				continue
			}
			inverse := mustApply(t, doc, flow.Op{Kind: flow.MoveBlock, ID: a.ID, X: 98765, Y: whole})
			want := string(raw[:x.Offset()]) + "98765" + string(raw[x.Offset()+len(x.Raw()):])
			if doc.String() != want {
				t.Fatalf("%s: moving %s changed more than its x", name, a.ID)
			}
			if len(inverse.Exact) != 1 || !strings.Contains(x.Raw(), inverse.Exact[0].Text) {
				t.Fatalf("%s: the inverse holds %+v, want one number", name, inverse.Exact)
			}
			mustApply(t, doc, flow.Op{Kind: flow.MoveBlock, ID: a.ID, X: 98765, Y: whole + 7})
			after, _ := doc.Action(a.ID)
			if got := after.Metadata.Get("position").Get("y").Raw(); !aNumber.MatchString(got) {
				t.Fatalf("%s: y is %s", name, got)
			}
			moved++
			break
		}
	}
	if moved < 100 {
		t.Errorf("moved a block in %d files only", moved)
	}
}
