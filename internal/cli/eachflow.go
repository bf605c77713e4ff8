package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
)

// change makes the new text of a file, "" for none: it stays as it is, and
// nothing is printed. ok is false when the file has problems, which change has
// reported.
type change func(file string, doc *flow.Document) (text string, ok bool)

// eachFlow changes the flows that files and patterns name: it prints the one,
// or writes each into its file. One that can't be read or written does not
// keep the others from it.
func eachFlow(streams Streams, args []string, write bool, change change) error {
	files, err := expand(args)
	if err != nil {
		return err
	}
	switch {
	case write && slices.Contains(files, "-"):
		return &Usage{"standard input can't be written. Leave out --write, or name a file."}
	case !write && len(files) > 1:
		return &Usage{fmt.Sprintf("there are %d files, and only one can be printed. Name one, or use --write to change the files themselves.", len(files))}
	}
	code := ExitOK
	for _, file := range files {
		doc, err := readFlow(file, streams.In)
		if err != nil {
			code = ExitUsage
			fmt.Fprintln(streams.Err, "switchyard:", err)
			continue
		}
		before := doc.String()
		text, ok := change(file, doc)
		if !ok {
			code = max(code, ExitProblems)
		}
		switch {
		case text == "", write && text == before:
		case write:
			if err := overwrite(file, []byte(text)); err != nil {
				code = ExitUsage
				fmt.Fprintln(streams.Err, "switchyard:", unwritable(file))
			}
		default:
			if _, err := io.WriteString(streams.Out, text); err != nil {
				return errors.New("the flow could not be printed")
			}
		}
	}
	if code != ExitOK {
		return exitWith(code)
	}
	return nil
}
