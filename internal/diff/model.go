package diff

import (
	"slices"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// side is one document as it is compared, whichever language it is written
// in.
type side struct {
	fields    []field // of the flow itself
	blocks    []*block
	byID      map[string]int // the first block of that identifier
	notes     []note
	start     flow.Node
	startName string    // of the member: StartAction, start
	entry     flow.Node // position of the entry point
	walk      []int     // blocks from the start on
	place     []int     // of each block in walk
}

// block is one action of the flow language, or one module of an old export.
// Blocks that share an identifier are told apart by nth.
type block struct {
	id, kind string
	nth      int
	node     flow.Node
	meta     flow.Node
	position flow.Node
	params   []field
	rest     []field // what neither language knows
	data     []field // metadata without the position
	branches []branch
	known    *catalog.Action // nil for a type that the catalogue does not have
}

// branch is one way out. Key tells it from the others of its block wherever
// it stands in the file.
type branch struct {
	key    string
	path   string // JSON pointer to its list, from the block
	name   flow.Branch
	target flow.Node
}

type note struct {
	id       string
	nth      int
	node     flow.Node
	position flow.Node
	fields   []field
}

// read makes the view of a document that is compared.
func read(d *flow.Document) *side {
	s := &side{}
	switch root := d.Root(); {
	case d.Format() == flow.FormatLegacy:
		s.readLegacy(root)
	case root.Kind() == flow.Object:
		s.readFlow(d)
	default:
		s.fields = container(nil, root)
	}
	s.index()
	s.walk = s.walkFromStart()
	s.place = make([]int, len(s.blocks))
	for at, i := range s.walk {
		s.place[i] = at
	}
	return s
}

func (s *side) index() {
	s.byID = make(map[string]int, len(s.blocks))
	seen := map[string]int{}
	for i, b := range s.blocks {
		b.known, _ = catalog.Lookup(b.kind)
		b.nth = seen[b.id]
		seen[b.id]++
		if _, taken := s.byID[b.id]; !taken {
			s.byID[b.id] = i
		}
	}
}

// target returns the block that a branch leads to.
func (s *side) target(n flow.Node) (int, bool) {
	if n.Kind() != flow.String {
		return 0, false
	}
	i, ok := s.byID[n.Text()]
	return i, ok
}

// nameOf is what people call the block that a reference names.
func (s *side) nameOf(n flow.Node) string {
	if i, ok := s.target(n); ok {
		return s.blocks[i].name()
	}
	return n.Text()
}

// walkFromStart lists the blocks as a reader follows them: from the start
// down the first way on, then the others; then those that nothing leads to, in
// the order of the file.
func (s *side) walkFromStart() []int {
	order := make([]int, 0, len(s.blocks))
	met := make([]bool, len(s.blocks))
	var stack []int
	follow := func(from int) {
		stack = append(stack, from)
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if met[i] {
				continue
			}
			met[i] = true
			order = append(order, i)
			for _, br := range slices.Backward(s.blocks[i].branches) {
				if to, ok := s.target(br.target); ok && !met[to] {
					stack = append(stack, to)
				}
			}
		}
	}
	if first, ok := s.target(s.start); ok {
		follow(first)
	}
	for i := range s.blocks {
		follow(i)
	}
	return order
}

// spot is a place in the result: a block of both, of the old or of the new.
type spot struct{ old, now int }

// order is the new flow's order, with each removed block after the one that it
// stood behind.
func (c *comparer) order() []spot {
	gone := map[int][]int{} // by the place in the new flow after which they stood
	last := -1
	for _, i := range c.old.walk {
		if to := c.toNew[i]; to >= 0 {
			last = c.now.place[to]
		} else {
			gone[last] = append(gone[last], i)
		}
	}
	out := make([]spot, 0, len(c.old.blocks)+len(c.now.blocks))
	removed := func(place int) {
		for _, i := range gone[place] {
			out = append(out, spot{i, -1})
		}
	}
	removed(-1)
	for place, i := range c.now.walk {
		out = append(out, spot{c.toOld[i], i})
		removed(place)
	}
	return out
}
