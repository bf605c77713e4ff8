package live

import "switchyard.dev/switchyard/internal/flow"

// registersOf names what one operation writes. The operation names blocks by
// token, so the registers (flow.Registers describes them) outlive renames;
// renaming writes one of its own, which lies within the block's.
func registersOf(op flow.Op) []string {
	if op.Kind == flow.RenameBlock {
		return []string{"name:" + op.ID}
	}
	return flow.Registers([]flow.Op{op})
}
