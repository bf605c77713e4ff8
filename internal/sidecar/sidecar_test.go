package sidecar_test

import (
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func silence(code, block string) sidecar.Silence {
	return sidecar.Silence{Code: code, Block: block, Reason: "because", User: sidecar.Person{ID: "1", Name: "Ada"}, At: noon}
}

func blocks(d sidecar.Document) string {
	var names []string
	for _, s := range d.Silences {
		names = append(names, s.Code+"@"+s.Block)
	}
	return strings.Join(names, " ")
}

func TestTextGivesTheSameBack(t *testing.T) {
	d := sidecar.Document{}.With(silence("limits", "")).With(silence("channel", "</script>é"))
	text, err := d.Text()
	if err != nil {
		t.Fatal(err)
	}
	again, err := sidecar.Parse(text)
	if err != nil || !again.Equal(d) {
		t.Errorf("%+v (%v)", again, err)
	}
	for _, s := range d.Silences {
		if d, _, _ = d.Without(s.Code, s.Block); d.Equal(again) {
			t.Errorf("without %s it is the same", s.Code)
		}
	}
	if text, err := d.Text(); text != "" || err != nil {
		t.Errorf("an empty document is %q (%v)", text, err)
	}
	if _, err := sidecar.Parse("{"); err == nil {
		t.Error("a broken document is read")
	}
}

func TestSilencesFollowRenames(t *testing.T) {
	d := sidecar.Document{}.With(silence("x", "a")).With(silence("y", "a")).With(silence("x", "b")).With(silence("z", ""))
	cases := []struct {
		name    string
		renames []sidecar.Rename
		want    string
	}{
		{"one", []sidecar.Rename{{From: "b", To: "c"}}, "x@a y@a z@ x@c"},
		{"in a row", []sidecar.Rename{{From: "b", To: "c"}, {From: "c", To: "d"}}, "x@a y@a z@ x@d"},
		{"swapped", []sidecar.Rename{{From: "a", To: "t"}, {From: "b", To: "a"}, {From: "t", To: "b"}}, "z@ x@a x@b y@b"},
		{"over what a removed block left", []sidecar.Rename{{From: "a", To: "b"}}, "z@ x@b y@b"},
		{"of somebody else", []sidecar.Rename{{From: "q", To: "r"}}, "x@a y@a x@b z@"},
		{"of no name", []sidecar.Rename{{From: "", To: "r"}}, "x@a y@a x@b z@"},
	}
	before := blocks(d)
	for _, c := range cases {
		if got := blocks(d.Renamed(c.renames)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if blocks(d) != before {
		t.Errorf("the document itself changed: %s", blocks(d))
	}
}

func TestErrorsAreNeverHidden(t *testing.T) {
	found := []lint.Diagnostic{
		{Code: "x", Block: "a", Severity: lint.Warning},
		{Code: "x", Block: "a", Severity: lint.Error},
		{Code: "x", Block: "b", Severity: lint.Warning},
		{Code: "y", Block: "", Severity: lint.Info},
	}
	d := sidecar.Document{}.With(silence("x", "a")).With(silence("y", "")).With(silence("x", "gone")).With(silence("y", "b"))
	shown, silenced := d.Part(flow.ParseString(`{"StartAction":"a","Actions":[{"Identifier":"a"},{"Identifier":"b"}]}`), found)
	if len(shown) != 2 || shown[0].Severity != lint.Error || shown[1].Block != "b" {
		t.Errorf("shown: %+v", shown)
	}
	if len(silenced) != 3 || sidecar.Count(silenced) != 2 || len(silenced[2].Findings) != 0 || silenced[2].Findings == nil {
		t.Errorf("silenced: %+v", silenced)
	}
}

func TestProblems(t *testing.T) {
	full := sidecar.Document{}
	for i := range 500 {
		full = full.With(silence("x", strings.Repeat("b", i)))
	}
	long := silence("x", "a")
	long.Reason = strings.Repeat("é", sidecar.MaxReason+1)
	none := silence("x", "a")
	none.Reason = " \n"
	for name, c := range map[string]struct {
		in    sidecar.Document
		s     sidecar.Silence
		field string
	}{
		"sound": {sidecar.Document{}, silence("x", "a"), ""}, "no reason": {sidecar.Document{}, none, "reason"}, "long": {sidecar.Document{}, long, "reason"},
		"full": {full, silence("y", "a"), "code"}, "full, but another reason": {full, silence("x", "b"), ""},
	} {
		if field, message := c.in.Problem(c.s); field != c.field || (message == "") != (c.field == "") {
			t.Errorf("%s: %q %q", name, field, message)
		}
	}
}

func TestConfigIsThatOfTheCommandLine(t *testing.T) {
	config := sidecar.Document{}.With(silence("unreachable-block", "a")).Config()
	if problems := config.Problems(); len(problems) > 0 {
		t.Error(problems)
	}
	if config.Shows(&lint.Diagnostic{Code: "unreachable-block", Block: "a"}) || !config.Shows(&lint.Diagnostic{Code: "unreachable-block", Block: "b"}) {
		t.Errorf("%+v", config)
	}
}
