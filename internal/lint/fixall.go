package lint

import "switchyard.dev/switchyard/internal/flow"

// Applied is a fix that FixAll applied, with the finding that it mended.
type Applied struct {
	Code  string `json:"code"`
	Block string `json:"block"`
	Title string `json:"title"`
}

// FixAll edits the document: it applies the first fix of every finding that
// has one, until none is left. Fixes that ask for a decision are applied only
// when asks is set; findings for which keep answers false stay as they are.
// Run again on what it leaves it changes nothing.
func FixAll(doc *flow.Document, opt Options, asks bool, keep func(*Diagnostic) bool) []Applied {
	var applied []Applied
	seen := map[[4]string]bool{}
	for {
		before := len(applied)
		busy := map[string]bool{}
		found := Run(doc, opt)
		for i := range found {
			d := &found[i]
			fix, ok := d.firstFix(asks)
			key := [4]string{d.Code, d.Path, d.Message, fix.Title}
			// One fix a block and round: the next may be about what this one changed.
			if !ok || busy[d.Block] || seen[key] || keep != nil && !keep(d) {
				continue
			}
			source := doc.String()
			if _, rejected := doc.Apply(fix.Ops); rejected == nil && doc.String() != source {
				seen[key], busy[d.Block] = true, true
				applied = append(applied, Applied{d.Code, d.Block, fix.Title})
			}
		}
		if len(applied) == before {
			return applied
		}
	}
}

func (d *Diagnostic) firstFix(asks bool) (Fix, bool) {
	for _, fix := range d.Fixes {
		if len(fix.Ops) > 0 && (asks || !fix.Asks) {
			return fix, true
		}
	}
	return Fix{}, false
}
