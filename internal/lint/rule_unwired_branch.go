package lint

import "switchyard.dev/switchyard/internal/flow"

var unwiredBranch = Rule{
	Code: "unwired-branch", Severity: Error,
	Title:    "A branch leads nowhere",
	About:    "The branch exists but is connected to no block, as in a draft. Connect it; Connect refuses to publish until every branch leads somewhere.",
	Evidence: `facts.md §12 (a); refusals.md “Invalid Action property value … NextAction” for "" targets of an unwired draft; no published export has one.`,
	Service:  []string{"Invalid Action property value. Path: Actions[N].Transitions.NextAction"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil && a.known.Terminal {
				continue
			}
			p.unwired(a)
		}
	},
}

func (p *pass) unwired(a *action) {
	a.eachBranch(func(t *flow.Target, e edge, what func() string) {
		if t.ID == "" {
			p.report(a, t.Pointer, a.name()+": the "+what()+" leads nowhere. Connect it to a block; Connect will not publish this flow until then.", p.wireToEnd(a, e)...)
		}
	})
}
