package contract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
)

const sample = `{
    "input": {"schema": {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object", "x-team": {"keep":  [1.0]},
        "properties": {
            "accountId": {"type": "string", "description": "The account", "pattern": "^[0-9]+$"},
            "retries": {"type": "integer", "minimum": 1e0},
            "flags": {"type": ["string", "null"]}
        },
        "required": ["accountId"]
    }},
    "resultData": {"schema": {"type": "object", "properties": {"tier": {"type": "string"}}}},
    "transitions": {"results": [
        {"name": "VIP", "description": "Gold or better", "x": 1},
        {"name": "Blocked"}
    ]}
}
`

func TestRead(t *testing.T) {
	c, problems := contract.Read(sample)
	if len(problems) != 0 {
		t.Fatalf("problems in a sound contract: %+v", problems)
	}
	if got := c.Input.Names(); !slices.Equal(got, []string{"accountId", "retries", "flags"}) {
		t.Errorf("inputs %q", got)
	}
	id, _ := c.Input.Property("accountId")
	if id.Type != "string" || !id.Required || id.Description != "The account" {
		t.Errorf("accountId is %+v", id)
	}
	if flags, _ := c.Input.Property("flags"); flags.Type != "" || flags.Raw != `["string", "null"]` {
		t.Errorf("flags is %+v", flags)
	}
	if got := c.BranchNames(); !slices.Equal(got, []string{"VIP", "Blocked"}) || !c.HasBranch("VIP") || c.HasBranch("vip") {
		t.Errorf("branches %q", got)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	nine := strings.Repeat(`{"name":"B%d"},`, 9)
	for i := range 9 {
		nine = strings.Replace(nine, "%d", fmt.Sprint(i), 1)
	}
	cases := []struct{ name, text, path, says string }{
		{"not JSON", "{\n\"a\" 1}", "", "Line 2"},
		{"a list", `[]`, "", "not a list"},
		{"input is text", `{"input":"x"}`, "/input", "must be an object, not text"},
		{"schema of a list", `{"input":{"schema":{"type":"array"}}}`, "/input/schema/type", "“object”"},
		{"a bare type", `{"input":{"schema":{"properties":{"a":"string"}}}}`, "/input/schema/properties/a", `{"type": "string"}`},
		{"no such type", `{"input":{"schema":{"properties":{"a":{"type":"text"}}}}}`, "/input/schema/properties/a/type", "“text” is no type"},
		{"no name", `{"input":{"schema":{"properties":{"":{}}}}}`, "/input/schema/properties/", "no name"},
		{"required elsewhere", `{"resultData":{"schema":{"required":["a"]}}}`, "/resultData/schema/required/0", "does not list it"},
		{"required of draft 3", `{"input":{"schema":{"required":true}}}`, "/input/schema/required", "list of names"},
		{"nine branches", `{"transitions":{"results":[` + strings.TrimSuffix(nine, ",") + `]}}`, "/transitions/results", "at most 8"},
		{"reserved", `{"transitions":{"results":[{"name":"Error"}]}}`, "/transitions/results/0/name", "already"},
		{"twice", `{"transitions":{"results":[{"name":"A"},{"name":"A"}]}}`, "/transitions/results/1/name", "two branches"},
		{"a bare name", `{"transitions":{"results":["A"]}}`, "/transitions/results/0", "an object with a name"},
		{"a name twice", `{"input":{},"input":{}}`, "", "twice"},
	}
	for _, c := range cases {
		_, problems := contract.Read(c.text)
		if len(problems) != 1 || problems[0].Path != c.path && c.name != "a name twice" || !strings.Contains(problems[0].Message, c.says) || problems[0].Line < 1 {
			t.Errorf("%s: %+v, want %q at %q", c.name, problems, c.says, c.path)
		}
	}
	for _, fine := range []string{
		"", " \n", "{}", `{"transitions":{}}`, `{"unknown":{"kept":true}}`,
		`{"input":{"schema":{"additionalProperties":true,"required":["a"]}}}`,
		`{"transitions":{"results":[{"name":"error"},{"name":"success"}]}}`,
	} {
		if _, problems := contract.Read(fine); len(problems) != 0 {
			t.Errorf("%s: %+v", fine, problems)
		}
	}
}

func TestTakes(t *testing.T) {
	fits := map[string]string{"string": `"x"`, "number": `1.5`, "integer": `3`, "boolean": `true`, "object": `{}`, "array": `[]`}
	for kind := range fits {
		for other, value := range fits {
			p := contract.Property{Type: kind}
			want := kind == other || kind == "number" && other == "integer"
			if got := p.Takes(flow.ParseString(value).Root()); got != want {
				t.Errorf("%s takes %s: %v", kind, value, got)
			}
		}
	}
	anything := contract.Property{}
	if !anything.Takes(flow.ParseString(`null`).Root()) {
		t.Error("a value without a type takes anything")
	}
}
