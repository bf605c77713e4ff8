package lint

import "switchyard.dev/switchyard/internal/flow"

var notAFlow = Rule{
	Code: "not-a-flow", Severity: Error, anyFormat: true,
	Title:    "The file is not a flow",
	About:    "The text is not JSON, or not an object with Version, StartAction and Actions. Export the flow from Connect again, or mend the place that is named.",
	Evidence: "facts.md §1: content keys; refusals.md “Invalid contact flow format”.",
	check: func(p *pass) {
		if problem := p.doc.Unsound(); problem != nil {
			p.report(nil, problem.Pointer, problem.Message)
			at := p.doc.PositionAt(problem.Offset)
			d := &p.found[len(p.found)-1]
			d.Line, d.Column = at.Line, at.Column
			return
		}
		switch p.doc.Format() {
		case flow.FormatFlow, flow.FormatModule:
			if p.doc.Root().Get("Actions").Kind() != flow.Array {
				p.report(nil, "/Actions", "This is JSON but not a Connect flow: Actions is no list. Check that the right file was chosen.")
			}
			return
		case flow.FormatLegacy:
			return
		}
		if _, _, ok := flow.Unwrap([]byte(p.doc.String())); ok {
			p.report(nil, "", "This is what DescribeContactFlow answers; the flow is the text in its Content. Check that text, for example with: jq -r '.[].Content'.")
			return
		}
		p.report(nil, "", "This is JSON but not a Connect flow: it has no list of Actions. Check that the right file was chosen.")
	},
}
