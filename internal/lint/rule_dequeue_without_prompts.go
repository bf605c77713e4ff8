package lint

var dequeueWithoutPrompts = Rule{
	Code: "dequeue-without-prompts", Severity: Warning,
	Title:    "A waiting customer is sent to another queue before Loop prompts",
	About:    "In a customer queue flow, Transfer to queue moves the customer at once where no Loop prompts stands before it: they never wait in the first queue. Put a Loop prompts before it, and let its Timeout or an interruption lead to the transfer.",
	Evidence: "facts.md §12: Loop prompts before Dequeue; AWS's page transfer-to-queue. A warning: the service takes it. Wait and a loop of prompts with checks do the same and count too.",
	check: func(p *pass) {
		if !p.hasType("DequeueContactAndTransferToQueue") {
			return
		}
		waited := p.solve(analysis{facts: 1, must: true, cross: func(from int, _ edge, now set) {
			switch p.actions[from].Type {
			case "MessageParticipantIteratively", "Wait", "InvokeFlowModule", "GetParticipantInput", "ConnectParticipantWithLexBot", "CheckMetricData", "GetMetricData":
				now.add(0)
			}
		}})
		for i := range p.actions {
			a := &p.actions[i]
			if a.Type == "DequeueContactAndTransferToQueue" && waited[i] != nil && !waited[i].has(0) {
				p.report(a, a.Pointer, a.name()+": on some path to it nothing lets the customer wait, so they leave the queue at once. Put a Loop prompts before it.")
			}
		}
	},
}
