package diff_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
)

// corpusDir is where flows that other people made lie, beside the checkout.
const corpusDir = "../../../shared/corpus"

func corpus(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob(corpusDir + "/flows/*/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("skipped: the corpus of real flows is not beside this checkout")
	}
	out := make(map[string]string, len(files))
	for _, name := range files {
		out[filepath.Base(name)] = readFile(t, name)
	}
	return out
}

func readFile(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func compare(a, b string) *diff.Result {
	return diff.Compare(flow.ParseString(a), flow.ParseString(b))
}

func TestLayoutSaysNothing(t *testing.T) {
	for name, text := range corpus(t) {
		if r := compare(text, text); !r.Same || len(r.Changes)+r.Moves > 0 {
			t.Errorf("%s differs from itself: %+v", name, r.Changes)
		}
		if flow.ParseString(text).Unsound() != nil {
			continue
		}
		plain := bytes.TrimPrefix([]byte(text), []byte("\uFEFF"))
		var spread, tight bytes.Buffer
		if json.Indent(&spread, plain, " ", "\t") != nil || json.Compact(&tight, plain) != nil {
			t.Fatalf("%s is sound but no JSON", name)
		}
		sorted, err := flow.Canonical([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range []string{spread.String(), tight.String(), string(sorted), shuffled(t, text)} {
			for _, r := range []*diff.Result{compare(text, other), compare(other, text)} {
				if !r.Same {
					t.Fatalf("%s: laid out anew it differs: %s", name, asJSON(t, r))
				}
			}
		}
	}
}

// TestRealPairs compares consecutive versions of real flows with what was
// counted in them by hand and script (index.json).
func TestRealPairs(t *testing.T) {
	corpus(t)
	var pairs []struct {
		Kind    string
		Files   []string
		Summary struct{ Added, Removed, Params, Transitions, Renamed int }
	}
	dir := filepath.Join(corpusDir, "pairs/diff")
	if err := json.Unmarshal([]byte(readFile(t, filepath.Join(dir, "index.json"))), &pairs); err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs {
		r := compare(readFile(t, filepath.Join(dir, p.Files[0])), readFile(t, filepath.Join(dir, p.Files[1])))
		n := map[diff.Kind]int{}
		for i := range r.Changes {
			n[r.Changes[i].Kind]++
		}
		s := p.Summary
		// The index counts by identifier alone: a renamed block is one removed
		// and one added there.
		if n[diff.Added]+n[diff.Renamed] != s.Added || n[diff.Removed]+n[diff.Renamed] != s.Removed {
			t.Errorf("%s: added %d, removed %d, renamed %d; the index has %+v", p.Kind, n[diff.Added], n[diff.Removed], n[diff.Renamed], s)
		}
		if p.Kind == "renamed-ids" && n[diff.Renamed] < s.Renamed {
			t.Errorf("%d blocks renamed, want at least %d", n[diff.Renamed], s.Renamed)
		}
		if p.Kind != "renamed-ids" && n[diff.Rewired] != s.Transitions {
			t.Errorf("%s: %d branches rewired, want %d", p.Kind, n[diff.Rewired], s.Transitions)
		}
	}
}

func TestAllNewIdentifiers(t *testing.T) {
	blocks, missed := 0, 0
	for name, text := range corpus(t) {
		doc := flow.ParseString(text)
		if !doc.Editable() || len(doc.Problems()) > 0 {
			continue
		}
		var ops []flow.Op
		for i, a := range doc.Actions() {
			ops = append(ops, flow.Op{Kind: flow.RenameBlock, ID: a.ID, To: newID(i)})
		}
		if _, rejection := doc.Apply(ops); rejection != nil {
			continue
		}
		lost := 0
		for _, c := range compare(text, doc.String()).Changes {
			if c.Kind == diff.Added || c.Kind == diff.Removed {
				lost++
			}
		}
		blocks, missed = blocks+len(doc.Actions()), missed+lost/2
		if total := len(doc.Actions()); lost*10 > total {
			t.Errorf("%s: %d of %d blocks were not found again under their new identifiers", name, lost/2, total)
		}
	}
	t.Logf("%d of %d blocks were found again", blocks-missed, blocks)
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
