package layout

import "switchyard.dev/switchyard/internal/flow"

// Box is a block as it is drawn.
type Box struct {
	ID         string
	X, Y, W, H float64
	Shared     bool
}

// Overlaps tells whether two boxes cover some of the same canvas.
func (b Box) Overlaps(o Box) bool {
	return rect{b.X, b.Y, b.W, b.H}.meets(rect{o.X, o.Y, o.W, o.H})
}

// Wire is a branch as it is drawn, from its port to the block it leads to.
type Wire struct {
	From, To       int // boxes
	X1, Y1, X2, Y2 float64
	Forward        bool // the layout lets it go right: it neither turns back nor is a stub
}

// Drawn is a flow as the canvas draws it: blocks and wires that lead to some.
func Drawn(doc *flow.Document) (boxes []Box, wires []Wire) {
	p := read(doc)
	p.choose(Options{})
	g := newGraph(p)
	for i := range p.blocks {
		b := &p.blocks[i]
		r := b.rectAt(b.at)
		boxes = append(boxes, Box{b.id, r.x, r.y, r.w, r.h, b.isShared()})
	}
	for i := range p.blocks {
		for _, w := range p.blocks[i].ways {
			to := boxes[w.to]
			wires = append(wires, Wire{
				From: i, To: w.to, X1: boxes[i].X + boxes[i].W, Y1: boxes[i].Y + float64(w.portY),
				X2: to.X, Y2: to.Y + inputY, Forward: !to.Shared && g.hasEdge(i, w.to),
			})
		}
	}
	return boxes, wires
}

// Notes is the notes as they are drawn.
func Notes(doc *flow.Document) []Box {
	var out []Box
	for _, n := range read(doc).notes {
		r := n.rectAt(n.at)
		out = append(out, Box{ID: n.id, X: r.x, Y: r.y, W: r.w, H: r.h})
	}
	return out
}
