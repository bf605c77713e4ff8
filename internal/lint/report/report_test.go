package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/lint"
)

const broken = `{
  "Version": "2019-10-30",
  "StartAction": "Start",
  "Actions": [
    {"Identifier": "Start", "Type": "TransferContactToQueue", "Parameters": {},
     "Transitions": {"NextAction": "End", "Errors": [{"NextAction": "End", "ErrorType": "NoMatchingError"}]}},
    {"Identifier": "End", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
  ]
}`

func printed(t *testing.T, format string, files ...File) string {
	t.Helper()
	var out bytes.Buffer
	if err := Formats[format](&out, files); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTextShowsTheLineAtFault(t *testing.T) {
	got := printed(t, "text", Check("main.json", []byte(broken), ""))
	if !strings.HasPrefix(got, "main.json:6:53: error: Transfer to queue “Start” has no “At capacity” branch") || !strings.HasSuffix(got, "\n1 file: 1 error, 0 warnings\n") {
		t.Errorf("got\n%s", got)
	}
	lines := strings.Split(got, "\n")
	if at := strings.IndexByte(lines[2], '^'); !strings.HasPrefix(lines[1], "      6 | ") || lines[1][at] != '[' {
		t.Errorf("the caret does not stand under the list of errors:\n%s\n%s", lines[1], lines[2])
	}
}

func TestTextOfMinifiedFileIsCut(t *testing.T) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(strings.Replace(broken, `"Parameters": {}`, `"Parameters": {"X": "`+strings.Repeat("é", 4000)+`"}`, 1))); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(printed(t, "text", Check("a", compact.Bytes(), "")), "\n") {
		if strings.Contains(line, " | ") && len([]rune(line)) > frameWidth+20 {
			t.Errorf("a frame of %d characters", len([]rune(line)))
		}
	}
}

func TestTextCannotMoveTheCursor(t *testing.T) {
	source := strings.ReplaceAll(broken, "Start", "St\x1b[2Jart")
	if got := printed(t, "text", Check("a\x1b.json", []byte(source), "")); strings.ContainsAny(got, "\x1b\x07") {
		t.Errorf("an escape sequence of the file is printed: %q", got)
	}
}

// TestJSONShape holds the contract with pipelines.
func TestJSONShape(t *testing.T) {
	var got struct {
		Files []struct {
			Path        string                       `json:"path"`
			Format      string                       `json:"format"`
			FlowType    string                       `json:"flow_type"`
			Actions     int                          `json:"actions"`
			Diagnostics []map[string]json.RawMessage `json:"diagnostics"`
		} `json:"files"`
	}
	decoder := json.NewDecoder(strings.NewReader(printed(t, "json", Check("main.json", []byte(broken), "QUEUE_TRANSFER"))))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != 1 || got.Files[0].Path != "main.json" || got.Files[0].Format != "flow" || got.Files[0].FlowType != "QUEUE_TRANSFER" || got.Files[0].Actions != 2 || len(got.Files[0].Diagnostics) != 1 {
		t.Fatalf("got %+v", got)
	}
	for _, key := range []string{"code", "severity", "message", "block", "path", "line", "column", "docs", "fixes"} {
		if len(got.Files[0].Diagnostics[0][key]) == 0 {
			t.Errorf("a finding has no %s", key)
		}
	}
}

func TestJSONOfNothingIsAList(t *testing.T) {
	if got := printed(t, "json"); !strings.Contains(got, `"files": []`) {
		t.Errorf("got %s", got)
	}
}

