package flow

import "slices"

// value is one JSON value while a batch is being applied. It reads from the
// tree it came from and is opened (its items made) only where an edit goes
// in, so that what is not touched prints as one copy of its text.
type value struct {
	t      *tree // nil for a new scalar, which is text then
	i      int32
	kind   Kind
	opened bool
	dirty  bool // opened, and differs from its text in t
	text   string
	items  []*item
	tail   string           // space before the closing bracket
	names  map[string]*item // of large objects
	parent *value
	holder *item // where it hangs in the parent
}

// item is a member or element with the spaces around it. kept says that its
// layout is still that of the base text, where it spans from…to and its value
// was at…end.
type item struct {
	key    string // decoded
	lead   string // space before the name or element
	rawKey string
	colon  string // the colon with its spaces
	trail  string // space before the comma
	val    *value

	kept              bool
	from, at, end, to int32
}

// namesAt is the size from which an object's names are indexed.
const namesAt = 24

func treeValue(t *tree, i int32) *value {
	return &value{t: t, i: i, kind: t.nodes[i].kind}
}

// source returns the value's text as it is now.
func (v *value) source() string {
	switch {
	case v.t == nil:
		return v.text
	case !v.dirty:
		return v.t.raw(v.i)
	default:
		p := printer{}
		p.value(v, slot{})
		return p.out.String()
	}
}

// str returns a string's decoded content, "" and false for other kinds.
func (v *value) str() (string, bool) {
	if v == nil || v.kind != String {
		return "", false
	}
	if v.t == nil {
		return decodeString(v.text), true
	}
	if v.t.nodes[v.i].flags&flagEscaped == 0 {
		return unquoted(v.t.raw(v.i)), true
	}
	return decodeString(v.t.raw(v.i)), true
}

func (v *value) duplicated() bool {
	return v.kind == Object && v.t.nodes[v.i].flags&flagDuplicate != 0
}

// open makes the items of a container. base is the text being edited: only
// items that stand in it can be kept.
func (v *value) open(base *tree) {
	if v.opened {
		return
	}
	v.opened = true
	t, n := v.t, &v.t.nodes[v.i]
	v.items = make([]*item, n.count)
	items, vals := make([]item, n.count), make([]value, n.count)
	at := n.start + 1
	for c, k := v.i+1, 0; c < n.next; c, k = t.nodes[c].next, k+1 {
		cn, it := &t.nodes[c], &items[k]
		first := cn.start
		if v.kind == Object {
			first = cn.keyStart
			it.key, it.rawKey, it.colon = t.key(c), t.src[cn.keyStart:cn.keyEnd], t.src[cn.keyEnd:cn.start]
		}
		it.lead = t.src[at:first]
		it.kept, it.from, it.at, it.end, it.to = t == base, at, cn.start, cn.end, cn.end
		if k+1 < len(items) {
			for t.src[it.to] != ',' {
				it.to++
			}
			it.trail = t.src[cn.end:it.to]
		}
		at = it.to + 1
		vals[k] = value{t: t, i: c, kind: cn.kind, parent: v, holder: it}
		it.val, v.items[k] = &vals[k], it
	}
	if n.count > 0 {
		at--
	}
	v.tail = t.src[at : n.end-1]
}

// find returns the last member of that name, nil when there is none. v must
// be open.
func (v *value) find(key string) *item {
	if len(v.items) >= namesAt {
		if v.names == nil {
			v.names = make(map[string]*item, len(v.items))
			for _, it := range v.items {
				v.names[it.key] = it
			}
		}
		return v.names[key]
	}
	for _, it := range slices.Backward(v.items) {
		if it.key == key {
			return it
		}
	}
	return nil
}

func (v *value) indexOf(it *item) int { return slices.Index(v.items, it) }

// touch says that the value prints anew from now on.
func (v *value) touch() {
	for ; v != nil && !v.dirty; v = v.parent {
		v.dirty = true
	}
}

// set gives an item another value.
func (v *value) set(it *item, val *value) {
	val.parent, val.holder = v, it
	it.val = val
	v.touch()
}

// rekey renames a member in place.
func (v *value) rekey(it *item, key string, raw []byte) {
	if v.names != nil {
		delete(v.names, it.key)
		v.names[key] = it
	}
	it.key, it.rawKey, it.kept = key, string(raw), false
	v.touch()
}

// setLead changes the space before an item.
func (it *item) setLead(lead string) {
	if it.lead != lead {
		it.lead, it.kept = lead, false
	}
}

// add puts an item in at index k; its layout is the caller's.
func (v *value) add(k int, it *item) {
	it.val.parent, it.val.holder = v, it
	v.items = slices.Insert(v.items, k, it)
	if v.names != nil {
		v.names[it.key] = it
	}
	v.touch()
}

// remove takes items out together with their separators: what follows the
// first item moves up to its place, everything else keeps its spaces.
func (v *value) remove(gone func(*item) bool) {
	kept := make([]*item, 0, len(v.items))
	for _, it := range v.items {
		if !gone(it) {
			kept = append(kept, it)
		} else if v.names != nil {
			delete(v.names, it.key)
		}
	}
	if len(kept) == len(v.items) {
		return
	}
	if len(kept) == 0 {
		v.tail = ""
	} else {
		kept[0].setLead(v.items[0].lead)
		if last := kept[len(kept)-1]; last.trail != "" {
			last.trail, last.kept = "", false
		}
	}
	v.items = kept
	v.touch()
}

// prune takes an open container out of its object while it is empty, and then
// what holds it, n of them at most.
func (v *value) prune(n int) {
	for ; n > 0 && len(v.items) == 0 && v.parent != nil && v.parent.kind == Object; n-- {
		holder := v.holder
		v = v.parent
		v.removeOne(holder)
	}
}

func (v *value) removeOne(it *item) {
	v.remove(func(other *item) bool { return other == it })
}
