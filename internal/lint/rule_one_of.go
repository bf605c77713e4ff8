package lint

import (
	"fmt"

	"switchyard.dev/switchyard/internal/catalog"
)

var oneOf = Rule{
	Code: "one-of", Severity: Error,
	Title:    "Too many or too few of settings that exclude each other",
	About:    "Some settings are alternatives: text, SSML or a recording, a queue or an agent. Connect refuses two of them, or none where one is needed. Keep exactly one.",
	Evidence: "refusals.md: “Only one of these properties may be defined”, “At least one of the following properties must be set”.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil {
				continue
			}
			checked := map[string]bool{}
			for j := range a.known.OneOf {
				group := &a.known.OneOf[j]
				if checked[group.Label] || !a.holds(group.When) {
					continue
				}
				checked[group.Label] = true
				p.checkGroup(a, group)
			}
		}
	},
}

func (p *pass) checkGroup(a *action, group *catalog.Group) {
	var set []string
	for _, path := range group.Paths {
		if at(a.Parameters, path).Exists() {
			set = append(set, path)
		}
	}
	switch {
	case len(set) < group.Min:
		p.report(a, a.Pointer+"/Parameters", fmt.Sprintf("%s: %q is not set. Set one of %s.", a.name(), group.Label, list(group.Paths, "or")))
	case group.Max > 0 && len(set) > group.Max:
		p.report(a, a.Pointer+"/Parameters/"+pointerOf(set[len(set)-1]), fmt.Sprintf("%s has %s at once. Keep one of them.", a.name(), list(set, "and")))
	}
}
