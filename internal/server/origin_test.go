package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/server"
)

// TestCrossOriginPosts tries a form of another site with a valid cookie.
func TestCrossOriginPosts(t *testing.T) {
	w := newWorld(t)
	dora := w.signedIn(auth.Designer)
	host := strings.TrimPrefix(w.url, "http://")
	for name, c := range map[string]struct {
		site, origin string
		refused      bool
	}{
		"another site":         {"cross-site", "http://evil.example", true},
		"a sibling":            {"same-site", "http://evil." + host, true},
		"another site, old":    {"", "http://evil.example", true},
		"blank origin, old":    {"", "null", true},
		"another port, old":    {"", "http://127.0.0.1:1", true},
		"ourselves":            {"same-origin", w.url, false},
		"ourselves, old":       {"", w.url, false},
		"typed":                {"none", "", false},
		"a program, no header": {"", "", false},
	} {
		a := dora.do("POST", "/flows", strings.NewReader("type=CONTACT_FLOW&name=x"), header("Content-Type", "application/x-www-form-urlencoded"),
			func(r *http.Request) {
				for name, value := range map[string]string{"Sec-Fetch-Site": c.site, "Origin": c.origin} {
					if value != "" {
						r.Header.Set(name, value)
					}
				}
			})
		if refused := a.Status == http.StatusForbidden; refused != c.refused {
			t.Errorf("%s: status %d", name, a.Status)
		}
	}
	a := w.nobody().do("POST", "/signin", nil, header("Sec-Fetch-Site", "cross-site"), acceptJSON)
	if a.is(http.StatusForbidden).code() != "cross_origin" {
		t.Error("another site may sign people in")
	}
}

func dial(p *person, path, origin string) (*websocket.Conn, int) {
	p.t.Helper()
	h := http.Header{}
	if origin != "" {
		h.Set("Origin", origin)
	}
	if p.token != "" {
		h.Set("Authorization", "Bearer "+p.token)
	}
	dialer := websocket.Dialer{Jar: p.client.Jar}
	ws, res, err := dialer.DialContext(p.t.Context(), "ws"+strings.TrimPrefix(p.url, "http")+path, h)
	if err == nil {
		p.t.Cleanup(func() { _ = ws.Close() })
		return ws, http.StatusSwitchingProtocols
	}
	if res == nil {
		p.t.Fatal(err)
	}
	return nil, res.StatusCode
}

// TestWebsocketOrigin: the exact origin or nothing.
func TestWebsocketOrigin(t *testing.T) {
	w := newWorld(t)
	f := w.makeFlow("Live", tinyFlow)
	dora := w.signedIn(auth.Designer)
	host := strings.TrimPrefix(w.url, "http://")
	for _, origin := range []string{
		"", "null", "http://evil.example", "http://evil" + host, "http://" + host + ".evil.example", "http://127.0.0.1", "http://127.0.0.1:1",
		"http://" + host + "./", "ftp://" + host, "http://evil@" + host, "http://" + host + "/x",
	} {
		if _, status := dial(dora, "/flows/"+f.ID+"/live", origin); status != http.StatusForbidden {
			t.Errorf("origin %q got %d", origin, status)
		}
	}
	if _, status := dial(dora, "/flows/"+f.ID+"/live", w.url); status != http.StatusSwitchingProtocols {
		t.Errorf("our own origin got %d", status)
	}
	if _, status := dial(w.nobody(), "/flows/"+f.ID+"/live", w.url); status != http.StatusUnauthorized {
		t.Errorf("nobody got %d", status)
	}
	program := w.withToken(auth.Designer)
	if _, status := dial(program, "/flows/"+f.ID+"/live", ""); status != http.StatusSwitchingProtocols {
		t.Errorf("a program with a token got %d", status)
	}
	if _, status := dial(program, "/flows/"+f.ID+"/live", "http://evil.example"); status != http.StatusForbidden {
		t.Errorf("a token from another site got %d", status)
	}
}

// TestWebsocketExternalURL: with an address configured, only that one counts.
func TestWebsocketExternalURL(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) { d.External = &url.URL{Scheme: "https", Host: "flows.example.com"} })
	f := w.makeFlow("Live", tinyFlow)
	dora := w.nobody()
	dora.token = w.withToken(auth.Designer).token
	for origin, want := range map[string]int{
		w.url: http.StatusForbidden, "http://flows.example.com": http.StatusForbidden, "https://flows.example.com:8443": http.StatusForbidden,
		"https://FLOWS.example.com": http.StatusSwitchingProtocols, "https://flows.example.com": http.StatusSwitchingProtocols,
	} {
		if _, status := dial(dora, "/flows/"+f.ID+"/live", origin); status != want {
			t.Errorf("origin %s got %d, want %d", origin, status, want)
		}
	}
}

// TestSocketEndsWithTheSession: signing out and being disabled close it.
func TestSocketEndsWithTheSession(t *testing.T) {
	w := newWorld(t)
	f := w.makeFlow("Live", tinyFlow)
	ada := w.signedIn(auth.Admin)
	for name, end := range map[string]func(p *person){
		"signed out": func(p *person) { p.post("/signout").is(303) },
		"disabled":   func(p *person) { ada.post("/people/" + p.user.ID + "/disable").is(303) },
		"demoted":    func(p *person) { ada.post("/people/"+p.user.ID+"/role", "role", "viewer").is(303) },
	} {
		dora := w.signedIn(auth.Designer)
		ws, status := dial(dora, "/flows/"+f.ID+"/live", w.url)
		if status != http.StatusSwitchingProtocols {
			t.Fatalf("%s: status %d", name, status)
		}
		if _, _, err := ws.ReadMessage(); err != nil {
			t.Fatalf("%s: no welcome: %v", name, err)
		}
		end(dora)
		for {
			if _, _, err := ws.ReadMessage(); err != nil {
				if !websocket.IsCloseError(err, 4401) {
					t.Errorf("%s: closed with %v", name, err)
				}
				break
			}
		}
		if a := dora.get("/flows"); a.Status != http.StatusSeeOther {
			t.Errorf("%s: the session still answers %d", name, a.Status)
		}
	}
}
