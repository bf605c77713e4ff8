package sidecar

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"switchyard.dev/switchyard/internal/flow"
)

// Group is a named set of blocks that the canvas draws as one while it is
// folded. A block is in one group at most. What was deleted from the flow stays
// named here, so that undoing the deletion brings it back into its group; who
// draws groups looks only at blocks that are there.
type Group struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Blocks []string `json:"blocks"` // identifiers of actions
	Folded bool     `json:"folded"`
}

// Bounds of groups: they are sent whole whenever one changes.
const (
	MaxGroupName = 60 // characters
	maxGroups    = 200
	maxGrouped   = 5000 // blocks in all groups
)

// RegroupKind is what a Regroup does.
type RegroupKind string

// What can be done to groups.
const (
	MakeGroup   RegroupKind = "make"   // of ID, Name, Blocks, Folded
	RenameGroup RegroupKind = "rename" // to Name
	SetGroup    RegroupKind = "set"    // to Blocks
	FoldGroup   RegroupKind = "fold"
	UnfoldGroup RegroupKind = "unfold"
	Ungroup     RegroupKind = "ungroup" // the blocks stay as they are
)

// Regroup is one change of one group.
type Regroup struct {
	Change RegroupKind `json:"change"`
	ID     string      `json:"id"`
	Name   string      `json:"name"`
	Blocks []string    `json:"blocks"`
	Folded bool        `json:"folded"`
}

// Group returns the group of that identifier.
func (d Document) Group(id string) (Group, bool) {
	i := d.findGroup(id)
	if i < 0 {
		return Group{}, false
	}
	return d.Groups[i], true
}

// Regrouped returns the document after a change of its groups. Blocks that come
// into a group leave the one that they were in, and a group without blocks goes.
// When the change cannot be made, field and reason say which member of it is
// wrong, and why, as the rest of a sentence.
func (d Document) Regrouped(c Regroup) (after Document, field, reason string) {
	if field, reason = d.regroupProblem(c); field != "" {
		return d, field, reason
	}
	after = d
	after.Groups = slices.Clone(d.Groups)
	at := after.findGroup(c.ID)
	switch c.Change {
	case MakeGroup:
		after.take(c.Blocks)
		after.Groups = append(after.Groups, Group{c.ID, strings.TrimSpace(c.Name), slices.Clone(c.Blocks), c.Folded})
	case SetGroup:
		after.take(c.Blocks)
		after.Groups[at].Blocks = slices.Clone(c.Blocks)
	case RenameGroup:
		after.Groups[at].Name = strings.TrimSpace(c.Name)
	case FoldGroup, UnfoldGroup:
		after.Groups[at].Folded = c.Change == FoldGroup
	case Ungroup:
		after.Groups = slices.Delete(after.Groups, at, at+1)
	}
	after.dropEmpty()
	if after.grouped() > maxGrouped {
		return d, "blocks", fmt.Sprintf("are too many: the groups of a flow hold at most %d", maxGrouped)
	}
	return after, "", ""
}

func (d Document) regroupProblem(c Regroup) (field, reason string) {
	exists := d.findGroup(c.ID) >= 0
	switch c.Change {
	case MakeGroup:
		switch {
		case !flow.IsUUID(c.ID):
			return "id", "is no UUID"
		case exists:
			return "id", "is that of another group"
		case len(d.Groups) >= maxGroups:
			return "id", fmt.Sprintf("is one too many: a flow has at most %d groups", maxGroups)
		}
	case RenameGroup, SetGroup, FoldGroup, UnfoldGroup, Ungroup:
		if !exists {
			return "id", "names a group that is not there (any more)"
		}
	default:
		return "change", "is none that can be made to groups"
	}
	if c.Change == MakeGroup || c.Change == SetGroup {
		if len(c.Blocks) == 0 {
			return "blocks", "are missing: a group has one at least"
		}
	}
	if c.Change == MakeGroup || c.Change == RenameGroup {
		return groupNameProblem(c.Name)
	}
	return "", ""
}

func groupNameProblem(name string) (field, reason string) {
	switch {
	case strings.TrimSpace(name) == "":
		return "name", "is missing"
	case utf8.RuneCountInString(strings.TrimSpace(name)) > MaxGroupName:
		return "name", fmt.Sprintf("is longer than %d characters", MaxGroupName)
	case strings.ContainsFunc(name, unicode.IsControl):
		return "name", "holds a character that cannot be shown"
	}
	return "", ""
}

// take takes blocks out of the groups that they are in. Groups must be a copy.
func (d *Document) take(blocks []string) {
	gone := make(map[string]bool, len(blocks))
	for _, id := range blocks {
		gone[id] = true
	}
	for i, g := range d.Groups {
		if slices.ContainsFunc(g.Blocks, func(id string) bool { return gone[id] }) {
			d.Groups[i].Blocks = slices.DeleteFunc(slices.Clone(g.Blocks), func(id string) bool { return gone[id] })
		}
	}
}

func (d *Document) dropEmpty() {
	d.Groups = slices.DeleteFunc(d.Groups, func(g Group) bool { return len(g.Blocks) == 0 })
}

// renameGrouped follows one rename of a block. What a block of the new name left
// behind gives way.
func (d Document) renameGrouped(r Rename) Document {
	isIn := func(id string) bool {
		return slices.ContainsFunc(d.Groups, func(g Group) bool { return slices.Contains(g.Blocks, id) })
	}
	if r.From == r.To || !isIn(r.From) && !isIn(r.To) {
		return d
	}
	d.Groups = slices.Clone(d.Groups)
	d.take([]string{r.To})
	for i, g := range d.Groups {
		if at := slices.Index(g.Blocks, r.From); at >= 0 {
			d.Groups[i].Blocks = slices.Clone(g.Blocks)
			d.Groups[i].Blocks[at] = r.To
		}
	}
	d.dropEmpty()
	return d
}

func (d Document) grouped() int {
	n := 0
	for _, g := range d.Groups {
		n += len(g.Blocks)
	}
	return n
}

func (d Document) findGroup(id string) int {
	return slices.IndexFunc(d.Groups, func(g Group) bool { return g.ID == id })
}

// Equal reports whether two groups are the same in all they say.
func (g Group) Equal(other Group) bool {
	return g.ID == other.ID && g.Name == other.Name && g.Folded == other.Folded && slices.Equal(g.Blocks, other.Blocks)
}
