package live

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// names gives every block a token that outlives renames: registers and undo
// speak of tokens, operations of identifiers. A token is made up when an
// identifier is first seen.
type names struct {
	token map[string]string // identifier now → token
	id    map[string]string // token → identifier, the last one when the block is gone
	made  int
	sort  string // what tokens made up here start with
}

func newNames() *names {
	return &names{token: map[string]string{}, id: map[string]string{}, sort: "#"}
}

// asOf returns names that know only the given tokens. What else is asked for
// gets a token that no block has.
func asOf(tokens map[string]string) *names {
	n := newNames()
	n.sort = "?"
	maps.Copy(n.token, tokens)
	for id, t := range tokens {
		n.id[t] = id
	}
	return n
}

func (n *names) of(id string) string {
	if id == "" {
		return ""
	}
	if t, ok := n.token[id]; ok {
		return t
	}
	n.made++
	t := n.sort + strconv.Itoa(n.made)
	n.token[id], n.id[t] = t, id
	return t
}

// rename moves a token to another identifier. What the old identifier names
// afterwards is somebody new.
func (n *names) rename(from, to string) {
	t := n.of(from)
	delete(n.token, from)
	n.token[to], n.id[t] = t, to
}

// tokenized returns ops naming blocks by token, following the renames among
// them, and leaves n as it is after them.
func (n *names) tokenized(ops []flow.Op) []flow.Op {
	out := make([]flow.Op, len(ops))
	for i, op := range ops {
		out[i] = mapIDs(op, n.of)
		if op.Kind == flow.RenameBlock {
			n.rename(op.ID, op.To)
		}
	}
	return out
}

// namesBlock reports whether the operation's ID is a block's identifier.
func namesBlock(kind flow.OpKind) bool {
	switch kind {
	case flow.AddNote, flow.SetNote, flow.RemoveNote, flow.SetStart, flow.Replace, flow.RemoveBlocks:
		return false
	}
	return true
}

// mapIDs replaces the identifiers of blocks in the operation's plain members.
// What an added block's JSON says is left to retargetAdded.
func mapIDs(op flow.Op, to func(string) string) flow.Op {
	if namesBlock(op.Kind) && op.ID != "" {
		op.ID = to(op.ID)
	}
	if len(op.IDs) > 0 {
		ids := make([]string, len(op.IDs))
		for i, id := range op.IDs {
			ids[i] = to(id)
		}
		op.IDs = ids
	}
	if op.Target != "" {
		op.Target = to(op.Target)
	}
	return op
}

// added reads the action of an add_block operation. The document around it is
// there so that it is read and edited by the rules of package flow.
func added(op flow.Op) (*flow.Document, flow.Action, bool) {
	doc := flow.ParseString(`{"StartAction":"","Actions":[` + string(op.Action) + `]}`)
	list := doc.Actions()
	if len(list) != 1 {
		return doc, flow.Action{}, false
	}
	return doc, list[0], true
}

// eachTarget calls fn for every branch that leads somewhere.
func eachTarget(a flow.Action, fn func(b flow.Branch, target string)) {
	if a.Next.ID != "" {
		fn(flow.Branch{Kind: flow.BranchNext}, a.Next.ID)
	}
	for _, e := range a.Errors {
		if e.ID != "" {
			fn(flow.Branch{Kind: flow.BranchError, Error: e.Type}, e.ID)
		}
	}
	seen := map[string]int{}
	for _, c := range a.Conditions {
		b := flow.Branch{Kind: flow.BranchCondition, Operator: c.Operator}
		for _, o := range c.Operands {
			b.Operands = append(b.Operands, o.Text())
		}
		key := strings.Join(append([]string{c.Operator}, b.Operands...), "\x00")
		b.Nth = seen[key]
		seen[key]++
		if c.ID != "" {
			fn(b, c.ID)
		}
	}
}

// retargetAdded replaces where an added block's branches lead. The action's
// text stays as it is when nothing differs.
func retargetAdded(op flow.Op, target func(string) string) flow.Op {
	doc, a, ok := added(op)
	if !ok {
		return op
	}
	var edits []flow.Op
	eachTarget(a, func(b flow.Branch, t string) {
		if now := target(t); now != t {
			edits = append(edits, flow.Op{Kind: flow.SetTarget, ID: a.ID, Branch: &b, Target: now})
		}
	})
	if len(edits) == 0 {
		return op
	}
	if _, rejected := doc.Apply(edits); rejected == nil {
		op.Action = json.RawMessage(doc.Actions()[0].Node.Raw())
	}
	return op
}

// addedTargets lists where an added block's branches lead.
func addedTargets(op flow.Op) []string {
	_, a, ok := added(op)
	if !ok {
		return nil
	}
	var out []string
	eachTarget(a, func(_ flow.Branch, target string) { out = append(out, target) })
	return out
}
