package flow

import (
	"slices"
	"strings"
)

// style is how a file is laid out. New text is written the same way.
type style struct {
	t       *tree
	multi   bool   // the root has its members on lines of their own
	newline string // "\n" or "\r\n"
	unit    string // one step of indentation
	colon   string
	sep     string // space after a comma within a line
	escape  bool   // characters beyond ASCII are written as escapes
	shapes  map[place]*shape
}

// place names where containers of one sort stand: under which member name,
// and how many arrays below it. All entries of ActionMetadata are one sort.
type place struct {
	name  string
	below int
}

// shape is how the file lays out the containers of one place.
type shape struct {
	inline     bool   // its items are not on lines of their own
	breaks     bool   // there are line breaks in it all the same
	lead, tail string // spaces within the brackets of an inline one
	sep        string
	order      []string // member names, of the fullest object seen
}

// ordered are the places whose members have an order worth following; the
// members of others are data, and stay in the order in which they came.
var ordered = map[place]bool{
	{"", 0}:               true,
	{"Actions", 1}:        true,
	{"Transitions", 0}:    true,
	{"Errors", 1}:         true,
	{"Conditions", 1}:     true,
	{"Condition", 0}:      true,
	{"position", 0}:       true,
	{"ActionMetadata", 1}: true,
}

