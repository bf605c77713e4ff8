package diff_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
)

const before = `{"Version":"2019-10-30","StartAction":"Welcome","Metadata":{"name":"Main","ActionMetadata":{
	"Welcome":{"position":{"x":1,"y":2}},"Menu":{"position":{"x":3,"y":4},"queue":{"text":"Basic"}}},
	"Annotations":[{"id":"n","content":"Ask Ann","actionId":"Menu"}]},"Actions":[
	{"Identifier":"Welcome","Type":"MessageParticipant","Parameters":{"Text":"Hello"},"Transitions":{"NextAction":"Menu","Errors":[{"NextAction":"End","ErrorType":"NoMatchingError"}]}},
	{"Identifier":"Menu","Type":"Compare","Parameters":{"ComparisonValue":"$.Attributes.tier"},"Transitions":{"NextAction":"End","Errors":[{"NextAction":"End","ErrorType":"NoMatchingCondition"}],"Conditions":[
		{"NextAction":"Welcome","Condition":{"Operator":"Equals","Operands":["gold"]}},
		{"NextAction":"End","Condition":{"Operator":"Equals","Operands":["silver"]}},
		{"NextAction":"Welcome","Condition":{"Operator":"TextContains","Operands":["go"]}}]}},
	{"Identifier":"End","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

// told puts a change into one line for these tests.
func told(c *diff.Change) string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s→%s", c.Kind, c.Block, c.Path, c.Label, c.Old, c.New))
}

func TestWhatIsTold(t *testing.T) {
	next := &flow.Branch{Kind: flow.BranchNext}
	gold := &flow.Branch{Kind: flow.BranchCondition, Operator: "Equals", Operands: []string{"gold"}}
	first, last := 0, 2
	cases := []struct {
		name string
		ops  []flow.Op
		want []string
		move int
	}{
		{"parameter", []flow.Op{{Kind: flow.SetParameter, ID: "Welcome", Path: []string{"Text"}, Value: json.RawMessage(`"Hi"`)}}, []string{`parameter_changed Welcome /Parameters/Text Text to speech or chat text "Hello"→"Hi"`}, 0},
		{"parameter added", []flow.Op{{Kind: flow.SetParameter, ID: "End", Path: []string{"a/b"}, Value: json.RawMessage(`1`)}}, []string{`parameter_changed End /Parameters/a~1b a/b →1`}, 0},
		{"move", []flow.Op{{Kind: flow.MoveBlock, ID: "Menu", X: 9, Y: 9}}, nil, 1},
		{"move with a change", []flow.Op{{Kind: flow.MoveBlock, ID: "Menu", X: 9, Y: 9}, {Kind: flow.SetParameter, ID: "Menu", Path: []string{"ComparisonValue"}, Value: json.RawMessage(`"$.Channel"`)}}, []string{`parameter_changed Menu /Parameters/ComparisonValue Attribute to check "$.Attributes.tier"→"$.Channel"`}, 1},
		{"rename", []flow.Op{{Kind: flow.RenameBlock, ID: "Menu", To: "Tier"}}, []string{`renamed Tier  Name "Menu"→"Tier"`}, 0},
		{"rename and change", []flow.Op{{Kind: flow.RenameBlock, ID: "Welcome", To: "Greeting"}, {Kind: flow.SetParameter, ID: "Greeting", Path: []string{"Text"}, Value: json.RawMessage(`"Hi"`)}}, []string{`renamed Greeting  Name "Welcome"→"Greeting"`, `parameter_changed Greeting /Parameters/Text Text to speech or chat text "Hello"→"Hi"`}, 0},
		{"rewire", []flow.Op{{Kind: flow.SetTarget, ID: "Welcome", Branch: next, Target: "End"}}, []string{`rewired Welcome /Transitions/NextAction Success "Menu"→"End"`}, 0},
		{"unwire", []flow.Op{{Kind: flow.SetTarget, ID: "Welcome", Branch: next}}, []string{`rewired Welcome /Transitions/NextAction Success "Menu"→""`}, 0},
		{"rewire a mirrored branch", []flow.Op{{Kind: flow.SetTarget, ID: "Menu", Branch: &flow.Branch{Kind: flow.BranchError, Error: "NoMatchingCondition"}, Target: "Welcome", Mirror: true}}, []string{`rewired Menu /Transitions/Errors No match "End"→"Welcome"`}, 0},
		{"rewire a condition", []flow.Op{{Kind: flow.SetTarget, ID: "Menu", Branch: gold, Target: "End"}}, []string{`rewired Menu /Transitions/Conditions = gold "Welcome"→"End"`}, 0},
		{"conditions of which one matches", []flow.Op{{Kind: flow.MoveCondition, ID: "Menu", Branch: gold, Index: new(1)}}, nil, 0},
		{"conditions that both match", []flow.Op{{Kind: flow.MoveCondition, ID: "Menu", Branch: gold, Index: &last}}, []string{`reordered Menu /Transitions/Conditions Order of the conditions ["= gold","= silver","contains \"go\""]→["= silver","contains \"go\"","= gold"]`}, 0},
		{"condition added", []flow.Op{{Kind: flow.AddCondition, ID: "Menu", Operator: "Equals", Operands: []string{"$.Attributes.x"}, Target: "End", Index: &first}}, []string{`branch_added Menu /Transitions/Conditions = $.Attributes.x →"End"`}, 0},
		{"condition removed", []flow.Op{{Kind: flow.RemoveCondition, ID: "Menu", Branch: gold}}, []string{`branch_removed Menu /Transitions/Conditions = gold "Welcome"→`}, 0},
		{"type", []flow.Op{{Kind: flow.SetType, ID: "End", Type: "EndFlowExecution"}}, []string{`type_changed End /Type Type "DisconnectParticipant"→"EndFlowExecution"`}, 0},
		{"start", []flow.Op{{Kind: flow.SetStart, Target: "Menu"}}, []string{`start_changed  /StartAction Start "Welcome"→"Menu"`}, 0},
		{"metadata", []flow.Op{{Kind: flow.SetMetadata, ID: "Menu", Path: []string{"queue", "text"}, Value: json.RawMessage(`"VIP"`)}}, []string{`metadata_changed Menu /ActionMetadata/queue/text queue › text "Basic"→"VIP"`}, 0},
		{"flow metadata", []flow.Op{{Kind: flow.SetMetadata, Path: []string{"description"}, Value: json.RawMessage(`"d"`)}}, []string{`flow_changed  /Metadata/description Description →"d"`}, 0},
		{"note", []flow.Op{{Kind: flow.SetNote, ID: "n", Path: []string{"content"}, Value: json.RawMessage(`"Ask Bob"`)}}, []string{`note_changed  /content Text "Ask Ann"→"Ask Bob"`}, 0},
		{"removed", []flow.Op{{Kind: flow.RemoveBlocks, IDs: []string{"End"}}}, []string{
			`rewired Welcome /Transitions/Errors Error "End"→""`, `rewired Menu /Transitions/Conditions = silver "End"→""`,
			`rewired Menu /Transitions/Errors No match "End"→""`, `removed End   {"Identifier":"End","Parameters":{},"Transitions":{},"Type":"DisconnectParticipant"}→`,
		}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := flow.ParseString(before)
			if _, rejection := doc.Apply(c.ops); rejection != nil {
				t.Fatal(rejection.Message)
			}
			r := checkLaws(t, before, doc.String())
			var got []string
			for i := range r.Changes {
				got = append(got, told(&r.Changes[i]))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") || r.Moves != c.move {
				t.Errorf("told\n%s\nand %d moves, want\n%s\nand %d", strings.Join(got, "\n"), r.Moves, strings.Join(c.want, "\n"), c.move)
			}
		})
	}
}

func TestModuleSettings(t *testing.T) {
	r := compare(`{"Actions":[],"Settings":{"Transitions":[{"DisplayName":"Yes"}]}}`, `{"Actions":[],"Settings":{"Transitions":[{"DisplayName":"No"}]},"Version":"1"}`)
	want := []string{`flow_changed  /Settings/Transitions/0/DisplayName Settings › Transitions › 0 › DisplayName "Yes"→"No"`, `flow_changed  /Version Version of the flow language →"1"`}
	for i := range want {
		if i >= len(r.Changes) || told(&r.Changes[i]) != want[i] {
			t.Fatalf("told %s", asJSON(t, r))
		}
	}
}

func TestSettingsBesideTheContent(t *testing.T) {
	one, spread, two := `{"Transitions":[]}`, `{ "Transitions": [ ] }`, `{"Transitions":["Yes"]}`
	cases := []struct {
		name     string
		old, now *string
		want     string
	}{
		{"a flow has none", nil, nil, ""},
		{"laid out anew", &one, &spread, ""},
		{"changed", &one, &two, `settings_changed  /Transitions Module settings › Transitions []→["Yes"]`},
		{"new", nil, &one, `settings_changed   Module settings →{"Transitions":[]}`},
		{"new and empty", nil, new(""), `settings_changed   Module settings →`},
	}
	for _, c := range cases {
		r := compare(before, before)
		r.Settings(c.old, c.now)
		got := ""
		for i := range r.Changes {
			got += told(&r.Changes[i])
		}
		if got != c.want || r.Same != (c.want == "") {
			t.Errorf("%s: told %q, want %q; same is %v", c.name, got, c.want, r.Same)
		}
	}
}

func TestLegacyExports(t *testing.T) {
	const old = `{"modules":[{"id":"a","type":"PlayPrompt","parameters":[{"name":"Text","value":"Hello"}],"branches":[{"condition":"Success","transition":"b"}],"metadata":{"position":{"x":1,"y":1}}},
		{"id":"b","type":"Disconnect","parameters":[],"branches":[]}],"start":"a","metadata":{}}`
	now := strings.NewReplacer(`"Hello"`, `"Hi"`, `"transition":"b"`, `"transition":"a"`, `"x":1`, `"x":2`).Replace(old)
	r := compare(old, now)
	want := []string{`parameter_changed a /parameters/Text/value Text › value "Hello"→"Hi"`, `rewired a /branches Success "b"→"a"`}
	if len(r.Changes) != 2 || told(&r.Changes[0]) != want[0] || told(&r.Changes[1]) != want[1] || r.Moves != 1 {
		t.Errorf("told %s", asJSON(t, r))
	}
	if name := r.Changes[0].Name; name != "Play prompt “a”" {
		t.Errorf("the block is called %q", name)
	}
	if r := compare(old, before); r.Same || len(r.Changes) != 1 || len(r.Problems) != 1 || r.Problems[0].Side != "old" {
		t.Errorf("an old export beside a flow: %s", asJSON(t, r))
	}
}

func TestBrokenFiles(t *testing.T) {
	broken := before[:strings.Index(before, `{"Identifier":"End"`)] + "!"
	if r := compare(broken, broken); !r.Same || len(r.Problems) != 2 {
		t.Errorf("a broken file differs from itself: %s", asJSON(t, r))
	}
	if r := compare(broken, broken+" !"); r.Same || len(r.Changes) != 0 || len(r.Problems) != 2 {
		t.Errorf("two broken files of which only the readable part is the same: %s", asJSON(t, r))
	}
	r := compare(before, strings.Replace(broken, "Hello", "Hi", 1))
	if r.Same || len(r.Problems) != 1 || r.Problems[0].Side != "new" || !strings.Contains(r.Problems[0].Message, "Line ") || r.Changes[0].Kind != diff.ParameterChanged {
		t.Errorf("what could be read was not compared: %s", asJSON(t, r))
	}
}

// TestHostileSizes holds that the largest texts that are imported are compared
// in a moment, whatever they are made of.
func TestHostileSizes(t *testing.T) {
	list := func(n int, element func(i int) string) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = element(i)
		}
		return strings.Join(parts, ",")
	}
	deep := func(text string) string {
		return strings.Repeat(`{"a":`, 55) + text + strings.Repeat("}", 55)
	}
	cases := map[string]func(side int) string{
		"thousands renamed and none told apart": func(side int) string {
			return list(30_000, func(i int) string { return fmt.Sprintf(`{"Identifier":"%d-%d","Type":"Wait"}`, side, i) })
		},
		"every pair looked at": func(side int) string {
			return list(140, func(i int) string {
				return fmt.Sprintf(`{"Identifier":"%d-%d","Type":"Wait","Parameters":{"x":"%d","same":1},"Transitions":{"Errors":[%s]}}`, side, i, side*1000+i,
					list(150, func(n int) string {
						return fmt.Sprintf(`{"ErrorType":"E%d","NextAction":"%d-%d"}`, n, side, (i*7+n)%140)
					}))
			})
		},
		"a long list": func(side int) string {
			return `{"Identifier":"a","Parameters":{"list":[` + list(400_000, func(i int) string { return []string{"{}", "{ }"}[(i+side)%2] }) + `]}}`
		},
		"deep": func(side int) string {
			return `{"Identifier":"a","Parameters":` + deep(`{"list":[`+list(300_000, func(i int) string { return fmt.Sprint(i + side) })+`]}`) + `}`
		},
		"many conditions": func(side int) string {
			return `{"Identifier":"a","Type":"Compare","Transitions":{"Conditions":[` + list(15_000, func(i int) string {
				return fmt.Sprintf(`{"NextAction":"a","Condition":{"Operator":"TextContains","Operands":["%d"]}}`, i*(1-2*side))
			}) + `]}}`
		},
	}
	for name, text := range cases {
		var docs [2]*flow.Document
		for side := range docs {
			docs[side] = flow.ParseString(`{"StartAction":"","Actions":[` + text(side) + `]}`)
			if docs[side].Unsound() != nil {
				t.Fatalf("%s: %+v", name, docs[side].Unsound())
			}
		}
		began := time.Now()
		r := diff.Compare(docs[0], docs[1])
		took := time.Since(began)
		t.Logf("%s: %d bytes, %d changes, %v", name, len(docs[0].String()), len(r.Changes), took)
		if took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
}
