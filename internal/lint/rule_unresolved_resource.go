package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var unresolvedResource = Rule{
	Code: "unresolved-resource", Severity: Warning,
	Title:    "A resource is named, not identified",
	About:    "Connect takes the ARN or the id of a queue, a prompt, a flow or a function, not its name: publishing fails unless something puts the id in before. Choose the resource. What a template fills in when it is deployed (${Queue}, %QueueArn%) is left alone.",
	Evidence: "refusals.md: “Failed to convert id” for a name, “Not a supported id format” for hours; Envelope: resources are resolved at publish. A warning: pipelines replace names before they publish, and published exports were made anonymous. An error where there is no more than the name: an empty text is refused.",
	Service:  []string{"Failed to convert id: VALUE", "Not a supported id format"},
	check: func(p *pass) {
		p.eachSetting(func(a *action, param *catalog.Parameter, value flow.Node) {
			if !isIdentified(param) {
				return
			}
			if name := a.displayName(value); name != "" && value.Kind() == flow.String && value.Text() == "" {
				p.reportAs(Error, a, value.Pointer(), a.name()+": "+quoted(param.Label)+" is known only by its name "+quoted(name)+". Choose the "+noun(param)+"; Connect does not find it by its name.")
			}
			if isName(value) {
				p.report(a, value.Pointer(), a.name()+": "+quoted(param.Label)+" is "+quoted(value.Text())+", which is neither an ARN nor an id. Choose the "+noun(param)+"; Connect does not find it by its name.")
			}
		})
	},
}

// identified are the resources of an instance that have a UUID and an ARN.
var identified = map[string]bool{"queue": true, "agent": true, "prompt": true, "hours": true, "flow": true, "module": true, "lambda": true, "lex-bot": true}

func isIdentified(param *catalog.Parameter) bool {
	return param.Kind == catalog.KindResource && identified[param.Resource]
}

func (f *field) isIdentified() bool { return f != nil && f.param != nil && isIdentified(f.param) }

// displayName is the name of the resource at a parameter that the console keeps
// in the metadata (facts.md §1); "" where there is none. Converted old exports
// often have nothing else.
func (a *action) displayName(value flow.Node) string {
	at := a.Metadata.Get("parameters")
	for _, step := range flow.PointerParts(strings.TrimPrefix(value.Pointer(), a.Parameters.Pointer())) {
		at = at.Get(step)
	}
	return at.Get("displayName").Text()
}

func noun(param *catalog.Parameter) string { return strings.ToLower(param.Label) }

// isName reports whether a text is none of the forms in which a resource is
// identified: an ARN, a UUID, a reference, a placeholder.
func isName(value flow.Node) bool {
	text := value.Text()
	if value.Kind() != flow.String || text == "" || !isFixed(text) {
		return false
	}
	id, _, _ := strings.Cut(text, ":") // a flow may have “:$LATEST” or a version behind it
	return id != "arn" && strings.Trim(id, "0123456789abcdefABCDEF-") != ""
}
