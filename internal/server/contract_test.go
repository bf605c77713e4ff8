package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

const tinyModule = `{"Version":"2019-10-30","StartAction":"a","Settings":{},"Metadata":{},"Actions":[{"Identifier":"a","Type":"EndFlowModuleExecution","Parameters":{},"Transitions":{}}]}`

// makeModule stores a module; settings may be "" for what is not known.
func (w *world) makeModule(name, settings string) store.Flow {
	w.t.Helper()
	n := store.NewFlow{Name: name, Type: "MODULE", Format: "module", Content: tinyModule}
	if settings != "" {
		n.Settings = &settings
	}
	f, err := w.store.CreateFlow(w.t.Context(), store.System, n)
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

func (w *world) settingsOf(f store.Flow) (text string, head int64) {
	w.t.Helper()
	settings, _, head, err := w.store.Settings(w.t.Context(), f.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	if settings != nil {
		text = *settings
	}
	return text, head
}

func canonical(t *testing.T, text string) string {
	t.Helper()
	b, err := flow.Canonical([]byte(text))
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return string(b)
}

func TestDesignersEditWhatAModuleDeclares(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	m := w.makeModule("Lookup", "")
	at := "/flows/" + m.ID + "/contract"
	if text := strings.Join(strings.Fields(dora.get(at).is(200).page().Find(".notice").Text()), " "); !strings.Contains(text, "not known what this module declares") {
		t.Errorf("a module without settings says %q", text)
	}
	dora.post(at, "side", "table", "revision", "1",
		"input.0.name", "account", "input.0.type", "string", "input.0.description", "Who calls", "input.0.required", "yes",
		"input.1.name", "", "input.1.type", "string",
		"result.4.name", "points", "result.4.type", "integer",
		"branches.0.name", "VIP").leadsTo(at)
	text, head := w.settingsOf(m)
	want := `{"input":{"schema":{"properties":{"account":{"description":"Who calls","type":"string"}},"required":["account"],"type":"object"}},"resultData":{"schema":{"properties":{"points":{"type":"integer"}},"type":"object"}},"transitions":{"results":[{"description":"","name":"VIP"}]}}`
	if canonical(t, text) != want || head != 2 {
		t.Errorf("at %d the settings are %s", head, text)
	}
	page := dora.get(at).is(200).page()
	if got := page.Find(`[name="input.0.name"]`).AttrOr("value", ""); got != "account" {
		t.Errorf("the first input is %q", got)
	}
	if _, checked := page.Find(`[name="input.0.required"]`).Attr("checked"); !checked {
		t.Error("a required input is not marked so")
	}
	rows, _, err := w.store.Audit(t.Context(), store.AuditFilter{ObjectID: m.ID})
	if err != nil || rows[0].Action != store.AuditSettingsChanged || rows[0].ActorID != dora.user.ID {
		t.Errorf("audit: %+v (%v)", rows, err)
	}
	if got := dora.get("/flows/" + m.ID + "/settings").is(200).text("module-settings"); !strings.Contains(got, "1 input, 1 result, 1 branch of its own") {
		t.Errorf("the settings page says %q", got)
	}
}

func TestWhatIsWrongInATableIsSaidAtItsPlace(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	m := w.makeModule("Lookup", `{}`)
	at := "/flows/" + m.ID + "/contract"
	values := []string{"side", "table", "revision", "1", "input.0.name", "a", "input.1.name", "a", "result.0.description", "nameless"}
	for i, name := range []string{"Success", "1", "2", "3", "4", "5", "6", "7", "8"} {
		values = append(values, fmt.Sprintf("branches.%d.name", i), name)
	}
	a := dora.post(at, values...).is(422)
	var marked []string
	for _, node := range a.page().Find("[aria-invalid]").EachIter() {
		name := node.AttrOr("name", "")
		marked = append(marked, name)
		if note := a.page().Find(fmt.Sprintf("[id=%q]", node.AttrOr("aria-describedby", "-"))); note.Text() == "" {
			t.Errorf("%s is marked, but nothing says why", name)
		}
	}
	if want := []string{"input.1.name", "result.0.name", "branches.0.name", "branches.8.name"}; !slices.Equal(marked, want) {
		t.Errorf("marked %q, want %q", marked, want)
	}
	if got := a.page().Find("[autofocus]").AttrOr("name", ""); got != "input.1.name" {
		t.Errorf("the page goes to %q", got)
	}
	if text, head := w.settingsOf(m); text != `{}` || head != 1 {
		t.Errorf("it was saved all the same: %s", text)
	}
}

func TestRowsWithoutScript(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	m := w.makeModule("Lookup", `{"input":{"schema":{"properties":{"a":{"type":["string","null"]},"b":{}}}}}`)
	at := "/flows/" + m.ID + "/contract"
	names := func(a answer) (list []string) {
		for _, node := range a.page().Find("[data-rows] input[name$='.name']").EachIter() {
			list = append(list, node.AttrOr("name", "")+"="+node.AttrOr("value", ""))
		}
		return list
	}
	sent := []string{"side", "table", "revision", "1", "input.0.was", "a", "input.0.name", "a2", "input.1.was", "b", "input.1.name", "b"}
	added := dora.post(at, append(sent, "do", "add input")...).is(200)
	if got := names(added); !slices.Equal(got, []string{"input.0.name=a2", "input.1.name=b", "input.2.name="}) {
		t.Errorf("after adding: %q", got)
	}
	if got := added.page().Find(`[name="input.0.type"] option[selected]`).Text(); got != `["string","null"]` {
		t.Errorf("a type that no word names is shown as %q", got)
	}
	if got := names(dora.post(at, append(sent, "do", "remove input 0")...).is(200)); !slices.Equal(got, []string{"input.0.name=b"}) {
		t.Errorf("after removing: %q", got)
	}
	for _, odd := range []string{"add", "remove input x", "remove input 9", "remove branches -1", "remove", "nonsense input 0", "add settings"} {
		if got := names(dora.post(at, append(sent, "do", odd)...).is(200)); !slices.Equal(got, []string{"input.0.name=a2", "input.1.name=b"}) {
			t.Errorf("after %q: %q", odd, got)
		}
	}
}

func TestJSONIsKeptAsItWasUnlessItIsEdited(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	for _, stored := range []string{`{"input":{"schema":{"x":1.0}}}`, "{\r\n\t\"a\" : 1\r\n}\r\n", "{\n}"} {
		m := w.makeModule("M", stored)
		at := "/flows/" + m.ID + "/contract"
		shown := dora.get(at).is(200).page().Find("#settings").Text()
		dora.post(at, "side", "json", "revision", "1", "settings", strings.ReplaceAll(strings.ReplaceAll(shown, "\r\n", "\n"), "\n", "\r\n")).leadsTo(at)
		if text, head := w.settingsOf(m); text != stored || head != 1 {
			t.Errorf("%q became %q at %d", stored, text, head)
		}
		dora.post(at, "side", "table", "revision", "1").leadsTo(at)
		if text, _ := w.settingsOf(m); text != stored {
			t.Errorf("an empty table made %q of %q", text, stored)
		}
		dora.post(at, "side", "json", "revision", "1", "settings", "{\"b\": 2}").leadsTo(at)
		if text, _ := w.settingsOf(m); text != `{"b": 2}` {
			t.Errorf("what was typed became %q", text)
		}
	}
	m := w.makeModule("M", `{}`)
	at := "/flows/" + m.ID + "/contract"
	a := dora.post(at, "side", "json", "revision", "1", "settings", "{\n\"input\": {\"schema\": []},\n\"transitions\": {\"results\": [{\"name\": \"Error\"}]}}").is(422)
	if got := a.text("contract-problems"); !strings.Contains(got, "Line 2") || !strings.Contains(got, "Line 3") || !strings.Contains(a.page().Find("#settings").Text(), `"results"`) {
		t.Errorf("the problems are %q", got)
	}
	if got := dora.post(at, "side", "json", "revision", "1", "settings", "{\n oops").is(422).text("contract-problems"); !strings.Contains(got, "Line 2") {
		t.Errorf("broken JSON: %q", got)
	}
	dora.post(at, "side", "json", "revision", "1", "settings", "").leadsTo(at)
	if settings, _, _, err := w.store.Settings(t.Context(), m.ID); err != nil || settings != nil {
		t.Errorf("cleared settings are %v (%v)", settings, err)
	}
}

func TestSettingsThatSomebodyElseSavedAreNotOverwrittenUnseen(t *testing.T) {
	w := newWorld(t)
	dora, dan := w.signedIn(auth.Designer), w.signedIn(auth.Designer)
	m := w.makeModule("Lookup", `{}`)
	at := "/flows/" + m.ID + "/contract"
	if _, err := w.hub.Replace(t.Context(), store.System, m.ID, nil, strings.Replace(tinyModule, `"a"`, `"b"`, 2)); err != nil {
		t.Fatal(err)
	}
	dan.post(at, "side", "table", "revision", "1", "input.0.name", "dans").leadsTo(at) // an edit of the content is no reason
	a := dora.post(at, "side", "table", "revision", "1", "input.0.name", "doras").is(http.StatusConflict)
	if got := a.page().Find(`[name="input.0.name"]`).AttrOr("value", ""); got != "doras" {
		t.Errorf("what was typed is gone: %q", got)
	}
	if got := a.text("notice"); !strings.Contains(got, "save again") {
		t.Errorf("it says %q", got)
	}
	if text, _ := w.settingsOf(m); !strings.Contains(text, "dans") {
		t.Errorf("Dan's settings are gone: %s", text)
	}
	revision := a.page().Find(`[data-testid="contract-table"] [name="revision"]`).AttrOr("value", "")
	dora.post(at, "side", "table", "revision", revision, "input.0.name", "doras").leadsTo(at)
	if text, _ := w.settingsOf(m); strings.Contains(text, "dans") || !strings.Contains(text, "doras") {
		t.Errorf("saved again they are %s", text)
	}
}

func TestWhoMaySeeAndEditModuleSettings(t *testing.T) {
	w := newWorld(t)
	vera, dora := w.signedIn(auth.Viewer), w.signedIn(auth.Designer)
	m, plain := w.makeModule("Lookup", `{"input":{"schema":{"properties":{"a":{}}}}}`), w.makeFlow("Flow", tinyFlow)
	at := "/flows/" + m.ID + "/contract"
	page := vera.get(at).is(200).page()
	if page.Find("fieldset:not([disabled])").Length() != 0 || page.Find("[data-contract] button:not(.visually-hidden)").Length() != 0 {
		t.Error("a viewer is offered what only designers may do")
	}
	vera.post(at, "side", "table", "revision", "1").is(http.StatusForbidden)
	w.nobody().get(at).is(http.StatusSeeOther)
	dora.get("/flows/" + plain.ID + "/contract").is(http.StatusConflict)
	dora.post("/flows/"+plain.ID+"/contract", "side", "table", "revision", "1").is(http.StatusConflict)
	dora.post(at, "side", "table").is(http.StatusPreconditionRequired)
	if _, err := w.store.ArchiveFlow(t.Context(), store.System, m.ID); err != nil {
		t.Fatal(err)
	}
	if page := dora.get(at).is(200).page(); page.Find("fieldset:not([disabled])").Length() != 0 {
		t.Error("an archived module can be edited")
	}
	dora.post(at, "side", "json", "revision", "1", "settings", `{"x":1}`).is(http.StatusConflict)
}

func TestTheAPIRefusesSettingsWithEveryReason(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Designer)
	m := w.makeModule("Lookup", "")
	at := "/api/v1/flows/" + m.ID + "/settings"
	a := p.json("PUT", at, map[string]any{"settings": "{\"input\":7,\n\"resultData\":8}"}, header("If-Match", `"1"`)).is(422)
	var doc struct {
		Field    string
		Problems []struct {
			Path    string
			Line    int
			Message string
		}
	}
	a.into(&doc)
	if doc.Field != "settings" || len(doc.Problems) != 2 || doc.Problems[1].Path != "/resultData" || doc.Problems[1].Line != 2 || doc.Problems[1].Message == "" {
		t.Errorf("the problem says %+v", doc)
	}
}

// callerOf is a flow that invokes a module by its name.
func callerOf(name, input string) string {
	return fmt.Sprintf(`{"Version":"2019-10-30","StartAction":"call","Metadata":{},"Actions":[{"Identifier":"call","Type":"InvokeFlowModule","Parameters":{"FlowModuleId":"%s","Input":%s},"Transitions":{"NextAction":"end","Errors":[{"NextAction":"end","ErrorType":"NoMatchingError"}]}},{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`, name, input)
}

func TestCallsAreCheckedAgainstTheModule(t *testing.T) {
	w := newWorld(t)
	dora, api := w.signedIn(auth.Designer), w.withToken(auth.Designer)
	m := w.makeModule("Lookup", "")
	caller := w.makeFlow("Caller", callerOf("Lookup", `{"acount":"1"}`))
	codes := func() (list []string) {
		var doc struct {
			Items []struct{ Code, Block, Message string }
		}
		api.get("/api/v1/flows/" + caller.ID + "/diagnostics").is(200).into(&doc)
		for _, d := range doc.Items {
			if strings.HasPrefix(d.Code, "module-") {
				list = append(list, d.Code+"@"+d.Block)
			}
		}
		return list
	}
	if got := codes(); len(got) != 0 {
		t.Fatalf("nothing is known of the module, and yet %q", got)
	}
	at := "/flows/" + m.ID + "/contract"
	dora.post(at, "side", "table", "revision", "1", "input.0.name", "account", "input.0.type", "string", "input.0.required", "yes").leadsTo(at)
	if got := codes(); !slices.Equal(got, []string{"module-call@call", "module-call@call"}) {
		t.Errorf("after the module declared its input: %q", got)
	}
	dora.post(at, "side", "table", "revision", "2", "input.0.was", "account", "input.0.name", "acount", "input.0.type", "string").leadsTo(at)
	if got := codes(); len(got) != 0 {
		t.Errorf("after the input was renamed: %q", got)
	}
	dora.post("/flows/"+m.ID, "name", "Another").is(http.StatusSeeOther)
	dora.post(at, "side", "table", "revision", "3", "branches.0.name", "VIP").leadsTo(at)
	if got := codes(); len(got) != 0 {
		t.Errorf("the flow does not invoke “Another”: %q", got)
	}
	// What publishing and importing say is the same.
	v, err := w.store.CreateVersion(t.Context(), store.System, caller.ID, store.NewVersion{Content: callerOf("Another", `{}`), SHA256: "x", Revision: 1})
	if err != nil {
		t.Fatal(err)
	}
	ada := w.signedIn(auth.Admin)
	if got := ada.get(fmt.Sprintf("/flows/%s/versions/%d/publish", caller.ID, v.Number)).is(200).text("findings"); !strings.Contains(got, "No match") {
		t.Errorf("before publishing: %q", got)
	}
	imported := dora.do("POST", "/flows/import?name=X&type=CONTACT_FLOW", strings.NewReader(callerOf("Another", `{}`)), acceptJSON, header("Content-Type", "application/octet-stream")).is(201)
	if !strings.Contains(string(imported.Body), "module-branches") {
		t.Errorf("importing says %s", imported.Body)
	}
}

func TestTheDesignerAsksForModules(t *testing.T) {
	w := newWorld(t)
	vera := w.signedIn(auth.Viewer)
	m := w.makeModule("Lookup & Co", `{"input":{"schema":{"properties":{"n":{"type":"number","description":"How many"}},"required":["n"]}},"transitions":{"results":[{"name":"VIP"}]}}`)
	w.makeModule("Other", "")
	f := w.makeFlow("Flow", tinyFlow)
	type list struct {
		Items []struct {
			ID, Name, URL string
			Declares      *struct {
				Input []struct {
					Name, Type, Description, Empty string
					Required                       bool
				}
				Branches []struct{ Name string }
			}
		}
	}
	ask := func(query string) (l list) {
		vera.get("/flows/" + f.ID + "/modules" + query).is(200).into(&l)
		return l
	}
	if all := ask(""); len(all.Items) != 2 || all.Items[1].Declares != nil {
		t.Errorf("all modules: %+v", all)
	}
	for _, query := range []string{"?id=" + m.ID, "?id=x&name=" + url.QueryEscape("Lookup & Co"), "?id=" + url.QueryEscape("Lookup & Co"), "?id=" + m.ID + ":live"} {
		got := ask(query)
		if len(got.Items) != 1 || got.Items[0].ID != m.ID || got.Items[0].URL != "/flows/"+m.ID || got.Items[0].Declares == nil {
			t.Fatalf("%s: %+v", query, got)
		}
		in := got.Items[0].Declares.Input[0]
		if in.Name != "n" || in.Type != "number" || in.Description != "How many" || !in.Required || in.Empty != "0" || got.Items[0].Declares.Branches[0].Name != "VIP" {
			t.Errorf("%s: %+v", query, got)
		}
	}
	for _, query := range []string{"?id=", "?id=$.Attributes.m&name=Other", "?name=nobody"} {
		if got := ask(query); len(got.Items) != 0 {
			t.Errorf("%s: %+v", query, got)
		}
	}
}
