package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
)

func TestFlowsList(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	if got := dora.get("/flows").is(200).text("empty"); !strings.Contains(got, "No flows yet") {
		t.Errorf("an empty list says %q", got)
	}
	for _, name := range []string{"100% sure", "100 maybe", "other_one", "otherXone"} {
		w.makeFlow(name, tinyFlow)
	}
	for query, want := range map[string]string{
		"q=100%25": "100% sure", "q=other_": "other_one", "q=SURE": "100% sure", "state=published": "", "type=MODULE": "",
		"state=unpublished": "100 maybe,100% sure,other_one,otherXone", "q=%5C": "",
	} {
		var got []string
		page := dora.get("/flows?" + query).is(200).page()
		for _, node := range page.Find("[data-testid=flow] .flowname a").EachIter() {
			got = append(got, node.Text())
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s finds %q, want %q", query, got, want)
		}
		if want == "" && !strings.Contains(page.Find("[data-testid=empty]").Text(), "No flow matches") {
			t.Errorf("%s does not say that nothing matches", query)
		}
	}
}

func TestFlowsListPages(t *testing.T) {
	w := newWorld(t)
	for range 51 {
		w.makeFlow("Same name", tinyFlow)
	}
	v := w.signedIn(auth.Viewer)
	first := v.get("/flows").is(200).page()
	if n := first.Find("[data-testid=flow]").Length(); n != 50 {
		t.Errorf("the first page has %d flows", n)
	}
	next := first.Find("[data-testid=next-page]").AttrOr("href", "")
	second := v.get(next).is(200).page()
	if n := second.Find("[data-testid=flow]").Length(); n != 1 {
		t.Errorf("the second page has %d flows", n)
	}
	v.get("/flows?cursor=nonsense").is(422)
	if second.Find("a[href='/flows/new']").Length() != 0 {
		t.Error("a viewer is offered a new flow")
	}
}

func TestArchiveAndUndo(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	f := w.makeFlow("Gone for now", tinyFlow)
	dora.post("/flows/" + f.ID + "/archive").leadsTo("/flows")
	page := dora.get("/flows").is(200)
	if got := page.text("flash"); !strings.Contains(got, "archived") || !strings.Contains(got, "Undo") {
		t.Errorf("the notice says %q", got)
	}
	if dora.get("/flows").page().Find("[data-testid=flash]").Length() != 0 {
		t.Error("the notice is shown twice")
	}
	undo := page.page().Find("[data-testid=flash] form").AttrOr("action", "")
	dora.post(undo).leadsTo("/flows")
	if n := dora.get("/flows").page().Find("[data-testid=flow]").Length(); n != 1 {
		t.Errorf("after undo there are %d flows", n)
	}
}

func TestNewFlow(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	types := dora.get("/flows/new").is(200).page().Find("input[name=type]")
	if types.Length() != 11 {
		t.Errorf("%d types are offered", types.Length())
	}
	for _, node := range types.EachIter() {
		kind := node.AttrOr("value", "")
		a := dora.post("/flows", "type", kind, "name", "New "+kind).is(303)
		at := "/api/v1" + a.Header.Get("Location")
		p := w.withToken(auth.Viewer)
		var f store.Flow
		p.get(at).is(200).into(&f)
		want := "flow"
		if kind == "MODULE" {
			want = "module"
		}
		if f.Type != kind || f.Format != want {
			t.Errorf("a new %s is a %s of type %s", kind, f.Format, f.Type)
		}
		if kind == "CAMPAIGN" {
			continue // what the console writes for it is not known, so the file does not tell
		}
		// Exporting and importing it asks no question: the file tells its type.
		text := string(p.get(at + "/content").is(200).Body)
		if made := importAs(w.withToken(auth.Designer), text, ""); made.Type != kind {
			t.Errorf("an exported new %s comes back as %s", kind, made.Type)
		}
	}
	if got := dora.post("/flows", "type", "CONTACT_FLOW", "name", " ").is(422).text("error-name"); !strings.Contains(got, "missing") {
		t.Errorf("no name says %q", got)
	}
	dora.post("/flows", "type", "NONSENSE", "name", "x").is(422).text("error-type")
}

