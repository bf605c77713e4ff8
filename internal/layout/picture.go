package layout

import (
	"math"

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
	ids    []string // of its actions, the first of which it goes by
	at     point
	placed bool // the file gives it a place
	astray bool // some of its actions have another place
	moves  bool // it is to be arranged
	height int
	above  int // room kept above it for its notes
	ways   []way
	wires  int // wires into it
}

// picture is a flow as it is drawn: blocks in file order, and the notes.
type picture struct {
	blocks []block
	byID   map[string]int // blocks by their actions
	start  int            // -1 when there is none
	notes  []note
}

func read(doc *flow.Document) *picture {
	actions := doc.Actions()
	byID := make(map[string]int, len(actions))
	list := make([]*flow.Action, 0, len(actions))
	for i := range actions {
		a := &actions[i]
		if _, twice := byID[a.ID]; twice || a.ID == "" {
			continue
		}
		byID[a.ID] = len(list)
		list = append(list, a)
	}
	start := doc.StartAction().Text()
	chains, drawn := newGrouping(list, byID, start).blocks()
	p := &picture{start: -1, byID: byID, blocks: make([]block, len(chains))}
	for i, chain := range chains {
		for _, m := range chain {
			byID[m.action.ID] = i
		}
	}
	for i, chain := range chains {
		p.readBlock(&p.blocks[i], chain, drawn[i])
	}
	if at, ok := p.byID[start]; ok {
		p.start = at
		p.blocks[at].wires++
	}
	p.readNotes(doc)
	return p
}

func (p *picture) readBlock(b *block, chain []member, drawn []port) {
	shown := settingsOf(chain)
	b.id, b.height = chain[0].action.ID, blockHeight(shown, len(drawn))
	b.at, b.placed = placeOf(chain[0].action.Metadata.Get("position"))
	b.ids = make([]string, 0, len(chain))
	for _, m := range chain {
		at, placed := placeOf(m.action.Metadata.Get("position"))
		b.ids = append(b.ids, m.action.ID)
		b.astray = b.astray || placed != b.placed || at != b.at
	}
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
