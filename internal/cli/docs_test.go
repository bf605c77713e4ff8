package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// snippet is a script of a page: a line, or the block of a YAML member.
type snippet struct {
	line   int
	script string
}

var (
	fenceLine = regexp.MustCompile("^```(sh|yaml)?$")
	oneLine   = regexp.MustCompile(`^\s*(?:- )?(?:run: )?((?:git .* \| )?switchyard .*)$`)
	hookLine  = regexp.MustCompile(`^\s*entry: (switchyard .*)$`) // pre-commit adds the files
	blockLine = regexp.MustCompile(`^(\s*)(?:- )?(?:run: )?\|$`)
)

// snippets returns the fenced scripts of a page that call switchyard.
func snippets(page string) []snippet {
	var found []snippet
	lines := strings.Split(page, "\n")
	fenced := false
	for i := 0; i < len(lines); i++ {
		if fenceLine.MatchString(lines[i]) {
			fenced = !fenced
			continue
		}
		if !fenced {
			continue
		}
		if m := oneLine.FindStringSubmatch(lines[i]); m != nil && !strings.Contains(m[1], "| source") { // that is fish
			found = append(found, snippet{i + 1, m[1]})
		} else if m := hookLine.FindStringSubmatch(lines[i]); m != nil {
			found = append(found, snippet{i + 1, m[1] + " flows/main.json"})
		} else if m := blockLine.FindStringSubmatch(lines[i]); m != nil {
			at, block := i+1, ""
			for ; i+1 < len(lines) && strings.HasPrefix(lines[i+1], m[1]+"  "); i++ {
				block += strings.TrimPrefix(lines[i+1], m[1]+"  ") + "\n"
			}
			if regexp.MustCompile(`(?m)(^|\| )\s*switchyard `).MatchString(block) {
				found = append(found, snippet{at, block})
			}
		}
	}
	return found
}

// sampleRepository is a clone in which a flow was changed since its branch left
// main, with the program on the PATH.
func sampleRepository(t *testing.T) (env []string) {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("there is no git here")
	}
	folder(t, map[string]string{"flows/main.json": soundFlow, "flows/menu.json": bareFlow, "queue.json": soundFlow, "old.json": oldFlow})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(self, filepath.Join(bin, "switchyard")); err != nil {
		t.Fatal(err)
	}
	commit := func() {
		for _, args := range [][]string{{"add", "."}, {"-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "x"}} {
			if out, err := exec.CommandContext(t.Context(), git, args...).CombinedOutput(); err != nil {
				t.Fatalf("git %v: %v\n%s", args, err, out)
			}
		}
	}
	if out, err := exec.CommandContext(t.Context(), git, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("git init: %v\n%s", err, out)
	}
	commit()
	if out, err := exec.CommandContext(t.Context(), git, "update-ref", "refs/remotes/origin/main", "HEAD").CombinedOutput(); err != nil {
		t.Fatalf("git update-ref: %v\n%s", err, out)
	}
	if err := os.WriteFile("flows/menu.json", []byte(strings.Replace(bareFlow, `"Hi"`, `"Good | morning"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	commit()
	return append(os.Environ(), asProgram+"=1", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "GITHUB_BASE_REF=main")
}

// TestSnippetsOfThePagesRun runs them as a runner does: a usage error or a
// failure of ours is one of the page.
func TestSnippetsOfThePagesRun(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	pages := map[string]string{}
	for _, name := range []string{"pipelines.md", "cli.md"} {
		pages[name] = textOf(t, filepath.Join("..", "..", "docs", name))
	}
	env, ran := sampleRepository(t), 0
	for name, page := range pages {
		for _, s := range snippets(page) {
			ran++
			t.Run(fmt.Sprintf("%s:%d", name, s.line), func(t *testing.T) {
				cmd := exec.CommandContext(t.Context(), bash, "-eo", "pipefail", "-c", s.script)
				cmd.Env = env
				out, err := cmd.CombinedOutput()
				if code := cmd.ProcessState.ExitCode(); code != ExitOK && code != ExitProblems {
					t.Errorf("%s\nended with %d, %v\n%s", s.script, code, err, out)
				}
				if strings.Contains(s.script, "changes.md") {
					if got := textOf(t, "changes.md"); !strings.Contains(got, `before → flows/menu.json`) || !strings.Contains(got, `Good \| morning`) {
						t.Errorf("the comment is\n%s", got)
					}
				}
			})
		}
	}
	if ran < 12 {
		t.Errorf("only %d snippets were found: the pages or this test changed", ran)
	}
}

// TestHooksRun calls what pre-commit is offered with a file.
func TestHooksRun(t *testing.T) {
	hooks, err := os.ReadFile(filepath.Join("..", "..", ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	entries := regexp.MustCompile(`(?m)^  entry: switchyard (.*)$`).FindAllStringSubmatch(string(hooks), -1)
	if len(entries) != 2 || strings.Count(string(hooks), "- id: ") != 2 {
		t.Fatalf("hooks %v", entries)
	}
	folder(t, map[string]string{"a.json": soundFlow, "b.json": loose})
	for _, entry := range entries {
		if code, out, errs := run(t, nil, "", append(strings.Fields(entry[1]), "a.json", "b.json")...); code > ExitProblems {
			t.Errorf("%s: %d %s%s", entry[1], code, out, errs)
		}
	}
	if textOf(t, "b.json") == loose {
		t.Error("switchyard-fix mended nothing")
	}
}
