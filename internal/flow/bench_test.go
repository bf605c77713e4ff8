package flow_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// readAll touches what a linter touches.
func readAll(doc *flow.Document) int {
	n := 0
	for _, a := range doc.Actions() {
		n += len(a.ID) + len(a.Type) + len(a.Errors) + len(a.Conditions)
		for name, p := range a.Parameters.Members() {
			n += len(name) + len(p.Text())
		}
		if _, ok := doc.Action(a.Next.ID); ok {
			n++
		}
		n += len(a.Metadata.Get("position").Get("x").Text())
	}
	return n
}

func BenchmarkParse250(b *testing.B) {
	src := []byte(sample(250))
	b.Run("flow", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			if readAll(flow.Parse(src)) == 0 {
				b.Fatal("nothing read")
			}
		}
	})
	b.Run("encoding_json", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		for b.Loop() {
			var v any
			if err := json.Unmarshal(src, &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkApplyMove(b *testing.B) {
	src := sample(250)
	doc := flow.ParseString(src)
	b.SetBytes(int64(len(src)))
	for i := 0; b.Loop(); i++ {
		mustApply(b, doc, flow.Op{Kind: flow.MoveBlock, ID: blockID(i % 250), X: i, Y: -i})
	}
}

func BenchmarkApplyAdd(b *testing.B) {
	src := sample(250)
	op := flow.Op{
		Kind: flow.AddBlock, ID: "new", Metadata: json.RawMessage(`{"position":{"x":1,"y":2}}`),
		Action: json.RawMessage(`{"Identifier":"new","Type":"Wait","Parameters":{},"Transitions":{"NextAction":"","Errors":[{"NextAction":"","ErrorType":"NoMatchingError"}]}}`),
	}
	doc := flow.ParseString(src)
	for b.Loop() {
		inverse := mustApply(b, doc, op)
		b.StopTimer()
		if r := doc.Undo(inverse); r != nil {
			b.Fatal(*r)
		}
		b.StartTimer()
	}
}

func manyMoves(n int) []flow.Op {
	ops := make([]flow.Op, n)
	for i := range ops {
		ops[i] = flow.Op{Kind: flow.MoveBlock, ID: blockID(i), X: i, Y: -7}
	}
	return ops
}

func BenchmarkMove1000(b *testing.B) {
	src, ops := sample(1000), manyMoves(1000)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		b.StopTimer()
		doc := flow.ParseString(src)
		b.StartTimer()
		mustApply(b, doc, ops...)
	}
}

func BenchmarkRemove1000(b *testing.B) {
	src := sample(1000)
	op := flow.Op{Kind: flow.RemoveBlocks}
	for i := range 1000 {
		op.IDs = append(op.IDs, blockID(i))
	}
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		b.StopTimer()
		doc := flow.ParseString(src)
		b.StartTimer()
		mustApply(b, doc, op)
	}
}

func BenchmarkPaste1000AndUndo(b *testing.B) {
	source := flow.ParseString(sample(1000))
	var ops []flow.Op
	for i, a := range source.Actions() {
		ops = append(ops, flow.Op{
			Kind: flow.AddBlock, ID: a.ID, Action: json.RawMessage(a.Node.Raw()),
			Metadata: json.RawMessage(a.Metadata.Raw()), Index: &i,
		})
	}
	for b.Loop() {
		doc := flow.ParseString(`{"StartAction":"","Actions":[],"Metadata":{"ActionMetadata":{}}}`)
		inverse := mustApply(b, doc, ops...)
		mustApply(b, doc, flow.Op{Kind: flow.SetStart, Target: blockID(5)})
		if r := doc.Undo(inverse); r != nil {
			b.Fatal(*r)
		}
	}
}

func BenchmarkCanonical(b *testing.B) {
	src := []byte(sample(250))
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := flow.Canonical(src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPosition(b *testing.B) {
	doc := flow.ParseString(reindent(sample(1000), ""))
	for i := 0; b.Loop(); i++ {
		if _, ok := doc.Position(fmt.Sprintf("/Actions/%d/Type", i%1000)); !ok {
			b.Fatal("not found")
		}
	}
}
