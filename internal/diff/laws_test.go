package diff_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
)

// checkLaws asserts everything that holds for any two readable flows.
func checkLaws(t testing.TB, a, b string) *diff.Result {
	t.Helper()
	r, back := compare(a, b), compare(b, a)
	if same := meaning(t, a) == meaning(t, b); r.Same != same {
		t.Fatalf("same is %v, want %v: %s\n%s\n%s", r.Same, same, asJSON(t, r), meaning(t, a), meaning(t, b))
	}
	if len(r.Problems) == 0 && r.Same != (len(r.Changes) == 0 && len(r.Moved) == 0) || r.Moves != len(r.Moved) {
		t.Fatalf("the counts contradict the lists: %s", asJSON(t, r))
	}
	if got, want := tally(back, false), tally(r, true); !maps.Equal(got, want) {
		t.Fatalf("turned around:\n%v\nwant\n%v\nfor\n%s\n%s", got, want, a, b)
	}
	checkNamed(t, flow.ParseString(a), flow.ParseString(b), r)
	return r
}

var opposite = map[diff.Kind]diff.Kind{
	diff.Added: diff.Removed, diff.Removed: diff.Added, diff.BranchAdded: diff.BranchRemoved, diff.BranchRemoved: diff.BranchAdded,
	diff.NoteAdded: diff.NoteRemoved, diff.NoteRemoved: diff.NoteAdded,
}

// tally counts changes without what the other direction names otherwise.
func tally(r *diff.Result, turn bool) map[string]int {
	n := map[string]int{}
	for _, c := range r.Changes {
		if turn {
			c.Old, c.New = c.New, c.Old
			if o, ok := opposite[c.Kind]; ok {
				c.Kind = o
			}
		}
		n[fmt.Sprintf("%s %s %s→%s", c.Kind, c.Path, c.Old, c.New)]++
	}
	for _, m := range r.Moved {
		if turn {
			m.Old, m.New = m.New, m.Old
		}
		n[fmt.Sprintf("moved %s→%s", m.Old, m.New)]++
	}
	return n
}

// checkNamed asserts that every block which is not what it was is named.
func checkNamed(t testing.TB, a, b *flow.Document, r *diff.Result) {
	t.Helper()
	if f := a.Format(); f == flow.FormatLegacy || f == flow.FormatUnknown {
		return
	}
	named := map[string]bool{}
	for _, c := range r.Changes {
		named[c.Block] = true
		if c.Kind == diff.Renamed {
			named[unquote(t, c.Old)] = true
		}
	}
	for _, m := range r.Moved {
		named[m.Block] = true
	}
	was, is := contents(t, a), contents(t, b)
	for id := range maps.Keys(was) {
		if now, there := is[id]; (!there || now != was[id]) && !named[id] && !renamedTarget(r) {
			t.Fatalf("the block %q changed and is not named: %s", id, asJSON(t, r))
		}
	}
	for id := range maps.Keys(is) {
		if _, there := was[id]; !there && !named[id] {
			t.Fatalf("the block %q is new and is not named: %s", id, asJSON(t, r))
		}
	}
}

// renamedTarget: then others changed only in that they name it anew.
func renamedTarget(r *diff.Result) bool {
	return slices.ContainsFunc(r.Changes, func(c diff.Change) bool { return c.Kind == diff.Renamed })
}

func contents(t testing.TB, d *flow.Document) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, a := range d.Actions() {
		if _, twice := out[a.ID]; !twice && a.ID != "" {
			meta := a.Metadata.Raw()
			if meta == "" {
				meta = "{}"
			}
			out[a.ID] = meaning(t, `{"Actions":[`+a.Node.Raw()+`],"Metadata":{"ActionMetadata":{"x":`+meta+`}}}`)
		}
	}
	return out
}

func unquote(t testing.TB, raw json.RawMessage) string {
	t.Helper()
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestRandomEdits holds the laws for random batches of operations on real
// flows.
func TestRandomEdits(t *testing.T) {
	files := corpus(t)
	seed, applied := uint64(0), 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		text := files[name]
		if d := flow.ParseString(text); !d.Editable() || len(text) > 40_000 {
			continue
		}
		for range 3 {
			seed++
			doc := flow.ParseString(text)
			if !edit(doc, rand.New(rand.NewPCG(seed, 11)).IntN) {
				continue
			}
			applied++
			checkLaws(t, text, doc.String())
		}
	}
	if applied < 300 {
		t.Errorf("only %d batches applied: the generator is out of tune", applied)
	}
}

// edit applies a random batch.
func edit(doc *flow.Document, choose func(int) int) bool {
	ids := []string{"new", ""}
	for _, a := range doc.Actions() {
		ids = append(ids, a.ID)
	}
	actions := doc.Actions()
	done := false
	for range 1 + choose(4) {
		a := flow.Action{ID: "nobody"}
		if len(actions) > 0 {
			a = actions[choose(len(actions))]
		}
		if _, rejection := doc.Apply([]flow.Op{randomOp(a, ids, choose)}); rejection == nil {
			done = true
		}
	}
	return done
}

