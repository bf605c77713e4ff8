package server_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// TestImportRefuses names the code, and where there is a line, the line; and
// leaves nothing behind.
func TestImportRefuses(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Designer)
	deep := strings.Repeat(`{"Actions":`, 70) + "1" + strings.Repeat("}", 70)
	for name, c := range map[string]struct {
		text, query string
		status      int
		code, says  string
	}{
		"too large":     {`{"Actions":[],"x":"` + strings.Repeat("a", flow.MaxBytes) + `"}`, "", 413, "too_large", "2 MiB"},
		"far too large": {strings.Repeat(" ", 5<<20), "", 413, "too_large", "2 MiB"},
		"too deep":      {deep, "", 422, "too-deep", "Line 1"},
		"not UTF-8":     {"{\n\"Actions\": \"\xff\"}", "", 422, "bad-utf8", "Line 2"},
		"not JSON":      {"{\n\n  \"Actions\": [}", "", 422, "syntax", "Line 3"},
		"empty":         {"", "", 422, "syntax", "Line 1"},
		"not a flow":    {`{"name":"package"}`, "", 422, "not_a_flow", "not a flow"},
		"bad type":      {tinyFlow, "?type=NONSENSE", 422, "invalid", "CONTACT_FLOW"},
		"bad settings":  {`{"ContactFlowModule":{"Settings":"{\n\u0000","Content":"{\"Actions\":[]}"}}`, "", 422, "syntax", "Line 2"},
		"inner too bad": {`{"ContactFlow":{"Type":"CONTACT_FLOW","Content":"{"}}`, "", 422, "syntax", "Line 1"},
	} {
		a := p.do("POST", "/api/v1/flows"+c.query, strings.NewReader(c.text))
		if a.Status != c.status || a.code() != c.code || !strings.Contains(string(a.Body), c.says) {
			t.Errorf("%s: %d %s, want %d %s with %q", name, a.Status, a.Body, c.status, c.code, c.says)
		}
	}
	flows, _, err := w.store.Flows(t.Context(), store.FlowFilter{})
	if err != nil || len(flows) != 0 {
		t.Errorf("%d flows were stored, %v", len(flows), err)
	}
}

// TestImportWithoutAType: a program's import never fails over the type, a
// person is asked.
func TestImportWithoutAType(t *testing.T) {
	w := newWorld(t)
	made := importAs(w.withToken(auth.Designer), tinyFlow, "")
	if made.Type != "CONTACT_FLOW" || len(made.Warnings) != 1 {
		t.Errorf("imported as %q with the warnings %q", made.Type, made.Warnings)
	}
	a := w.signedIn(auth.Designer).do("POST", "/flows/import", strings.NewReader(tinyFlow), header("Accept", "application/json"))
	if a.Status != 422 || a.code() != "type_needed" {
		t.Errorf("the page's script gets %d %s, want to be asked for the type", a.Status, a.Body)
	}
}

type madeFlow struct {
	ID, Name, Type, Format string
	Warnings               []string
	Diagnostics            []struct{ Code string }
}

func importAs(p *person, text, query string) madeFlow {
	p.t.Helper()
	var made madeFlow
	p.do("POST", "/api/v1/flows?"+query, strings.NewReader(text)).is(201).into(&made)
	return made
}