func styleOf(t *tree) *style {
	s := &style{t: t, newline: "\n", unit: "  ", colon: ": ", sep: " "}
	if len(t.nodes) < 2 {
		s.multi = true
		return s
	}
	root, first := &t.nodes[0], &t.nodes[1]
	lead := t.src[root.start+1 : first.keyStart]
	s.colon = t.src[first.keyEnd:first.start]
	if !strings.HasSuffix(s.colon, " ") {
		s.sep = ""
	}
	if at := strings.LastIndexByte(lead, '\n'); at >= 0 {
		s.multi = true
		if strings.Contains(lead, "\r\n") {
			s.newline = "\r\n"
		}
		last := root.end - 1
		for last > 0 && isSpace(t.src[last-1]) {
			last--
		}
		s.unit = strings.TrimPrefix(lead[at+1:], indentOf(t.src[last:root.end-1]))
	} else if root.count > 1 {
		second := t.nodes[first.next].keyStart
		s.sep = t.src[strings.LastIndexByte(t.src[:second], ',')+1 : second]
	}
	s.escape = t.ascii && escapesUnicode(t.src)
	return s
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// indentOf returns what stands after the last line break of a space.
func indentOf(space string) string { return space[strings.LastIndexByte(space, '\n')+1:] }

// escapesUnicode looks for an escape of a character beyond ASCII.
func escapesUnicode(src string) bool {
	for {
		at := strings.Index(src, `\u`)
		if at < 0 {
			return false
		}
		if r, ok := hex4(src, at+2); ok && r >= 0x80 {
			return true
		}
		src = src[at+2:]
	}
}

// shape returns how the file lays out containers of a place, nil when it has
// none.
func (s *style) shape(at place) *shape {
	if s.shapes == nil {
		s.learn()
	}
	return s.shapes[at]
}

func (s *style) learn() {
	s.shapes = map[place]*shape{}
	for i := range s.t.nodes {
		n := &s.t.nodes[i]
		if n.count == 0 || (n.kind != Object && n.kind != Array) {
			continue
		}
		at := s.t.place(int32(i))
		known := s.shapes[at]
		if known == nil {
			known = s.t.shapeOf(int32(i), s.sep)
			s.shapes[at] = known
		}
		if n.kind == Object && ordered[at] && int(n.count) > len(known.order) {
			known.order = known.order[:0]
			for c := int32(i) + 1; c < n.next; c = s.t.nodes[c].next {
				known.order = append(known.order, s.t.key(c))
			}
		}
	}
}

func (t *tree) shapeOf(i int32, sep string) *shape {
	n, first := &t.nodes[i], &t.nodes[i+1]
	begin := func(c *node) int32 {
		if n.kind == Object {
			return c.keyStart
		}
		return c.start
	}
	lead := t.src[n.start+1 : begin(first)]
	if strings.Contains(lead, "\n") {
		return &shape{}
	}
	sh := &shape{inline: true, breaks: strings.Contains(t.raw(i), "\n"), lead: lead, sep: sep}
	if n.count > 1 {
		second := begin(&t.nodes[first.next])
		sh.sep = t.src[strings.LastIndexByte(t.src[:second], ',')+1 : second]
		if strings.Contains(sh.sep, "\n") {
			sh.sep = sep
		}
	}
	last := n.end - 1
	for isSpace(t.src[last-1]) {
		last--
	}
	sh.tail = t.src[last : n.end-1]
	return sh
}

func (t *tree) place(i int32) place {
	below := 0
	for i > 0 {
		n := &t.nodes[i]
		if t.nodes[n.parent].kind != Array {
			break
		}
		below++
		i = n.parent
	}
	if i == 0 {
		return place{"", below}
	}
	if parent := t.nodes[i].parent; parent > 0 && t.keyIs(parent, "ActionMetadata") {
		return place{"ActionMetadata", below + 1}
	}
	return place{t.key(i), below}
}

// under returns the place of a container's member or element.
func (at place) under(kind Kind, key string) place {
	if kind == Array || at == (place{"ActionMetadata", 0}) {
		return place{at.name, at.below + 1}
	}
	return place{key, 0}
}

// place returns where the value stands in the document being edited.
func (v *value) place() place {
	if v.parent == nil {
		return place{}
	}
	return v.parent.place().under(v.parent.kind, v.holder.key)
}

// append writes a new value in the file's style. Strings are encoded anew, so
// that the same operation gives the same text whatever the transport escaped;
// numbers keep their literal; of members with one name the last counts.
func (s *style) append(b []byte, t *tree, i int32, at place, indent string, inline bool) []byte {
	n := &t.nodes[i]
	switch n.kind {
	case String:
		return appendQuoted(b, decodeString(t.raw(i)), s.escape)
	case Object, Array:
	default:
		return append(b, t.raw(i)...)
	}
	brackets := "[]"
	if n.kind == Object {
		brackets = "{}"
	}
	if n.count == 0 {
		return append(b, brackets...)
	}
	sh := s.shape(at)
	lead, tail, sep := "", "", s.sep
	inline = inline || !s.multi
	if sh != nil && sh.inline {
		lead, tail, sep = sh.lead, sh.tail, sh.sep
		inline = inline || !sh.breaks
	} else if !inline {
		tail = s.newline + indent
		indent += s.unit
		lead = s.newline + indent
		sep = lead
	}
	b = append(append(b, brackets[0]), lead...)
	for k, c := range s.children(t, i, sh) {
		if k > 0 {
			b = append(append(b, ','), sep...)
		}
		key := ""
		if n.kind == Object {
			key = t.key(c)
			b = append(appendQuoted(b, key, s.escape), s.colon...)
		}
		b = s.append(b, t, c, at.under(n.kind, key), indent, inline)
	}
	return append(append(b, tail...), brackets[1])
}

// children returns a container's children in the order in which to write them.
func (s *style) children(t *tree, i int32, sh *shape) []int32 {
	n := &t.nodes[i]
	out := make([]int32, 0, n.count)
	for c := i + 1; c < n.next; c = t.nodes[c].next {
		out = append(out, c)
	}
	if n.flags&flagDuplicate != 0 {
		out = lastOfEach(t, out)
	}
	if n.kind != Object || sh == nil || len(sh.order) == 0 {
		return out
	}
	rank := func(c int32) int {
		if r := slices.Index(sh.order, t.key(c)); r >= 0 {
			return r
		}
		return len(sh.order)
	}
	slices.SortStableFunc(out, func(a, b int32) int { return rank(a) - rank(b) })
	return out
}

// lastOfEach keeps of each name the place of the first and the value of the
// last, as a map filled in order does.
func lastOfEach(t *tree, members []int32) []int32 {
	at := make(map[string]int, len(members))
	out := members[:0]
	for _, c := range members {
		if k, seen := at[t.key(c)]; seen {
			out[k] = c
			continue
		}
		at[t.key(c)] = len(out)
		out = append(out, c)
	}
	return out
}
