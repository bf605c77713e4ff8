package report

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"switchyard.dev/switchyard/internal/diff"
)

// Markdown prints a comment for a pull request. Whatever stands in the flow
// is text there: it makes no markup, no link, no mention and no HTML.
func Markdown(w io.Writer, names Names, r *diff.Result) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "**%s → %s:** %s\n", plain(names.Old), plain(names.New), Summary(r))
	for i, p := range r.Problems {
		if i == 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "> %s: %s\n", plain(names.of(p.Side)), plain(p.Message))
	}
	if len(r.Changes) > 0 {
		fmt.Fprint(out, "\n| | Block | Change |\n| --- | --- | --- |\n")
	}
	for _, line := range Lines(r) {
		what := line.What
		if line.Whole {
			what = string(line.Group)
		}
		fmt.Fprintf(out, "| %s | %s | %s |\n", signs[line.Group], plain(line.Name), plain(what))
	}
	if r.Moves > 0 {
		fmt.Fprintf(out, "\nMoved without other consequence: %d\n", r.Moves)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print diff: %w", err)
	}
	return nil
}

var signs = map[diff.Group]string{diff.GroupAdded: "➕", diff.GroupRemoved: "➖", diff.GroupChanged: "✏️", diff.GroupRewired: "🔀"}

// plain escapes what means something in GitHub's or GitLab's Markdown: markup
// and HTML with a backslash or a character reference, and with a reference
// also what would begin a link, a mention, an emoji or a formula by itself.
func plain(text string) string {
	var b strings.Builder
	for _, r := range wwwDot.ReplaceAllString(printable(text), "$1\x00") {
		switch {
		case r == 0:
			b.WriteString("&#46;")
		case strings.ContainsRune("@#:~$!<>&%", r):
			fmt.Fprintf(&b, "&#%d;", r)
		case strings.ContainsRune("\\`*_[]|^", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// wwwDot finds where a link begins without a scheme.
var wwwDot = regexp.MustCompile(`(?i)(www)\.`)
