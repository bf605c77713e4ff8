package server_test

import (
	"net/http"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/lint"
)

// TestRulesOfTheServer: what an admin decides counts in the draft, at import and
// at the gate.
func TestRulesOfTheServer(t *testing.T) {
	w := newWorld(t)
	ada, pipeline := w.signedIn(auth.Admin), w.withToken(auth.Admin)
	id := ada.importJSON(islandFlow, "type=CONTACT_FLOW")
	ada.json("POST", "/flows/"+id+"/versions", map[string]any{}).is(201)
	if _, err := w.store.Pool().Exec(t.Context(), `insert into environments (name, gated) values ('Production', true)`); err != nil {
		t.Fatal(err)
	}
	publish := func() answer {
		return pipeline.json("POST", "/api/v1/flows/"+id+"/publications", map[string]any{"version": 1, "environment": "Production"})
	}
	for _, c := range []struct {
		severity         string
		errors, warnings int
		published        int
	}{{"error", 1, 0, http.StatusUnprocessableEntity}, {"off", 0, 0, http.StatusCreated}, {"warning", 0, 1, http.StatusCreated}} {
		ada.post("/rules/unreachable-block", "severity", c.severity).leadsTo("/rules")
		if d := pipeline.diagnostics(id); d.Counts.Errors != c.errors || d.Counts.Warnings != c.warnings {
			t.Errorf("%s: the draft has %+v", c.severity, d.Counts)
		}
		var made struct {
			Counts struct{ Errors, Warnings int }
		}
		ada.do("POST", "/flows/import?type=CONTACT_FLOW", strings.NewReader(islandFlow), acceptJSON, header("Content-Type", "application/octet-stream")).is(201).into(&made)
		if made.Counts.Errors != c.errors || made.Counts.Warnings != c.warnings {
			t.Errorf("%s: an import has %+v", c.severity, made.Counts)
		}
		publish().is(c.published)
	}
}

func TestRulesPage(t *testing.T) {
	w := newWorld(t)
	ada := w.signedIn(auth.Admin)
	rows := func(query string) int {
		return ada.get("/rules" + query).is(200).page().Find("[data-testid=rule]").Length()
	}
	if n := rows(""); n != len(lint.Rules()) {
		t.Errorf("%d of %d rules", n, len(lint.Rules()))
	}
	if n := rows("?q=ENDLESS+loop"); n == 0 || n > 5 {
		t.Errorf("%d rules for endless loops", n)
	}
	if n := rows("?q=zzz"); n != 0 {
		t.Errorf("%d rules for nothing", n)
	}
	if n := rows("?severity=changed"); n != 0 {
		t.Errorf("%d changed rules at first", n)
	}
	ada.post("/rules/endless-loop", "severity", "info", "q", "loop & co", "kind", "info").leadsTo("/rules?q=loop+%26+co&severity=info")
	if got := ada.get("/rules?severity=changed").is(200); got.page().Find("[data-code=endless-loop]").Length() != 1 || !strings.Contains(got.text("flash"), "an info") {
		t.Errorf("the page says %s", got.text("flash"))
	}
	if n := rows("?severity=changed"); n != 1 {
		t.Errorf("%d changed rules", n)
	}
	ada.post("/rules/endless-loop", "severity", "warning").leadsTo("/rules")
	if n := rows("?severity=changed"); n != 0 {
		t.Errorf("%d changed rules after all is as it was", n)
	}
	ada.post("/rules/dangling-target", "severity", "off").is(http.StatusUnprocessableEntity)
	ada.post("/rules/endless-loop", "severity", "fatal").is(http.StatusUnprocessableEntity)
	ada.post("/rules/no-such", "severity", "off").is(http.StatusNotFound)
}