func TestImportDecidesTypeAndName(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Designer)
	typed := strings.Replace(tinyFlow, `"Metadata":{`, `"Metadata":{"type":"customerQueue","name":"From\nthe file",`, 1)
	module := strings.Replace(tinyFlow, `"Actions"`, `"Settings":{},"Actions"`, 1)
	wrapped, err := json.Marshal(map[string]any{"ContactFlow": map[string]any{"Name": "Wrapped", "Type": "AGENT_HOLD", "Description": "As described", "Content": tinyFlow}})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, query, wantName, wantType string }{
		"its own type":         {typed, "", "From the file", "CUSTOMER_QUEUE"},
		"its own type wins":    {typed, "type=CONTACT_FLOW&name=Given", "Given", "CUSTOMER_QUEUE"},
		"settings mean module": {module, "type=CONTACT_FLOW&file=dir/My%20module.json", "My module", "MODULE"},
		"wrapped":              {string(wrapped), "", "Wrapped", "AGENT_HOLD"},
		"given":                {tinyFlow, "type=CAMPAIGN", "Imported flow", "CAMPAIGN"},
	} {
		made := importAs(p, c.text, c.query)
		if made.Name != c.wantName || made.Type != c.wantType {
			t.Errorf("%s: %q of type %s, want %q of %s", name, made.Name, made.Type, c.wantName, c.wantType)
		}
		if disagrees := strings.Contains(c.query, "CONTACT_FLOW"); disagrees != (len(made.Warnings) == 1) {
			t.Errorf("%s: warnings %q", name, made.Warnings)
		}
	}
	importAs(p, strings.Replace(string(wrapped), "As described", `As\u0000described`, 1), "")
	made := importAs(p, string(wrapped), "")
	if got := p.get("/api/v1/flows/" + made.ID + "/content").is(200); string(got.Body) != tinyFlow {
		t.Errorf("a wrapped flow is stored as %s", got.Body)
	}
}

// TestImportTakesFlowsWithErrors because mending them is the point.
func TestImportTakesFlowsWithErrors(t *testing.T) {
	w := newWorld(t)
	made := importAs(w.withToken(auth.Designer), `{"Version":"2019-10-30","StartAction":"gone","Actions":[]}`, "type=CONTACT_FLOW")
	if len(made.Diagnostics) == 0 {
		t.Error("a flow whose start is gone has no findings")
	}
}

