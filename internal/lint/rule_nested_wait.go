package lint

import "switchyard.dev/switchyard/internal/flow"

var nestedWait = Rule{
	Code: "nested-wait", Severity: Warning,
	Title:    "A Wait stands on the Continue branch of another Wait",
	About:    "The blocks on the Continue branch run while a Wait waits, and another Wait is not allowed among them: the contact takes its Error branch. Lead the Continue branch past it.",
	Evidence: "AWS's page wait: no Wait within the Continue branch of another. A warning: no probe of the service is known.",
	check: func(p *pass) {
		if !p.hasType("Wait") {
			return
		}
		g := p.graph()
		told := map[int]bool{}
		for _, i := range g.order {
			a := &p.actions[i]
			if a.Type != "Wait" {
				continue
			}
			for _, e := range g.out[i] {
				if e.kind == flow.BranchCondition && a.hasOnlyOperand(e.index, "Continue") {
					p.waitsFrom(i, e.to, told)
				}
			}
		}
	},
}

func (a *action) hasOnlyOperand(j int, operand string) bool {
	operands := a.Conditions[j].Operands
	return len(operands) == 1 && operands[0].Text() == operand
}

// waitsFrom reports the Wait blocks that a Continue branch leads to, the Wait
// that it leaves not among them: its other branches are taken when it is over.
func (p *pass) waitsFrom(wait, to int, told map[int]bool) {
	g := p.graph()
	seen := map[int]bool{wait: true}
	stack := []int{to}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		if a := &p.actions[i]; a.Type == "Wait" {
			if !told[i] {
				told[i] = true
				p.report(a, a.Pointer, a.name()+" stands on the Continue branch of "+p.actions[wait].name()+", which still waits then. Lead that branch past it.")
			}
			continue
		}
		for _, e := range g.out[i] {
			stack = append(stack, e.to)
		}
	}
}
