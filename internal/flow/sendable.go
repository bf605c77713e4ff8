package flow

import (
	"slices"
	"unicode/utf8"
)

// sendable reports whether JSON carries the operations as they are: half a
// surrogate pair, which a file may hold as an escape, does not survive in
// their strings.
func sendable(ops []Op) bool {
	for i := range ops {
		if !ops[i].sendable() {
			return false
		}
	}
	return true
}

func (op *Op) sendable() bool {
	return utf8.ValidString(op.ID) && allValid(op.IDs) && utf8.ValidString(op.To) &&
		utf8.ValidString(op.Type) && allValid(op.Path) && utf8.ValidString(op.Target) &&
		utf8.ValidString(op.Operator) && allValid(op.Operands) && op.Branch.sendable()
}

func (b *Branch) sendable() bool {
	return b == nil || utf8.ValidString(b.Error) && utf8.ValidString(b.Operator) && allValid(b.Operands)
}

func allValid(texts []string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) })
}
