package legacy

import (
	"bytes"
	"encoding/json"

	"switchyard.dev/switchyard/internal/flow"
)

// object is a JSON object whose members keep the order in which they were set.
// Values are strings, booleans, *object, []any and flow.Node (printed as it
// stands in the old file).
type object []member

type member struct {
	key   string
	value any
}

// set puts a value at a path, making the objects on the way. A member that is
// set again keeps its place.
func (o *object) set(value any, path ...string) {
	at := o.index(path[0])
	if at < 0 {
		*o = append(*o, member{key: path[0]})
		at = len(*o) - 1
	}
	if len(path) == 1 {
		(*o)[at].value = value
		return
	}
	inner, ok := (*o)[at].value.(*object)
	if !ok {
		inner = &object{}
		(*o)[at].value = inner
	}
	inner.set(value, path[1:]...)
}

func (o *object) index(key string) int {
	for i, m := range *o {
		if m.key == key {
			return i
		}
	}
	return -1
}

func print(out *bytes.Buffer, v any) {
	switch v := v.(type) {
	case *object:
		out.WriteByte('{')
		for i, m := range *v {
			if i > 0 {
				out.WriteByte(',')
			}
			printText(out, m.key)
			out.WriteByte(':')
			print(out, m.value)
		}
		out.WriteByte('}')
	case []any:
		out.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			print(out, e)
		}
		out.WriteByte(']')
	case string:
		printText(out, v)
	case bool:
		if v {
			out.WriteString("true")
		} else {
			out.WriteString("false")
		}
	case flow.Node:
		out.WriteString(v.Raw())
	default:
		out.WriteString("null")
	}
}

func printText(out *bytes.Buffer, s string) {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)           // a string always encodes, and a buffer takes it
	out.Truncate(out.Len() - 1) // the line break that Encode adds
}

// textOf is a string's content, "" for every other kind.
func textOf(n flow.Node) string {
	if n.Kind() != flow.String {
		return ""
	}
	return n.Text()
}
