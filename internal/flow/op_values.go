package flow

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
)

func itoa(i int) string { return strconv.Itoa(i) }

func (e *editor) setParameter(op *Op) *Rejection {
	t, r := op.pathAndValue()
	if r != nil {
		return r
	}
	a, r := e.action(op.ID)
	if r != nil {
		return r
	}
	c, r := e.put(a, slices.Concat([]string{"Parameters"}, op.Path), 2, t, op.ID)
	if r == nil {
		e.undoes(c.undo(op, SetParameter, ClearParameter, 1))
	}
	return r
}

func (e *editor) clearParameter(op *Op) *Rejection {
	if len(op.Path) == 0 {
		return badOp(op.ID, "The operation lacks its path.")
	}
	a, r := e.action(op.ID)
	if r != nil {
		return r
	}
	old, array, r := e.cut(a, slices.Concat([]string{"Parameters"}, op.Path), 2, op.Prune, op.ID)
	if r == nil {
		e.undoes(restore(op, SetParameter, old, array))
	}
	return r
}

func (op *Op) pathAndValue() (*tree, *Rejection) {
	if len(op.Path) == 0 {
		return nil, badOp(op.ID, "The operation lacks its path.")
	}
	return argument(op.Value, "value", op.ID)
}

// undo returns what takes a put back; prefix is how many parts of its path the
// operation does not show. Containers that these parts name go by pruning.
func (c change) undo(op *Op, set, clear OpKind, prefix int) Op {
	if c.had {
		return Op{Kind: set, ID: op.ID, Path: op.Path, Value: json.RawMessage(c.old)}
	}
	return Op{Kind: clear, ID: op.ID, Path: op.Path[:max(c.made-prefix, 1)], Prune: max(prefix+1-c.made, 0)}
}

// restore returns what takes a cut back.
func restore(op *Op, set OpKind, old, array string) Op {
	if array != "" {
		return Op{Kind: set, ID: op.ID, Path: op.Path[:len(op.Path)-1], Value: json.RawMessage(array)}
	}
	return Op{Kind: set, ID: op.ID, Path: op.Path, Value: json.RawMessage(old)}
}

// metadataPath returns where a metadata operation works, from the root, and
// how many containers on the way must be objects.
func (e *editor) metadataPath(op *Op) (path []string, prefix int, r *Rejection) {
	if len(op.Path) == 0 {
		return nil, 0, badOp(op.ID, "The operation lacks its path.")
	}
	if op.ID == "" {
		switch op.Path[0] {
		case "name", "status", "hash":
			return nil, 0, reject(RejectNotEditable, "", "Metadata.%s is kept as the file has it.", op.Path[0])
		}
		return slices.Concat([]string{"Metadata"}, op.Path), 1, nil
	}
	if _, r := e.lookup(op.ID); r != nil {
		return nil, 0, r
	}
	return slices.Concat([]string{"Metadata", "ActionMetadata", op.ID}, op.Path), 3, nil
}

func (e *editor) setMetadata(op *Op) *Rejection {
	t, r := op.pathAndValue()
	if r != nil {
		return r
	}
	path, prefix, r := e.metadataPath(op)
	if r != nil {
		return r
	}
	c, r := e.put(e.root, path, prefix+1, t, op.ID)
	if r == nil {
		e.dangling = nil
		e.undoes(c.undo(op, SetMetadata, ClearMetadata, prefix))
	}
	return r
}

func (e *editor) clearMetadata(op *Op) *Rejection {
	path, prefix, r := e.metadataPath(op)
	if r != nil {
		return r
	}
	old, array, r := e.cut(e.root, path, prefix+1, op.Prune, op.ID)
	if r == nil {
		e.undoes(restore(op, SetMetadata, old, array))
	}
	return r
}

// moveBlock writes a position. An axis whose number does not change keeps its
// text, so that a move along one axis is a diff of one number; a fraction that
// rounds to the number did not change, since moves carry whole numbers.
func (e *editor) moveBlock(op *Op) *Rejection {
	path := []string{"Metadata", "entryPointPosition"}
	if op.ID != "" {
		if _, r := e.lookup(op.ID); r != nil {
			return r
		}
		path = []string{"Metadata", "ActionMetadata", op.ID, "position"}
	}
	at := e.root
	for k, key := range path {
		if r := e.enter(at, true, op.ID); r != nil {
			return r
		}
		it := at.find(key)
		if it == nil {
			t := parse(`{"x":` + itoa(op.X) + `,"y":` + itoa(op.Y) + `}`)
			e.insertMember(at, key, wrap(path[k+1:], t))
			e.undoes(Op{Kind: ClearMetadata, ID: op.ID, Path: path[len(path)-1:], Prune: len(path) - 1 - k})
			return nil
		}
		at = it.val
	}
	if r := e.enter(at, true, op.ID); r != nil {
		return r
	}
	undo := positionBefore(at, op.ID, path[len(path)-1:])
	e.moveAxis(at, "x", op.X)
	e.moveAxis(at, "y", op.Y)
	e.undoes(undo)
	return nil
}

