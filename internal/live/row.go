package live

import (
	"encoding/json"
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// rowMeta is what a log row's registers column holds: what the batch wrote, for
// people and queries, and what replaying an undo needs.
type rowMeta struct {
	Writes []string      `json:"writes"`
	Undoes int64         `json:"undoes,omitempty"`
	Exact  []flow.Splice `json:"exact,omitempty"`
	Base   string        `json:"base,omitempty"`
}

// encodeRow fills the texts of the batch's row.
func encodeRow(b *batch) error {
	ops, err := json.Marshal(b.ops)
	if err != nil {
		return fmt.Errorf("encode operations: %w", err)
	}
	inverse, err := json.Marshal(b.inverse)
	if err != nil {
		return fmt.Errorf("encode the inverse: %w", err)
	}
	writes := flow.Registers(b.ops)
	if writes == nil {
		writes = []string{}
	}
	meta, err := json.Marshal(rowMeta{Writes: writes, Undoes: b.undoes, Exact: b.exact, Base: b.base})
	if err != nil {
		return fmt.Errorf("encode registers: %w", err)
	}
	b.row.Ops, b.row.Inverse, b.row.Registers = ops, inverse, meta
	return nil
}

// decodeRow reads a row of the log.
func decodeRow(row store.LogEntry) (*batch, error) {
	b := &batch{row: row}
	var meta rowMeta
	if strings.HasPrefix(string(row.Registers), "[") {
		row.Registers = json.RawMessage("{}") // a row without operations, as settings have
	}
	for _, part := range []struct {
		name string
		text []byte
		into any
	}{{"ops", row.Ops, &b.ops}, {"inverse", row.Inverse, &b.inverse}, {"registers", row.Registers, &meta}} {
		if err := json.Unmarshal(part.text, part.into); err != nil {
			return nil, fmt.Errorf("%w: row %d of flow %s: %s: %w", errBroken, row.Revision, row.FlowID, part.name, err)
		}
	}
	b.undoes, b.exact, b.base = meta.Undoes, meta.Exact, meta.Base
	return b, nil
}

// replay applies a batch of the log to the content before it. It gives the
// bytes that the room had when it wrote the row.
func (b *batch) replay(doc *flow.Document) error {
	var rejected *flow.Rejection
	if b.base != "" {
		rejected = doc.Undo(flow.Inverse{Ops: b.ops, Exact: b.exact, Base: b.base})
	} else {
		_, rejected = doc.Apply(b.ops)
	}
	if rejected != nil {
		return fmt.Errorf("%w: row %d of flow %s does not apply: %s", errBroken, b.row.Revision, b.row.FlowID, rejected.Message)
	}
	return nil
}
