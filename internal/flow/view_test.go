package flow_test

import (
	"slices"
	"sync"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

func TestActions(t *testing.T) {
	doc := flow.ParseString(`{"StartAction":"a","Metadata":{"ActionMetadata":{"a":{"position":{"x":1.5}},"a~/b":{"k":1}}},"Actions":[
		7,
		{"Identifier":"a","Type":"GetParticipantInput","Parameters":{"Text":"x"},"Transitions":{"NextAction":"$end",
			"Errors":[{"NextAction":"b","ErrorType":"NoMatchingError"},"odd",{"ErrorType":"Late"}],
			"Conditions":[null,{"NextAction":"","Condition":{"Operator":"Equals","Operands":["1",2]}},{}]}},
		{"Identifier":3,"Transitions":{"Errors":{}}},
		{"Identifier":"a","Type":"Second"},
		{"Identifier":"a~/b"}]}`)
	actions := doc.Actions()
	if len(actions) != 4 {
		t.Fatalf("%d actions", len(actions))
	}
	a, ok := doc.Action("a")
	if !ok || a.Index != 1 || a.Pointer != "/Actions/1" || a.Type != "GetParticipantInput" {
		t.Errorf("a is %+v", a)
	}
	if a.Metadata.Get("position").Get("x").Raw() != "1.5" || a.Parameters.Get("Text").Text() != "x" {
		t.Error("a's metadata or parameters are not found")
	}
	if a.Next != (flow.Target{ID: "$end", Present: true, Pointer: "/Actions/1/Transitions/NextAction"}) {
		t.Errorf("next is %+v", a.Next)
	}
	if len(a.Errors) != 2 || a.Errors[1].Pointer != "/Actions/1/Transitions/Errors/2" || a.Errors[1].Present || a.Errors[0].ID != "b" {
		t.Errorf("errors are %+v", a.Errors)
	}
	if len(a.Conditions) != 2 || a.Conditions[0].Pointer != "/Actions/1/Transitions/Conditions/1" || len(a.Conditions[0].Operands) != 2 {
		t.Errorf("conditions are %+v", a.Conditions)
	}
	if c := a.Conditions[0]; !c.Present || c.ID != "" || c.Operands[1].Text() != "2" || c.Target.Pointer != "/Actions/1/Transitions/Conditions/1/NextAction" {
		t.Errorf("condition is %+v", c)
	}
	if odd := actions[1]; odd.ID != "" || odd.Errors != nil || odd.Next.Present || odd.Next.Pointer != "/Actions/2/Transitions/NextAction" {
		t.Errorf("odd is %+v", odd)
	}
	if last, _ := doc.Action("a~/b"); last.Metadata.Pointer() != "/Metadata/ActionMetadata/a~0~1b" {
		t.Errorf("metadata is at %q", last.Metadata.Pointer())
	}
	if _, ok := doc.Action(""); ok {
		t.Error("an action without identifier has been found by it")
	}
}

func TestPosition(t *testing.T) {
	doc := flow.ParseString("{\r\n  \"Größe\": \"📞\", \"b\": [1,\r\n\t{\"c/d\": 2}]\r\n}")
	tests := []struct {
		pointer   string
		ok        bool
		line, col int
	}{
		{"", true, 1, 1},
		{"/Größe", true, 2, 12},
		{"/b", true, 2, 22},
		{"/b/1", true, 3, 2},
		{"/b/1/c~1d", true, 3, 10},
		{"/b/1/none/deeper", false, 3, 2},
		{"/b/7", false, 2, 22},
		{"/b/01", false, 2, 22},
		{"/none", false, 1, 1},
		{"none", false, 1, 1},
	}
	for _, test := range tests {
		at, ok := doc.Position(test.pointer)
		if ok != test.ok || at.Line != test.line || at.Column != test.col {
			t.Errorf("%q: %+v %t, want %d:%d %t", test.pointer, at, ok, test.line, test.col, test.ok)
		}
	}
	if at, ok := flow.ParseString("").Position("/a"); ok || at.Line != 1 || at.Column != 1 {
		t.Errorf("in nothing: %+v %t", at, ok)
	}
}

// TestPositionEverywhere compares columns in a long line with a plain count.
func TestPositionEverywhere(t *testing.T) {
	text := reindent(`{"a":"é📞`+sampleString(3000)+`","b":["`+sampleString(5000)+`"]}`, "")
	doc := flow.ParseString(text)
	runes := 0
	for offset := range text {
		if at := doc.PositionAt(offset); at.Column != runes+1 || at.Line != 1 {
			t.Fatalf("offset %d is at %+v, want column %d", offset, at, runes+1)
		}
		runes++
	}
}

func sampleString(n int) string {
	letters := []rune("aé€📞x")
	out := make([]rune, n)
	for i := range out {
		out[i] = letters[i*7%len(letters)]
	}
	return string(out)
}

func TestFormatAndType(t *testing.T) {
	tests := []struct {
		text, kind string
		format     flow.Format
	}{
		{`{"Actions":[],"Metadata":{"type":"contactFlow"}}`, "CONTACT_FLOW", flow.FormatFlow},
		{`{"StartAction":"","Metadata":{"type":"queueTransfer"}}`, "QUEUE_TRANSFER", flow.FormatFlow},
		{`{"Actions":[],"Metadata":{"type":"CUSTOMER_HOLD"}}`, "CUSTOMER_HOLD", flow.FormatFlow},
		{`{"Actions":[],"Metadata":{"type":"somethingNew"}}`, "", flow.FormatFlow},
		{`{"Actions":[],"Metadata":7}`, "", flow.FormatFlow},
		{`{"Actions":[],"Settings":{}}`, "MODULE", flow.FormatModule},
		{`{"modules":[],"type":"agentWhisper"}`, "AGENT_WHISPER", flow.FormatLegacy},
		{`{"modules":{}}`, "", flow.FormatUnknown},
		{`[]`, "", flow.FormatUnknown},
		{``, "", flow.FormatUnknown},
	}
	for _, test := range tests {
		doc := flow.ParseString(test.text)
		if doc.Format() != test.format || doc.Type() != test.kind {
			t.Errorf("%s: %s %q, want %s %q", test.text, doc.Format(), doc.Type(), test.format, test.kind)
		}
	}
}

func TestMissingNodes(t *testing.T) {
	var n flow.Node
	for _, n := range []flow.Node{n, n.Get("x"), n.At(0), flow.ParseString("").Root(), flow.ParseString("[]").Root().At(0)} {
		if n.Exists() || n.Kind() != flow.Missing || n.Text() != "" || n.Raw() != "" || n.Len() != 0 || n.Pointer() != "" || n.Offset() != -1 {
			t.Errorf("%+v is there", n)
		}
		for range n.Members() {
			t.Error("a member of nothing")
		}
		for range n.Elements() {
			t.Error("an element of nothing")
		}
	}
}

// TestConcurrentReads is for the race detector: what is made when first asked
// for must be safe to ask for at once.
func TestConcurrentReads(t *testing.T) {
	doc := flow.ParseString(sample(50))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if len(doc.Actions()) != 50 {
				t.Error("not 50 actions")
			}
			if _, ok := doc.Position("/Actions/3/Type"); !ok {
				t.Error("no position")
			}
			doc.Problems()
		})
	}
	group.Wait()
}

