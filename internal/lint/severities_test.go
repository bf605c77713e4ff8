package lint_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/lint"
)

func TestSeveritiesNeverTouchErrors(t *testing.T) {
	found := []lint.Diagnostic{
		{Code: "a", Severity: lint.Error}, {Code: "a", Severity: lint.Warning}, {Code: "b", Severity: lint.Warning}, {Code: "c", Severity: lint.Info}, {Code: "d", Severity: lint.Warning},
	}
	cases := []struct {
		decided lint.Severities
		want    string
	}{
		{nil, "error warning warning info warning"},
		{lint.Severities{"a": lint.Off}, "error warning info warning"},
		{lint.Severities{"a": lint.Info, "b": lint.Error, "c": lint.Warning, "d": lint.Off}, "error info error warning"},
	}
	for _, c := range cases {
		var got []string
		for _, d := range c.decided.Apply(found) {
			got = append(got, string(d.Severity))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %v, want %s", c.decided, got, c.want)
		}
	}
	if found[1].Severity != lint.Warning {
		t.Error("the findings themselves were changed")
	}
}

func TestSeveritiesThatAServerTakes(t *testing.T) {
	for _, rule := range lint.Rules() {
		for _, severity := range []lint.Severity{lint.Error, lint.Warning, lint.Info, lint.Off} {
			taken := lint.SeverityProblem(rule.Code, severity) == ""
			if want := rule.Severity != lint.Error || severity == lint.Error; taken != want {
				t.Errorf("%s as %s: taken %v", rule.Code, severity, taken)
			}
		}
	}
	if lint.SeverityProblem("limit", lint.Off) == "" || lint.SeverityProblem("endless-loop", "fatal") == "" {
		t.Error("no rule, and no severity, are taken")
	}
}
