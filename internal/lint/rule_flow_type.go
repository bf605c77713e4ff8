package lint

import (
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
)

var flowTypeRule = Rule{
	Code: "flow-type", Severity: Error,
	Title:    "The block is not allowed in this type of flow",
	About:    "Connect refuses some blocks in some types of flows. Where AWS's own pages disagree this is a warning; it is silent when the type of the flow is not known, and in modules, where such a block takes its Error branch.",
	Evidence: "facts.md §3 support matrix; refusals.md “Flow type”.",
	check: func(p *pass) {
		if p.flowType == "" || p.flowType == "MODULE" {
			return
		}
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil {
				continue
			}
			allowed := a.known.FlowTypes
			switch {
			case slices.Contains(a.known.FlowTypesDisputed, p.flowType):
				p.reportAs(Warning, a, a.Pointer+"/Type", a.name()+": one of AWS's pages does not list this block for "+flowTypeName(p.flowType)+" flows. Test it before you rely on it.")
			case len(allowed) > 0 && !slices.Contains(allowed, p.flowType):
				p.report(a, a.Pointer+"/Type", a.name()+" is not allowed in "+flowTypeName(p.flowType)+" flows. Remove it, or use a flow of another type.")
			}
		}
	},
}

// flowTypeName is the designer's name of an API flow type.
func flowTypeName(api string) string {
	for _, known := range catalog.FlowTypes() {
		if known.API == api {
			return known.Name
		}
	}
	return api
}