// positionBefore returns what puts a position back: a move when its numbers
// are whole, else its text.
func positionBefore(at *value, id string, path []string) Op {
	x, okX := at.axis("x")
	y, okY := at.axis("y")
	if okX && okY {
		return Op{Kind: MoveBlock, ID: id, X: x, Y: y}
	}
	return Op{Kind: SetMetadata, ID: id, Path: path, Value: json.RawMessage(at.source())}
}

// axis returns a coordinate that is a whole number which move_block can carry.
func (v *value) axis(key string) (int, bool) {
	it := v.find(key)
	if it == nil || it.val.kind != Number {
		return 0, false
	}
	f, err := strconv.ParseFloat(it.val.source(), 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<52 {
		return 0, false
	}
	return int(f), true
}

func (e *editor) moveAxis(at *value, key string, to int) {
	it := at.find(key)
	if it == nil {
		e.insertMember(at, key, parse(itoa(to)))
		return
	}
	if it.val.kind == Number {
		if f, err := strconv.ParseFloat(it.val.source(), 64); err == nil && math.Floor(f+0.5) == float64(to) {
			return
		}
	}
	at.set(it, scalar(itoa(to)))
}

// notes returns the list of annotations, nil when there is none. create makes
// it, with made containers.
func (e *editor) notes(create bool) (list *value, made int, r *Rejection) {
	at := e.root
	for _, key := range [...]string{"Metadata", "Annotations"} {
		if r := e.enter(at, true, ""); r != nil {
			return nil, 0, r
		}
		it := at.find(key)
		if it == nil {
			if !create {
				return nil, 0, nil
			}
			made++
			empty := map[string]string{"Metadata": "{}", "Annotations": "[]"}[key]
			it = e.insertMember(at, key, parse(empty))
		}
		at = it.val
	}
	if at.kind != Array {
		return nil, 0, reject(RejectUnknownPath, "", "Metadata.Annotations is no array, so notes cannot be edited.")
	}
	at.open(e.base)
	return at, made, nil
}

// note finds an annotation by its id.
func (e *editor) note(id string) (list *value, k int, r *Rejection) {
	if id == "" {
		return nil, 0, badOp("", "The operation names no note.")
	}
	list, _, r = e.notes(false)
	if r != nil {
		return nil, 0, r
	}
	if k = e.findNote(list, id, 0); k < 0 {
		return nil, 0, reject(RejectUnknownNote, "", "There is no note %q in this flow (any more).", id)
	}
	return list, k, nil
}

// findNote returns the first annotation of that id from an index on, -1 when
// there is none.
func (e *editor) findNote(list *value, id string, from int) int {
	if list == nil {
		return -1
	}
	for k := from; k < len(list.items); k++ {
		if found, ok := list.items[k].val.member(e.base, "id").str(); ok && found == id {
			return k
		}
	}
	return -1
}

func (e *editor) addNote(op *Op) *Rejection {
	t, r := argument(op.Value, "value", op.ID)
	if r != nil {
		return r
	}
	v := treeValue(t, 0)
	if id, ok := v.member(t, "id").str(); !ok || id != op.ID {
		return badOp("", "The note's id must be %q.", op.ID)
	}
	if op.Index != nil && *op.Index < 0 {
		return badOp("", "The index must not be negative.")
	}
	if op.ID == "" {
		return badOp("", "The operation names no note.")
	}
	list, made, r := e.notes(true)
	if r != nil {
		return r
	}
	if e.findNote(list, op.ID, 0) >= 0 {
		return reject(RejectIdentifierExists, "", "There is a note %q already.", op.ID)
	}
	if r := e.fits(list, t.depth, ""); r != nil {
		return r
	}
	e.insert(list, clampIndex(op.Index, len(list.items)), "", t)
	e.dangling = nil
	e.undoes(Op{Kind: RemoveNote, ID: op.ID, Prune: made})
	return nil
}

func (e *editor) setNote(op *Op) *Rejection {
	t, r := op.pathAndValue()
	if r != nil {
		return r
	}
	if op.Path[0] == "id" {
		return badOp("", "A note keeps its id.")
	}
	list, k, r := e.note(op.ID)
	if r != nil {
		return r
	}
	before := list.items[k].val.source()
	c, r := e.put(list.items[k].val, op.Path, 1, t, "")
	if r != nil {
		return r
	}
	e.dangling = nil
	if c.had {
		e.undoes(c.undo(op, SetNote, SetNote, 0))
		return nil
	}
	e.whole = e.whole || e.findNote(list, op.ID, k+1) >= 0
	e.undoes(Op{Kind: RemoveNote, ID: op.ID}, Op{Kind: AddNote, ID: op.ID, Value: json.RawMessage(before), Index: &k})
	return nil
}

func (e *editor) removeNote(op *Op) *Rejection {
	list, k, r := e.note(op.ID)
	if r != nil {
		return r
	}
	e.whole = e.whole || e.findNote(list, op.ID, k+1) >= 0
	it := list.items[k]
	list.removeOne(it)
	list.prune(op.Prune)
	e.undoes(Op{Kind: AddNote, ID: op.ID, Value: json.RawMessage(it.val.source()), Index: &k})
	return nil
}
