package diff_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
)

// checkOps asserts the law of Ops and reports whether it took a Replace.
func checkOps(t testing.TB, a, b string) (replaced bool) {
	t.Helper()
	now, doc := flow.ParseString(b), flow.ParseString(a)
	ops := diff.Ops(doc, now)
	if doc.String() != a || now.String() != b {
		t.Fatal("the flows themselves were changed")
	}
	if _, rejection := doc.Apply(ops); rejection != nil {
		t.Fatalf("%+v\n%s", rejection, asJSON(t, ops))
	}
	if len(ops) == 1 && ops[0].Kind == flow.Replace {
		if doc.String() != b {
			t.Fatal("a replacement is not the newer flow")
		}
		return true
	}
	if got, want := unnamed(t, doc.String()), unnamed(t, b); got != want {
		t.Fatalf("%s\nmakes\n%s\nnot\n%s", asJSON(t, ops), got, want)
	}
	return false
}

// unnamed is what a flow means without what no operation writes.
func unnamed(t testing.TB, text string) string {
	t.Helper()
	root := normal(t, text, nil)
	if top, ok := root.(map[string]any); ok {
		if meta, ok := top["Metadata"].(map[string]any); ok {
			for _, key := range []string{"name", "status", "hash"} {
				delete(meta, key)
			}
			drop(top, "Metadata", map[string]any{})
		}
	}
	return asJSON(t, root)
}

// TestOpsOfRealPairs: versions of real flows become each other, both ways, by
// edits of blocks; so do flows that have nothing to do with each other.
func TestOpsOfRealPairs(t *testing.T) {
	pairs := 0
	for _, pair := range realPairs(t) {
		pairs++
		if checkOps(t, pair[0], pair[1]) || checkOps(t, pair[1], pair[0]) {
			t.Errorf("pair %d was replaced as a whole: %.200s", pairs, pair[0])
		}
	}
	t.Logf("%d pairs", pairs)
	if pairs < 10 {
		t.Errorf("only %d pairs", pairs)
	}
}

// realPairs are versions of one file as the corpus has them, old exports
// brought into the flow language, and neighbours in the list of console exports.
func realPairs(t *testing.T) (pairs [][2]string) {
	t.Helper()
	files := corpus(t)
	load := func(text string) string {
		converted, _ := legacy.Convert(flow.ParseString(text))
		return string(converted)
	}
	add := func(a, b string) {
		if flow.ParseString(a).Editable() && flow.ParseString(b).Editable() {
			pairs = append(pairs, [2]string{a, b})
		}
	}
	last := ""
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file, _, versioned := strings.Cut(name, "@")
		if before, _, _ := strings.Cut(last, "@"); versioned && before == file {
			add(load(files[last]), load(files[name]))
		}
		last = name
	}
	for _, pattern := range []string{"diff/*.json", "legacy-new/*.new.json"} {
		names, err := filepath.Glob(filepath.Join(corpusDir, "pairs", pattern))
		if err != nil || len(names) < 4 {
			t.Fatalf("no pairs: %v", err)
		}
		for i, name := range names[1:] {
			if !strings.HasSuffix(name, "index.json") {
				add(load(readFile(t, names[i])), load(readFile(t, name)))
			}
		}
	}
	return pairs
}

func TestOpsOfRandomEdits(t *testing.T) {
	files := corpus(t)
	seed, applied, replaced := uint64(0), 0, 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := files[name]
		if d := flow.ParseString(text); !d.Editable() || len(text) > 20_000 {
			continue
		}
		seed++
		doc := flow.ParseString(text)
		if !edit(doc, rand.New(rand.NewPCG(seed, 23)).IntN) {
			continue
		}
		applied++
		for _, pair := range [][2]string{{text, doc.String()}, {doc.String(), text}} {
			if checkOps(t, pair[0], pair[1]) {
				replaced++
			}
		}
	}
	t.Logf("%d edits there and back, %d replaced as a whole", applied, replaced)
	if applied < 100 || replaced*20 > applied*2 {
		t.Errorf("of %d edits there and back %d were replaced as a whole", applied, replaced)
	}
}

func TestOpsSaysNothing(t *testing.T) {
	const text = `{"StartAction":"a","Metadata":{"name":"x","hash":{"a":1}},"Actions":[{"Identifier":"a","Type":"Wait"},{"Identifier":"b","Type":"Wait"}]}`
	const other = `{"StartAction":"a","Metadata":{"name":"y","hash":{}},"Actions":[{"Type":"Wait","Identifier":"b"},{"Identifier":"a","Type":"Wait"}]}`
	for _, b := range []string{text, other} {
		if ops := diff.Ops(flow.ParseString(text), flow.ParseString(b)); ops != nil {
			t.Errorf("%s: %s", b, asJSON(t, ops))
		}
	}
}

func TestOpsAreSmall(t *testing.T) {
	const before = `{"StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait","Parameters":{"T":{"x":1,"y":2}},"Transitions":{"NextAction":"b","Conditions":[{"NextAction":"b","Condition":{"Operator":"Equals","Operands":["1"]}}]}},{"Identifier":"b","Type":"Loop"}]}`
	for name, c := range map[string]struct{ after, want string }{
		"a part of a parameter": {
			`{"StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait","Parameters":{"T":{"x":1,"y":3}},"Transitions":{"NextAction":"b","Conditions":[{"NextAction":"b","Condition":{"Operator":"Equals","Operands":["1"]}}]}},{"Identifier":"b","Type":"Loop"}]}`,
			`[{"op":"set_parameter","id":"a","path":["T","y"],"value":3}]`,
		},
		"a condition": {
			`{"StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait","Parameters":{"T":{"x":1,"y":2}},"Transitions":{"NextAction":"b","Conditions":[{"NextAction":"","Condition":{"Operator":"Equals","Operands":["1"]}}]}},{"Identifier":"b","Type":"Loop"}]}`,
			`[{"op":"set_target","id":"a","branch":{"kind":"condition","operator":"Equals","operands":["1"]}}]`,
		},
		"what no operation can say": {
			`{"StartAction":"a","Actions":[],"Odd":1}`,
			`[{"op":"replace","text":"{\"StartAction\":\"a\",\"Actions\":[],\"Odd\":1}"}]`,
		},
		"an old export": {`{"modules":[]}`, `[{"op":"replace","text":"{\"modules\":[]}"}]`},
	} {
		ops, err := json.Marshal(diff.Ops(flow.ParseString(before), flow.ParseString(c.after)))
		if err != nil || string(ops) != c.want {
			t.Errorf("%s: %s (%v)", name, ops, err)
		}
	}
}
