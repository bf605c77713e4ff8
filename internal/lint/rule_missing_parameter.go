package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var missingParameter = Rule{
	Code: "missing-parameter", Severity: Error,
	Title:    "A block lacks a setting that Connect asks for",
	About:    "Connect refuses a block without a parameter that its type requires. Fill it in.",
	Evidence: "refusals.md: “Action is missing required property. Path: Actions[N].Parameters.X”.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil {
				p.missing(a, &a.schema.root, a.Parameters, a.Pointer+"/Parameters")
			}
		}
	},
}

// missing looks for required members under a place that is in the file.
func (p *pass) missing(a *action, place *field, n flow.Node, path string) {
	for _, name := range place.order {
		under := place.under[name]
		value := n.Get(name)
		if !value.Exists() {
			if under.param != nil && a.need(under.param.Need, under.param.Cases) == catalog.Required {
				p.report(a, path+"/"+name, a.name()+" has no "+quoted(under.param.Label)+" ("+under.param.Path+"). Fill it in.")
			}
			continue
		}
		if len(under.under) > 0 && value.Kind() == flow.Object {
			p.missing(a, under, value, path+"/"+name)
		}
		if under.items != nil {
			for _, item := range value.Elements() {
				if item.Kind() == flow.Object {
					p.missing(a, under.items, item, item.Pointer())
				}
			}
		}
	}
}
