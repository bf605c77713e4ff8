package cli

import (
	"fmt"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
)

// layoutCmd arranges flows for those who read them in a designer.
type layoutCmd struct {
	All   bool     `help:"Arrange every block, not only those without a position."`
	Write bool     `short:"w" help:"Write the files instead of printing one."`
	Files []string `arg:"" name:"file" complete:"file" help:"A flow file; - is standard input. With --write also several, and patterns."`
}

// Run prints the whole flow, changed in its positions only. It exits with 1
// for what cannot be arranged, which stays as it is, 2 when a file can't be
// read or written, 3 when the flow can't be printed.
func (c *layoutCmd) Run(streams Streams) error {
	return eachFlow(streams, c.Files, c.Write, func(file string, doc *flow.Document) (string, bool) {
		if problem := arrange(doc, layout.Options{Missing: !c.All}); problem != "" {
			fmt.Fprintf(streams.Err, "switchyard: %s: %s\n", file, problem)
			return "", false
		}
		return doc.String(), true
	})
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
