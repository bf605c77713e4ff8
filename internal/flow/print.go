package flow

import (
	"math"
	"strings"
	"unicode/utf8"
)

// print returns the tree of the edited text and the splices that lead back.
func (e *editor) print() (*tree, []Splice) {
	p := printer{base: e.base, nodes: make([]node, 0, len(e.base.nodes)+16)}
	p.out.Grow(len(e.base.src) + 256)
	n := &e.base.nodes[0]
	p.copy(0, int(n.start))
	p.value(e.root, slot{parent: -1})
	p.copy(int(n.end), len(e.base.src))
	text := p.out.String()
	if len(e.base.problems) > 0 || len(text) > math.MaxInt32-1 {
		return parse(text), p.splices
	}
	return &tree{src: text, nodes: p.nodes, depth: e.base.depth, ascii: e.base.ascii && isASCII(text)}, p.splices
}

// printer writes the edited text and, on the way, the splices that lead back
// from it to the base and the nodes of the tree that reading it would give.
type printer struct {
	base    *tree // nil when only the text is wanted
	out     strings.Builder
	cursor  int // how far the base is copied
	mark    int // where out differs from the base since
	splices []Splice
	nodes   []node
}

// slot is where a value hangs: what its node needs beside the value.
type slot struct {
	parent, ord      int32
	keyStart, keyEnd int32
	flags            nodeFlags
}

func (p *printer) value(v *value, at slot) {
	start := int32(p.out.Len())
	switch {
	case v.t == nil:
		p.literal(v.text)
	case v.dirty:
		p.container(v, at)
		return
	case v.t == p.base:
		n := &v.t.nodes[v.i]
		p.copy(int(n.start), int(n.end))
	default:
		p.literal(v.t.raw(v.i))
	}
	p.emit(v, start, at)
}

// emit adds the nodes of a value that stands at start now.
func (p *printer) emit(v *value, start int32, at slot) {
	if p.base == nil {
		return
	}
	first := int32(len(p.nodes))
	if v.t == nil {
		n := node{kind: v.kind, start: start, end: start + int32(len(v.text)), next: first + 1}
		if v.kind == String && strings.Contains(v.text, `\`) {
			n.flags = flagEscaped
		}
		p.nodes = append(p.nodes, n)
	} else {
		n := &v.t.nodes[v.i]
		bytes, index := start-n.start, first-v.i
		p.nodes = append(p.nodes, v.t.nodes[v.i:n.next]...)
		for k := range p.nodes[first:] {
			m := &p.nodes[first+int32(k)]
			m.start += bytes
			m.end += bytes
			if m.keyEnd > 0 {
				m.keyStart += bytes
				m.keyEnd += bytes
			}
			m.next += index
			m.parent += index
		}
	}
	p.hang(first, at)
}

func (p *printer) hang(i int32, at slot) {
	n := &p.nodes[i]
	n.parent, n.ord, n.keyStart, n.keyEnd = at.parent, at.ord, at.keyStart, at.keyEnd
	n.flags = n.flags&^flagKeyEscaped | at.flags
}

func (p *printer) container(v *value, at slot) {
	brackets := "[]"
	if v.kind == Object {
		brackets = "{}"
	}
	self := int32(len(p.nodes))
	if p.base != nil {
		p.nodes = append(p.nodes, node{kind: v.kind, start: int32(p.out.Len()), count: int32(len(v.items))})
		p.hang(self, at)
	}
	p.literal(brackets[:1])
	for k, it := range v.items {
		if k > 0 {
			p.literal(",")
		}
		p.item(it, slot{parent: self, ord: int32(k)})
	}
	p.literal(v.tail)
	p.literal(brackets[1:])
	if p.base != nil {
		n := &p.nodes[self]
		n.end, n.next = int32(p.out.Len()), int32(len(p.nodes))
	}
}

func (p *printer) item(it *item, at slot) {
	begin := int32(p.out.Len())
	if it.rawKey != "" {
		at.keyStart = begin + int32(len(it.lead))
		at.keyEnd = at.keyStart + int32(len(it.rawKey))
		if strings.Contains(it.rawKey, `\`) {
			at.flags = flagKeyEscaped
		}
	}
	if !it.kept || p.base == nil {
		p.literal(it.lead)
		p.literal(it.rawKey)
		p.literal(it.colon)
		p.value(it.val, at)
		p.literal(it.trail)
		return
	}
	if v := it.val; v.t == p.base && !v.dirty && v.t.nodes[v.i].start == it.at {
		p.copy(int(it.from), int(it.to))
		p.emit(v, begin+it.at-it.from, at)
		return
	}
	p.copy(int(it.from), int(it.at))
	p.value(it.val, at)
	p.copy(int(it.end), int(it.to))
}

func (p *printer) literal(s string) { p.out.WriteString(s) }

// copy repeats a piece of the base. A piece that comes before what was copied
// already was moved: it counts as new text.
func (p *printer) copy(from, to int) {
	if from < p.cursor {
		p.literal(p.base.src[from:to])
		return
	}
	p.flush(from)
	p.literal(p.base.src[from:to])
	p.cursor, p.mark = to, p.out.Len()
}

// flush notes a splice when what was written since the last copy is not what
// the base holds up to there.
func (p *printer) flush(upTo int) {
	old, now := p.base.src[p.cursor:upTo], p.out.String()[p.mark:]
	start, end := p.mark, p.out.Len()
	p.cursor = upTo
	if old == now {
		return
	}
	head, tail := common(old, now)
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

// isASCII looks at eight bytes at a time: the compiler makes one load of them.
func isASCII(s string) bool {
	for ; len(s) >= 8; s = s[8:] {
		word := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if word&0x8080808080808080 != 0 {
			return false
		}
	}
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