func TestRegisters(t *testing.T) {
	condition := &flow.Branch{Kind: flow.BranchCondition, Operator: "Equals", Operands: []string{"1"}}
	tests := []struct {
		op   flow.Op
		want []string
	}{
		{flow.Op{Kind: flow.AddBlock, ID: "a"}, []string{"block:a"}},
		{flow.Op{Kind: flow.RemoveBlocks, IDs: []string{"b", "a"}}, []string{"block:a", "block:b"}},
		{flow.Op{Kind: flow.RenameBlock, ID: "a", To: "b"}, []string{"block:a", "block:b"}},
		{flow.Op{Kind: flow.SetParameter, ID: "a", Path: []string{"Media", "Uri"}}, []string{"param:a:Media.Uri"}},
		{flow.Op{Kind: flow.SetParameter, ID: "x:y", Path: []string{"a.b"}}, []string{"param:x%3Ay:a%2Eb"}},
		{flow.Op{Kind: flow.MoveBlock, ID: "a"}, []string{"pos:a"}},
		{flow.Op{Kind: flow.SetMetadata, ID: "a", Path: []string{"position"}}, []string{"pos:a"}},
		{flow.Op{Kind: flow.ClearMetadata, Path: []string{"entryPointPosition"}}, []string{"pos:"}},
		{flow.Op{Kind: flow.SetMetadata, ID: "a", Path: []string{"queue", "text"}}, []string{"meta:a:queue.text"}},
		{
			flow.Op{Kind: flow.SetTarget, ID: "a", Mirror: true, Branch: &flow.Branch{Kind: flow.BranchError, Error: "NoMatchingError"}},
			[]string{"branch:a:error:NoMatchingError", "branch:a:next"},
		},
		{flow.Op{Kind: flow.RemoveCondition, ID: "a", Branch: condition}, []string{"branch:a:condition:Equals:1:0", "conditions:a"}},
		{flow.Op{Kind: flow.SetStart}, []string{"start"}},
		{flow.Op{Kind: flow.SetNote, ID: "n"}, []string{"note:n"}},
		{flow.Op{Kind: flow.Replace}, []string{"content"}},
		{flow.Op{Kind: flow.SetType, ID: "a"}, []string{"type:a"}},
	}
	for _, test := range tests {
		if got := flow.Registers([]flow.Op{test.op, test.op}); !slices.Equal(got, test.want) {
			t.Errorf("%+v: %q, want %q", test.op, got, test.want)
		}
	}
}

func TestOverlaps(t *testing.T) {
	yes := [][2]string{
		{"start", "start"},
		{"content", "pos:a"},
		{"param:a:Media", "param:a:Media.Uri"},
		{"block:a", "param:a:Text"},
		{"block:a", "branch:a:next"},
	}
	no := [][2]string{
		{"param:a:Media", "param:a:MediaType"},
		{"block:a", "param:ab:Text"},
		{"block:n", "note:n"},
		{"param:a:x", "meta:a:x"},
		{"start", "block:start"},
	}
	for _, p := range yes {
		if !flow.Overlaps(p[0], p[1]) || !flow.Overlaps(p[1], p[0]) {
			t.Errorf("%q do not overlap", p)
		}
	}
	for _, p := range no {
		if flow.Overlaps(p[0], p[1]) || flow.Overlaps(p[1], p[0]) {
			t.Errorf("%q overlap", p)
		}
	}
}
