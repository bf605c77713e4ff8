package flow

import (
	"iter"
	"strconv"
	"strings"
)

// Kind says what a JSON value is.
type Kind uint8

// The kinds of values. Missing is the kind of what is not in the document.
const (
	Missing Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

var kindNames = [...]string{"missing", "null", "boolean", "number", "string", "array", "object"}

// String returns the JSON word for the kind ("boolean", "object" …).
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Node is one value of a document: a small handle that is cheap to copy. The
// zero Node is Missing, and every method works on it, so that a chain such as
// Get("Parameters").Get("Text") needs no checks in between. A Node stays
// valid, and keeps describing the same text, after the document was edited.
type Node struct {
	t *tree
	i int32
}

// Kind returns what the value is, Missing when there is none.
func (n Node) Kind() Kind {
	if n.t == nil {
		return Missing
	}
	return n.t.nodes[n.i].kind
}

// Exists reports whether the document holds the value, be it null.
func (n Node) Exists() bool { return n.t != nil }

// Raw returns the value's own text as it stands in the file.
func (n Node) Raw() string {
	if n.t == nil {
		return ""
	}
	return n.t.raw(n.i)
}

// Text returns a string's decoded content, and for a number, boolean or null
// the literal as written. It is empty for arrays, objects and Missing. Half a
// surrogate pair reads as U+FFFD.
func (n Node) Text() string {
	if n.t == nil {
		return ""
	}
	nd := &n.t.nodes[n.i]
	switch nd.kind {
	case String:
		if nd.flags&flagEscaped == 0 {
			return unquoted(n.t.raw(n.i))
		}
		return strings.ToValidUTF8(decodeString(n.t.raw(n.i)), "\uFFFD")
	case Null, Bool, Number:
		return n.t.raw(n.i)
	default:
		return ""
	}
}

// Float returns the value of a number. Numbers beyond a float64 are not ok.
func (n Node) Float() (value float64, ok bool) {
	if n.Kind() != Number {
		return 0, false
	}
	f, err := strconv.ParseFloat(n.t.raw(n.i), 64)
	return f, err == nil
}

// Len returns the number of members or elements; 0 for everything else.
// Members with the same name count each.
func (n Node) Len() int {
	if n.t == nil {
		return 0
	}
	return int(n.t.nodes[n.i].count)
}

// Get returns the member of that name, the last one when there are several,
// Missing when there is none or the value is not an object.
func (n Node) Get(key string) Node {
	if n.t == nil || n.t.nodes[n.i].kind != Object {
		return Node{}
	}
	if i := n.t.member(n.i, key); i >= 0 {
		return Node{n.t, i}
	}
	return Node{}
}

// At returns element i of an array, counted from 0.
func (n Node) At(i int) Node {
	if n.t == nil || n.t.nodes[n.i].kind != Array {
		return Node{}
	}
	if e := n.t.child(n.i, i); e >= 0 {
		return Node{n.t, e}
	}
	return Node{}
}

// Members yields the members of an object in file order, duplicates included.
func (n Node) Members() iter.Seq2[string, Node] {
	return func(yield func(string, Node) bool) {
		if n.Kind() != Object {
			return
		}
		for c := n.i + 1; c < n.t.nodes[n.i].next; c = n.t.nodes[c].next {
			if !yield(strings.ToValidUTF8(n.t.key(c), "\uFFFD"), Node{n.t, c}) {
				return
			}
		}
	}
}

// Elements yields the elements of an array with their indexes.
func (n Node) Elements() iter.Seq2[int, Node] {
	return func(yield func(int, Node) bool) {
		if n.Kind() != Array {
			return
		}
		index := 0
		for c := n.i + 1; c < n.t.nodes[n.i].next; c = n.t.nodes[c].next {
			if !yield(index, Node{n.t, c}) {
				return
			}
			index++
		}
	}
}

// Pointer returns the value's place as a JSON pointer (RFC 6901), "" for the
// root and for Missing.
func (n Node) Pointer() string {
	if n.t == nil {
		return ""
	}
	return n.t.pointer(n.i)
}

// Offset returns the byte offset of the value in the file, -1 when Missing.
func (n Node) Offset() int {
	if n.t == nil {
		return -1
	}
	return int(n.t.nodes[n.i].start)
}
