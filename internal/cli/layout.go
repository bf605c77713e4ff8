package cli

import (
	"fmt"
	"io"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// layoutCmd arranges a flow for those who read it in a designer.
type layoutCmd struct {
	All   bool   `help:"Arrange every block, not only those without a position."`
	Write bool   `short:"w" help:"Write the file instead of printing it."`
	File  string `arg:"" name:"file" complete:"file" help:"A flow file; - is standard input."`
}

// Run prints the whole flow, changed in its positions only. It exits with 1
// for what cannot be arranged, and prints nothing then.
func (c *layoutCmd) Run(streams Streams) error {
	if c.Write && c.File == "-" {
		return &Usage{"Standard input can't be written. Leave out --write, or name a file."}
	}
	doc, err := readFlow(c.File, streams.In)
	if err != nil {
		return err
	}
	before := doc.String()
	if problem := arrange(doc, layout.Options{Missing: !c.All}); problem != "" {
		fmt.Fprintf(streams.Err, "switchyard: %s: %s\n", c.File, problem)
		return exitWith(ExitProblems)
	}
	if c.Write {
		return c.write(doc, before)
	}
	if _, err := io.WriteString(streams.Out, doc.String()); err != nil {
		return fmt.Errorf("the flow could not be printed")
	}
	return nil
}

// arrange says why a document cannot be arranged, "" when it was.
func arrange(doc *flow.Document, options layout.Options) string {
	switch doc.Format() {
	case flow.FormatLegacy:
		return "this is a legacy export. Convert it first: switchyard convert FILE."
	case flow.FormatUnknown:
		return "this is not a flow. See switchyard lint for what is wrong."
	}
	if !doc.Editable() {
		return "its JSON is broken. See switchyard lint for the place."
	}
	if _, rejection := doc.Apply(layout.Ops(doc, options)); rejection != nil {
		return rejection.Message
	}
	return ""
}

// write replaces the file when something changed.
func (c *layoutCmd) write(doc *flow.Document, before string) error {
	if doc.String() == before {
		return nil
	}
	if err := overwrite(c.File, doc.Bytes()); err != nil {
		return &Usage{unwritable(c.File)}
	}
	return nil
}
