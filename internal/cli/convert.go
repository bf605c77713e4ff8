package cli

import (
	"fmt"
	"io"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
)

// convertCmd brings old exports into the flow language.
type convertCmd struct {
	Write bool     `short:"w" help:"Write the files instead of printing one."`
	Files []string `arg:"" name:"file" complete:"file" help:"An old export; - is standard input. A file in the flow language stays as it is. With --write also several, and patterns."`
}

// Run prints the flow on standard output and what a person should know of the
// conversion on standard error. It ends with 1 where something could not be
// carried (the flow is printed all the same) or the file is no flow (nothing
// is), 2 when a file can't be read or written, 3 when the flow can't be
// printed.
func (c *convertCmd) Run(streams Streams) error {
	return eachFlow(streams, c.Files, c.Write, func(file string, doc *flow.Document) (string, bool) {
		text, report := legacy.Convert(doc)
		printConversion(streams.Err, file, doc, report)
		return string(text), report.Complete()
	})
}

// printConversion says nothing of a file that passed through.
func printConversion(out io.Writer, file string, doc *flow.Document, report legacy.Report) {
	for _, n := range report.Notes {
		place := file
		if at, ok := doc.Position(n.Pointer); ok {
			place = fmt.Sprintf("%s:%d:%d", file, at.Line, at.Column)
		}
		block := ""
		if n.Block != "" {
			block = fmt.Sprintf("%s %s: ", n.Type, n.Block)
		}
		fmt.Fprintf(out, "%s: %s: %s%s\n", place, n.Kind, block, n.Message)
	}
	if report.Converted {
		fmt.Fprintf(
			out, "%s: blocks converted: %d; could not be carried: %d, known by name only: %d, added: %d.\n",
			file, report.Blocks, report.Count(legacy.Lost), report.Count(legacy.NameOnly), report.Count(legacy.Added),
		)
	}
}
