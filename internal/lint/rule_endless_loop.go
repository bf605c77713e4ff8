package lint

import (
	"fmt"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

var endlessLoop = Rule{
	Code: "endless-loop", Severity: Warning,
	Title:    "A loop that nothing leaves",
	About:    "A group of blocks leads only to itself, none of them ends the flow, and none waits: a caller who enters never gets out. Connect a branch to a block outside, or use a Loop block to count.",
	Evidence: "facts.md §12: the service does not check for endless loops. Flows that play to people who wait (customer queue, hold) loop on purpose and are left alone.",
	check: func(p *pass) {
		if loopsOnPurpose[p.flowType] {
			return
		}
		reached := p.reachable()
		for _, group := range p.closedLoops() {
			a := &p.actions[group[0]]
			if !reached[group[0]] {
				continue // unreachable-block speaks about it
			}
			p.report(a, a.Pointer+"/Transitions", fmt.Sprintf("%s is in a loop of %d blocks that nothing leaves. Connect a branch to a block outside, or count the rounds with a Loop block.", a.name(), len(group)), p.countRounds(group)...)
		}
	},
}

// loopsOnPurpose are the types of flows that run until somebody else ends them.
var loopsOnPurpose = map[string]bool{"CUSTOMER_QUEUE": true, "CUSTOMER_HOLD": true, "AGENT_HOLD": true}

// closedLoops returns the groups of actions that lead to each other and
// nowhere else, each in file order, and in which nothing waits for a person, an
// event or time. An action of which something is missing or unwired is a way
// out: other rules speak about it.
func (p *pass) closedLoops() [][]int {
	component, count := p.components()
	members := make([][]int, count)
	isOpen := make([]bool, count)
	for i := range p.actions {
		c := component[i]
		members[c] = append(members[c], i)
		targets := 0
		p.actions[i].eachTarget(func(id string) {
			j, ok := p.byID[id]
			if !ok {
				isOpen[c] = isOpen[c] || id != ""
				return
			}
			targets++
			isOpen[c] = isOpen[c] || component[j] != c
		})
		known := p.actions[i].known
		isOpen[c] = isOpen[c] || targets == 0 || known == nil || known.Pauses
	}
	var loops [][]int
	for c, group := range members {
		if !isOpen[c] {
			loops = append(loops, group)
		}
	}
	return loops
}

// countRounds is the fix that leads every way back to the loop's first block
// through a Loop block, which leaves for the end of the flow after some rounds.
// How many, and where to then, is for the designer to say.
func (p *pass) countRounds(group []int) []Fix {
	const rounds = "3"
	first := group[0]
	for _, i := range p.graph().order {
		if slices.Contains(group, i) {
			first = i
			break
		}
	}
	a := &p.actions[first]
	if a.ID == "" || p.isTwice(a.ID) {
		return nil
	}
	end := p.end(a)
	id := p.freshID("Loop/" + a.ID)
	out, back := string(quote(end.id)), string(quote(a.ID))
	loop := p.newAction(a, id, `{"Parameters":{"LoopCount":"`+rounds+`"},"Identifier":`+string(quote(id))+`,"Type":"Loop","Transitions":{"NextAction":`+out+`,"Errors":[],"Conditions":[`+
		`{"NextAction":`+back+`,"Condition":{"Operator":"Equals","Operands":["ContinueLooping"]}},{"NextAction":`+out+`,"Condition":{"Operator":"Equals","Operands":["DoneLooping"]}}]}}`)
	ops := slices.Concat(end.ops, loop.ops)
	for _, from := range group {
		for _, e := range p.graph().out[from] {
			if e.to == first {
				branch, mirrored := p.actions[from].branch(e)
				ops = append(ops, flow.Op{Kind: flow.SetTarget, ID: p.actions[from].ID, Branch: branch, Target: id, Mirror: mirrored})
			}
		}
	}
	return []Fix{{Title: "Leave it after " + rounds + " rounds", Ops: ops, Asks: true}}
}
