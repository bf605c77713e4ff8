package lint

import "slices"

var queueFlowEnds = Rule{
	Code: "queue-flow-ends", Severity: Warning,
	Title:    "A customer queue flow without a loop",
	About:    "A customer queue flow runs while the customer waits. When it ends they wait in silence. Play prompts in a loop: Loop prompts, or a prompt that leads back to the beginning.",
	Evidence: "AWS's guide, create-queue-flow: the default customer queue flow loops; facts.md §12.",
	check: func(p *pass) {
		if p.flowType != "CUSTOMER_QUEUE" || p.graph().start < 0 {
			return
		}
		goesOn := []string{"MessageParticipantIteratively", "Wait", "Loop", "DequeueContactAndTransferToQueue", "RouteContactToAgent", "InvokeFlowModule"}
		component, count := p.components()
		size := make([]int, count)
		for _, c := range component {
			size[c]++
		}
		g := p.graph()
		for _, i := range g.order {
			a := &p.actions[i]
			toItself := slices.ContainsFunc(g.out[i], func(e edge) bool { return e.to == i })
			if a.known == nil || slices.Contains(goesOn, a.Type) || size[component[i]] > 1 || toItself {
				return
			}
		}
		a := &p.actions[g.start]
		p.report(a, "/StartAction", "This customer queue flow plays once and ends: from then on the customer waits in silence. Add Loop prompts, or lead the last block back to the first.")
	},
}
