package lint_test

import (
	"fmt"
	"slices"
	"strings"
)

// requiredErrors and refusedErrors are refusals.md's table.
var requiredErrors = map[string][]string{
	"Compare": {"NoMatchingCondition"}, "DistributeByPercentage": {"NoMatchingCondition"}, "CheckHoursOfOperation": {"NoMatchingError"},
	"CheckMetricData": {"NoMatchingError", "NoMatchingCondition"}, "TransferContactToQueue": {"QueueAtCapacity", "NoMatchingError"},
	"DequeueContactAndTransferToQueue": {"QueueAtCapacity", "NoMatchingError"}, "menu": {"InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"},
	"store": {"NoMatchingError"}, "UpdateContactCallbackNumber": {"InvalidCallbackNumber", "CallbackNumberNotDialable"},
	"ConnectParticipantWithLexBot": {"NoMatchingError", "NoMatchingCondition"}, "InvokeLambdaFunction": {"NoMatchingError"},
	"ShowView": {"NoMatchingError", "NoMatchingCondition", "TimeLimitExceeded"}, "TagContact": {"NoMatchingError"}, "UpdateContactAttributes": {"NoMatchingError"},
	"UpdateFlowAttributes": {"NoMatchingError"}, "UpdateContactData": {"NoMatchingError"}, "UpdateContactEventHooks": {"NoMatchingError"},
	"UpdateContactTargetQueue": {"NoMatchingError"}, "CreateWisdomSession": {"NoMatchingError"}, "GetMetricData": {"NoMatchingError"},
	"UpdateContactRecordingAndAnalyticsBehavior": {"NoMatchingError", "ChannelMismatch"}, "UpdateContactRoutingCriteria": {"NoMatchingError"},
}

var refusedErrors = map[string][]string{
	"Compare": {"NoMatchingError"}, "DistributeByPercentage": {"NoMatchingError"}, "CheckHoursOfOperation": {"NoMatchingCondition"},
	"TransferContactToQueue": {"QueueDoesNotExist"}, "store": {"InputTimeLimitExceeded", "NoMatchingCondition"},
	"UpdateContactCallbackNumber": {"NoMatchingError", "InvalidNumber", "NotDialable"}, "ConnectParticipantWithLexBot": {"AgentError"},
	"InvokeLambdaFunction": {"TimeLimitExceeded"}, "ShowView": {"undefined"}, "UpdateContactRecordingBehavior": {"NoMatchingError"},
	"UpdateFlowLoggingBehavior": {"NoMatchingError"}, "CheckVoiceId": {"NoMatchingCondition"},
}

var requiredParameters = map[string][]string{
	"menu": {"StoreInput", "InputTimeLimitSeconds"}, "store": {"InputTimeLimitSeconds", "InputValidation"}, "InvokeLambdaFunction": {"LambdaFunctionARN"},
	"ShowView": {"InvocationTimeLimitSeconds"}, "Wait": {"TimeLimitSeconds"}, "UpdateFlowLoggingBehavior": {"FlowLoggingBehavior"},
	"TransferToFlow": {"ContactFlowId"}, "UpdateContactAttributes": {"Attributes"}, "Compare": {"ComparisonValue"},
	"UpdateContactTextToSpeechVoice": {"TextToSpeechVoice"}, "CheckMetricData": {"MetricType"},
}

var neverTypes = []string{
	"SetLoggingBehavior", "SetRecordingAndAnalyticsBehavior", "CheckStaffing", "CheckQueueStatus", "TransferToAgent", "TransferToPhoneNumber",
	"TransferToThirdParty", "TransferToQueue", "Distribute", "StartMediaStreaming", "InvokeAPI", "GetParticipantWithLexV2Bot", "PutCustomerProfile",
	"UpdateContactRoutingData", "PlayPrompt", "StoreUserInput", "Trigger", "EntryPoint", "InvokeAgentAction", "CheckCondition",
	"SetContactAttributes", "ReturnFromFlowModule", "UnTagContact", "UpdateRoutingCriteria",
}

// probed are types of which the service was seen to refuse an unknown parameter.
var probed = []string{
	"MessageParticipant", "InvokeLambdaFunction", "UpdateContactAttributes", "UpdateContactTargetQueue", "TransferContactToQueue", "Compare",
	"GetParticipantInput", "UpdateFlowLoggingBehavior", "ShowView", "UpdateContactTextToSpeechVoice", "ConnectParticipantWithLexBot",
}

