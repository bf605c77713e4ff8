package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var emptyValue = Rule{
	Code: "empty-value", Severity: Error,
	Title:    "A setting is empty",
	About:    "Connect refuses an empty text as a value or as the operand of a condition. Fill it in or remove it; a single space is accepted.",
	Evidence: "facts.md §1: empty string never valid; refusals.md “Empty value in Parameters.Attributes”, “Invalid branch. Path: N.Evaluate”. Data of views is published with empty strings in real exports: within free JSON it is a warning.",
	Service:  []string{"Empty value in Parameters.Attributes", "Invalid branch. Path: N.Evaluate", "Invalid Action property value. Path: N.Parameter"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			for name, value := range a.Parameters.Members() {
				place := a.root().find(name)
				p.empty(a, a.emptySeverity(name, value), place, place.label(name), value)
			}
			for j := range a.Conditions {
				for _, operand := range a.Conditions[j].Operands {
					p.empty(a, p.rule.Severity, nil, "the value of a condition", operand)
				}
			}
		}
	},
}

// empty reports the empty texts at and under a value. A resource of which the
// name is known is left to unresolved-resource.
func (p *pass) empty(a *action, severity Severity, place *field, label string, n flow.Node) {
	switch n.Kind() {
	case flow.String:
		if n.Text() == "" && !(place.isIdentified() && a.displayName(n) != "") {
			p.reportAs(severity, a, n.Pointer(), a.name()+": "+label+" is empty. Fill it in or remove it.")
		}
	case flow.Object:
		for name, value := range n.Members() {
			under := place.find(name)
			p.empty(a, severity, under, under.label(name), value)
		}
	case flow.Array:
		for _, item := range n.Elements() {
			p.empty(a, severity, place.item(), label, item)
		}
	default:
	}
}

// emptySeverity is a warning within free JSON, such as the data of a view.
func (a *action) emptySeverity(name string, value flow.Node) Severity {
	if a.schema == nil || value.Kind() == flow.String {
		return Error
	}
	if f := a.root().find(name); f != nil && f.param != nil && f.param.Kind == catalog.KindJSON {
		return Warning
	}
	return Error
}
