package lint

import "switchyard.dev/switchyard/internal/flow"

var queueNotSet = Rule{
	Code: "queue-not-set", Severity: Warning,
	Title:    "A contact is sent to a queue that was not set on every path",
	About:    "Transfer to queue sends the contact to its working queue. On a path that sets none before, the transfer takes its Error branch, and callers on that path never reach an agent. Put a Set working queue before it. Where an earlier flow set the queue, silence the finding with that reason.",
	Evidence: "Set working queue before Transfer to queue: AWS's admin guide, page transfer-to-queue; facts.md §12. The flows of queue and agent transfers get their queue from the quick connect, modules and customer queue flows from who called them.",
	check: func(p *pass) {
		if !p.startsWithoutQueue() || !p.hasType("TransferContactToQueue", "CreateCallbackContact") {
			return
		}
		isSetAt := p.solve(analysis{facts: 1, must: true, cross: p.setsQueue})
		for i := range p.actions {
			a := &p.actions[i]
			if isSetAt[i] == nil || isSetAt[i].has(0) || !a.usesWorkingQueue() {
				continue
			}
			p.report(a, a.Pointer, a.name()+": on some path to it no working queue was set. Put a Set working queue on every path before it; without one the contact takes the Error branch.", p.insertQueue(i, isSetAt))
		}
	},
}

// startsWithoutQueue reports whether a contact comes without a working queue:
// in an inbound flow, and where nobody tells the type but the flow sets one.
func (p *pass) startsWithoutQueue() bool {
	return p.flowType == "CONTACT_FLOW" || p.flowType == "" && p.hasType("UpdateContactTargetQueue")
}

// setsQueue: a Set working queue that failed counts too. Many real flows lead
// its Error branch on to the transfer, whose own Error branch then deals with it.
func (p *pass) setsQueue(from int, _ edge, now set) {
	if kind := p.actions[from].Type; kind == "UpdateContactTargetQueue" || kind == "InvokeFlowModule" {
		now.add(0)
	}
}

// usesWorkingQueue reports whether the block acts on the contact's working queue.
func (a *action) usesWorkingQueue() bool {
	return a.Type == "TransferContactToQueue" ||
		a.Type == "CreateCallbackContact" && !isSet(a.Parameters.Get("QueueId")) && !isSet(a.Parameters.Get("AgentId"))
}

// insertQueue is the fix that puts a Set working queue on the ways to a block
// on which none is set. It takes the queue that the flow sets elsewhere; when
// there is none, or several, the designer chooses.
func (p *pass) insertQueue(to int, isSetAt []set) Fix {
	a := &p.actions[to]
	queue := p.onlyQueue()
	added := p.newBlock(a, "UpdateContactTargetQueue", object{{"QueueId", queue}}, a.ID, a.errorTarget())
	ops := append(added.ops, p.redirect(to, added.id, func(from int, e edge) bool {
		after := append(set(nil), isSetAt[from]...)
		p.setsQueue(from, e, after)
		return !after.has(0)
	}, isSetAt)...)
	return Fix{Title: "Set the working queue before it", Ops: ops, Asks: queue == ""}
}

// onlyQueue is the queue that the flow sets, "" when it sets none or several.
func (p *pass) onlyQueue() string {
	only := ""
	for i := range p.actions {
		if p.actions[i].Type != "UpdateContactTargetQueue" {
			continue
		}
		queue := p.actions[i].Parameters.Get("QueueId").Text()
		if queue == "" || only != "" && queue != only {
			return ""
		}
		only = queue
	}
	return only
}

// errorTarget is where the Error branch leads, or the next step where there is none.
func (a *action) errorTarget() string {
	for i := range a.Errors {
		if a.Errors[i].Type == "NoMatchingError" {
			return a.Errors[i].Target.ID
		}
	}
	return a.Next.ID
}

// redirect leads the edges to a block that a test chooses, and the entry point
// when it leads there, to another block.
func (p *pass) redirect(to int, id string, chosen func(from int, e edge) bool, reached []set) []flow.Op {
	var ops []flow.Op
	g := p.graph()
	if g.start == to {
		ops = append(ops, flow.Op{Kind: flow.SetStart, Target: id})
	}
	for from := range p.actions {
		for _, e := range g.out[from] {
			if e.to == to && reached[from] != nil && chosen(from, e) {
				branch, mirrored := p.actions[from].branch(e)
				ops = append(ops, flow.Op{Kind: flow.SetTarget, ID: p.actions[from].ID, Branch: branch, Target: id, Mirror: mirrored})
			}
		}
	}
	return ops
}
