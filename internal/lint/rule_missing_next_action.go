package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var missingNextAction = Rule{
	Code: "missing-next-action", Severity: Error,
	Title:    "A block has no next step",
	About:    "Every block that does not end the flow names a next step (NextAction), also where all its ways on are conditions and errors. Connect it to a block.",
	Evidence: "refusals.md: “missing required property … Transitions.NextAction” for 29 of 31 types that were probed; only Loop prompts does without.",
	Service:  []string{"Action is missing required property. Path: Actions[N].Transitions.NextAction"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if isSet(a.Transitions.Get("NextAction")) {
				continue
			}
			message := a.name() + " has no next step (NextAction). Connect will not publish this flow until it leads somewhere."
			fix := a.addBranch("Add the next step", flow.Branch{Kind: flow.BranchNext})
			switch {
			case a.known != nil && a.known.Next == catalog.Required:
				p.report(a, a.Pointer+"/Transitions/NextAction", message, fix)
			case a.known == nil && a.leadsOn():
				// Whatever type was meant, a block with branches does not end the flow.
				p.report(a, a.Pointer+"/Transitions/NextAction", message, fix)
			}
		}
	},
}

// leadsOn reports whether the block has conditions or error branches.
func (a *action) leadsOn() bool { return len(a.Errors) > 0 || len(a.Conditions) > 0 }
