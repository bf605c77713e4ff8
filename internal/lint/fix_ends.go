package lint

import (
	"strings"

	"switchyard.dev/switchyard/internal/flow"
)

// endType is the action that ends a flow of this type without an agent.
func (p *pass) endType() string {
	switch p.flowType {
	case "MODULE":
		return "EndFlowModuleExecution"
	case "CUSTOMER_WHISPER", "AGENT_WHISPER", "OUTBOUND_WHISPER", "CUSTOMER_HOLD", "AGENT_HOLD":
		return "EndFlowExecution"
	default:
		return "DisconnectParticipant"
	}
}

// end is a block that ends the flow: one that is there, else a new one beside
// another block, with the operations that add it.
func (p *pass) end(beside *action) addition {
	kind := p.endType()
	for i := range p.actions {
		if p.actions[i].Type == kind && p.actions[i].ID != "" && p.byID[p.actions[i].ID] == i {
			return addition{id: p.actions[i].ID}
		}
	}
	id := p.freshID(kind)
	return p.newAction(beside, id, `{"Parameters":{},"Identifier":`+string(quote(id))+`,"Type":`+string(quote(kind))+`,"Transitions":{}}`)
}

// wireToEnd is the fix that leads a branch to the end of the flow. Of an error
// branch that is what the console's own samples do; where all goes well it is
// for the designer to say.
func (p *pass) wireToEnd(a *action, e edge) []Fix {
	branch, mirrored := a.branch(e)
	if branch.Kind == flow.BranchError && branch.Error == "" || a.ID == "" {
		return nil
	}
	end := p.end(a)
	ops := append(end.ops, flow.Op{Kind: flow.SetTarget, ID: a.ID, Branch: branch, Target: end.id, Mirror: mirrored})
	return []Fix{{Title: "Connect it to the end of the flow", Ops: ops, Asks: branch.Kind != flow.BranchError}}
}

// allowed makes an identifier that Connect takes of one that it refuses: free
// in this flow, and as much of the name as can stay.
func (p *pass) allowed(id string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(forbiddenInIdentifier, r) || r < ' ' {
			return '-'
		}
		return r
	}, id)
	if reservedIdentifiers[name] {
		name = "Block " + name
	}
	for try, suffix := 2, ""; ; try++ {
		candidate := shorten(name, maxIdentifier-len(suffix)) + suffix
		if candidate != "" && !p.exists(candidate) {
			return candidate
		}
		suffix = " " + itoa(try)
	}
}

// shorten cuts a text to a number of characters, at a space where one is near.
func shorten(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	cut := strings.TrimRight(string(r[:most]), " -_")
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*3/4 {
		cut = cut[:i]
	}
	return cut
}
