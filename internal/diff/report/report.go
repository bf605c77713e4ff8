// Package report prints what changed between two flows: for people in a
// terminal, for programs, and for a comment on a pull request.
package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
)

// Names are what the two sides are called: paths of files, versions.
type Names struct{ Old, New string }

// Writer prints a result.
type Writer func(w io.Writer, names Names, r *diff.Result) error

// Formats are the writers by the name of their format.
var Formats = map[string]Writer{"text": Text, "json": JSON, "markdown": Markdown}

// JSON prints the result itself. Its form is a contract with pipelines.
func JSON(w io.Writer, _ Names, r *diff.Result) error { return encode(w, r) }

// Ops prints operations in their wire form.
func Ops(w io.Writer, ops []flow.Op) error {
	if ops == nil {
		ops = []flow.Op{}
	}
	return encode(w, ops)
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print diff: %w", err)
	}
	return nil
}

// Text prints block by block what changed, then what only moved.
func Text(w io.Writer, names Names, r *diff.Result) error {
	out := bufio.NewWriter(w)
	for _, p := range r.Problems {
		fmt.Fprintf(out, "! %s: %s\n", printable(names.of(p.Side)), printable(p.Message))
	}
	if !r.Same {
		fmt.Fprintf(out, "--- %s\n+++ %s\n", printable(names.Old), printable(names.New))
	}
	owner := ""
	for _, line := range Lines(r) {
		if line.Whole {
			fmt.Fprintf(out, "%s %s\n", marks[line.Group], printable(line.Name))
			owner = ""
			continue
		}
		if line.Owner != owner {
			fmt.Fprintf(out, "  %s\n", printable(line.Name))
			owner = line.Owner
		}
		fmt.Fprintf(out, "    %s %s\n", marks[line.Group], printable(line.What))
	}
	for _, m := range r.Moved {
		fmt.Fprintf(out, "  moved: %s\n", printable(m.Name))
	}
	fmt.Fprintln(out, Summary(r))
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print diff: %w", err)
	}
	return nil
}

func (n Names) of(side string) string {
	if side == "old" {
		return n.Old
	}
	return n.New
}

var marks = map[diff.Group]string{diff.GroupAdded: "+", diff.GroupRemoved: "-", diff.GroupChanged: "~", diff.GroupRewired: ">"}

// Summary says in one line how many blocks and notes changed, and how.
func Summary(r *diff.Result) string {
	if r.Same {
		return "No difference"
	}
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
	}
	counts := r.Count()
	for _, group := range diff.Groups {
		add(counts.Of(group), string(group))
	}
	add(r.Moves, "moved")
	switch {
	case len(parts) == 0:
		return "No difference in what could be read"
	case len(r.Changes) == 0 && len(r.Problems) == 0:
		return "Nothing changed but positions: " + parts[0]
	}
	return strings.Join(parts, ", ")
}

// printable replaces what would move a terminal's cursor, change its colours
// or turn the direction of the text around.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e || r == 0x200f || r == 0x61c:
			return '\uFFFD'
		}
		return r
	}, text)
}
