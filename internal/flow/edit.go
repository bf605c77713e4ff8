package flow

import (
	"slices"
	"strings"
)

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
		p.value(v)
		return string(p.out)
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

func (v *value) removeOne(it *item) {
	v.remove(func(other *item) bool { return other == it })
}

// printer writes the edited text and, on the way, the splices that lead back
// from it to the base.
type printer struct {
	base    *tree
	out     []byte
	cursor  int // how far the base is copied
	mark    int // where out differs from the base since
	splices []Splice
}

func (p *printer) value(v *value) {
	switch {
	case v.t == nil:
		p.literal(v.text)
	case !v.dirty:
		if n := &v.t.nodes[v.i]; v.t == p.base {
			p.copy(int(n.start), int(n.end))
		} else {
			p.literal(v.t.raw(v.i))
		}
	default:
		brackets := "[]"
		if v.kind == Object {
			brackets = "{}"
		}
		p.literal(brackets[:1])
		for k, it := range v.items {
			if k > 0 {
				p.literal(",")
			}
			p.item(it)
		}
		p.literal(v.tail)
		p.literal(brackets[1:])
	}
}

func (p *printer) item(it *item) {
	if !it.kept || p.base == nil {
		p.literal(it.lead)
		p.literal(it.rawKey)
		p.literal(it.colon)
		p.value(it.val)
		p.literal(it.trail)
		return
	}
	if v := it.val; v.t == p.base && !v.dirty && v.t.nodes[v.i].start == it.at {
		p.copy(int(it.from), int(it.to))
		return
	}
	p.copy(int(it.from), int(it.at))
	p.value(it.val)
	p.copy(int(it.end), int(it.to))
}

func (p *printer) literal(s string) { p.out = append(p.out, s...) }

// copy repeats a piece of the base. A piece that comes before what was copied
// already was moved: it counts as new text.
func (p *printer) copy(from, to int) {
	if from < p.cursor {
		p.literal(p.base.src[from:to])
		return
	}
	p.flush(from)
	p.literal(p.base.src[from:to])
	p.cursor, p.mark = to, len(p.out)
}

// flush notes a splice when what was written since the last copy is not what
// the base holds up to there.
func (p *printer) flush(upTo int) {
	old, now := p.base.src[p.cursor:upTo], p.out[p.mark:]
	start, end := p.mark, len(p.out)
	p.cursor = upTo
	if old == string(now) {
		return
	}
	head, tail := common(old, string(now))
	p.splices = append(p.splices, Splice{Start: start + head, End: end - tail, Text: strings.Clone(old[head : len(old)-tail])})
}

// common returns the length of the two texts' common start and end, in whole
// characters.
func common(a, b string) (head, tail int) {
	shorter := min(len(a), len(b))
	for head < shorter && a[head] == b[head] {
		head++
	}
	for head > 0 && ((head < len(a) && !startsRune(a[head])) || (head < len(b) && !startsRune(b[head]))) {
		head--
	}
	for tail < shorter-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	for tail > 0 && !startsRune(a[len(a)-tail]) {
		tail--
	}
	return head, tail
}

func startsRune(c byte) bool { return c&0xC0 != 0x80 }
