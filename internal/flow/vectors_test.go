package flow_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

// vector is one case of law 4. The same files run against the browser's twin.
// before_text stands for before where the text matters: duplicate names.
type vector struct {
	Name       string          `json:"name"`
	Before     json.RawMessage `json:"before"`
	BeforeText string          `json:"before_text"`
	Ops        []flow.Op       `json:"ops"`
	After      json.RawMessage `json:"after"`
	Rejected   string          `json:"rejected"`
}

func (v *vector) text() string {
	if v.BeforeText != "" {
		return v.BeforeText
	}
	return string(v.Before)
}

func vectors(t testing.TB) []vector {
	t.Helper()
	files, err := filepath.Glob("testdata/vectors/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no vectors found: %v", err)
	}
	var all []vector
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var some []vector
		if err := json.Unmarshal(raw, &some); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, some...)
	}
	return all
}

func canonical(t testing.TB, text string) string {
	t.Helper()
	b, err := flow.Canonical([]byte(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return string(b)
}

func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			doc := flow.ParseString(v.text())
			inverse, rejection := doc.Apply(v.Ops)
			if v.Rejected != "" {
				switch {
				case rejection == nil:
					t.Fatalf("applied: %s\nwant the rejection %s", doc, v.Rejected)
				case rejection.Code != v.Rejected:
					t.Errorf("rejected as %s (%s), want %s", rejection.Code, rejection.Message, v.Rejected)
				case rejection.Message == "":
					t.Error("the rejection has no message")
				}
				if doc.String() != v.text() {
					t.Errorf("a rejected batch changed the text to %s", doc)
				}
				return
			}
			if rejection != nil {
				t.Fatalf("rejected: %+v", *rejection)
			}
			if got, want := canonical(t, doc.String()), canonical(t, string(v.After)); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			checkInverse(t, v.text(), doc, inverse)
		})
	}
}
