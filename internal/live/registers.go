package live

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// A register is a unit of meaning with one last writer: one parameter, one
// branch's target, one position. Here its name holds the block's token instead
// of its identifier, so a rename changes no register, and an identifier with a
// colon in it cannot be taken for something else.

const (
	contentRegister = "content"
	nameRegister    = "name:" // of a block: what rename_block writes
	blockRegister   = "block:"
)

// related reports whether writing one register changes the other: they are the
// same, or one contains the other. The content contains everything, a block
// its parameters, branches and position, a parameter the ones below it.
func related(a, b string) bool {
	if a == b || a == contentRegister || b == contentRegister {
		return true
	}
	aKind, aRest, _ := strings.Cut(a, ":")
	bKind, bRest, _ := strings.Cut(b, ":")
	aID, aPath, _ := strings.Cut(aRest, ":")
	bID, bPath, _ := strings.Cut(bRest, ":")
	if aID != bID || aRest == "" || bRest == "" || (aKind == "note") != (bKind == "note") {
		return false
	}
	if aKind == "block" || bKind == "block" {
		return true
	}
	return aKind == bKind && (below(aPath, bPath) || below(bPath, aPath))
}

// below reports whether path a lies under path b. Paths are joined with dots;
// a dot inside a member's name only makes the answer more careful.
func below(a, b string) bool {
	return b == "" || a == b || strings.HasPrefix(a, b+".")
}

// registersOf names what one operation writes; op names blocks by token.
func registersOf(op flow.Op) []string {
	if op.Kind == flow.RenameBlock {
		return []string{nameRegister + op.ID}
	}
	return flow.Registers([]flow.Op{op})
}
