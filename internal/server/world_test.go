package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/modules"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const goodPassword = "four unrelated little words"

// world is a whole server on a database of its own.
type world struct {
	t     *testing.T
	url   string
	store *store.Store
	hub   *live.Hub
	log   *bytes.Buffer
}

func newWorld(t *testing.T, change ...func(*server.Deps)) *world {
	t.Helper()
	s, err := store.Open(t.Context(), testkit.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	w := &world{t: t, store: s, log: &bytes.Buffer{}}
	quiet := slog.New(slog.DiscardHandler)
	known := modules.New(s, quiet, nil)
	w.hub = live.NewHub(s, live.Options{Log: quiet, Modules: known.Lint})
	deps := server.Deps{Store: s, Hub: w.hub, Modules: known, Version: "test"}
	for _, c := range change {
		c(&deps)
	}
	web := httptest.NewServer(server.New(deps))
	w.url = web.URL
	t.Cleanup(func() {
		if err := w.hub.Close(t.Context()); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
		web.Close()
	})
	return w
}

// person is a browser, or a program when it carries a token.
type person struct {
	*world
	user   store.User
	token  string
	client *http.Client
}

// nobody is a browser that is not signed in.
func (w *world) nobody() *person {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &person{world: w, client: &http.Client{
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// signedIn is somebody with a session.
func (w *world) signedIn(role auth.Role) *person {
	w.t.Helper()
	p := w.nobody()
	p.user = w.makeUser(role)
	token, err := w.store.CreateSession(w.t.Context(), store.System, p.user.ID, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	p.setSession(token)
	return p
}

func (p *person) setSession(token string) {
	at, err := url.Parse(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	p.client.Jar.SetCookies(at, []*http.Cookie{{Name: "switchyard_session", Value: token, Path: "/"}})
}

// withToken is a program that acts as somebody new.
func (w *world) withToken(role auth.Role) *person {
	w.t.Helper()
	p := w.nobody()
	p.user = w.makeUser(role)
	_, secret, err := w.store.CreateToken(w.t.Context(), store.System, p.user.ID, "test")
	if err != nil {
		w.t.Fatal(err)
	}
	p.token = secret
	return p
}

var people int

func (w *world) makeUser(role auth.Role) store.User {
	w.t.Helper()
	people++
	u, err := w.store.CreateUser(w.t.Context(), store.System, store.NewUser{
		Email: fmt.Sprintf("%s-%d@example.com", role, people), Name: strings.ToUpper(string(role[:1])) + string(role[1:]) + " Person",
		Role: role, PasswordHash: "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return u
}

// makeFlow stores a flow without HTTP.
func (w *world) makeFlow(name, text string) store.Flow {
	w.t.Helper()
	f, err := w.store.CreateFlow(w.t.Context(), store.System, store.NewFlow{Name: name, Type: "CONTACT_FLOW", Format: "flow", Content: text})
	if err != nil {
		w.t.Fatal(err)
	}
	return f
}

// answer is a response that was read.
type answer struct {
	t      *testing.T
	Status int
	Header http.Header
	Body   []byte
}

type option func(*http.Request)

func header(name, value string) option {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

var acceptJSON = header("Accept", "application/json")

func (p *person) do(method, path string, body io.Reader, options ...option) answer {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.url+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	for _, o := range options {
		o(r)
	}
	res, err := p.client.Do(r)
	if err != nil {
		p.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer{p.t, res.StatusCode, res.Header, text}
}

func (p *person) get(path string, options ...option) answer {
	p.t.Helper()
	return p.do("GET", path, nil, options...)
}

// post sends a form given as name, value, name, value …
func (p *person) post(path string, pairs ...string) answer {
	p.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return p.do("POST", path, strings.NewReader(values.Encode()), header("Content-Type", "application/x-www-form-urlencoded"))
}

func (p *person) json(method, path string, body any, options ...option) answer {
	p.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	options = append([]option{header("Content-Type", "application/json"), acceptJSON}, options...)
	return p.do(method, path, bytes.NewReader(text), options...)
}

// is fails the test unless the status is this one.
func (a answer) is(status int) answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("status %d, want %d: %.600s", a.Status, status, a.Body)
	}
	return a
}

// leadsTo fails the test unless the answer is a redirect there.
func (a answer) leadsTo(path string) answer {
	a.t.Helper()
	a.is(http.StatusSeeOther)
	if got := a.Header.Get("Location"); got != path {
		a.t.Fatalf("redirected to %q, want %q", got, path)
	}
	return a
}

func (a answer) into(v any) {
	a.t.Helper()
	if err := json.Unmarshal(a.Body, v); err != nil {
		a.t.Fatalf("%v in %.300s", err, a.Body)
	}
}

// code is the problem's code.
func (a answer) code() string {
	a.t.Helper()
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		a.t.Fatalf("content type %q, want a problem: %.300s", got, a.Body)
	}
	var doc struct{ Code string }
	a.into(&doc)
	return doc.Code
}

func (a answer) page() *goquery.Document {
	a.t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(a.Body))
	if err != nil {
		a.t.Fatal(err)
	}
	return doc
}

// text is the text of the element with this data-testid.
func (a answer) text(testid string) string {
	a.t.Helper()
	found := a.page().Find(fmt.Sprintf("[data-testid=%q]", testid))
	if found.Length() == 0 {
		a.t.Fatalf("no element %q in %.1500s", testid, a.Body)
	}
	return strings.Join(strings.Fields(found.Text()), " ")
}

const tinyFlow = `{"Version":"2019-10-30","StartAction":"a","Metadata":{"entryPointPosition":{"x":0,"y":0},"ActionMetadata":{"a":{"position":{"x":100,"y":0}}}},"Actions":[{"Identifier":"a","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

// importJSON imports through the page's endpoint and returns the flow's id.
func (p *person) importJSON(text, query string) string {
	p.t.Helper()
	a := p.do("POST", "/flows/import?"+query, strings.NewReader(text), acceptJSON, header("Content-Type", "application/octet-stream")).is(201)
	var made struct{ ID string }
	a.into(&made)
	return made.ID
}
