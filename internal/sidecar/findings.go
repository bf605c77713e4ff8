package sidecar

import (
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// Silenced is a silence with the findings that it hides at present: none when
// they were mended since.
type Silenced struct {
	Silence
	Findings []lint.Diagnostic `json:"findings"`
}

// Part divides what was found in a flow into what is shown and what is
// silenced, and lists every silence at a block that the flow has. An error is always shown: the
// service refuses it whatever people think of it.
func (d Document) Part(doc *flow.Document, found []lint.Diagnostic) (shown []lint.Diagnostic, silenced []Silenced) {
	silenced = []Silenced{}
	if len(d.Silences) == 0 {
		return found, silenced
	}
	at := make(map[[2]string]int, len(d.Silences))
	for _, s := range d.Silences {
		if Has(doc, s.Block) {
			at[[2]string{s.Code, s.Block}] = len(silenced)
			silenced = append(silenced, Silenced{s, []lint.Diagnostic{}})
		}
	}
	shown = make([]lint.Diagnostic, 0, len(found))
	for _, f := range found {
		i, isSilenced := at[[2]string{f.Code, f.Block}]
		if !isSilenced || f.Severity == lint.Error {
			shown = append(shown, f)
			continue
		}
		silenced[i].Findings = append(silenced[i].Findings, f)
	}
	return shown, silenced
}

// Has reports whether a flow has the block of a silence; "" is the flow itself.
func Has(doc *flow.Document, block string) bool {
	_, ok := doc.Action(block)
	return ok || block == ""
}

// Count is how many findings are silenced.
func Count(silenced []Silenced) int {
	n := 0
	for i := range silenced {
		n += len(silenced[i].Findings)
	}
	return n
}
