package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// reference is a value of the contact that a block reads: $.External.name has
// the space External and the key name. Deeper parts of the path are dropped.
type reference struct {
	block      int // index in pass.actions
	space, key string
	at         flow.Node // the text that holds it
}

// references returns what the blocks read, in the order of the file. It is
// made when the first rule asks for it.
func (p *pass) references() []reference {
	if p.reads == nil {
		p.reads = []reference{}
		for i := range p.actions {
			p.collect(i, p.actions[i].Parameters)
		}
	}
	return p.reads
}

// collect notes the references in the texts under a node.
func (p *pass) collect(block int, n flow.Node) {
	eachReferringText(n, func(n flow.Node) {
		for rest := n.Text(); ; {
			_, after, found := strings.Cut(rest, "$")
			if !found {
				return
			}
			rest = after
			if space, key, ok := readPath(after); ok {
				p.reads = append(p.reads, reference{block: block, space: space, key: key, at: n})
			}
		}
	})
}

// eachReferringText calls with every text under a node that may hold a reference.
func eachReferringText(n flow.Node, visit func(flow.Node)) {
	switch n.Kind() {
	case flow.Object:
		for _, member := range n.Members() {
			eachReferringText(member, visit)
		}
	case flow.Array:
		for _, item := range n.Elements() {
			eachReferringText(item, visit)
		}
	case flow.String:
		if strings.Contains(n.Raw(), "$") {
			visit(n)
		}
	default:
	}
}

// readPath reads the first two parts of a path after its “$”: .A.b, .A['b'],
// ['A']['b'] or .A.['b'].
func readPath(text string) (space, key string, ok bool) {
	space, rest := readPart(text)
	key, _ = readPart(rest)
	return space, key, space != "" && key != ""
}

func readPart(text string) (part, rest string) {
	text, dotted := strings.CutPrefix(text, ".")
	for _, quote := range []string{"['", `["`} {
		if inside, isQuoted := strings.CutPrefix(text, quote); isQuoted {
			part, rest, closed := strings.Cut(inside, quote[1:]+"]")
			if !closed {
				return "", ""
			}
			return part, rest
		}
	}
	if !dotted {
		return "", ""
	}
	n := 0
	for n < len(text) && isNameByte(text[n]) {
		n++
	}
	return strings.TrimRight(text[:n], "-"), text[n:]
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c >= 0x80
}
