package legacy_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
)

// FuzzConvert holds the laws for any document: no panic, the same bytes twice,
// sound JSON in the flow language with every block that the report counts, and
// nothing to convert the second time.
func FuzzConvert(f *testing.F) {
	for _, c := range blocks {
		f.Add([]byte(oldFlow(c.old)))
	}
	for _, text := range []string{
		"", "[]", `{"modules":[]}`, `{"modules":[1,null,{}],"start":3,"metadata":[]}`,
		`{"modules":[{"id":"a","type":"X"},{"id":"a","type":"Y"}],"other":1}`,
		`{"modules":[{"type":"SetAttributes","parameters":[{"name":"Attribute","key":"a","value":"1"},{"name":"Attribute","key":"a","value":{}}]}]}`,
		"\uFEFF" + `{"modules":[{"id":"\ud800","metadata":{"position":{"x":1,"x":2},"parameters":3}}]}`,
	} {
		f.Add([]byte(text))
	}
	for _, src := range corpusSeeds(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		doc := flow.Parse(src)
		text, report := legacy.Convert(doc)
		again, _ := legacy.Convert(flow.Parse(src))
		if !bytes.Equal(text, again) {
			t.Fatal("the same document gave other bytes")
		}
		if !report.Converted {
			if text != nil && !bytes.Equal(text, src) || text == nil && report.Complete() {
				t.Fatalf("not converted, yet changed or without a reason: %q %+v", text, report)
			}
			return
		}
		if !json.Valid(text) {
			t.Fatalf("no JSON: %s", text)
		}
		got := flow.Parse(text)
		if got.Format() != flow.FormatFlow || len(got.Actions()) != report.Blocks {
			t.Fatalf("%s with %d actions, want %d: %s", got.Format(), len(got.Actions()), report.Blocks, text)
		}
		if twice, second := legacy.Convert(got); second.Converted || !bytes.Equal(twice, text) {
			t.Fatal("what was converted was converted again")
		}
		for _, n := range report.Notes {
			if _, ok := doc.Position(n.Pointer); !ok || n.Message == "" {
				t.Fatalf("a note without a place or words: %+v", n)
			}
		}
	})
}