func randomOp(a flow.Action, ids []string, choose func(int) int) flow.Op {
	value := json.RawMessage([]string{`"text"`, `{"x":{"y":[1,{"z":2}]}}`, `null`, `1.0`, `[]`, `"a | <b> \n` + "`" + `"`}[choose(6)])
	target := ids[choose(len(ids))]
	path := []string{[]string{"Text", "LambdaFunctionARN", "Attributes", "new", "a/b~c"}[choose(5)]}
	if choose(3) == 0 {
		path = append(path, "deep")
	}
	index := choose(3)
	ops := []flow.Op{
		{Kind: flow.SetParameter, ID: a.ID, Path: path, Value: value},
		{Kind: flow.ClearParameter, ID: a.ID, Path: path},
		{Kind: flow.MoveBlock, ID: a.ID, X: choose(900), Y: choose(900)},
		{Kind: flow.RenameBlock, ID: a.ID, To: "renamed " + strings.Repeat("x", choose(3))},
		{Kind: flow.RemoveBlocks, IDs: []string{a.ID}},
		{Kind: flow.SetType, ID: a.ID, Type: []string{"Wait", "Compare", a.Type}[choose(3)]},
		{Kind: flow.SetStart, Target: target},
		{Kind: flow.SetTarget, ID: a.ID, Branch: &flow.Branch{Kind: flow.BranchNext}, Target: target, Mirror: choose(2) == 0},
		{Kind: flow.SetTarget, ID: a.ID, Branch: &flow.Branch{Kind: flow.BranchError, Error: "NoMatchingError"}, Target: target, Mirror: choose(2) == 0},
		{Kind: flow.AddCondition, ID: a.ID, Operator: []string{"Equals", "TextContains"}[choose(2)], Operands: []string{[]string{"1", "2", "$.Attributes.a"}[choose(3)]}, Target: target, Index: &index},
		{Kind: flow.SetMetadata, ID: []string{a.ID, ""}[choose(2)], Path: path, Value: value},
		{Kind: flow.AddNote, ID: "n", Value: json.RawMessage(`{"id":"n","content":"A note","actionId":` + string(mustJSON(a.ID)) + `}`)},
		{Kind: flow.SetNote, ID: "n", Path: []string{"content"}, Value: json.RawMessage(`"Another"`)},
		{
			Kind: flow.AddBlock, ID: "new", Metadata: json.RawMessage(`{"position":{"x":1,"y":2}}`),
			Action: json.RawMessage(`{"Identifier":"new","Type":"` + a.Type + `","Parameters":` + orEmpty(a.Parameters.Raw()) + `,"Transitions":{"NextAction":` + string(mustJSON(target)) + `}}`),
		},
	}
	if n := len(a.Conditions); n > 0 {
		c := a.Conditions[choose(n)]
		name := &flow.Branch{Kind: flow.BranchCondition, Operator: c.Operator}
		for _, o := range c.Operands {
			name.Operands = append(name.Operands, o.Text())
		}
		ops = append(
			ops, flow.Op{Kind: flow.MoveCondition, ID: a.ID, Branch: name, Index: &index},
			flow.Op{Kind: flow.SetCondition, ID: a.ID, Branch: name, Operator: "TextContains", Operands: []string{"x"}},
		)
	}
	return ops[choose(len(ops))]
}

func orEmpty(raw string) string {
	if raw == "" {
		return "{}"
	}
	return raw
}

func mustJSON(s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return text
}

// FuzzCompare holds the laws for any two texts.
func FuzzCompare(f *testing.F) {
	f.Add(`{"StartAction":"a","Actions":[{"Identifier":"a","Type":"Wait"}]}`, `{"StartAction":"b","Actions":[{"Identifier":"b","Type":"Wait"}]}`)
	f.Add(`{"Actions":[1,{"Identifier":7},{"Identifier":"a"},{"Identifier":"a"}]}`, `{"Actions":{},"Metadata":[]}`)
	f.Add(`{"modules":[{"id":"a","type":"PlayPrompt","parameters":[{"name":"Text","value":1}],"branches":[{"condition":"Success","transition":"a"}]}]}`, `{"modules":[]}`)
	f.Add(`{"Actions":[{"Identifier":"a","Transitions":{"Errors":[{"ErrorType":"E"},3],"Conditions":[{"NextAction":"a"}]}}],"Metadata":{"Annotations":[{"id":"n"}],"ActionMetadata":{"b":{}}}}`, `{`)
	f.Add(`[1e999, {"a": 1}]`, `[1e999,{"a":1}]`)
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, text := range []string{a, b} {
			_, err := flow.Canonical([]byte(text))
			if strings.Contains(text, "\uFFFD") || strings.Contains(text, `\u`) || err != nil || flow.ParseString(text).Format() == flow.FormatLegacy {
				asJSON(t, compare(a, b)) // names that cannot be told apart, no oracle: it must only end
				asJSON(t, diff.Ops(flow.ParseString(a), flow.ParseString(b)))
				return
			}
		}
		checkLaws(t, a, b)
		checkOps(t, a, b)
	})
}

func BenchmarkCompare250(b *testing.B) {
	var texts [2]string
	for i := range texts {
		actions, meta := []string{}, []string{}
		for n := range 250 {
			actions = append(actions, fmt.Sprintf(`{"Parameters":{"Text":"Hello, this is message %d of %d."},"Identifier":%q,"Type":"MessageParticipant","Transitions":{"NextAction":%q,"Errors":[{"NextAction":%q,"ErrorType":"NoMatchingError"}]}}`,
				n, n%7*i, newID(n+n%9/8*i*1000), newID(n+1), newID(n/2)))
			meta = append(meta, fmt.Sprintf(`%q:{"position":{"x":%d,"y":%d}}`, newID(n), n*i, n))
		}
		texts[i] = fmt.Sprintf(`{"Version":"2019-10-30","StartAction":%q,"Metadata":{"ActionMetadata":{%s}},"Actions":[%s]}`, newID(0), strings.Join(meta, ","), strings.Join(actions, ","))
	}
	b.SetBytes(int64(len(texts[0]) + len(texts[1])))
	for b.Loop() {
		if compare(texts[0], texts[1]).Same {
			b.Fatal("no difference")
		}
	}
}
