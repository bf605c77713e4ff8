package sample_test

import (
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sample"
)

// TestSampleIsAGoodExample: what newcomers see first has nothing to complain
// about, a place for every block, and a name on each.
func TestSampleIsAGoodExample(t *testing.T) {
	doc := flow.Parse([]byte(sample.Content()))
	for _, d := range lint.Run(doc, lint.Options{FlowType: sample.Type}) {
		t.Errorf("line %d: %s", d.Line, d.Message)
	}
	if doc.Type() != sample.Type || string(doc.Format()) != sample.Format {
		t.Errorf("it is a %s of type %s", doc.Format(), doc.Type())
	}
	actions := doc.Actions()
	if len(actions) < 12 {
		t.Errorf("it has only %d actions", len(actions))
	}
	for _, a := range actions {
		if !a.Metadata.Get("position").Get("x").Exists() {
			t.Errorf("%s stands nowhere", a.ID)
		}
	}
}
