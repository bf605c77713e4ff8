package lint

import "switchyard.dev/switchyard/internal/contract"

var moduleContract = Rule{
	Code: "module-contract", Severity: Error,
	Title:    "The settings of a module are not what Connect takes",
	About:    "What a module declares (input, result, branches) is the Settings text of its resource: schemas of JSON Schema draft 4 that describe an object, and at most eight branches with different names other than Success and Error. The message says what is wrong and on which line; correct it in the module's settings.",
	Evidence: "facts.md §4: the Settings string of CreateContactFlowModule, at most 8 branches; Success and Error are the console's own.",
	check: func(p *pass) {
		if p.flowType != "MODULE" || p.opt.Settings == "" {
			return
		}
		_, problems := contract.Read(p.opt.Settings)
		for _, problem := range problems {
			p.report(nil, "/Settings", "Module settings, line "+itoa(problem.Line)+": "+problem.Message)
		}
	},
}
