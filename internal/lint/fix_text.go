package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// splice puts a text in the place of bytes of the document.
type splice struct {
	start, end int
	text       string
}

func spliceOf(n flow.Node, text string) splice {
	return splice{n.Offset(), n.Offset() + len(n.Raw()), text}
}

// rewrite is the fix for what no operation on blocks reaches: the whole text,
// with some places of it written anew. The splices are in the order of the
// text. There is none for a text that Connect would not take anyway: it would
// travel with every finding.
func (p *pass) rewrite(title string, edits ...splice) []Fix {
	text := p.doc.String()
	if len(edits) == 0 || len(text) > maxCharacters {
		return []Fix{}
	}
	var mended strings.Builder
	at := 0
	for _, e := range edits {
		mended.WriteString(text[at:e.start])
		mended.WriteString(e.text)
		at = e.end
	}
	mended.WriteString(text[at:])
	return []Fix{{Title: title, Ops: []flow.Op{{Kind: flow.Replace, Text: mended.String()}}}}
}
