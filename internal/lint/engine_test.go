package lint

import (
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

const small = `{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"MessageParticipant","Parameters":{},"Transitions":{}}]}`

func TestPanicOfARuleStopsNoOther(t *testing.T) {
	faulty := Rule{Code: "faulty", Severity: Error, check: func(p *pass) {
		p.report(&p.actions[0], "/Actions/0", "before")
		panic("boom")
	}}
	found := runRules([]Rule{faulty, missingNextAction}, flow.ParseString(small), Options{})
	codes := map[string]Severity{}
	for _, d := range found {
		codes[d.Code] = d.Severity
	}
	if codes[CodeInternal] != Info || codes["missing-next-action"] != Error || codes["faulty"] != Error {
		t.Errorf("found %v", codes)
	}
}

func TestFindingsAreBounded(t *testing.T) {
	source := `{"Version":"2019-10-30","StartAction":"a","Actions":[` + strings.TrimSuffix(strings.Repeat(`{},`, 5*maxFindings), ",") + `]}`
	if n := len(Run(flow.ParseString(source), Options{})); n == 0 || n > maxFindings {
		t.Errorf("%d findings", n)
	}
}

func TestNothingFoundIsAnEmptyList(t *testing.T) {
	if found := runRules(nil, flow.ParseString(small), Options{}); found == nil || len(found) != 0 {
		t.Errorf("found %#v", found)
	}
}

func TestCodesAreUniqueAndComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Code] || r.Code == "" || strings.ToLower(r.Code) != r.Code || strings.ContainsAny(r.Code, " _") {
			t.Errorf("the code %q is used twice or is not kebab case", r.Code)
		}
		seen[r.Code] = true
		if r.Title == "" || r.About == "" || r.Evidence == "" || r.Severity == "" || r.check == nil {
			t.Errorf("the rule %s is incomplete", r.Code)
		}
	}
}

func TestCount(t *testing.T) {
	e, w, i := Count([]Diagnostic{{Severity: Error}, {Severity: Warning}, {Severity: Warning}, {Severity: Info}})
	if e != 1 || w != 2 || i != 1 {
		t.Errorf("counted %d, %d, %d", e, w, i)
	}
}
