package lint_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/lint"
)

// names are the parts of a template that stand for something of the flow.
var names = regexp.MustCompile(`Path: .*|Error: .*|Type: .*|Propert(y|ies): .*|: <value>|: VALUE|field name: .*`)

func stem(template string) string {
	return strings.TrimRight(names.ReplaceAllString(template, ""), " .,")
}

// TestEveryAnswerOfTheServiceHasARule: every message template that was seen is
// kept by a rule, so that an answer can be led back to block and parameter.
func TestEveryAnswerOfTheServiceHasARule(t *testing.T) {
	text, err := os.ReadFile("../../../shared/connect/refusals.md")
	if os.IsNotExist(err) {
		t.Skip("the notes on the service are not beside this checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for _, rule := range lint.Rules() {
		for _, template := range rule.Service {
			kept[stem(template)] = true
		}
	}
	_, table, _ := strings.Cut(string(text), "## Message templates")
	table, _, _ = strings.Cut(table, "\n## ")
	templates := regexp.MustCompile("(?m)^\\| `([^`]+)`(?: / `([^`]+)`)?").FindAllStringSubmatch(table, -1)
	if len(templates) < 15 {
		t.Fatalf("only %d templates: the notes have another form", len(templates))
	}
	for _, match := range templates {
		for _, template := range match[1:] {
			if template != "" && !kept[stem(template)] {
				t.Errorf("no rule keeps the answer %q", template)
			}
		}
	}
}
