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
				p.empty(a, a.emptySeverity(name, value), a.settingLabel(name), value)
			}
			for j := range a.Conditions {
				for _, operand := range a.Conditions[j].Operands {
					p.empty(a, p.rule.Severity, "the value of a condition", operand)
				}
			}
		}
	},
}

func (p *pass) empty(a *action, severity Severity, label string, n flow.Node) {
	switch n.Kind() {
	case flow.String:
		if n.Text() == "" {
			p.reportAs(severity, a, n.Pointer(), a.name()+": "+label+" is empty. Fill it in or remove it.")
		}
	case flow.Object:
		for name, value := range n.Members() {
			p.empty(a, severity, quoted(name), value)
		}
	case flow.Array:
		for _, item := range n.Elements() {
			p.empty(a, severity, label, item)
		}
	default:
	}
}

// emptySeverity is a warning within free JSON, such as the data of a view.
func (a *action) emptySeverity(name string, value flow.Node) Severity {
	if a.schema == nil || value.Kind() == flow.String {
		return Error
	}
	if f := a.schema.root.find(name); f != nil && f.param != nil && f.param.Kind == catalog.KindJSON {
		return Warning
	}
	return Error
}

// settingLabel is the catalogue's word for a top-level parameter.
func (a *action) settingLabel(name string) string {
	if a.schema != nil {
		if f, ok := a.schema.root.under[name]; ok && f.param != nil {
			return quoted(f.param.Label)
		}
	}
	return quoted(name)
}
