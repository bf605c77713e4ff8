package server_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/server"
	"switchyard.dev/switchyard/internal/store"
)

// matrix says who may use each route: how they show who they are, and the
// least role. It is written by hand on purpose: a route that is not here, or
// stands under another guard, fails.
var matrix = map[string]string{
	"GET /":                         "public",
	"GET /healthz":                  "public",
	"GET /readyz":                   "public",
	"GET /metrics":                  "public",
	"GET /static/*":                 "public",
	"GET /api/v1/openapi.json":      "public",
	"GET /signin":                   "public",
	"POST /signin":                  "public",
	"GET /setup/{token}":            "public",
	"POST /setup/{token}":           "public",
	"GET /link/{token}":             "public",
	"POST /link/{token}":            "public",
	"GET /flows":                    "session viewer",
	"GET /flows/export.zip":         "session viewer",
	"GET /flows/{id}":               "session viewer",
	"GET /flows/{id}/export":        "session viewer",
	"GET /flows/{id}/versions":      "session viewer",
	"GET /flows/{id}/settings":      "session viewer",
	"GET /flows/{id}/contract":      "session viewer",
	"GET /flows/{id}/modules":       "session viewer",
	"GET /tokens":                   "session viewer",
	"POST /tokens":                  "session viewer",
	"POST /tokens/{id}/revoke":      "session viewer",
	"GET /account":                  "session viewer",
	"POST /account/password":        "session viewer",
	"POST /signout":                 "session viewer",
	"GET /flows/{id}/live":          "either viewer",
	"GET /flows/new":                "session designer",
	"POST /flows":                   "session designer",
	"GET /flows/import":             "session designer",
	"POST /flows/import":            "session designer",
	"PATCH /flows/{id}":             "session designer",
	"POST /flows/{id}":              "session designer",
	"POST /flows/{id}/contract":     "session designer",
	"POST /flows/{id}/duplicate":    "session designer",
	"POST /flows/{id}/layout":       "session designer",
	"GET /flows/{id}/convert":       "session designer",
	"POST /flows/{id}/convert":      "session designer",
	"POST /flows/{id}/archive":      "session designer",
	"POST /flows/{id}/restore":      "session designer",
	"POST /flows/{id}/versions":     "session designer",
	"POST /flows/{id}/publications": "session admin",
	"GET /rules":                    "session admin",
	"POST /rules/{code}":            "session admin",
	"GET /people":                   "session admin",
	"POST /people":                  "session admin",
	"POST /people/{id}/role":        "session admin",
	"POST /people/{id}/disable":     "session admin",
	"POST /people/{id}/enable":      "session admin",
	"POST /people/{id}/link":        "session admin",

	"POST /account/signout-everywhere":      "session viewer",
	"POST /flows/{id}/versions/{n}/restore": "session designer",
	"POST /flows/{id}/silences":             "session designer",
	"DELETE /flows/{id}/silences":           "session designer",
	"GET /flows/{id}/versions/{n}/publish":  "session admin",

	"GET /api/v1/flows":                    "bearer viewer",
	"GET /api/v1/flows/{id}":               "bearer viewer",
	"GET /api/v1/flows/{id}/content":       "bearer viewer",
	"GET /api/v1/flows/{id}/diagnostics":   "bearer viewer",
	"GET /api/v1/flows/{id}/diff":          "bearer viewer",
	"GET /api/v1/flows/{id}/settings":      "bearer viewer",
	"GET /api/v1/flows/{id}/silences":      "bearer viewer",
	"POST /api/v1/flows/{id}/silences":     "bearer designer",
	"DELETE /api/v1/flows/{id}/silences":   "bearer designer",
	"GET /api/v1/flows/{id}/versions":      "bearer viewer",
	"GET /api/v1/flows/{id}/publications":  "bearer viewer",
	"POST /api/v1/flows":                   "bearer designer",
	"PUT /api/v1/flows/{id}/content":       "bearer designer",
	"PUT /api/v1/flows/{id}/settings":      "bearer designer",
	"POST /api/v1/flows/{id}/versions":     "bearer designer",
	"POST /api/v1/flows/{id}/publications": "bearer admin",
}

