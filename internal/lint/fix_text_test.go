package lint_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

func TestFixesOfTheTextTouchNothingElse(t *testing.T) {
	second := strings.Replace(play, `"Hi"`, `"Ho"`, 1)
	uuid := "5f0c9a3e-8d3b-4c5e-9f6a-1b2c3d4e5f60"
	long := strings.Repeat("é", 50)
	cases := []struct {
		name, code, source, want string
	}{
		{"a version", "version", strings.Replace(flowOf(play), "2019-10-30", "2020-01-01", 1), flowOf(play)},
		{"no version", "version", strings.Replace(flowOf(play), `"Version":"2019-10-30",`, ``, 1), flowOf(play)},
		{"no version, spaced", "version", "{\n  \"StartAction\": \"a\",\n  \"Actions\": [" + end + "]\n}", "{\n  \"Version\":\"2019-10-30\",\n  \"StartAction\": \"a\",\n  \"Actions\": [" + end + "]\n}"},
		{"a version that is no text", "version", strings.Replace(flowOf(play), `"2019-10-30"`, `{"x":[1]}`, 1), flowOf(play)},
		{
			"members twice", "duplicate-key",
			`{"Version":"2019-10-30", "x" : {"a":1, "a":2} , "StartAction":"gone","StartAction":"a","Actions":[{"Identifier":"a","Type":"DisconnectParticipant","Parameters":{"k":{"b":1,"b":2},"k":{"c":1, "c":3,"c":4 }},"Transitions":{}}]}`,
			`{"Version":"2019-10-30", "x" : {"a":2} , "StartAction":"a","Actions":[{"Identifier":"a","Type":"DisconnectParticipant","Parameters":{"k":{"c":4 }},"Transitions":{}}]}`,
		},
		{"two of a name", "duplicate-identifier", flowOf(play, second), flowOf(play, strings.Replace(second, `"a"`, `"a 2"`, 1))},
		{
			"a third, and the name is taken", "duplicate-identifier", flowOf(play, second, second, strings.Replace(second, `"a"`, `"a 2"`, 1)),
			flowOf(play, strings.Replace(second, `"a"`, `"a 2 2"`, 1), strings.Replace(second, `"a"`, `"a 3"`, 1), strings.Replace(second, `"a"`, `"a 2"`, 1)),
		},
		{
			"a long name", "duplicate-identifier", flowOf(play, strings.Replace(second, `"a"`, `"`+long+`"`, 1), strings.Replace(second, `"a"`, `"`+long+`"`, 1)),
			flowOf(play, strings.Replace(second, `"a"`, `"`+long+`"`, 1), strings.Replace(second, `"a"`, `"`+strings.Repeat("é", 48)+` 2"`, 1)),
		},
		{"the start", "start-missing", strings.Replace(flowOf(play), `"StartAction":"a"`, `"StartAction":"gone"`, 1), flowOf(play)},
		{"no start", "start-missing", strings.Replace(flowOf(play), `"StartAction":"a"`, `"StartAction":""`, 1), flowOf(play)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := flow.ParseString(c.source)
			applied := lint.FixAll(doc, lint.Options{}, false, func(d *lint.Diagnostic) bool { return d.Code == c.code })
			if len(applied) != 1 || doc.String() != c.want {
				t.Errorf("%+v gives\n%s, want\n%s", applied, doc, c.want)
			}
		})
	}
	doc := flow.ParseString(flowOf(strings.ReplaceAll(play, `"a"`, `"`+uuid+`"`), strings.ReplaceAll(second, `"a"`, `"`+uuid+`"`)))
	lint.FixAll(doc, lint.Options{}, false, func(d *lint.Diagnostic) bool { return d.Code == "duplicate-identifier" })
	if other := doc.Actions()[1].ID; other == uuid || !flow.IsUUID(other) {
		t.Errorf("the other of two UUIDs is %q", other)
	}
}

// TestOneFixOfTheTextMendsAll: the whole text travels with one finding only.
func TestOneFixOfTheTextMendsAll(t *testing.T) {
	source := strings.ReplaceAll(flowOf(play, play, play, play), `"Text":"Hi"`, `"Text":"Hi","Text":"Ho"`)
	carried := map[string]int{}
	for _, d := range lint.Run(flow.ParseString(source), lint.Options{}) {
		for _, f := range d.Fixes {
			if f.Ops[0].Kind == flow.Replace {
				carried[d.Code]++
			}
		}
	}
	if carried["duplicate-identifier"] != 1 || carried["duplicate-key"] != 1 || len(carried) != 2 {
		t.Errorf("carried %v times", carried)
	}
}
