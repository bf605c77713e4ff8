package lint_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// TestPlaceholdersMakeNoErrors puts a placeholder in the place of any text of
// sound published flows: nobody knows what will stand there, so nothing may be
// called an error because of it.
func TestPlaceholdersMakeNoErrors(t *testing.T) {
	clean := cleanFlows(t)
	r := rand.New(rand.NewPCG(7, 11))
	const tries = 1000
	for range tries {
		var root object
		if err := json.Unmarshal([]byte(clean[r.IntN(len(clean))]), &root); err != nil {
			t.Fatal(err)
		}
		places := textsOf(root["Actions"])
		places = append(places, textPlace{root, "StartAction", 0})
		place := places[r.IntN(len(places))]
		placeholder := []string{"${Queue.Arn}", "{{queue}}", "%QUEUE%", "<QUEUE>"}[r.IntN(4)]
		was := place.set(placeholder)
		source, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		listed := false
		for _, d := range lint.Run(flow.ParseString(string(source)), lint.Options{}) {
			if d.Severity == lint.Error {
				t.Errorf("%s instead of %q: %s [%s]", placeholder, was, d.Message, d.Code)
			}
			listed = listed || d.Code == "template-placeholder" && strings.Contains(d.Message, placeholder)
		}
		if !listed {
			t.Errorf("%s instead of %q is not listed", placeholder, was)
		}
	}
}

// textPlace is a place in decoded JSON that holds a text.
type textPlace struct {
	in  any
	key string
	i   int
}

func (x textPlace) set(value string) any {
	if list, ok := x.in.([]any); ok {
		was := list[x.i]
		list[x.i] = value
		return was
	}
	was := x.in.(object)[x.key]
	x.in.(object)[x.key] = value
	return was
}

// textsOf finds all texts but identifiers, of which wires and metadata speak too.
func textsOf(value any) []textPlace {
	var found []textPlace
	switch value := value.(type) {
	case object:
		keys := make([]string, 0, len(value))
		for key := range value {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if _, isText := value[key].(string); isText && key != "Identifier" {
				found = append(found, textPlace{value, key, 0})
			}
			found = append(found, textsOf(value[key])...)
		}
	case []any:
		for i := range value {
			if _, isText := value[i].(string); isText {
				found = append(found, textPlace{value, "", i})
			}
			found = append(found, textsOf(value[i])...)
		}
	}
	return found
}

func nodeAt(doc *flow.Document, pointer string) flow.Node {
	n := doc.Root()
	for _, part := range flow.PointerParts(pointer) {
		if i, err := strconv.Atoi(part); err == nil && n.Kind() == flow.Array {
			n = n.At(i)
			continue
		}
		n = n.Get(part)
	}
	return n
}

// TestTemplatesOfTheCorpus: what the collected templates are told is not about
// their placeholders, and these are listed.
func TestTemplatesOfTheCorpus(t *testing.T) {
	templates := 0
	for _, e := range corpusIndex(t) {
		doc := flow.Parse(readCorpus(t, e.File))
		if !doc.Editable() {
			continue
		}
		listed := false
		for _, d := range lint.Run(doc, lint.Options{}) {
			listed = listed || d.Code == "template-placeholder"
			if d.Severity != lint.Error {
				continue
			}
			if n := nodeAt(doc, d.Path); n.Kind() == flow.String && strings.Contains(n.Text(), "${") && !strings.Contains(n.Text(), "${!") {
				t.Errorf("%s:%d: %s [%s]", e.File, d.Line, d.Message, d.Code)
			}
		}
		if listed {
			templates++
		}
	}
	if templates < 50 {
		t.Errorf("only %d templates", templates)
	}
	t.Logf("%d templates", templates)
}
