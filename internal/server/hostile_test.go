package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/PuerkitoBio/goquery"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
)

// payloads are what somebody would put into a name, a note or a prompt.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</script><script>alert(1)</script>`,
	`</title><svg/onload=alert(1)>`, `javascript:alert(1)`, `{{7*7}}`, `<!--`, `&lt;b&gt;`, `<iframe srcdoc="<script>alert(1)</script>">`,
}

// hostileFlow carries the payload in every kind of field.
func hostileFlow(t *testing.T, payload string) string {
	t.Helper()
	text, err := json.Marshal(map[string]any{
		"Version": "2019-10-30", "StartAction": payload, "__proto__": map[string]any{"polluted": true},
		"Metadata": map[string]any{
			"name": payload, "type": "contactFlow", "ActionMetadata": map[string]any{payload: map[string]any{"isFriendlyName": true, "position": map[string]int{"x": 1, "y": 1}}},
			"Annotations": []any{map[string]any{"id": payload, "content": payload}},
		},
		"Actions": []any{map[string]any{
			"Identifier": payload, "Type": payload, "Parameters": map[string]any{payload: payload, "__proto__": payload},
			"Transitions": map[string]any{"NextAction": payload, "Errors": []any{map[string]any{"ErrorType": payload, "NextAction": payload}}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestHostileTextStaysText looks at every page with hostile names, messages and
// findings on it: no element or attribute may come of them.
func TestHostileTextStaysText(t *testing.T) {
	w := newWorld(t)
	ada := w.signedIn(auth.Admin)
	for _, payload := range payloads {
		id := ada.importJSON(hostileFlow(t, payload), "")
		ada.json("PATCH", "/flows/"+id, map[string]any{"name": payload, "description": payload}).is(200)
		ada.json("POST", "/flows/"+id+"/versions", map[string]any{"message": payload}).is(201)
		ada.json("POST", "/flows/"+id+"/publications", map[string]any{"version": 1, "environment": "Local"}).is(201)
		ada.post("/people", "name", payload, "email", fmt.Sprintf("p%d@example.com", len(payload)), "role", "viewer").is(201)
		ada.post("/tokens", "name", payload).is(201)
		for _, path := range []string{
			"/flows", "/flows?q=" + "%22%3E%3Cscript%3E", "/flows/" + id, "/flows/" + id + "/versions", "/flows/" + id + "/versions/1/publish",
			"/flows/" + id + "/settings", "/people", "/tokens?all=1",
		} {
			checkHarmless(t, payload+" on "+path, ada.get(path).is(200))
		}
		ada.post("/flows/" + id + "/archive").is(303)
		checkHarmless(t, payload+" in the notice", ada.get("/flows").is(200))
	}
	if got := ada.get("/flows?archived=1").page().Find("[data-testid=flow] .flowname a").First().Text(); !strings.Contains(strings.Join(payloads, "\n"), got) {
		t.Errorf("a name is shown as %q", got)
	}
}

// checkHarmless wants only the scripts of our own and no handler or script URL.
func checkHarmless(t *testing.T, where string, a answer) {
	t.Helper()
	a.page().Find("*").Each(func(_ int, el *goquery.Selection) {
		node := el.Get(0)
		if node.Data == "iframe" || node.Data == "img" || node.Data == "style" || node.Data == "svg" && el.AttrOr("onload", "") != "" {
			t.Errorf("%s: there is an element %s", where, node.Data)
		}
		if src, _ := el.Attr("src"); node.Data == "script" && el.AttrOr("type", "") != "application/json" && !strings.HasPrefix(src, "/static/dist/") {
			t.Errorf("%s: there is a script %q", where, src)
		}
		for _, attr := range node.Attr {
			if strings.HasPrefix(attr.Key, "on") || attr.Key == "style" || attr.Key == "srcdoc" ||
				(attr.Key == "href" || attr.Key == "src" || attr.Key == "action") && !strings.HasPrefix(attr.Val, "/") && !strings.HasPrefix(attr.Val, "#") {
				t.Errorf("%s: %s has %s=%q", where, node.Data, attr.Key, attr.Val)
			}
		}
	})
}

// TestDesignerDataSurvives reads the JSON that the canvas reads.
func TestDesignerDataSurvives(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) { d.Static = fstest.MapFS{"dist/designer.js": {}} })
	for _, role := range auth.Roles() {
		p := w.signedIn(role)
		f := w.makeFlow(`</script><script>alert(1)</script>`, tinyFlow)
		page := p.get("/flows/" + f.ID).is(200)
		var data struct {
			Flow struct{ ID, Name, Type string }
			User struct {
				CanEdit    bool `json:"can_edit"`
				CanPublish bool `json:"can_publish"`
			}
			URLs map[string]string
		}
		if err := json.Unmarshal([]byte(page.page().Find("script#designer-data").Text()), &data); err != nil {
			t.Fatal(err)
		}
		if data.Flow.ID != f.ID || data.Flow.Name != f.Name || data.URLs["live"] != "/flows/"+f.ID+"/live" {
			t.Errorf("the designer is told %+v", data)
		}
		if data.User.CanEdit != (role != auth.Viewer) || data.User.CanPublish != (role == auth.Admin) {
			t.Errorf("a %s is told %+v", role, data.User)
		}
	}
}

// TestArchivedFlowIsReadOnly for whoever may edit otherwise.
func TestArchivedFlowIsReadOnly(t *testing.T) {
	w := newWorld(t)
	f := w.makeFlow("Old", tinyFlow)
	if _, err := w.store.ArchiveFlow(t.Context(), store.System, f.ID); err != nil {
		t.Fatal(err)
	}
	p := w.withToken(auth.Admin)
	at := "/api/v1/flows/" + f.ID
	if code := p.do("PUT", at+"/content", strings.NewReader(oddFlow), header("If-Match", `"1"`)).is(409).code(); code != "archived" {
		t.Errorf("a put says %s", code)
	}
	p.json("POST", at+"/versions", map[string]any{}).is(409)
}
