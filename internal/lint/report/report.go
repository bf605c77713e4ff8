// Package report prints findings for people and for pipelines: text with the
// line at fault, JSON, SARIF 2.1.0, and annotations of GitHub Actions.
package report

import (
	"encoding/json"
	"fmt"
	"io"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// File is one linted file. Its JSON form is a contract with pipelines.
type File struct {
	Path        string            `json:"path"`
	Format      flow.Format       `json:"format"`
	FlowType    string            `json:"flow_type"`
	Actions     int               `json:"actions"`
	Diagnostics []lint.Diagnostic `json:"diagnostics"`
	Fixed       []lint.Applied    `json:"fixed,omitempty"` // what was mended before the check

	Source string `json:"-"` // for code frames
}

// Writer prints the findings of all files.
type Writer func(w io.Writer, files []File) error

// Formats are the writers by the name of their format.
var Formats = map[string]Writer{"text": Text, "json": JSON, "sarif": SARIF, "github": GitHub}

// Check lints one text. The path is only for the report; flowType may be empty.
func Check(path string, src []byte, flowType string) File {
	doc := flow.Parse(src)
	if flowType == "" {
		flowType = doc.Type()
	}
	return File{
		Path: path, Format: doc.Format(), FlowType: flowType, Actions: len(doc.Actions()),
		Diagnostics: lint.Run(doc, lint.Options{FlowType: flowType}), Source: doc.String(),
	}
}

// Totals counts the findings of all files.
func Totals(files []File) (errors, warnings int) {
	for i := range files {
		e, w, _ := lint.Count(files[i].Diagnostics)
		errors += e
		warnings += w
	}
	return errors, warnings
}

// Failed reports whether a rule failed on any file: a fault in Switchyard.
func Failed(files []File) bool {
	for i := range files {
		for j := range files[i].Diagnostics {
			if files[i].Diagnostics[j].Code == lint.CodeInternal {
				return true
			}
		}
	}
	return false
}

// JSON prints one object with all files.
func JSON(w io.Writer, files []File) error {
	if files == nil {
		files = []File{}
	}
	return encode(w, map[string]any{"files": files})
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}
