package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

// frameWidth is how much of a line a code frame shows: minified files have one
// line of many thousands.
const frameWidth = 100

// Text prints each finding with the line that it is about, and a summary.
func Text(w io.Writer, files []File) error {
	out := bufio.NewWriter(w)
	for i := range files {
		f := &files[i]
		lines := strings.Split(f.Source, "\n")
		for j := range f.Diagnostics {
			writeFinding(out, f, &f.Diagnostics[j], lines)
		}
	}
	errors, warnings := Totals(files)
	switch {
	case errors+warnings == 0:
		fmt.Fprintf(out, "%s, nothing found\n", count(len(files), "file"))
	default:
		fmt.Fprintf(out, "%s: %s, %s\n", count(len(files), "file"), count(errors, "error"), count(warnings, "warning"))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

func writeFinding(out io.Writer, f *File, d *lint.Diagnostic, lines []string) {
	fmt.Fprintf(out, "%s:%d:%d: %s: %s [%s]\n", printable(f.Path), d.Line, d.Column, d.Severity, printable(d.Message), d.Code)
	if d.Line < 1 || d.Line > len(lines) {
		return
	}
	text, caret := frame(lines[d.Line-1], d.Column)
	fmt.Fprintf(out, "  %5d | %s\n        | %s^\n", d.Line, text, strings.Repeat(" ", caret))
}

// frame cuts the part around a column out of a line; caret is the column in it.
func frame(line string, column int) (text string, caret int) {
	runes := []rune(printable(strings.TrimRight(line, "\r")))
	at := min(max(column-1, 0), len(runes))
	start := 0
	if at > frameWidth/2 {
		start = at - frameWidth/2
	}
	end := min(start+frameWidth, len(runes))
	return string(runes[start:end]), at - start
}

// printable replaces what would move a terminal's cursor or change its colours.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029:
			return '\uFFFD'
		default:
			return r
		}
	}, text)
}

func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
