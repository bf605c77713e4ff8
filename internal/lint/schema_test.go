package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// TestNestedSettings: settings in lists of lists, in maps of objects, and
// those that another setting of the same item asks for or refuses.
func TestNestedSettings(t *testing.T) {
	const level = `"ComparisonOperator":"NumberGreaterOrEqualTo","Name":"Language","Value":"English","ProficiencyLevel":4`
	steps := func(expressions ...string) string {
		for i, e := range expressions {
			expressions[i] = `{"Expression":` + e + `}`
		}
		return `{"RoutingCriteria":{"Steps":[` + strings.Join(expressions, ",") + `]}}`
	}
	one := func(members string) string { return `{"AttributeCondition":{` + members + `}}` }
	agents := one(`"ComparisonOperator":"Match","MatchCriteria":{"AgentsCriteria":{"AgentIds":["$.Attributes.agent"]}}`)
	query := func(attributes string) string {
		return `{"DataTableId":"t","Queries":[{"QueryName":"q","PrimaryValues":[{` + attributes + `}]}]}`
	}
	const voiceID = `"IsVoiceIdStreamingEnabled":"true","IsFraudDetectionEnabled":"false"`
	cases := []struct{ name, kind, parameters, code, path string }{
		{"a level", "UpdateContactRoutingCriteria", steps(one(level)), "", ""},
		{"a level with decimals", "UpdateContactRoutingCriteria", steps(one(strings.Replace(level, "4", "4.0", 1))), "", ""},
		{"no such level", "UpdateContactRoutingCriteria", steps(one(strings.Replace(level, "4", "6", 1))), "invalid-value", "RoutingCriteria/Steps/0/Expression/AttributeCondition/ProficiencyLevel"},
		{"certain agents", "UpdateContactRoutingCriteria", steps(agents), "", ""},
		{"each step by itself", "UpdateContactRoutingCriteria", steps(agents, one(level)), "", ""},
		{"all of two", "UpdateContactRoutingCriteria", steps(`{"AndExpression":[` + one(level) + `,` + agents + `]}`), "", ""},
		{"a reference for all", "UpdateContactRoutingCriteria", `{"RoutingCriteria":"$.External.criteria"}`, "", ""},
		{"no level in the second step", "UpdateContactRoutingCriteria", steps(one(level), one(`"ComparisonOperator":"NumberGreaterOrEqualTo","Name":"Language","Value":"English"`)), "missing-parameter", "RoutingCriteria/Steps/1/Expression/AttributeCondition/ProficiencyLevel"},
		{"a name beside agents in a list of a list", "UpdateContactRoutingCriteria", steps(one(level), `{"AndExpression":[`+one(level)+`,`+strings.Replace(agents, `"MatchCriteria"`, `"Name":"x","MatchCriteria"`, 1)+`]}`), "unknown-parameter", "RoutingCriteria/Steps/1/Expression/AndExpression/1/AttributeCondition/Name"},
		{"no such member in a list of a list", "UpdateContactRoutingCriteria", steps(`{"AndExpression":[` + one(level+`,"Proficiency":"x"`) + `]}`), "unknown-parameter", "RoutingCriteria/Steps/0/Expression/AndExpression/0/AttributeCondition/Proficiency"},
		{"a query", "EvaluateDataTableValues", query(`"AttributeName":"id","Value":"1"`), "", ""},
		{"a query with the member of the other actions", "EvaluateDataTableValues", query(`"Name":"id","Value":"1"`), "missing-parameter", "Queries/0/PrimaryValues/0/AttributeName"},
		{"six queries", "EvaluateDataTableValues", `{"DataTableId":"t","Queries":[` + strings.TrimSuffix(strings.Repeat(`{"QueryName":"q"},`, 6), ",") + `]}`, "invalid-value", "Queries"},
		{"a member of a member of any name", "UpdateContactEventHooks", `{"EventHooks":{"AgentWhisper":"f"},"EventHooksConfiguration":{"AgentWhisper":{"Disabled":"true"}}}`, "unknown-parameter", "EventHooksConfiguration/AgentWhisper/Disabled"},
		{"refused, although not all parameters are known", "UpdateContactData", `{` + voiceID + `,"IsVoiceAuthenticationEnabled":"false","VoiceAuthenticationThreshold":"90"}`, "unknown-parameter", "VoiceAuthenticationThreshold"},
		{"asked for by a switch", "UpdateContactData", `{` + voiceID + `,"IsVoiceAuthenticationEnabled":"true","VoiceAuthenticationThreshold":"90"}`, "missing-parameter", "VoiceAuthenticationResponseTime"},
		{"a switch decided later", "UpdateContactData", `{` + voiceID + `,"IsVoiceAuthenticationEnabled":"$.Attributes.on","VoiceAuthenticationThreshold":"90"}`, "", ""},
		{"less than the least", "UpdateContactRoutingBehavior", `{"QueuePriority":"0"}`, "invalid-value", "QueuePriority"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var errors []string
			if c.kind != "UpdateContactRoutingBehavior" {
				errors = []string{sorry}
			}
			found := lint.Run(flow.ParseString(flowOf(block(c.kind, c.parameters, ways(errors...)))), lint.Options{})
			found = slices.DeleteFunc(found, func(d lint.Diagnostic) bool {
				return !slices.Contains([]string{"missing-parameter", "unknown-parameter", "invalid-value", "one-of"}, d.Code)
			})
			path := fmt.Sprintf("/Actions/0/Parameters/%s", c.path)
			switch {
			case c.code == "" && len(found) > 0:
				t.Errorf("found %s at %s: %s", found[0].Code, found[0].Path, found[0].Message)
			case c.code != "" && !slices.ContainsFunc(found, func(d lint.Diagnostic) bool { return d.Code == c.code && d.Path == path }):
				t.Errorf("%s at %s is not among %+v", c.code, path, found)
			}
		})
	}
}
