package flow

import (
	"encoding/json"
	"slices"
	"strings"
)

// reference is one place that names a block as a target.
type reference struct {
	block  string // whose branch it is; "" for StartAction
	within *value
	it     *item
	branch Branch
	plain  bool // set_target and set_start can write it
}

// back returns the operation that wires the reference to id again. Inverses
// outlive the text: what they hold is copied out of it.
func (r *reference) back(id string) Op {
	if r.block == "" {
		return Op{Kind: SetStart, Target: strings.Clone(id)}
	}
	b := r.branch
	return Op{Kind: SetTarget, ID: strings.Clone(r.block), Branch: &b, Target: strings.Clone(id)}
}

// targetsOf lists the places whose target match accepts. Actions that cannot
// hold one are not opened.
func (e *editor) targetsOf(match func(id string) bool) []reference {
	var out []reference
	if it := e.root.find("StartAction"); it != nil {
		if id, ok := it.val.str(); ok && match(id) {
			out = append(out, reference{within: e.root, it: it, plain: true})
		}
	}
	if e.list == nil {
		return out
	}
	for _, it := range e.list.items {
		if it.val.kind == Object && it.val.mayTarget(match) {
			out = e.branchesOf(out, it.val, match)
		}
	}
	return out
}

// mayTarget looks for a NextAction that matches in text that was not opened.
func (v *value) mayTarget(match func(string) bool) bool {
	if v.opened {
		return true
	}
	t := v.t
	for i := v.i + 1; i < t.nodes[v.i].next; i++ {
		if t.nodes[i].kind != String || !t.keyIs(i, "NextAction") {
			continue
		}
		if id, _ := treeValue(t, i).str(); match(id) {
			return true
		}
	}
	return false
}

func (e *editor) branchesOf(out []reference, a *value, match func(string) bool) []reference {
	id, named := a.identifier()
	named = named && id != "" && e.blocks[id] == a
	transitions := a.member(e.base, "Transitions")
	add := func(entry *value, b Branch, plain bool) {
		if entry == nil || entry.kind != Object {
			return
		}
		entry.open(e.base)
		it := entry.find("NextAction")
		if it == nil {
			return
		}
		if to, ok := it.val.str(); ok && match(to) {
			out = append(out, reference{block: id, within: entry, it: it, branch: b, plain: named && plain})
		}
	}
	add(transitions, Branch{Kind: BranchNext}, true)
	if list := transitions.array(e.base, "Errors"); list != nil {
		seen := map[string]bool{}
		for _, entry := range list.items {
			kind, ok := entry.val.member(e.base, "ErrorType").str()
			add(entry.val, Branch{Kind: BranchError, Error: kind}, ok && kind != "" && !seen[kind])
			seen[kind] = true
		}
	}
	if list := transitions.array(e.base, "Conditions"); list != nil {
		for k, entry := range list.items {
			b, _ := e.conditionBranch(list, k)
			add(entry.val, b, entry.val.kind == Object)
		}
	}
	return out
}

// array returns a member that is an array, open, else nil.
func (v *value) array(base *tree, key string) *value {
	list := v.member(base, key)
	if list == nil || list.kind != Array {
		return nil
	}
	list.open(base)
	return list
}

// unwire sets every target that is in gone to "", StartAction included, and
// returns the operations that wire them again.
func (e *editor) unwire(gone map[string]bool) ([]Op, *Rejection) {
	var undo []Op
	for _, ref := range e.targetsOf(func(id string) bool { return gone[id] }) {
		for v := ref.within; v != nil; v = v.parent {
			if r := e.enter(v, false, ref.block); r != nil {
				return nil, r
			}
		}
		id, _ := ref.it.val.str()
		undo = append(undo, ref.back(id))
		e.whole = e.whole || !ref.plain
		ref.within.set(ref.it, scalar(`""`))
	}
	return undo, nil
}

func scalar(text string) *value { return &value{kind: kindOf(text), text: text} }

func kindOf(text string) Kind {
	switch text[0] {
	case '"':
		return String
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	default:
		return Number
	}
}

// mention remembers that a target may name no block.
func (e *editor) mention(id string) {
	if id != "" && e.dangling != nil {
		e.dangling[id] = true
	}
}

// referrers returns the operations that restore what a removal of the new
// block id would clear although it was there before the block: targets that
// named it already. Blocks of the same batch need none, they go too.
func (e *editor) referrers(id string) []Op {
	if e.dangling == nil {
		e.findDangling()
	}
	if !e.dangling[id] {
		return nil
	}
	var undo []Op
	for _, ref := range e.targetsOf(func(to string) bool { return to == id }) {
		if e.fresher[ref.block] {
			continue
		}
		undo = append(undo, ref.back(id))
		e.whole = e.whole || !ref.plain
	}
	if e.noted(id) || e.descend("Metadata", "ActionMetadata", id) != nil {
		e.whole = true
	}
	return undo
}

// findDangling collects what names a block that is not there.
func (e *editor) findDangling() {
	e.dangling = map[string]bool{}
	collect := func(id string) bool {
		if id != "" && e.blocks[id] == nil {
			e.dangling[id] = true
		}
		return false
	}
	e.targetsOf(collect)
	if entries := e.descend("Metadata", "ActionMetadata"); entries != nil && entries.kind == Object {
		entries.open(e.base)
		for _, it := range entries.items {
			collect(it.key)
		}
	}
	if list := e.descend("Metadata", "Annotations"); list != nil && list.kind == Array {
		list.open(e.base)
		for _, it := range list.items {
			id, _ := it.val.member(e.base, "actionId").str()
			collect(id)
		}
	}
}