// TestEveryRouteHasAGuard walks the router: what it would answer is exactly
// what the table and the matrix know.
func TestEveryRouteHasAGuard(t *testing.T) {
	routes, ok := server.BareRouter().(chi.Routes)
	if !ok {
		t.Fatal("the router cannot be walked")
	}
	walked := map[string]bool{}
	err := chi.Walk(routes, func(method, path string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		walked[method+" "+path] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]bool{}
	for _, line := range server.RouteLines() {
		route := line.Method + " " + line.Path
		table[route] = true
		if line.Guard == "" || line.Realm == "" {
			t.Errorf("%s has no guard", route)
		}
		want, known := matrix[route]
		if !known {
			t.Errorf("%s is not in the matrix: say who may use it", route)
		} else if realm, _, _ := strings.Cut(want, " "); realm != line.Realm {
			t.Errorf("%s stands under %q, the matrix says %q", route, line.Realm, want)
		}
	}
	for route := range walked {
		if !table[route] {
			t.Errorf("%s is mounted outside the table", route)
		}
	}
	for route := range matrix {
		if !walked[route] {
			t.Errorf("%s is in the matrix but not mounted", route)
		}
	}
}

// TestEveryAPIRouteIsDescribed compares the table with the OpenAPI document.
func TestEveryAPIRouteIsDescribed(t *testing.T) {
	var doc struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(server.OpenAPI(), &doc); err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for path, methods := range doc.Paths {
		for method := range methods {
			described[strings.ToUpper(method)+" /api/v1"+path] = true
		}
	}
	for _, line := range server.RouteLines() {
		route := line.Method + " " + line.Path
		if strings.HasPrefix(line.Path, "/api/") {
			if !described[route] {
				t.Errorf("%s is not in the OpenAPI document", route)
			}
			delete(described, route)
		}
	}
	for route := range described {
		t.Errorf("the OpenAPI document describes %s, which is not there", route)
	}
}

// TestRoleMatrix asks every route as everybody.
func TestRoleMatrix(t *testing.T) {
	w := newWorld(t)
	f := w.makeFlow("Matrix", tinyFlow)
	sessions := map[string]*person{"nobody": w.nobody(), "disabled": w.signedIn(auth.Admin)}
	tokens := map[string]*person{"nobody": w.nobody(), "disabled": w.withToken(auth.Admin), "revoked": w.withToken(auth.Admin)}
	for _, role := range auth.Roles() {
		sessions[string(role)], tokens[string(role)] = w.signedIn(role), w.withToken(role)
	}
	w.shutOut(sessions["disabled"], tokens["disabled"])
	w.revoke(tokens["revoked"])
	sessions["expired"] = w.signedIn(auth.Admin)
	w.expire(sessions["expired"])
	sessions["token as cookie"] = w.nobody()
	sessions["token as cookie"].setSession(tokens["admin"].token)
	tokens["cookie only"] = w.signedIn(auth.Admin)
	tokens["garbage"] = w.nobody()
	tokens["garbage"].token = "sy_" + strings.Repeat("A", 43)
	for route, want := range matrix {
		realm, least, _ := strings.Cut(want, " ")
		if realm == "public" || route == "POST /signout" || strings.HasPrefix(route, "POST /account/") {
			continue // the latter end the session that asks: see the session tests
		}
		askers := sessions
		if realm == "bearer" {
			askers = tokens
		}
		for who, p := range askers {
			a := p.try(route, f.ID)
			checkAccess(t, route, who, a, allowed(who, least))
		}
	}
}

func allowed(who, least string) bool {
	ranks := []string{"viewer", "designer", "admin"}
	return slices.Index(ranks, who) >= slices.Index(ranks, least) && slices.Contains(ranks, who)
}

func checkAccess(t *testing.T, route, who string, a answer, may bool) {
	t.Helper()
	toSignIn := a.Status == http.StatusSeeOther && strings.HasPrefix(a.Header.Get("Location"), "/signin")
	refused := a.Status == http.StatusUnauthorized || a.Status == http.StatusForbidden || toSignIn
	switch {
	case may && refused:
		t.Errorf("%s: %s was refused with %d", route, who, a.Status)
	case !may && !refused:
		t.Errorf("%s: %s got %d", route, who, a.Status)
	case a.Status >= 500:
		t.Errorf("%s: %s made it fail with %d: %.300s", route, who, a.Status, a.Body)
	}
	known := slices.Contains([]string{"viewer", "designer", "admin"}, who)
	if !may && known && a.Status != http.StatusForbidden {
		t.Errorf("%s: %s is known but got %d, want 403", route, who, a.Status)
	}
}

// try asks a route with the flow's id, and an id of nobody where it is about
// people or tokens, so that asking changes nothing.
func (p *person) try(route, flowID string) answer {
	method, path, _ := strings.Cut(route, " ")
	id := flowID
	if strings.HasPrefix(path, "/people/") || strings.HasPrefix(path, "/tokens/") {
		id = "00000000-0000-4000-8000-000000000000"
	}
	path = strings.NewReplacer("{id}", id, "{n}", "999").Replace(path)
	options := []option{header("Content-Type", "application/x-www-form-urlencoded")}
	if strings.HasSuffix(path, "/archive") {
		path = strings.Replace(path, flowID, "00000000-0000-4000-8000-000000000000", 1)
	}
	if strings.HasSuffix(path, "/live") {
		options = append(options, header("Origin", p.url))
	}
	return p.do(method, path, nil, options...)
}

func (w *world) shutOut(people ...*person) {
	w.t.Helper()
	for _, p := range people {
		if _, err := w.store.SetDisabled(w.t.Context(), store.System, p.user.ID, true); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) revoke(p *person) {
	w.t.Helper()
	tokens, err := w.store.Tokens(w.t.Context(), store.TokenFilter{UserID: p.user.ID})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, t := range tokens {
		if err := w.store.RevokeToken(w.t.Context(), store.System, t.ID); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) expire(p *person) {
	w.t.Helper()
	if _, err := w.store.Pool().Exec(w.t.Context(), `update sessions set expires_at = now() - interval '1 second' where user_id = $1`, p.user.ID); err != nil {
		w.t.Fatal(err)
	}
}
