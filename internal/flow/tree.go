package flow

import (
	"strconv"
	"strings"
	"sync"
)

// tree is one parsed text: an immutable table of nodes in file order, so that
// a node's descendants follow it and the next sibling starts where they end.
// Nodes hold spans into src and nothing else; src is the document.
type tree struct {
	src      string
	nodes    []node
	problems []Problem
	broken   bool // a syntax error, bad UTF-8 or hostile nesting: not to be edited
	ascii    bool
	depth    int // of the deepest container

	viewOnce sync.Once
	view     view
	lineOnce sync.Once
	lines    lineIndex
}

type node struct {
	start, end       int32 // the value in src
	keyStart, keyEnd int32 // the member's name with its quotes; equal when there is none
	next             int32 // the node after this one's last descendant
	parent           int32 // -1 for the root
	count            int32 // members or elements
	ord              int32 // index among the parent's children
	kind             Kind
	flags            nodeFlags
}

type nodeFlags uint8

const (
	flagEscaped    nodeFlags = 1 << iota // the string holds a backslash
	flagKeyEscaped                       // the name holds a backslash
	flagDuplicate                        // the object has two members of one name
)

func (t *tree) raw(i int32) string {
	n := &t.nodes[i]
	return t.src[n.start:n.end]
}

// key returns the decoded name of member i.
func (t *tree) key(i int32) string {
	n := &t.nodes[i]
	if n.keyStart == n.keyEnd {
		return ""
	}
	raw := t.src[n.keyStart:n.keyEnd]
	if n.flags&flagKeyEscaped == 0 {
		return unquoted(raw)
	}
	return decodeString(raw)
}

func (t *tree) keyIs(i int32, key string) bool {
	n := &t.nodes[i]
	if n.flags&flagKeyEscaped != 0 {
		return t.key(i) == key
	}
	return int(n.keyEnd-n.keyStart) == len(key)+2 && t.src[n.keyStart+1:n.keyEnd-1] == key
}

// member returns the last member of that name, or -1.
func (t *tree) member(object int32, key string) int32 {
	found := int32(-1)
	for c := object + 1; c < t.nodes[object].next; c = t.nodes[c].next {
		if t.keyIs(c, key) {
			found = c
		}
	}
	return found
}

func (t *tree) child(parent int32, index int) int32 {
	if index < 0 || index >= int(t.nodes[parent].count) {
		return -1
	}
	c := parent + 1
	for ; index > 0; index-- {
		c = t.nodes[c].next
	}
	return c
}

func (t *tree) root() Node {
	if len(t.nodes) == 0 {
		return Node{}
	}
	return Node{t, 0}
}

func (t *tree) pointer(i int32) string {
	var buf [16]int32
	path := buf[:0]
	for ; i > 0; i = t.nodes[i].parent {
		path = append(path, i)
	}
	var b strings.Builder
	for k := len(path) - 1; k >= 0; k-- {
		b.WriteByte('/')
		n := &t.nodes[path[k]]
		if t.nodes[n.parent].kind == Array {
			b.WriteString(strconv.Itoa(int(n.ord)))
			continue
		}
		b.WriteString(escapePointer(t.key(path[k])))
	}
	return b.String()
}

// Pointer joins the parts to a JSON pointer (RFC 6901).
func Pointer(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteByte('/')
		b.WriteString(escapePointer(p))
	}
	return b.String()
}

func escapePointer(s string) string {
	if !strings.ContainsAny(s, "~/") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
}

// PointerParts is the inverse of Pointer.
func PointerParts(pointer string) []string {
	if pointer == "" {
		return nil
	}
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, part := range parts {
		parts[i] = unescapePointer(part)
	}
	return parts
}

func unescapePointer(s string) string {
	if !strings.Contains(s, "~") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "~1", "/"), "~0", "~")
}

// resolve follows a pointer as far as the document goes. It returns the last
// value reached and whether that is the one named.
func (t *tree) resolve(pointer string) (Node, bool) {
	at := t.root()
	if !at.Exists() {
		return at, false
	}
	rest := pointer
	for rest != "" {
		if rest[0] != '/' {
			return at, false
		}
		part, tail, more := strings.Cut(rest[1:], "/")
		if rest = ""; more {
			rest = pointer[len(pointer)-len(tail)-1:]
		}
		next := at.step(unescapePointer(part))
		if !next.Exists() {
			return at, false
		}
		at = next
	}
	return at, true
}

// step returns the member or, in an array, the element that one part of a
// path names.
func (n Node) step(part string) Node {
	if n.Kind() == Array {
		if index, ok := arrayIndex(part); ok {
			return n.At(index)
		}
		return Node{}
	}
	return n.Get(part)
}

// arrayIndex reads a decimal index without sign or leading zeros.
func arrayIndex(s string) (int, bool) {
	if s == "" || len(s) > 9 || (s[0] == '0' && len(s) > 1) {
		return 0, false
	}
	v := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, true
}
