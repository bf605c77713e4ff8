package live

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// sampleFlow is a valid flow of n prompts, one after the other, with an error
// branch each into the last block.
func sampleFlow(n int) string {
	var actions, positions []string
	for i := range n - 1 {
		actions = append(actions, fmt.Sprintf(`    {
      "Identifier": "b%d",
      "Type": "MessageParticipant",
      "Parameters": {
        "Text": "Hello %d"
      },
      "Transitions": {
        "NextAction": "b%d",
        "Errors": [
          {
            "NextAction": "b%d",
            "ErrorType": "NoMatchingError"
          }
        ]
      }
    }`, i, i, i+1, n-1))
	}
	actions = append(actions, fmt.Sprintf(`    {
      "Identifier": "b%d",
      "Type": "DisconnectParticipant",
      "Parameters": {},
      "Transitions": {}
    }`, n-1))
	for i := range n {
		positions = append(positions, fmt.Sprintf(`      "b%d": {
        "position": {
          "x": %d,
          "y": %d
        }
      }`, i, 200*i, 40*(i%7)))
	}
	return `{
  "Version": "2019-10-30",
  "StartAction": "b0",
  "Metadata": {
    "entryPointPosition": {
      "x": 0,
      "y": 0
    },
    "ActionMetadata": {
` + strings.Join(positions, ",\n") + `
    }
  },
  "Actions": [
` + strings.Join(actions, ",\n") + `
  ]
}
`
}

func quoted(s string) json.RawMessage {
	b, _ := json.Marshal(s)
	return b
}

func setText(id, text string) flow.Op {
	return flow.Op{Kind: flow.SetParameter, ID: id, Path: []string{"Text"}, Value: quoted(text)}
}

func setNext(id, target string) flow.Op {
	return flow.Op{Kind: flow.SetTarget, ID: id, Branch: &flow.Branch{Kind: flow.BranchNext}, Target: target}
}

func addPrompt(id, next string) flow.Op {
	return flow.Op{
		Kind: flow.AddBlock, ID: id,
		Action: json.RawMessage(fmt.Sprintf(`{"Identifier":%q,"Type":"MessageParticipant","Parameters":{"Text":"new"},"Transitions":{"NextAction":%q,"Errors":[{"NextAction":"","ErrorType":"NoMatchingError"}]}}`, id, next)),
	}
}

func move(id string, x, y int) flow.Op { return flow.Op{Kind: flow.MoveBlock, ID: id, X: x, Y: y} }

func renameTo(id, to string) flow.Op { return flow.Op{Kind: flow.RenameBlock, ID: id, To: to} }

func remove(ids ...string) flow.Op { return flow.Op{Kind: flow.RemoveBlocks, IDs: ids} }

func canonical(t testing.TB, text string) string {
	t.Helper()
	b, err := flow.Canonical([]byte(text))
	if err != nil {
		t.Fatalf("content is no JSON: %v\n%s", err, text)
	}
	return string(b)
}

// dangling returns a branch that leads to a block that is not there.
func dangling(doc *flow.Document) string {
	bad := ""
	look := func(where, id string) {
		if _, ok := doc.Action(id); id != "" && !ok {
			bad = where + " → " + id
		}
	}
	look("start", doc.StartAction().Text())
	for _, a := range doc.Actions() {
		eachTarget(a, func(b flow.Branch, id string) { look(a.ID+" "+string(b.Kind)+" "+b.Error, id) })
	}
	return bad
}

func textOf(doc *flow.Document, id string) (string, bool) {
	a, ok := doc.Action(id)
	if !ok {
		return "", false
	}
	return a.Parameters.Get("Text").Text(), true
}
