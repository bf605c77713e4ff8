package diff

import (
	"encoding/json"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// rounds bounds how often what is left is looked at again: blocks are renamed
// and removed first, then changed, then what followed from that is put right.
const rounds = 4

// Ops returns operations that make the newer flow of the older one: applied to
// it, Compare finds nothing between the result and the newer flow, but for its
// name, status and hash, which no operation writes. What operations can't say
// (a part of an action that the flow language does not know, an old export)
// is one Replace. Nothing is nil.
func Ops(old, now *flow.Document) []flow.Op {
	if !old.Editable() || !now.Editable() {
		if old.String() == now.String() {
			return nil
		}
		return replaced(now)
	}
	var all []flow.Op
	doc := flow.ParseString(old.String())
	for range rounds {
		step, ok := nextOps(doc, now)
		if !ok {
			return replaced(now)
		}
		if len(step) == 0 {
			return all
		}
		if _, rejection := doc.Apply(step); rejection != nil {
			return replaced(now)
		}
		all = append(all, step...)
	}
	if left, ok := nextOps(doc, now); !ok || len(left) > 0 {
		return replaced(now)
	}
	return all
}

func replaced(now *flow.Document) []flow.Op {
	return []flow.Op{{Kind: flow.Replace, Text: now.String()}}
}

// nextOps turns what differs into operations; not ok when there are none for
// it. While blocks are renamed or removed it says no more: the rest is
// compared when identifiers agree.
func nextOps(doc, now *flow.Document) (ops []flow.Op, ok bool) {
	r := Compare(doc, now)
	for i := range r.Changes {
		switch c := &r.Changes[i]; c.Kind {
		case Removed:
			ops = append(ops, flow.Op{Kind: flow.RemoveBlocks, IDs: []string{c.Block}})
		case Renamed:
			ops = append(ops, flow.Op{Kind: flow.RenameBlock, ID: stringOf(c.Old), To: c.Block})
		}
	}
	if len(ops) > 0 {
		slices.SortStableFunc(ops, func(a, b flow.Op) int { return strings.Compare(string(a.Kind), string(b.Kind)) }) // removals first
		return ops, true
	}
	for i := range r.Changes {
		step, ok := changeOps(&r.Changes[i], now)
		if !ok {
			return nil, false
		}
		ops = append(ops, step...)
	}
	for i := range r.Moved {
		ops = append(ops, moveOps(&r.Moved[i])...)
	}
	return ops, len(r.Problems) == 0
}

func changeOps(c *Change, now *flow.Document) ([]flow.Op, bool) {
	path := flow.PointerParts(c.Path)
	switch c.Kind {
	case Added:
		return addOps(c, now), true
	case TypeChanged:
		return []flow.Op{{Kind: flow.SetType, ID: c.Block, Type: stringOf(c.New)}}, true
	case StartChanged:
		return []flow.Op{{Kind: flow.SetStart, Target: stringOf(c.New)}}, true
	case ParameterChanged:
		return valueOp(flow.SetParameter, flow.ClearParameter, c.Block, path, c.New)
	case MetadataChanged:
		return valueOp(flow.SetMetadata, flow.ClearMetadata, c.Block, path, c.New)
	case FlowChanged:
		if len(path) > 1 && path[0] == "Metadata" {
			if slices.Contains([]string{"name", "status", "hash"}, path[1]) {
				return nil, true // no operation writes these
			}
			return valueOp(flow.SetMetadata, flow.ClearMetadata, "", path, c.New)
		}
	case Rewired, BranchAdded, BranchRemoved:
		return []flow.Op{branchOp(c, now)}, true
	case Reordered:
		return orderOps(c.Block, now), true
	case NoteAdded:
		return []flow.Op{{Kind: flow.AddNote, ID: c.Note, Value: c.New}}, true
	case NoteRemoved:
		return []flow.Op{{Kind: flow.RemoveNote, ID: c.Note}}, true
	case NoteChanged:
		return []flow.Op{{Kind: flow.SetNote, ID: c.Note, Path: path, Value: c.New}}, c.New != nil && len(path) > 0
	}
	return nil, false
}

// valueOp sets or clears what lies below the first part of a path.
func valueOp(set, clear flow.OpKind, id string, path []string, value json.RawMessage) ([]flow.Op, bool) {
	if len(path) < 2 {
		return nil, false
	}
	if value == nil {
		return []flow.Op{{Kind: clear, ID: id, Path: path[1:]}}, true
	}
	return []flow.Op{{Kind: set, ID: id, Path: path[1:], Value: value}}, true
}

func addOps(c *Change, now *flow.Document) []flow.Op {
	op := flow.Op{Kind: flow.AddBlock, ID: c.Block, Action: c.New}
	if a, ok := now.Action(c.Block); ok {
		op.Index = &a.Index
		if a.Metadata.Exists() {
			op.Metadata = json.RawMessage(a.Metadata.Raw())
		}
	}
	return []flow.Op{op}
}

func branchOp(c *Change, now *flow.Document) flow.Op {
	b := c.Branch
	op := flow.Op{Kind: flow.SetTarget, ID: c.Block, Branch: b, Target: stringOf(c.New)}
	switch {
	case c.Kind == BranchRemoved && b.Kind == flow.BranchCondition:
		return flow.Op{Kind: flow.RemoveCondition, ID: c.Block, Branch: b}
	case c.Kind == BranchRemoved:
		return flow.Op{Kind: flow.RemoveBranch, ID: c.Block, Branch: b}
	case c.Kind == BranchAdded && b.Kind == flow.BranchCondition:
		op = flow.Op{Kind: flow.AddCondition, ID: c.Block, Operator: b.Operator, Operands: b.Operands, Target: op.Target}
	}
	if c.Kind == BranchAdded && b.Kind != flow.BranchNext {
		op.Index = indexOf(c.Block, b, now)
	}
	return op
}

// indexOf is where a branch stands in its list.
func indexOf(block string, b *flow.Branch, now *flow.Document) *int {
	at := 0
	for _, name := range branchesOf(block, b.Kind, now) {
		if name.Error == b.Error && name.Operator == b.Operator && slices.Equal(name.Operands, b.Operands) && name.Nth == b.Nth {
			return &at
		}
		at++
	}
	return nil
}

func branchesOf(id string, kind flow.BranchKind, now *flow.Document) []flow.Branch {
	a, ok := now.Action(id)
	if !ok {
		return nil
	}
	var read block
	read.readTransitions(a.Transitions)
	var names []flow.Branch
	for _, br := range read.branches {
		if br.name.Kind == kind {
			names = append(names, br.name)
		}
	}
	return names
}

// orderOps puts conditions into the order that they have in the newer flow.
func orderOps(block string, now *flow.Document) []flow.Op {
	var ops []flow.Op
	for i, name := range branchesOf(block, flow.BranchCondition, now) {
		ops = append(ops, flow.Op{Kind: flow.MoveCondition, ID: block, Branch: &name, Index: &i})
	}
	return ops
}

// moveOps writes a position as the file has it.
func moveOps(m *Move) []flow.Op {
	place := "position"
	if m.Block == "" && m.Note == "" {
		place = "entryPointPosition"
	}
	switch x, y, plain := coordinates(m.New); {
	case m.Note != "":
		return []flow.Op{{Kind: flow.SetNote, ID: m.Note, Path: []string{place}, Value: m.New}}
	case plain:
		return []flow.Op{{Kind: flow.MoveBlock, ID: m.Block, X: x, Y: y}}
	case m.New == nil:
		return []flow.Op{{Kind: flow.ClearMetadata, ID: m.Block, Path: []string{place}}}
	}
	return []flow.Op{{Kind: flow.SetMetadata, ID: m.Block, Path: []string{place}, Value: m.New}}
}

// coordinates reads a position that a move can write: two whole numbers and
// nothing else.
func coordinates(position json.RawMessage) (x, y int, ok bool) {
	var at map[string]int
	if json.Unmarshal(position, &at) != nil || len(at) != 2 {
		return 0, 0, false
	}
	x, hasX := at["x"]
	y, hasY := at["y"]
	return x, y, hasX && hasY
}

func stringOf(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s) // what is no string is compared again, and replaced
	return s
}
