package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/diff/report"
	"switchyard.dev/switchyard/internal/flow"
)

const before = `{"StartAction":"Hello","Metadata":{"ActionMetadata":{"Hello":{"position":{"x":1,"y":1},"a":1,"b":1}}},"Actions":[
	{"Identifier":"Hello","Type":"MessageParticipant","Parameters":{"Text":"Good morning"},"Transitions":{"NextAction":"End","Errors":[{"NextAction":"End","ErrorType":"NoMatchingError"}]}},
	{"Identifier":"End","Type":"DisconnectParticipant"}]}`

const after = `{"StartAction":"Hello","Metadata":{"ActionMetadata":{"Hello":{"position":{"x":2,"y":1},"a":2,"b":2}}},"Actions":[
	{"Identifier":"Hello","Type":"MessageParticipant","Parameters":{"Text":"Good evening"},"Transitions":{"NextAction":"Loop","Errors":[{"NextAction":"","ErrorType":"NoMatchingError"}]}},
	{"Identifier":"Loop","Type":"Loop","Parameters":{"LoopCount":"3"}}]}`

func printed(t *testing.T, format, a, b string) string {
	t.Helper()
	var out bytes.Buffer
	r := diff.Compare(flow.ParseString(a), flow.ParseString(b))
	if err := report.Formats[format](&out, report.Names{Old: "a.json", New: "b.json"}, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestText(t *testing.T) {
	const want = `--- a.json
+++ b.json
  Play prompt “Hello”
    ~ Text to speech or chat text: “Good morning” → “Good evening”
    > Success → Loop “Loop”, was Disconnect “End”
    > Error → not wired, was Disconnect “End”
    ~ editor metadata: a, b
- Disconnect “End”
+ Loop “Loop”
  moved: Play prompt “Hello”
1 added, 1 removed, 1 changed, 1 rewired, 1 moved
`
	if got := printed(t, "text", before, after); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
	if got := printed(t, "text", before, strings.Replace(before, `"x":1`, `"x":7`, 1)); !strings.HasSuffix(got, "Nothing changed but positions: 1 moved\n") {
		t.Errorf("printed\n%s", got)
	}
	if got := printed(t, "text", before, strings.ReplaceAll(before, "\n", "")); got != "No difference\n" {
		t.Errorf("printed\n%s", got)
	}
	if got := printed(t, "text", before, "{"); !strings.HasPrefix(got, "! b.json: Line 1") {
		t.Errorf("printed\n%s", got)
	}
}

func TestLongValuesAreCutToWhereTheyDiffer(t *testing.T) {
	long := strings.Repeat("many words ", 200)
	got := printed(t, "text", strings.Replace(before, "Good morning", long+"one"+long, 1), strings.Replace(before, "Good morning", long+"two"+long, 1))
	for line := range strings.SplitSeq(got, "\n") {
		if strings.Contains(line, "~") && (!strings.Contains(line, "one") || !strings.Contains(line, "two") || len([]rune(line)) > 400) {
			t.Errorf("printed %q", line)
		}
	}
}

// TestJSONShape holds the contract with pipelines.
func TestJSONShape(t *testing.T) {
	var got struct {
		Same     bool                         `json:"same"`
		Changes  []map[string]json.RawMessage `json:"changes"`
		Moves    int                          `json:"moves"`
		Moved    []map[string]json.RawMessage `json:"moved"`
		Problems []json.RawMessage            `json:"problems"`
	}
	decoder := json.NewDecoder(strings.NewReader(printed(t, "json", before, after)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Same || len(got.Changes) != 7 || got.Moves != 1 || len(got.Moved) != 1 || got.Problems == nil {
		t.Fatalf("got %+v", got)
	}
	for _, c := range got.Changes {
		for _, key := range []string{"kind", "block", "name", "path", "label"} {
			if c[key] == nil {
				t.Errorf("a change has no %s: %v", key, c)
			}
		}
	}
	if got := printed(t, "json", before, before); !strings.Contains(got, `"changes": []`) || !strings.Contains(got, `"moved": []`) {
		t.Errorf("lists of nothing are no lists: %s", got)
	}
}

const hostile = "x\x1b[2J\u202e `code` |cell| <img src=x onerror=alert(1)> [l](javascript:a) @team #1 https://a.example www.a.example $x$ \\n\\n# h"

func TestHostileText(t *testing.T) {
	evil := strings.ReplaceAll(after, "Loop", strings.NewReplacer("\x1b", `\u001b`).Replace(hostile))
	evil = strings.ReplaceAll(evil, "Good evening", strings.NewReplacer("\x1b", `\u001b`).Replace(hostile))
	for _, format := range []string{"text", "markdown"} {
		got := printed(t, format, before, evil)
		if strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("%s moves the cursor: %q", format, got)
		}
		if n, want := strings.Count(got, "\n"), strings.Count(printed(t, format, before, after), "\n"); n != want {
			t.Errorf("%s has %d lines, want %d: a text made lines of its own\n%s", format, n, want, got)
		}
	}
	got := printed(t, "markdown", before, evil)
	for _, raw := range []string{"<img", " `code`", " |cell|", "[l](", "@team", "#1 ", "https://", "www.", " $x"} {
		if strings.Contains(got, raw) {
			t.Errorf("%q is markup:\n%s", raw, got)
		}
	}
	for line := range strings.SplitSeq(got, "\n") {
		if strings.HasPrefix(line, "|") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 4 {
			t.Errorf("a row of the table has other cells: %s", line)
		}
	}
}

func TestGroupsAreThoseOfLines(t *testing.T) {
	r := diff.Compare(flow.ParseString(before), flow.ParseString(after))
	for _, line := range report.Lines(r) {
		if !slices.Contains(diff.Groups, line.Group) || line.Name == "" || (line.What == "") != line.Whole {
			t.Errorf("incomplete line %+v", line)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWritersSayWhenTheyCannotWrite(t *testing.T) {
	for name, write := range report.Formats {
		if write(fullDisk{}, report.Names{}, &diff.Result{}) == nil {
			t.Errorf("%s hides that nothing was written", name)
		}
	}
}
