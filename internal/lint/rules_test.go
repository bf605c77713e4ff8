package lint_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// end is a block that every flow of these tests can lead to.
const end = `{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}`

// play plays a prompt and goes on to end.
const play = `{"Identifier":"a","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"end","Errors":[{"ErrorType":"NoMatchingError","NextAction":"end"}]}}`

// flowOf is a flow of the given blocks and end; it starts with the first block, "a".
func flowOf(actions ...string) string {
	return `{"Version":"2019-10-30","StartAction":"a","Metadata":{},"Actions":[` + strings.Join(append(actions, end), ",") + `]}`
}

// block is an action "a" of a type, with parameters and transitions.
func block(kind, parameters, transitions string) string {
	return fmt.Sprintf(`{"Identifier":"a","Type":%q,"Parameters":%s,"Transitions":%s}`, kind, parameters, transitions)
}

// ways are transitions to end: NextAction, errors of the given types.
func ways(errors ...string) string { return waysIf(nil, errors...) }

// waysIf has conditions Equals too.
func waysIf(operands []string, errors ...string) string {
	var conditions, entries []string
	for _, o := range operands {
		conditions = append(conditions, fmt.Sprintf(`{"NextAction":"end","Condition":{"Operator":"Equals","Operands":[%q]}}`, o))
	}
	for _, e := range errors {
		entries = append(entries, fmt.Sprintf(`{"NextAction":"end","ErrorType":%q}`, e))
	}
	return fmt.Sprintf(`{"NextAction":"end","Errors":[%s],"Conditions":[%s]}`, strings.Join(entries, ","), strings.Join(conditions, ","))
}

const (
	sorry    = "NoMatchingError"
	nothing  = "NoMatchingCondition"
	tooLate  = "InputTimeLimitExceeded"
	menu     = `{"Text":"Press 1","StoreInput":"False","InputTimeLimitSeconds":"5"}`
	storeIt  = `{"Text":"Number?","StoreInput":"True","InputTimeLimitSeconds":"5","InputValidation":{"CustomValidation":{"MaximumLength":"4"}}}`
	attrs    = `{"Attributes":{"k":"v"}}`
	lambda   = `{"LambdaFunctionARN":"arn:aws:lambda:eu-west-2:1:function:f","InvocationTimeLimitSeconds":"3"}`
	settings = `"Settings":{"InputParameters":[],"OutputParameters":[],"Transitions":[]}`
)

func compare(operator, operands string) string {
	return block("Compare", `{"ComparisonValue":"$.Attributes.x"}`, fmt.Sprintf(
		`{"NextAction":"end","Errors":[{"NextAction":"end","ErrorType":"NoMatchingCondition"}],"Conditions":[{"NextAction":"end","Condition":{"Operator":%q,"Operands":%s}}]}`, operator, operands))
}

// ruleCase is a flow and what a rule must find in it.
type ruleCase struct {
	rule   string
	name   string
	source string
	opt    lint.Options
	want   lint.Severity // "" when the rule must find nothing
}

// cases: of each rule what it must find and near misses that it must not.
var cases = slices.Concat(refusalCases, pathCases, valueCases, moduleCases)