var mutators = map[string]mutator{
	"not-a-flow": func(m *mutant, _ object) bool {
		text := strings.TrimSpace(m.source)
		m.source, m.root, m.block = text[:1+m.r.IntN(len(text)-1)], nil, ""
		return m.say("cut after %d bytes", len(m.source))
	},
	"malformed": func(m *mutant, a object) bool {
		switch m.r.IntN(3) {
		case 0:
			a["Parameters"] = "x"
		case 1:
			a["Transitions"] = []any{}
		default:
			if isTerminal(a) || transitionsOf(a) == nil {
				return false
			}
			transitionsOf(a)["Errors"] = object{}
		}
		return m.say("%v", a)
	},
	"limits": func(m *mutant, _ object) bool {
		actions := m.root["Actions"].([]any)
		for i := range 251 {
			actions = append(actions, object{"Identifier": fmt.Sprint("more ", i), "Type": "DisconnectParticipant", "Parameters": object{}, "Transitions": object{}})
		}
		m.root["Actions"], m.block = actions, ""
		return m.say("251 more")
	},
	"module-settings": func(m *mutant, _ object) bool {
		m.block = ""
		if _, isModule := m.root["Settings"]; isModule {
			delete(m.root, "Settings")
			m.opt.FlowType = "MODULE"
			return m.say("a module without")
		}
		m.root["Settings"], m.opt.FlowType = object{}, "CONTACT_FLOW"
		return m.say("a flow with")
	},
	"start-missing": func(m *mutant, _ object) bool {
		m.root["StartAction"], m.block = pick(m, []string{"", "gone"}), ""
		return m.say("starts at %q", m.root["StartAction"])
	},
	"identifier": func(m *mutant, a object) bool {
		m.block = pick(m, []string{strings.Repeat("x", 51), "50 %", "a:b", "a(b", `a\b`, "a/b", "a=b", "$a", "a,b", "a;b", "a[b", "a{b", "constructor", "__proto__", ""})
		a["Identifier"] = m.block
		return m.say("named %q", m.block)
	},
	"duplicate-identifier": func(m *mutant, a object) bool {
		other, _ := pick(m, m.root["Actions"].([]any)).(object)["Identifier"].(string)
		if other == m.block || other == "" {
			return false
		}
		a["Identifier"], m.block = other, other
		return m.say("two are %q", other)
	},
	"unknown-action-type": func(m *mutant, a object) bool {
		a["Type"] = pick(m, append(neverTypes, kindOf(a)+"s", strings.ToLower(kindOf(a)), ""))
		return m.say("type %q", a["Type"])
	},
	"flow-type": func(m *mutant, a object) bool {
		m.opt.FlowType = pick(m, []string{"CUSTOMER_WHISPER", "AGENT_WHISPER", "CUSTOMER_HOLD", "AGENT_HOLD", "OUTBOUND_WHISPER"})
		return kindOf(a) == "DisconnectParticipant" && m.say("in %s", m.opt.FlowType)
	},
	"terminal-with-transitions": func(m *mutant, a object) bool {
		a["Transitions"] = object{"NextAction": m.root["StartAction"]}
		return isTerminal(a) && m.say("leads on")
	},
	"missing-next-action": func(m *mutant, a object) bool {
		delete(transitionsOf(a), "NextAction")
		return !isTerminal(a) && kindOf(a) != "MessageParticipantIteratively" && m.say("%s", kindOf(a))
	},
	"missing-branch": func(m *mutant, a object) bool {
		required := requiredErrors[use(a)]
		if len(required) == 0 {
			return false
		}
		gone := pick(m, required)
		var kept []any
		for _, e := range entriesOf(a, "Errors") {
			if e["ErrorType"] != gone {
				kept = append(kept, e)
			}
		}
		transitionsOf(a)["Errors"] = kept
		return m.say("%s without %s", use(a), gone)
	},
	"forbidden-branch": func(m *mutant, a object) bool {
		refused := append([]string{"Imaginary"}, refusedErrors[use(a)]...)
		kind := pick(m, refused)
		if isTerminal(a) || !slices.Contains(probed, kindOf(a)) && refusedErrors[use(a)] == nil {
			return false
		}
		list, _ := transitionsOf(a)["Errors"].([]any)
		transitionsOf(a)["Errors"] = append(list, object{"ErrorType": kind, "NextAction": m.root["StartAction"]})
		return m.say("%s with %s", use(a), kind)
	},
	"unwired-branch":  func(m *mutant, a object) bool { return m.lead(a, "") },
	"dangling-target": func(m *mutant, a object) bool { return m.lead(a, pick(m, []string{"gone", "$end", "1"})) },
	"condition-set":   breakConditions,
	"missing-parameter": func(m *mutant, a object) bool {
		required := requiredParameters[use(a)]
		if len(required) == 0 {
			return false
		}
		gone := pick(m, required)
		m.say("%s without %s", use(a), gone)
		delete(parametersOf(a), gone)
		return true
	},
	"unknown-parameter": func(m *mutant, a object) bool {
		if !slices.Contains(probed, kindOf(a)) || parametersOf(a) == nil {
			return false
		}
		parametersOf(a)[pick(m, []string{"Bogus", "Queue", "DTMF", "text"})] = "x"
		return m.say("%s", kindOf(a))
	},
	"empty-value": func(m *mutant, a object) bool {
		var names []string
		for name, value := range parametersOf(a) {
			if _, isText := value.(string); isText {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			return false
		}
		slices.Sort(names)
		name := pick(m, names)
		parametersOf(a)[name] = ""
		m.forgetNames(a)
		return m.say("%s of %s", name, kindOf(a))
	},
	"one-of":        breakGroups,
	"invalid-value": breakValues,
}

// forgetNames drops the names of resources that the console kept: an empty
// resource whose name is known is told by unresolved-resource.
func (m *mutant) forgetNames(a object) {
	metadata, _ := m.root["Metadata"].(object)
	actions, _ := metadata["ActionMetadata"].(object)
	id, _ := a["Identifier"].(string)
	if of, ok := actions[id].(object); ok {
		delete(of, "parameters")
	}
}

// lead leads a random branch elsewhere.
func (m *mutant) lead(a object, to string) bool {
	branches := append(entriesOf(a, "Errors"), entriesOf(a, "Conditions")...)
	if isTerminal(a) || len(branches) == 0 {
		return false
	}
	branch := pick(m, branches)
	branch["NextAction"] = to
	return m.say("%v of %s leads to %q", branch, kindOf(a), to)
}

func breakConditions(m *mutant, a object) bool {
	conditions := entriesOf(a, "Conditions")
	start := m.root["StartAction"]
	condition := func(operator string, operands ...any) object {
		return object{"NextAction": start, "Condition": object{"Operator": operator, "Operands": operands}}
	}
	switch use(a) {
	case "CheckHoursOfOperation", "Loop", "CheckVoiceId":
		if len(conditions) < 2 {
			return false
		}
		transitionsOf(a)["Conditions"] = []any{conditions[m.r.IntN(2)]}
	case "MessageParticipant", "UpdateContactAttributes", "InvokeLambdaFunction", "TransferContactToQueue", "store", "UpdateFlowLoggingBehavior":
		transitionsOf(a)["Conditions"] = []any{condition("Equals", "1")}
	case "Compare":
		transitionsOf(a)["Conditions"] = []any{pick(m, []object{condition("And", "x"), condition("Equals", "x", "y"), condition("Contains", "x"), condition("Equals")})}
	case "menu":
		transitionsOf(a)["Conditions"] = []any{condition("Equals", pick(m, []any{"12", "A", "one"}))}
	case "CheckMetricData":
		transitionsOf(a)["Conditions"] = []any{}
	default:
		return false
	}
	return m.say("%s: %v", use(a), transitionsOf(a)["Conditions"])
}

func breakGroups(m *mutant, a object) bool {
	p := parametersOf(a)
	switch use(a) {
	case "MessageParticipant", "menu", "store":
		if m.r.IntN(2) == 0 {
			p["Text"], p["SSML"] = "x", "<speak>x</speak>"
			break
		}
		for _, name := range []string{"Text", "SSML", "PromptId", "Media"} {
			delete(p, name)
		}
	case "UpdateContactTargetQueue":
		p["QueueId"], p["AgentId"] = "q", "a"
	case "UpdateContactEventHooks":
		p["EventHooks"] = pick(m, []object{{"AgentWhisper": "f", "CustomerQueue": "g"}, {}})
		delete(p, "EventHooksConfiguration")
	case "UpdateContactRecordingAndAnalyticsBehavior":
		p["VoiceBehavior"], p["ScreenRecordingBehavior"] = object{}, object{}
	default:
		return false
	}
	return m.say("%s: %v", use(a), p)
}

func breakValues(m *mutant, a object) bool {
	p := parametersOf(a)
	switch use(a) {
	case "menu", "store":
		p["StoreInput"] = isStore(a)
	case "Compare":
		p["ComparisonValue"] = pick(m, []string{"gold", "$.Attributes", "$"})
	case "InvokeLambdaFunction":
		p["ResponseValidation"] = object{"ResponseType": "JSON_OBJECT"}
	case "TagContact":
		p["Tags"] = object{"a": "1", "b": "1", "c": "1", "d": "1", "e": "1", "f": "1", "g": "1"}
	case "UpdateFlowLoggingBehavior":
		p["FlowLoggingBehavior"] = pick(m, []any{"On", true, object{}})
	case "CheckMetricData":
		p["MetricType"] = "Agents"
	case "MessageParticipant":
		p["Text"] = pick(m, []any{object{}, []any{"x"}})
		delete(p, "SSML")
	case "UpdateContactCallbackNumber":
		p["CallbackNumber"] = "+442070000000"
	case "UpdateContactRecordingBehavior":
		p["RecordingBehavior"] = object{"RecordedParticipants": []any{"Bot"}}
	default:
		return false
	}
	return m.say("%s: %v", use(a), p)
}
