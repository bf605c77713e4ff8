package server_test

import (
	"fmt"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
)

// saveVersions replaces the draft by each text and saves it.
func (p *person) saveVersions(id string, texts ...string) {
	p.t.Helper()
	at := "/api/v1/flows/" + id
	for _, text := range texts {
		p.replaceDraft(id, text)
		p.json("POST", at+"/versions", map[string]any{}).is(201)
	}
}

func (p *person) replaceDraft(id, text string) {
	p.t.Helper()
	at := "/api/v1/flows/" + id + "/content"
	tag := p.get(at).Header.Get("ETag")
	p.do("PUT", at, strings.NewReader(text), header("If-Match", tag)).is(200)
}

// prompts is a flow of that many prompts.
func prompts(n int, text string) string {
	var actions []string
	for i := range n {
		actions = append(actions, fmt.Sprintf(`{"Identifier":"Prompt %d","Type":"MessageParticipant","Parameters":{"Text":%q},"Transitions":{"NextAction":"Prompt %d","Errors":[]}}`, i, text, i+1))
	}
	return `{"Version":"2019-10-30","StartAction":"Prompt 0","Metadata":{},"Actions":[` + strings.Join(actions, ",") + `]}`
}

func listed(a answer, version string) []string {
	var out []string
	for _, n := range a.page().Find("#" + version).NextFiltered(".changesrow").Find("li").EachIter() {
		out = append(out, strings.Join(strings.Fields(n.Text()), " "))
	}
	return out
}

func TestVersionsPageSaysWhatChanged(t *testing.T) {
	w := newWorld(t)
	api, dora := w.withToken(auth.Designer), w.signedIn(auth.Designer)
	f := w.makeFlow("Changed", tinyFlow)
	moved := strings.Replace(tinyFlow, `"x":100`, `"x":900`, 1)
	retyped := strings.Replace(moved, `"Type":"DisconnectParticipant"`, `"Type":"EndFlowExecution"`, 1)
	api.saveVersions(f.ID, tinyFlow+" ", moved, retyped, " "+retyped)
	at := "/flows/" + f.ID + "/versions"
	got := dora.get(at).is(200)
	if got.page().Find("[data-testid=draft-changes]").Length() != 0 {
		t.Error("a draft that is the latest version is compared with it")
	}
	if row := got.page().Find("#v2").Next().Text(); !strings.Contains(row, "Nothing changed but positions") {
		t.Errorf("version 2 says %q", row)
	}
	if lines := listed(got, "v3"); len(lines) != 1 || lines[0] != "Changed End flow / Resume “a” Type: Disconnect → End flow / Resume" {
		t.Errorf("version 3 lists %q", lines)
	}
	if row := got.page().Find("#v4").Next().Text(); !strings.Contains(row, "Nothing changed but the layout of the text") {
		t.Errorf("version 4 says %q", row)
	}
	api.replaceDraft(f.ID, strings.Replace(retyped, `"StartAction":"a"`, `"StartAction":""`, 1))
	if said := dora.get(at).is(200).text("draft-changes"); !strings.Contains(said, "Draft since version 4") || !strings.Contains(said, "starts at not wired") {
		t.Errorf("the draft says %q", said)
	}
}

func TestLongListsAreFolded(t *testing.T) {
	w := newWorld(t)
	api, dora := w.withToken(auth.Designer), w.signedIn(auth.Designer)
	f := w.makeFlow("Long", tinyFlow)
	api.saveVersions(f.ID, prompts(300, "a"), prompts(300, "b"))
	page := dora.get("/flows/" + f.ID + "/versions").is(200).page()
	row := page.Find("#v2").Next()
	if n := row.Find(".changelist > ul li").Length(); n != 8 {
		t.Errorf("%d lines stand there unfolded", n)
	}
	if n := row.Find("details li").Length(); n != 192 {
		t.Errorf("%d lines unfold", n)
	}
	if text := row.Find("details").Text(); !strings.Contains(text, "Show all 300 changes") || !strings.Contains(text, "And 100 more") {
		t.Errorf("it says %.300q", text)
	}
}

// TestVersionsPageIsBounded holds that one view compares no more than its
// bound, and shows the others when asked.
func TestVersionsPageIsBounded(t *testing.T) {
	w := newWorld(t)
	api, dora := w.withToken(auth.Designer), w.signedIn(auth.Designer)
	f := w.makeFlow("Large", tinyFlow)
	large := strings.Repeat("many words ", 80_000)
	for i := range 5 {
		api.saveVersions(f.ID, prompts(1, fmt.Sprint(large, i)))
	}
	at := "/flows/" + f.ID + "/versions"
	page := dora.get(at).is(200)
	if n := page.page().Find("[data-testid=changes]").Length(); n != 2 {
		t.Errorf("%d lists were made, want 2", n)
	}
	link := page.page().Find("#v2").Next().Find("[data-testid=show-changes]").AttrOr("href", "")
	if link != at+"?changes=2#v2" {
		t.Fatalf("version 2 offers %q", link)
	}
	asked := dora.get(at + "?changes=2").is(200)
	if lines := listed(asked, "v2"); len(lines) != 1 || len(lines[0]) > 600 {
		t.Errorf("asked for, version 2 lists %.700q", lines)
	}
	for range 3 {
		page = dora.get(at)
	}
	if n := page.page().Find("[data-testid=changes]").Length(); n != 4 {
		t.Errorf("later views show %d lists, want all 4", n)
	}
}

func TestChangesAreText(t *testing.T) {
	w := newWorld(t)
	api, dora := w.withToken(auth.Designer), w.signedIn(auth.Designer)
	f := w.makeFlow("Hostile", tinyFlow)
	const evil = `<img src=x onerror=alert(1)> </bdi><script>alert(2)</script>`
	api.saveVersions(f.ID, prompts(1, "a"), strings.ReplaceAll(prompts(1, evil), "Prompt 0", strings.ReplaceAll(evil, `"`, "")))
	row := dora.get("/flows/" + f.ID + "/versions").is(200).page().Find("#v2").Next()
	if row.Find("img, script").Length() != 0 || !strings.Contains(row.Text(), "<img src=x onerror=alert(1)>") {
		t.Errorf("text of a flow became markup: %q", row.Text())
	}
}
