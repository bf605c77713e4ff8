package lint

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
			p.report(nil, "/StartAction", "The entry point leads nowhere. Connect it to the first block.")
		case !p.exists(id) && !isPlaceholder(id):
			p.report(nil, "/StartAction", "The entry point leads to "+quoted(id)+", which is not a block of this flow. Connect it to the first block.")
		}
	},
}
