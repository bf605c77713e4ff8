package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

// GitHub prints workflow commands, which GitHub Actions shows as annotations
// at the line of the file.
func GitHub(w io.Writer, files []File) error {
	out := bufio.NewWriter(w)
	for i := range files {
		for j := range files[i].Diagnostics {
			d := &files[i].Diagnostics[j]
			fmt.Fprintf(out, "::%s file=%s,line=%d,col=%d,title=%s::%s\n",
				githubLevel(d.Severity), property(files[i].Path), d.Line, d.Column, property(d.Code), data(d.Message))
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

func githubLevel(s lint.Severity) string {
	if s == lint.Info {
		return "notice"
	}
	return string(s)
}

// data and property escape as GitHub's own toolkit does, so that a text from a
// flow can't begin a command of its own.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func data(text string) string     { return dataEscapes.Replace(text) }
func property(text string) string { return propertyEscapes.Replace(text) }
