package lint

import (
	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/near"
)

var moduleReturn = Rule{
	Code: "module-return", Severity: Error,
	Title:    "A module returns what its settings do not declare",
	About:    "A Return block takes a branch that the module's settings do not declare, or returns data that the result's schema does not list or types otherwise. A required value that is missing is a warning, and so is naming Success or Error, which need no name. Change the block, or declare the branch or the value in the module's settings. Nothing is said of a module whose settings are not known.",
	Evidence: "actions.json EndFlowModuleExecution: an undeclared Result is refused, ResultData must match the schema with its JSON types, a JSONPath only where type=string (live). Missing values: not probed.",
	Service:  []string{"Invalid Action property value. Path: Actions[N].Parameters.X"},
	check: func(p *pass) {
		own, known := p.ownContract()
		if !known {
			return
		}
		for i := range p.actions {
			a := &p.actions[i]
			if a.Type != "EndFlowModuleExecution" {
				continue
			}
			p.checkResult(a, a.Parameters.Get("Result"), own)
			p.checkValues(&values{
				action: a, at: a.Parameters.Get("ResultData"), path: []string{"ResultData"},
				schema: &own.Result, owner: "this module", noun: "result",
			})
		}
	},
}

// ownContract is what the document, a module, declares.
func (p *pass) ownContract() (*contract.Contract, bool) {
	if p.flowType != "MODULE" || p.opt.Settings == "" || !isObject(p.opt.Settings) {
		return nil, false
	}
	own, _ := contract.Read(p.opt.Settings)
	return &own, true
}

func (p *pass) checkResult(a *action, result flow.Node, own *contract.Contract) {
	text := result.Text()
	if result.Kind() != flow.String || text == "" || !isFixed(text) || own.HasBranch(text) {
		return
	}
	if text == contract.Success || text == contract.Failure {
		p.reportAs(Warning, a, result.Pointer(), a.name()+" names the branch "+quoted(text)+", which every module has without being asked. Leave the branch out, or declare one of another name.", a.clear(result).ask())
		return
	}
	message := a.name() + " takes the branch " + quoted(text) + ", which the module's settings do not declare."
	if meant, ok := near.Match(text, own.BranchNames()); ok {
		p.report(a, result.Pointer(), message+" Did you mean "+quoted(meant)+"?", a.set(result, meant, "Change it to "+quoted(meant)))
		return
	}
	p.report(a, result.Pointer(), message+" Declare it there, or take another one.", a.clear(result).ask())
}
