package legacy

import (
	"fmt"

	"switchyard.dev/switchyard/internal/flow"
)

// block is one old module on its way to an action. Whoever carries a
// parameter or a branch marks it as used; what is left over is noted.
type block struct {
	node     flow.Node
	flowType string
	id       string
	kind     string // the old type
	target   string // what a Transfer or GetUserInput is about: Queue, Lex …
	given    []*parameter
	branches []*branch
	shares   int // of PercentileBranching, added up so far

	parameters object // of the action
	display    object // Metadata.ActionMetadata[id].parameters: the names of resources
	added      object // further members of the action's metadata
	notes      []Note
}

type parameter struct {
	node      flow.Node
	name      string
	namespace string
	key       string
	resource  string // the resource's name
	used      bool
}

type branch struct {
	node      flow.Node
	condition string
	target    string
	used      bool
}

func newBlock(node flow.Node, flowType string) *block {
	b := &block{node: node, flowType: flowType, id: textOf(node.Get("id")), kind: textOf(node.Get("type")), target: textOf(node.Get("target"))}
	b.list("parameters")
	b.list("branches")
	for _, n := range node.Get("parameters").Elements() {
		b.given = append(b.given, &parameter{
			node: n, name: textOf(n.Get("name")), namespace: textOf(n.Get("namespace")),
			key: textOf(n.Get("key")), resource: textOf(n.Get("resourceName")),
		})
	}
	for _, n := range node.Get("branches").Elements() {
		b.branches = append(b.branches, &branch{node: n, condition: textOf(n.Get("condition")), target: textOf(n.Get("transition"))})
	}
	return b
}

// list notes a member that should be an array and is something else.
func (b *block) list(name string) {
	n := b.node.Get(name)
	if kind := n.Kind(); kind != flow.Array && kind != flow.Missing && kind != flow.Null {
		b.note(Lost, n, "The block's %s are no list.", name)
	}
}

func (b *block) note(kind Kind, at flow.Node, format string, args ...any) {
	b.notes = append(b.notes, Note{Kind: kind, Block: b.id, Type: b.kind, Pointer: at.Pointer(), Message: fmt.Sprintf(format, args...)})
}

// take returns the first parameter of that name that nobody took, nil when
// there is none.
func (b *block) take(name string) *parameter {
	for _, p := range b.given {
		if p.name == name && !p.used {
			p.used = true
			return p
		}
	}
	return nil
}

// plain returns the text of a parameter that has no place of its own in the
// flow language but says how others are meant.
func (b *block) plain(name string) string {
	p := b.take(name)
	if p == nil {
		return ""
	}
	value := p.node.Get("value")
	if p.namespace != "" {
		b.note(Lost, value, "%s is read from %q at run time, which the new block cannot do. Choose a value.", name, p.namespace)
		return ""
	}
	return value.Text()
}

// has reports whether the block has a branch of that condition.
func (b *block) has(condition string) bool {
	for _, br := range b.branches {
		if br.condition == condition {
			return true
		}
	}
	return false
}

// value returns a parameter's value as the flow language writes it: a
// reference where the parameter names one. ok is false when there is none, or
// none that can be written, which is noted.
func (b *block) value(p *parameter) (text string, ok bool) {
	return b.written(p, p.node.Get("value"))
}

func (b *block) written(p *parameter, value flow.Node) (text string, ok bool) {
	switch value.Kind() {
	case flow.Missing, flow.Null:
		return "", false
	case flow.Array, flow.Object:
		b.note(Lost, value, "%s has a value that is neither text nor number.", p.name)
		return "", false
	default:
		text = value.Text()
	}
	if p.namespace == "" || text == "" {
		return text, true
	}
	path, ok := reference(p.namespace, text)
	if !ok {
		b.note(Lost, value, "%s reads %q of %q, for which the flow language has no reference. Choose another value.", p.name, text, p.namespace)
	}
	return path, ok
}

// leftovers notes what no rule carried.
func (b *block) leftovers() {
	for _, p := range b.given {
		if !p.used {
			b.note(Lost, p.node, "The parameter %q (%s) has no place in the new block.", p.name, p.node.Get("value").Text())
		}
	}
	for _, br := range b.branches {
		if !br.used {
			b.note(Lost, br.node, "The branch %q to %q has no place in the new block.", br.condition, br.target)
		}
	}
	for key, n := range b.node.Members() {
		if !moduleKeys[key] {
			b.note(Lost, n, "The block's member %q has no place in the flow language.", key)
		}
	}
}

// moduleKeys are the members of a module.
var moduleKeys = map[string]bool{"id": true, "type": true, "branches": true, "parameters": true, "metadata": true, "target": true}