func TestRenameDescribeAndType(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	f := w.makeFlow("Before", tinyFlow)
	at := "/flows/" + f.ID
	dora.post(at, "name", "After", "description", "Why", "type", "CUSTOMER_QUEUE").leadsTo(at + "/settings")
	dora.post(at, "name", "From the list").leadsTo("/flows")
	got, err := w.store.Flow(t.Context(), f.ID)
	if err != nil || got.Name != "From the list" || got.Description != "Why" || got.Type != "CUSTOMER_QUEUE" {
		t.Errorf("%+v, %v", got, err)
	}
	dora.json("PATCH", at, map[string]any{"type": "CAMPAIGN", "name": ""}).is(422)
	if got, err := w.store.Flow(t.Context(), f.ID); err != nil || got.Type != "CUSTOMER_QUEUE" {
		t.Errorf("a change that was refused left the type %s, %v", got.Type, err)
	}
	dora.json("POST", at+"/versions", map[string]any{}).is(201)
	w.signedIn(auth.Admin).json("POST", at+"/publications", map[string]any{"version": 1, "environment": "Local"}).is(201)
	if code := dora.json("PATCH", at, map[string]any{"type": "CAMPAIGN"}).is(409).code(); code != "published" {
		t.Errorf("changing a published flow's type is %s", code)
	}
	dora.json("PATCH", at, map[string]any{"type": "CUSTOMER_QUEUE", "name": "Kept"}).is(200)
	dora.json("PATCH", at, map[string]any{"role": "admin"}).is(400)
	dora.post("/flows/" + f.ID + "/duplicate").leadsTo("/flows")
	if got := dora.get("/flows").text("flash"); !strings.Contains(got, "Kept (copy)") {
		t.Errorf("the notice says %q", got)
	}
	for from, want := range map[string]string{
		"/flows?q=a%26b&type=MODULE": "/flows?q=a%26b&type=MODULE", "/flows?archived=1&q=x": "/flows?q=x",
		"/people": "/flows", "https://evil.example/flows?q=x": "/flows?q=x", "::": "/flows",
	} {
		dora.do("POST", "/flows/"+f.ID+"/restore", nil, header("Referer", from)).leadsTo(want)
	}
}

// TestErrorsSayNothingOfTheInside breaks the database under the pages.
func TestErrorsSayNothingOfTheInside(t *testing.T) {
	w := newWorld(t)
	v, p := w.signedIn(auth.Viewer), w.withToken(auth.Viewer)
	if _, err := w.store.Pool().Exec(context.Background(), `alter table flows rename column name to hidden`); err != nil {
		t.Fatal(err)
	}
	page, api := v.get("/flows").is(500), p.get("/api/v1/flows").is(500)
	if api.code() != "internal" {
		t.Errorf("the API says %s", api.Body)
	}
	inside := regexp.MustCompile(`(?i)sqlstate|column|select|pgx|\.go:|/work|goroutine`)
	for _, a := range []answer{page, api} {
		id := a.Header.Get("X-Request-Id")
		if found := inside.Find(a.Body); found != nil {
			t.Errorf("the answer tells %q", found)
		}
		if id == "" || !strings.Contains(string(a.Body), id) {
			t.Errorf("the request's id %q is not in the answer", id)
		}
	}
	if code := p.get("/api/v1/flows/nonsense").is(404).code(); code != "not_found" {
		t.Errorf("a bad id is %s", code)
	}
	w.nobody().do("DELETE", "/flows", nil, acceptJSON).is(http.StatusMethodNotAllowed)
	if got := w.nobody().get("/nowhere").is(404).text("message"); !strings.Contains(got, "nothing") {
		t.Errorf("the not-found page says %q", got)
	}
}

// TestHeadersOnEverything looks at every kind of answer.
func TestHeadersOnEverything(t *testing.T) {
	w := newWorld(t)
	v := w.signedIn(auth.Viewer)
	for _, path := range []string{"/signin", "/flows", "/nowhere", "/static/css/page.css", "/static/nothing", "/healthz", "/metrics", "/api/v1/flows", "/flows/export.zip"} {
		h := v.get(path).Header
		policy := h.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy %q lacks %q", path, policy, want)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s: the policy is %q", path, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
	}
	odd := v.get("/signin", func(r *http.Request) { r.Host = "x; script-src *" })
	if policy := odd.Header.Get("Content-Security-Policy"); strings.Contains(policy, "*") {
		t.Errorf("a host got into the policy: %q", policy)
	}
}

// TestStylesOfTheDesigner: the code editor writes style elements. They are let
// in by a nonce that only this one answer has.
func TestStylesOfTheDesigner(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) { d.Static = fstest.MapFS{"dist/designer.js": {}} })
	v := w.signedIn(auth.Viewer)
	f := w.makeFlow("Styled", tinyFlow)
	seen := map[string]bool{}
	for range 2 {
		answer := v.get("/flows/" + f.ID).is(200)
		var data struct {
			Nonce string `json:"style_nonce"`
		}
		if err := json.Unmarshal([]byte(answer.page().Find("script#designer-data").Text()), &data); err != nil {
			t.Fatal(err)
		}
		policy := answer.Header.Get("Content-Security-Policy")
		if len(data.Nonce) < 20 || !strings.Contains(policy, "style-src 'self' 'nonce-"+data.Nonce+"';") {
			t.Errorf("the nonce is %q, the policy %q", data.Nonce, policy)
		}
		if !strings.Contains(policy, "script-src 'self';") || strings.Contains(policy, "unsafe") {
			t.Errorf("the policy is %q", policy)
		}
		if seen[data.Nonce] {
			t.Errorf("the nonce %q comes twice", data.Nonce)
		}
		seen[data.Nonce] = true
	}
}