// TestImportForm is the way without script: many files, a result for each.
func TestImportForm(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	typed := strings.Replace(oddFlow, `"Metadata":{`, `"Metadata":{"type":"contactFlow",`, 1)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range [][2]string{{"good.json", typed}, {"bad.json", "{\n!"}, {"untyped.json", tinyFlow}} {
		part, err := form.CreateFormFile("files", f[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	page := dora.do("POST", "/flows/import", &body, header("Content-Type", form.FormDataContentType())).is(200).page()
	rows := page.Find("[data-testid=import-result]")
	if rows.Length() != 3 {
		t.Fatalf("%d results for 3 files", rows.Length())
	}
	for i, want := range []string{"Imported", "Line 2", "Say which one"} {
		if got := rows.Eq(i).Text(); !strings.Contains(got, want) {
			t.Errorf("row %d says %q, want %q", i, got, want)
		}
	}
	href, _ := rows.Eq(0).Find("a").Attr("href")
	if back := dora.get(href + "/export").is(200); string(back.Body) != typed {
		t.Errorf("through the form came %q", back.Body)
	}
}

func TestPutContentPreconditions(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Admin)
	id := importAs(p, tinyFlow, "type=CONTACT_FLOW").ID
	at := "/api/v1/flows/" + id
	put := func(text string, o ...option) answer {
		return p.do("PUT", at+"/content", strings.NewReader(text), o...)
	}

	put(oddFlow).is(http.StatusPreconditionRequired)
	put(oddFlow, header("If-Match", `7`)).is(422)
	for _, tag := range []string{`"7"`, `"abc"`} {
		var doc struct{ Revision int64 }
		put(oddFlow, header("If-Match", tag)).is(http.StatusPreconditionFailed).into(&doc)
		if doc.Revision != 1 {
			t.Errorf("a put over %s says revision %d", tag, doc.Revision)
		}
	}
	put("{", header("If-Match", `"1"`)).is(422)
	put(`{"a":1}`, header("If-Match", `"1"`)).is(422)
	first := put(oddFlow, header("If-Match", `"1"`)).is(200)
	if tag := first.Header.Get("ETag"); tag != `"2"` {
		t.Errorf("ETag after a put is %s", tag)
	}
	var doc struct{ Revision int64 }
	put(tinyFlow, header("If-Match", `"1"`)).is(http.StatusPreconditionFailed).into(&doc)
	if doc.Revision != 2 {
		t.Errorf("a stale put says revision %d", doc.Revision)
	}
	if got := p.get(at + "/content").is(200); string(got.Body) != oddFlow {
		t.Errorf("content is %q", got.Body)
	}

	for _, tags := range []string{`"2"`, `W/"2"`, `"1", "2"`, `*`} {
		p.get(at+"/content", header("If-None-Match", tags)).is(http.StatusNotModified)
	}
	p.get(at+"/content", header("If-None-Match", `"1", W/"22"`)).is(200)

	p.json("POST", at+"/versions", map[string]any{"revision": 1}).is(http.StatusConflict)
	p.json("POST", at+"/versions", map[string]any{"revison": 2}).is(http.StatusBadRequest)
	p.json("POST", at+"/versions", map[string]any{"revision": 2}).is(201)
	if code := p.json("POST", at+"/versions", map[string]any{}).is(http.StatusConflict).code(); code != "unchanged" {
		t.Errorf("saving the same again is %s", code)
	}
	publish := func(body map[string]any) answer {
		body["environment"] = "Local"
		return p.json("POST", at+"/publications", body)
	}
	publish(map[string]any{"version": 1, "replaces": 1}).is(http.StatusConflict)
	publish(map[string]any{"version": 2}).is(http.StatusNotFound)
	publish(map[string]any{"version": 1, "replaces": nil}).is(201)
	var stale struct{ Live int }
	publish(map[string]any{"version": 1, "replaces": nil}).is(http.StatusConflict).into(&stale)
	if stale.Live != 1 {
		t.Errorf("a stale publication says live %d", stale.Live)
	}
}

// TestFormatFollowsTheContent: what is told of a flow is what its draft holds.
func TestFormatFollowsTheContent(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Designer)
	legacy := `{"modules":[],"version":"1","type":"contactFlow","start":"a","metadata":{}}`
	id := importAs(p, legacy, "type=CONTACT_FLOW").ID
	for revision, text := range []string{tinyFlow, legacy, tinyFlow} {
		want := map[bool]string{true: "legacy", false: "flow"}[text == legacy]
		p.do("PUT", "/api/v1/flows/"+id+"/content", strings.NewReader(text), header("If-Match", strconv.Quote(strconv.Itoa(revision+1)))).is(200)
		var got struct{ Format string }
		p.get("/api/v1/flows/" + id).is(200).into(&got)
		if got.Format != want {
			t.Errorf("after put %d the format is %q, want %q", revision+1, got.Format, want)
		}
	}
}

func TestModuleSettings(t *testing.T) {
	w := newWorld(t)
	p := w.withToken(auth.Designer)
	plain := importAs(p, tinyFlow, "type=CONTACT_FLOW").ID
	module := importAs(p, strings.Replace(tinyFlow, `"Actions"`, `"Settings":{},"Actions"`, 1), "").ID
	put := func(id, tag string, settings any) answer {
		return p.json("PUT", "/api/v1/flows/"+id+"/settings", map[string]any{"settings": settings}, header("If-Match", tag))
	}
	put(plain, `"1"`, "{}").is(http.StatusConflict)
	put(module, `"1"`, "[]").is(422)
	put(module, `"1"`, "{").is(422)
	put(module, `"9"`, "{}").is(http.StatusPreconditionFailed)
	put(module, `"1"`, `{"transitions":{}}`).is(200)
	var got struct {
		Settings string
		Revision int
	}
	p.get("/api/v1/flows/" + module + "/settings").is(200).into(&got)
	if got.Settings != `{"transitions":{}}` || got.Revision != 2 {
		t.Errorf("settings are %+v", got)
	}
}
