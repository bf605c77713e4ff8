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
