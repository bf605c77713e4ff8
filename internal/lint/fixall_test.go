package lint_test

import (
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// checkFixLaw: applying every fix, then again, changes nothing the second
// time, loses no soundness, and adds no error that the flow did not have.
func checkFixLaw(t *testing.T, name, source string, opt lint.Options, asks bool) (applied []lint.Applied) {
	t.Helper()
	before, _, _ := lint.Count(lint.Run(flow.ParseString(source), opt))
	once, applied := checkFixOnce(t, source, opt, asks)
	if len(applied) == 0 && once != source {
		t.Errorf("%s: changed without a fix", name)
	}
	if after, _, _ := lint.Count(lint.Run(flow.ParseString(once), opt)); !asks && after > before {
		t.Errorf("%s: %d errors before the fixes %+v, %d after", name, before, applied, after)
	}
	return applied
}

func checkFixOnce(t *testing.T, source string, opt lint.Options, asks bool) (once string, applied []lint.Applied) {
	t.Helper()
	doc := flow.ParseString(source)
	applied = lint.FixAll(doc, opt, asks, nil)
	once = doc.String()
	if again := lint.FixAll(flow.ParseString(once), opt, asks, nil); len(again) > 0 {
		t.Errorf("the second time applies %+v to\n%s", again, once)
	}
	return once, applied
}

func TestFixesAreAppliedOnce(t *testing.T) {
	codes := map[string]bool{}
	for _, c := range cases {
		for _, asks := range []bool{false, true} {
			for _, a := range checkFixLaw(t, c.rule+"/"+c.name, c.source, c.opt, asks) {
				codes[a.Code] = true
			}
		}
	}
	if len(codes) < 15 {
		t.Errorf("only %d rules were fixed: %v", len(codes), codes)
	}
}

func TestFixesAreAppliedOnceToRealFlows(t *testing.T) {
	applied := 0
	for _, e := range corpusIndex(t) {
		for _, asks := range []bool{false, true} {
			applied += len(checkFixLaw(t, e.File, string(readCorpus(t, e.File)), lint.Options{}, asks))
		}
	}
	if applied < 200 {
		t.Errorf("only %d fixes applied to the corpus", applied)
	}
	t.Logf("%d fixes", applied)
}

func TestFixesThatAskAreLeftAlone(t *testing.T) {
	source := flowOf(say("a", "b"), toQueue("b"))
	doc := flow.ParseString(source)
	if applied := lint.FixAll(doc, lint.Options{FlowType: "CONTACT_FLOW"}, false, nil); len(applied) > 0 || doc.String() != source {
		t.Errorf("applied %+v", applied)
	}
}

func TestKeptFindingsAreNotFixed(t *testing.T) {
	doc := flow.ParseString(flowOf(block("UpdateContactAttributes", attrs, ways())))
	opt := lint.Options{}
	if applied := lint.FixAll(doc, opt, false, func(d *lint.Diagnostic) bool { return d.Code != "missing-branch" }); len(applied) > 0 {
		t.Errorf("applied %+v", applied)
	}
	if applied := lint.FixAll(doc, opt, false, nil); len(applied) != 2 {
		t.Errorf("applied %+v, want the branch added and wired", applied)
	}
	if e, _, _ := lint.Count(lint.Run(doc, opt)); e > 0 {
		t.Errorf("%d errors are left", e)
	}
}
