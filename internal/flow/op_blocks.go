package flow

import (
	"encoding/json"
	"slices"
	"strings"
)

// actions opens Actions and indexes its blocks. list stays nil when the
// document has none.
func (e *editor) actions(block string) *Rejection {
	if e.blocks != nil {
		return nil
	}
	if r := e.enter(e.root, true, block); r != nil {
		return r
	}
	blocks := map[string]*value{}
	it := e.root.find("Actions")
	if it != nil {
		if it.val.kind != Array {
			return reject(RejectUnknownPath, block, "Actions is no array, so the blocks cannot be edited.")
		}
		e.list = it.val
		e.list.open(e.base)
		for _, entry := range e.list.items {
			id, ok := entry.val.identifier()
			if !ok {
				continue
			}
			if blocks[id] != nil {
				e.markTwice(id)
				continue
			}
			blocks[id] = entry.val
		}
	}
	e.blocks = blocks
	return nil
}

func (e *editor) markTwice(id string) {
	if e.twice == nil {
		e.twice = map[string]bool{}
	}
	e.twice[id] = true
}

// identifier reads an action's Identifier without opening it.
func (v *value) identifier() (string, bool) {
	if v.kind != Object {
		return "", false
	}
	if v.opened {
		if it := v.find("Identifier"); it != nil {
			return it.val.str()
		}
		return "", false
	}
	m := v.t.member(v.i, "Identifier")
	if m < 0 {
		return "", false
	}
	return treeValue(v.t, m).str()
}

// action finds a block and opens it for an edit.
func (e *editor) action(id string) (*value, *Rejection) {
	a, r := e.lookup(id)
	if r == nil {
		r = e.enter(a, true, id)
	}
	return a, r
}

// lookup finds a block without opening it.
func (e *editor) lookup(id string) (*value, *Rejection) {
	if id == "" {
		return nil, badOp("", "The operation names no block.")
	}
	if r := e.actions(id); r != nil {
		return nil, r
	}
	a := e.blocks[id]
	if a == nil {
		return nil, unknownBlock(id)
	}
	return a, nil
}

func unknownBlock(id string) *Rejection {
	return reject(RejectUnknownBlock, id, "There is no block %q in this flow (any more).", id)
}

func (e *editor) addBlock(op *Op) *Rejection {
	if op.ID == "" {
		return badOp("", "The operation names no block.")
	}
	action, r := argument(op.Action, "action", op.ID)
	if r != nil {
		return r
	}
	if id, ok := treeValue(action, 0).identifier(); !ok || id != op.ID {
		return badOp(op.ID, "The action's Identifier must be %q.", op.ID)
	}
	var metadata *tree
	if len(op.Metadata) > 0 {
		if metadata, r = argument(op.Metadata, "metadata", op.ID); r != nil {
			return r
		}
		if metadata.nodes[0].kind != Object {
			return badOp(op.ID, "A block's metadata must be an object.")
		}
	}
	if op.Index != nil && *op.Index < 0 {
		return badOp(op.ID, "The index must not be negative.")
	}
	if r := e.actions(op.ID); r != nil {
		return r
	}
	if e.blocks[op.ID] != nil {
		return exists(op.ID)
	}
	if r := e.fits(e.root, 1+action.depth, op.ID); r != nil {
		return r
	}
	undo := append([]Op{{Kind: RemoveBlocks, IDs: []string{op.ID}}}, e.referrers(op.ID)...)
	if metadata != nil {
		c, r := e.put(e.root, []string{"Metadata", "ActionMetadata", op.ID}, 3, metadata, op.ID)
		if r != nil {
			return r
		}
		e.whole = e.whole || c.had
		undo[0].Prune = max(3-c.made, 0)
	}
	e.whole = e.whole || e.list == nil
	e.insertAction(op.ID, op.Index, action)
	e.undoes(undo...)
	return nil
}

func exists(id string) *Rejection {
	return reject(RejectIdentifierExists, id, "There is a block %q already. Choose another identifier.", id)
}

func (e *editor) insertAction(id string, index *int, action *tree) {
	if e.list == nil {
		it := e.insertMember(e.root, "Actions", parse("[]"))
		e.list = it.val
		e.list.open(e.base)
	}
	k := len(e.list.items)
	if index != nil {
		k = min(*index, k)
	}
	e.blocks[id] = e.insert(e.list, k, "", action).val
	if e.fresher == nil {
		e.fresher = map[string]bool{}
	}
	e.fresher[id] = true
}

func (e *editor) removeBlocks(op *Op) *Rejection {
	if len(op.IDs) == 0 {
		return badOp("", "The operation names no blocks.")
	}
	if r := e.actions(op.IDs[0]); r != nil {
		return r
	}
	gone := make(map[string]bool, len(op.IDs))
	for _, id := range op.IDs {
		if id == "" {
			return badOp("", "The operation names no block.")
		}
		if e.blocks[id] == nil {
			return unknownBlock(id)
		}
		gone[id] = true
		e.whole = e.whole || e.twice[id]
	}
	kept, r := e.dropMetadata(gone, op.Prune)
	if r != nil {
		return r
	}
	notes, r := e.dropNotes(gone)
	if r != nil {
		return r
	}
	undo := e.dropActions(gone, kept)
	targets, r := e.unwire(gone)
	if r != nil {
		return r
	}
	e.undoes(slices.Concat(undo, targets, notes)...)
	return nil
}

