package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	soundFlow = `{"Version":"2019-10-30","StartAction":"End","Metadata":{},"Actions":[{"Identifier":"End","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`
	oldFlow   = `{"modules":[],"start":"","version":"1","type":"contactFlow","metadata":{}}`
	noFlow    = `{"Version":`
)

// runLint runs the command over files of the given texts by name.
func runLint(t *testing.T, texts map[string]string, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i, arg := range args {
		if _, ok := texts[arg]; ok || strings.HasPrefix(arg, "absent") {
			args[i] = filepath.Join(dir, arg)
		}
	}
	var out, errs bytes.Buffer
	code = Main(t.Context(), append([]string{"lint"}, args...), Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs})
	return code, out.String(), errs.String()
}

var texts = map[string]string{"sound.json": soundFlow, "old.json": oldFlow, "no.json": noFlow}

func TestLintSaysHowItEnded(t *testing.T) {
	cases := []struct {
		name string
		args []string
		want int
	}{
		{"clean", []string{"sound.json"}, ExitOK},
		{"warnings", []string{"old.json"}, ExitOK},
		{"warnings count", []string{"--strict", "old.json"}, ExitProblems},
		{"errors", []string{"no.json"}, ExitProblems},
		{"one of several", []string{"sound.json", "no.json"}, ExitProblems},
		{"a type that refuses the block", []string{"--type", "AGENT_WHISPER", "sound.json"}, ExitProblems},
		{"no such type", []string{"--type", "INBOUND", "sound.json"}, ExitUsage},
		{"no such format", []string{"--format", "xml", "sound.json"}, ExitUsage},
		{"no such file", []string{"absent.json"}, ExitUsage},
		{"one is absent", []string{"no.json", "absent.json"}, ExitUsage},
		{"no file named", nil, ExitUsage},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			code, stdout, stderr := runLint(t, texts, "", c.args...)
			if code != c.want {
				t.Errorf("exit code %d, want %d\n%s%s", code, c.want, stdout, stderr)
			}
			if code == ExitUsage && (stderr == "" || strings.Contains(stderr, "no such file or directory")) {
				t.Errorf("no sentence for people: %q", stderr)
			}
		})
	}
}

func TestLintReadsStandardInput(t *testing.T) {
	code, stdout, _ := runLint(t, nil, noFlow, "--format", "json", "-")
	var report struct {
		Files []struct {
			Path        string `json:"path"`
			Diagnostics []struct {
				Code string `json:"code"`
			} `json:"diagnostics"`
		} `json:"files"`
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	if code != ExitProblems || len(report.Files) != 1 || report.Files[0].Path != "-" {
		t.Fatalf("exit code %d, %+v", code, report)
	}
	if ds := report.Files[0].Diagnostics; len(ds) != 1 || ds[0].Code != "not-a-flow" {
		t.Errorf("found %+v", ds)
	}
}

func TestLintChecksTheOthersWhenOneIsAbsent(t *testing.T) {
	code, stdout, stderr := runLint(t, texts, "", "absent.json", "no.json")
	if code != ExitUsage || !strings.Contains(stdout, "[not-a-flow]") || !strings.Contains(stderr, "absent.json") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

func TestLintOfADirectoryIsASentence(t *testing.T) {
	code, _, stderr := runLint(t, nil, "", t.TempDir())
	if code != ExitUsage || !strings.Contains(stderr, "is a folder") {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}

func TestLintThatCannotPrint(t *testing.T) {
	for _, format := range []string{"text", "json", "sarif", "github"} {
		var errs bytes.Buffer
		code := Main(t.Context(), []string{"lint", "--format", format, "-"}, Streams{In: strings.NewReader(noFlow), Out: brokenPipe{}, Err: &errs})
		if code != ExitFailure || !strings.Contains(errs.String(), "could not be written") {
			t.Errorf("%s: exit code %d, %q", format, code, errs.String())
		}
	}
}
