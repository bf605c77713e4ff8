package lint

import (
	"fmt"

	"switchyard.dev/switchyard/internal/catalog"
)

var forbiddenBranch = Rule{
	Code: "forbidden-branch", Severity: Error,
	Title:    "A block has a branch that Connect refuses",
	About:    "Connect refuses an error branch that the type of block does not take. Remove the branch.",
	Evidence: "refusals.md: “Invalid Action error. Error: E”; table of refused error branches.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil || a.known.Terminal {
				continue
			}
			for j := range a.Errors {
				branch := &a.Errors[j]
				if a.takesError(branch.Type) {
					continue
				}
				p.report(a, branch.Pointer+"/ErrorType", fmt.Sprintf("%s takes no branch %s. Remove it; Connect refuses the flow with it.", a.name(), quoted(branch.Type)))
			}
		}
	},
}

func (a *action) takesError(errorType string) bool {
	for i := range a.known.Errors {
		rule := &a.known.Errors[i]
		if rule.Type == errorType {
			return a.need(rule.Need, rule.Cases) != catalog.Refused
		}
	}
	return false
}
