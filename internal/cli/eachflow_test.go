package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// folder fills a new working directory.
func folder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func textOf(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSeveralFlowsAreChangedInPlace(t *testing.T) {
	cases := []struct {
		name    string
		args    []string
		code    int
		says    []string // on standard error
		changed string
	}{
		{"a pattern", []string{"layout", "--write", "**/bare*.json"}, ExitOK, nil, "bare.json x/bare2.json"},
		{"one of them is an old export", []string{"layout", "-w", "*.json"}, ExitProblems, []string{"old.json: this is a legacy export"}, "bare.json"},
		{"one is not there", []string{"layout", "-w", "gone.json", "bare.json"}, ExitUsage, []string{`there is no file "gone.json"`}, "bare.json"},
		{"conversion", []string{"convert", "--write", "**/*.json"}, ExitProblems, []string{"old.json: blocks converted: 1", "no.json", "not-a-flow"}, "old.json"},
		{"several without --write", []string{"convert", "*.json"}, ExitUsage, []string{"only one can be printed", "--write"}, ""},
		{"nothing matches", []string{"convert", "*.xml"}, ExitUsage, []string{`no file matches "*.xml"`}, ""},
		{"standard input among them", []string{"layout", "-w", "bare.json", "-"}, ExitUsage, []string{"standard input"}, ""},
	}
	files := map[string]string{"bare.json": bareFlow, "x/bare2.json": bareFlow, "old.json": oldQueue, "x/no.json": noFlow}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder(t, files)
			code, out, errs := run(t, nil, "", c.args...)
			if code != c.code || out != "" {
				t.Errorf("exit code %d, want %d; printed %q", code, c.code, out)
			}
			for _, part := range c.says {
				if !strings.Contains(errs, part) {
					t.Errorf("%q is not in %q", part, errs)
				}
			}
			for name, text := range files {
				if now := textOf(t, name); (now != text) != strings.Contains(c.changed, name) {
					t.Errorf("%s is now %s", name, now)
				}
			}
		})
	}
}

func TestConvertedFileIsAFlow(t *testing.T) {
	folder(t, map[string]string{"old.json": oldQueue})
	if code, _, errs := run(t, nil, "", "convert", "--write", "old.json"); code != ExitOK {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	first := textOf(t, "old.json")
	if doc := flow.ParseString(first); doc.Format() != flow.FormatFlow || doc.StartAction().Text() != "q" {
		t.Errorf("the file is now %s", first)
	}
	if code, _, errs := run(t, nil, "", "convert", "--write", "old.json"); code != ExitOK || errs != "" || textOf(t, "old.json") != first {
		t.Errorf("the second time: %d %q %s", code, errs, textOf(t, "old.json"))
	}
}

// TestUnwritableFileIsNamed: the others are written all the same.
func TestUnwritableFileIsNamed(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	folder(t, map[string]string{"a.json": bareFlow, "b.json": bareFlow})
	if err := os.Chmod("a.json", 0o400); err != nil {
		t.Fatal(err)
	}
	code, _, errs := run(t, nil, "", "layout", "-w", "a.json", "b.json")
	if code != ExitUsage || !strings.Contains(errs, `"a.json" can't be written`) || textOf(t, "b.json") == bareFlow {
		t.Errorf("exit code %d, %q", code, errs)
	}
}
