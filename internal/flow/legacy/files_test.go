package legacy_test

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
	"switchyard.dev/switchyard/internal/lint"
)

// TestEveryOldFileConverts holds that nothing of a real export is lost:
// blocks, identifiers, positions and targets stay.
func TestEveryOldFileConverts(t *testing.T) {
	files := oldFiles(t)
	notes := map[legacy.Kind]int{}
	for e, src := range files {
		old := flow.Parse(src)
		text, report := legacy.Convert(old)
		if !report.Converted || !report.Complete() {
			t.Errorf("%s: %+v", e.File, report.Notes)
		}
		for _, n := range report.Notes {
			notes[n.Kind]++
		}
		got := parseConverted(t, text)
		for _, m := range old.Root().Get("modules").Elements() {
			keepsPlace(t, e.File, m, got)
		}
		if got.Type() != old.Type() || len(got.Actions()) != old.Root().Get("modules").Len() || report.Blocks != len(got.Actions()) {
			t.Errorf("%s: %s with %d actions, %d blocks by the report", e.File, got.Type(), len(got.Actions()), report.Blocks)
		}
	}
	t.Logf("%d files; notes by kind: %v", len(files), notes)
}

// keepsPlace holds that a module is there under its identifier, at its
// position, and leads where it led.
func keepsPlace(t *testing.T, file string, module flow.Node, got *flow.Document) {
	t.Helper()
	id := module.Get("id").Text()
	action, ok := got.Action(id)
	if !ok {
		t.Errorf("%s: block %s is gone", file, id)
		return
	}
	x, y := module.Get("metadata").Get("position").Get("x"), module.Get("metadata").Get("position").Get("y")
	place := action.Metadata.Get("position")
	if place.Get("x").Raw() != x.Raw() || place.Get("y").Raw() != y.Raw() {
		t.Errorf("%s: block %s moved", file, id)
	}
	targets := map[string]bool{action.Next.ID: true}
	for _, e := range action.Errors {
		targets[e.ID] = true
	}
	for _, c := range action.Conditions {
		targets[c.ID] = true
	}
	for _, b := range module.Get("branches").Elements() {
		if target := b.Get("transition").Text(); !targets[target] {
			t.Errorf("%s: block %s leads no longer to %s", file, id, target)
		}
	}
}

// incomplete are published files whose authors blanked something by hand, by
// a part of the file's name and the code that says so.
var incomplete = map[string]string{
	"collect-feedback-via-phone-ivr": "missing-parameter", // the functions' ARNs
}

// TestPublishedOriginalsHaveNoErrors lints what became of flows that the
// service had accepted. A resource that the file knows by its name alone is
// due to be chosen: there an error is right.
func TestPublishedOriginalsHaveNoErrors(t *testing.T) {
	checked, nameOnly, used := 0, 0, map[string]bool{}
	for e, src := range oldFiles(t) {
		if !strings.EqualFold(e.Status, "published") {
			continue
		}
		checked++
		text, report := legacy.Convert(flow.Parse(src))
		open := map[string]bool{}
		for _, n := range report.Notes {
			open[n.Block] = open[n.Block] || n.Kind == legacy.NameOnly
		}
		for _, d := range lint.Run(flow.Parse(text), lint.Options{}) {
			part, code := excuse(e.File)
			switch {
			case d.Severity != lint.Error:
			case open[d.Block] && d.Code == "unresolved-resource":
				nameOnly++
			case part != "" && d.Code == code:
				used[part] = true
			default:
				t.Errorf("%s: %s: %s [%s]", e.File, d.Path, d.Message, d.Code)
			}
		}
	}
	for part := range incomplete {
		if !used[part] {
			t.Errorf("the exception %s is needed no longer", part)
		}
	}
	if checked < 50 {
		t.Errorf("only %d published files", checked)
	}
	t.Logf("%d published files; %d errors at resources that are known by name only", checked, nameOnly)
}

func excuse(file string) (part, code string) {
	for part, code := range incomplete {
		if strings.Contains(file, part) {
			return part, code
		}
	}
	return "", ""
}
