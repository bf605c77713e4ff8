package cli

import (
	"fmt"
	"io"

	"switchyard.dev/switchyard/internal/diff"
	diffreport "switchyard.dev/switchyard/internal/diff/report"
	"switchyard.dev/switchyard/internal/flow"
)

// diffCmd compares two files as the versions page does.
type diffCmd struct {
	Format string `help:"How to print what changed: text, json or markdown; ops are the edits that make b of a." enum:"text,json,markdown,ops" default:"text"`
	Old    string `arg:"" name:"a" complete:"file" help:"The older file; - is standard input."`
	New    string `arg:"" name:"b" complete:"file" help:"The newer file; - is standard input."`
}

// Run ends with 0 when the files are the same, 1 when they differ, 2 when one
// can't be read, 3 when the report can't be written.
func (c *diffCmd) Run(streams Streams) error {
	if c.Old == "-" && c.New == "-" {
		return &Usage{"only one of the two files can be standard input."}
	}
	old, err := readFlow(c.Old, streams.In)
	if err != nil {
		return err
	}
	now, err := readFlow(c.New, streams.In)
	if err != nil {
		return err
	}
	result := diff.Compare(old, now)
	if err := c.print(streams.Out, old, now, result); err != nil {
		fmt.Fprintln(streams.Err, "switchyard: the report could not be written.")
		return exitWith(ExitFailure)
	}
	if !result.Same {
		return exitWith(ExitProblems)
	}
	return nil
}

func (c *diffCmd) print(out io.Writer, old, now *flow.Document, result *diff.Result) error {
	if c.Format == "ops" {
		return diffreport.Ops(out, diff.Ops(old, now))
	}
	return diffreport.Formats[c.Format](out, diffreport.Names{Old: called(c.Old, "before"), New: called(c.New, "after")}, result)
}

// called is what a side is called in the report; standard input has no name.
func called(file, side string) string {
	if file == "-" {
		return side
	}
	return file
}
