package layout

// Sizes of what is drawn, in canvas units: the twin of
// web/canvas/geometry/metrics.ts and space.ts. testdata/blocks.json holds
// the two together.
const (
	blockWidth     = 240
	headHeight     = 48
	settingHeight  = 20
	branchHeight   = 24
	sectionPadding = 6
	maxSettings    = 3
	inputY         = headHeight / 2

	noteFolded = 32

	// spreadX is canvas units per document unit sideways; down it is 1.
	spreadX = 1.35
	// sharedOver is how many wires may lead into a block before they are stubs (SHARED of scene.ts).
	sharedOver = 6
)

// The grid, in document units. A column leaves 124 canvas units between blocks
// for their wires; positions end on multiples of snap, as moves by hand do.
const (
	pitch = 270
	snap  = 10
	gap   = 50  // between blocks of a column
	lane  = 30  // height of a long edge's place in a column that it passes
	apart = 120 // between parts that no wire joins

	// laneGap is the room between a lane and a block. Wires are drawn straight
	// and not along their lanes, so it is wide.
	laneGap = 40
)

// entryGap is how far left of the first block the entry marker stands, and
// entryDrop how far lower, so that its wire is straight.
const (
	entryGap  = 160
	entryDrop = 10
)

func section(rows, height int) int {
	if rows == 0 {
		return 0
	}
	return rows*height + 2*sectionPadding
}

func blockHeight(settings, branches int) int {
	return headHeight + section(settings, settingHeight) + section(branches, branchHeight)
}

func outputY(settings, index int) int {
	return headHeight + section(settings, settingHeight) + sectionPadding + index*branchHeight + branchHeight/2
}
