package lint

var terminalWithTransitions = Rule{
	Code: "terminal-with-transitions", Severity: Error,
	Title:    "A block that ends the flow leads on",
	About:    "Disconnect, End flow, Return and Transfer to agent end the flow; Connect refuses branches on them. Remove the branches.",
	Evidence: "refusals.md: “Action does not support transitions”, on four types.",
	Service:  []string{"Action does not support transitions. Path: Actions[N]"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil || !a.known.Terminal {
				continue
			}
			if isSet(a.Transitions.Get("NextAction")) || a.leadsOn() {
				p.report(a, a.Pointer+"/Transitions", a.name()+" ends the flow and can't lead on. Remove its branches.", a.removeBranches()...)
			}
		}
	},
}
