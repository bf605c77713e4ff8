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
		used := usage{}
		found := Run(doc, opt)
		for i := range found {
			d := &found[i]
			fix, ok := d.firstFix(asks)
			key := [4]string{d.Code, d.Path, d.Message, fix.Title}
			if !ok || seen[key] || keep != nil && !keep(d) || used.clashes(fix.Ops) {
				continue
			}
			source := doc.String()
			if _, rejected := doc.Apply(fix.Ops); rejected == nil && doc.String() != source {
				seen[key] = true
				used.note(fix.Ops)
				applied = append(applied, Applied{d.Code, d.Block, fix.Title})
			}
		}
		if len(applied) == before || len(applied) > maxFindings {
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

// usage is how the fixes of one round used each block. A later fix of the
// round was worked out before them: it must not build on what they changed,
// nor take away what they lead to.
type usage map[string]use

type use uint8

// wholeText stands for all blocks in a usage; no block is called so.
const wholeText = ""

const (
	leadsTo use = 1 << iota
	changes
	removes
)

func (u usage) note(ops []flow.Op) {
	eachUse(ops, func(id string, how use) { u[id] |= how })
}

func (u usage) clashes(ops []flow.Op) bool {
	// A whole text was worked out from the text as it was.
	found := u[wholeText]&changes != 0 || ops[0].Kind == flow.Replace && len(u) > 0
	eachUse(ops, func(id string, how use) {
		before := u[id]
		found = found || before != 0 && (how != leadsTo || before&removes != 0) && (how == removes || before != leadsTo)
	})
	return found
}

func eachUse(ops []flow.Op, visit func(id string, how use)) {
	for i := range ops {
		op := &ops[i]
		switch op.Kind {
		case flow.RemoveBlocks:
			for _, id := range op.IDs {
				visit(id, removes)
			}
			continue
		case flow.Replace:
			visit(wholeText, changes)
			continue
		case flow.RenameBlock:
			visit(op.ID, removes)
			visit(op.To, changes)
			continue
		}
		if op.ID != "" {
			visit(op.ID, changes)
		}
		if op.Target != "" {
			visit(op.Target, leadsTo)
		}
	}
}