// dropActions takes the actions out and returns the operations that put them
// back with their metadata, lowest index first.
func (e *editor) dropActions(gone map[string]bool, metadata map[string]string) []Op {
	var undo []Op
	out := make(map[*item]bool, len(gone))
	for k, it := range e.list.items {
		id, ok := it.val.identifier()
		if !ok || !gone[id] {
			continue
		}
		out[it] = true
		back := Op{Kind: AddBlock, ID: strings.Clone(id), Action: json.RawMessage(it.val.source()), Index: &k}
		if m, had := metadata[id]; had {
			back.Metadata = json.RawMessage(m)
		}
		undo = append(undo, back)
		delete(e.blocks, id)
		delete(e.fresher, id)
		delete(e.twice, id)
	}
	e.list.remove(func(it *item) bool { return out[it] })
	return undo
}

// dropMetadata removes the blocks' entries of ActionMetadata, and prune of the
// containers around them, and returns their texts.
func (e *editor) dropMetadata(gone map[string]bool, prune int) (map[string]string, *Rejection) {
	entries := e.descend("Metadata", "ActionMetadata")
	if entries == nil || entries.kind != Object {
		return nil, nil
	}
	texts := map[string]string{}
	if !entries.opened && !entries.hasMember(gone) {
		return nil, nil
	}
	for v := entries; v != nil; v = v.parent {
		if r := e.enter(v, true, ""); r != nil {
			return nil, r
		}
	}
	entries.remove(func(it *item) bool {
		if !gone[it.key] {
			return false
		}
		texts[it.key] = it.val.source()
		e.whole = e.whole || it.val.kind != Object
		return true
	})
	if len(texts) > 0 {
		entries.prune(prune)
	}
	return texts, nil
}

// descend follows members from the root without asking whether they may be
// edited.
func (e *editor) descend(path ...string) *value {
	at := e.root
	for _, key := range path {
		if at.kind != Object {
			return nil
		}
		at.open(e.base)
		it := at.find(key)
		if it == nil {
			return nil
		}
		at = it.val
	}
	return at
}

func (v *value) hasMember(names map[string]bool) bool {
	n := &v.t.nodes[v.i]
	for c := v.i + 1; c < n.next; c = v.t.nodes[c].next {
		if names[v.t.key(c)] {
			return true
		}
	}
	return false
}

// dropNotes removes the annotations attached to the blocks.
func (e *editor) dropNotes(gone map[string]bool) ([]Op, *Rejection) {
	list := e.descend("Metadata", "Annotations")
	if list == nil || list.kind != Array {
		return nil, nil
	}
	list.open(e.base)
	var undo []Op
	out := map[*item]bool{}
	for k, it := range list.items {
		attached, ok := it.val.member(e.base, "actionId").str()
		if !ok || !gone[attached] {
			continue
		}
		id, named := it.val.member(e.base, "id").str()
		e.whole = e.whole || !named || id == ""
		out[it] = true
		undo = append(undo, Op{Kind: AddNote, ID: strings.Clone(id), Value: json.RawMessage(it.val.source()), Index: &k})
	}
	if len(out) == 0 {
		return nil, nil
	}
	for v := list.parent; v != nil; v = v.parent {
		if r := e.enter(v, true, ""); r != nil {
			return nil, r
		}
	}
	e.whole = e.whole || e.sharedNames(list, out)
	list.remove(func(it *item) bool { return out[it] })
	return undo, nil
}

// sharedNames reports whether a note among those on their way out has the id
// of another one: add_note could not bring it back.
func (e *editor) sharedNames(list *value, out map[*item]bool) bool {
	ids := make(map[string]int, len(list.items))
	for _, it := range list.items {
		id, _ := it.val.member(e.base, "id").str()
		ids[id]++
	}
	for it := range out {
		if id, _ := it.val.member(e.base, "id").str(); ids[id] > 1 {
			return true
		}
	}
	return false
}

// member returns an object's member, nil when there is none.
func (v *value) member(base *tree, key string) *value {
	if v == nil || v.kind != Object {
		return nil
	}
	v.open(base)
	if it := v.find(key); it != nil {
		return it.val
	}
	return nil
}

func (e *editor) setType(op *Op) *Rejection {
	if op.Type == "" {
		return badOp(op.ID, "The operation names no type.")
	}
	a, r := e.action(op.ID)
	if r != nil {
		return r
	}
	c, r := e.put(a, []string{"Type"}, 1, quotedTree(op.Type), op.ID)
	if r != nil {
		return r
	}
	old, ok := stringText(c.old)
	e.whole = e.whole || !c.had || !ok || old == ""
	e.undoes(Op{Kind: SetType, ID: op.ID, Type: old})
	return nil
}

func (e *editor) setStart(op *Op) *Rejection {
	c, r := e.put(e.root, []string{"StartAction"}, 1, quotedTree(op.Target), "")
	if r != nil {
		return r
	}
	old, ok := stringText(c.old)
	e.whole = e.whole || !c.had || !ok
	e.mention(op.Target)
	e.undoes(Op{Kind: SetStart, Target: old})
	return nil
}

func quotedTree(s string) *tree { return parse(string(appendQuoted(nil, s, false))) }

// stringText decodes the text of a value if it is a string.
func stringText(raw string) (string, bool) {
	if raw == "" || raw[0] != '"' {
		return "", false
	}
	return decodeString(raw), true
}
