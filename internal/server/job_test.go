package server_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
)

// A flow with everything that must survive: CRLF, odd spacing, a duplicate key,
// an unknown member, a float position.
const oddFlow = "{\r\n  \"Version\":\"2019-10-30\",\r\n\t\"StartAction\" : \"a\",\r\n  \"$$hashKey\": 1.50, \"x\":1, \"x\":2,\r\n" +
	"  \"Metadata\":{\"ActionMetadata\":{\"a\":{\"position\":{\"x\":-10.25,\"y\":0}}}},\r\n" +
	"  \"Actions\":[{\"Identifier\":\"a\",\"Type\":\"DisconnectParticipant\",\"Parameters\":{},\"Transitions\":{}}]\r\n}\r\n"

// TestTheMainJob does what the product is for, as the first admin's browser and
// a pipeline would.
func TestTheMainJob(t *testing.T) {
	w := newWorld(t)
	link, err := w.store.CreateLink(t.Context(), store.System, store.LinkFirstAdmin, "", store.SessionLifetime)
	if err != nil {
		t.Fatal(err)
	}
	ada := w.nobody()
	ada.get("/setup/" + link).is(200)
	ada.post("/setup/"+link, "name", "Ada", "email", "ada@example.com", "password", goodPassword).leadsTo("/flows")
	w.nobody().get("/setup/" + link).is(http.StatusGone)
	if got := ada.get("/flows").is(200).text("flash"); !strings.Contains(got, "Welcome") {
		t.Errorf("first page says %q", got)
	}

	id := ada.importJSON(oddFlow, "type=CONTACT_FLOW&name=Main+line")
	v1 := ada.get("/flows/" + id + "/export")
	if string(v1.is(200).Body) != oddFlow {
		t.Errorf("exported %q", v1.Body)
	}

	ada.json("POST", "/flows/"+id+"/versions", map[string]any{"message": "first", "revision": 1}).is(201)
	ada.json("POST", "/flows/"+id+"/publications", map[string]any{"version": 1, "environment": "Local", "replaces": nil}).is(201)

	pipeline := w.nobody()
	user, err := w.store.UserByEmail(t.Context(), "ada@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if _, pipeline.token, err = w.store.CreateToken(t.Context(), store.System, user.ID, "pipeline"); err != nil {
		t.Fatal(err)
	}
	content := "/api/v1/flows/" + id + "/content"
	tag := pipeline.get(content).is(200).Header.Get("ETag")
	pipeline.do("PUT", content, strings.NewReader(tinyFlow), header("If-Match", tag)).is(200)
	pipeline.json("POST", "/api/v1/flows/"+id+"/versions", map[string]any{"message": "second"}).is(201)
	pipeline.json("POST", "/api/v1/flows/"+id+"/publications", map[string]any{"version": 2, "environment": "Local", "replaces": 1}).is(201)
	if live := pipeline.get(content + "?at=environment:Local").is(200); string(live.Body) != tinyFlow {
		t.Errorf("live is %s", live.Body)
	}

	page := ada.get("/flows/" + id + "/versions").is(200)
	if got := page.text("publish"); got != "Roll back" {
		t.Errorf("version 1 offers %q", got)
	}
	ada.get("/flows/" + id + "/versions/1/publish").is(200)
	ada.post("/flows/"+id+"/publications", "version", "1", "environment", "Local", "replaces", "2").leadsTo("/flows/" + id + "/versions")
	if live := pipeline.get(content + "?at=environment:Local").is(200); string(live.Body) != oddFlow {
		t.Errorf("after the rollback %s is live", live.Body)
	}
	if file := ada.get("/flows/" + id + "/export?at=version:1"); string(file.is(200).Body) != oddFlow {
		t.Errorf("exported %q as version 1", file.Body)
	}
}

// TestRestoreToDraft puts version 1 back under the draft's revision.
func TestRestoreToDraft(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	id := dora.importJSON(oddFlow, "type=CONTACT_FLOW")
	dora.json("POST", "/flows/"+id+"/versions", map[string]any{}).is(201)
	head, err := w.hub.Replace(t.Context(), store.System, id, nil, tinyFlow)
	if err != nil {
		t.Fatal(err)
	}
	stale := dora.post("/flows/"+id+"/versions/1/restore", "revision", "1")
	stale.leadsTo("/flows/" + id + "/versions")
	if got := dora.get("/flows/" + id + "/versions").text("flash"); !strings.Contains(got, "moved on") {
		t.Errorf("a stale restore says %q", got)
	}
	dora.post("/flows/" + id + "/versions/1/restore").is(http.StatusPreconditionRequired)
	dora.post("/flows/"+id+"/versions/1/restore", "revision", fmt.Sprint(head)).is(http.StatusSeeOther)
	if text, _, err := w.hub.Content(t.Context(), id); err != nil || text != oddFlow {
		t.Errorf("the draft holds %q, %v", text, err)
	}
}

