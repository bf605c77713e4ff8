package lint

import "switchyard.dev/switchyard/internal/flow"

var duplicateKey = Rule{
	Code: "duplicate-key", Severity: Warning, anyFormat: true,
	Title:    "An object has two members of the same name",
	About:    "Readers of JSON disagree over which of the two counts; Connect and Switchyard take the last. The object can't be edited until one of them is gone.",
	Evidence: "design: duplicate member names print as they came; the last counts.",
	check: func(p *pass) {
		for _, problem := range p.doc.Problems() {
			if problem.Code != flow.CodeDuplicateKey {
				continue
			}
			at := p.doc.PositionAt(problem.Offset)
			p.found = append(p.found, Diagnostic{
				Code: p.rule.Code, Severity: p.rule.Severity, Message: problem.Message,
				Block: blockAt(p, problem.Pointer), Path: problem.Pointer, Line: at.Line, Column: at.Column,
			})
		}
	},
}
