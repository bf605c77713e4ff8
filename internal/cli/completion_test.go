package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"switchyard.dev/switchyard/internal/config"
)

// scriptOf writes the completion for a shell into a file.
func scriptOf(t *testing.T, shell string) string {
	t.Helper()
	code, script, errs := run(t, nil, "", "completion", shell)
	if code != ExitOK || errs != "" {
		t.Fatalf("completion %s: %d %s", shell, code, errs)
	}
	path := filepath.Join(t.TempDir(), "completion."+shell)
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// inBash returns what bash offers at the end of the words, in a folder with
// two files and a folder.
func inBash(t *testing.T, script string, words ...string) []string {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	dir := t.TempDir()
	for _, name := range []string{"main flow.json", "menu.json"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "more"), 0o700); err != nil {
		t.Fatal(err)
	}
	const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _switchyard; ` +
		`complete -p switchyard >/dev/null; for word in "${COMPREPLY[@]}"; do printf '%s\n' "$word"; done`
	cmd := exec.CommandContext(t.Context(), bash, append([]string{"--norc", "-u", "-c", ask, "bash", script, "switchyard"}, words...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", words, err, out)
	}
	offered := strings.Fields(strings.ReplaceAll(string(out), " ", "␠"))
	slices.Sort(offered)
	return offered
}

func TestBashCompletes(t *testing.T) {
	script := scriptOf(t, "bash")
	cases := []struct {
		words []string
		want  string
	}{
		{[]string{"l"}, "layout lint"},
		{[]string{"--h"}, "--help"},
		{[]string{"user", ""}, "create"},
		{[]string{"lint", "--f"}, "--fix --format"},
		{[]string{"lint", "--format", ""}, "github json sarif text"},
		{[]string{"lint", "--format", "=", "s"}, "sarif"},
		{[]string{"lint", "--format", "="}, "github json sarif text"},
		{[]string{"diff", "--format", "m"}, "markdown"},
		{[]string{"lint", "--type", "AGENT_"}, "AGENT_HOLD AGENT_TRANSFER AGENT_WHISPER"},
		{[]string{"lint", "--format", "json", "m"}, "main␠flow.json menu.json more"},
		{[]string{"lint", "menu.json", "me"}, "menu.json"},
		{[]string{"diff", "menu.json", "main"}, "main␠flow.json"},
		{[]string{"layout", "--write", "me"}, "menu.json"},
		{[]string{"serve", "--data-dir", ""}, "more"},
		{[]string{"serve", "--addr", ""}, ""},
		{[]string{"serve", "--log-level", "d"}, "debug"},
		{[]string{"user", "create", "--role", ""}, "admin designer viewer"},
		{[]string{"user", "create", "--pass"}, "--password-stdin"},
		{[]string{"user", "create", "--email", "a@example.com", "--role", "d"}, "designer"},
		{[]string{"completion", ""}, "bash fish zsh"},
		{[]string{"fly", ""}, "completion convert diff layout lint serve token user version"},
	}
	for _, c := range cases {
		if got := strings.Join(inBash(t, script, c.words...), " "); got != c.want {
			t.Errorf("%q: offered %q, want %q", c.words, got, c.want)
		}
	}
}

// TestCompletionKnowsTheTable: every command and flag stands in each script.
func TestCompletionKnowsTheTable(t *testing.T) {
	var commands root
	parser, err := kong.New(&commands)
	if err != nil {
		t.Fatal(err)
	}
	all := completed(parser.Model.Node, nil).All()
	if len(all) < 10 {
		t.Fatalf("only %d commands", len(all))
	}
	forms := map[string]func(flag string) string{
		"bash": func(flag string) string { return "--" + flag },
		"zsh":  func(flag string) string { return "'--" + flag },
		"fish": func(flag string) string { return " -l " + flag + " " },
	}
	for shell, form := range forms {
		_, script, _ := run(t, nil, "", "completion", shell)
		for _, c := range all {
			for _, word := range c.Path {
				if !strings.Contains(script, word) {
					t.Errorf("%s does not know %s", shell, c.Call())
				}
			}
			for _, f := range c.Flags {
				if !strings.Contains(script, form(f.Name)) {
					t.Errorf("%s does not know --%s of %q", shell, f.Name, c.Call())
				}
			}
		}
	}
}

// TestCompletionOffersWhatIsAccepted: words of settings beside their table.
func TestCompletionOffersWhatIsAccepted(t *testing.T) {
	var commands root
	parser, err := kong.New(&commands)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, c := range completed(parser.Model.Node, nil).Commands {
		for _, f := range c.Flags {
			if c.Call() != "serve" {
				continue
			}
			for _, word := range f.Values.Words {
				checked++
				if _, err := config.Load(nil, map[string]string{f.Name: word}); err != nil {
					t.Errorf("--%s %s: %v", f.Name, word, err)
				}
			}
		}
	}
	if checked != 6 {
		t.Errorf("%d words of settings", checked)
	}
}

// TestShellsAcceptTheScripts has the shells that are here read them.
func TestShellsAcceptTheScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		path, err := exec.LookPath(shell)
		if err != nil {
			t.Logf("%s is not here", shell)
			continue
		}
		if out, err := exec.CommandContext(t.Context(), path, "-n", scriptOf(t, shell)).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", shell, err, out)
		}
	}
}

func TestCompletionOfAnotherShell(t *testing.T) {
	if code, out, errs := run(t, nil, "", "completion", "tcsh"); code != ExitUsage || out != "" || !strings.Contains(errs, "bash") {
		t.Errorf("exit code %d, %q, %q", code, out, errs)
	}
}
