package catalog_test

import (
	"encoding/json"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

// TestPartsOfBlocks holds blocks of several actions to what the canvas makes of
// them: known actions, the block's own among them, defaults that those take.
func TestPartsOfBlocks(t *testing.T) {
	blocks := 0
	for _, a := range catalog.Actions() {
		for _, b := range a.Blocks {
			if len(b.Parts) == 0 {
				continue
			}
			blocks++
			own := 0
			for i, p := range b.Parts {
				if p.Type == a.Type {
					own++
					if p.Defaults != "" || p.Errors != nil || p.Optional || p.Fixed {
						t.Errorf("%s: its own action has defaults, errors and its place from the block", b.Key)
					}
					continue
				}
				checkPart(t, b.Key, p)
				if p.By != "" && (i == 0 || !p.Optional || p.When == nil) {
					t.Errorf("%s: %s goes by its name: it needs a condition, and new blocks do without", b.Key, p.Type)
				}
			}
			if own != 1 || len(b.Parts) < 2 {
				t.Errorf("%s: %d of %d parts are its own action", b.Key, own, len(b.Parts))
			}
		}
	}
	if blocks < 4 {
		t.Errorf("only %d blocks have parts", blocks)
	}
}

func checkPart(t *testing.T, key string, p catalog.Part) {
	t.Helper()
	action, known := catalog.Lookup(p.Type)
	if !known || p.Label == "" {
		t.Fatalf("%s: no action %s, or no label", key, p.Type)
	}
	var defaults map[string]any
	if err := json.Unmarshal([]byte(p.Defaults), &defaults); err != nil {
		t.Errorf("%s: defaults of %s: %v", key, p.Type, err)
	}
	paths, types := map[string]bool{}, map[string]bool{}
	for _, parameter := range action.Parameters {
		paths[parameter.Path] = true
	}
	for _, e := range action.Errors {
		types[e.Type] = true
	}
	for name := range defaults {
		if !paths[name] {
			t.Errorf("%s: %s has no parameter %s", key, p.Type, name)
		}
	}
	for _, e := range p.Errors {
		if !types[e] {
			t.Errorf("%s: %s has no branch %s", key, p.Type, e)
		}
	}
}