func TestSARIF(t *testing.T) {
	var got sarifLog
	if err := json.Unmarshal([]byte(printed(t, "sarif", Check("flows/my flow.json", []byte(broken), ""), Check("b", []byte(`{"modules":[]}`), ""))), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != "2.1.0" || len(got.Runs) != 1 || got.Runs[0].ColumnKind != "unicodeCodePoints" {
		t.Fatalf("got %+v", got)
	}
	run := got.Runs[0]
	rules := map[string]bool{}
	for _, r := range run.Tool.Driver.Rules {
		rules[r.ID] = true
	}
	if len(rules) != len(lint.Rules()) || len(run.Results) != 2 {
		t.Fatalf("%d rules, %d results", len(rules), len(run.Results))
	}
	for _, r := range run.Results {
		if !rules[r.RuleID] || r.Message.Text == "" || r.Locations[0].Physical.Region.StartLine < 1 {
			t.Errorf("incomplete result %+v", r)
		}
	}
	if uri := run.Results[0].Locations[0].Physical.Artifact.URI; uri != "flows/my%20flow.json" {
		t.Errorf("uri %q", uri)
	}
	if run.Results[0].Level != "error" || run.Results[1].Level != "warning" {
		t.Errorf("levels %s, %s", run.Results[0].Level, run.Results[1].Level)
	}
}

// TestSARIFIsWhatGitHubTakes: what its page on SARIF support asks for, and no
// member that SARIF 2.1.0 does not have.
func TestSARIFIsWhatGitHubTakes(t *testing.T) {
	var got struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name  string `json:"name"`
					Rules []struct {
						ID      string                 `json:"id"`
						Short   struct{ Text string }  `json:"shortDescription"`
						Full    struct{ Text string }  `json:"fullDescription"`
						Help    struct{ Text string }  `json:"help"`
						Default struct{ Level string } `json:"defaultConfiguration"`
					} `json:"rules"`
				} `json:"driver"`
			} `json:"tool"`
			ColumnKind string            `json:"columnKind"`
			Results    []json.RawMessage `json:"results"`
		} `json:"runs"`
	}
	decoder := json.NewDecoder(strings.NewReader(printed(t, "sarif", Check("/a/b c.json", []byte(broken), ""))))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	for _, r := range got.Runs[0].Tool.Driver.Rules {
		if r.ID == "" || r.Short.Text == "" || r.Full.Text == "" || r.Help.Text == "" || len(r.Full.Text) > 1024 {
			t.Errorf("incomplete rule %+v", r)
		}
		if r.Default.Level != "error" && r.Default.Level != "warning" && r.Default.Level != "note" {
			t.Errorf("%s has the level %q", r.ID, r.Default.Level)
		}
	}
	const want = `{"ruleId":"missing-branch","level":"error","message":{"text":`
	var compact bytes.Buffer
	if err := json.Compact(&compact, got.Runs[0].Results[0]); err != nil || !strings.HasPrefix(compact.String(), want) {
		t.Errorf("a result is %s", compact.String())
	}
	if !strings.Contains(compact.String(), `"locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///a/b%20c.json"},"region":{"startLine":6,"startColumn":53}},"logicalLocations":[{"name":"Start","fullyQualifiedName":"`) {
		t.Errorf("a place is %s", compact.String())
	}
}

// TestSARIFTellsFindingsOfOneLineApart: a minified flow is one line, and GitHub
// takes alerts whose lines hash alike for one.
func TestSARIFTellsFindingsOfOneLineApart(t *testing.T) {
	block := func(id string) string {
		return `{"Identifier":"` + id + `","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"","Errors":[{"NextAction":"","ErrorType":"NoMatchingError"}]}}`
	}
	minified := func(blocks ...string) string {
		return `{"Version":"2019-10-30","StartAction":"A","Metadata":{},"Actions":[` + strings.Join(blocks, ",") + `]}`
	}
	prints := func(text string) map[string]string {
		var got sarifLog
		if err := json.Unmarshal([]byte(printed(t, "sarif", Check("a", []byte(text), ""))), &got); err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, r := range got.Runs[0].Results {
			if r.Fingerprints != nil {
				found[r.Fingerprints.Line] = r.Locations[0].Logical[0].Name
			}
		}
		return found
	}
	first := prints(minified(block("A"), block("B")))
	if len(first) < 4 {
		t.Errorf("%d fingerprints for branches of two blocks that lead nowhere", len(first))
	}
	moved := prints(minified(block("new"), block("A"), block("B")))
	for print, name := range first {
		if moved[print] != name {
			t.Errorf("%s of %s is gone after a block was put before it", print, name)
		}
	}
	if apart := prints(strings.Replace(broken, "{}", `{"X":1}`, 1)); len(apart) != 0 {
		t.Errorf("findings of different lines have fingerprints: %v", apart)
	}
}

func TestGitHubCannotBeMadeToRunCommands(t *testing.T) {
	source := strings.ReplaceAll(broken, "Start", `St\n::error::art`)
	got := printed(t, "github", Check("a,b:c.json", []byte(source), ""))
	for line := range strings.SplitSeq(strings.TrimSpace(got), "\n") {
		if !strings.HasPrefix(line, "::error file=a%2Cb%3Ac.json,line=") {
			t.Errorf("a line of its own: %q", line)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWritersSayWhenTheyCannotWrite(t *testing.T) {
	for name, write := range Formats {
		if write(fullDisk{}, []File{Check("a", []byte(broken), "")}) == nil {
			t.Errorf("%s hides that nothing was written", name)
		}
	}
}

func TestFailed(t *testing.T) {
	if Failed([]File{Check("a", []byte(broken), "")}) {
		t.Error("an ordinary finding counts as a failure")
	}
	if !Failed([]File{{Diagnostics: []lint.Diagnostic{{Code: lint.CodeInternal}}}}) {
		t.Error("a failed rule is not told")
	}
}
