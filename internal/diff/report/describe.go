package report

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"switchyard.dev/switchyard/internal/diff"
)

// Line is a change in words. The texts hold whatever the flow holds.
type Line struct {
	Group diff.Group
	Owner string // tells the block, note or flow from the others
	Name  string // of the block, the note or the flow
	What  string // what happened to it; "" when Whole
	Whole bool   // the block or note itself came or went
}

// Lines puts a result into words, in its order. What the console keeps beside
// a block is one line, however much of it changed.
func Lines(r *diff.Result) []Line {
	lines := make([]Line, 0, len(r.Changes))
	for i := 0; i < len(r.Changes); i++ {
		line := describe(&r.Changes[i])
		if r.Changes[i].Kind == diff.MetadataChanged {
			parts := []string{part(&r.Changes[i])}
			for ; i+1 < len(r.Changes) && r.Changes[i+1].Kind == diff.MetadataChanged && ownerOf(&r.Changes[i+1]) == line.Owner; i++ {
				if next := part(&r.Changes[i+1]); !slices.Contains(parts, next) {
					parts = append(parts, next)
				}
			}
			line.What = "editor metadata: " + strings.Join(parts, ", ")
		}
		lines = append(lines, line)
	}
	return lines
}

// part is the member of a block's metadata that a change lies in.
func part(c *diff.Change) string {
	name, _, _ := strings.Cut(c.Label, " › ")
	return name
}

func ownerOf(c *diff.Change) string { return c.Block + "\x00" + c.Note + "\x00" + c.Name }

func describe(c *diff.Change) Line {
	line := Line{Group: c.Kind.Group(), Owner: ownerOf(c), Name: c.Name}
	switch c.Kind {
	case diff.Added, diff.NoteAdded, diff.Removed, diff.NoteRemoved:
		line.Whole = true
	case diff.Renamed:
		line.What = "renamed, was " + identifier(text(c.Old))
	case diff.TypeChanged:
		line.What = fmt.Sprintf("%s: %s → %s", c.Label, c.OldName, c.NewName)
	case diff.StartChanged:
		line.What = fmt.Sprintf("starts at %s, was %s", target(c.New, c.NewName), target(c.Old, c.OldName))
	case diff.Rewired:
		line.What = fmt.Sprintf("%s → %s, was %s", c.Label, target(c.New, c.NewName), target(c.Old, c.OldName))
	case diff.BranchAdded:
		line.What = fmt.Sprintf("new branch %s → %s", c.Label, target(c.New, c.NewName))
	case diff.BranchRemoved:
		line.What = fmt.Sprintf("branch %s removed, was %s", c.Label, target(c.Old, c.OldName))
	case diff.Reordered:
		line.What = fmt.Sprintf("conditions reordered (the first match wins): %s, was %s", list(c.New), list(c.Old))
	case diff.FlowChanged, diff.SettingsChanged, diff.ParameterChanged, diff.MetadataChanged, diff.ContentChanged, diff.NoteChanged:
		line.What = valueChange(c)
	}
	return line
}

func valueChange(c *diff.Change) string {
	label := c.Label
	if label == "" {
		label = "Content"
	}
	before, after := excerpts(shown(c.Old), shown(c.New))
	switch {
	case c.Old == nil:
		return label + ": " + after + " (new)"
	case c.New == nil:
		return label + " removed, was " + before
	}
	return label + ": " + before + " → " + after
}

// identifier is a name, or the beginning of what the console made up.
func identifier(id string) string {
	if generated.MatchString(id) {
		return id[:8]
	}
	return quoted(id)
}

var generated = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// target names where a branch leads.
func target(id json.RawMessage, name string) string {
	switch {
	case name != "":
		return name
	case id == nil || text(id) == "":
		return "not wired"
	}
	return text(id)
}

// text is a JSON string's content; other values stand for themselves.
func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

func list(raw json.RawMessage) string {
	var labels []string
	_ = json.Unmarshal(raw, &labels)
	return strings.Join(labels, " · ")
}

// shown is a value for people: texts in quotation marks, the rest as JSON.
func shown(raw json.RawMessage) string {
	var s string
	if len(raw) > 0 && raw[0] == '"' && json.Unmarshal(raw, &s) == nil {
		return quoted(s)
	}
	return string(raw)
}

func quoted(s string) string { return "“" + s + "”" }

// widest is how much of a value is shown, context how much of what is the same
// stands before the part that differs.
const (
	widest  = 120
	context = 24
)

// excerpts cuts two long values to where they differ.
func excerpts(a, b string) (before, after string) {
	x, y := []rune(a), []rune(b)
	if len(x) <= widest && len(y) <= widest {
		return a, b
	}
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	from := 0
	if same > 2*context {
		from = same - context
	}
	return cut(x, from), cut(y, from)
}

func cut(text []rune, from int) string {
	out := string(text[min(from, len(text)):min(from+widest, len(text))])
	if from > 0 {
		out = "…" + out
	}
	if from+widest < len(text) {
		out += "…"
	}
	return out
}
