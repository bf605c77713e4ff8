package cli

import (
	"errors"
	"fmt"
	"io"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
)

// convertCmd brings an old export into the flow language.
type convertCmd struct {
	File string `arg:"" name:"file" complete:"file" help:"An old export; - is standard input. A file in the flow language is printed as it is."`
}

// Run prints the flow on standard output and what a person should know of the
// conversion on standard error. It ends with 1 where something could not be
// carried (the flow is printed all the same) or the file is no flow (nothing
// is), 2 when the file can't be read, 3 when the flow can't be printed.
func (c *convertCmd) Run(streams Streams) error {
	doc, err := readFlow(c.File, streams.In)
	if err != nil {
		return err
	}
	text, report := legacy.Convert(doc)
	if _, err := streams.Out.Write(text); err != nil {
		return errors.New("the flow could not be printed")
	}
	printConversion(streams.Err, c.File, doc, report)
	if !report.Complete() {
		return exitWith(ExitProblems)
	}
	return nil
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
