package layout

import "math"

// rect is a place on the canvas, in canvas units.
type rect struct{ x, y, w, h float64 }

func (r rect) meets(o rect) bool {
	return r.x < o.x+o.w && o.x < r.x+r.w && r.y < o.y+o.h && o.y < r.y+r.h
}

func (r rect) grown(by float64) rect {
	return rect{r.x - by, r.y - by, r.w + 2*by, r.h + 2*by}
}

// rectAt is what a block takes when it stands there, with the room above it.
func (b *block) rectAt(at point) rect {
	return rect{float64(at.x) * spreadX, float64(at.y - b.above), blockWidth, float64(b.height + b.above)}
}

// ground is what stands where, by cells.
type ground struct {
	cells map[cell][]rect
	foot  float64 // below everything
	empty bool
}

type cell struct{ x, y int }

const cellSize = 400

func newGround() *ground { return &ground{cells: map[cell][]rect{}, empty: true} }

func (g *ground) put(r rect) {
	for c := range r.cells {
		g.cells[c] = append(g.cells[c], r)
	}
	if bottom := r.y + r.h; g.empty || bottom > g.foot {
		g.foot, g.empty = bottom, false
	}
}

// cells yields the cells that a rectangle touches.
func (r rect) cells(yield func(cell) bool) {
	index := func(v float64) int { return int(math.Floor(v / cellSize)) }
	for x := index(r.x); x <= index(r.x+r.w); x++ {
		for y := index(r.y); y <= index(r.y+r.h); y++ {
			if !yield(cell{x, y}) {
				return
			}
		}
	}
}

// hit returns something that a rectangle stands on.
func (g *ground) hit(r rect) (rect, bool) {
	for c := range r.cells {
		for _, o := range g.cells[c] {
			if r.meets(o) {
				return o, true
			}
		}
	}
	return rect{}, false
}

// margin is the room that is left around what stands already.
const margin = 20

// drop moves a tile down until it stands on nothing.
func (g *ground) drop(p *picture, t *tile) {
	for i := 0; i < len(t.at); {
		r := p.blocks[t.blocks[i]].rectAt(t.at[i])
		o, hit := g.hit(r.grown(margin))
		if !hit {
			i++
			continue
		}
		t.shift(0, upTo(int(math.Ceil(o.y+o.h+margin-r.y))))
		i = 0
	}
}

func (g *ground) putTile(p *picture, t *tile) {
	for i, at := range t.at {
		g.put(p.blocks[t.blocks[i]].rectAt(at))
	}
}
