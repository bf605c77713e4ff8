package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/catalog"
)

const canvas = "../../../web/canvas"

func TestGeneratedFilesAreFresh(t *testing.T) {
	for name, part := range parts {
		want, err := part().render()
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(canvas, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what internal/catalog gives: run make generate", name)
		}
	}
}

func TestRenderingIsDeterministic(t *testing.T) {
	for name, part := range parts {
		first, err := part().render()
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			again, err := part().render()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first, again) {
				t.Fatalf("two renderings of %s differ", name)
			}
		}
	}
}

// TestCoreLeavesOutWhatOnlyFormsNeed keeps the page light: help texts, limits
// and paths of forms come later.
func TestCoreLeavesOutWhatOnlyFormsNeed(t *testing.T) {
	text, err := core().render()
	if err != nil {
		t.Fatal(err)
	}
	for _, member := range []string{`"help":`, `"form":`, `"max_len":`, `"one_of":`, `"hint":`} {
		if strings.Contains(string(text), member) {
			t.Errorf("the core has %s", member)
		}
	}
	for _, a := range catalog.Actions() {
		if !strings.Contains(string(text), `{"type":"`+a.Type+`"`) {
			t.Errorf("the core lacks %s", a.Type)
		}
	}
}
