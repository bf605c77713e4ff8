package lint

import (
	"fmt"
	"regexp"
	"slices"
	"sync"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var conditionSet = Rule{
	Code: "condition-set", Severity: Error,
	Title:    "The conditions of a block are not those that Connect takes",
	About:    "Some blocks branch on a fixed set of results and need all of them, some take no conditions, and each takes certain operators with one operand. Change the conditions as the message says.",
	Evidence: "refusals.md: “Action does not support conditions”, “Invalid Action property value … Transitions.Conditions”, Condition facts.",
	Service:  []string{"Invalid Action property value. Path: Actions[N].Transitions.Conditions", "Action does not support conditions", "Action is missing required property. Path: Transitions.Conditions"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil || a.known.Terminal {
				continue
			}
			p.checkConditions(a)
		}
	},
}

func (p *pass) checkConditions(a *action) {
	known := &a.known.Conditions
	path := a.Pointer + "/Transitions/Conditions"
	switch need := a.need(known.Need, known.Cases); {
	case need == catalog.Refused && len(a.Conditions) > 0:
		p.report(a, path, a.name()+" takes no conditions here. Remove them; Connect will not publish this flow with them.", a.removeConditions())
		return
	case need == catalog.Required && len(a.Conditions) == 0 && len(known.Fixed) == 0:
		p.report(a, path, a.name()+" has no condition to branch on. Add at least one.")
		return
	}
	fixed := a.fixedOperands()
	for j := range a.Conditions {
		p.checkCondition(a, j, fixed)
	}
	if a.hasOpenCondition() || !known.All && len(known.Must) == 0 || len(fixed) == 0 || a.need(known.Need, known.Cases) == catalog.Refused {
		return
	}
	for _, branch := range fixed {
		if (known.All || slices.Contains(known.Must, branch.Operand)) && !a.hasOperand(branch.Operand) {
			p.report(a, path, fmt.Sprintf("%s has no %s branch (Equals %s). Connect will not publish this flow until it leads somewhere.", a.name(), quoted(branch.Label), branch.Operand),
				Fix{Title: "Add the branch " + quoted(branch.Label), Ops: []flow.Op{{Kind: flow.AddCondition, ID: a.ID, Operator: "Equals", Operands: []string{branch.Operand}}}})
		}
	}
}

func (p *pass) checkCondition(a *action, j int, fixed []catalog.FixedBranch) {
	known := &a.known.Conditions
	c := &a.Conditions[j]
	path := c.Pointer + "/Condition"
	if isPlaceholder(c.Operator) || len(c.Operands) == 1 && (c.Operands[0].Text() == "" || isPlaceholder(c.Operands[0].Text())) {
		return // of an empty operand empty-value speaks
	}
	switch {
	case len(known.Operators) > 0 && !slices.Contains(known.Operators, c.Operator):
		p.report(a, path+"/Operator", fmt.Sprintf("%s can't branch with the operator %s. Use %s.", a.name(), quoted(c.Operator), list(known.Operators, "or")))
	case len(c.Operands) != 1:
		p.report(a, path+"/Operands", fmt.Sprintf("%s: a condition has %d values to compare with; Connect takes exactly one.", a.name(), len(c.Operands)))
	case known.Only != nil && a.holds(&known.Only.When) && (c.Operator != known.Only.Operator || c.Operands[0].Text() != known.Only.Operand):
		p.report(a, path, fmt.Sprintf("%s takes one condition only: %s %s.", a.name(), known.Only.Operator, known.Only.Operand))
	case len(fixed) > 0 && c.Operator == "Equals" && !slices.ContainsFunc(fixed, func(b catalog.FixedBranch) bool { return b.Operand == c.Operands[0].Text() }):
		p.report(a, path+"/Operands", fmt.Sprintf("%s never gives %s. Its results are %s.", a.name(), quoted(c.Operands[0].Text()), list(operandNames(fixed), "and")))
	case known.Pattern != "" && !pattern(known.Pattern).MatchString(c.Operands[0].Text()):
		p.report(a, path+"/Operands", fmt.Sprintf("%s can't branch on %s. Use %s.", a.name(), quoted(c.Operands[0].Text()), known.Hint))
	}
}

// fixedOperands are the results that the service defines, as the parameters choose them.
func (a *action) fixedOperands() []catalog.FixedBranch {
	var fixed []catalog.FixedBranch
	for _, branch := range a.known.Conditions.Fixed {
		if a.holds(branch.When) {
			fixed = append(fixed, branch)
		}
	}
	return fixed
}

// hasOpenCondition reports whether a template says what a condition asks for.
func (a *action) hasOpenCondition() bool {
	for i := range a.Conditions {
		c := &a.Conditions[i]
		if isPlaceholder(c.Operator) || slices.ContainsFunc(c.Operands, func(o flow.Node) bool { return isPlaceholder(o.Text()) }) {
			return true
		}
	}
	return false
}

func (a *action) hasOperand(operand string) bool {
	for i := range a.Conditions {
		if c := &a.Conditions[i]; len(c.Operands) > 0 && c.Operands[0].Text() == operand {
			return true
		}
	}
	return false
}

func operandNames(fixed []catalog.FixedBranch) []string {
	names := make([]string, len(fixed))
	for i := range fixed {
		names[i] = fixed[i].Operand
	}
	return names
}

// patterns are the catalogue's expressions, compiled once. They run on short
// operands and values only.
var patterns = sync.OnceValue(func() map[string]*regexp.Regexp {
	compiled := map[string]*regexp.Regexp{}
	add := func(expr string) {
		if expr != "" {
			compiled[expr] = regexp.MustCompile(expr)
		}
	}
	for _, known := range catalog.Actions() {
		add(known.Conditions.Pattern)
		for i := range known.Parameters {
			add(known.Parameters[i].Pattern)
		}
	}
	return compiled
})

func pattern(expr string) *regexp.Regexp { return patterns()[expr] }
