package layout_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// corpus is where the real flows lie, beside the checkout; nothing of it is
// part of this repository.
const corpus = "../../../shared/corpus"

// realFlows returns the files of the corpus that can be arranged.
func realFlows(t *testing.T) map[string][]byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(corpus, "index.json"))
	if os.IsNotExist(err) {
		t.Skip("the corpus of real flows is not beside this checkout: nothing was arranged")
	}
	if err != nil {
		t.Fatal(err)
	}
	var entries []struct {
		File string `json:"file"`
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		t.Fatal(err)
	}
	found := map[string][]byte{}
	for _, e := range entries {
		src, err := os.ReadFile(filepath.Join(corpus, e.File))
		if err != nil {
			t.Fatal(err)
		}
		if doc := flow.Parse(src); doc.Editable() && len(doc.Actions()) > 0 {
			found[e.File] = src
		}
	}
	if len(found) < 100 {
		t.Fatalf("the corpus holds only %d flows", len(found))
	}
	return found
}

// sketch describes a flow for tests: for each block its branches by number, -1
// for one that is not wired. Block 0 is the start.
type sketch [][]int

func name(i int) string { return fmt.Sprintf("b%d", i) }

// document writes the sketch as a flow: the first branch is the default one,
// the others are conditions, so that they are drawn in their order.
func (s sketch) document() *flow.Document {
	type m = map[string]any
	actions := make([]m, len(s))
	for i, ways := range s {
		transitions := m{}
		var conditions []m
		for k, to := range ways {
			target := ""
			if to >= 0 {
				target = name(to)
			}
			if k == 0 {
				transitions["NextAction"] = target
				continue
			}
			conditions = append(conditions, m{
				"NextAction": target, "Condition": m{"Operator": "Equals", "Operands": []string{fmt.Sprint(k)}},
			})
		}
		if len(conditions) > 0 {
			transitions["Conditions"] = conditions
		}
		actions[i] = m{"Identifier": name(i), "Type": "Sketched", "Parameters": m{}, "Transitions": transitions}
	}
	text, err := json.Marshal(m{"Version": "2019-10-30", "StartAction": "b0", "Metadata": m{}, "Actions": actions})
	if err != nil {
		panic(err)
	}
	return flow.Parse(text)
}

// arrange applies a layout and returns how many operations it took.
func arrange(t testing.TB, doc *flow.Document, options layout.Options) int {
	t.Helper()
	ops := layout.Ops(doc, options)
	if _, rejection := doc.Apply(ops); rejection != nil {
		t.Fatalf("the layout was refused: %+v", *rejection)
	}
	return len(ops)
}
