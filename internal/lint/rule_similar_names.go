package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

var similarNames = Rule{
	Code: "similar-names", Severity: Warning,
	Title:    "Two blocks have names that look the same",
	About:    "The names differ in capitals or spaces only. They are two blocks to Connect, but nobody can tell them apart on the canvas or in the flow logs. Rename one.",
	Evidence: "facts.md §1: the name that a designer gives is the Identifier, and the flow logs show it. Exactly equal ones are duplicate-identifier.",
	check: func(p *pass) {
		first := map[string]string{}
		for i := range p.actions {
			a := &p.actions[i]
			if a.ID == "" || flow.IsUUID(a.ID) {
				continue
			}
			look := strings.ToLower(strings.Join(strings.Fields(a.ID), " "))
			if other, taken := first[look]; taken && other != a.ID {
				p.report(a, a.Pointer+"/Identifier", a.name()+" looks like "+quoted(other)+": the names differ in capitals or spaces only. Rename one of them.")
			} else if !taken {
				first[look] = a.ID
			}
		}
	},
}
