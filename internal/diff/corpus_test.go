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

// TestAllNewIdentifiers gives every block of a real flow a new identifier, as
// a script that builds flows anew does, and takes the positions away: each is
// found again, as the one that it was or one that says and leads to the same.
func TestAllNewIdentifiers(t *testing.T) {
	blocks, missed, mistaken := 0, 0, 0
	for name, text := range corpus(t) {
		old := flow.ParseString(text)
		if !old.Editable() || len(old.Problems()) > 0 {
			continue
		}
		var bare, ops []flow.Op
		is := map[string]string{}
		for i, a := range old.Actions() {
			bare = append(bare, flow.Op{Kind: flow.ClearMetadata, ID: a.ID, Path: []string{"position"}})
			ops = append(ops, flow.Op{Kind: flow.RenameBlock, ID: a.ID, To: newID(i)})
			is[a.ID] = newID(i)
		}
		for i := range bare {
			_, _ = old.Apply(bare[i : i+1]) // rejected where there is none
		}
		doc := flow.ParseString(old.String())
		if _, rejection := doc.Apply(ops); rejection != nil {
			continue
		}
		lost, wrong, r := 0, 0, diff.Compare(old, doc)
		for _, c := range r.Changes {
			switch c.Kind {
			case diff.Removed:
				lost++
			case diff.Renamed:
				if is[unquote(t, c.Old)] != c.Block {
					wrong++
				}
			}
		}
		total := len(doc.Actions())
		blocks, missed, mistaken = blocks+total, missed+lost, mistaken+wrong
		if (lost+wrong)*3 > total && total > 6 {
			t.Errorf("%s: of %d blocks %d were not found again, %d taken for others", name, total, lost, wrong)
		}
	}
	t.Logf("%d blocks, %d not found again, %d taken for others", blocks, missed, mistaken)
	if (missed+mistaken)*20 > blocks {
		t.Errorf("of %d blocks %d were not found again, %d taken for others", blocks, missed, mistaken)
	}
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
