package main

import (
	"bytes"
	"os"
	"testing"
)

const target = "../../../web/canvas/catalogue.gen.ts"

func TestGeneratedFileIsFresh(t *testing.T) {
	want, err := render()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what internal/catalog gives: run make generate", target)
	}
}

func TestRenderingIsDeterministic(t *testing.T) {
	first, err := render()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := render()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("two renderings differ")
		}
	}
}
