package lint

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"switchyard.dev/switchyard/internal/flow"
)

const maxIdentifier = 50

// forbiddenInIdentifier are the characters that the service refuses (facts.md §1).
const forbiddenInIdentifier = `%:(\/)=$,;[]{}`

var reservedIdentifiers = map[string]bool{
	"__proto__": true, "constructor": true, "__defineGetter__": true, "__defineSetter__": true, "toString": true,
	"hasOwnProperty": true, "isPrototypeOf": true, "propertyIsEnumerable": true, "toLocaleString": true, "valueOf": true,
}

var identifier = Rule{
	Code: "identifier", Severity: Error,
	Title:    "A block's identifier is one that Connect refuses",
	About:    `An identifier has 1 to 50 characters, none of % : ( \ / ) = $ , ; [ ] { }, and is none of the words that JavaScript reserves. Rename the block.`,
	Evidence: "facts.md §1, Identifier.",
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if flow.IsUUID(a.ID) || isPlaceholder(a.ID) {
				continue
			}
			if message := identifierProblem(a.ID); message != "" {
				p.report(a, a.Pointer+"/Identifier", a.name()+": "+message+" Rename the block.", p.renameAllowed(a)...)
			}
		}
	},
}

// renameAllowed is the fix that gives the block a name which Connect takes. A
// block without a name, or one of several of that name, can't be told apart.
func (p *pass) renameAllowed(a *action) []Fix {
	if a.ID == "" || p.isTwice(a.ID) {
		return nil
	}
	to := p.allowed(a.ID)
	return []Fix{{Title: "Rename it to " + quoted(to), Ops: []flow.Op{{Kind: flow.RenameBlock, ID: a.ID, To: to}}}}
}

// isTwice reports whether several blocks have an identifier.
func (p *pass) isTwice(id string) bool {
	n := 0
	for i := range p.actions {
		if p.actions[i].ID == id {
			n++
		}
	}
	return n > 1
}

func identifierProblem(id string) string {
	switch {
	case id == "":
		return "the block has no identifier."
	case len(id) > maxIdentifier && utf8.RuneCountInString(id) > maxIdentifier:
		return fmt.Sprintf("the name has %d characters; Connect takes %d.", utf8.RuneCountInString(id), maxIdentifier)
	case reservedIdentifiers[id]:
		return "Connect does not allow this word as a name."
	}
	if i := strings.IndexAny(id, forbiddenInIdentifier); i >= 0 {
		return fmt.Sprintf("Connect does not allow the character %q in a name.", id[i])
	}
	return ""
}
