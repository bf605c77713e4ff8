package layout

import (
	"encoding/json"
	"math"
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
)

// note is an annotation: text of a person beside a block, or anywhere.
type note struct {
	id     string
	at     point
	placed bool
	block  int // that it is attached to, else the one that it stands by; -1 when there is none
	tied   bool
	w, h   int // as drawn
}

// noteGap is the room between a note and its block.
const noteGap = 16

func (p *picture) readNotes(doc *flow.Document) {
	for _, n := range doc.Root().Get("Metadata").Get("Annotations").Elements() {
		id := n.Get("id")
		if n.Kind() != flow.Object || id.Kind() != flow.String || id.Text() == "" {
			continue
		}
		one := note{id: id.Text(), block: -1}
		one.w, one.h = noteSize(n)
		one.at, one.placed = placeOf(n.Get("position"))
		if at, ok := p.byID[n.Get("actionId").Text()]; ok {
			one.block, one.tied = at, true
		} else if one.placed {
			one.block = p.nearest(&one)
		}
		p.notes = append(p.notes, one)
	}
}

// noteSize is the twin of noteShape in web/canvas/geometry/shape.ts.
func noteSize(n flow.Node) (w, h int) {
	if n.Get("isFolded").Text() == "true" {
		return noteFolded, noteFolded
	}
	size := func(key string, otherwise float64) float64 {
		if f, ok := n.Get("size").Get(key).Float(); ok {
			return f
		}
		return otherwise
	}
	w = int(min(max(size("width", 300), 120), 600))
	h = int(min(max(size("height", 295), 48), 600))
	return w, h
}

func (n *note) rectAt(at point) rect {
	return rect{float64(at.x) * spreadX, float64(at.y), float64(n.w), float64(n.h)}
}

// byNote is how far from a block, in canvas units, a note still stands by it.
const byNote = 600

// nearest finds the block that a loose note stands by.
func (p *picture) nearest(n *note) int {
	best, found := float64(byNote), -1
	r := n.rectAt(n.at)
	for i := range p.blocks {
		b := &p.blocks[i]
		if !b.placed {
			continue
		}
		o := b.rectAt(b.at)
		away := math.Hypot(max(0, o.x-r.x-r.w, r.x-o.x-o.w), max(0, o.y-r.y-r.h, r.y-o.y-o.h))
		if away < best {
			best, found = away, i
		}
	}
	return found
}

// makeRoom keeps room above blocks for the notes attached to them.
func (p *picture) makeRoom() {
	for _, n := range p.notes {
		if n.tied && p.blocks[n.block].moves {
			p.blocks[n.block].above += n.h + noteGap
		}
	}
}

// moveNotes lets notes follow their blocks: those attached above them, those
// that stood by one at the same distance, each at the nearest free place.
func (p *picture) moveNotes(to map[int]point) []flow.Op {
	g := newGround()
	for i := range p.blocks {
		b := &p.blocks[i]
		b.above = 0
		if at, moved := to[i]; moved {
			g.put(b.rectAt(at))
		} else if b.placed {
			g.put(b.rectAt(b.at))
		}
	}
	for i := range p.notes {
		if n := &p.notes[i]; n.placed && !n.follows(to) {
			g.put(n.rectAt(n.at))
		}
	}
	var ops []flow.Op
	stack := map[int]int{} // by block: the height of the notes on it
	for i := range p.notes {
		n := &p.notes[i]
		if !n.follows(to) {
			continue
		}
		place := to[n.block]
		want := point{n.at.x + place.x - p.blocks[n.block].at.x, n.at.y + place.y - p.blocks[n.block].at.y}
		if n.tied {
			stack[n.block] += n.h + noteGap
			want = point{place.x, place.y - stack[n.block]}
		}
		at := g.free(n, want)
		g.put(n.rectAt(at))
		if !n.placed || n.at != at {
			ops = append(ops, flow.Op{Kind: flow.SetNote, ID: n.id, Path: []string{"position"}, Value: position(at)})
		}
	}
	return ops
}

// follows tells whether the note's block is arranged.
func (n *note) follows(to map[int]point) bool {
	_, moved := to[n.block]
	return moved
}

func position(at point) json.RawMessage {
	return json.RawMessage(`{"x":` + strconv.Itoa(at.x) + `,"y":` + strconv.Itoa(at.y) + `}`)
}

// The search for a free place goes outwards in steps; beyond the last ring a
// note stands below everything.
const (
	searchStep  = 40
	searchRings = 24
)

// free finds the free place for a note that is nearest to a wanted one.
func (g *ground) free(n *note, want point) point {
	for ring := range searchRings {
		best, found := point{}, false
		for _, d := range around(ring) {
			at := point{want.x + d.x*searchStep, want.y + d.y*searchStep}
			if _, hit := g.hit(n.rectAt(at)); !hit && (!found || near(want, at) < near(want, best)) {
				best, found = at, true
			}
		}
		if found {
			return best
		}
	}
	return point{want.x, upTo(int(math.Ceil(g.foot))) + gap}
}

func near(a, b point) int { return (a.x-b.x)*(a.x-b.x) + (a.y-b.y)*(a.y-b.y) }

// around lists the steps of one ring of a square, above first.
func around(ring int) []point {
	if ring == 0 {
		return []point{{}}
	}
	var out []point
	for y := -ring; y <= ring; y++ {
		for x := -ring; x <= ring; x++ {
			if y == -ring || y == ring || x == -ring || x == ring {
				out = append(out, point{x, y})
			}
		}
	}
	return out
}