var refusalCases = []ruleCase{
	{"not-a-flow", "truncated", `{"Version":`, lint.Options{}, lint.Error},
	{"not-a-flow", "empty", ``, lint.Options{}, lint.Error},
	{"not-a-flow", "a number", `7`, lint.Options{}, lint.Error},
	{"not-a-flow", "another object", `{"name":"package"}`, lint.Options{}, lint.Error},
	{"not-a-flow", "actions are no list", `{"StartAction":"a","Actions":{}}`, lint.Options{}, lint.Error},
	{"not-a-flow", "a described flow", `{"ContactFlow":{"Name":"x","Content":"{\"StartAction\":\"a\",\"Actions\":[]}"}}`, lint.Options{}, lint.Error},
	{"not-a-flow", "a flow", flowOf(play), lint.Options{}, ""},
	{"not-a-flow", "a legacy export", `{"modules":[],"start":"","version":"1"}`, lint.Options{}, ""},

	{"legacy-format", "modules", `{"modules":[],"start":"","version":"1"}`, lint.Options{}, lint.Warning},
	{"legacy-format", "a flow", flowOf(play), lint.Options{}, ""},

	{"malformed", "an action that is text", `{"StartAction":"a","Actions":["x",` + end + `]}`, lint.Options{}, lint.Error},
	{"malformed", "errors are an object", flowOf(block("MessageParticipant", `{"Text":"x"}`, `{"NextAction":"end","Errors":{}}`)), lint.Options{}, lint.Error},
	{"malformed", "parameters are null", flowOf(block("CheckOutboundCallStatus", `null`, ways(sorry))), lint.Options{}, ""},

	{"byte-order-mark", "with", "\uFEFF" + flowOf(play), lint.Options{}, lint.Warning},
	{"byte-order-mark", "without", flowOf(play), lint.Options{}, ""},

	{"duplicate-key", "twice", flowOf(block("MessageParticipant", `{"Text":"x","Text":"y"}`, ways())), lint.Options{}, lint.Warning},
	{"duplicate-key", "in two objects", flowOf(play), lint.Options{}, ""},

	{"version", "another", strings.Replace(flowOf(play), "2019-10-30", "2020-01-01", 1), lint.Options{}, lint.Warning},
	{"version", "none", strings.Replace(flowOf(play), `"Version":"2019-10-30",`, "", 1), lint.Options{}, lint.Warning},
	{"version", "the one", flowOf(play), lint.Options{}, ""},

	{"type-mismatch", "another", strings.Replace(flowOf(play), `"Metadata":{}`, `"Metadata":{"type":"customerQueue"}`, 1), lint.Options{FlowType: "CONTACT_FLOW"}, lint.Warning},
	{"type-mismatch", "the same", strings.Replace(flowOf(play), `"Metadata":{}`, `"Metadata":{"type":"contactFlow"}`, 1), lint.Options{FlowType: "CONTACT_FLOW"}, ""},
	{"type-mismatch", "the file does not tell", flowOf(play), lint.Options{FlowType: "CUSTOMER_QUEUE"}, ""},

	{"limits", "251 blocks", flowOf(many(250)...), lint.Options{}, lint.Error},
	{"limits", "250 blocks", flowOf(many(249)...), lint.Options{}, lint.Warning},
	{"limits", "200 blocks", flowOf(many(199)...), lint.Options{}, ""},
	{"limits", "too long", flowOf(play) + strings.Repeat(" ", 256_000), lint.Options{}, lint.Error},
	{"limits", "long in bytes only", strings.Replace(flowOf(play), "Hi", strings.Repeat("ü", 200_000), 1), lint.Options{}, ""},

	{"module-settings", "a module without", flowOf(play), lint.Options{FlowType: "MODULE"}, lint.Error},
	{"module-settings", "a module with", strings.Replace(flowOf(play), `"Metadata":{}`, settings, 1), lint.Options{FlowType: "MODULE"}, ""},
	{"module-settings", "a flow with", strings.Replace(flowOf(play), `"Metadata":{}`, settings, 1), lint.Options{FlowType: "CONTACT_FLOW"}, lint.Error},
	{"module-settings", "nobody tells the type", strings.Replace(flowOf(play), `"Metadata":{}`, settings, 1), lint.Options{}, ""},

	{"start-missing", "empty", strings.Replace(flowOf(play), `"StartAction":"a"`, `"StartAction":""`, 1), lint.Options{}, lint.Error},
	{"start-missing", "absent", strings.Replace(flowOf(play), `"StartAction":"a",`, ``, 1), lint.Options{}, lint.Error},
	{"start-missing", "elsewhere", strings.Replace(flowOf(play), `"StartAction":"a"`, `"StartAction":"b"`, 1), lint.Options{}, lint.Error},
	{"start-missing", "no blocks", `{"StartAction":"","Actions":[]}`, lint.Options{}, lint.Error},
	{"start-missing", "there", flowOf(play), lint.Options{}, ""},

	{"identifier", "absent", flowOf(play, `{"Type":"DisconnectParticipant"}`), lint.Options{}, lint.Error},
	{"identifier", "too long", flowOf(play, strings.Replace(end, `"end"`, `"`+strings.Repeat("é", 51)+`"`, 1)), lint.Options{}, lint.Error},
	{"identifier", "as long as may be", flowOf(play, strings.Replace(end, `"end"`, `"`+strings.Repeat("é", 50)+`"`, 1)), lint.Options{}, ""},
	{"identifier", "a forbidden character", flowOf(play, strings.Replace(end, `"end"`, `"a/b"`, 1)), lint.Options{}, lint.Error},
	{"identifier", "a reserved word", flowOf(play, strings.Replace(end, `"end"`, `"toString"`, 1)), lint.Options{}, lint.Error},
	{"identifier", "spaces and other scripts", flowOf(play, strings.Replace(end, `"end"`, `"営業 - queue #1"`, 1)), lint.Options{}, ""},

	{"duplicate-identifier", "twice", flowOf(play, end), lint.Options{}, lint.Error},
	{"duplicate-identifier", "another case", flowOf(play, strings.Replace(end, `"end"`, `"End"`, 1)), lint.Options{}, ""},

	{"unknown-action-type", "a legacy name", flowOf(block("PlayPrompt", `{}`, ways())), lint.Options{}, lint.Error},
	{"unknown-action-type", "invented", flowOf(block("DoMagic2030", `{}`, ways())), lint.Options{}, lint.Error},
	{"unknown-action-type", "absent", flowOf(`{"Identifier":"a","Transitions":{}}`), lint.Options{}, lint.Error},
	{"unknown-action-type", "only exports have it", flowOf(block("RenderMessageTemplate", `{}`, ways(sorry, "TemplateRenderingError"))), lint.Options{}, ""},

	{"flow-type", "disconnect in a whisper", flowOf(play), lint.Options{FlowType: "AGENT_WHISPER"}, lint.Error},
	{"flow-type", "where the pages differ", flowOf(block("GetParticipantInput", menu, ways(tooLate, nothing, sorry))), lint.Options{FlowType: "OUTBOUND_WHISPER"}, lint.Error},
	{"flow-type", "nobody tells the type", flowOf(play), lint.Options{}, ""},
	{"flow-type", "allowed", flowOf(play), lint.Options{FlowType: "CONTACT_FLOW"}, ""},
	{"flow-type", "a module takes all", flowOf(play), lint.Options{FlowType: "MODULE"}, ""},

	{"terminal-with-transitions", "a next step", flowOf(block("DisconnectParticipant", `{}`, `{"NextAction":"end"}`)), lint.Options{}, lint.Error},
	{"terminal-with-transitions", "an error", flowOf(block("EndFlowExecution", `{}`, `{"Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}`)), lint.Options{}, lint.Error},
	{"terminal-with-transitions", "empty lists", flowOf(block("DisconnectParticipant", `{}`, `{"Errors":[],"Conditions":[]}`)), lint.Options{}, ""},

	{"missing-next-action", "absent", flowOf(block("MessageParticipant", `{"Text":"x"}`, `{}`)), lint.Options{}, lint.Error},
	{"missing-next-action", "no transitions", flowOf(`{"Identifier":"a","Type":"MessageParticipant","Parameters":{"Text":"x"}}`), lint.Options{}, lint.Error},
	{"missing-next-action", "loop prompts", flowOf(block("MessageParticipantIteratively", `{"Messages":[{"Text":"x"}]}`, `{}`)), lint.Options{}, ""},
	{"missing-next-action", "terminal", flowOf(play), lint.Options{}, ""},

	{"missing-branch", "queue without at capacity", flowOf(block("TransferContactToQueue", `{}`, ways(sorry))), lint.Options{}, lint.Error},
	{"missing-branch", "lambda without error", flowOf(block("InvokeLambdaFunction", lambda, ways())), lint.Options{}, lint.Error},
	{"missing-branch", "menu without timeout", flowOf(block("GetParticipantInput", menu, ways(nothing, sorry))), lint.Options{}, lint.Error},
	{"missing-branch", "store needs no timeout", flowOf(block("GetParticipantInput", storeIt, ways(sorry))), lint.Options{}, ""},
	{"missing-branch", "chat redaction", flowOf(block("UpdateContactRecordingAndAnalyticsBehavior", `{"ChatBehavior":{"ChatAnalyticsBehavior":{"Enabled":"False"}}}`, ways(sorry, "ChannelMismatch"))), lint.Options{}, lint.Error},
	{"missing-branch", "prompt without error", flowOf(block("MessageParticipant", `{"Text":"x"}`, ways())), lint.Options{}, ""},
	{"missing-branch", "third party that ends the flow", flowOf(block("TransferParticipantToThirdParty", `{"ThirdPartyPhoneNumber":"+442070000000","ThirdPartyConnectionTimeLimitSeconds":"30","ContinueFlowExecution":"False"}`, ways(sorry))), lint.Options{}, ""},

	{"forbidden-branch", "compare with error", flowOf(block("Compare", `{"ComparisonValue":"$.Channel"}`, ways(nothing, sorry))), lint.Options{}, lint.Error},
	{"forbidden-branch", "store with menu branches", flowOf(block("GetParticipantInput", storeIt, ways(sorry, tooLate))), lint.Options{}, lint.Error},
	{"forbidden-branch", "logging with error", flowOf(block("UpdateFlowLoggingBehavior", `{"FlowLoggingBehavior":"Enabled"}`, ways(sorry))), lint.Options{}, lint.Error},
	{"forbidden-branch", "not fully known", flowOf(block("CreateContact", `{"Channel":"EMAIL"}`, ways(sorry, "Novel"))), lint.Options{}, lint.Warning},
	{"forbidden-branch", "optional error", flowOf(play), lint.Options{}, ""},

	{"unwired-branch", "empty error target", flowOf(strings.Replace(play, `"NoMatchingError","NextAction":"end"`, `"NoMatchingError","NextAction":""`, 1)), lint.Options{}, lint.Error},
	{"unwired-branch", "error without target", flowOf(block("MessageParticipant", `{"Text":"x"}`, `{"NextAction":"end","Errors":[{"ErrorType":"NoMatchingError"}]}`)), lint.Options{}, lint.Error},
	{"unwired-branch", "all wired", flowOf(play), lint.Options{}, ""},

	{"dangling-target", "gone", flowOf(strings.Replace(play, `"NextAction":"end","Errors"`, `"NextAction":"gone","Errors"`, 1)), lint.Options{}, lint.Error},
	{"dangling-target", "the console's end", flowOf(strings.Replace(play, `"NextAction":"end","Errors"`, `"NextAction":"$end","Errors"`, 1)), lint.Options{}, lint.Error},
	{"dangling-target", "there", flowOf(play), lint.Options{}, ""},

	{"condition-set", "hours without False", flowOf(block("CheckHoursOfOperation", `{}`, waysIf([]string{"True"}, sorry))), lint.Options{}, lint.Error},
	{"condition-set", "hours with both", flowOf(block("CheckHoursOfOperation", `{}`, waysIf([]string{"False", "True"}, sorry))), lint.Options{}, ""},
	{"condition-set", "legacy names of Loop", flowOf(block("Loop", `{"LoopCount":"3"}`, waysIf([]string{"Looping", "Complete"}))), lint.Options{}, lint.Error},
	{"condition-set", "Loop", flowOf(block("Loop", `{"LoopCount":"3"}`, waysIf([]string{"ContinueLooping", "DoneLooping"}))), lint.Options{}, ""},
	{"condition-set", "conditions on a prompt", flowOf(block("MessageParticipant", `{"Text":"x"}`, waysIf([]string{"1"}))), lint.Options{}, lint.Error},
	{"condition-set", "two keys", flowOf(block("GetParticipantInput", menu, waysIf([]string{"12"}, tooLate, nothing, sorry))), lint.Options{}, lint.Error},
	{"condition-set", "one key", flowOf(block("GetParticipantInput", menu, waysIf([]string{"#"}, tooLate, nothing, sorry))), lint.Options{}, ""},
	{"condition-set", "And", flowOf(compare("And", `["x"]`)), lint.Options{}, lint.Error},
	{"condition-set", "two operands", flowOf(compare("Equals", `["x","y"]`)), lint.Options{}, lint.Error},
	{"condition-set", "an undocumented operator", flowOf(compare("KeyExists", `["x"]`)), lint.Options{}, ""},
	{"condition-set", "metrics without conditions", flowOf(block("CheckMetricData", `{"MetricType":"NumberOfContactsInQueue"}`, ways(nothing, sorry))), lint.Options{}, lint.Error},
	{"condition-set", "staffing of a number", flowOf(block("CheckMetricData", `{"MetricType":"NumberOfAgentsStaffed"}`, waysIf([]string{"5"}, nothing, sorry))), lint.Options{}, lint.Error},
	{"condition-set", "staffing of any", flowOf(strings.ReplaceAll(block("CheckMetricData", `{"MetricType":"NumberOfAgentsStaffed"}`, waysIf([]string{"0"}, nothing, sorry)), "Equals", "NumberGreaterThan")), lint.Options{}, ""},
	{"condition-set", "Voice ID lacks some", flowOf(block("CheckVoiceId", `{"CheckVoiceIdOption":"fraudDetection"}`, waysIf([]string{"HighRisk", "LowRisk"}, sorry))), lint.Options{}, lint.Error},
	{"condition-set", "Voice ID has all", flowOf(block("CheckVoiceId", `{"CheckVoiceIdOption":"fraudDetection"}`, waysIf([]string{"HighRisk", "LowRisk", "Inconclusive"}, sorry))), lint.Options{}, ""},

	{"missing-parameter", "lambda without time limit", flowOf(block("InvokeLambdaFunction", `{"LambdaFunctionARN":"arn"}`, ways(sorry))), lint.Options{}, lint.Error},
	{"missing-parameter", "no parameters", flowOf(`{"Identifier":"a","Type":"TransferToFlow","Transitions":` + ways(sorry) + `}`), lint.Options{}, lint.Error},
	{"missing-parameter", "within an object", flowOf(block("MessageParticipant", `{"Media":{"Uri":"https://x"}}`, ways())), lint.Options{}, lint.Error},
	{"missing-parameter", "within an element", flowOf(block("MessageParticipantIteratively", `{"Messages":[{"Text":"x"},{"Media":{"Uri":"u"}}]}`, `{}`)), lint.Options{}, lint.Error},
	{"missing-parameter", "of any member", flowOf(block("UpdateFlowAttributes", `{"FlowAttributes":{"k":{}}}`, ways(sorry))), lint.Options{}, lint.Error},
	{"missing-parameter", "the object is not there", flowOf(play), lint.Options{}, ""},
	{"missing-parameter", "depends on another", flowOf(block("GetParticipantInput", `{"EnableDTMFBuffer":"true"}`, ways(sorry))), lint.Options{}, ""},

	{"unknown-parameter", "queue on transfer", flowOf(block("TransferContactToQueue", `{"QueueId":"q"}`, ways("QueueAtCapacity", sorry))), lint.Options{}, lint.Error},
	{"unknown-parameter", "keypad settings in a menu", flowOf(block("GetParticipantInput", strings.Replace(menu, `}`, `,"DTMFConfiguration":{"DisableCancelKey":"False"}}`, 1), ways(tooLate, nothing, sorry))), lint.Options{}, lint.Error},
	{"unknown-parameter", "nested", flowOf(block("MessageParticipant", `{"Media":{"Uri":"u","SourceType":"S3","MediaType":"Audio","Loud":"1"}}`, ways())), lint.Options{}, lint.Error},
	{"unknown-parameter", "a key of a map", flowOf(block("UpdateContactAttributes", attrs, ways(sorry))), lint.Options{}, ""},
	{"unknown-parameter", "not fully known", flowOf(block("CreateTask", `{"Name":"n","Novel":"x"}`, ways(sorry))), lint.Options{}, ""},
	{"unknown-parameter", "any flow attribute", flowOf(block("UpdateFlowAttributes", `{"FlowAttributes":{"k":{"Value":"v"}}}`, ways(sorry))), lint.Options{}, ""},

	{"disputed-parameter", "hooks configuration", flowOf(block("UpdateContactEventHooks", `{"EventHooks":{"AgentWhisper":"f"},"EventHooksConfiguration":{"AgentWhisper":{"DisableExecution":"false"}}}`, ways(sorry))), lint.Options{}, lint.Warning},
	{"disputed-parameter", "hooks", flowOf(block("UpdateContactEventHooks", `{"EventHooks":{"AgentWhisper":"f"}}`, ways(sorry))), lint.Options{}, ""},

	{"empty-value", "text", flowOf(block("MessageParticipant", `{"Text":""}`, ways())), lint.Options{}, lint.Error},
	{"empty-value", "an attribute", flowOf(block("UpdateContactAttributes", `{"Attributes":{"k":""}}`, ways(sorry))), lint.Options{}, lint.Error},
	{"empty-value", "an operand", flowOf(compare("Equals", `[""]`)), lint.Options{}, lint.Error},
	{"empty-value", "data of a view", flowOf(block("ShowView", `{"ViewResource":{"Id":"form"},"InvocationTimeLimitSeconds":"60","ViewData":{"Heading":""}}`, ways(nothing, sorry, "TimeLimitExceeded"))), lint.Options{}, lint.Warning},
	{"empty-value", "a space", flowOf(block("MessageParticipant", `{"Text":" "}`, ways())), lint.Options{}, ""},

	{"one-of", "two prompts", flowOf(block("MessageParticipant", `{"Text":"x","SSML":"<speak/>"}`, ways())), lint.Options{}, lint.Error},
	{"one-of", "no prompt", flowOf(block("MessageParticipant", `{}`, ways())), lint.Options{}, lint.Error},
	{"one-of", "one prompt", flowOf(play), lint.Options{}, ""},
	{"one-of", "the buffer needs none", flowOf(block("GetParticipantInput", `{"EnableDTMFBuffer":"true"}`, ways(sorry))), lint.Options{}, ""},
	{"one-of", "two events", flowOf(block("UpdateContactEventHooks", `{"EventHooks":{"AgentWhisper":"f","CustomerQueue":"g"}}`, ways(sorry))), lint.Options{}, lint.Error},
	{"one-of", "no event", flowOf(block("UpdateContactEventHooks", `{"EventHooks":{}}`, ways(sorry))), lint.Options{}, lint.Error},
	{"one-of", "the working queue", flowOf(block("CheckMetricData", `{"MetricType":"NumberOfContactsInQueue"}`, waysIf([]string{"5"}, nothing, sorry))), lint.Options{}, ""},

	{"invalid-value", "no such metric", flowOf(block("CheckMetricData", `{"MetricType":"Agents"}`, waysIf([]string{"5"}, nothing, sorry))), lint.Options{}, lint.Error},
	{"invalid-value", "an engine that no voice has", flowOf(block("UpdateContactTextToSpeechVoice", `{"TextToSpeechVoice":"Joanna","TextToSpeechEngine":"neural"}`, ways())), lint.Options{}, lint.Warning},
	{"invalid-value", "a wait of 20 seconds for a function", flowOf(block("InvokeLambdaFunction", strings.Replace(lambda, `"3"`, `"20"`, 1), ways(sorry))), lint.Options{}, lint.Warning},
	{"invalid-value", "JSON_OBJECT", flowOf(block("InvokeLambdaFunction", strings.Replace(lambda, `}`, `,"ResponseValidation":{"ResponseType":"JSON_OBJECT"}}`, 1), ways(sorry))), lint.Options{}, lint.Error},
	{"invalid-value", "a JSON boolean", flowOf(block("GetParticipantInput", strings.Replace(menu, `"False"`, `false`, 1), ways(tooLate, nothing, sorry))), lint.Options{}, lint.Error},
	{"invalid-value", "an object for text", flowOf(block("MessageParticipant", `{"Text":{}}`, ways())), lint.Options{}, lint.Error},
	{"invalid-value", "a literal to compare", flowOf(block("Compare", `{"ComparisonValue":"gold"}`, ways(nothing))), lint.Options{}, lint.Error},
	{"invalid-value", "a whole namespace", flowOf(block("Compare", `{"ComparisonValue":"$.Attributes"}`, ways(nothing))), lint.Options{}, lint.Error},
	{"invalid-value", "out of range", flowOf(block("InvokeLambdaFunction", strings.Replace(lambda, `"3"`, `"99"`, 1), ways(sorry))), lint.Options{}, lint.Warning},
	{"invalid-value", "seven tags", flowOf(block("TagContact", `{"Tags":{"a":"1","b":"1","c":"1","d":"1","e":"1","f":"1","g":"1"}}`, ways(sorry))), lint.Options{}, lint.Error},
	{"invalid-value", "no tag keys", flowOf(block("UntagContact", `{"TagKeys":[]}`, ways(sorry))), lint.Options{}, lint.Error},
	{"invalid-value", "a list item", flowOf(block("UpdateContactRecordingBehavior", `{"RecordingBehavior":{"RecordedParticipants":["Bot"]}}`, ways())), lint.Options{}, lint.Error},
	{"invalid-value", "20 seconds for a function that nobody waits for", flowOf(block("InvokeLambdaFunction", strings.Replace(lambda, `"3"`, `"20","InvocationType":"ASYNCHRONOUS"`, 1), ways(sorry))), lint.Options{}, ""},
	{"invalid-value", "recording off", flowOf(block("UpdateContactRecordingBehavior", `{"RecordingBehavior":{"RecordedParticipants":[]}}`, ways())), lint.Options{}, ""},
	{"invalid-value", "another case", flowOf(block("GetParticipantInput", strings.Replace(menu, `"False"`, `"FALSE"`, 1), ways(tooLate, nothing, sorry))), lint.Options{}, ""},
	{"invalid-value", "a number where text is usual", flowOf(block("Loop", `{"LoopCount":3}`, waysIf([]string{"ContinueLooping", "DoneLooping"}))), lint.Options{}, ""},
	{"invalid-value", "a reference", flowOf(block("Loop", `{"LoopCount":"$.Attributes.n"}`, waysIf([]string{"ContinueLooping", "DoneLooping"}))), lint.Options{}, ""},
	{"invalid-value", "a placeholder", flowOf(block("UpdateFlowLoggingBehavior", `{"FlowLoggingBehavior":"%LOG%"}`, ways())), lint.Options{}, ""},

	{"template-placeholder", "CloudFormation", flowOf(block("UpdateContactTargetQueue", `{"QueueId":"${Queue.Arn}"}`, ways(sorry))), lint.Options{}, lint.Info},
	{"template-placeholder", "Terraform", flowOf(strings.Replace(play, "Hi", "%{ if var.on }Hi%{ endif }", 1)), lint.Options{}, lint.Info},
	{"template-placeholder", "where a branch leads", flowOf(strings.Replace(play, `"NextAction":"end"`, `"NextAction":"${Next}"`, 1)), lint.Options{}, lint.Info},
	{"template-placeholder", "literal marks", flowOf(strings.Replace(play, "Hi", "${!Literal} $${literal} %%{ if }, 50% off, 20% more", 1)), lint.Options{}, ""},
	{"template-placeholder", "a reference and SSML", flowOf(block("MessageParticipant", `{"SSML":"<speak>$.Attributes.x</speak>"}`, ways())), lint.Options{}, ""},
	{"missing-branch", "a template says which error", flowOf(strings.Replace(play, "NoMatchingError", "${Error}", 1)), lint.Options{}, ""},
	{"missing-parameter", "a template says which use", flowOf(block("GetParticipantInput", `{"Text":"x","StoreInput":"${Store}","InputTimeLimitSeconds":"5"}`, ways(sorry))), lint.Options{}, ""},
	{"missing-branch", "a template says which use", flowOf(block("GetParticipantInput", `{"Text":"x","StoreInput":"${Store}","InputTimeLimitSeconds":"5"}`, ways(sorry))), lint.Options{}, ""},
	{"dangling-target", "a template says where", flowOf(strings.ReplaceAll(play, `"end"`, `"${Next}"`)), lint.Options{}, ""},
	{"start-missing", "a template says where", strings.Replace(flowOf(play), `"StartAction":"a"`, `"StartAction":"${Start}"`, 1), lint.Options{}, ""},

	{"unreachable-block", "an island", flowOf(play, strings.Replace(end, `"end"`, `"island"`, 1)), lint.Options{}, lint.Warning},
	{"unreachable-block", "through an error", flowOf(strings.Replace(play, `"NoMatchingError","NextAction":"end"`, `"NoMatchingError","NextAction":"b"`, 1), strings.Replace(end, `"end"`, `"b"`, 1)), lint.Options{}, ""},
	{"unreachable-block", "no start", strings.Replace(flowOf(play), `"StartAction":"a"`, `"StartAction":""`, 1), lint.Options{}, ""},

	{"endless-loop", "to itself", flowOf(block("UpdateContactAttributes", attrs, `{"NextAction":"a","Errors":[{"NextAction":"a","ErrorType":"NoMatchingError"}]}`)), lint.Options{}, lint.Warning},
	{"endless-loop", "left through an error", flowOf(block("UpdateContactAttributes", attrs, `{"NextAction":"a","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}`)), lint.Options{}, ""},
	{"endless-loop", "it waits for a key", flowOf(strings.ReplaceAll(block("GetParticipantInput", menu, ways(tooLate, nothing, sorry)), `"NextAction":"end"`, `"NextAction":"a"`)), lint.Options{}, ""},
	{"endless-loop", "a queue goes round", flowOf(strings.ReplaceAll(play, `"NextAction":"end"`, `"NextAction":"a"`)), lint.Options{FlowType: "CUSTOMER_QUEUE"}, ""},
}

