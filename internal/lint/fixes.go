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

// removeBranches is the fix that takes every way on from a block.
func (a *action) removeBranches() []Fix {
	var ops []flow.Op
	if a.Transitions.Get("NextAction").Exists() {
		ops = append(ops, flow.Op{Kind: flow.RemoveBranch, ID: a.ID, Branch: &flow.Branch{Kind: flow.BranchNext}})
	}
	for i := range a.Errors {
		branch, _ := a.branch(edge{kind: flow.BranchError, index: i})
		ops = append(ops, flow.Op{Kind: flow.RemoveBranch, ID: a.ID, Branch: branch})
	}
	ops = append(ops, a.removeConditions().Ops...)
	return []Fix{{Title: "Remove its branches", Ops: ops}}
}

// removeConditions is the fix that takes all conditions from a block.
func (a *action) removeConditions() Fix {
	var ops []flow.Op
	for i := len(a.Conditions) - 1; i >= 0; i-- {
		branch, _ := a.branch(edge{kind: flow.BranchCondition, index: i})
		ops = append(ops, flow.Op{Kind: flow.RemoveCondition, ID: a.ID, Branch: branch})
	}
	return Fix{Title: "Remove the conditions", Ops: ops}
}

// ask marks a fix that is for the designer to decide.
func (f Fix) ask() Fix {
	f.Asks = true
	return f
}

// clear is the fix that removes a parameter.
func (a *action) clear(n flow.Node) Fix {
	path, _ := a.pathOf(n.Pointer())
	return Fix{Title: "Remove the setting", Ops: []flow.Op{{Kind: flow.ClearParameter, ID: a.ID, Path: path}}}
}

// set is the fix that gives a parameter another value.
func (a *action) set(n flow.Node, value, title string) Fix {
	path, _ := a.pathOf(n.Pointer())
	return Fix{Title: title, Ops: []flow.Op{{Kind: flow.SetParameter, ID: a.ID, Path: path, Value: quote(value)}}}
}

// pathOf names the place of a pointer within the block's parameters.
func (a *action) pathOf(pointer string) ([]string, bool) {
	rest, ok := strings.CutPrefix(pointer, a.Pointer+"/Parameters/")
	return flow.PointerParts("/" + rest), ok
}
