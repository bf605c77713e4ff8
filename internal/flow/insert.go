package flow

import (
	"slices"
	"strings"
)

// layout is how a new item is to be written at one place of a container.
type layout struct {
	lead   string
	colon  string
	indent string // of the line on which the item stands
	inline bool   // no line breaks within it
}

// insert puts a new item into an open container at index k, laid out like its
// neighbours.
func (e *editor) insert(c *value, k int, key string, t *tree) *item {
	l := e.layoutAt(c, k)
	it := &item{key: key, lead: l.lead, val: e.fresh(t, c.place().under(c.kind, key), l)}
	if c.kind == Object {
		it.rawKey, it.colon = string(appendQuoted(nil, key, e.style.escape)), l.colon
	}
	c.add(k, it)
	return it
}

// insertMember adds a member where the file's other objects of the same sort
// have it.
func (e *editor) insertMember(c *value, key string, t *tree) *item {
	return e.insert(c, e.rank(c, key), key, t)
}

func (e *editor) rank(c *value, key string) int {
	at := c.place()
	if len(c.items) == 0 || !ordered[at] {
		return len(c.items)
	}
	sh := e.style.shape(at)
	if sh == nil {
		return len(c.items)
	}
	mine := slices.Index(sh.order, key)
	if mine < 0 {
		return len(c.items)
	}
	k := 0
	for i, it := range c.items {
		if r := slices.Index(sh.order, it.key); r >= 0 && r < mine {
			k = i + 1
		}
	}
	return k
}

// fresh makes a value out of an operation's, in the file's style.
func (e *editor) fresh(t *tree, at place, l layout) *value {
	text := string(e.style.append(nil, t, 0, at, l.indent, l.inline))
	if k := t.nodes[0].kind; k != Object && k != Array {
		return &value{kind: k, text: text}
	}
	return treeValue(parse(text), 0)
}

// layoutAt decides how an item at index k of a container is written. It may
// change the space before the present first item and before the closing
// bracket.
func (e *editor) layoutAt(c *value, k int) layout {
	if len(c.items) == 0 {
		return e.layoutFirst(c)
	}
	near := c.items[max(k-1, 0)]
	l := layout{lead: near.lead, colon: near.colon, indent: indentOf(near.lead)}
	if strings.Contains(near.lead, "\n") {
		return l
	}
	l.inline = !e.breaks(c, near)
	l.indent = c.indent()
	after := e.style.sep
	if sh := e.style.shape(c.place()); sh != nil && sh.inline {
		after = sh.sep
	}
	if len(c.items) > 1 {
		after = c.items[1].lead
	}
	if k > 0 {
		l.lead = after
	} else {
		c.items[0].setLead(after)
	}
	return l
}

// layoutFirst lays out the first item of an empty container.
func (e *editor) layoutFirst(c *value) layout {
	l := layout{colon: e.style.colon, indent: c.indent()}
	sh := e.style.shape(c.place())
	ownLine := c.holder == nil || strings.Contains(c.holder.lead, "\n")
	if !e.style.multi || !ownLine || (sh != nil && sh.inline) {
		l.inline = !e.style.multi || sh == nil || !sh.breaks
		c.tail = ""
		if sh != nil && sh.inline {
			l.lead, c.tail = sh.lead, sh.tail
		}
		return l
	}
	c.tail = e.style.newline + l.indent
	l.indent += e.style.unit
	l.lead = e.style.newline + l.indent
	return l
}

// indent returns the indentation of the line on which the value starts.
func (v *value) indent() string {
	for ; v.holder != nil; v = v.parent {
		if strings.Contains(v.holder.lead, "\n") {
			return indentOf(v.holder.lead)
		}
	}
	return ""
}

// breaks reports whether a container whose items are not on lines of their own
// has line breaks all the same, as an array of objects has that opens with [{.
// The neighbour usually tells; looking at all is slow.
func (e *editor) breaks(c *value, near *item) bool {
	return e.style.multi && (near.val.breaks() || c.breaks())
}

// breaks reports whether there are line breaks in a value.
func (v *value) breaks() bool {
	if !v.dirty {
		return v.t != nil && strings.Contains(v.t.raw(v.i), "\n")
	}
	return slices.ContainsFunc(v.items, func(it *item) bool {
		return strings.Contains(it.lead, "\n") || it.val.breaks()
	})
}

// assign gives an existing item the value of an operation. What is equal
// already keeps its text, down to single members and elements.
func (e *editor) assign(c *value, it *item, t *tree, i int32) {
	old := it.val
	n := &t.nodes[i]
	if old.kind == n.kind {
		switch {
		case n.kind == Object && !old.duplicated():
			e.assignObject(old, t, i)
			return
		case n.kind == Array:
			e.assignArray(old, t, i)
			return
		case n.kind != Object && sameScalar(old.source(), t.raw(i)):
			return
		}
	}
	l := layout{indent: indentOf(it.lead)}
	if !strings.Contains(it.lead, "\n") {
		l.inline, l.indent = !e.breaks(c, it), c.indent()
	}
	c.set(it, e.fresh(subtree(t, i), c.place().under(c.kind, it.key), l))
}

// subtree returns value i as a tree of its own.
func subtree(t *tree, i int32) *tree {
	if i == 0 {
		return t
	}
	return parse(t.raw(i))
}

func (e *editor) assignObject(old *value, t *tree, i int32) {
	old.open(e.base)
	members := lastOfEach(t, e.style.children(t, i, nil))
	want := make(map[string]bool, len(members))
	for _, m := range members {
		want[t.key(m)] = true
	}
	old.remove(func(it *item) bool { return !want[it.key] })
	for _, m := range members {
		key := t.key(m)
		if it := old.find(key); it != nil {
			e.assign(old, it, t, m)
			continue
		}
		e.insertMember(old, key, subtree(t, m))
	}
}

func (e *editor) assignArray(old *value, t *tree, i int32) {
	old.open(e.base)
	count := int(t.nodes[i].count)
	if len(old.items) > count {
		extra := make(map[*item]bool, len(old.items)-count)
		for _, it := range old.items[count:] {
			extra[it] = true
		}
		old.remove(func(it *item) bool { return extra[it] })
	}
	k := 0
	for c := i + 1; c < t.nodes[i].next; c = t.nodes[c].next {
		if k < len(old.items) {
			e.assign(old, old.items[k], t, c)
		} else {
			e.insert(old, k, "", subtree(t, c))
		}
		k++
	}
}

// sameScalar compares two scalars of one kind by meaning.
func sameScalar(a, b string) bool {
	if a == b {
		return true
	}
	if a[0] == '"' {
		return decodeString(a) == decodeString(b)
	}
	if a[0] != '-' && (a[0] < '0' || a[0] > '9') {
		return false
	}
	x, errA := appendNumber(nil, a)
	y, errB := appendNumber(nil, b)
	return errA == nil && errB == nil && string(x) == string(y)
}
