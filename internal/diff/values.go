package diff

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// field is a value with its path from whatever owns it.
type field struct {
	path []string
	node flow.Node
}

// members makes a field of each member that skip does not name. Of members
// with one name the last counts, as everywhere.
func members(prefix []string, n flow.Node, skip ...string) []field {
	var out []field
	at := map[string]int{}
	for key, m := range n.Members() {
		if slices.Contains(skip, key) {
			continue
		}
		if i, seen := at[key]; seen {
			out[i].node = m
			continue
		}
		at[key] = len(out)
		out = append(out, field{below(prefix, key), m})
	}
	return out
}

// container is members for an object that may as well be absent; anything
// else stands for itself.
func container(prefix []string, n flow.Node, skip ...string) []field {
	if n.Exists() && n.Kind() != flow.Object {
		return []field{{prefix, n}}
	}
	return members(prefix, n, skip...)
}

func below(prefix []string, key string) []string {
	return append(prefix[:len(prefix):len(prefix)], key)
}

// visit is told of a value that is not as it was.
type visit func(path []string, a, b flow.Node)

// compareFields compares two sets of fields by path: in the order of the new
// one, then what is there no longer.
func compareFields(old, now []field, differs visit) {
	was := make(map[string]flow.Node, len(old))
	for _, f := range old {
		was[flow.Pointer(f.path...)] = f.node
	}
	for _, f := range now {
		at := flow.Pointer(f.path...)
		values(f.path, was[at], f.node, differs)
		delete(was, at)
	}
	for _, f := range old {
		if n, gone := was[flow.Pointer(f.path...)]; gone {
			values(f.path, n, flow.Node{}, differs)
		}
	}
}

// values tells the smallest parts in which two values differ: members of
// objects, elements of lists of objects that are as long as they were. It
// tells at least one when they are not equal, and reads each part once: texts
// may be large and deep.
func values(path []string, a, b flow.Node, differs visit) {
	if a.Kind() == b.Kind() && a.Raw() == b.Raw() {
		return
	}
	told := false
	tell := func(path []string, a, b flow.Node) {
		told = true
		differs(path, a, b)
	}
	switch {
	case a.Kind() == flow.Object && b.Kind() == flow.Object:
		compareFields(members(path, a), members(path, b), tell)
		if !told && (halfPairs(a) || halfPairs(b)) && !equal(a, b) {
			differs(path, a, b)
		}
	case sameShape(a, b):
		old := elements(a)
		for i, m := range b.Elements() {
			values(below(path, strconv.Itoa(i)), old[i], m, tell)
		}
	case !equal(a, b):
		differs(path, a, b)
	}
}

// halfPairs reports whether names may hold halves of surrogate pairs, which
// read alike and are not.
func halfPairs(n flow.Node) bool {
	return strings.Contains(n.Raw(), `\ud`) || strings.Contains(n.Raw(), `\uD`)
}

func elements(list flow.Node) []flow.Node {
	out := make([]flow.Node, 0, list.Len())
	for _, e := range list.Elements() {
		out = append(out, e)
	}
	return out
}

// sameShape reports whether two lists are of objects and equally long.
func sameShape(a, b flow.Node) bool {
	if a.Kind() != flow.Array || b.Kind() != flow.Array || a.Len() != b.Len() {
		return false
	}
	for _, list := range []flow.Node{a, b} {
		for _, e := range list.Elements() {
			if e.Kind() != flow.Object {
				return false
			}
		}
	}
	return true
}

// equal reports whether two values mean the same JSON.
func equal(a, b flow.Node) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	if a.Raw() == b.Raw() {
		return true
	}
	return canonical(a) == canonical(b)
}

// canonical is a value's canonical text, "" when it is missing. What has no
// canonical form (a number beyond a double, text of a broken file) is its own
// text without the spaces between.
func canonical(n flow.Node) string {
	raw := n.Raw()
	switch n.Kind() {
	case flow.Missing, flow.Null, flow.Bool:
		return raw
	case flow.String:
		if !strings.Contains(raw, `\`) {
			return raw
		}
	}
	if text, err := flow.Canonical([]byte(raw)); err == nil {
		return string(text)
	}
	return compact(n)
}

func compact(n flow.Node) string {
	var b strings.Builder
	switch n.Kind() {
	case flow.Object:
		list := members(nil, n)
		slices.SortFunc(list, func(x, y field) int { return strings.Compare(x.path[0], y.path[0]) })
		b.WriteByte('{')
		for i, m := range list {
			if i > 0 {
				b.WriteByte(',')
			}
			b.Write(quote(m.path[0]))
			b.WriteByte(':')
			b.WriteString(canonical(m.node))
		}
		b.WriteByte('}')
	case flow.Array:
		b.WriteByte('[')
		for i, e := range n.Elements() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(canonical(e))
		}
		b.WriteByte(']')
	default:
		return n.Raw()
	}
	return b.String()
}

// value is a node as JSON for the result, nil when it is missing. Text of a
// broken file that is no JSON is told as a string.
func value(n flow.Node) json.RawMessage {
	if !n.Exists() {
		return nil
	}
	text := strings.ToValidUTF8(canonical(n), "\uFFFD")
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	return quote(text)
}

func quote(s string) json.RawMessage {
	b, _ := json.Marshal(s)
	return b
}
