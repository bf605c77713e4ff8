package layout

import (
	"cmp"
	"math"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

// Options say which blocks are arranged: all of them, those of Only when it is
// not nil, or with Missing those whose file gives them no place.
type Options struct {
	Only    []string
	Missing bool
}

// Ops arranges a flow: moves of blocks and of the notes that go with them, as
// one batch, without those that would change nothing. There are none for what
// cannot be edited block by block.
func Ops(doc *flow.Document, options Options) []flow.Op {
	if !doc.Editable() {
		return nil
	}
	p := read(doc)
	every := p.choose(options)
	p.makeRoom()
	list := tiles(p)
	var to map[int]point
	if options.Missing && !every {
		to = p.nearNeighbours(list)
	} else {
		to = p.together(list, every)
	}
	ops := p.moves(to)
	if every {
		ops = append(ops, p.moveEntry(doc, to)...)
	}
	return append(ops, p.moveNotes(to)...)
}

// choose marks the blocks that are to be arranged and tells whether that is
// the whole flow.
func (p *picture) choose(options Options) bool {
	only := make(map[string]bool, len(options.Only))
	for _, id := range options.Only {
		only[id] = true
	}
	every := true
	for i := range p.blocks {
		b := &p.blocks[i]
		b.moves = (options.Only == nil || only[b.id]) && !(options.Missing && b.placed)
		every = every && b.moves
	}
	return every
}

// origin is where the first block stands in a flow without any position.
var origin = point{200, 40}

// together puts all tiles side by side: beginning where the start stands for a
// whole flow, else where the blocks stood.
func (p *picture) together(list []tile, every bool) map[int]point {
	if !every {
		slices.SortStableFunc(list, func(a, b tile) int {
			cornerA, cornerB := p.corner(a.blocks), p.corner(b.blocks)
			return cmp.Or(cmp.Compare(cornerA.y, cornerB.y), cmp.Compare(cornerA.x, cornerB.x))
		})
	}
	t := pack(p, list)
	t.toOrigin()
	anchor := p.corner(t.blocks)
	if first := slices.Index(t.blocks, p.start); every && first >= 0 && p.blocks[p.start].placed {
		at := p.blocks[p.start].at
		anchor = point{at.x - t.at[first].x, at.y - t.at[first].y}
	}
	t.shift(anchor.x, anchor.y)
	p.standing().drop(p, &t)
	return t.places()
}

// corner is the top left corner of what blocks have a place.
func (p *picture) corner(blocks []int) point {
	corner, any := origin, false
	for _, i := range blocks {
		b := &p.blocks[i]
		switch {
		case !b.placed:
		case !any:
			corner, any = b.at, true
		default:
			corner = point{min(corner.x, b.at.x), min(corner.y, b.at.y)}
		}
	}
	return corner
}

// standing is the ground with the blocks that stay.
func (p *picture) standing() *ground {
	g := newGround()
	for i := range p.blocks {
		if b := &p.blocks[i]; b.placed && !b.moves {
			g.put(b.rectAt(b.at))
		}
	}
	return g
}

func (t *tile) places() map[int]point {
	to := make(map[int]point, len(t.at))
	for i, at := range t.at {
		to[t.blocks[i]] = at
	}
	return to
}

// nearNeighbours puts each tile to the right of a block that leads to it, else
// to the left of one that it leads to, else below everything.
func (p *picture) nearNeighbours(list []tile) map[int]point {
	g := p.standing()
	to := map[int]point{}
	next := map[int]int{} // by neighbour: below what was put there before
	leads := p.leads()
	var lost []tile
	for _, t := range list {
		beside, at, ok := p.beside(&t, leads)
		if !ok {
			lost = append(lost, t)
			continue
		}
		if low, before := next[beside]; before {
			at.y = max(at.y, low)
		}
		t.shift(at.x, at.y)
		g.drop(p, &t)
		_, _, under := t.size(p)
		next[beside] = under
		g.putTile(p, &t)
		for block, place := range t.places() {
			to[block] = place
		}
	}
	if len(lost) > 0 {
		t := pack(p, lost)
		t.toOrigin()
		t.shift(p.standingCorner(), upTo(int(math.Ceil(g.foot)))+apart)
		for block, place := range t.places() {
			to[block] = place
		}
	}
	return to
}

// leads lists, for each block, those with a place that lead to it.
func (p *picture) leads() [][]int {
	out := make([][]int, len(p.blocks))
	for i := range p.blocks {
		if b := &p.blocks[i]; b.placed {
			for _, w := range b.ways {
				out[w.to] = append(out[w.to], i)
			}
		}
	}
	return out
}

// beside finds where a tile belongs: the neighbour that it stands beside, and
// the place of its corner.
func (p *picture) beside(t *tile, leads [][]int) (neighbour int, corner point, ok bool) {
	for i, block := range t.blocks {
		for _, from := range leads[block] {
			at := p.blocks[from].at
			return from, point{at.x + pitch - t.at[i].x, at.y - t.at[i].y}, true
		}
	}
	for i, block := range t.blocks {
		for _, w := range p.blocks[block].ways {
			if target := &p.blocks[w.to]; target.placed {
				return w.to, point{target.at.x - pitch - t.at[i].x, target.at.y - t.at[i].y}, true
			}
		}
	}
	return 0, point{}, false
}

// standingCorner is the left end of what has a place.
func (p *picture) standingCorner() int {
	all := make([]int, len(p.blocks))
	for i := range all {
		all[i] = i
	}
	return p.corner(all).x
}

// moves are the operations that bring blocks to their places, in file order.
func (p *picture) moves(to map[int]point) []flow.Op {
	var ops []flow.Op
	for i := range p.blocks {
		b := &p.blocks[i]
		at, moved := to[i]
		if !moved || b.placed && b.at == at && !b.astray {
			continue
		}
		for _, id := range b.ids {
			ops = append(ops, flow.Op{Kind: flow.MoveBlock, ID: id, X: at.x, Y: at.y})
		}
	}
	return ops
}

// moveEntry puts the entry marker to the left of the first block.
func (p *picture) moveEntry(doc *flow.Document, to map[int]point) []flow.Op {
	first, ok := to[p.start]
	if !ok {
		return nil
	}
	want := point{first.x - entryGap, first.y + entryDrop}
	if now, placed := placeOf(doc.Root().Get("Metadata").Get("entryPointPosition")); placed && now == want {
		return nil
	}
	return []flow.Op{{Kind: flow.MoveBlock, X: want.x, Y: want.y}}
}
