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
		for _, fix := range f.Fixed {
			fmt.Fprintf(out, "%s: fixed: %s: %s [%s]\n", printable(f.Path), printable(fix.Block), printable(fix.Title), fix.Code)
		}
		lines := source{lines: strings.Split(f.Source, "\n")}
		for j := range f.Diagnostics {
			writeFinding(out, f, &f.Diagnostics[j], &lines)
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

// source is a file's lines. It keeps the last that was asked for: findings
// come in the order of the file, and a minified file has them all in one line.
type source struct {
	lines []string
	at    int
	runes []rune
}

// line returns line n, counted from 1, as characters that can be printed.
func (s *source) line(n int) ([]rune, bool) {
	if n < 1 || n > len(s.lines) {
		return nil, false
	}
	if s.at != n {
		s.at, s.runes = n, []rune(printable(strings.TrimRight(s.lines[n-1], "\r")))
	}
	return s.runes, true
}

func writeFinding(out io.Writer, f *File, d *lint.Diagnostic, lines *source) {
	fmt.Fprintf(out, "%s:%d:%d: %s: %s [%s]\n", printable(f.Path), d.Line, d.Column, d.Severity, printable(d.Message), d.Code)
	line, ok := lines.line(d.Line)
	if !ok {
		return
	}
	text, caret := frame(line, d.Column)
	fmt.Fprintf(out, "  %5d | %s\n        | %s^\n", d.Line, text, strings.Repeat(" ", caret))
}

// frame cuts the part around a column out of a line; caret is the column in it.
func frame(line []rune, column int) (text string, caret int) {
	at := min(max(column-1, 0), len(line))
	start := 0
	if len(line) > frameWidth {
		start = max(at-frameWidth/2, 0)
	}
	return string(line[start:min(start+frameWidth, len(line))]), at - start
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
