package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/store"
)

const islandFlow = `{"Version":"2019-10-30","StartAction":"a","Metadata":{},"Actions":[` +
	`{"Identifier":"a","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}},` +
	`{"Identifier":"an island","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

type diagnosed struct {
	Revision int64
	Counts   struct{ Errors, Warnings, Silenced int }
	Items    []lint.Diagnostic
	Silenced []struct {
		Code, Block, Reason string
		User                struct{ Name string }
		Findings            []lint.Diagnostic
	}
}

func (p *person) diagnostics(id string) diagnosed {
	p.t.Helper()
	var d diagnosed
	p.get("/api/v1/flows/" + id + "/diagnostics").is(200).into(&d)
	return d
}

// TestSilencingAFinding: from the page to the gate of a publication and back.
func TestSilencingAFinding(t *testing.T) {
	w := newWorld(t)
	ada, pipeline := w.signedIn(auth.Admin), w.withToken(auth.Designer)
	id := ada.importJSON(islandFlow, "type=CONTACT_FLOW")
	ada.json("POST", "/flows/"+id+"/versions", map[string]any{"message": "loud"}).is(201)
	silence := map[string]any{"code": "unreachable-block", "block": "an island", "reason": " kept for Christmas\n"}
	ada.json("POST", "/flows/"+id+"/silences", silence).is(201)

	d := pipeline.diagnostics(id)
	if d.Counts.Warnings != 0 || d.Counts.Silenced != 1 || len(d.Items) != 0 || len(d.Silenced) != 1 || d.Silenced[0].Reason != "kept for Christmas" ||
		d.Silenced[0].User.Name != ada.user.Name || len(d.Silenced[0].Findings) != 1 {
		t.Errorf("diagnostics: %+v", d)
	}
	if text := ada.get("/flows/" + id + "/export").is(200); string(text.Body) != islandFlow {
		t.Errorf("exported %s", text.Body)
	}
	var config lint.Config
	pipeline.get("/api/v1/flows/" + id + "/silences").is(200).into(&config)
	if len(config.Problems()) > 0 || config.Shows(&lint.Diagnostic{Code: "unreachable-block", Block: "an island"}) {
		t.Errorf("for the command line: %+v", config)
	}

	ada.json("POST", "/flows/"+id+"/versions", map[string]any{"message": "quiet"}).is(201)
	for version, warnings := range map[int]int{1: 1, 2: 0} {
		var p store.Publication
		ada.json("POST", "/api/v1/flows/"+id+"/publications", nil).is(http.StatusUnauthorized)
		ada.json("POST", "/flows/"+id+"/publications", map[string]any{"version": version, "environment": "Local"}).is(201).into(&p)
		if p.Warnings != warnings {
			t.Errorf("version %d is published with %d warnings, want %d", version, p.Warnings, warnings)
		}
	}
	if got := ada.get("/flows/" + id + "/versions/2/publish").is(200).text("silenced-count"); !strings.Contains(got, "1 silenced") {
		t.Errorf("the page says %q", got)
	}

	if a := pipeline.do("DELETE", "/api/v1/flows/"+id+"/silences?code=unreachable-block&block=an+island", nil); a.Status != http.StatusNoContent {
		t.Fatalf("shown again: %d %s", a.Status, a.Body)
	}
	if d := pipeline.diagnostics(id); d.Counts.Warnings != 1 || d.Counts.Silenced != 0 || len(d.Silenced) != 0 {
		t.Errorf("diagnostics: %+v", d)
	}
	// A version brings back what was silenced when it was saved.
	f, err := w.store.Flow(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	ada.post("/flows/"+id+"/versions/2/restore", "revision", fmt.Sprint(f.Revision)).leadsTo("/flows/" + id + "/versions")
	if d := pipeline.diagnostics(id); d.Counts.Silenced != 1 {
		t.Errorf("after the restore: %+v", d)
	}
	// So does a copy.
	ada.post("/flows/" + id + "/duplicate").is(http.StatusSeeOther)
	copies, _, err := w.store.Flows(t.Context(), store.FlowFilter{Query: "(copy)"})
	if err != nil || len(copies) != 1 {
		t.Fatalf("%d copies (%v)", len(copies), err)
	}
	if d := pipeline.diagnostics(copies[0].ID); d.Counts.Silenced != 1 {
		t.Errorf("the copy: %+v", d)
	}
}

func TestSilencesThatAreRefusedSayWhy(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	id := dora.importJSON(strings.Replace(islandFlow, `"an island","Type":"DisconnectParticipant"`, `"an island","Type":"NoSuch"`, 1), "type=CONTACT_FLOW")
	for _, c := range []struct {
		name, code, block, reason string
		want, says                string
	}{
		{"a rule mistyped", "unreachable-blok", "an island", "r", "invalid", "unreachable-block"},
		{"no reason", "unreachable-block", "an island", "  ", "invalid", "say why"},
		{"a long reason", "unreachable-block", "an island", strings.Repeat("é", 501), "invalid", "500 characters"},
		{"an error", "unknown-action-type", "an island", "r", "is_error", "Mend it"},
		{"no finding", "unreachable-block", "a", "r", "no_finding", "nothing to silence"},
		{"no block", "unreachable-block", "gone", "r", "no_finding", "nothing to silence"},
	} {
		a := dora.json("POST", "/flows/"+id+"/silences", map[string]any{"code": c.code, "block": c.block, "reason": c.reason}).is(http.StatusUnprocessableEntity)
		if a.code() != c.want || !strings.Contains(string(a.Body), c.says) {
			t.Errorf("%s: %s", c.name, a.Body)
		}
	}
	dora.do("DELETE", "/flows/"+id+"/silences", nil, acceptJSON).is(http.StatusUnprocessableEntity)
	dora.do("DELETE", "/flows/"+id+"/silences?code=limits&block=gone", nil, acceptJSON).is(http.StatusNoContent)
	dora.post("/flows/" + id + "/archive")
	dora.json("POST", "/flows/"+id+"/silences", map[string]any{"code": "unreachable-block", "block": "an island", "reason": "r"}).is(http.StatusConflict)
}