// noted reports whether an annotation is attached to id.
func (e *editor) noted(id string) bool {
	list := e.descend("Metadata", "Annotations")
	if list == nil || list.kind != Array {
		return false
	}
	list.open(e.base)
	return slices.ContainsFunc(list.items, func(it *item) bool {
		attached, ok := it.val.member(e.base, "actionId").str()
		return ok && attached == id
	})
}

// renameBlock rewrites every place that names the block.
func (e *editor) renameBlock(op *Op) *Rejection {
	if op.To == "" {
		return badOp(op.ID, "The operation lacks the new identifier.")
	}
	a, r := e.action(op.ID)
	if r != nil {
		return r
	}
	if op.To != op.ID && e.blocks[op.To] != nil {
		return exists(op.To)
	}
	undo := []Op{{Kind: RenameBlock, ID: op.To, To: op.ID}}
	if op.To != op.ID {
		if r := e.renameReferences(a, op.ID, op.To); r != nil {
			return r
		}
	}
	flag := []string{"isFriendlyName"}
	c, r := e.put(e.root, []string{"Metadata", "ActionMetadata", op.To, flag[0]}, 4, parse("true"), op.To)
	if r != nil {
		return r
	}
	if c.had {
		undo = append(undo, Op{Kind: SetMetadata, ID: op.ID, Path: flag, Value: json.RawMessage(c.old)})
	} else {
		undo = append(undo, Op{Kind: ClearMetadata, ID: op.ID, Path: flag, Prune: 4 - c.made})
	}
	e.undoes(undo...)
	return nil
}

func (e *editor) renameReferences(a *value, from, to string) *Rejection {
	if e.dangling == nil {
		e.findDangling()
	}
	// What named the new identifier before would be renamed back with it.
	e.whole = e.whole || e.dangling[to] || e.twice[from] || e.strayMention(to)
	if r := e.renameMetadata(from, to); r != nil {
		return r
	}
	text := string(appendQuoted(nil, to, e.style.escape))
	places := e.targetsOf(func(id string) bool { return id == from })
	places = append(places, reference{block: from, within: a, it: a.find("Identifier")})
	if list := e.descend("Metadata", "Annotations"); list != nil && list.kind == Array {
		list.open(e.base)
		for _, it := range list.items {
			if id, ok := it.val.member(e.base, "actionId").str(); ok && id == from {
				places = append(places, reference{within: it.val, it: it.val.find("actionId")})
			}
		}
	}
	for _, ref := range places {
		for v := ref.within; v != nil; v = v.parent {
			if r := e.enter(v, false, ref.block); r != nil {
				return r
			}
		}
		ref.within.set(ref.it, scalar(text))
	}
	delete(e.blocks, from)
	e.blocks[to] = a
	if e.fresher[from] {
		delete(e.fresher, from)
		e.fresher[to] = true
	}
	if e.twice[from] {
		delete(e.twice, from)
		e.blocks = nil // another action has the name still: index anew
		return e.actions(from)
	}
	return nil
}

// renameMetadata renames the block's entry of ActionMetadata and the values of
// children and fragments of all entries. An entry that had the new name
// without a block gives way.
func (e *editor) renameMetadata(from, to string) *Rejection {
	entries := e.descend("Metadata", "ActionMetadata")
	if entries == nil || entries.kind != Object {
		return nil
	}
	entries.open(e.base)
	if it := entries.find(from); it != nil {
		for v := entries; v != nil; v = v.parent {
			if r := e.enter(v, true, from); r != nil {
				return r
			}
		}
		if stray := entries.find(to); stray != nil {
			entries.removeOne(stray)
		}
		entries.rekey(it, to, appendQuoted(nil, to, e.style.escape))
	}
	for _, it := range entries.items {
		for _, key := range [...]string{"children", "fragments"} {
			if !it.val.holds(from) {
				break
			}
			if r := e.renameStrings(it.val.member(e.base, key), from, to); r != nil {
				return r
			}
		}
	}
	return nil
}

// holds reports whether a string in the value equals s.
func (v *value) holds(s string) bool {
	if v.opened {
		return slices.ContainsFunc(v.items, func(it *item) bool { return it.val.holds(s) })
	}
	if v.t == nil {
		text, ok := v.str()
		return ok && text == s
	}
	for i := v.i; i < v.t.nodes[v.i].next; i++ {
		if v.t.nodes[i].kind != String {
			continue
		}
		if text, _ := treeValue(v.t, i).str(); text == s {
			return true
		}
	}
	return false
}

// strayMention reports whether a block's metadata hold the name id.
func (e *editor) strayMention(id string) bool {
	entries := e.descend("Metadata", "ActionMetadata")
	if entries == nil || entries.kind != Object {
		return false
	}
	entries.open(e.base)
	return slices.ContainsFunc(entries.items, func(it *item) bool { return it.val.holds(id) })
}

// renameStrings renames the strings in a value, however deep they stand.
func (e *editor) renameStrings(v *value, from, to string) *Rejection {
	if v == nil {
		return nil
	}
	if id, ok := v.str(); ok {
		if id != from {
			return nil
		}
		for up := v.parent; up != nil; up = up.parent {
			if r := e.enter(up, false, from); r != nil {
				return r
			}
		}
		v.parent.set(v.holder, scalar(string(appendQuoted(nil, to, e.style.escape))))
		return nil
	}
	if v.kind != Object && v.kind != Array {
		return nil
	}
	v.open(e.base)
	for _, it := range v.items {
		if r := e.renameStrings(it.val, from, to); r != nil {
			return r
		}
	}
	return nil
}
