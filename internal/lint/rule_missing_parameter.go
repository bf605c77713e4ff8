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
	Service:  []string{"Action is missing required property. Path: Actions[N].Parameters.X"},
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
		if isSet(n.Get(name)) || under.param == nil || a.need(under.param.Need, under.param.Cases) != catalog.Required {
			continue
		}
		p.report(a, path+"/"+name, a.name()+" has no "+quoted(under.param.Label)+" ("+under.param.Path+"). Fill it in; Connect will not publish this flow without.")
	}
	a.eachObject(place, n, func(under *field, value flow.Node) { p.missing(a, under, value, value.Pointer()) })
}
