package lint

import "switchyard.dev/switchyard/internal/flow"

var moduleSettings = Rule{
	Code: "module-settings", Severity: Error,
	Title:    "A module needs Settings, a flow must not have them",
	About:    "The content of a module has a top-level Settings member; Connect refuses a module without it and a flow with it.",
	Evidence: "refusals.md, Envelope: “JSON field is missing or null for field name: settings”; flow content must not have it.",
	Service:  []string{"JSON field is missing or null for field name: settings"},
	check: func(p *pass) {
		isModule := p.doc.Format() == flow.FormatModule
		settings := p.doc.Root().Get("Settings")
		switch {
		case p.flowType == "MODULE" && !isModule:
			p.report(nil, "/Settings", "This module has no top-level Settings. Connect refuses a module without them; export the module again.")
		case p.flowType != "MODULE" && p.flowType != "" && isModule:
			p.report(nil, "/Settings", "This flow has the Settings of a module. Connect refuses a flow with them; import it as a module, or remove them.")
		case isModule && settings.Kind() != flow.Object:
			p.report(nil, "/Settings", "The module's Settings must be an object, not a "+settings.Kind().String()+".")
		}
	},
}

func isObject(text string) bool {
	doc := flow.ParseString(text)
	return doc.Unsound() == nil && doc.Root().Kind() == flow.Object
}
