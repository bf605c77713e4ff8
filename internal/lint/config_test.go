package lint_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

func TestConfigNamesItsMistakes(t *testing.T) {
	cases := []struct {
		name   string
		config lint.Config
		want   string // "" when there is none
	}{
		{"empty", lint.Config{}, ""},
		{"sound", lint.Config{Severity: map[string]lint.Severity{"endless-loop": lint.Error, "limits": lint.Off}, Silence: []lint.Silence{{Code: "unreachable-block", Block: "b", Reason: "kept for later"}}}, ""},
		{"a code mistyped", lint.Config{Severity: map[string]lint.Severity{"endles-loop": lint.Error}}, `"endless-loop"`},
		{"a code of nothing", lint.Config{Silence: []lint.Silence{{Code: "xyz", Reason: "r"}}}, "docs/rules.md"},
		{"a severity", lint.Config{Severity: map[string]lint.Severity{"limits": "fatal"}}, "error, warning, info or off"},
		{"no reason", lint.Config{Silence: []lint.Silence{{Code: "limits", Reason: " "}}}, "reason"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(c.config.Problems(), "\n")
			if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestConfigDecides(t *testing.T) {
	found := lint.Run(flow.ParseString(flowOf(play, strings.Replace(end, `"end"`, `"island"`, 1), strings.Replace(end, `"end"`, `"reef"`, 1))), lint.Options{})
	if len(found) != 2 {
		t.Fatalf("%+v", found)
	}
	cases := []struct {
		name             string
		config           lint.Config
		errors, warnings int
	}{
		{"nothing", lint.Config{}, 0, 2},
		{"graver", lint.Config{Severity: map[string]lint.Severity{"unreachable-block": lint.Error}}, 2, 0},
		{"off", lint.Config{Severity: map[string]lint.Severity{"unreachable-block": lint.Off}}, 0, 0},
		{"one block", lint.Config{Silence: []lint.Silence{{Code: "unreachable-block", Block: "reef", Reason: "r"}}}, 0, 1},
		{"everywhere", lint.Config{Silence: []lint.Silence{{Code: "unreachable-block", Reason: "r"}}}, 0, 0},
		{"another rule", lint.Config{Silence: []lint.Silence{{Code: "endless-loop", Block: "reef", Reason: "r"}}}, 0, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if e, w, _ := lint.Count(c.config.Apply(found)); e != c.errors || w != c.warnings {
				t.Errorf("%d errors, %d warnings", e, w)
			}
		})
	}
}