// many are n prompts "a", "a1" … that end alike.
func many(n int) []string {
	blocks := []string{play}
	for i := 1; i < n; i++ {
		blocks = append(blocks, strings.Replace(play, `"a"`, fmt.Sprintf(`"a%d"`, i), 1))
	}
	return blocks
}

func TestRules(t *testing.T) {
	found, missed := map[string]bool{}, map[string]bool{}
	for _, c := range cases {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			var got []lint.Diagnostic
			gravest := lint.Severity("")
			for _, d := range lint.Run(flow.ParseString(c.source), c.opt) {
				if d.Code == c.rule {
					got = append(got, d)
					if gravest != lint.Error {
						gravest = d.Severity
					}
				}
			}
			if gravest != c.want {
				t.Errorf("found %q, want %q: %+v", gravest, c.want, got)
			}
			if c.want == "" {
				missed[c.rule] = true
			} else {
				found[c.rule] = true
			}
		})
	}
	for _, r := range lint.Rules() {
		if !found[r.Code] || !missed[r.Code] {
			t.Errorf("the rule %s has no case that it must find, or none that it must not", r.Code)
		}
	}
}

// TestNewBlocksOnlyLackWires holds the catalogue's defaults against the rules:
// a block fresh from the palette has nothing wrong but what is to be filled in.
func TestNewBlocksOnlyLackWires(t *testing.T) {
	toFillIn := map[string]bool{"empty-value": true, "invalid-value": true, "condition-set": true}
	for _, a := range catalog.Actions() {
		for _, b := range a.Blocks {
			transitions := waysIf(b.Conditions, b.Errors...)
			if b.Operator != "" {
				transitions = strings.ReplaceAll(transitions, `"Equals"`, strconv.Quote(b.Operator))
			}
			if a.Terminal {
				transitions = `{}`
			}
			for _, d := range lint.Run(flow.ParseString(flowOf(block(a.Type, b.Defaults, transitions))), lint.Options{}) {
				if d.Severity != lint.Error || d.Code == "empty-value" {
					continue
				}
				if !toFillIn[d.Code] || !strings.Contains(unfinished[b.Key], d.Code) {
					t.Errorf("a new %s: %s [%s]", b.Key, d.Message, d.Code)
				}
			}
		}
	}
}

