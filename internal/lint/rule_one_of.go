package lint

import (
	"fmt"
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
)

var oneOf = Rule{
	Code: "one-of", Severity: Error,
	Title:    "Too many or too few of settings that exclude each other",
	About:    "Some settings are alternatives: text, SSML or a recording, a queue or an agent. Connect refuses two of them, or none where one is needed. Keep exactly one.",
	Evidence: "refusals.md: “Only one of these properties may be defined”, “At least one of the following properties must be set”.",
	Service:  []string{"Only one of these properties may be defined. Properties: [Text, SSML]", "At least one of the following properties must be set. Properties: [Parameters.PromptId, Parameters.Text, Parameters.SSML, Parameters.Media]", "Invalid Action property value. Path: Actions[N].Parameters"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil {
				continue
			}
			for j := range a.known.OneOf {
				if a.groupCounts(j) {
					p.checkGroup(a, &a.known.OneOf[j])
				}
			}
		}
	},
}

// groupCounts reports whether a group is the first over its paths whose
// condition holds.
func (a *action) groupCounts(j int) bool {
	groups := a.known.OneOf
	if !a.holds(groups[j].When) {
		return false
	}
	return !slices.ContainsFunc(groups[:j], func(earlier catalog.Group) bool {
		return slices.Equal(earlier.Paths, groups[j].Paths) && a.holds(earlier.When)
	})
}

func (p *pass) checkGroup(a *action, group *catalog.Group) {
	var set []string
	for _, path := range group.Paths {
		if isSet(at(a.Parameters, path)) {
			set = append(set, path)
		}
	}
	switch {
	case len(set) < group.Min && group.Min == len(group.Paths):
		p.report(a, a.Pointer+"/Parameters", fmt.Sprintf("%s needs %s together; Connect will not publish this flow with only some of them.", a.name(), list(group.Paths, "and")))
	case len(set) < group.Min:
		p.report(a, a.Pointer+"/Parameters", fmt.Sprintf("%s: %s is not set. Set one of %s; Connect will not publish this flow without.", a.name(), quoted(group.Label), list(group.Paths, "or")))
	case group.Max > 0 && len(set) > group.Max:
		p.report(a, a.Pointer+"/Parameters/"+pointerOf(set[len(set)-1]), fmt.Sprintf("%s has %s at once. Keep one of them; Connect will not publish this flow with more.", a.name(), list(set, "and")))
	}
}
