package flow

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ValueEdit is one change of a JSON text that is no flow, such as a module's
// settings. Exactly one of Value, Rename and Remove says what becomes of the
// value at Path: Value puts it there and makes the objects that are missing on
// the way, Rename gives the member another name where it stands.
type ValueEdit struct {
	Path   []string
	Value  json.RawMessage
	Rename string
	Remove bool
}

// ErrNoSuchValue is returned by EditValues for a path that leads nowhere, or
// into an object with two members of one name.
var ErrNoSuchValue = errors.New("flow: nothing can be edited at this path")

// EditValues applies the edits in their order, or none of them. As with a
// flow, what they do not touch keeps its bytes, and new text is laid out like
// its neighbours.
func EditValues(text string, edits ...ValueEdit) (string, error) {
	t := parse(text)
	if t.broken || len(t.nodes) == 0 {
		return "", fmt.Errorf("edit values: the text is no JSON: %w", ErrNoSuchValue)
	}
	e := &editor{base: t, root: treeValue(t, 0), style: styleOf(t)}
	for i := range edits {
		if r := e.editValue(&edits[i]); r != nil {
			return "", fmt.Errorf("edit values: %s: %w", r.Message, ErrNoSuchValue)
		}
	}
	if !e.root.dirty {
		return text, nil
	}
	after, _ := e.print()
	return after.src, nil
}

func (e *editor) editValue(edit *ValueEdit) *Rejection {
	switch {
	case len(edit.Path) == 0:
		return badOp("", "The edit lacks its path.")
	case edit.Remove:
		_, _, r := e.cut(e.root, edit.Path, 0, 0, "")
		return r
	case edit.Rename != "":
		return e.renameMember(edit.Path, edit.Rename)
	}
	t, r := argument(edit.Value, "value", "")
	if r != nil {
		return r
	}
	_, r = e.put(e.root, edit.Path, 0, t, "")
	return r
}

func (e *editor) renameMember(path []string, name string) *Rejection {
	at := e.root
	for k, part := range path {
		if at.kind != Object && at.kind != Array {
			return noSuchPath("", path)
		}
		if r := e.enter(at, false, ""); r != nil {
			return r
		}
		it, _ := at.child(part)
		last := k == len(path)-1
		if it == nil || last && (at.kind != Object || name != part && at.find(name) != nil) {
			return noSuchPath("", path)
		}
		if last {
			at.rekey(it, name, appendQuoted(nil, name, e.style.escape))
			return nil
		}
		at = it.val
	}
	return nil
}
