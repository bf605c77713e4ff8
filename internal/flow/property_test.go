package flow_test

import (
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// TestUndoRestores runs batches against every document and asserts law 3 and
// atomicity for each.
func TestUndoRestores(t *testing.T) {
	for name, text := range documents() {
		t.Run(name, func(t *testing.T) {
			applied := 0
			for seed := range uint64(120) {
				doc := flow.ParseString(text)
				choose := seeded(seed)
				for range 3 {
					if tryBatch(t, doc, generateOps(doc, choose)) {
						applied++
					}
				}
			}
			if applied < 20 {
				t.Errorf("only %d batches applied: the generator is out of tune", applied)
			}
		})
	}
}

// tryBatch applies a batch and checks what must hold either way.
func tryBatch(t testing.TB, doc *flow.Document, ops []flow.Op) bool {
	t.Helper()
	before := doc.String()
	defer func() {
		if t.Failed() {
			t.Logf("document: %s\nops: %s", before, jsonOf(t, ops))
		}
	}()
	inverse, rejection := doc.Apply(ops)
	if rejection != nil {
		if doc.String() != before {
			t.Fatal("a rejected batch changed the text")
		}
		if rejection.Message == "" || rejection.Op >= len(ops) {
			t.Fatalf("rejection without message or place: %+v", *rejection)
		}
		return false
	}
	again := flow.ParseString(before)
	mustApply(t, again, overTheWire(t, ops)...)
	if again.String() != doc.String() {
		t.Fatalf("sent through JSON the batch gives\n%s\nwant\n%s", again, doc)
	}
	checkInverse(t, before, again, inverse)
	return true
}