// unfinished are new blocks that ask for a choice which no default can make.
var unfinished = map[string]string{
	"untag-contact": "invalid-value: no key is chosen",
}

func TestMessagesSpeakOfBlocks(t *testing.T) {
	source := flowOf(strings.Replace(block("TransferContactToQueue", `{}`, ways(sorry)), `"a"`, `"Sales"`, 1), play)
	var message string
	for _, d := range lint.Run(flow.ParseString(source), lint.Options{}) {
		if d.Code == "missing-branch" {
			message = d.Message
			if d.Block != "Sales" || d.Path != "/Actions/0/Transitions/Errors" || d.Line != 1 || d.Docs == "" || len(d.Fixes) != 1 {
				t.Errorf("incomplete finding %+v", d)
			}
		}
	}
	want := "Transfer to queue “Sales” has no “At capacity” branch (QueueAtCapacity). Connect will not publish this flow until it leads somewhere."
	if message != want {
		t.Errorf("message %q, want %q", message, want)
	}
}

func TestMirroredBranchIsToldOnce(t *testing.T) {
	source := flowOf(strings.ReplaceAll(block("TransferToFlow", `{"ContactFlowId":"f"}`, ways(sorry)), `"NextAction":"end"`, `"NextAction":""`))
	n := 0
	for _, d := range lint.Run(flow.ParseString(source), lint.Options{}) {
		if d.Code == "unwired-branch" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d findings about one branch", n)
	}
}

