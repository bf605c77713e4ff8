// Package diff says what changed between two flows, in the words of those who
// design them: blocks, parameters, branches, not lines.
//
// Laws, each a property test:
//
//  1. Nothing is reported exactly when the two texts mean the same: layout,
//     order of members, order of Actions and Errors and order of conditions
//     of which at most one can match say nothing.
//  2. Compare(b, a) is Compare(a, b) with added and removed, old and new
//     exchanged.
//  3. A moved block hides nothing: moves stand apart, after the changes.
//  4. No input stops it. What cannot be read is a Problem, and two texts of
//     which one cannot be read as a whole are the same only byte for byte.
package diff

import (
	"encoding/json"

	"switchyard.dev/switchyard/internal/flow"
)

// Kind says what happened.
type Kind string

// The kinds of changes. They are a contract with pipelines.
const (
	FlowChanged      Kind = "flow_changed"      // Path: a member of the flow itself, such as Version, Settings, its name
	StartChanged     Kind = "start_changed"     // Old and New: identifiers
	Added            Kind = "added"             // New: the action
	Removed          Kind = "removed"           // Old: the action
	Renamed          Kind = "renamed"           // Old and New: identifiers
	TypeChanged      Kind = "type_changed"      // Old and New: action types
	ParameterChanged Kind = "parameter_changed" // Path, Label
	Rewired          Kind = "rewired"           // Branch, Label; Old and New: identifiers, "" for not wired
	BranchAdded      Kind = "branch_added"      // Branch, Label; New: where it leads
	BranchRemoved    Kind = "branch_removed"    // Branch, Label; Old: where it led
	Reordered        Kind = "reordered"         // Old and New: the conditions' labels, of which the first match wins
	MetadataChanged  Kind = "metadata_changed"  // Path: what the console keeps beside a block; callers do not notice
	ContentChanged   Kind = "content_changed"   // Path: a part of an action that the flow language does not know
	NoteAdded        Kind = "note_added"        // Note; New: the annotation
	NoteRemoved      Kind = "note_removed"      // Note; Old: the annotation
	NoteChanged      Kind = "note_changed"      // Note, Path
)

// Change is one thing that is not as it was.
type Change struct {
	Kind    Kind            `json:"kind"`
	Block   string          `json:"block"`              // identifier in the new flow, of a removed block in the old; "" for the flow itself
	Type    string          `json:"type,omitempty"`     // of the block
	Name    string          `json:"name"`               // what people call the block, the note or the flow
	Path    string          `json:"path"`               // JSON pointer from the block, the note or the flow
	Label   string          `json:"label"`              // of the parameter or branch, for people
	Branch  *flow.Branch    `json:"branch,omitempty"`   // as operations name it
	Note    string          `json:"note,omitempty"`     // id of the annotation
	Old     json.RawMessage `json:"old,omitempty"`      // absent: it was not there
	New     json.RawMessage `json:"new,omitempty"`      // absent: it is there no longer
	OldName string          `json:"old_name,omitempty"` // of the block or the kind of block that Old names
	NewName string          `json:"new_name,omitempty"`
}

// Move is a block, a note or the entry point that stands elsewhere.
type Move struct {
	Block string          `json:"block"` // "" for a note and for the entry point
	Note  string          `json:"note,omitempty"`
	Name  string          `json:"name"`
	Old   json.RawMessage `json:"old,omitempty"`
	New   json.RawMessage `json:"new,omitempty"`
}

