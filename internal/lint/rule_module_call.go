package lint

var moduleCall = Rule{
	Code: "module-call", Severity: Error,
	Title:    "The input of a module is not what the module takes",
	About:    "The block gives a module that is in Switchyard an input that the module does not have, or one of another type; a reference such as $.Attributes.name can be given only where the module takes text. A required input that is missing is a warning. Give the inputs that the module declares, or change the module's settings. Nothing is said of modules that Switchyard does not have or of which it does not know the settings.",
	Evidence: "facts.md §4: CreateContactFlow checks the keys of Input against the module; refusals.md, Envelope: values must have the schema's JSON type, a JSONPath only where type=string. Missing inputs: not probed.",
	Service:  []string{"Invalid Action property value. Path: Actions[N].Parameters.X"},
	check: func(p *pass) {
		p.eachCall(func(c call) {
			p.checkValues(&values{
				action: c.action, at: c.Parameters.Get("Input"), path: []string{"Input"},
				schema: &c.contract.Input, owner: "the module " + quoted(c.module), noun: "input",
			})
		})
	},
}
