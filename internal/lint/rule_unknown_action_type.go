package lint

import (
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
)

var unknownActionType = Rule{
	Code: "unknown-action-type", Severity: Error,
	Title:    "Connect has no action of this type",
	About:    "The Type is none that Connect knows; often it is a name of the old export format or of a console block. Correct the type.",
	Evidence: "refusals.md: “Invalid Action type. Type: T”, and the list of names that are never valid.",
	Service:  []string{"Invalid Action type. Type: T, Path: Actions[N].Type"},
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil {
				continue
			}
			if a.Type == "" {
				p.report(a, a.Pointer+"/Type", a.name()+" has no Type. Say which action it is.")
				continue
			}
			if isPlaceholder(a.Type) {
				continue
			}
			message := "Connect has no action of the type " + quoted(a.Type) + "."
			meant, ok := catalog.DidYouMean(a.Type)
			if !ok {
				p.report(a, a.Pointer+"/Type", message+" Replace the block.")
				continue
			}
			known, _ := catalog.Lookup(meant)
			p.report(a, a.Pointer+"/Type", message+" Did you mean "+meant+" ("+known.Name()+")?",
				Fix{Title: "Change the type to " + meant, Ops: []flow.Op{{Kind: flow.SetType, ID: a.ID, Type: meant}}})
		}
	},
}
