package lint_test

import "switchyard.dev/switchyard/internal/lint"

// The mutants of what modules declare: any block of a real flow becomes a call
// of a module, or the end of one.
func init() {
	mutators["module-contract"] = func(m *mutant, _ object) bool {
		m.block = ""
		m.opt = lint.Options{FlowType: "MODULE", Settings: pick(m, []string{
			`{`, `[]`, `{"input":7}`, `{"input":{"schema":{"type":"string"}}}`, `{"transitions":{"results":[{"name":"Error"}]}}`,
			`{"transitions":{"results":[{"name":"A"},{"name":"A"}]}}`, `{"input":{"schema":{"required":["a"]}}}`,
		})}
		return m.say("%s", m.opt.Settings)
	}
	mutators["module-call"] = func(m *mutant, a object) bool {
		input := pick(m, []object{
			{"account": "1", "acount": "2"},
			{"account": 7},
			{"account": "1", "retries": "3"},
			{"account": "1", "retries": "$.Attributes.n"},
			{"account": "1", "strict": "true"},
			{"account": "1", "": "x"},
			{"account": object{}},
			{"account": nil},
		})
		m.opt = knows
		return calls(a, input) && m.say("input %v", input)
	}
	mutators["module-branches"] = func(m *mutant, a object) bool {
		to := m.root["StartAction"]
		m.opt = knows
		if !calls(a, object{"account": "1"}) {
			return false
		}
		wrong := pick(m, []string{"vip", "Bloked", "Success", "Gone", "1"})
		transitionsOf(a)["Conditions"] = []any{object{"NextAction": to, "Condition": object{"Operator": "Equals", "Operands": []any{wrong}}}}
		return m.say("branches on %q", wrong)
	}
	mutators["module-return"] = func(m *mutant, a object) bool {
		parameters := pick(m, []object{
			{"Result": "vip"},
			{"Result": "Gone"},
			{"ResultData": object{"tier": 7}},
			{"ResultData": object{"tier": "x", "more": "y"}},
			{"ResultData": object{"tier": "x", "points": "$.External.points"}},
		})
		a["Type"], a["Parameters"], a["Transitions"] = "EndFlowModuleExecution", parameters, object{}
		m.opt = lint.Options{FlowType: "MODULE", Settings: declared}
		return m.say("%v", parameters)
	}
}

// calls makes a block that goes on invoke the module of these tests.
func calls(a, input object) bool {
	if isTerminal(a) || transitionsOf(a) == nil {
		return false
	}
	a["Type"], a["Parameters"] = "InvokeFlowModule", object{"FlowModuleId": lookupID, "Input": input}
	return true
}
