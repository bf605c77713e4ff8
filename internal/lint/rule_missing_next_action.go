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
			fix := a.addNext()
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

// addNext is the fix that adds the next step: where the console repeats another
// branch there, to where that one leads.
func (a *action) addNext() Fix {
	op := flow.Op{Kind: flow.SetTarget, ID: a.ID, Branch: &flow.Branch{Kind: flow.BranchNext}}
	if mirrored := a.mirrored(); mirrored != nil {
		op.Target = mirrored.ID
	}
	return Fix{Title: "Add the next step", Ops: []flow.Op{op}, Asks: op.Target == ""}
}

// leadsOn reports whether the block has conditions or error branches.
func (a *action) leadsOn() bool { return len(a.Errors) > 0 || len(a.Conditions) > 0 }
