package legacy_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// corpus is where the real flows lie, beside the checkout; nothing of it is
// part of this repository.
const corpus = "../../../../shared/corpus"

func readCorpus(t testing.TB, file string) []byte {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(corpus, file))
	if os.IsNotExist(err) {
		t.Skip("the corpus of real flows is not beside this checkout: nothing was checked against it")
	}
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// entry is what the corpus's index says of a file.
type entry struct {
	File   string `json:"file"`
	Status string `json:"status"`
}

// oldFiles are the old exports of the corpus.
func oldFiles(t testing.TB) map[entry][]byte {
	t.Helper()
	var entries []entry
	if err := json.Unmarshal(readCorpus(t, "index.json"), &entries); err != nil {
		t.Fatal(err)
	}
	files := map[entry][]byte{}
	for _, e := range entries {
		src := readCorpus(t, e.File)
		if flow.Parse(src).Format() == flow.FormatLegacy {
			files[e] = src
		}
	}
	if len(files) < 60 {
		t.Fatalf("only %d old exports: the index has changed", len(files))
	}
	return files
}

// corpusSeeds are the old files of the pairs, none where there is no corpus.
func corpusSeeds(t testing.TB) [][]byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(corpus, "pairs/legacy-new/*.legacy.json"))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]byte
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, src)
	}
	return out
}

// pair is one flow in both formats. Grade A is the console's own conversion,
// in grade B somebody edited the flow since.
type pair struct {
	Number   int      `json:"n"`
	Grade    string   `json:"grade"`
	Files    []string `json:"files"`
	old, new *flow.Document
}

func pairs(t *testing.T, grade string) []pair {
	t.Helper()
	const dir = "pairs/legacy-new"
	var all, out []pair
	if err := json.Unmarshal(readCorpus(t, dir+"/index.json"), &all); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.Grade != grade {
			continue
		}
		p.old = flow.Parse(readCorpus(t, filepath.Join(dir, p.Files[0])))
		p.new = flow.Parse(readCorpus(t, filepath.Join(dir, p.Files[1])))
		out = append(out, p)
	}
	if len(out) == 0 {
		t.Fatalf("there is no pair of grade %s: the index has changed", grade)
	}
	return out
}

func parseConverted(t testing.TB, text []byte) *flow.Document {
	t.Helper()
	doc := flow.Parse(text)
	if problems := doc.Problems(); len(problems) != 0 || doc.Format() != flow.FormatFlow {
		t.Fatalf("%s, problems %v\n%s", doc.Format(), problems, text)
	}
	return doc
}
