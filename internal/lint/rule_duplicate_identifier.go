package lint

var duplicateIdentifier = Rule{
	Code: "duplicate-identifier", Severity: Error,
	Title:    "Two blocks have the same identifier",
	About:    "Every action needs an identifier of its own: wires would lead to either. Rename one of the two.",
	Evidence: "facts.md §1: Identifier is unique; no duplicate in 621 files.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.ID != "" && p.byID[a.ID] != i {
				p.report(a, a.Pointer+"/Identifier", "Another block has the identifier "+quoted(a.ID)+" too. Rename one of them.")
			}
		}
	},
}
