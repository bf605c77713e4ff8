package flow

import (
	"encoding/json"
	"fmt"
	"strings"
)

// editor holds a batch of operations half done. The document is untouched
// until all of them went through.
type editor struct {
	base     *tree
	root     *value
	style    *style
	editable bool
	replaced bool

	list     *value            // Actions, open; nil when absent
	blocks   map[string]*value // the first action of each identifier
	twice    map[string]bool   // identifiers of several actions
	fresher  map[string]bool   // blocks that this batch added
	dangling map[string]bool   // identifiers named by targets that no block had; made when first asked for

	undo  [][]Op // of each operation, in its own order of application
	whole bool   // operations cannot say how it was: the inverse is the old text
}

func newEditor(t *tree) *editor {
	e := &editor{}
	e.load(t)
	return e
}

func (e *editor) load(t *tree) {
	e.base = t
	e.list, e.blocks, e.twice, e.fresher, e.dangling = nil, nil, nil, nil, nil
	d := Document{t: t}
	if e.editable = d.Editable(); !e.editable {
		e.root = nil
		return
	}
	e.root = treeValue(t, 0)
	e.style = styleOf(t)
}

// finish prints the edited text and what leads back.
func (e *editor) finish(before *tree) (*tree, Inverse) {
	inv := Inverse{Ops: e.inverseOps()}
	if e.whole || e.replaced || !sendable(inv.Ops) {
		inv.Ops = []Op{{Kind: Replace, Text: before.src}}
	}
	after := e.base
	if e.root != nil && e.root.dirty {
		after, inv.Exact = e.print()
	}
	if e.replaced {
		inv.Exact = nil
		return after, inv
	}
	inv.Base = hash(after.src)
	return after, inv
}

// inverseOps returns what undoes the batch: each operation's own inverse, last
// first. Removals in a row become one.
func (e *editor) inverseOps() []Op {
	out := []Op{}
	for k := len(e.undo) - 1; k >= 0; k-- {
		for _, op := range e.undo[k] {
			if last := len(out) - 1; op.Kind == RemoveBlocks && last >= 0 && out[last].Kind == RemoveBlocks {
				out[last].IDs = append(out[last].IDs, op.IDs...)
				out[last].Prune = max(out[last].Prune, op.Prune)
				continue
			}
			out = append(out, op)
		}
	}
	return out
}

func (e *editor) undoes(ops ...Op) { e.undo = append(e.undo, ops) }

func reject(code, block, format string, args ...any) *Rejection {
	return &Rejection{Code: code, Block: block, Message: fmt.Sprintf(format, args...)}
}

func badOp(block, format string, args ...any) *Rejection {
	return reject(RejectBadOp, block, format, args...)
}

// enter opens a container for an edit.
func (e *editor) enter(v *value, objectOnly bool, block string) *Rejection {
	switch {
	case v.kind == Object, v.kind == Array && !objectOnly:
	default:
		return reject(RejectUnknownPath, block, "The value at %s is no object, so nothing can be set in it.", v.pointer())
	}
	if v.duplicated() {
		return reject(RejectDuplicateKey, block, "The object at %s has two members of one name. Keep one of them first.", v.pointer())
	}
	v.open(e.base)
	return nil
}

// pointer says where a value stands, for messages.
func (v *value) pointer() string {
	if v.parent == nil {
		return "the top level"
	}
	var parts []string
	for ; v.parent != nil; v = v.parent {
		key := v.holder.key
		if v.parent.kind == Array {
			key = fmt.Sprint(v.parent.indexOf(v.holder))
		}
		parts = append([]string{key}, parts...)
	}
	return Pointer(parts...)
}

func (v *value) depth() int {
	d := 0
	for ; v != nil; v = v.parent {
		d++
	}
	return d
}

// fits checks that a value nested so deep may be put below a container.
func (e *editor) fits(c *value, more int, block string) *Rejection {
	if c.depth()+more > maxDepth {
		return badOp(block, "The value is nested too deeply; a flow has at most %d levels.", maxDepth)
	}
	return nil
}

// argument reads a JSON value of an operation.
func argument(raw json.RawMessage, name, block string) (*tree, *Rejection) {
	if len(raw) == 0 {
		return nil, badOp(block, "The operation lacks its %s.", name)
	}
	t := parse(string(raw))
	for _, p := range t.problems {
		if p.Code == CodeTooDeep {
			return nil, badOp(block, "The %s is nested too deeply; a flow has at most %d levels.", name, maxDepth)
		}
	}
	if t.broken || strings.HasPrefix(t.src, "\uFEFF") {
		return nil, badOp(block, "The operation's %s is not JSON: %s", name, t.problems[0].Message)
	}
	return t, nil
}

// child returns the member or element that one part of a path names, nil when
// there is none; index is where an array would take it, -1 when nowhere.
func (v *value) child(part string) (it *item, index int) {
	if v.kind == Object {
		return v.find(part), -1
	}
	index, ok := arrayIndex(part)
	if !ok || index > len(v.items) {
		return nil, -1
	}
	if index == len(v.items) {
		return nil, index
	}
	return v.items[index], index
}

// change tells what put did: had and old when it replaced a value, else how
// many parts of the path lead to what it made.
type change struct {
	had  bool
	old  string
	made int
}

// put sets the value at a path below a container and makes the objects that
// are missing on the way. The first fixed containers must be objects.
func (e *editor) put(at *value, path []string, fixed int, t *tree, block string) (change, *Rejection) {
	for k, part := range path {
		if r := e.enter(at, k < fixed, block); r != nil {
			return change{}, r
		}
		it, index := at.child(part)
		rest := path[k+1:]
		if it != nil && len(rest) > 0 {
			at = it.val
			continue
		}
		if r := e.fits(at, len(rest)+t.depth, block); r != nil {
			return change{}, r
		}
		if it != nil {
			old := it.val.source()
			e.assign(at, it, t, 0)
			return change{had: true, old: old}, nil
		}
		switch {
		case at.kind == Object:
			e.insertMember(at, part, wrap(rest, t))
		case index >= 0 && len(rest) == 0:
			e.insert(at, index, "", t)
		default:
			return change{}, noSuchPath(block, path)
		}
		return change{made: k + 1}, nil
	}
	return change{}, noSuchPath(block, path)
}

func noSuchPath(block string, path []string) *Rejection {
	return reject(RejectUnknownPath, block, "There is nothing at %s.", strings.Join(path, "."))
}

// wrap puts a value into objects with one member each.
func wrap(path []string, t *tree) *tree {
	if len(path) == 0 {
		return t
	}
	var b []byte
	for _, part := range path {
		b = append(appendQuoted(append(b, '{'), part, false), ':')
	}
	b = append(b, t.raw(0)...)
	for range path {
		b = append(b, '}')
	}
	return parse(string(b))
}

// cut removes what a path names, and prune of the containers around it. It
// returns the old text and, when it was an element, the whole old array, since
// elements cannot be put back singly.
func (e *editor) cut(at *value, path []string, fixed, prune int, block string) (old, array string, r *Rejection) {
	for k, part := range path {
		if k > 0 && at.kind != Object && at.kind != Array {
			return "", "", noSuchPath(block, path)
		}
		if r := e.enter(at, k < fixed, block); r != nil {
			return "", "", r
		}
		it, _ := at.child(part)
		if it == nil {
			return "", "", noSuchPath(block, path)
		}
		if k < len(path)-1 {
			at = it.val
			continue
		}
		old = it.val.source()
		if at.kind == Array {
			array = at.source()
		}
		at.removeOne(it)
		at.prune(prune)
	}
	return old, array, nil
}
