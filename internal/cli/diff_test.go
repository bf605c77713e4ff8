package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDiffSaysHowItEnded(t *testing.T) {
	dir := t.TempDir()
	path := func(name, text string) string {
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return at
	}
	one := path("one.json", soundFlow)
	laidOut := path("laid-out.json", strings.ReplaceAll(soundFlow, ",", ",\n\t"))
	other := path("other.json", strings.ReplaceAll(soundFlow, "DisconnectParticipant", "EndFlowExecution"))
	broken := path("broken.json", noFlow)
	cases := []struct {
		name  string
		stdin string
		args  []string
		want  int
		says  string
	}{
		{"same", "", []string{one, one}, ExitOK, "No difference"},
		{"laid out anew", "", []string{one, laidOut}, ExitOK, "No difference"},
		{"different", "", []string{one, other}, ExitProblems, "1 changed"},
		{"broken", "", []string{one, broken}, ExitProblems, "Line 1"},
		{"standard input", soundFlow, []string{one, "-"}, ExitOK, "No difference"},
		{"standard input first", soundFlow, []string{"-", other}, ExitProblems, "--- before\n"},
		{"json", "", []string{"--format", "json", one, one}, ExitOK, `"same": true`},
		{"markdown", "", []string{"--format", "markdown", one, other}, ExitProblems, "| ✏️ |"},
		{"edits", "", []string{"--format", "ops", one, other}, ExitProblems, `"op": "set_type"`},
		{"no edits", "", []string{"--format", "ops", one, laidOut}, ExitOK, "[]"},
		{"standard input twice", soundFlow, []string{"-", "-"}, ExitUsage, "only one"},
		{"no such file", "", []string{one, filepath.Join(dir, "absent")}, ExitUsage, "there is no file"},
		{"a folder", "", []string{one, dir}, ExitUsage, "is a folder"},
		{"one file", "", []string{one}, ExitUsage, ""},
		{"no such format", "", []string{"--format", "sarif", one, one}, ExitUsage, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := Main(t.Context(), append([]string{"diff"}, c.args...), Streams{In: strings.NewReader(c.stdin), Out: &out, Err: &errs})
			if said := out.String() + errs.String(); code != c.want || !strings.Contains(said, c.says) {
				t.Errorf("exit code %d, want %d\n%s", code, c.want, said)
			}
			if c.want == ExitUsage && (out.Len() > 0 || errs.Len() == 0) {
				t.Errorf("a wrong call printed %q", out.String())
			}
		})
	}
}

func TestDiffAsJSON(t *testing.T) {
	at := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(at, []byte(soundFlow), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	Main(t.Context(), []string{"diff", "--format", "json", at, "-"}, Streams{In: strings.NewReader(strings.Replace(soundFlow, "{}", `{"name":"x"}`, 1)), Out: &out})
	var got struct {
		Same    bool `json:"same"`
		Changes []struct{ Kind, Path, New string }
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Same || len(got.Changes) != 1 || got.Changes[0].Kind != "flow_changed" || got.Changes[0].Path != "/Metadata/name" || got.Changes[0].New != "x" {
		t.Errorf("printed %s", out.String())
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestDiffThatCannotPrint(t *testing.T) {
	var errs bytes.Buffer
	code := Main(t.Context(), []string{"diff", os.DevNull, "-"}, Streams{In: strings.NewReader(soundFlow), Out: closedPipe{}, Err: &errs})
	if code != ExitFailure || strings.Contains(errs.String(), "broken pipe") {
		t.Errorf("exit code %d, %q", code, errs.String())
	}
}
