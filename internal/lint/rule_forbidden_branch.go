package lint

import (
	"fmt"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var forbiddenBranch = Rule{
	Code: "forbidden-branch", Severity: Error,
	Title:    "A block has a branch that Connect refuses",
	About:    "Connect refuses an error branch that the type of block does not take. Remove the branch.",
	Evidence: "refusals.md: “Invalid Action error. Error: E”; table of refused error branches.",
	Service:  []string{"Invalid Action error. Error: E, Path: Actions[N]"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil || a.known.Terminal {
				continue
			}
			for j := range a.Errors {
				branch := &a.Errors[j]
				if p.takesError(a, branch.Type) || isPlaceholder(branch.Type) {
					continue
				}
				p.forbidden(a, branch)
			}
		}
	},
}

func (p *pass) forbidden(a *action, branch *flow.ErrorBranch) {
	path := branch.Pointer + "/ErrorType"
	if a.known.OpenParams && !a.knowsError(branch.Type) {
		p.reportAs(Warning, a, path, fmt.Sprintf("%s may not take a branch %s: no flow seen so far has it.", a.name(), quoted(branch.Type)))
		return
	}
	message := fmt.Sprintf("%s takes no branch %s (%s) here. Remove it; Connect will not publish this flow with it.", a.name(), quoted(a.errorLabel(branch.Type)), branch.Type)
	if branch.Type == "" {
		p.report(a, path, a.name()+" has an error branch without an ErrorType. Remove it.")
		return
	}
	p.report(a, path, message, a.removeError(branch.Type))
}

func (a *action) knowsError(errorType string) bool {
	_, ok := a.known.Error(errorType)
	return ok
}

func (p *pass) takesError(a *action, errorType string) bool {
	rule, ok := a.known.Error(errorType)
	return ok && p.errorNeed(a, rule) != catalog.Refused
}
