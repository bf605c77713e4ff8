package layout

import (
	"cmp"
	"slices"
)

// tile is a part of the graph with its blocks in place: at[i] is the place of
// blocks[i], counted from the first column and the topmost block.
type tile struct {
	blocks []int
	at     []point
}

// tiles arranges every part by itself.
func tiles(p *picture) []tile {
	g := newGraph(p)
	parts := g.parts()
	out := make([]tile, len(parts))
	for i, part := range parts {
		out[i] = g.tile(part)
	}
	return out
}

// tile arranges a part. An order that the blocks have already is kept when it
// crosses no more than the one that would be found without it, so that what
// stands well moves little. Both are reached again from themselves.
func (g *graph) tile(part []int) tile {
	c := newColumns(g, part)
	c.order()
	fresh := g.finish(part, c)
	now, ok := g.present(part)
	if !ok || slices.EqualFunc(now, fresh.at, sameHeight) {
		return fresh
	}
	fewest := c.crossings()
	c.orderBy(g, part, now)
	if c.crossings() > fewest {
		return fresh
	}
	kept := g.finish(part, c)
	c.orderBy(g, part, kept.at)
	if again := g.finish(part, c); !slices.Equal(again.at, kept.at) {
		return fresh
	}
	return kept
}

func sameHeight(a, b point) bool { return a.y == b.y }

// present is where the blocks of a part stand now, counted from the topmost.
func (g *graph) present(part []int) ([]point, bool) {
	t := tile{blocks: part}
	for _, i := range part {
		b := &g.picture.blocks[i]
		if !b.placed {
			return nil, false
		}
		t.at = append(t.at, b.at)
	}
	t.toOrigin()
	return t.at, true
}

// finish turns an order of columns into places.
func (g *graph) finish(part []int, c *columns) tile {
	r := newRows(c)
	r.settle()
	t := tile{blocks: part, at: make([]point, len(part))}
	// The places of a part's blocks come first, in the part's order.
	for i := range part {
		t.at[i] = point{c.places[i].column * pitch, r.y[r.of[i]]}
	}
	t.toOrigin()
	return t
}

// orderBy puts the columns into the order in which the blocks stand; a lane
// stands where its edge would be drawn.
func (c *columns) orderBy(g *graph, part []int, now []point) {
	heights := make([]float64, len(c.places))
	for i := range part {
		heights[i] = float64(now[i].y)
	}
	for i := range part {
		for _, s := range c.places[i].out {
			c.interpolate(s, heights)
		}
	}
	for _, list := range c.lists {
		slices.SortStableFunc(list, func(a, b int) int {
			return cmp.Or(cmp.Compare(heights[a], heights[b]), cmp.Compare(c.places[a].seen, c.places[b].seen))
		})
	}
	c.number()
}

// interpolate gives the lanes of one edge their heights on the straight line.
func (c *columns) interpolate(s *segment, heights []float64) {
	first, last, lanes := s.from, s.to, []int(nil)
	for c.places[last].block < 0 {
		lanes = append(lanes, last)
		last = c.places[last].out[0].to
	}
	from, to := heights[first]+float64(s.portY-inputY), heights[last]
	for k, at := range lanes {
		heights[at] = from + (to-from)*float64(k+1)/float64(len(lanes)+1)
	}
}

// toOrigin moves the tile's topmost and leftmost block to zero.
func (t *tile) toOrigin() {
	if len(t.at) == 0 {
		return
	}
	least := t.at[0]
	for _, at := range t.at {
		least = point{min(least.x, at.x), min(least.y, at.y)}
	}
	t.shift(-least.x, -least.y)
}

func (t *tile) shift(dx, dy int) {
	for i := range t.at {
		t.at[i].x += dx
		t.at[i].y += dy
	}
}

// size is the tile's width in columns, how far its notes reach over its top,
// and how far down it goes.
func (t *tile) size(p *picture) (columns, over, under int) {
	for i, at := range t.at {
		b := &p.blocks[t.blocks[i]]
		columns = max(columns, at.x/pitch+1)
		over = max(over, upTo(b.above)-at.y)
		under = max(under, at.y+upTo(b.height))
	}
	return columns, over, under
}

// narrowest is how many columns a row of tiles may fill at least.
const narrowest = 6

// pack puts tiles into one: the first above, the others in rows below that are
// no wider.
func pack(p *picture, list []tile) tile {
	var all tile
	column, top, bottom, limit := 0, 0, 0, narrowest
	for i, t := range list {
		columns, over, under := t.size(p)
		limit = max(limit, columns)
		if i == 1 || i > 1 && column+columns > limit {
			column, top = 0, bottom+apart
		}
		t.shift(column*pitch, top+over)
		all.blocks = append(all.blocks, t.blocks...)
		all.at = append(all.at, t.at...)
		column += columns
		bottom = max(bottom, top+over+under)
	}
	return all
}
