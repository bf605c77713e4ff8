package page

import "strings"

// ChangeList is what changed between two states of a flow, for reading.
type ChangeList struct {
	Lines   []ChangeLine // by group
	More    int          // further lines, which are not listed
	Moved   int          // blocks, notes and the entry point that only stand elsewhere
	Problem string       // what could not be compared

	Added, Removed, Changed, Rewired int // blocks and notes
}

// ChangeLine is one change in words. Both texts are the flow's own.
type ChangeLine struct {
	Group string // added, removed, changed, rewired
	Name  string
	What  string // "" when the group says it all
}

// linesShown is how many lines stand there before "Show all".
const linesShown = 8

func (c *ChangeList) first() []ChangeLine { return c.Lines[:min(len(c.Lines), linesShown)] }
func (c *ChangeList) rest() []ChangeLine  { return c.Lines[min(len(c.Lines), linesShown):] }

func (c *ChangeList) empty() bool { return len(c.Lines) == 0 && c.Problem == "" }

// heading is the group of a line, where it begins.
func heading(lines []ChangeLine, i int) string {
	if i > 0 && lines[i-1].Group == lines[i].Group {
		return ""
	}
	group := lines[i].Group
	return strings.ToUpper(group[:1]) + group[1:]
}

func movedText(n int) string {
	return plural(n, "block or note stands", "blocks and notes stand") + " elsewhere"
}
