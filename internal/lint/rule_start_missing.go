package lint

import "switchyard.dev/switchyard/internal/flow"

var startMissing = Rule{
	Code: "start-missing", Severity: Error,
	Title:    "The flow starts nowhere",
	About:    "StartAction must name one of the actions. Connect the entry point to the first block.",
	Evidence: "refusals.md, Envelope: StartAction must be an existing Identifier.",
	check: func(p *pass) {
		start := p.doc.StartAction()
		switch id := start.Text(); {
		case id == "" && len(p.actions) == 0:
			p.report(nil, "/StartAction", "The flow has no blocks yet. Add the first one; Connect refuses an empty flow.")
		case id == "":
			p.report(nil, "/StartAction", "The entry point leads nowhere. Connect it to the first block.", p.startAtRoot()...)
		case !p.exists(id) && !isPlaceholder(id):
			p.report(nil, "/StartAction", "The entry point leads to "+quoted(id)+", which is not a block of this flow. Connect it to the first block.", p.startAtRoot()...)
		}
	},
}

// startAtRoot is the fix that starts at the block to which nothing leads: the
// first of several, which is for the designer to confirm.
func (p *pass) startAtRoot() []Fix {
	led := make([]bool, len(p.actions))
	for i := range p.actions {
		p.actions[i].eachTarget(func(id string) {
			if to, ok := p.byID[id]; ok && to != i {
				led[to] = true
			}
		})
	}
	var first *action
	roots := 0
	for i := range p.actions {
		if a := &p.actions[i]; !led[i] && a.ID != "" && p.byID[a.ID] == i {
			if roots++; first == nil {
				first = a
			}
		}
	}
	if first == nil {
		return nil
	}
	return []Fix{{Title: "Start at " + first.name(), Ops: []flow.Op{{Kind: flow.SetStart, Target: first.ID}}, Asks: roots > 1}}
}
