package lint

import (
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// onlyVersion is the one version of the flow language.
const onlyVersion = "2019-10-30"

var version = Rule{
	Code: "version", Severity: Warning,
	Title:    "The flow names no version of the flow language, or an unknown one",
	About:    "Version is \"2019-10-30\" in every flow. Set it.",
	Evidence: "facts.md §1; all 522 flows of the corpus. A warning: nobody has tried another.",
	check: func(p *pass) {
		switch n := p.doc.Root().Get("Version"); {
		case !isSet(n):
			p.report(nil, "/Version", fmt.Sprintf("The flow has no Version. Set it to %q.", onlyVersion), p.setVersion(n)...)
		case n.Text() != onlyVersion && !isPlaceholder(n.Text()):
			p.report(nil, "/Version", fmt.Sprintf("The Version is %s; the only one that Connect knows is %q.", quoted(n.Raw()), onlyVersion), p.setVersion(n)...)
		}
	},
}

// setVersion is the fix that writes the version, as the first member where there
// is none.
func (p *pass) setVersion(n flow.Node) []Fix {
	value := string(quote(onlyVersion))
	if n.Exists() {
		return p.rewrite("Set it to "+onlyVersion, spliceOf(n, value))
	}
	text, root := p.doc.String(), p.doc.Root().Offset()+1
	space, _, _ := strings.Cut(text[root:], `"`)
	return p.rewrite("Set it to "+onlyVersion, splice{root, root, space + `"Version":` + value + ","})
}
