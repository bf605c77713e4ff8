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

	{"lambda-result", "none at all", flowOf(text("a", "Hello $.External.name.", "end")), lint.Options{FlowType: "CONTACT_FLOW"}, lint.Warning},
	{"lambda-result", "an earlier flow may have", flowOf(text("a", "Hello $.External.name.", "end")), lint.Options{FlowType: "QUEUE_TRANSFER"}, ""},
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
	{"unset-attribute", "another number", flowOf(setAttribute("a", "option1", "b"), text("b", "$.Attributes.option2", "end")), lint.Options{}, ""},
}
