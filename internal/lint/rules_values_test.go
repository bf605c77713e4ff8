package lint_test

import (
	"fmt"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

const (
	queueArn    = `arn:aws:connect:eu-west-2:111122223333:instance/aaaa/queue/1`
	fraud       = `"IsVoiceIdStreamingEnabled":"true","IsVoiceAuthenticationEnabled":"false","IsFraudDetectionEnabled":"true"`
	waitParams  = `{"TimeLimitSeconds":"60","ContinueExecution":"True","MinimumWaitTimeSeconds":"1"}`
	evaluateTwo = `{"DataTableId":"t","Queries":[{"QueryName":%q},{"QueryName":%q}]}`
)

func setQueueTo(id, arn, next string) string {
	return step(id, "UpdateContactTargetQueue", fmt.Sprintf(`{"QueueId":%q}`, arn), next, sorry+">end")
}

func call(id, arn, next string) string {
	return step(id, "InvokeLambdaFunction", fmt.Sprintf(`{"LambdaFunctionARN":%q,"InvocationTimeLimitSeconds":"3"}`, arn), next, sorry+">"+next)
}

func looped(id, loop, next string) string {
	return step(id, "Loop", fmt.Sprintf(`{"LoopCount":"3","LoopName":%q}`, loop), next, "=ContinueLooping>"+next, "=DoneLooping>end")
}

func waiting(id, goesOn, over string) string {
	return step(id, "Wait", waitParams, over, "=Continue>"+goesOn, "=WaitCompleted>"+over, sorry+">"+over)
}

func attributesOf(size int) string {
	return fmt.Sprintf(`{"Attributes":{"k":%q,"l":"x"}}`, strings.Repeat("x", size))
}

// valueCases are of the rules about what stands in the settings.
var valueCases = []ruleCase{
	{"several-instances", "two instances", flowOf(setQueueTo("a", queueArn, "b"), setQueueTo("b", strings.Replace(queueArn, "aaaa", "bbbb", 1), "end")), lint.Options{}, lint.Warning},
	{"several-instances", "two regions", flowOf(setQueueTo("a", queueArn, "b"), call("b", "arn:aws:lambda:us-east-1:111122223333:function:f", "end")), lint.Options{}, lint.Warning},
	{"several-instances", "two accounts", flowOf(setQueueTo("a", queueArn, "b"), call("b", "arn:aws:lambda:eu-west-2:444455556666:function:f", "end")), lint.Options{}, lint.Warning},
	{"several-instances", "one of each", flowOf(setQueueTo("a", queueArn, "b"), call("b", "arn:aws:lambda:eu-west-2:111122223333:function:f", "end")), lint.Options{}, ""},
	{"several-instances", "a view of AWS", flowOf(setQueueTo("a", queueArn, "b"), step("b", "ShowView", `{"ViewResource":{"Id":"arn:aws:connect:us-east-1:aws:view/form:1"},"InvocationTimeLimitSeconds":"60"}`, "end", nothing+">end", sorry+">end", "TimeLimitExceeded>end")), lint.Options{}, ""},
	{"several-instances", "a template", flowOf(setQueueTo("a", queueArn, "b"), setQueueTo("b", "arn:aws:connect:${AWS::Region}:${AWS::AccountId}:instance/${I}/queue/2", "end")), lint.Options{}, ""},

	{"repeated-name", "two loops", flowOf(looped("a", "rounds", "b"), looped("b", "rounds", "end")), lint.Options{}, lint.Warning},
	{"repeated-name", "two queries of one block", flowOf(block("EvaluateDataTableValues", fmt.Sprintf(evaluateTwo, "q", "q"), ways(sorry))), lint.Options{}, lint.Warning},
	{"repeated-name", "two queries", flowOf(block("EvaluateDataTableValues", fmt.Sprintf(evaluateTwo, "q", "r"), ways(sorry))), lint.Options{}, ""},
	{"repeated-name", "a loop and a query", flowOf(looped("a", "q", "b"), step("b", "EvaluateDataTableValues", fmt.Sprintf(evaluateTwo, "q", "r"), "end", sorry+">end")), lint.Options{}, ""},

	{"doubled-reference", "twice", flowOf(strings.Replace(compare("Equals", `["x"]`), "$.Attributes.x", "$.$.Attributes.x", 1)), lint.Options{}, lint.Warning},
	{"doubled-reference", "within a namespace", flowOf(block("UpdateContactAttributes", `{"Attributes":{"k":"$.Attributes.$.External.name"}}`, ways(sorry))), lint.Options{}, lint.Warning},
	{"doubled-reference", "in a text", flowOf(text("a", "Hello $.External.$.Attributes.first_name, welcome", "end")), lint.Options{}, lint.Warning},
	{"doubled-reference", "two in a text", flowOf(text("a", "Hello $.Attributes.first.$.Attributes.last", "end")), lint.Options{}, ""},
	{"doubled-reference", "a price", flowOf(text("a", "It costs $. $.50 or $.Attributes.price", "end")), lint.Options{}, ""},

	{"nested-wait", "on Continue", flowOf(waiting("a", "b", "end"), say("b", "c"), waiting("c", "end", "end")), lint.Options{}, lint.Warning},
	{"nested-wait", "after the first is over", flowOf(waiting("a", "end", "c"), waiting("c", "end", "end")), lint.Options{}, ""},
	{"nested-wait", "round to itself", flowOf(waiting("a", "b", "end"), say("b", "a")), lint.Options{}, ""},

	{"dequeue-without-prompts", "at once", flowOf(step("a", "DequeueContactAndTransferToQueue", `{"QueueId":"q"}`, "end", "QueueAtCapacity>end", sorry+">end")), lint.Options{FlowType: "CUSTOMER_QUEUE"}, lint.Warning},
	{"dequeue-without-prompts", "on one path", flowOf(looped("a", "l", "b"), step("b", "MessageParticipantIteratively", `{"Messages":[{"Text":"x"}],"InterruptFrequencySeconds":"30"}`, "c", "=MessagesInterrupted>c"), step("c", "DequeueContactAndTransferToQueue", `{"QueueId":"q"}`, "end", "QueueAtCapacity>end", sorry+">end")), lint.Options{FlowType: "CUSTOMER_QUEUE"}, ""},

	{"reserved-tag", "set", flowOf(block("TagContact", `{"Tags":{"AWS:x":"1"}}`, ways(sorry))), lint.Options{}, lint.Warning},
	{"reserved-tag", "removed", flowOf(block("UntagContact", `{"TagKeys":["team","aws:connect"]}`, ways(sorry))), lint.Options{}, lint.Warning},
	{"reserved-tag", "not at the beginning", flowOf(block("TagContact", `{"Tags":{"my-aws:x":"1"}}`, ways(sorry))), lint.Options{}, ""},

	{"attribute-size", "more than fits", flowOf(block("UpdateContactAttributes", attributesOf(32<<10), ways(sorry))), lint.Options{}, lint.Warning},
	{"attribute-size", "as much as fits", flowOf(block("UpdateContactAttributes", attributesOf(32<<10-3), ways(sorry))), lint.Options{}, ""},

	// Voice ID: its thresholds if and only if what they are for is on (refusals.md, UpdateContactData).
	{"missing-parameter", "fraud detection without a threshold", flowOf(block("UpdateContactData", `{`+fraud+`}`, ways(sorry))), lint.Options{}, lint.Error},
	{"missing-parameter", "fraud detection with its threshold", flowOf(block("UpdateContactData", `{`+fraud+`,"FraudDetectionThreshold":"50"}`, ways(sorry))), lint.Options{}, ""},
	{"unknown-parameter", "a threshold of what is off", flowOf(block("UpdateContactData", `{`+fraud+`,"FraudDetectionThreshold":"50","VoiceAuthenticationThreshold":"90"}`, ways(sorry))), lint.Options{}, lint.Error},
}
