package diff

import (
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

// block compares two blocks that are the same one.
func (c *comparer) block(a, b *block) {
	if len(c.renamed) == 0 && a.node.Raw() == b.node.Raw() && a.meta.Raw() == b.meta.Raw() {
		return
	}
	if a.id != b.id {
		c.add(change(Renamed, b, Change{Label: "Name", Old: quote(a.id), New: quote(b.id)}))
	}
	if a.kind != b.kind {
		c.add(change(TypeChanged, b, Change{Path: "/Type", Label: "Type", Old: quote(a.kind), New: quote(b.kind), OldName: a.kindName(), NewName: b.kindName()}))
	}
	compareFields(a.params, b.params, func(path []string, x, y flow.Node) {
		owner := b
		if !y.Exists() {
			owner = a
		}
		c.add(change(ParameterChanged, b, Change{Path: flow.Pointer(path...), Label: owner.parameterLabel(path), Old: value(x), New: value(y)}))
	})
	c.branches(a, b)
	compareFields(a.rest, b.rest, c.other(ContentChanged, b))
	c.data(a, b)
	c.move(Move{Block: b.id, Name: b.name()}, a.position, b.position)
}

func (c *comparer) other(kind Kind, b *block) visit {
	return func(path []string, x, y flow.Node) {
		c.add(change(kind, b, Change{Path: flow.Pointer(path...), Label: pathLabel(path), Old: value(x), New: value(y)}))
	}
}

// data compares metadata. That a block has a name of its own is part of its
// renaming, and identifiers in it follow the blocks that were renamed.
func (c *comparer) data(a, b *block) {
	tell := c.other(MetadataChanged, b)
	compareFields(a.data, b.data, func(path []string, x, y flow.Node) {
		name := ""
		if len(path) > 1 {
			name = path[1]
		}
		switch {
		case name == "isFriendlyName" && a.id != b.id:
		case (name == "children" || name == "fragments") && c.sameIdentifiers(x, y):
		default:
			tell(path, x, y)
		}
	})
}

// sameIdentifiers compares texts and lists of texts through what was renamed.
func (c *comparer) sameIdentifiers(a, b flow.Node) bool {
	if a.Kind() != flow.Array || b.Kind() != flow.Array || a.Len() != b.Len() {
		return c.sameTarget(a, b)
	}
	old := elements(a)
	for i, e := range b.Elements() {
		if !c.sameTarget(old[i], e) {
			return false
		}
	}
	return true
}

func (c *comparer) notes() {
	type key struct {
		id  string
		nth int
	}
	was := map[key]note{}
	for _, n := range c.old.notes {
		was[key{n.id, n.nth}] = n
	}
	for _, n := range c.now.notes {
		before, there := was[key{n.id, n.nth}]
		delete(was, key{n.id, n.nth})
		if !there {
			c.add(Change{Kind: NoteAdded, Name: n.name(), Label: "Note", Note: n.id, New: value(n.node)})
			continue
		}
		c.note(before, n)
	}
	for _, n := range c.old.notes {
		if _, gone := was[key{n.id, n.nth}]; gone {
			c.add(Change{Kind: NoteRemoved, Name: n.name(), Label: "Note", Note: n.id, Old: value(n.node)})
		}
	}
}

func (c *comparer) note(a, b note) {
	compareFields(a.fields, b.fields, func(path []string, x, y flow.Node) {
		if path[0] == "actionId" && c.sameTarget(x, y) {
			return
		}
		label := pathLabel(path)
		if slices.Equal(path, []string{"content"}) {
			label = "Text"
		}
		c.add(Change{Kind: NoteChanged, Name: b.name(), Note: b.id, Path: flow.Pointer(path...), Label: label, Old: value(x), New: value(y)})
	})
	c.move(Move{Note: b.id, Name: b.name()}, a.position, b.position)
}

func (n *note) name() string {
	if text := oneLine(n.node.Get("content").Text(), 40); text != "" {
		return "Note “" + text + "”"
	}
	return "Note"
}
