package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
)

// withPassword is somebody who can sign in.
func (w *world) withPassword(role auth.Role) store.User {
	w.t.Helper()
	u := w.makeUser(role)
	hash, err := auth.HashPassword(w.t.Context(), goodPassword)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.store.SetPassword(w.t.Context(), store.System, u.ID, hash); err != nil {
		w.t.Fatal(err)
	}
	return u
}

func TestSignIn(t *testing.T) {
	w := newWorld(t)
	u := w.withPassword(auth.Viewer)
	p := w.nobody()
	p.get("/flows?q=x").leadsTo("/signin?next=%2Fflows%3Fq%3Dx")
	if a := p.get("/flows", acceptJSON).is(401); a.code() != "signed_out" {
		t.Error("a program is not told to sign in")
	}
	wrong := p.post("/signin", "email", u.Email, "password", "something else again").is(422)
	unknown := p.post("/signin", "email", "nobody@example.com", "password", goodPassword).is(422)
	if wrong.text("notice") != unknown.text("notice") {
		t.Errorf("a known email answers %q, an unknown one %q", wrong.text("notice"), unknown.text("notice"))
	}
	if got := wrong.page().Find("input[name=email]").AttrOr("value", ""); got != u.Email {
		t.Errorf("the form forgot the email: %q", got)
	}

	p.setSession("chosen-by-somebody-else")
	in := p.post("/signin", "email", strings.ToUpper(u.Email), "password", goodPassword, "next", "/flows?q=x").leadsTo("/flows?q=x")
	cookie := in.Header.Get("Set-Cookie")
	for _, want := range []string{"switchyard_session=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie %q lacks %s", cookie, want)
		}
	}
	if strings.Contains(cookie, "chosen-by-somebody-else") || strings.Contains(cookie, "Secure") {
		t.Errorf("the cookie is %q", cookie)
	}
	p.get("/flows").is(200)
	p.get("/signin").leadsTo("/flows")
	session := sessionOf(p)
	p.post("/signout").leadsTo("/signin")
	again := w.nobody()
	again.setSession(session)
	again.get("/flows").is(http.StatusSeeOther)
}

func sessionOf(p *person) string {
	p.t.Helper()
	at, err := url.Parse(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range p.client.Jar.Cookies(at) {
		if c.Name == "switchyard_session" {
			return c.Value
		}
	}
	p.t.Fatal("there is no session")
	return ""
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	w := newWorld(t)
	u := w.withPassword(auth.Viewer)
	for _, next := range []string{"https://evil.example", "//evil.example", `/\evil.example`, "javascript:alert(1)", "/signin", "\t//evil.example"} {
		w.nobody().post("/signin", "email", u.Email, "password", goodPassword, "next", next).leadsTo("/flows")
	}
}

func TestDisabledPeopleCannotSignIn(t *testing.T) {
	w := newWorld(t)
	u := w.withPassword(auth.Designer)
	if _, err := w.store.SetDisabled(t.Context(), store.System, u.ID, true); err != nil {
		t.Fatal(err)
	}
	w.nobody().post("/signin", "email", u.Email, "password", goodPassword).is(422)
}

// TestSignInIsLimited: guessing runs into 429, with a time to wait.
func TestSignInIsLimited(t *testing.T) {
	w := newWorld(t)
	p := w.nobody()
	for range 40 {
		if a := p.post("/signin", "email", "somebody@example.com", "password", "guess"); a.Status == http.StatusTooManyRequests {
			if a.Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			return
		}
	}
	t.Error("forty guesses went through")
}

// TestForwardingHeadersAreNotBelieved: the audit holds the real address.
func TestForwardingHeadersAreNotBelieved(t *testing.T) {
	w := newWorld(t)
	w.nobody().do("POST", "/signin", strings.NewReader("email=a%40example.com&password=x"),
		header("Content-Type", "application/x-www-form-urlencoded"), header("X-Forwarded-For", "203.0.113.9"), header("X-Real-Ip", "203.0.113.9"),
		header("Forwarded", "for=203.0.113.9")).is(422)
	entries, _, err := w.store.Audit(t.Context(), store.AuditFilter{Action: store.AuditSignInFailed})
	if err != nil || len(entries) != 1 || entries[0].IP != "127.0.0.1" {
		t.Errorf("the audit says %+v, %v", entries, err)
	}
}

// TestSecureCookies: over https the cookie is bound to the host and to https.
func TestSecureCookies(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) { d.External = &url.URL{Scheme: "https", Host: "flows.example.com"} })
	u := w.withPassword(auth.Viewer)
	a := w.nobody().post("/signin", "email", u.Email, "password", goodPassword).leadsTo("/flows")
	if cookie := a.Header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "__Host-switchyard_session=") || !strings.Contains(cookie, "; Secure") {
		t.Errorf("the cookie is %q", cookie)
	}
	if a.Header.Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security over https")
	}
}

// TestPlainBanner: whoever comes over plain http by network is told, once.
func TestPlainBanner(t *testing.T) {
	w := newWorld(t)
	p := w.nobody()
	if n := p.get("/signin").is(200).page().Find("[data-testid=banner]").Length(); n != 0 {
		t.Error("the banner is on a loopback page")
	}
	a := p.get("/signin", func(r *http.Request) { r.Host = "switchyard.lan:8080" }).is(200)
	if !strings.Contains(a.text("banner"), "SWITCHYARD_URL") {
		t.Error("the banner does not say what to do")
	}
}

