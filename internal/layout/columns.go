package layout

import (
	"cmp"
	"slices"
)

// columns is one part of a graph, each of its edges cut into segments between
// neighbouring columns.
type columns struct {
	places []place
	lists  [][]int // by column: places from top to bottom
}

// place is what stands in a column: a block, or the lane of an edge that
// passes.
type place struct {
	block  int // -1: a lane
	column int
	index  int // in its column
	seen   int // of the block or edge, by the walk
	above  int // room over and under the place's own line,
	below  int // which is the top of a block
	in     []*segment
	out    []*segment // by port
}

// segment is an edge's way from one column to the next.
type segment struct {
	from, to int // places
	portY    int
	fraction float64 // of the port's height in its place
	rank     int     // which segments become straight rows first
}

// The ranks of segments.
const (
	straight = iota // between two lanes
	mainTree        // the way on
	mainWay
	sideTree
	sideWay
)

// longest is how many columns an edge with lanes passes; a longer one is drawn
// across what is there.
const longest = 40

func newColumns(g *graph, part []int) *columns {
	c := &columns{}
	rank := g.ranks(part)
	least := rank[part[0]]
	for _, at := range part {
		least = min(least, rank[at])
	}
	of := make(map[int]int, len(part))
	for _, at := range part {
		b := &g.picture.blocks[at]
		of[at] = c.add(place{
			block: at, column: rank[at] - least, seen: g.seen[at], above: upTo(b.above), below: upTo(b.height),
		})
	}
	for _, at := range part {
		for _, e := range g.out[at] {
			c.connect(e, of[e.from], of[e.to], len(g.out[at]))
		}
	}
	for _, list := range c.lists {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(c.places[a].seen, c.places[b].seen) })
	}
	c.number()
	return c
}

// upTo rounds up to the grid.
func upTo(n int) int { return (n + snap - 1) / snap * snap }

func (c *columns) add(p place) int {
	for len(c.lists) <= p.column {
		c.lists = append(c.lists, nil)
	}
	at := len(c.places)
	c.places = append(c.places, p)
	c.lists[p.column] = append(c.lists[p.column], at)
	return at
}

func (c *columns) connect(e edge, from, to, ports int) {
	first, last := c.places[from].column, c.places[to].column
	if last-first > longest {
		return
	}
	s := segment{from: from, portY: e.portY, fraction: float64(e.port+1) / float64(ports+1), rank: rankOf(e)}
	for column := first + 1; column < last; column++ {
		s.to = c.add(place{block: -1, column: column, seen: e.seen, above: lane/2 - inputY, below: inputY + lane/2})
		c.join(s)
		s = segment{from: s.to, portY: inputY, fraction: 0.5, rank: straight}
	}
	if s.rank == straight {
		s.rank = sideTree
	}
	s.to = to
	c.join(s)
}

func rankOf(e edge) int {
	switch {
	case e.port == 0 && e.tree:
		return mainTree
	case e.port == 0:
		return mainWay
	case e.tree:
		return sideTree
	default:
		return sideWay
	}
}

func (c *columns) join(s segment) {
	kept := &s
	c.places[s.from].out = append(c.places[s.from].out, kept)
	c.places[s.to].in = append(c.places[s.to].in, kept)
}

// number writes the order of the lists into the places.
func (c *columns) number() {
	for _, list := range c.lists {
		for i, at := range list {
			c.places[at].index = i
		}
	}
}