func TestStaticFiles(t *testing.T) {
	files := fstest.MapFS{
		"css/page.css":            {Data: []byte("body{}" + strings.Repeat(" ", 1000))},
		"dist/designer.js":        {Data: []byte("1")},
		"dist/layout-ABCDEF12.js": {Data: []byte("2")},
		"dist/.gitkeep":           {},
	}
	w := newWorld(t, func(d *server.Deps) { d.Static = files })
	p := w.nobody()
	page := p.get("/signin").page()
	hashed := ""
	for _, node := range page.Find("link[rel=stylesheet]").EachIter() {
		if href := node.AttrOr("href", ""); strings.Contains(href, "page.css") {
			hashed = href
		}
	}
	if cache := p.get(hashed).is(200).Header.Get("Cache-Control"); !strings.Contains(cache, "immutable") {
		t.Errorf("%s is cached as %q", hashed, cache)
	}
	if cache := p.get("/static/dist/layout-ABCDEF12.js").is(200).Header.Get("Cache-Control"); !strings.Contains(cache, "immutable") {
		t.Errorf("a chunk is cached as %q", cache)
	}
	plain := p.get("/static/css/page.css", header("Accept-Encoding", "gzip")).is(200)
	if plain.Header.Get("Cache-Control") != "no-cache" || plain.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("without a hash: %v", plain.Header)
	}
	p.get("/static/css/page.css", header("If-None-Match", plain.Header.Get("ETag"))).is(http.StatusNotModified)
	for _, path := range []string{"/static/dist/.gitkeep", "/static/../server.go", "/static/%2e%2e/server.go", "/static/"} {
		p.get(path).is(404)
	}
}

// TestBuiltWithoutAssets: the designer's page says so instead of staying blank.
func TestBuiltWithoutAssets(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) { d.Static = fstest.MapFS{"css/page.css": {}} })
	f := w.makeFlow("x", tinyFlow)
	if got := w.signedIn(auth.Viewer).get("/flows/" + f.ID).is(200).text("message"); !strings.Contains(got, "make build") {
		t.Errorf("the page says %q", got)
	}
}

// TestDesignerAsksForSharedScriptsAtOnce: what the front end needs before it
// runs is asked for with it, what it fetches later is not.
func TestDesignerAsksForSharedScriptsAtOnce(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) {
		d.Static = fstest.MapFS{
			"dist/designer.js":       {Data: []byte(`import{a as b}from"./chunk-AAAAAAA2.js";import"./chunk-BBBBBBB3.js";b(()=>import("./part-CCCCCCC4.js"));`)},
			"dist/chunk-AAAAAAA2.js": {Data: []byte(`import"./chunk-DDDDDDD5.js";import"./chunk-BBBBBBB3.js";`)},
		}
	})
	f := w.makeFlow("x", tinyFlow)
	html := string(w.signedIn(auth.Viewer).get("/flows/" + f.ID).is(200).Body)
	for _, want := range []string{
		`<link rel="modulepreload" href="/static/dist/chunk-AAAAAAA2.js">`,
		`<link rel="modulepreload" href="/static/dist/chunk-BBBBBBB3.js">`,
		`<link rel="modulepreload" href="/static/dist/chunk-DDDDDDD5.js">`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(html, "part-CCCCCCC4") {
		t.Error("the page asks for what is fetched later")
	}
	if got := w.nobody().get("/static/dist/chunk-AAAAAAA2.js").is(200).Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("a part whose name holds its hash is cached as %q", got)
	}
}

func TestHealthAndMetrics(t *testing.T) {
	w := newWorld(t)
	p := w.nobody()
	p.get("/healthz").is(200)
	p.do("HEAD", "/readyz", nil).is(200)
	if got := string(p.get("/metrics").is(200).Body); !strings.Contains(got, `switchyard_http_requests_total{method="GET",route="/healthz",status="200"} 1`) {
		t.Errorf("metrics are %.500s", got)
	}
	w.store.Close()
	p.get("/readyz").is(http.StatusServiceUnavailable)
	p.get("/healthz").is(200)
}
