package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   sarifText    `json:"shortDescription"`
		Full    sarifText    `json:"fullDescription"`
		Help    sarifText    `json:"help"` // GitHub asks for it
		Default sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`

		Fingerprints *sarifFingerprints `json:"partialFingerprints,omitempty"`
	}
	sarifFingerprints struct {
		Line string `json:"primaryLocationLineHash"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
	sarifLogical struct {
		Name     string `json:"name"`
		FullName string `json:"fullyQualifiedName"`
	}
)

// SARIF prints a log of version 2.1.0, which code scanning tools read.
func SARIF(w io.Writer, files []File) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "switchyard"
	for _, rule := range lint.Rules() {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: rule.Code, Short: sarifText{rule.Title}, Full: sarifText{rule.About},
			Help: sarifText{rule.About}, Default: sarifDefault{sarifLevel(rule.Severity)},
		})
	}
	for i := range files {
		run.Results = append(run.Results, sarifResults(&files[i])...)
	}
	return encode(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifResults(f *File) []sarifResult {
	type spot struct {
		code string
		line int
	}
	at, prints := map[spot]int{}, map[string]int{}
	for _, d := range f.Diagnostics {
		at[spot{d.Code, d.Line}]++
	}
	var results []sarifResult
	for i := range f.Diagnostics {
		d := &f.Diagnostics[i]
		result := sarifResultOf(f, d)
		if at[spot{d.Code, d.Line}] > 1 {
			print := fingerprint(d)
			prints[print]++
			result.Fingerprints = &sarifFingerprints{fmt.Sprintf("%s:%d", print, prints[print])}
		}
		results = append(results, result)
	}
	return results
}

func sarifResultOf(f *File, d *lint.Diagnostic) sarifResult {
	where := sarifLocation{Physical: sarifPhysical{
		Artifact: sarifArtifact{URI: sarifURI(f.Path)},
		Region:   sarifRegion{StartLine: max(d.Line, 1), StartColumn: max(d.Column, 1)},
	}}
	if d.Block != "" {
		where.Logical = []sarifLogical{{Name: d.Block, FullName: d.Path}}
	}
	return sarifResult{RuleID: d.Code, Level: sarifLevel(d.Severity), Message: sarifText{d.Message}, Locations: []sarifLocation{where}}
}

func sarifLevel(s lint.Severity) string {
	if s == lint.Info {
		return "note"
	}
	return string(s)
}

// sarifURI is relative for a relative path: code scanning reads it from the
// root of the repository.
func sarifURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return u.String()
}

// fingerprint tells findings of one rule in one line apart. GitHub takes those
// of one file and rule for the same alert when their lines hash alike, and a
// flow that came through the API is one line. Elsewhere GitHub makes its own from the
// text of the line (the script fingerprints.ts of its upload action), which
// follows a line that moves.
func fingerprint(d *lint.Diagnostic) string {
	sum := sha256.Sum256([]byte(d.Code + "\x00" + d.Block + "\x00" + withinAction(d.Path)))
	return hex.EncodeToString(sum[:8])
}

// withinAction leaves the number of an action out of a pointer: it changes
// when another action is added.
func withinAction(path string) string {
	rest, ok := strings.CutPrefix(path, "/Actions/")
	if !ok {
		return path
	}
	_, rest, _ = strings.Cut(rest, "/")
	return rest
}
