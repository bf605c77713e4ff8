// Package server answers HTTP: pages for people, the API for programs, the
// websocket for the designer.
//
// Laws:
//   - Every route stands in routes.go under a guard; there is no other way in.
//     The guard settles who asks and whether they may before the handler runs
//     and before a byte of the body is read.
//   - Bodies are bounded before they are read.
//   - Errors leave through one responder, which shows a stable code and a
//     sentence, never the error's own text.
//   - Pages act under cross-origin protection, the API takes bearer tokens and
//     never cookies, websocket upgrades need the exact origin.
//   - Handlers decide nothing about flows: they call flow, live, publish and
//     store, and turn the answer into HTML or JSON.
package server

import (
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/modules"
	"switchyard.dev/switchyard/internal/publish"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/static"
)

// Deps is what a server is made of.
type Deps struct {
	Store    *store.Store
	Hub      *live.Hub
	Modules  *modules.Directory // nil: one of the store; the hub should find modules in the same
	External *url.URL           // where people reach it (SWITCHYARD_URL); nil: the request's host
	Log      *slog.Logger       // nil: nothing is logged
	Static   fs.FS              // nil: what is in the binary
	Now      func() time.Time   // nil: the clock
	Version  string             // of the program
}

type server struct {
	store    *store.Store
	hub      *live.Hub
	modules  *modules.Directory
	publish  *publish.Service
	external *url.URL
	log      *slog.Logger
	assets   *assets
	now      func() time.Time
	version  string
	metrics  *metrics
	signIns  *auth.SignIns
	origins  *http.CrossOriginProtection

	importing chan struct{} // holds one value for each import under way
	changes   *changeLists  // what versions changed, as the versions page shows it
}

// New puts a server together. It starts nothing and owns nothing: the caller
// closes hub and store.
func New(d Deps) http.Handler {
	s := &server{
		store: d.Store, hub: d.Hub, external: d.External,
		log: d.Log, now: d.Now, version: d.Version,
		publish: &publish.Service{Store: d.Store, Drafts: d.Hub},
		signIns: auth.NewSignIns(nil),
		origins: http.NewCrossOriginProtection(),

		importing: make(chan struct{}, importsAtOnce),
		changes:   newChangeLists(),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.modules = d.Modules; s.modules == nil {
		s.modules = modules.New(d.Store, s.log, nil)
	}
	s.publish.Modules = s.modules.Lint
	files := d.Static
	if files == nil {
		files = static.FS
	}
	s.assets = newAssets(files)
	s.metrics = newMetrics(d.Version, d.Hub)
	if d.External != nil {
		// A proxy may pass another Host on; the configured address is ours too.
		if err := s.origins.AddTrustedOrigin(d.External.Scheme + "://" + d.External.Host); err != nil {
			s.log.Error("SWITCHYARD_URL is no origin", "error", err)
		}
	}
	return s.router()
}

// router mounts the table. What is not in it is not found.
func (s *server) router() http.Handler {
	mux := chi.NewRouter()
	mux.Use(identify, s.guardHeaders, s.recovered, middleware.GetHead)
	for _, g := range s.table() {
		for _, rt := range g.routes {
			mux.MethodFunc(rt.method, rt.path, s.enter(g.guard, rt))
		}
	}
	mux.NotFound(func(w http.ResponseWriter, r *http.Request) { s.fail(w, s.unguarded(r), errNoPage) })
	mux.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, s.unguarded(r), refuse(http.StatusMethodNotAllowed, "method_not_allowed", "This address does not take "+knownMethod(r.Method)+"."))
	})
	return mux
}

// knownMethod keeps what a client made up out of the answer.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "this method"
}
