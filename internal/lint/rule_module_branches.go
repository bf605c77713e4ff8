package lint

import (
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/near"
)

var moduleBranches = Rule{
	Code: "module-branches", Severity: Error,
	Title:    "The branches of a call are not those of the module",
	About:    "The block branches on a result that the module does not declare, or has no “No match” branch although the module has branches of its own. A branch of the module that the block does not have is a warning: the contact takes “No match”. Use the branches of the module, or change the module's settings.",
	Evidence: "facts.md §4: CreateContactFlow checks the names of branches against the module; actions.json InvokeFlowModule: an undeclared operand is refused, NoMatchingCondition is required when the module declares branches (live).",
	Service: []string{
		"Invalid Action property value. Path: Actions[N].Transitions.Conditions",
		"Action is missing required error. Error: E, Path: Actions[N]",
	},
	check: func(p *pass) { p.eachCall(p.checkCallBranches) },
}

func (p *pass) checkCallBranches(c call) {
	for i := range c.Conditions {
		if condition := &c.Conditions[i]; condition.Operator == "Equals" && len(condition.Operands) == 1 {
			p.checkCallBranch(c, i, condition.Operands[0])
		}
	}
	if len(c.contract.Branches) > 0 && !c.hasError("NoMatchingCondition") {
		branch := flow.Branch{Kind: flow.BranchError, Error: "NoMatchingCondition"}
		p.report(c.action, c.Pointer+"/Transitions/Errors",
			c.name()+" has no “No match” branch (NoMatchingCondition), which Connect asks for because the module "+quoted(c.module)+" has branches of its own. Add it and connect it.",
			c.addBranch("Add the branch “No match”", branch))
	}
	for _, name := range c.contract.BranchNames() {
		if name == "" || c.hasOperand(name) {
			continue
		}
		op := flow.Op{Kind: flow.AddCondition, ID: c.ID, Operator: "Equals", Operands: []string{name}}
		p.reportAs(Warning, c.action, c.Pointer+"/Transitions/Conditions",
			c.name()+" has no branch "+quoted(name)+", which the module "+quoted(c.module)+" may take: the contact goes on at “No match” then. Add the branch.",
			Fix{Title: "Add the branch " + quoted(name), Ops: []flow.Op{op}}.ask())
	}
}

func (p *pass) checkCallBranch(c call, i int, operand flow.Node) {
	text := operand.Text()
	if text == "" || !isFixed(text) || c.contract.HasBranch(text) {
		return
	}
	branch, _ := c.branch(edge{kind: flow.BranchCondition, index: i})
	message := c.name() + " branches on " + quoted(text) + ", which the module " + quoted(c.module) + " does not declare."
	names := c.contract.BranchNames()
	meant, isNear := near.Match(text, names)
	if isNear && !c.hasOperand(meant) {
		op := flow.Op{Kind: flow.SetCondition, ID: c.ID, Branch: branch, Operator: "Equals", Operands: []string{meant}}
		p.report(c.action, operand.Pointer(), message+" Did you mean "+quoted(meant)+"?", Fix{Title: "Change it to " + quoted(meant), Ops: []flow.Op{op}})
		return
	}
	if len(names) == 0 {
		message += " It has no branches of its own; remove this one."
	} else {
		message += " Its branches are " + list(quotedAll(names), "and") + "."
	}
	op := flow.Op{Kind: flow.RemoveCondition, ID: c.ID, Branch: branch}
	p.report(c.action, operand.Pointer(), message, Fix{Title: "Remove the branch " + quoted(text), Ops: []flow.Op{op}}.ask())
}
