package layout

import (
	"math"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

// point is a place in document units.
type point struct{ x, y int }

// way is a branch that leads to a block: which one, and how far below the top
// of its own block its port is drawn.
type way struct {
	to    int
	portY int
}

// block is a block as it is drawn.
type block struct {
	id     string
	at     point
	placed bool // the file gives it a place
	moves  bool // it is to be arranged
	height int
	above  int // room kept above it for its notes
	ways   []way
	wires  int // wires into it
}

// picture is a flow as it is drawn: blocks in file order, and the notes.
type picture struct {
	blocks []block
	byID   map[string]int
	start  int // -1 when there is none
	notes  []note
}

func read(doc *flow.Document) *picture {
	actions := doc.Actions()
	p := &picture{start: -1, byID: make(map[string]int, len(actions))}
	list := make([]*flow.Action, 0, len(actions))
	for i := range actions {
		a := &actions[i]
		if _, twice := p.byID[a.ID]; twice || a.ID == "" {
			continue
		}
		p.byID[a.ID] = len(list)
		list = append(list, a)
	}
	p.blocks = make([]block, len(list))
	for i, a := range list {
		p.readBlock(&p.blocks[i], a)
	}
	if at, ok := p.byID[doc.StartAction().Text()]; ok {
		p.start = at
		p.blocks[at].wires++
	}
	p.readNotes(doc)
	return p
}

func (p *picture) readBlock(b *block, a *flow.Action) {
	known, _ := catalog.Lookup(a.Type)
	drawn := ports(a, known)
	shown := settings(a, known)
	b.id, b.height = a.ID, blockHeight(shown, len(drawn))
	b.at, b.placed = placeOf(a.Metadata.Get("position"))
	b.ways = make([]way, 0, len(drawn))
	for i, one := range drawn {
		if to, ok := p.byID[one.target]; ok {
			b.ways = append(b.ways, way{to, outputY(shown, i)})
			p.blocks[to].wires++
		}
	}
}

// placeOf reads a position to the nearest whole numbers.
func placeOf(n flow.Node) (point, bool) {
	x, okX := n.Get("x").Float()
	y, okY := n.Get("y").Float()
	if !okX || !okY || math.Abs(x) > farAway || math.Abs(y) > farAway {
		return point{}, false
	}
	return point{int(math.Floor(x + 0.5)), int(math.Floor(y + 0.5))}, true
}

// farAway is beyond what anybody draws; places out there count as none.
const farAway = 1 << 30

// isShared tells whether the canvas draws the wires into a block as stubs.
func (b *block) isShared() bool { return b.wires > sharedOver }
