package lint

var unwiredBranch = Rule{
	Code: "unwired-branch", Severity: Error,
	Title:    "A branch leads nowhere",
	About:    "The branch exists but is connected to no block, as in a draft. Connect it; Connect refuses to publish until every branch leads somewhere.",
	Evidence: `facts.md §12 (a); refusals.md “Invalid Action property value … NextAction” for "" targets of an unwired draft.`,
	check: func(p *pass) {
		for i := range p.actions {
			a := &p.actions[i]
			if a.known != nil && a.known.Terminal {
				continue
			}
			p.unwired(a)
		}
	},
}

func (p *pass) unwired(a *action) {
	mirrored := false
	for j := range a.Conditions {
		if b := &a.Conditions[j]; b.Present && b.Target.ID == "" {
			mirrored = true
			p.report(a, b.Target.Pointer, a.name()+": the branch "+quoted(a.conditionLabel(b.Operator, operandTexts(b.Operands)))+" leads nowhere. Connect it to a block.")
		}
	}
	for j := range a.Errors {
		if b := &a.Errors[j]; b.Present && b.Target.ID == "" {
			mirrored = true
			p.report(a, b.Target.Pointer, a.name()+": the branch "+quoted(a.errorLabel(b.Type))+" leads nowhere. Connect it to a block.")
		}
	}
	// NextAction that mirrors another branch is no branch of its own: one finding is enough.
	if a.Next.Present && a.Next.ID == "" && !(a.isMirror() && mirrored) {
		p.report(a, a.Next.Pointer, a.name()+" has no next step. Connect it to a block.")
	}
}
