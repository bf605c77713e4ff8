package flow

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Position is a place in the text. Line and Column count from 1; columns are
// code points, not bytes. Offset is in bytes from 0.
type Position struct {
	Offset int `json:"offset"`
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Position returns where the value that a JSON pointer names starts. When
// the document has no such value, it returns the nearest ancestor's place
// and ok is false.
func (d *Document) Position(pointer string) (pos Position, ok bool) {
	n, ok := d.t.resolve(pointer)
	if !n.Exists() {
		return Position{Line: 1, Column: 1}, false
	}
	return d.t.position(n.Offset()), ok
}

// PositionAt returns the line and column of a byte offset, such as a
// Problem's. Offsets outside the text are moved to its nearest end.
func (d *Document) PositionAt(offset int) Position {
	return d.t.position(max(0, min(offset, len(d.t.src))))
}

// runeStep is the distance of the marks that let a column be counted without
// reading a whole line; minified files are one line.
const runeStep = 1 << 10

type lineIndex struct {
	starts []int // offset of each line
	runes  []int // code points before each multiple of runeStep; nil when all are ASCII
}

func (t *tree) position(offset int) Position {
	t.lineOnce.Do(t.indexLines)
	line := sort.SearchInts(t.lines.starts, offset+1)
	start := t.lines.starts[line-1]
	return Position{Offset: offset, Line: line, Column: t.runesBefore(offset) - t.runesBefore(start) + 1}
}

func (t *tree) runesBefore(offset int) int {
	if t.lines.runes == nil {
		return offset
	}
	mark := offset / runeStep
	return t.lines.runes[mark] + starts(t.src[mark*runeStep:offset])
}

// starts counts the bytes that begin a code point. Unlike a rune count it can
// be summed over pieces cut anywhere.
func starts(s string) int {
	n := 0
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}

func (t *tree) indexLines() {
	t.lines.starts = append(make([]int, 0, 64), 0)
	for at := 0; ; {
		next := strings.IndexByte(t.src[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
		t.lines.starts = append(t.lines.starts, at)
	}
	if t.ascii {
		return
	}
	runes := make([]int, 1, len(t.src)/runeStep+1)
	for at := runeStep; at <= len(t.src); at += runeStep {
		runes = append(runes, runes[len(runes)-1]+starts(t.src[at-runeStep:at]))
	}
	t.lines.runes = runes
}