// TestPublishAsksAboutErrors: Local takes them, the page says how many.
func TestPublishAsksAboutErrors(t *testing.T) {
	w := newWorld(t)
	ada := w.signedIn(auth.Admin)
	id := ada.importJSON(strings.Replace(tinyFlow, `"StartAction":"a"`, `"StartAction":"gone"`, 1), "type=CONTACT_FLOW")
	ada.json("POST", "/flows/"+id+"/versions", map[string]any{}).is(201)
	page := ada.get("/flows/" + id + "/versions/1/publish").is(200)
	if form := page.text("publish-form"); !strings.Contains(form, "Publish with errors") || !strings.Contains(form, "1 error") {
		t.Errorf("the page asks %q", form)
	}
	if page.text("findings") == "" {
		t.Error("the page does not say what is wrong")
	}
	ada.post("/flows/"+id+"/publications", "version", "1", "environment", "Local", "replaces", "1").is(http.StatusConflict).text("notice")
	var made struct{ Errors int }
	ada.json("POST", "/flows/"+id+"/publications", map[string]any{"version": 1, "environment": "Local", "replaces": nil}).is(201).into(&made)
	if made.Errors == 0 {
		t.Error("the publication does not carry the count")
	}
	if restored := ada.get("/flows/" + id + "/versions/9/publish"); restored.Status != http.StatusNotFound {
		t.Errorf("a version that is not there answers %d", restored.Status)
	}
}

// TestExportAll names every file safely and holds each flow's bytes.
func TestExportAll(t *testing.T) {
	w := newWorld(t)
	names := []string{"../../etc/passwd", "Main line", "main LINE", "CON", "Öffnungszeiten / €", "a\"b\\c"}
	for _, name := range names {
		w.makeFlow(name, tinyFlow)
	}
	a := w.signedIn(auth.Viewer).get("/flows/export.zip").is(200)
	files, err := zip.NewReader(bytes.NewReader(a.Body), int64(len(a.Body)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range files.File {
		if strings.ContainsAny(f.Name, `/\:*?"<>|`) || strings.HasPrefix(f.Name, ".") || seen[strings.ToLower(f.Name)] {
			t.Errorf("a file is called %q", f.Name)
		}
		seen[strings.ToLower(f.Name)] = true
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(r); err != nil || string(text) != tinyFlow {
			t.Errorf("%s holds %q, %v", f.Name, text, err)
		}
	}
	if len(seen) != len(names) {
		t.Errorf("%d files for %d flows", len(seen), len(names))
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"Main line": "Main-line", "../../x": "x", "CON": "flow-CON", "lpt1": "flow-lpt1", "": "flow", "…": "flow",
		"a\r\nSet-Cookie: x": "a-Set-Cookie-x", "\u202egpj.exe": "gpj-exe", strings.Repeat("a", 300): strings.Repeat("a", 60),
	} {
		if got := server.FileName(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

// TestDownloadHeaders keeps a flow's name out of the header's syntax.
func TestDownloadHeaders(t *testing.T) {
	w := newWorld(t)
	v := w.signedIn(auth.Viewer)
	f := w.makeFlow(`x"; filename="evil.exe`, tinyFlow)
	got := v.get("/flows/" + f.ID + "/export").is(200).Header.Get("Content-Disposition")
	want := `attachment; filename="x-filename-evil-exe.json"; filename*=UTF-8''x-%3B%20filename%3D-evil.exe.json`
	if got != want {
		t.Errorf("Content-Disposition is %s, want %s", got, want)
	}
}

// TestCorpus imports every real flow there is and wants the same bytes back.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpus/flows/real/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the corpus of real flows is not beside this checkout: nothing was imported")
	}
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a := dora.do("POST", "/flows/import?type=CONTACT_FLOW", bytes.NewReader(text), acceptJSON, header("Content-Type", "application/octet-stream"))
		if a.Status != http.StatusCreated {
			t.Errorf("%s: %d %.300s", filepath.Base(file), a.Status, a.Body)
			continue
		}
		var made struct{ ID string }
		a.into(&made)
		if back := dora.get("/flows/" + made.ID + "/export").is(200); !bytes.Equal(back.Body, text) {
			t.Errorf("%s came back different", filepath.Base(file))
		}
	}
	t.Logf("%d real flows came back byte for byte", len(files))
}
