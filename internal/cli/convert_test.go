package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

const (
	oldQueue = `{"modules":[{"id":"q","type":"SetQueue","parameters":[{"name":"Queue","value":"","resourceName":"Sales"}],` +
		`"branches":[{"condition":"Success","transition":"q"},{"condition":"Error","transition":"q"}],"metadata":{"position":{"x":1,"y":2}}}],"start":"q","version":"1","type":"contactFlow","metadata":{}}`
	oldMystery = "{\n\"modules\":[{\"id\":\"m\",\"type\":\"MoonPhase\",\"parameters\":[],\"branches\":[],\"metadata\":{}}],\"start\":\"m\",\"version\":\"1\",\"type\":\"contactFlow\",\"metadata\":{}}"
)

func runConvert(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(t.Context(), append([]string{"convert"}, args...), Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs})
	return code, out.String(), errs.String()
}

func TestConvertSaysHowItEnded(t *testing.T) {
	cases := []struct {
		name, stdin string
		args        []string
		want        int
		says        string // a part of standard error, "" for none at all
		prints      string // the start action, "" for nothing
	}{
		{"clean", oldFlow, []string{"-"}, ExitOK, "blocks converted: 0;", "-"},
		{"known by name", oldQueue, []string{"-"}, ExitOK, `-:1:55: name-only: SetQueue q: The queue is known by its name "Sales" only`, "q"},
		{"lost", oldMystery, []string{"-"}, ExitProblems, "-:2:12: lost: MoonPhase m:", "m"},
		{"the flow language", soundFlow, []string{"-"}, ExitOK, "", "End"},
		{"no flow", `{"a":1}`, []string{"-"}, ExitProblems, "not-a-flow", ""},
		{"no JSON", noFlow, []string{"-"}, ExitProblems, "not-a-flow", ""},
		{"no file named", "", nil, ExitUsage, "See switchyard convert --help", ""},
		{"no such file", "", []string{"absent.json"}, ExitUsage, "there is no file", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			code, stdout, stderr := runConvert(t, c.stdin, c.args...)
			if code != c.want || !strings.Contains(stderr, c.says) || c.says == "" && stderr != "" {
				t.Errorf("exit code %d, %q", code, stderr)
			}
			doc := flow.ParseString(stdout)
			switch {
			case c.prints == "":
				if stdout != "" {
					t.Errorf("printed %q", stdout)
				}
			case doc.Format() != flow.FormatFlow || doc.Unsound() != nil || strings.Trim(c.prints, "-") != doc.StartAction().Text():
				t.Errorf("printed %q", stdout)
			}
		})
	}
}

func TestConvertPassesTheFlowLanguageThrough(t *testing.T) {
	odd := "\t{ \"Actions\" : [ ] ,\r\n\"StartAction\":\"\\u0061\", \"X\":1, \"X\":2}\n\n"
	path := filepath.Join(t.TempDir(), "flow.json")
	if err := os.WriteFile(path, []byte(odd), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := runConvert(t, "", path); code != ExitOK || stdout != odd || stderr != "" {
		t.Errorf("exit code %d, %q, %q", code, stdout, stderr)
	}
}

// brokenPipe is an output that is closed.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestConvertThatCannotPrint(t *testing.T) {
	var errs bytes.Buffer
	code := Main(t.Context(), []string{"convert", "-"}, Streams{In: strings.NewReader(oldFlow), Out: brokenPipe{}, Err: &errs})
	if code != ExitFailure || strings.Contains(errs.String(), "broken pipe") {
		t.Errorf("exit code %d, %q", code, errs.String())
	}
}
