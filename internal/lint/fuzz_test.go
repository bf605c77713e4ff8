package lint_test

import (
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
)

// FuzzLint: whatever the text, every finding is complete, in order, and no
// rule fails.
func FuzzLint(f *testing.F) {
	for _, c := range cases {
		if len(c.source) < 4096 {
			f.Add(c.source, c.opt.FlowType)
		}
	}
	f.Add(realistic(12), "CONTACT_FLOW")
	f.Fuzz(func(t *testing.T, source, flowType string) {
		line := 0
		for _, d := range lint.Run(flow.ParseString(source), lint.Options{FlowType: flowType}) {
			switch {
			case d.Code == lint.CodeInternal:
				t.Fatal(d.Message)
			case d.Code == "" || d.Message == "" || d.Docs == "" || d.Fixes == nil || d.Line < 1 || d.Column < 1:
				t.Fatalf("incomplete: %+v", d)
			case d.Line < line:
				t.Fatalf("out of order: %+v", d)
			}
			line = d.Line
		}
	})
}

// FuzzFix: whatever the text, fixing ends, and doing it again changes nothing.
func FuzzFix(f *testing.F) {
	for _, c := range cases {
		if len(c.source) < 4096 {
			f.Add(c.source, c.opt.FlowType, true)
		}
	}
	f.Fuzz(func(t *testing.T, source, flowType string, asks bool) {
		if len(source) > 4096 {
			t.Skip("texts are kept short so that many are tried")
		}
		checkFixOnce(t, source, lint.Options{FlowType: flowType}, asks)
	})
}
