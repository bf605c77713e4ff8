package lint

import (
	"fmt"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
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
					group := &a.known.OneOf[j]
					a.eachPlace(a.Parameters, a.Pointer+"/Parameters", group.Paths, func(n flow.Node, pointer string, paths []string) {
						p.checkGroup(a, group, n, pointer, paths)
					})
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

// eachPlace calls with what a group's paths start from and the paths from
// there: the parameters, or each item of the list that they lie in.
func (a *action) eachPlace(n flow.Node, pointer string, paths []string, visit func(n flow.Node, pointer string, paths []string)) {
	list, _, inside := strings.Cut(paths[0], "[].")
	if !inside {
		visit(n, pointer, paths)
		return
	}
	under := make([]string, len(paths))
	for i, path := range paths {
		under[i] = strings.TrimPrefix(path, list+"[].")
	}
	for _, item := range at(n, list).Elements() {
		a.eachPlace(item, item.Pointer(), under, visit)
	}
}

func (p *pass) checkGroup(a *action, group *catalog.Group, n flow.Node, pointer string, paths []string) {
	var set []string
	for _, path := range paths {
		if isSet(at(n, path)) {
			set = append(set, path)
		}
	}
	switch {
	case len(set) < group.Min && group.Min == len(paths):
		p.report(a, pointer, fmt.Sprintf("%s needs %s together; Connect will not publish this flow with only some of them.", a.name(), list(paths, "and")))
	case len(set) < group.Min:
		p.report(a, pointer, fmt.Sprintf("%s: %s is not set. Set one of %s; Connect will not publish this flow without.", a.name(), quoted(group.Label), list(paths, "or")))
	case group.Max > 0 && len(set) > group.Max:
		p.report(a, pointer+"/"+pointerOf(set[len(set)-1]), fmt.Sprintf("%s has %s at once. Keep one of them; Connect will not publish this flow with more.", a.name(), list(set, "and")))
	}
}
