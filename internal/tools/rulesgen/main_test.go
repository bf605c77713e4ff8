package main

import (
	"bytes"
	"os"
	"testing"
)

func TestListOfRulesIsFresh(t *testing.T) {
	got, err := os.ReadFile("../../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, render()) {
		t.Error("docs/rules.md is not what internal/lint gives: run make generate")
	}
}
