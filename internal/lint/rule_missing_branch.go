package lint

import (
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var missingBranch = Rule{
	Code: "missing-branch", Severity: Error,
	Title:    "A block lacks a branch that Connect asks for",
	About:    "Connect refuses a block without an error branch that its type requires. Connect the branch to a block.",
	Evidence: "refusals.md: “Action is missing required error. Error: E, Path: Actions[N]”; table of required error branches.",
	Service:  []string{"Action is missing required error. Error: E, Path: Actions[N]"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil || a.known.Terminal || a.hasOpenError() {
				continue
			}
			for j := range a.known.Errors {
				rule := &a.known.Errors[j]
				if p.errorNeed(a, rule) == catalog.Required && !a.hasError(rule.Type) {
					p.report(a, a.Pointer+"/Transitions/Errors",
						a.name()+" has no "+quoted(rule.Label)+" branch ("+rule.Type+"). Connect will not publish this flow until it leads somewhere.",
						a.addBranch("Add the branch "+quoted(rule.Label), flow.Branch{Kind: flow.BranchError, Error: rule.Type}))
				}
			}
		}
	},
}

// hasOpenError reports whether a template says which error a branch is for: it
// may be the one that is missing.
func (a *action) hasOpenError() bool {
	return slices.ContainsFunc(a.Errors, func(e flow.ErrorBranch) bool { return isPlaceholder(e.Type) })
}

func (a *action) hasError(errorType string) bool {
	for i := range a.Errors {
		if a.Errors[i].Type == errorType {
			return true
		}
	}
	return false
}
