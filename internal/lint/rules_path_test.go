package lint_test

import (
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

// step is a block with its next step and branches: "NoMatchingError>end" is an
// error branch, "=1>b" the condition Equals 1.
func step(id, kind, parameters, next string, branches ...string) string {
	var errors, conditions []string
	for _, b := range branches {
		name, target, _ := strings.Cut(b, ">")
		if operand, ok := strings.CutPrefix(name, "="); ok {
			conditions = append(conditions, fmt.Sprintf(`{"NextAction":%q,"Condition":{"Operator":"Equals","Operands":[%q]}}`, target, operand))
		} else {
			errors = append(errors, fmt.Sprintf(`{"NextAction":%q,"ErrorType":%q}`, target, name))
		}
	}
	return fmt.Sprintf(`{"Identifier":%q,"Type":%q,"Parameters":%s,"Transitions":{"NextAction":%q,"Errors":[%s],"Conditions":[%s]}}`,
		id, kind, parameters, next, strings.Join(errors, ","), strings.Join(conditions, ","))
}

func say(id, next string) string {
	return step(id, "MessageParticipant", `{"Text":"Hello"}`, next, "NoMatchingError>"+next)
}

func setQueue(id, next, failed string) string {
	return step(id, "UpdateContactTargetQueue", `{"QueueId":"$.Attributes.queue"}`, next, "NoMatchingError>"+failed)
}

func toQueue(id string) string {
	return step(id, "TransferContactToQueue", `{}`, "end", "QueueAtCapacity>end", "NoMatchingError>end")
}

func setAttribute(id, name, next string) string {
	return step(id, "UpdateContactAttributes", fmt.Sprintf(`{"Attributes":{%q:"x"}}`, name), next, "NoMatchingError>"+next)
}

func setFlowAttribute(id, name, next string) string {
	return step(id, "UpdateFlowAttributes", fmt.Sprintf(`{"FlowAttributes":{%q:{"Value":"x"}}}`, name), next, "NoMatchingError>"+next)
}

func text(id, words, next string) string {
	return step(id, "MessageParticipant", fmt.Sprintf(`{"Text":%q}`, words), next, "NoMatchingError>"+next)
}

func invoke(id, function, next, failed string) string {
	return step(id, "InvokeLambdaFunction", fmt.Sprintf(`{"LambdaFunctionARN":"arn:aws:lambda:eu-west-2:111122223333:function:%s","InvocationTimeLimitSeconds":"3"}`, function), next, "NoMatchingError>"+failed)
}

func setVoice(id, voice, next string) string {
	return step(id, "UpdateContactTextToSpeechVoice", fmt.Sprintf(`{"TextToSpeechVoice":%q}`, voice), next, "NoMatchingError>"+next)
}

func record(id, next string) string {
	return step(id, "UpdateContactRecordingBehavior", `{"RecordingBehavior":{"RecordedParticipants":["Agent","Customer"]}}`, next)
}

func logging(id, state, next string) string {
	return step(id, "UpdateFlowLoggingBehavior", fmt.Sprintf(`{"FlowLoggingBehavior":%q}`, state), next)
}

func collect(id, words, next string) string {
	return step(id, "GetParticipantInput", fmt.Sprintf(`{"Text":%q,"StoreInput":"True","InputTimeLimitSeconds":"5","InputValidation":{"CustomValidation":{"MaximumLength":"16"}}}`, words), next, "NoMatchingError>"+next)
}

func collectSafely(id, next string) string {
	return step(id, "GetParticipantInput", `{"Text":"Number?","StoreInput":"True","InputTimeLimitSeconds":"5","InputValidation":{"CustomValidation":{"MaximumLength":"16"}},"InputEncryption":{"EncryptionKeyId":"k","Key":"p"}}`, next, "NoMatchingError>"+next)
}

// byChannel goes on to b for one channel only.
func byChannel(channel string) string {
	return step("a", "Compare", `{"ComparisonValue":"$.Channel"}`, "end", "="+channel+">b", "NoMatchingCondition>end")
}

const thirdParty = `{"ThirdPartyPhoneNumber":"+442070000000","ThirdPartyConnectionTimeLimitSeconds":"30","ContinueFlowExecution":"True"}`

func oldest(than string) string {
	return strings.Replace(step("a", "CheckMetricData", `{"MetricType":"OldestContactInQueueAgeSeconds"}`, "end", "="+than+">end", "NoMatchingError>end", "NoMatchingCondition>end"), "Equals", "NumberGreaterThan", 1)
}

// pathCases are of rules that look at paths.
var pathCases = []ruleCase{
	{"queue-not-set", "never", flowOf(say("a", "b"), toQueue("b")), lint.Options{FlowType: "CONTACT_FLOW"}, lint.Warning},
	{"queue-not-set", "nobody tells the type", flowOf(say("a", "b"), toQueue("b")), lint.Options{}, ""},
	{"queue-not-set", "around it", flowOf(step("a", "Compare", `{"ComparisonValue":"$.Channel"}`, "c", "=VOICE>b", "NoMatchingCondition>c"), setQueue("b", "c", "end"), toQueue("c")), lint.Options{}, lint.Warning},
	{"queue-not-set", "when setting failed", flowOf(setQueue("a", "b", "b"), toQueue("b")), lint.Options{}, ""},
	{"queue-not-set", "the flow starts with it", flowOf(toQueue("a")), lint.Options{FlowType: "CONTACT_FLOW"}, lint.Warning},
	{"queue-not-set", "on every path", flowOf(setQueue("a", "b", "end"), toQueue("b")), lint.Options{}, ""},
	{"queue-not-set", "a quick connect set it", flowOf(toQueue("a")), lint.Options{FlowType: "QUEUE_TRANSFER"}, ""},
	{"queue-not-set", "in a module before", flowOf(step("a", "InvokeFlowModule", `{"FlowModuleId":"m"}`, "b", "NoMatchingError>end"), toQueue("b")), lint.Options{}, ""},

	{"lambda-result", "nothing comes from a module's caller", flowOf(text("a", "Hello $.External.name.", "end")), lint.Options{FlowType: "MODULE"}, lint.Warning},
	{"lambda-result", "an earlier flow may have", flowOf(text("a", "Hello $.External.name.", "end")), lint.Options{FlowType: "CONTACT_FLOW"}, ""},
	{"lambda-result", "an earlier flow may have, before this one calls its own", flowOf(text("a", "Hello $.External.name.", "b"), invoke("b", "f", "end", "end")), lint.Options{FlowType: "CONTACT_FLOW"}, ""},
	{"lambda-result", "the next function takes the state and returns it", flowOf(invoke("a", "f", "b", "end"), step("b", "InvokeLambdaFunction", `{"LambdaFunctionARN":"arn:aws:lambda:eu-west-2:111122223333:function:g","LambdaInvocationAttributes":{"state":"$.External.state"}}`, "c", "NoMatchingError>end"), text("c", "$.External.state", "end")), lint.Options{}, ""},
	{"lambda-result", "it failed", flowOf(invoke("a", "f", "end", "b"), text("b", "$.External.name", "end")), lint.Options{}, lint.Warning},
	{"lambda-result", "another ran since", flowOf(invoke("a", "f", "b", "end"), text("b", "$.External.name", "c"), invoke("c", "g", "d", "end"), text("d", "$.External.name", "end")), lint.Options{}, lint.Warning},
	{"lambda-result", "behind it", flowOf(invoke("a", "f", "b", "end"), text("b", "$.External.name", "end")), lint.Options{}, ""},
	{"lambda-result", "the same again", flowOf(invoke("a", "f", "b", "end"), text("b", "$.External.name", "c"), invoke("c", "f", "d", "end"), text("d", "$.External.name", "end")), lint.Options{}, ""},
	{"lambda-result", "every function says so", flowOf(invoke("a", "f", "b", "end"), text("b", "$.External.status", "c"), invoke("c", "g", "d", "end"), text("d", "$.External.status", "end")), lint.Options{}, ""},
	{"lambda-result", "words that look alike", flowOf(text("a", "It costs $5. External is a word.", "end")), lint.Options{}, ""},

	{"unset-attribute", "a typo", flowOf(setAttribute("a", "customerName", "b"), text("b", "Hello $.Attributes.custmerName", "end")), lint.Options{}, lint.Warning},
	{"unset-attribute", "only later", flowOf(text("a", "Hello $.Attributes.name", "b"), setAttribute("b", "name", "end")), lint.Options{}, lint.Warning},
	{"unset-attribute", "a flow attribute", flowOf(text("a", "$.FlowAttributes.tries", "end")), lint.Options{}, lint.Warning},
	{"unset-attribute", "a flow attribute later", flowOf(text("a", "$.FlowAttributes['tries']", "b"), setFlowAttribute("b", "tries", "end")), lint.Options{}, lint.Warning},
	{"unset-attribute", "on one path", flowOf(step("a", "Compare", `{"ComparisonValue":"$.Channel"}`, "c", "=VOICE>b", "NoMatchingCondition>c"), setAttribute("b", "name", "c"), text("c", "$.Attributes.name", "end")), lint.Options{}, ""},
	{"unset-attribute", "in the round before", flowOf(text("a", "$.FlowAttributes.tries", "b"), setFlowAttribute("b", "tries", "a")), lint.Options{}, ""},
	{"unset-attribute", "from elsewhere", flowOf(text("a", "$.Attributes.name", "end")), lint.Options{}, ""},
	{"unset-attribute", "is it the second time", flowOf(step("a", "Compare", `{"ComparisonValue":"$.Attributes.greeted"}`, "b", "=yes>end", "NoMatchingCondition>b"), setAttribute("b", "greeted", "end")), lint.Options{}, ""},
	{"unset-attribute", "kept as it is", flowOf(step("a", "UpdateContactAttributes", `{"Attributes":{"name":"$.Attributes.name"}}`, "end", "NoMatchingError>end")), lint.Options{}, ""},
	{"unset-attribute", "kept under a name of this flow's own", flowOf(step("a", "UpdateContactAttributes", `{"Attributes":{"testType":"$.Attributes.TestType"}}`, "b", "NoMatchingError>b"), text("b", "$.Attributes.testType", "end")), lint.Options{}, ""},
	{"unset-attribute", "another number", flowOf(setAttribute("a", "option1", "b"), text("b", "$.Attributes.option2", "end")), lint.Options{}, ""},

	{"endless-loop", "an unwired branch does not lead to a block without a name", flowOf(step("a", "MessageParticipant", `{"Text":"Hi"}`, "", "NoMatchingError>"), strings.Replace(say("x", "a"), `"Identifier":"x",`, "", 1)), lint.Options{}, ""},
	{"silent-disconnect", "a full queue", flowOf(say("a", "b"), toQueue("b")), lint.Options{}, lint.Warning},
	{"silent-disconnect", "a sorry first", flowOf(say("a", "b"), step("b", "TransferContactToQueue", `{}`, "c", "QueueAtCapacity>c", "NoMatchingError>c"), say("c", "end")), lint.Options{}, ""},
	{"silent-disconnect", "what hardly fails", flowOf(say("a", "b"), setAttribute("b", "x", "end")), lint.Options{}, ""},
	{"silent-disconnect", "it ends anyway", flowOf(say("a", "b"), invoke("b", "f", "end", "end")), lint.Options{}, ""},
	{"silent-disconnect", "time for a message, then the end", flowOf(say("a", "b"), step("b", "GetParticipantInput", `{"Text":" ","StoreInput":"False","InputTimeLimitSeconds":"60"}`, "end", "InputTimeLimitExceeded>end", "NoMatchingCondition>end", "NoMatchingError>end")), lint.Options{}, ""},
	{"silent-disconnect", "a question whose failure cuts off", flowOf(step("a", "GetParticipantInput", `{"Text":"Press 1","StoreInput":"False","InputTimeLimitSeconds":"5"}`, "end", "=1>b", "InputTimeLimitExceeded>end", "NoMatchingCondition>end", "NoMatchingError>end"), say("b", "end")), lint.Options{}, lint.Warning},
	{"silent-disconnect", "the bot is done", flowOf(step("a", "ConnectParticipantWithLexBot", `{"Text":"x","LexV2Bot":{"AliasArn":"a"}}`, "end", "NoMatchingCondition>end", "NoMatchingError>b"), say("b", "end")), lint.Options{}, ""},
	{"silent-disconnect", "a flow that never speaks", flowOf(toQueue("a")), lint.Options{}, ""},

	{"prompt-before-voice", "before it", flowOf(say("a", "b"), setVoice("b", "Amy", "c"), say("c", "end")), lint.Options{}, lint.Warning},
	{"prompt-before-voice", "after it", flowOf(setVoice("a", "Amy", "b"), say("b", "end")), lint.Options{}, ""},
	{"prompt-before-voice", "a menu of languages", flowOf(step("a", "GetParticipantInput", menu, "b", "=1>b", "=2>c", "NoMatchingCondition>b", "NoMatchingError>b", "InputTimeLimitExceeded>b"), setVoice("b", "Amy", "end"), setVoice("c", "Lupe", "end")), lint.Options{}, ""},
	{"prompt-before-voice", "one of the ways has no voice", flowOf(step("a", "GetParticipantInput", menu, "end", "=1>b", "NoMatchingCondition>end", "NoMatchingError>end", "InputTimeLimitExceeded>end"), setVoice("b", "Lupe", "end")), lint.Options{}, ""},

	{"recording-without-notice", "straight to the queue", flowOf(record("a", "b"), setQueue("b", "c", "end"), toQueue("c")), lint.Options{}, lint.Warning},
	{"recording-without-notice", "around the notice", flowOf(record("a", "b"), step("b", "Compare", `{"ComparisonValue":"$.Attributes.vip"}`, "c", "=yes>d", "NoMatchingCondition>c"), say("c", "d"), setQueue("d", "e", "end"), toQueue("e")), lint.Options{}, lint.Warning},
	{"recording-without-notice", "the automated part, and not a word", flowOf(step("a", "UpdateContactRecordingBehavior", `{"RecordingBehavior":{"RecordedParticipants":[],"IVRRecordingBehavior":"Enabled"}}`, "b"), setQueue("b", "c", "end"), toQueue("c")), lint.Options{}, lint.Warning},
	{"recording-without-notice", "the automated part, which speaks first", flowOf(step("a", "UpdateContactRecordingBehavior", `{"RecordingBehavior":{"RecordedParticipants":["Agent","Customer"],"IVRRecordingBehavior":"Enabled"}}`, "b"), say("b", "c"), setQueue("c", "d", "end"), toQueue("d")), lint.Options{}, ""},
	{"recording-without-notice", "a prompt between", flowOf(record("a", "b"), say("b", "c"), setQueue("c", "d", "end"), toQueue("d")), lint.Options{}, ""},
	{"recording-without-notice", "off", flowOf(step("a", "UpdateContactRecordingBehavior", `{"RecordingBehavior":{"RecordedParticipants":[]}}`, "b"), setQueue("b", "c", "end"), toQueue("c")), lint.Options{}, ""},
	{"recording-without-notice", "the queue flow may tell", flowOf(record("a", "b"), step("b", "UpdateContactEventHooks", `{"EventHooks":{"CustomerQueue":"f"}}`, "c", "NoMatchingError>c"), setQueue("c", "d", "end"), toQueue("d")), lint.Options{}, ""},

	{"sensitive-input", "in the clear", flowOf(collect("a", "Please enter your credit card number", "end")), lint.Options{}, lint.Warning},
	{"sensitive-input", "a new PIN", flowOf(collect("a", "Please re-enter your new pin.", "end")), lint.Options{}, lint.Warning},
	{"sensitive-input", "encrypted while logging", flowOf(logging("a", "Enabled", "b"), collectSafely("b", "end")), lint.Options{}, lint.Warning},
	{"sensitive-input", "encrypted, logging off", flowOf(logging("a", "Enabled", "b"), logging("b", "Disabled", "c"), collectSafely("c", "end")), lint.Options{}, ""},
	{"sensitive-input", "an order number", flowOf(logging("a", "Enabled", "b"), collect("b", "Please enter your order number; it is on your card", "end")), lint.Options{}, ""},

	{"queue-flow-ends", "plays once", flowOf(say("a", "end")), lint.Options{FlowType: "CUSTOMER_QUEUE"}, lint.Warning},
	{"queue-flow-ends", "goes round", flowOf(say("a", "b"), say("b", "a")), lint.Options{FlowType: "CUSTOMER_QUEUE"}, ""},
	{"queue-flow-ends", "loops prompts", flowOf(block("MessageParticipantIteratively", `{"Messages":[{"Text":"x"}]}`, `{}`)), lint.Options{FlowType: "CUSTOMER_QUEUE"}, ""},
	{"queue-flow-ends", "an inbound flow", flowOf(say("a", "end")), lint.Options{FlowType: "CONTACT_FLOW"}, ""},

	{"similar-names", "capitals", flowOf(say("a", "Main menu"), say("Main menu", "main  Menu"), say("main  Menu", "end")), lint.Options{}, lint.Warning},
	{"similar-names", "another word", flowOf(say("a", "Main menu"), say("Main menu", "Main menu 2"), say("Main menu 2", "end")), lint.Options{}, ""},

	{"channel", "a keypad menu in a chat", flowOf(byChannel("CHAT"), step("b", "GetParticipantInput", menu, "end", "NoMatchingCondition>end", "NoMatchingError>end", "InputTimeLimitExceeded>end")), lint.Options{}, lint.Warning},
	{"channel", "a view where no chat is left", flowOf(step("a", "Compare", `{"ComparisonValue":"$.Channel"}`, "b", "=CHAT>end", "NoMatchingCondition>b"), step("b", "ShowView", `{"ViewResource":{"Id":"form"},"InvocationTimeLimitSeconds":"60"}`, "end", "NoMatchingCondition>end", "NoMatchingError>end", "TimeLimitExceeded>end")), lint.Options{}, lint.Warning},
	{"channel", "a keypad menu on a call", flowOf(byChannel("VOICE"), step("b", "GetParticipantInput", menu, "end", "NoMatchingCondition>end", "NoMatchingError>end", "InputTimeLimitExceeded>end")), lint.Options{}, ""},
	{"channel", "nobody asked", flowOf(step("a", "GetParticipantInput", menu, "end", "NoMatchingCondition>end", "NoMatchingError>end", "InputTimeLimitExceeded>end")), lint.Options{}, ""},
	{"channel", "both ways meet", flowOf(step("a", "Compare", `{"ComparisonValue":"$.Channel"}`, "b", "=CHAT>b", "NoMatchingCondition>b"), step("b", "GetParticipantInput", menu, "end", "NoMatchingCondition>end", "NoMatchingError>end", "InputTimeLimitExceeded>end")), lint.Options{}, ""},

	{"voice-id-ended", "a check", flowOf(step("a", "CheckVoiceId", `{"CheckVoiceIdOption":"enrollmentStatus"}`, "end", "NoMatchingError>end")), lint.Options{}, lint.Warning},
	{"voice-id-ended", "its settings", flowOf(step("a", "UpdateContactData", `{"IsVoiceIdStreamingEnabled":"true"}`, "end", "NoMatchingError>end")), lint.Options{}, lint.Warning},
	{"voice-id-ended", "another setting of the contact", flowOf(step("a", "UpdateContactData", `{"CustomerId":"x"}`, "end", "NoMatchingError>end")), lint.Options{}, ""},

	{"unresolved-resource", "a name", flowOf(step("a", "UpdateContactTargetQueue", `{"QueueId":"SALES"}`, "end", "NoMatchingError>end")), lint.Options{}, lint.Warning},
	{"unresolved-resource", "a queue known only by its name", emptyQueue(`{"parameters":{"QueueId":{"displayName":"Sales"}}}`), lint.Options{}, lint.Error},
	{"empty-value", "a queue of which not even the name is known", emptyQueue(`{}`), lint.Options{}, lint.Error},
	{"empty-value", "a queue known only by its name", emptyQueue(`{"parameters":{"QueueId":{"displayName":"Sales"}}}`), lint.Options{}, ""},
	{"unresolved-resource", "a function's name", flowOf(step("a", "InvokeLambdaFunction", `{"LambdaFunctionARN":"look-up","InvocationTimeLimitSeconds":"3"}`, "end", "NoMatchingError>end")), lint.Options{}, lint.Warning},
	{"unresolved-resource", "an ARN", flowOf(invoke("a", "f", "end", "end")), lint.Options{}, ""},
	{"unresolved-resource", "an id and a version", flowOf(step("a", "TransferToFlow", `{"ContactFlowId":"8b1d5d5a-8a9c-4f36-a4e4-0f1a2b3c4d5e:$LATEST"}`, "end", "NoMatchingError>end")), lint.Options{}, ""},
	{"unresolved-resource", "a placeholder", flowOf(step("a", "UpdateContactTargetQueue", `{"QueueId":"${SalesQueue}"}`, "end", "NoMatchingError>end")), lint.Options{}, ""},

	{"milliseconds", "300 for 300 seconds", flowOf(oldest("300")), lint.Options{}, lint.Warning},
	{"milliseconds", "as the console writes", flowOf(oldest("300000")), lint.Options{}, ""},
	{"milliseconds", "contacts, not time", flowOf(strings.Replace(oldest("300"), "OldestContactInQueueAgeSeconds", "NumberOfContactsInQueue", 1)), lint.Options{}, ""},

	{"condition-set", "Wait without its end", flowOf(step("a", "Wait", `{"TimeLimitSeconds":"5","Events":["CustomerReturned"]}`, "end", "=CustomerReturned>end", "NoMatchingError>end")), lint.Options{}, lint.Error},
	{"condition-set", "Wait", flowOf(step("a", "Wait", `{"TimeLimitSeconds":"5"}`, "end", "=WaitCompleted>end", "NoMatchingError>end")), lint.Options{}, ""},
	{"forbidden-branch", "call failed in an agent transfer", flowOf(step("a", "TransferParticipantToThirdParty", thirdParty, "end", "CallFailed>end", "ConnectionTimeLimitExceeded>end", "NoMatchingError>end")), lint.Options{FlowType: "AGENT_TRANSFER"}, lint.Error},
	{"forbidden-branch", "call failed elsewhere", flowOf(step("a", "TransferParticipantToThirdParty", thirdParty, "end", "CallFailed>end", "ConnectionTimeLimitExceeded>end", "NoMatchingError>end")), lint.Options{FlowType: "CONTACT_FLOW"}, ""},
	{"missing-branch", "call failed is not for agent transfers", flowOf(step("a", "TransferParticipantToThirdParty", thirdParty, "end", "NoMatchingError>end")), lint.Options{FlowType: "AGENT_TRANSFER"}, ""},
	{"one-of", "one switch of Voice ID", flowOf(block("UpdateContactData", `{"IsFraudDetectionEnabled":"true"}`, ways(sorry))), lint.Options{}, lint.Error},
	{"one-of", "all of Voice ID", flowOf(block("UpdateContactData", `{"IsFraudDetectionEnabled":"true","IsVoiceIdStreamingEnabled":"true","IsVoiceAuthenticationEnabled":"true"}`, ways(sorry))), lint.Options{}, ""},
	{"one-of", "a prompt of a loop with two texts", flowOf(block("MessageParticipantIteratively", `{"Messages":[{"Text":"x"},{"Text":"x","SSML":"<speak/>"}]}`, ways())), lint.Options{}, lint.Error},
	{"one-of", "a prompt of a loop with none", flowOf(block("MessageParticipantIteratively", `{"Messages":[{"Text":"x"},{}]}`, ways())), lint.Options{}, lint.Error},
	{"one-of", "each prompt of a loop with one", flowOf(block("MessageParticipantIteratively", `{"Messages":[{"Text":"x"},{"PromptId":"$.Attributes.p"}]}`, ways())), lint.Options{}, ""},
	{"condition-set", "Wait that keeps running without Continue", flowOf(step("a", "Wait", `{"TimeLimitSeconds":"5","ContinueExecution":"True","MinimumWaitTimeSeconds":"1"}`, "end", "=WaitCompleted>end", "NoMatchingError>end")), lint.Options{}, lint.Error},
	{"condition-set", "Wait that keeps running", flowOf(step("a", "Wait", `{"TimeLimitSeconds":"5","ContinueExecution":"True","MinimumWaitTimeSeconds":"1"}`, "end", "=WaitCompleted>end", "=Continue>end", "NoMatchingError>end")), lint.Options{}, ""},

	{"retired-block", "Lex V1", flowOf(step("a", "ConnectParticipantWithLexBot", `{"Text":"x","LexBot":{"Name":"b","Region":"us-east-1","Alias":"a"}}`, "end", "NoMatchingCondition>end", "NoMatchingError>end")), lint.Options{}, lint.Warning},
	{"retired-block", "Lex V2", flowOf(step("a", "ConnectParticipantWithLexBot", `{"Text":"x","LexV2Bot":{"AliasArn":"a"}}`, "end", "NoMatchingCondition>end", "NoMatchingError>end")), lint.Options{}, ""},
}

// emptyQueue is a flow whose queue is empty, with that metadata of its block.
func emptyQueue(metadata string) string {
	text := flowOf(step("a", "UpdateContactTargetQueue", `{"QueueId":""}`, "end", "NoMatchingError>end"))
	return strings.Replace(text, `"Metadata":{}`, `"Metadata":{"ActionMetadata":{"a":`+metadata+`}}`, 1)
}
