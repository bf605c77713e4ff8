package lint_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// corpus is where the real flows lie, beside the checkout; nothing of it is
// part of this repository.
const corpus = "../../../shared/corpus"

// entry is what the corpus's index says of a file.
type entry struct {
	File   string `json:"file"`
	Status string `json:"status"`
	Format string `json:"format"`
	Trust  string `json:"trust"`
}

func corpusIndex(t *testing.T) []entry {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(corpus, "index.json"))
	if os.IsNotExist(err) {
		t.Skip("the corpus of real flows is not beside this checkout: nothing was checked against it")
	}
	if err != nil {
		t.Fatal(err)
	}
	var entries []entry
	if err := json.Unmarshal(text, &entries); err != nil {
		t.Fatal(err)
	}
	if len(entries) < 100 {
		t.Fatalf("the corpus's index names only %d files", len(entries))
	}
	return entries
}

func readCorpus(t *testing.T, file string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(corpus, file))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// contradicted are published files in which the linter finds errors all the
// same, by a part of the file's name, with the reason why the linter is right.
var contradicted = map[string]string{
	"SBS_Lex_Integration_Handler":                          "a module for others to fill in: the ARN of the bot was blanked by hand",
	"lca-kvs-agent-whisper.json@34b8f12a":                  "a template: the ARN of the function was blanked by hand",
	"conformance__data__export__omitted-parameters__flows": "a test's excerpt of an export: the blocks that its branches lead to were cut",
}

func TestPublishedFlowsHaveNoErrors(t *testing.T) {
	checked, warnings := 0, map[string]int{}
	used := map[string]bool{}
	for _, e := range corpusIndex(t) {
		if !strings.HasPrefix(e.File, "flows/real/") || !strings.EqualFold(e.Status, "published") {
			continue
		}
		checked++
		doc := flow.Parse(readCorpus(t, e.File))
		excuse := ""
		for part := range contradicted {
			if strings.Contains(e.File, part) {
				excuse = part
			}
		}
		for _, d := range lint.Run(doc, lint.Options{}) {
			switch {
			case d.Severity != lint.Error:
				warnings[d.Code]++
			case excuse != "":
				used[excuse] = true
			default:
				t.Errorf("%s:%d: %s [%s]", e.File, d.Line, d.Message, d.Code)
			}
		}
	}
	for part := range contradicted {
		if !used[part] {
			t.Errorf("the exception %s is needed no longer", part)
		}
	}
	if checked < 50 {
		t.Errorf("only %d published files: the index has changed", checked)
	}
	t.Logf("%d published files; warnings by code: %v", checked, warnings)
}

func TestEveryRealTypeIsKnown(t *testing.T) {
	for _, e := range corpusIndex(t) {
		if !strings.HasPrefix(e.File, "flows/real/") {
			continue
		}
		for _, d := range lint.Run(flow.Parse(readCorpus(t, e.File)), lint.Options{}) {
			if d.Code == "unknown-action-type" {
				t.Errorf("%s: %s", e.File, d.Message)
			}
		}
	}
}

// kinds maps the first words of what expected.json says to a rule's code.
var kinds = []struct{ begins, code string }{
	{"store with menu errs", "forbidden-branch"},
	{"dangling", "dangling-target"},
	{"not JSON", "not-a-flow"},
	{"menu with DTMFConfiguration", "unknown-parameter"},
	{"no NextAction", "missing-next-action"},
	{"unknown type", "unknown-action-type"},
	{"missing err", "missing-branch"},
	{"missing param", "missing-parameter"},
	{"menu missing errs", "missing-branch"},
	{"forbidden err", "forbidden-branch"},
	{"empty value", "empty-value"},
}

func TestExpectedErrorsAreFound(t *testing.T) {
	corpusIndex(t)
	var expected map[string]json.RawMessage
	if err := json.Unmarshal(readCorpus(t, "expected.json"), &expected); err != nil {
		t.Fatal(err)
	}
	delete(expected, "_")
	if len(expected) < 20 {
		t.Fatalf("only %d files are expected to have errors", len(expected))
	}
	for file, raw := range expected {
		var reasons []string
		if err := json.Unmarshal(raw, &reasons); err != nil {
			t.Fatal(err)
		}
		found := map[string]int{}
		for _, d := range lint.Run(flow.Parse(readCorpus(t, file)), lint.Options{}) {
			if d.Severity == lint.Error {
				found[d.Code]++
			}
		}
		for _, reason := range reasons {
			if code := codeOf(t, reason); found[code] == 0 {
				t.Errorf("%s: %q is due (%s), found only %v", file, reason, code, found)
			}
		}
	}
}

func codeOf(t *testing.T, reason string) string {
	t.Helper()
	for _, k := range kinds {
		if strings.HasPrefix(reason, k.begins) {
			return k.code
		}
	}
	t.Fatalf("no code for the expectation %q", reason)
	return ""
}

func TestEveryCorpusFileIsChecked(t *testing.T) {
	for _, e := range corpusIndex(t) {
		doc := flow.Parse(readCorpus(t, e.File))
		for _, flowType := range []string{"", "CONTACT_FLOW", "MODULE"} {
			for _, d := range lint.Run(doc, lint.Options{FlowType: flowType}) {
				switch {
				case d.Code == "internal":
					t.Errorf("%s: %s", e.File, d.Message)
				case d.Line < 1 || d.Column < 1 || d.Message == "" || d.Docs == "":
					t.Errorf("%s: incomplete finding %+v", e.File, d)
				case doc.Format() == flow.FormatLegacy && d.Code != "legacy-format" && d.Code != "duplicate-key":
					t.Errorf("%s: a legacy file has the finding %s", e.File, d.Code)
				}
			}
		}
	}
}
