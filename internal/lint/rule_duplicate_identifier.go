package lint

import "switchyard.dev/switchyard/internal/flow"

var duplicateIdentifier = Rule{
	Code: "duplicate-identifier", Severity: Error,
	Title:    "Two blocks have the same identifier",
	About:    "Every action needs an identifier of its own: wires would lead to either. Rename one of the two.",
	Evidence: "facts.md §1: Identifier is unique; no duplicate in 621 files.",
	check: func(p *pass) {
		var fixes []Fix
		for i := range p.actions {
			a := &p.actions[i]
			if a.ID == "" || p.byID[a.ID] == i {
				continue
			}
			if fixes == nil {
				fixes = p.renameOthers()
			}
			p.report(a, a.Pointer+"/Identifier", "Another block has the identifier "+quoted(a.ID)+" too. Rename one of them.", fixes...)
			fixes = []Fix{} // one mends them all
		}
	},
}

// renameOthers is the fix that gives every block but the first of its name
// another one. Wires and positions stay with the first, which is what Connect's
// console and this one show.
func (p *pass) renameOthers() []Fix {
	taken := map[string]bool{}
	var edits []splice
	for i := range p.actions {
		a := &p.actions[i]
		if a.ID == "" || p.byID[a.ID] == i {
			continue
		}
		to := p.anotherName(a.ID, taken)
		taken[to] = true
		edits = append(edits, spliceOf(a.Node.Get("Identifier"), string(quote(to))))
	}
	return p.rewrite("Give the later one a name of its own", edits...)
}

func (p *pass) anotherName(id string, taken map[string]bool) string {
	for n := 2; ; n++ {
		name := p.freshID(id + "/" + itoa(n))
		if !flow.IsUUID(id) {
			suffix := " " + itoa(n)
			name = p.allowed(shorten(id, maxIdentifier-len(suffix)) + suffix)
		}
		if !taken[name] {
			return name
		}
	}
}
