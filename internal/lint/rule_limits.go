package lint

import (
	"fmt"
	"unicode/utf8"
)

// Limits of the service (facts.md §6): actions in a flow, and characters of
// content that the API takes.
const (
	maxActions    = 250
	maxCharacters = 256_000
	nearLimit     = 0.9
)

var limits = Rule{
	Code: "limits", Severity: Error,
	Title:    "The flow is larger than Connect takes",
	About:    "A flow may have 250 actions and its content 256,000 characters. Near a limit this is a warning: move a part into a module.",
	Evidence: "facts.md §6: 250 actions per flow; API Content 1 to 256,000 characters.",
	check: func(p *pass) {
		n := len(p.actions)
		switch {
		case n > maxActions:
			p.report(nil, "/Actions", fmt.Sprintf("The flow has %d actions; Connect takes %d. Move a part of it into a module or another flow.", n, maxActions))
		case n > maxActions*nearLimit:
			p.reportAs(Warning, nil, "/Actions", fmt.Sprintf("The flow has %d of at most %d actions. Move a part of it into a module before it is full.", n, maxActions))
		}
		text := p.doc.String()
		if len(text) <= maxCharacters*nearLimit {
			return
		}
		switch size := utf8.RuneCountInString(text); {
		case size > maxCharacters:
			p.report(nil, "", fmt.Sprintf("The content has %d characters; Connect's API takes %d. Export it minified, or move a part into a module.", size, maxCharacters))
		case size > maxCharacters*nearLimit:
			p.reportAs(Warning, nil, "", fmt.Sprintf("The content has %d of at most %d characters.", size, maxCharacters))
		}
	},
}
