package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

var doubledReference = Rule{
	Code: "doubled-reference", Severity: Warning,
	Title:    "A reference stands inside a reference",
	About:    "With “Set dynamically” the console writes $.Attributes. itself: whoever types the whole reference there gets $.Attributes.$.Attributes.name, which reads nothing. Keep the inner one.",
	Evidence: "facts.md §12: the mistake of “Set dynamically” with a typed “$.”; §2: forms of a reference, none has a second $.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			eachReferringText(a.Parameters, func(n flow.Node) {
				if inner, rest, ok := doubled(n.Text()); ok {
					p.report(a, n.Pointer(), a.name()+": a reference stands inside a reference, "+quoted(inner)+" in "+quoted(n.Text())+". It reads nothing; keep the inner one.",
						a.set(n, rest, "Read "+quoted(inner)))
				}
			})
		}
	},
}

// doubled finds a reference within a reference, $.Space.$.rest or $.$.rest, and
// the text with the inner one only.
func doubled(text string) (inner, mended string, ok bool) {
	for i := 0; i < len(text); i++ {
		if !strings.HasPrefix(text[i:], "$.") {
			continue
		}
		at := i + len("$.")
		for at < len(text) && isNameByte(text[at]) {
			at++
		}
		if at > i+len("$.") {
			if at == len(text) || text[at] != '.' {
				continue
			}
			at++
		}
		if _, _, isReference := readPath(strings.TrimPrefix(text[at:], "$")); isReference && strings.HasPrefix(text[at:], "$.") {
			end := at + len("$.")
			for end < len(text) && (isNameByte(text[end]) || text[end] == '.') {
				end++
			}
			return strings.TrimRight(text[at:end], "."), text[:i] + text[at:], true
		}
	}
	return "", "", false
}
