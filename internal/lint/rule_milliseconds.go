package lint

import (
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
)

var milliseconds = Rule{
	Code: "milliseconds", Severity: Warning,
	Title:    "The age of the oldest contact is compared with very little",
	About:    "The action compares in milliseconds although its metric is named in seconds; the console writes 300000 for 300 seconds. A number below 1,000 is less than one second.",
	Evidence: "refusals.md, Condition facts: the operand of OldestContactInQueueAgeSeconds is in milliseconds.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.Type != "CheckMetricData" || a.Parameters.Get("MetricType").Text() != "OldestContactInQueueAgeSeconds" {
				continue
			}
			for j := range a.Conditions {
				p.checkAge(a, j)
			}
		}
	},
}

func (p *pass) checkAge(a *action, j int) {
	for _, operand := range a.Conditions[j].Operands {
		number, err := strconv.Atoi(operand.Text())
		if err != nil || number <= 0 || number >= 1000 {
			continue
		}
		more := strconv.Itoa(1000 * number)
		branch, _ := a.branch(edge{kind: flow.BranchCondition, index: j})
		fix := Fix{Title: "Compare with " + more + " ms", Asks: true, Ops: []flow.Op{{
			Kind: flow.SetCondition, ID: a.ID, Branch: branch, Operator: branch.Operator, Operands: []string{more},
		}}}
		p.report(a, operand.Pointer(), a.name()+" compares the age of the oldest contact with "+quoted(operand.Text())+", which counts in milliseconds. For "+operand.Text()+" seconds write "+more+".", fix)
	}
}
