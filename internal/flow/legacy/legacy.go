// Package legacy converts the old export format ("modules") into the flow
// language, as the console did until it stopped importing such files.
//
// Laws:
//   - Convert never fails and never panics, whatever the document holds.
//   - The same document gives the same bytes.
//   - Identifiers, positions and targets stay as they are.
//   - Nothing is dropped in silence: a parameter or a branch is either carried
//     or named by a note. What has no meaning in the flow language (a hash of
//     the old content, MaxDigits of a menu, which always takes one key) is not
//     noted; docs/legacy.md lists it.
//
// The evidence for each conversion is in docs/legacy.md: pairs of old and new
// exports with the same identifiers.
package legacy

import (
	"bytes"
	"encoding/json"
	"fmt"

	"switchyard.dev/switchyard/internal/flow"
)

// Kind says what a note is about.
type Kind string

// The kinds of notes. After NotAFlow there is no text.
const (
	Lost     Kind = "lost"      // it could not be carried
	NameOnly Kind = "name-only" // a resource is known by its name alone: its id must be chosen
	Added    Kind = "added"     // the flow language requires what the old format did not have
	NotAFlow Kind = "not-a-flow"
)

// Note is one thing to know about a conversion. Message tells a person what
// it is and what to do.
type Note struct {
	Kind    Kind   `json:"kind"`
	Block   string `json:"block"`   // the identifier, "" when the note is about the whole flow
	Type    string `json:"type"`    // the block's old type
	Pointer string `json:"pointer"` // where it stands in the old file
	Message string `json:"message"`
}

// Report tells what became of a document.
type Report struct {
	Converted bool   `json:"converted"` // false: the text was in the flow language already, or is none
	Blocks    int    `json:"blocks"`
	Notes     []Note `json:"notes"`
}

// Count returns the number of notes of a kind.
func (r Report) Count(kind Kind) int {
	n := 0
	for _, note := range r.Notes {
		if note.Kind == kind {
			n++
		}
	}
	return n
}

// Complete reports whether everything was carried.
func (r Report) Complete() bool { return r.Count(Lost)+r.Count(NotAFlow) == 0 }

// Convert returns the document in the flow language. A document that is in it
// already comes back byte for byte; one that is no flow gives no text and the
// reason as a note.
//
// The text is indented by two spaces, as most exports in repositories are: a
// converted flow is read, compared and committed before it is uploaded.
func Convert(doc *flow.Document) ([]byte, Report) {
	if problem := doc.Unsound(); problem != nil {
		return nil, refused(problem.Pointer, "The file is not readable JSON. "+problem.Message)
	}
	switch doc.Format() {
	case flow.FormatFlow, flow.FormatModule:
		return doc.Bytes(), Report{}
	case flow.FormatLegacy:
		return convert(doc)
	default:
		return nil, refused("", "This is not a flow: it has neither Actions nor modules at its top level. Choose a flow's export.")
	}
}

func refused(pointer, message string) Report {
	return Report{Notes: []Note{{Kind: NotAFlow, Pointer: pointer, Message: message}}}
}

// converter holds what is gathered over the blocks of one document.
type converter struct {
	flowType string
	seen     map[string]bool
	actions  []any
	metadata *object
	notes    []Note
}

func convert(doc *flow.Document) ([]byte, Report) {
	root := doc.Root()
	c := &converter{flowType: doc.Type(), seen: map[string]bool{}, actions: []any{}, metadata: &object{}}
	for index, node := range root.Get("modules").Elements() {
		c.module(index, node)
	}
	for key, node := range root.Members() {
		if !topLevel[key] {
			c.notes = append(c.notes, Note{Kind: Lost, Pointer: node.Pointer(), Message: fmt.Sprintf("The flow language has no top-level %q.", key)})
		}
	}
	out := &object{}
	out.set("2019-10-30", "Version")
	out.set(textOf(root.Get("start")), "StartAction")
	out.set(flowMetadata(root, c.metadata), "Metadata")
	out.set(c.actions, "Actions")
	return indented(out), Report{Converted: true, Blocks: len(c.actions), Notes: c.notes}
}

// topLevel are the members of an old export.
var topLevel = map[string]bool{"modules": true, "version": true, "type": true, "start": true, "metadata": true}

func (c *converter) module(index int, node flow.Node) {
	if node.Kind() != flow.Object {
		c.notes = append(c.notes, Note{Kind: Lost, Pointer: node.Pointer(), Message: "This element of modules is no block: it is not an object."})
		return
	}
	b := newBlock(node, c.flowType)
	c.identify(b, index)
	rule := b.rule()
	for _, take := range rule.parameters {
		take(b)
	}
	transitions := b.transitions(rule)
	b.leftovers()

	action := &object{}
	action.set(&b.parameters, "Parameters")
	action.set(b.id, "Identifier")
	action.set(rule.action, "Type")
	action.set(transitions, "Transitions")
	c.actions = append(c.actions, action)
	c.metadata.set(b.actionMetadata(), b.id)
	c.notes = append(c.notes, b.notes...)
}

// identify keeps the identifier; a block without one gets a free one.
func (c *converter) identify(b *block, index int) {
	if b.id == "" {
		for b.id = fmt.Sprintf("block-%d", index+1); c.seen[b.id]; {
			b.id += "-"
		}
		b.note(Lost, b.node, "The block has no id, so that no branch can lead to it. It is %q now.", b.id)
	}
	if c.seen[b.id] {
		b.note(Lost, b.node, "Two blocks have the id %q: branches lead to the first of them. Rename one.", b.id)
	}
	c.seen[b.id] = true
}

// indented prints with the escapes that JSON needs and no more.
func indented(v any) []byte {
	var compact, out bytes.Buffer
	print(&compact, v)
	if err := json.Indent(&out, compact.Bytes(), "", "  "); err != nil {
		return compact.Bytes()
	}
	out.WriteByte('\n')
	return out.Bytes()
}
