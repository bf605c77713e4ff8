package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// addBranch is the fix that gives a block a branch, not connected yet.
func (a *action) addBranch(title string, branch flow.Branch) Fix {
	return Fix{Title: title, Ops: []flow.Op{{Kind: flow.SetTarget, ID: a.ID, Branch: &branch}}}
}

// removeError is the fix that takes an error branch from a block.
func (a *action) removeError(errorType string) Fix {
	branch := flow.Branch{Kind: flow.BranchError, Error: errorType}
	return Fix{Title: "Remove the branch", Ops: []flow.Op{{Kind: flow.RemoveBranch, ID: a.ID, Branch: &branch}}}
}

// clear is the fix that removes a parameter.
func (a *action) clear(n flow.Node) Fix {
	path, _ := a.parameterPath(n)
	return Fix{Title: "Remove the setting", Ops: []flow.Op{{Kind: flow.ClearParameter, ID: a.ID, Path: path}}}
}

// set is the fix that gives a parameter another value.
func (a *action) set(n flow.Node, value, title string) Fix {
	path, _ := a.parameterPath(n)
	return Fix{Title: title, Ops: []flow.Op{{Kind: flow.SetParameter, ID: a.ID, Path: path, Value: quote(value)}}}
}

// parameterPath names a value within the block's parameters.
func (a *action) parameterPath(n flow.Node) ([]string, bool) {
	rest, ok := strings.CutPrefix(n.Pointer(), a.Pointer+"/Parameters/")
	if !ok {
		return nil, false
	}
	names := strings.Split(rest, "/")
	for i, name := range names {
		names[i] = strings.ReplaceAll(strings.ReplaceAll(name, "~1", "/"), "~0", "~")
	}
	return names, true
}
