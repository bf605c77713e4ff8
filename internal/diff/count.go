package diff

// Group is the heading under which people look for a change.
type Group string

// The groups.
const (
	GroupAdded   Group = "added"
	GroupRemoved Group = "removed"
	GroupChanged Group = "changed"
	GroupRewired Group = "rewired"
)

// Groups are the groups in their order.
var Groups = []Group{GroupAdded, GroupRemoved, GroupChanged, GroupRewired}

// Group returns the heading for changes of a kind.
func (k Kind) Group() Group {
	switch k {
	case Added, NoteAdded:
		return GroupAdded
	case Removed, NoteRemoved:
		return GroupRemoved
	case StartChanged, Rewired, BranchAdded, BranchRemoved:
		return GroupRewired
	default:
		return GroupChanged
	}
}

// Counts is how many blocks and notes a result is about; the flow itself is
// one of them. Moves are not counted.
type Counts struct {
	Added, Removed   int
	Changed, Rewired int // one that is both is in both
	Altered          int // changed, rewired or both
}

// owner is the block, the note or the flow that a change is about.
type owner struct{ block, note, name string }

// Count counts by group.
func (r *Result) Count() Counts {
	var n Counts
	changed, rewired, altered := map[owner]bool{}, map[owner]bool{}, map[owner]bool{}
	for i := range r.Changes {
		c := &r.Changes[i]
		of := owner{c.Block, c.Note, c.Name}
		switch c.Kind.Group() {
		case GroupAdded:
			n.Added++
		case GroupRemoved:
			n.Removed++
		case GroupChanged:
			changed[of], altered[of] = true, true
		case GroupRewired:
			rewired[of], altered[of] = true, true
		}
	}
	n.Changed, n.Rewired, n.Altered = len(changed), len(rewired), len(altered)
	return n
}

// Of returns the count of one group.
func (n Counts) Of(g Group) int {
	return map[Group]int{GroupAdded: n.Added, GroupRemoved: n.Removed, GroupChanged: n.Changed, GroupRewired: n.Rewired}[g]
}
