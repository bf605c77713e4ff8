package legacy

import "switchyard.dev/switchyard/internal/flow"

// actionMetadata is what the designer keeps of the block: position, names of
// resources, ids of conditions. The console carries the old members except
// those that are null, and keeps resources' names under parameters.
func (b *block) actionMetadata() *object {
	out := &object{}
	for key, n := range b.node.Get("metadata").Members() {
		if n.Kind() != flow.Null {
			out.set(n, key)
		}
	}
	if len(b.display) > 0 {
		out.set(&b.display, "parameters")
	}
	for _, m := range b.added {
		if out.index(m.key) < 0 {
			out.set(m.value, m.key)
		}
	}
	return out
}

// flowMetadata carries what the old file says of the flow. The hash is of the
// old content and is left out.
func flowMetadata(root flow.Node, actions *object) *object {
	out := &object{}
	for key, n := range root.Get("metadata").Members() {
		switch {
		case key == "hash":
		case key == "description" && n.Kind() == flow.Null:
			out.set("", key) // as the console writes it
		case n.Kind() != flow.Null:
			out.set(n, key)
		}
	}
	if kind := root.Get("type"); kind.Kind() == flow.String {
		out.set(kind, "type")
	}
	out.set(actions, "ActionMetadata")
	return out
}
