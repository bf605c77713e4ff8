package lint

import "switchyard.dev/switchyard/internal/catalog"

var typeMismatch = Rule{
	Code: "type-mismatch", Severity: Warning,
	Title:    "The file tells another flow type than the flow has",
	About:    "The type of a flow can't change after it was made, and Connect imports a file only into a flow of the same type. Import the file into a flow of its own type.",
	Evidence: "facts.md §3. A warning: the type in the metadata is not what the API goes by.",
	check: func(p *pass) {
		own := p.doc.Type()
		if own == "" || p.flowType == own || own == "MODULE" || p.flowType == "MODULE" {
			return // of modules module-settings speaks
		}
		p.report(nil, "/Metadata/type", "The file tells that it is of the type "+quoted(catalog.FlowTypeName(own))+", but the flow is of the type "+quoted(catalog.FlowTypeName(p.flowType))+". Blocks are checked for the latter.")
	},
}
