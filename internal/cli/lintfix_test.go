package cli

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// loose is a flow with an error branch that leads nowhere and a Set queue
// without its Error branch, spaced as a person would.
const loose = `{ "Version": "2019-10-30", "StartAction": "Hello",
  "Actions": [
    {"Identifier": "Hello",   "Type": "MessageParticipant", "Parameters": {"Text": "Hi"},
     "Transitions": {"NextAction": "End", "Errors": [{"NextAction": "", "ErrorType": "NoMatchingError"}]}},
    {"Identifier": "End", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
  ]}`

// lintIn runs the command in a folder of the given files.
func lintIn(t *testing.T, files map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	folder(t, files)
	return run(t, nil, "", append([]string{"lint"}, args...)...)
}

func TestFixTouchesOnlyWhatItMust(t *testing.T) {
	code, stdout, stderr := lintIn(t, map[string]string{"a.json": loose}, "--fix", "a.json")
	after, err := os.ReadFile("a.json")
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(loose, `"NextAction": "",`, `"NextAction": "End",`, 1); string(after) != want {
		t.Errorf("the file is now\n%s", after)
	}
	if code != ExitOK || !strings.Contains(stdout, "a.json: fixed: Hello: Connect it to the end of the flow [unwired-branch]") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

func TestFixReportsWhatIsLeft(t *testing.T) {
	text := strings.Replace(loose, `"Text": "Hi"`, `"Text": ""`, 1)
	code, stdout, _ := lintIn(t, map[string]string{"a.json": text}, "--fix", "--format", "json", "a.json")
	if code != ExitProblems || !strings.Contains(stdout, `"empty-value"`) || !strings.Contains(stdout, `"fixed"`) || strings.Contains(stdout, `"missing-branch"`) {
		t.Errorf("exit code %d\n%s", code, stdout)
	}
}

func TestFixLeavesSilencedFindings(t *testing.T) {
	config := `{"silence":[{"code":"unwired-branch","block":"Hello","reason":"a template"}]}`
	code, stdout, _ := lintIn(t, map[string]string{"a.json": loose, ".switchyard.json": config}, "--fix", "a.json")
	after, err := os.ReadFile("a.json")
	if err != nil || string(after) != loose || code != ExitOK {
		t.Errorf("exit code %d, %v\n%s", code, err, stdout)
	}
}

func TestFixOfStandardInputIsRefused(t *testing.T) {
	if code, _, stderr := lintIn(t, nil, "--fix", "-"); code != ExitUsage || !strings.Contains(stderr, "in place") {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}

func TestLintConfig(t *testing.T) {
	cases := []struct {
		name, config string
		args         []string
		code         int
		says         string
	}{
		{"none", "", []string{"a.json"}, ExitProblems, ""},
		{"off", `{"severity":{"unwired-branch":"off"}}`, []string{"a.json"}, ExitOK, ""},
		{"a warning", `{"severity":{"unwired-branch":"warning"}}`, []string{"a.json"}, ExitOK, "warning"},
		{"a warning counts", `{"severity":{"unwired-branch":"warning"}}`, []string{"--strict", "a.json"}, ExitProblems, "warning"},
		{"mistyped", `{"severity":{"unwird-branch":"off"}}`, []string{"a.json"}, ExitUsage, `Did you mean "unwired-branch"?`},
		{"another member", `{"rules":{}}`, []string{"a.json"}, ExitUsage, "docs/cli.md"},
		{"no JSON", `{`, []string{"a.json"}, ExitUsage, "docs/cli.md"},
		{"named and absent", "", []string{"--config", "absent.json", "a.json"}, ExitUsage, "there is no file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"a.json": loose}
			if c.config != "" {
				files[".switchyard.json"] = c.config
			}
			code, stdout, stderr := lintIn(t, files, c.args...)
			if code != c.code || !strings.Contains(stdout+stderr, c.says) {
				t.Errorf("exit code %d, want %d and %q\n%s%s", code, c.code, c.says, stdout, stderr)
			}
		})
	}
}

func TestExpand(t *testing.T) {
	lintIn(t, map[string]string{"a.json": "", "b.txt": "", "x/c.json": "", "x/y/d.json": "", "x/y/[e].json": ""}, "a.json")
	cases := []struct {
		pattern string
		want    []string
	}{
		{"*.json", []string{"a.json"}},
		{"**/*.json", []string{"a.json", "x/c.json", "x/y/[e].json", "x/y/d.json"}},
		{"x/**", []string{"x/c.json", "x/y/[e].json", "x/y/d.json"}},
		{"x/*/d.json", []string{"x/y/d.json"}},
		{"x/**/y/**/?.json", []string{"x/y/d.json"}},
		{"x/y/[e].json", []string{"x/y/[e].json"}},
		{"gone.json", []string{"gone.json"}},
		{"-", []string{"-"}},
	}
	for _, c := range cases {
		if got, err := expand([]string{c.pattern}); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v %v, want %v", c.pattern, got, err, c.want)
		}
	}
	for _, pattern := range []string{"*.xml", "x/[.json"} {
		if got, err := expand([]string{pattern}); err == nil {
			t.Errorf("%s: %v", pattern, got)
		}
	}
}
