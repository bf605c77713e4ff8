package lint

import (
	"fmt"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

var silentDisconnect = Rule{
	Code: "silent-disconnect", Severity: Warning,
	Title:    "When something fails the customer is cut off without a word",
	About:    "Branches for failures that do happen (a full queue, a Lambda function that fails, no input, a transfer that does not work) lead straight to Disconnect. Play a prompt before it, or lead them to an agent. One finding tells of all such branches of a Disconnect block.",
	Evidence: "AWS's guide, best practices for flows: handle the Error branches. Blocks that hardly ever fail, such as Set contact attributes, are left out; so are flows that never speak.",
	check: func(p *pass) {
		if !p.hasType("MessageParticipant", "GetParticipantInput", "ConnectParticipantWithLexBot") {
			return
		}
		cuts := make([][]cut, len(p.actions))
		g := p.graph()
		for _, from := range g.order {
			for _, e := range g.out[from] {
				if p.actions[e.to].Type == "DisconnectParticipant" && p.actions[from].mayWellFail(e) && !p.endsAnyway(from) {
					cuts[e.to] = append(cuts[e.to], cut{from, e})
				}
			}
		}
		for i := range cuts {
			if len(cuts[i]) > 0 {
				p.reportCuts(i, cuts[i])
			}
		}
	},
}

// cut is an edge that ends the contact in silence.
type cut struct {
	from int
	edge edge
}

var failing = map[string]bool{
	"TransferContactToQueue": true, "DequeueContactAndTransferToQueue": true, "TransferToFlow": true, "TransferParticipantToThirdParty": true,
	"InvokeLambdaFunction": true, "GetParticipantInput": true, "ConnectParticipantWithLexBot": true, "CreateCallbackContact": true,
}

// mayWellFail: a bot's Default branch is no failure, the conversation is over.
func (a *action) mayWellFail(e edge) bool {
	return e.kind == flow.BranchError && failing[a.Type] && (a.failed(e) || a.Type != "ConnectParticipantWithLexBot")
}

// endsAnyway reports whether the contact ends right after the block when all
// goes well too, or whatever happens (an input that only gives time for a
// message): everything was said then.
func (p *pass) endsAnyway(from int) bool {
	ends := func(e edge) bool { return p.actions[e.to].Type == "DisconnectParticipant" }
	out := p.graph().out[from]
	return slices.ContainsFunc(out, func(e edge) bool { return e.kind == flow.BranchNext && ends(e) }) ||
		p.actions[from].Type == "GetParticipantInput" && !slices.ContainsFunc(out, func(e edge) bool { return !ends(e) })
}

func (p *pass) reportCuts(to int, cuts []cut) {
	a := &p.actions[to]
	const most = 3
	var names []string
	for i, c := range cuts {
		if i == most && len(cuts) > most+1 {
			names = append(names, fmt.Sprintf("%d more", len(cuts)-most))
			break
		}
		from := &p.actions[c.from]
		names = append(names, quoted(from.errorLabel(from.Errors[c.edge.index].Type))+" of "+from.name())
	}
	p.report(a, a.Pointer, "The customer is cut off without a word at "+list(names, "and")+". Play a prompt before "+a.name()+".", p.sayFirst(to, cuts))
}

// sayFirst is the fix that leads the branches to a prompt before the
// Disconnect. What it says is for the designer to choose.
func (p *pass) sayFirst(to int, cuts []cut) Fix {
	a := &p.actions[to]
	added := p.newBlock(a, "MessageParticipant", object{{"Text", "We are sorry, something went wrong. Please try again later."}}, a.ID, a.ID)
	ops := added.ops
	for _, c := range cuts {
		branch, mirrored := p.actions[c.from].branch(c.edge)
		ops = append(ops, flow.Op{Kind: flow.SetTarget, ID: p.actions[c.from].ID, Branch: branch, Target: added.id, Mirror: mirrored})
	}
	return Fix{Title: "Play a prompt before it", Ops: ops, Asks: true}
}
