package lint

import (
	"fmt"

	"switchyard.dev/switchyard/internal/flow"
)

// maxAttributes is how many bytes the attributes of a contact, or of a flow, may
// have together.
const maxAttributes = 32 << 10

var attributeSize = Rule{
	Code: "attribute-size", Severity: Warning,
	Title:    "Attributes are set that do not fit",
	About:    "All attributes of a contact together have room for 32 KB, those of a flow likewise. What this block writes alone is more: it takes its Error branch, and none is set. Keep long texts in prompts, or in a data table.",
	Evidence: "facts.md §2: contact attributes 32 KB in all, flow attributes 32 KB.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			member := map[string]string{"UpdateContactAttributes": "Attributes", "UpdateFlowAttributes": "FlowAttributes"}[a.Type]
			if member == "" {
				continue
			}
			attributes := a.Parameters.Get(member)
			size := 0
			for name, value := range attributes.Members() {
				if value.Kind() == flow.Object {
					value = value.Get("Value")
				}
				size += len(name) + len(value.Text())
			}
			if size > maxAttributes {
				p.report(a, attributes.Pointer(), fmt.Sprintf("%s sets attributes of %d KB; all of a contact together have room for %d KB. Shorten them.", a.name(), size>>10, maxAttributes>>10))
			}
		}
	},
}
