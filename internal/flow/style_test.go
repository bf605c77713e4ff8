package flow_test

import (
	"encoding/json"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

const tiny = `{
  "Version": "2019-10-30",
  "StartAction": "a",
  "Metadata": {
    "ActionMetadata": {
      "a": {
        "position": {
          "x": 10,
          "y": 20.50
        }
      }
    }
  },
  "Actions": [
    {
      "Parameters": {
        "Text": "Hi"
      },
      "Identifier": "a",
      "Type": "MessageParticipant",
      "Transitions": {
        "NextAction": "",
        "Errors": []
      }
    }
  ]
}
`

var addB = flow.Op{
	Kind: flow.AddBlock, ID: "b",
	Action:   json.RawMessage(`{"Identifier":"b","Type":"Wait","Parameters":{},"Transitions":{"NextAction":"a"}}`),
	Metadata: json.RawMessage(`{"position":{"x":1,"y":2}}`),
}

// added is tiny with block b: members in the order of block a.
const added = `{
  "Version": "2019-10-30",
  "StartAction": "a",
  "Metadata": {
    "ActionMetadata": {
      "a": {
        "position": {
          "x": 10,
          "y": 20.50
        }
      },
      "b": {
        "position": {
          "x": 1,
          "y": 2
        }
      }
    }
  },
  "Actions": [
    {
      "Parameters": {
        "Text": "Hi"
      },
      "Identifier": "a",
      "Type": "MessageParticipant",
      "Transitions": {
        "NextAction": "",
        "Errors": []
      }
    },
    {
      "Parameters": {},
      "Identifier": "b",
      "Type": "Wait",
      "Transitions": {
        "NextAction": "a"
      }
    }
  ]
}
`

// TestInsertedTextFollowsTheFile adds a block in several looks: the result is
// the same flow in the same look.
func TestInsertedTextFollowsTheFile(t *testing.T) {
	looks := map[string]func(string) string{
		"two spaces":  func(s string) string { return s },
		"tabs":        func(s string) string { return strings.ReplaceAll(s, "  ", "\t") },
		"four spaces": func(s string) string { return strings.ReplaceAll(s, "  ", "    ") },
		"crlf":        func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"minified":    func(s string) string { return reindent(s, "") },
		"one line":    func(s string) string { return oneLine(strings.TrimSpace(s)) },
		"wide colons": func(s string) string { return strings.ReplaceAll(s, `":`, `" :`) },
	}
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			doc := flow.ParseString(look(tiny))
			inverse := mustApply(t, doc, addB)
			if got, want := doc.String(), look(added); got != want {
				t.Fatalf("got\n%s\nwant\n%s", got, want)
			}
			mustApply(t, doc, flow.Op{Kind: flow.RemoveBlocks, IDs: []string{"b"}})
			if got, want := doc.String(), look(tiny); got != want {
				t.Errorf("removed:\n%s\nwant\n%s", got, want)
			}
			if len(inverse.Exact) != 2 {
				t.Errorf("the inverse has %d splices, want one for the action and one for its metadata", len(inverse.Exact))
			}
		})
	}
}

