package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var flowTypeRule = Rule{
	Code: "flow-type", Severity: Error,
	Title:    "The block is not allowed in this type of flow",
	About:    "Connect refuses some blocks in some types of flows. Where AWS's own pages disagree this is a warning; it is silent when the type of the flow is not known, and in modules, where such a block takes its Error branch.",
	Evidence: "facts.md §3 support matrix; refusals.md “Flow type”.",
	Service:  []string{"Invalid Action type. Type: T, Path: Actions[N].Type"},
	check: func(p *pass) {
		if p.flowType == "" || p.flowType == "MODULE" {
			return
		}
		for i := range p.actions {
			a := &p.actions[i]
			if a.known == nil {
				continue
			}
			name := quoted(catalog.FlowTypeName(p.flowType))
			switch allowed, disputed := a.known.Allows(p.flowType); {
			case disputed:
				p.reportAs(Warning, a, a.Pointer+"/Type", a.name()+": what is known differs over this block in a flow of the type "+name+". Test it before you rely on it.")
			case !allowed:
				p.report(a, a.Pointer+"/Type", a.name()+" is not allowed in a flow of the type "+name+". Remove it, or use a flow of another type.", p.otherEnd(a)...)
			}
		}
	},
}

// otherEnd is the fix that ends the flow with the block that its type takes.
func (p *pass) otherEnd(a *action) []Fix {
	if !a.known.Terminal || a.Type == "TransferContactToAgent" || a.ID == "" {
		return nil
	}
	end, _ := catalog.Lookup(p.endType())
	if allowed, _ := end.Allows(p.flowType); !allowed {
		return nil
	}
	return []Fix{{Title: "Change it to " + end.Name(), Ops: []flow.Op{{Kind: flow.SetType, ID: a.ID, Type: end.Type}}}}
}
