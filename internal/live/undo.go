package live

import (
	"crypto/sha256"
	"encoding/hex"

	"switchyard.dev/switchyard/internal/flow"
)

// maxDropped bounds how often an undo is tried again with one operation less.
const maxDropped = 64

// undone is what an undo came to.
type undone struct {
	ops     []flow.Op
	inverse flow.Inverse
	exact   []flow.Splice
	base    string
	skipped int
}

// undo takes back what batch t wrote, as far as its values still stand, and
// changes doc. Operations of the inverse whose registers have another writer
// now are left out; so are those that do not apply any more.
func (h *history) undo(doc *flow.Document, t *batch) (undone, *flow.Rejection) {
	leave := h.overwritten(t)
	if len(leave) == 0 {
		if u, ok := undoAtOnce(doc, t); ok {
			return u, nil
		}
	}
	for range maxDropped {
		if len(leave) == len(t.inverse.Ops) {
			break
		}
		ops, index := h.plan(doc, t, leave)
		inverse, rejected := doc.Apply(ops)
		if rejected == nil {
			return undone{ops: ops, inverse: inverse, skipped: len(leave)}, nil
		}
		leave[index[rejected.Op]] = true
	}
	return undone{}, reject(RejectSuperseded, "Others have changed the same things since, so there is nothing left to undo.")
}

// overwritten returns the indexes of the inverse's operations that would
// change something written by another batch since.
func (h *history) overwritten(t *batch) map[int]bool {
	leave := map[int]bool{}
	changed := h.changedSince(t.row.Revision)
	if len(changed) == 0 {
		return leave
	}
	for i, op := range asOf(t.tokens).tokenized(t.inverse.Ops) {
		for _, mine := range registersOf(op) {
			for other := range changed {
				if flow.Overlaps(mine, other) {
					leave[i] = true
				}
			}
		}
	}
	return leave
}

// undoAtOnce restores the bytes from before the batch. It works while the text
// is still the one that the batch left. Its operations come to the same flow:
// they are what everybody is told.
func undoAtOnce(doc *flow.Document, t *batch) (undone, bool) {
	if t.inverse.Base == "" || hashOf(doc) != t.inverse.Base {
		return undone{}, false
	}
	ops, inverse, rejected := doc.UndoWithInverse(t.inverse)
	if rejected != nil {
		return undone{}, false
	}
	return undone{ops: ops, inverse: inverse, exact: t.inverse.Exact, base: t.inverse.Base}, true
}

func hashOf(doc *flow.Document) string {
	sum := sha256.Sum256(doc.Bytes())
	return hex.EncodeToString(sum[:])
}

// plan writes the inverse of t, without the operations to leave, in the
// identifiers of now, and wires to nothing what would lead to a block that is
// gone. index tells for each operation which one of the inverse it is.
func (h *history) plan(doc *flow.Document, t *batch, leave map[int]bool) (ops []flow.Op, index []int) {
	then := asOf(t.tokens)
	renamed := map[string]string{} // token → the identifier that this undo gives
	present := map[string]bool{}   // blocks that this undo brings or takes away
	now := func(id string) string {
		token := then.of(id)
		if to, ok := renamed[token]; ok {
			return to
		}
		if to, ok := h.names.id[token]; ok {
			return to
		}
		return id
	}
	for i, op := range t.inverse.Ops {
		if leave[i] {
			if op.Kind == flow.RenameBlock {
				token := then.of(op.ID)
				then.rename(op.ID, op.To)
				renamed[token] = h.nameOf(token, op.ID)
			}
			continue
		}
		out := mapIDs(op, now)
		switch op.Kind {
		case flow.AddBlock:
			present[out.ID] = true
		case flow.RemoveBlocks:
			for _, id := range out.IDs {
				present[id] = false
			}
		case flow.RenameBlock:
			token := then.of(op.ID)
			then.rename(op.ID, op.To)
			renamed[token] = op.To
			present[op.To] = true
		}
		ops, index = append(ops, out), append(index, i)
	}
	there := func(id string) bool {
		if known, ok := present[id]; ok {
			return known
		}
		_, exists := doc.Action(id)
		return exists
	}
	for i, op := range ops {
		ops[i] = unwireMissing(op, now, there)
	}
	return ops, index
}

func (h *history) nameOf(token, otherwise string) string {
	if id, ok := h.names.id[token]; ok {
		return id
	}
	return otherwise
}

// unwireMissing clears the targets that are not there (any more).
func unwireMissing(op flow.Op, now func(string) string, there func(string) bool) flow.Op {
	switch op.Kind {
	case flow.SetTarget, flow.SetStart, flow.AddCondition:
		if op.Target != "" && !there(op.Target) {
			op.Target = ""
		}
	case flow.AddBlock:
		return retargetAdded(op, func(id string) string {
			if to := now(id); there(to) {
				return to
			}
			return ""
		})
	}
	return op
}
