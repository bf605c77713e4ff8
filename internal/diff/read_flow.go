package diff

import (
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
)

// readFlow takes a flow or module of the flow language apart. Everything in
// the file lands somewhere; empty Parameters, Transitions, Errors, Conditions
// and Metadata are as good as absent.
func (s *side) readFlow(d *flow.Document) {
	root := d.Root()
	s.start, s.startName = root.Get("StartAction"), "StartAction"
	s.fields = members(nil, root, "Actions", "StartAction", "Metadata")
	s.readActions(d)
	meta := root.Get("Metadata")
	if meta.Exists() && meta.Kind() != flow.Object {
		s.fields = append(s.fields, field{[]string{"Metadata"}, meta})
		return
	}
	s.entry = meta.Get("entryPointPosition")
	s.fields = append(s.fields, members([]string{"Metadata"}, meta, "ActionMetadata", "Annotations", "entryPointPosition")...)
	s.readOrphans(d, meta.Get("ActionMetadata"))
	s.readNotes(meta.Get("Annotations"))
}

func (s *side) readActions(d *flow.Document) {
	list := d.Root().Get("Actions")
	s.fields = append(s.fields, odd([]string{"Actions"}, list)...)
	seen := map[string]bool{}
	for _, a := range d.Actions() {
		b := &block{id: a.ID, kind: a.Type, node: a.Node}
		if !seen[a.ID] {
			b.meta = a.Metadata
		}
		seen[a.ID] = true
		b.readAction(&a)
		s.blocks = append(s.blocks, b)
	}
}

// odd makes fields of what should be a list of objects and is not, or not
// only.
func odd(path []string, list flow.Node) []field {
	if list.Exists() && list.Kind() != flow.Array {
		return []field{{path, list}}
	}
	var out []field
	for _, e := range list.Elements() {
		if e.Kind() != flow.Object {
			out = append(out, field{below(path, "#"+strconv.Itoa(len(out))), e})
		}
	}
	return out
}

// readOrphans keeps metadata of blocks that are not there.
func (s *side) readOrphans(d *flow.Document, entries flow.Node) {
	for _, f := range container([]string{"Metadata", "ActionMetadata"}, entries) {
		if len(f.path) < 3 {
			s.fields = append(s.fields, f)
			continue
		}
		if _, there := d.Action(f.path[2]); !there && !emptyObject(f.node) {
			s.fields = append(s.fields, f)
		}
	}
}

func emptyObject(n flow.Node) bool { return n.Kind() == flow.Object && n.Len() == 0 }

func (s *side) readNotes(list flow.Node) {
	path := []string{"Metadata", "Annotations"}
	s.fields = append(s.fields, odd(path, list)...)
	seen := map[string]int{}
	for _, e := range list.Elements() {
		if e.Kind() != flow.Object {
			continue
		}
		id := e.Get("id").Text()
		s.notes = append(s.notes, note{id: id, nth: seen[id], node: e, position: e.Get("position"), fields: members(nil, e, "position")})
		seen[id]++
	}
}

func (b *block) readAction(a *flow.Action) {
	identifier, kind := a.Node.Get("Identifier"), a.Node.Get("Type")
	for name, n := range map[string]flow.Node{"Identifier": identifier, "Type": kind} {
		if n.Exists() && n.Kind() != flow.String {
			b.rest = append(b.rest, field{[]string{name}, n})
		}
	}
	b.params = container([]string{"Parameters"}, a.Parameters)
	b.rest = append(b.rest, members(nil, a.Node, "Identifier", "Type", "Parameters", "Transitions")...)
	b.rest = append(b.rest, container([]string{"Transitions"}, a.Transitions, "NextAction", "Errors", "Conditions")...)
	b.readMetadata([]string{"ActionMetadata"}, b.meta)
	b.readTransitions(a.Transitions)
}

func (b *block) readMetadata(path []string, meta flow.Node) {
	b.position = meta.Get("position")
	b.data = container(path, meta, "position")
}

func (b *block) readTransitions(t flow.Node) {
	if next := t.Get("NextAction"); next.Exists() {
		b.branches = append(b.branches, branch{key: "next", path: "/Transitions/NextAction", name: flow.Branch{Kind: flow.BranchNext}, target: next})
	}
	seen := map[string]int{}
	add := func(path []string, key string, name flow.Branch, entry flow.Node, skip ...string) {
		name.Nth = seen[key]
		seen[key]++
		key += " " + strconv.Itoa(name.Nth)
		b.branches = append(b.branches, branch{key: key, path: flow.Pointer(path...), name: name, target: entry.Get("NextAction")})
		b.rest = append(b.rest, members(below(path, key), entry, append(skip, "NextAction")...)...)
	}
	path := []string{"Transitions", "Conditions"}
	b.rest = append(b.rest, odd(path, t.Get("Conditions"))...)
	for _, e := range t.Get("Conditions").Elements() {
		if e.Kind() == flow.Object {
			key, name := conditionOf(e.Get("Condition"))
			add(path, key, name, e, "Condition")
		}
	}
	path = []string{"Transitions", "Errors"}
	b.rest = append(b.rest, odd(path, t.Get("Errors"))...)
	for _, e := range t.Get("Errors").Elements() {
		if e.Kind() == flow.Object {
			kind := e.Get("ErrorType")
			add(path, "error "+canonical(kind), flow.Branch{Kind: flow.BranchError, Error: kind.Text()}, e, "ErrorType")
		}
	}
}

// conditionOf is a condition's key, all that it says, and its name.
func conditionOf(test flow.Node) (key string, name flow.Branch) {
	name = flow.Branch{Kind: flow.BranchCondition, Operator: test.Get("Operator").Text()}
	for _, o := range test.Get("Operands").Elements() {
		name.Operands = append(name.Operands, o.Text())
	}
	return "condition " + canonical(test), name
}
