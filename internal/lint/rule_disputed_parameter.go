package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var disputedParameter = Rule{
	Code: "disputed-parameter", Severity: Warning,
	Title:    "A block has a setting that Connect may refuse",
	About:    "Flows that were published have the setting and probes of the service were refused, or the other way round. Remove it if publishing fails.",
	Evidence: "facts.md §1, traps; refusals.md: EventHooksConfiguration, UpdateContactData.References.",
	check: func(p *pass) {
		p.eachSetting(func(a *action, param *catalog.Parameter, value flow.Node) {
			if param.Doubt != "" {
				p.report(a, value.Pointer(), a.name()+": Connect may refuse "+quoted(param.Label)+" ("+param.Path+"). "+param.Doubt, a.clear(value).ask())
			}
		})
	},
}
