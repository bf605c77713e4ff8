package lint_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// TestMutants breaks clean published flows, for each rule of severity error in
// the way that the rule describes: the fault must be found at the right block
// with the right code. What is broken comes from what the service was seen to
// refuse (refusals.md), not from the catalogue, so that a gap there shows.
func TestMutants(t *testing.T) {
	const each, enough = 100, 2000
	clean := cleanFlows(t)
	r := rand.New(rand.NewPCG(2019, 1030))
	total, missed := 0, 0
	for _, code := range slices.Sorted(maps.Keys(mutators)) {
		made, lost := 0, 0
		for try := 0; made < each && try < 40*each; try++ {
			m := &mutant{r: r, source: clean[r.IntN(len(clean))]}
			if !m.make(mutators[code]) {
				continue
			}
			made++
			if !m.isFound(t, code) {
				if lost++; lost <= 3 {
					t.Logf("%s: not found at %q: %s", code, m.block, m.what)
				}
			}
		}
		if made < each/2 {
			t.Errorf("%s: only %d mutants could be made", code, made)
		}
		total, missed = total+made, missed+lost
	}
	if total < enough || missed*100 > total {
		t.Errorf("%d of %d mutants were not found", missed, total)
	}
	t.Logf("%d mutants, %d not found", total, missed)
}

func TestEveryErrorRuleHasMutants(t *testing.T) {
	for _, rule := range lint.Rules() {
		if rule.Severity == lint.Error && mutators[rule.Code] == nil {
			t.Errorf("no mutants for the rule %s", rule.Code)
		}
	}
}

// cleanFlows are the published flows in which nothing is refused.
func cleanFlows(t *testing.T) []string {
	var clean []string
	for _, e := range corpusIndex(t) {
		if !strings.HasPrefix(e.File, "flows/real/") || !strings.EqualFold(e.Status, "published") {
			continue
		}
		doc := flow.Parse(readCorpus(t, e.File))
		if errors, _, _ := lint.Count(lint.Run(doc, lint.Options{})); errors == 0 && doc.Editable() && len(doc.Actions()) > 0 {
			clean = append(clean, doc.String())
		}
	}
	if len(clean) < 50 {
		t.Fatalf("only %d clean flows", len(clean))
	}
	return clean
}

// mutant is a flow being broken.
type mutant struct {
	r      *rand.Rand
	source string
	root   object
	opt    lint.Options
	block  string // where the fault is to be found
	what   string
}

type object = map[string]any

// mutator breaks something at a random action; false when nothing fits.
type mutator func(m *mutant, a object) bool

func (m *mutant) make(mutate mutator) bool {
	if err := json.Unmarshal([]byte(m.source), &m.root); err != nil {
		return false
	}
	actions, _ := m.root["Actions"].([]any)
	a := actions[m.r.IntN(len(actions))].(object)
	m.block, _ = a["Identifier"].(string)
	if !mutate(m, a) {
		return false
	}
	if m.root != nil {
		text, err := json.Marshal(m.root)
		if err != nil {
			return false
		}
		m.source = string(text)
	}
	return true
}

func (m *mutant) isFound(t *testing.T, code string) bool {
	for _, d := range lint.Run(flow.ParseString(m.source), m.opt) {
		if d.Code == lint.CodeInternal {
			t.Errorf("%s: a rule failed: %s", code, d.Message)
		}
		if d.Code == code && d.Severity == lint.Error && d.Block == m.block {
			return true
		}
	}
	return false
}

func kindOf(a object) string {
	kind, _ := a["Type"].(string)
	return kind
}

func parametersOf(a object) object {
	p, _ := a["Parameters"].(object)
	return p
}

func transitionsOf(a object) object {
	t, _ := a["Transitions"].(object)
	return t
}

func entriesOf(a object, key string) []object {
	var entries []object
	list, _ := transitionsOf(a)[key].([]any)
	for _, e := range list {
		if entry, ok := e.(object); ok {
			entries = append(entries, entry)
		}
	}
	return entries
}

func pick[T any](m *mutant, list []T) T { return list[m.r.IntN(len(list))] }

// isStore tells the two uses of GetParticipantInput apart.
func isStore(a object) bool {
	store, _ := parametersOf(a)["StoreInput"].(string)
	return strings.EqualFold(store, "true")
}

// use names an action by its type and, where that matters, its use.
func use(a object) string {
	kind := kindOf(a)
	if kind == "GetParticipantInput" {
		if _, buffer := parametersOf(a)["EnableDTMFBuffer"]; buffer {
			return "buffer"
		}
		if isStore(a) {
			return "store"
		}
		return "menu"
	}
	return kind
}

var terminals = []string{"DisconnectParticipant", "EndFlowExecution", "TransferContactToAgent", "EndFlowModuleExecution"}

func isTerminal(a object) bool { return slices.Contains(terminals, kindOf(a)) }

func (m *mutant) say(format string, args ...any) bool {
	m.what = fmt.Sprintf(format, args...)
	return true
}
