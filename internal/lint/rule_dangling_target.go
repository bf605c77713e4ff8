package lint

import "switchyard.dev/switchyard/internal/flow"

// endSentinel is what the console writes for “the flow ends here” in some
// drafts (90 of the 99 dangling targets in real files).
const endSentinel = "$end"

var danglingTarget = Rule{
	Code: "dangling-target", Severity: Error,
	Title:    "A branch leads to a block that does not exist",
	About:    "The branch names an identifier that no block of the flow has. Connect it to a block.",
	Evidence: "refusals.md, Envelope: every target must exist; “Invalid Action property value … NextAction”.",
	Service:  []string{"Invalid Action property value. Path: Actions[N].Transitions.NextAction", "Invalid Action property value. Path: Actions[N].Transitions.Errors[K].NextAction", "Invalid Action property value. Path: Actions[N].Transitions.Conditions[K].NextAction"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			a.eachBranch(func(t *flow.Target, e edge, what func() string) { p.dangling(a, t, e, what) })
		}
	},
}

func (p *pass) dangling(a *action, t *flow.Target, e edge, what func() string) {
	switch {
	case t.ID == "" || p.exists(t.ID) || isPlaceholder(t.ID):
	case t.ID == endSentinel:
		p.report(a, t.Pointer, a.name()+": the "+what()+" leads to “$end”, which is no block. Connect it to a block that ends the flow, such as Disconnect.", p.wireToEnd(a, e)...)
	default:
		p.report(a, t.Pointer, a.name()+": the "+what()+" leads to "+quoted(t.ID)+", which is not a block of this flow. Connect it to a block.", p.wireToEnd(a, e)...)
	}
}
