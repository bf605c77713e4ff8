package lint

import (
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
)

var malformed = Rule{
	Code: "malformed", Severity: Error,
	Title:    "A part of the flow has another form than the flow language asks for",
	About:    "Parameters and Transitions are objects, Errors, Conditions and Operands are lists. Open the JSON and give the member the form that the message names.",
	Evidence: "facts.md §1, envelope and transitions; refusals.md “Invalid contact flow format”.",
	Service:  []string{"Invalid contact flow format", "Invalid request"},
	check: func(p *pass) {
		for i, n := range p.doc.Root().Get("Actions").Elements() {
			if n.Kind() != flow.Object {
				p.report(nil, n.Pointer(), "Entry "+strconv.Itoa(i+1)+" of Actions is no block: it must be an object.")
			}
		}
		for i := range p.actions {
			a := &p.actions[i]
			p.form(a, a.Parameters, flow.Object, "Parameters")
			p.form(a, a.Transitions, flow.Object, "Transitions")
			p.entries(a, "Errors")
			p.entries(a, "Conditions")
		}
	},
}

func (p *pass) entries(a *action, name string) {
	list := a.Transitions.Get(name)
	p.form(a, list, flow.Array, name)
	for _, entry := range list.Elements() {
		p.form(a, entry, flow.Object, "an entry of "+name)
		test := entry.Get("Condition")
		p.form(a, test, flow.Object, "Condition")
		p.form(a, test.Get("Operands"), flow.Array, "Operands")
	}
}

// form reports a member that is there and of another kind.
func (p *pass) form(a *action, n flow.Node, want flow.Kind, name string) {
	if isSet(n) && n.Kind() != want {
		p.report(a, n.Pointer(), a.name()+": "+name+" must be of the JSON type "+want.String()+", not "+n.Kind().String()+".")
	}
}
