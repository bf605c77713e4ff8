package report

import (
	"io"
	"net/url"
	"path/filepath"

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
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Full  sarifText `json:"fullDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
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
		})
	}
	for i := range files {
		for j := range files[i].Diagnostics {
			run.Results = append(run.Results, sarifResultOf(&files[i], &files[i].Diagnostics[j]))
		}
	}
	return encode(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifResultOf(f *File, d *lint.Diagnostic) sarifResult {
	where := sarifLocation{Physical: sarifPhysical{
		Artifact: sarifArtifact{URI: (&url.URL{Path: filepath.ToSlash(f.Path)}).String()},
		Region:   sarifRegion{StartLine: max(d.Line, 1), StartColumn: max(d.Column, 1)},
	}}
	if d.Block != "" {
		where.Logical = []sarifLogical{{Name: d.Block, FullName: d.Path}}
	}
	level := string(d.Severity)
	if d.Severity == lint.Info {
		level = "note"
	}
	return sarifResult{RuleID: d.Code, Level: level, Message: sarifText{d.Message}, Locations: []sarifLocation{where}}
}
