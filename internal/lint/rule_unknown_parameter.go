package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var unknownParameter = Rule{
	Code: "unknown-parameter", Severity: Error,
	Title:    "A block has a setting that Connect does not know",
	About:    "Connect refuses a parameter that the type of block does not have, or does not have in this mode. Remove it or correct its name.",
	Evidence: "refusals.md: “Invalid Action property name. Path: Actions[N].Parameters.X”.",
	Service:  []string{"Invalid Action property name. Path: Actions[N].Parameters.X"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil {
				p.unknown(a, &a.schema.root, a.Parameters)
			}
		}
	},
}

func (p *pass) unknown(a *action, place *field, n flow.Node) {
	for name, value := range n.Members() {
		under := place.find(name)
		switch {
		case under == nil && a.known.OpenParams:
		case under == nil:
			p.report(a, value.Pointer(), a.name()+" has no setting "+quoted(name)+". Remove it or correct its name; Connect will not publish this flow with it.", a.clear(value))
		case under.param != nil && isSet(value) && a.needOf(under.param, n) == catalog.Refused:
			p.report(a, value.Pointer(), a.name()+" does not take "+quoted(under.param.Label)+" ("+under.param.Path+") with its other settings. Remove it; Connect will not publish this flow with it.", a.clear(value))
		}
	}
	a.eachObject(place, n, func(under *field, value flow.Node) {
		if under.param == nil || a.needOf(under.param, value) != catalog.Refused {
			p.unknown(a, under, value)
		}
	})
}
