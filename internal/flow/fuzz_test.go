package flow_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// FuzzParse holds laws 1 and 5: any bytes come back as they are, and every
// reading call survives them.
func FuzzParse(f *testing.F) {
	for _, text := range documents() {
		f.Add([]byte(text))
	}
	for _, text := range []string{"", "{", `{"a":`, "[1,]", "\xff", "\uFEFF", `"\ud800"`, `{"Actions":[{"Identifier":"a"`, "[[[[", `{"a":1,"a":2}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		doc := flow.Parse(src)
		if !bytes.Equal(doc.Bytes(), src) {
			t.Fatal("the bytes changed")
		}
		if sound, valid := doc.Unsound() == nil, json.Valid(bytes.TrimPrefix(src, []byte("\uFEFF"))); sound && !valid {
			t.Fatalf("broken JSON was taken for sound: %q", src)
		}
		for _, p := range doc.Problems() {
			if at := doc.PositionAt(p.Offset); at.Line < 1 || at.Column < 1 || p.Message == "" {
				t.Fatalf("problem %+v at %+v", p, at)
			}
		}
		readEverything(t, doc, doc.Root())
		readAll(doc)
		_, _, _ = flow.Unwrap(src)
		flow.CheckLimits(src)
		doc.Type()
	})
}

func readEverything(t *testing.T, doc *flow.Document, n flow.Node) {
	if !n.Exists() {
		return
	}
	_, _ = n.Float()
	if at, ok := doc.Position(n.Pointer()); ok && len(doc.Problems()) == 0 && at.Offset != n.Offset() {
		t.Fatalf("%q is at %d, not %d", n.Pointer(), n.Offset(), at.Offset)
	}
	for _, m := range n.Members() {
		readEverything(t, doc, m)
	}
	for i, e := range n.Elements() {
		if n.At(i) != e {
			t.Fatalf("element %d of %q is another", i, n.Pointer())
		}
		readEverything(t, doc, e)
	}
}

// FuzzApply holds law 3 and atomicity for any document and any batch.
func FuzzApply(f *testing.F) {
	for _, text := range documents() {
		f.Add(text, []byte{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9})
	}
	for _, v := range vectors(f) {
		f.Add(v.text(), []byte(v.Name))
	}
	f.Fuzz(func(t *testing.T, text string, choices []byte) {
		doc := flow.ParseString(text)
		if _, err := flow.Canonical([]byte(text)); err != nil {
			return
		}
		tryBatch(t, doc, generateOps(doc, fromBytes(choices)))
	})
}

// FuzzCanonical holds that the canonical form is one: it is its own canonical
// form, means the same to encoding/json, and does not depend on layout.
func FuzzCanonical(f *testing.F) {
	for _, text := range documents() {
		f.Add([]byte(text))
	}
	f.Add([]byte(`[1e21,1e-7,-0,0.1,123456789012345678901234567890,"\ud83d","\u2028"]`))
	f.Fuzz(func(t *testing.T, src []byte) {
		once, err := flow.Canonical(src)
		if err != nil {
			return
		}
		twice, err := flow.Canonical(once)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%q\n%s\n%s %v", src, once, twice, err)
		}
		var spread bytes.Buffer
		if err := json.Indent(&spread, bytes.TrimPrefix(src, []byte("\uFEFF")), "", "\t"); err != nil {
			t.Fatalf("not JSON, yet canonical: %q", src)
		}
		if again, err := flow.Canonical(spread.Bytes()); err != nil || !bytes.Equal(once, again) {
			t.Fatalf("indented:\n%s\n%s", again, once)
		}
	})
}
