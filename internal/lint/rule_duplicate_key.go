package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

var duplicateKey = Rule{
	Code: "duplicate-key", Severity: Warning, anyFormat: true,
	Title:    "An object has two members of the same name",
	About:    "Readers of JSON disagree over which of the two counts; Connect and Switchyard take the last. The object can't be edited until one of them is gone.",
	Evidence: "design: duplicate member names print as they came; the last counts.",
	check: func(p *pass) {
		var fixes []Fix
		for _, problem := range p.doc.Problems() {
			if problem.Code != flow.CodeDuplicateKey {
				continue
			}
			if fixes == nil {
				fixes = p.rewrite("Keep the last of each", p.lastOfEach(p.doc.Root(), nil)...)
			}
			at := p.doc.PositionAt(problem.Offset)
			p.found = append(p.found, Diagnostic{
				Code: p.rule.Code, Severity: p.rule.Severity, Message: problem.Message,
				Block: blockAt(p, problem.Pointer), Path: problem.Pointer, Line: at.Line, Column: at.Column, Fixes: fixes,
			})
			fixes = []Fix{} // one mends them all
		}
	},
}

// lastOfEach are the splices that take out every member which a later one of
// its name hides.
func (p *pass) lastOfEach(n flow.Node, edits []splice) []splice {
	switch n.Kind() {
	case flow.Object:
		last := map[string]int{}
		var starts []int // of members, each at its name
		var values []flow.Node
		end := n.Offset() + 1
		for name, value := range n.Members() {
			last[name] = len(values)
			starts = append(starts, end+strings.IndexByte(p.doc.String()[end:], '"'))
			values = append(values, value)
			end = value.Offset() + len(value.Raw())
		}
		i := 0
		for name := range n.Members() {
			if last[name] == i {
				edits = p.lastOfEach(values[i], edits)
			} else {
				edits = append(edits, splice{starts[i], starts[i+1], ""})
			}
			i++
		}
	case flow.Array:
		for _, item := range n.Elements() {
			edits = p.lastOfEach(item, edits)
		}
	default:
	}
	return edits
}