// Problem is what could not be compared. Message names line and column.
type Problem struct {
	Side    string `json:"side"` // old or new
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Result is what changed, in the order of the new flow from its start; removed
// blocks stand where they stood in the old one.
type Result struct {
	Same     bool      `json:"same"`
	Changes  []Change  `json:"changes"`
	Moves    int       `json:"moves"`
	Moved    []Move    `json:"moved"`
	Problems []Problem `json:"problems"`
}

// Compare returns what changed from old to now.
func Compare(old, now *flow.Document) *Result {
	r := &Result{Changes: []Change{}, Moved: []Move{}, Problems: []Problem{}}
	unread(r, "old", old)
	unread(r, "new", now)
	if old.String() == now.String() {
		r.Same = true
		return r
	}
	if (old.Format() == flow.FormatLegacy) != (now.Format() == flow.FormatLegacy) {
		r.formats(old, now)
		return r
	}
	c := &comparer{result: r, old: read(old), now: read(now)}
	c.match()
	c.run()
	r.Moves = len(r.Moved)
	r.Same = len(r.Changes) == 0 && r.Moves == 0 && len(r.Problems) == 0
	return r
}

// unread says what of a document is not compared.
func unread(r *Result, side string, d *flow.Document) {
	if p := d.Unsound(); p != nil {
		r.Problems = append(r.Problems, Problem{side, p.Code, p.Message + " Only what stands before it was compared."})
	}
}

// formats is the answer for an old export beside a file in the flow language:
// types and parameters have other names there, so block by block nothing
// could be said that is true.
func (r *Result) formats(old, now *flow.Document) {
	r.Changes = append(r.Changes, Change{
		Kind: FlowChanged, Name: flowName, Label: "Format", Old: quote(string(old.Format())), New: quote(string(now.Format())),
	})
	side := "old"
	if now.Format() == flow.FormatLegacy {
		side = "new"
	}
	r.Problems = append(r.Problems, Problem{
		side, "other-format", "This is an export of the old designer and the other one is not. Convert it first (switchyard convert), then compare.",
	})
}

// comparer is one comparison.
type comparer struct {
	result   *Result
	old, now *side
	toNew    []int // index of an old block in the new flow, -1: removed
	toOld    []int
	renamed  map[string]string // old identifier → new one
}

func (c *comparer) run() {
	compareFields(c.old.fields, c.now.fields, func(path []string, a, b flow.Node) {
		c.add(Change{Kind: FlowChanged, Name: flowName, Path: flow.Pointer(path...), Label: flowLabel(path), Old: value(a), New: value(b)})
	})
	c.start()
	for _, at := range c.order() {
		switch {
		case at.now < 0:
			gone := c.old.blocks[at.old]
			c.add(change(Removed, gone, Change{Old: value(gone.node)}))
		case at.old < 0:
			fresh := c.now.blocks[at.now]
			c.add(change(Added, fresh, Change{New: value(fresh.node)}))
		default:
			c.block(c.old.blocks[at.old], c.now.blocks[at.now])
		}
	}
	c.notes()
	c.move(Move{Name: "Entry point"}, c.old.entry, c.now.entry)
}

func (c *comparer) add(change Change) { c.result.Changes = append(c.result.Changes, change) }

// change fills in whose change it is.
func change(kind Kind, b *block, rest Change) Change {
	rest.Kind, rest.Block, rest.Type, rest.Name = kind, b.id, b.kind, b.name()
	return rest
}

func (c *comparer) move(m Move, a, b flow.Node) {
	if !equal(a, b) {
		m.Old, m.New = value(a), value(b)
		c.result.Moved = append(c.result.Moved, m)
	}
}

func (c *comparer) start() {
	a, b := c.old.start, c.now.start
	if !c.sameTarget(a, b) {
		c.add(Change{
			Kind: StartChanged, Name: flowName, Path: "/" + max(c.old.startName, c.now.startName), Label: "Start",
			Old: value(a), New: value(b), OldName: c.old.nameOf(a), NewName: c.now.nameOf(b),
		})
	}
}

// sameTarget compares references to blocks through what was renamed.
func (c *comparer) sameTarget(a, b flow.Node) bool {
	if a.Kind() == flow.String && b.Kind() == flow.String {
		if to, ok := c.renamed[a.Text()]; ok {
			return b.Text() == to
		}
	}
	return equal(a, b)
}