func TestInviteAndReset(t *testing.T) {
	w := newWorld(t)
	ada := w.signedIn(auth.Admin)
	added := ada.post("/people", "name", "Bo", "email", "bo@example.com", "role", "designer").is(201)
	link := added.page().Find("[data-testid=secret]").AttrOr("value", "")
	if !strings.HasPrefix(link, w.url+"/link/") {
		t.Fatalf("the link is %q", link)
	}
	path := strings.TrimPrefix(link, w.url)
	bo := w.nobody()
	if got := bo.get(path).is(200).text("link"); !strings.Contains(got, "bo@example.com") {
		t.Errorf("the link's page says %q", got)
	}
	if got := bo.post(path, "name", "Bo", "password", "short").is(422).text("error-password"); !strings.Contains(got, "12") {
		t.Errorf("a short password says %q", got)
	}
	if got := bo.post(path, "name", "", "password", goodPassword).is(422).text("error-name"); got == "" {
		t.Error("an invitation takes no name at all")
	}
	bo.post(path, "name", "Bo Designer", "password", goodPassword).leadsTo("/flows")
	bo.get("/flows/new").is(200)
	w.nobody().get(path).is(http.StatusGone)
	w.nobody().post(path, "name", "Eve", "password", goodPassword).is(http.StatusGone)

	user, err := w.store.UserByEmail(t.Context(), "bo@example.com")
	if err != nil || user.Name != "Bo Designer" {
		t.Fatalf("%+v, %v", user, err)
	}
	reset := ada.post("/people/"+user.ID+"/link").is(200).page().Find("[data-testid=secret]").AttrOr("value", "")
	w.nobody().post(strings.TrimPrefix(reset, w.url), "password", "other unrelated little words").leadsTo("/flows")
	bo.get("/flows").is(http.StatusSeeOther)
	w.nobody().post("/signin", "email", "bo@example.com", "password", goodPassword).is(422)
	w.nobody().get("/link/" + strings.Repeat("A", 43)).is(http.StatusGone)
}

func TestLastAdminStays(t *testing.T) {
	w := newWorld(t)
	ada := w.signedIn(auth.Admin)
	for _, how := range []string{"disable", "role"} {
		ada.post("/people/"+ada.user.ID+"/"+how, "role", "viewer").leadsTo("/people")
		if got := ada.get("/people").is(200).text("flash"); !strings.Contains(got, "last admin") {
			t.Errorf("%s says %q", how, got)
		}
	}
	if got := ada.post("/people", "name", "Ada", "email", strings.ToUpper(ada.user.Email), "role", "viewer").is(422).text("error-email"); !strings.Contains(got, "exists") {
		t.Errorf("a taken email says %q", got)
	}
}

func TestAccount(t *testing.T) {
	w := newWorld(t)
	u := w.withPassword(auth.Viewer)
	here, there := w.nobody(), w.nobody()
	for _, p := range []*person{here, there} {
		p.post("/signin", "email", u.Email, "password", goodPassword).is(303)
	}
	if got := here.post("/account/password", "current", "wrong", "password", "other unrelated little words").is(422).text("error-current"); got == "" {
		t.Error("a wrong present password says nothing")
	}
	here.post("/account/password", "current", goodPassword, "password", "other unrelated little words").leadsTo("/account")
	here.get("/account").is(200)
	there.get("/account").is(303)
	there.post("/signin", "email", u.Email, "password", "other unrelated little words").is(303)
	here.post("/account/signout-everywhere").leadsTo("/signin")
	there.get("/account").is(303)
}

func TestTokens(t *testing.T) {
	w := newWorld(t)
	dora, eve := w.signedIn(auth.Designer), w.signedIn(auth.Designer)
	secret := dora.post("/tokens", "name", "nightly-build").is(201).page().Find("[data-testid=secret]").AttrOr("value", "")
	program := w.nobody()
	program.token = secret
	program.get("/api/v1/flows").is(200)
	if page := dora.get("/tokens").is(200); strings.Contains(string(page.Body), secret) {
		t.Error("the secret is shown a second time")
	}
	if got := dora.post("/tokens", "name", "  ").is(422).text("error-name"); got == "" {
		t.Error("a token without a name says nothing")
	}
	tokens, err := w.store.Tokens(t.Context(), store.TokenFilter{UserID: dora.user.ID})
	if err != nil || len(tokens) != 1 {
		t.Fatalf("%d tokens, %v", len(tokens), err)
	}
	eve.post("/tokens/" + tokens[0].ID + "/revoke").is(http.StatusNotFound)
	if page := eve.get("/tokens?all=1").is(200); strings.Contains(string(page.Body), "nightly-build") {
		t.Error("others see the token")
	}
	dora.post("/tokens/" + tokens[0].ID + "/revoke").leadsTo("/tokens")
	if code := program.get("/api/v1/flows").is(401).code(); code != "bad_token" {
		t.Errorf("a revoked token is %s", code)
	}
}

// TestTimesAreOfTheClockGiven holds the pages to the clock of Deps.
func TestTimesAreOfTheClockGiven(t *testing.T) {
	w := newWorld(t, func(d *server.Deps) { d.Now = func() time.Time { return time.Now().Add(49 * time.Hour) } })
	w.makeFlow("Old", tinyFlow)
	if got := w.signedIn(auth.Viewer).get("/flows").text("flow"); !strings.Contains(got, "2 days ago") {
		t.Errorf("a flow of two days ago says %q", got)
	}
}