func TestEditedText(t *testing.T) {
	next := &flow.Branch{Kind: flow.BranchNext}
	value := func(s string) json.RawMessage { return json.RawMessage(s) }
	tests := []struct {
		name, before string
		ops          []flow.Op
		after        string
	}{
		{
			"an axis that does not change keeps its text",
			`{"StartAction":"","Actions":[{"Identifier":"a"}],"Metadata":{"ActionMetadata":{"a":{"position":{"x":10.0 , "y":2e1}}}}}`,
			[]flow.Op{{Kind: flow.MoveBlock, ID: "a", X: 10, Y: 21}},
			`{"StartAction":"","Actions":[{"Identifier":"a"}],"Metadata":{"ActionMetadata":{"a":{"position":{"x":10.0 , "y":21}}}}}`,
		},
		{
			"the first element takes its separator along",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"L":[1, 2, 3]}}]}`,
			[]flow.Op{{Kind: flow.ClearParameter, ID: "a", Path: []string{"L", "0"}}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"L":[2, 3]}}]}`,
		},
		{
			"the last element takes its separator along",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"L":[1, 2, 3 ]}}]}`,
			[]flow.Op{{Kind: flow.ClearParameter, ID: "a", Path: []string{"L", "2"}}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"L":[1, 2 ]}}]}`,
		},
		{
			"a value that is equal keeps its text",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"P": {"a":"\u0041", "b":1.50}}}]}`,
			[]flow.Op{{Kind: flow.SetParameter, ID: "a", Path: []string{"P"}, Value: value(`{"b":1.5,"a":"A"}`)}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"P": {"a":"\u0041", "b":1.50}}}]}`,
		},
		{
			"only the member that differs is written",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"P": {"a":"\u0041",  "b":1.50, "c":[ 1,2 ]}}}]}`,
			[]flow.Op{{Kind: flow.SetParameter, ID: "a", Path: []string{"P"}, Value: value(`{"b":1.5,"a":"B","c":[1,3],"d":{}}`)}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"P": {"a":"B",  "b":1.50, "c":[ 1,3 ],  "d":{}}}}]}`,
		},
		{
			"escapes beyond ASCII stay escapes",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"P":"Gr\u00fc\u00dfe"}}]}`,
			[]flow.Op{{Kind: flow.SetParameter, ID: "a", Path: []string{"Q"}, Value: value(`"é 📞"`)}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"P":"Gr\u00fc\u00dfe","Q":"\u00e9 \ud83d\udcde"}}]}`,
		},
		{
			"transports' escapes are not kept",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{}}]}`,
			[]flow.Op{{Kind: flow.SetParameter, ID: "a", Path: []string{"Q"}, Value: value(`"\u003cb\u003e\/"`)}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"Q":"<b>/"}}]}`,
		},
		{
			"a member goes where the other blocks have it",
			`{"StartAction":"","Actions":[{"Identifier":"a","Transitions":{"NextAction":"","Errors":[],"Conditions":[]}},{"Identifier":"b","Transitions":{"Errors":[],"Conditions":[]}}]}`,
			[]flow.Op{{Kind: flow.SetTarget, ID: "b", Branch: next, Target: "a"}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Transitions":{"NextAction":"","Errors":[],"Conditions":[]}},{"Identifier":"b","Transitions":{"NextAction":"a","Errors":[],"Conditions":[]}}]}`,
		},
		{
			"short objects on one line stay so in an indented file",
			"{\n  \"StartAction\": \"\",\n  \"Metadata\": {\n    \"ActionMetadata\": {\n      \"a\": {\"position\": {\"x\": 1, \"y\": 2}}\n    }\n  },\n  \"Actions\": [{\n    \"Identifier\": \"a\",\n    \"Parameters\": { \"Text\": \"x\" }\n  }]\n}",
			[]flow.Op{{
				Kind: flow.AddBlock, ID: "b", Metadata: value(`{"position":{"x":3,"y":4}}`),
				Action: value(`{"Identifier":"b","Parameters":{"Text":"y"}}`),
			}},
			"{\n  \"StartAction\": \"\",\n  \"Metadata\": {\n    \"ActionMetadata\": {\n      \"a\": {\"position\": {\"x\": 1, \"y\": 2}},\n      \"b\": {\"position\": {\"x\": 3, \"y\": 4}}\n    }\n  },\n  \"Actions\": [{\n    \"Identifier\": \"a\",\n    \"Parameters\": { \"Text\": \"x\" }\n  }, {\n    \"Identifier\": \"b\",\n    \"Parameters\": { \"Text\": \"y\" }\n  }]\n}",
		},
		{
			"what is made on the way is laid out too",
			"{\n\t\"StartAction\": \"a\",\n\t\"Actions\": [\n\t\t{\n\t\t\t\"Identifier\": \"a\"\n\t\t}\n\t]\n}",
			[]flow.Op{{Kind: flow.MoveBlock, ID: "a", X: 1, Y: 2}},
			"{\n\t\"StartAction\": \"a\",\n\t\"Actions\": [\n\t\t{\n\t\t\t\"Identifier\": \"a\"\n\t\t}\n\t],\n\t\"Metadata\": {\n\t\t\"ActionMetadata\": {\n\t\t\t\"a\": {\n\t\t\t\t\"position\": {\n\t\t\t\t\t\"x\": 1,\n\t\t\t\t\t\"y\": 2\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}\n}",
		},
		{
			"an empty array opens",
			"{\n  \"StartAction\": \"\",\n  \"Actions\": []\n}",
			[]flow.Op{{Kind: flow.AddBlock, ID: "a", Action: value(`{"Identifier":"a"}`)}},
			"{\n  \"StartAction\": \"\",\n  \"Actions\": [\n    {\n      \"Identifier\": \"a\"\n    }\n  ]\n}",
		},
		{
			"a byte order mark and what follows the value stay",
			"\uFEFF{\"StartAction\":\"\",\"Actions\":[]} \n\n",
			[]flow.Op{{Kind: flow.SetStart, Target: "é"}},
			"\uFEFF{\"StartAction\":\"é\",\"Actions\":[]} \n\n",
		},
		{
			"numbers keep their literals",
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{}}]}`,
			[]flow.Op{{Kind: flow.SetParameter, ID: "a", Path: []string{"N"}, Value: value(`[12345678901234567890, 1.50, -0.0, 1E+3]`)}},
			`{"StartAction":"","Actions":[{"Identifier":"a","Parameters":{"N":[12345678901234567890,1.50,-0.0,1E+3]}}]}`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := flow.ParseString(test.before)
			inverse := mustApply(t, doc, test.ops...)
			if doc.String() != test.after {
				t.Errorf("got\n%s\nwant\n%s", doc, test.after)
			}
			checkInverse(t, test.before, doc, inverse)
		})
	}
}
