package lint

import "switchyard.dev/switchyard/internal/flow"

var unreachableBlock = Rule{
	Code: "unreachable-block", Severity: Warning,
	Title:    "Nothing leads to a block",
	About:    "No path from the entry point reaches the block: it never runs. Connect a branch to it, or remove it.",
	Evidence: "refusals.md, claims not to trust: the service takes unreachable actions (12 real flows hold them).",
	check: func(p *pass) {
		if !p.exists(p.doc.StartAction().Text()) {
			return // said by start-missing; everything would be unreachable
		}
		if p.hasOpenTarget() {
			return // a template says where a branch leads
		}
		reached := p.reachable()
		for i := range p.actions {
			if a := &p.actions[i]; !reached[i] && a.ID != "" && p.byID[a.ID] == i { // identifier speaks of one without
				p.report(a, a.Pointer, "No path from the start leads to "+a.name()+", so it never runs. Connect a branch to it, or remove it.", p.removeUnreached(a)...)
			}
		}
	},
}

func (p *pass) hasOpenTarget() bool {
	isOpen := false
	for i := range p.actions {
		p.actions[i].eachTarget(func(id string) { isOpen = isOpen || !p.exists(id) && isPlaceholder(id) })
	}
	return isOpen
}

// removeUnreached is the fix that removes the block. Whether its content is
// still wanted is for the designer to say.
func (p *pass) removeUnreached(a *action) []Fix {
	if p.isTwice(a.ID) {
		return nil
	}
	return []Fix{{Title: "Remove the block", Ops: []flow.Op{{Kind: flow.RemoveBlocks, IDs: []string{a.ID}}}, Asks: true}}
}

// reachable marks the actions that some path from the start leads to.
func (p *pass) reachable() []bool {
	reached := make([]bool, len(p.actions))
	stack := make([]int, 0, len(p.actions))
	visit := func(id string) {
		if i, ok := p.byID[id]; ok && !reached[i] {
			reached[i] = true
			stack = append(stack, i)
		}
	}
	visit(p.doc.StartAction().Text())
	for len(stack) > 0 {
		a := &p.actions[stack[len(stack)-1]]
		stack = stack[:len(stack)-1]
		a.eachTarget(visit)
	}
	return reached
}

// eachTarget calls with the identifier of every target of the action.
func (a *action) eachTarget(visit func(id string)) {
	visit(a.Next.ID)
	for i := range a.Conditions {
		visit(a.Conditions[i].Target.ID)
	}
	for i := range a.Errors {
		visit(a.Errors[i].Target.ID)
	}
}
