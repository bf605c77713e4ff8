package lint

import "switchyard.dev/switchyard/internal/catalog"

var missingBranch = Rule{
	Code: "missing-branch", Severity: Error,
	Title:    "A block lacks a branch that Connect asks for",
	About:    "Connect refuses a block without its next step or without an error branch that its type requires. Connect the branch to a block.",
	Evidence: "refusals.md: “missing required property … NextAction”, “Action is missing required error”; table of required error branches.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil || a.known.Terminal {
				continue
			}
			if a.known.Next == catalog.Required && !a.Next.Present {
				p.report(a, a.Pointer+"/Transitions/NextAction", a.name()+" has no next step (NextAction). Connect it to a block; Connect refuses the flow without.")
			}
			for j := range a.known.Errors {
				rule := &a.known.Errors[j]
				if a.need(rule.Need, rule.Cases) == catalog.Required && !a.hasError(rule.Type) {
					p.report(a, a.Pointer+"/Transitions/Errors", a.name()+" has no "+quoted(rule.Label)+" branch ("+rule.Type+"). Connect it to a block; Connect refuses the flow without.")
				}
			}
		}
	},
}

func (a *action) hasError(errorType string) bool {
	for i := range a.Errors {
		if a.Errors[i].Type == errorType {
			return true
		}
	}
	return false
}