// TestFixesMend applies every fix that a case offers: the finding must go.
func TestFixesMend(t *testing.T) {
	applied := 0
	for _, c := range cases {
		tried := map[string]int{}
		for _, d := range lint.Run(flow.ParseString(c.source), c.opt) {
			if tried[d.Code]++; tried[d.Code] > 5 {
				continue // the same fix again, at another of many blocks
			}
			for _, fix := range d.Fixes {
				doc := flow.ParseString(c.source)
				if _, rejected := doc.Apply(fix.Ops); rejected != nil {
					t.Errorf("%s/%s: the fix %q of %s is rejected: %+v", c.rule, c.name, fix.Title, d.Code, rejected)
					continue
				}
				applied++
				for _, after := range lint.Run(doc, c.opt) {
					if after.Code == d.Code && after.Message == d.Message && after.Path == d.Path {
						t.Errorf("%s/%s: the fix %q leaves %q", c.rule, c.name, fix.Title, d.Message)
					}
				}
			}
		}
	}
	if applied < 15 {
		t.Errorf("only %d fixes were applied", applied)
	}
}

func TestFindingsAreStable(t *testing.T) {
	var sources []string
	for _, c := range cases {
		sources = append(sources, c.source)
	}
	for _, source := range sources {
		first, _ := json.Marshal(lint.Run(flow.ParseString(source), lint.Options{}))
		again, _ := json.Marshal(lint.Run(flow.ParseString(source), lint.Options{}))
		if string(first) != string(again) {
			t.Errorf("two runs differ:\n%s\n%s", first, again)
		}
	}
}
