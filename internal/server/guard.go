package server

import (
	"bufio"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

// guard says who may use a group of routes.
type guard struct {
	name   string
	realm  realm
	action auth.Action // what the person must be allowed to do; not for public
}

// realm is how somebody shows who they are.
type realm string

const (
	public  realm = "public"  // anybody
	session realm = "session" // the cookie of a signed-in browser, same origin
	bearer  realm = "bearer"  // an API token
	either  realm = "either"  // a bearer token, else the cookie: the websocket
)

// route is one line of the table.
type route struct {
	method string
	path   string
	run    handler
	body   int64 // most bytes of a body; 0: formBytes
}

type group struct {
	guard  guard
	routes []route
}

const (
	formBytes = 64 << 10
	signInURL = "/signin"
)

// enter is the way into every route: bound the body, settle who asks, check
// that they may, run, and answer errors.
func (s *server) enter(g guard, rt route) http.HandlerFunc {
	limit := rt.body
	if limit == 0 {
		limit = formBytes
	}
	return func(w http.ResponseWriter, hr *http.Request) {
		started := s.now()
		seen := &statusWriter{ResponseWriter: w}
		hr.Body = http.MaxBytesReader(seen, hr.Body, limit)
		r := &request{Request: hr}
		err := s.admit(g, r)
		if err == nil {
			err = rt.run(seen, r)
		}
		if err != nil {
			s.refused(seen, r, g, err)
		}
		s.metrics.observe(rt, seen.status, s.now().Sub(started))
		s.log.Debug("request", "request", requestID(hr.Context()), "method", hr.Method, "path", hr.URL.Path,
			"status", seen.status, "took", s.now().Sub(started).Round(time.Microsecond), "user", r.user.ID)
	}
}

var (
	errSignIn    = refuse(http.StatusUnauthorized, "signed_out", "Sign in first.")
	errToken     = refuse(http.StatusUnauthorized, "bad_token", "Send a valid API token as Authorization: Bearer.")
	errForbidden = refuse(http.StatusForbidden, "forbidden", "Your role does not allow this.")
	errOrigin    = refuse(http.StatusForbidden, "cross_origin", "This request came from another site.")
)

// admit settles who asks and whether they may.
func (s *server) admit(g guard, r *request) error {
	if g.realm == public || g.realm == session {
		if err := s.origins.Check(r.Request); err != nil {
			return &problem{Status: errOrigin.Status, Code: errOrigin.Code, Detail: errOrigin.Detail, Cause: err}
		}
	}
	var err error
	switch {
	case g.realm == public:
		return nil
	case g.realm == bearer, g.realm == either && r.Header.Get("Authorization") != "":
		err = s.byToken(r)
	case g.realm == either && !s.sameOrigin(r.Request):
		return errOrigin
	default:
		err = s.bySession(r)
	}
	if err != nil {
		return err
	}
	if !r.can(g.action) {
		return errForbidden
	}
	return nil
}

// bySession finds the person behind the cookie.
func (s *server) bySession(r *request) error {
	token := s.sessionToken(r.Request)
	if token == "" {
		return errSignIn
	}
	user, _, err := s.store.SessionUser(r.Context(), token)
	if errors.Is(err, store.ErrNotFound) {
		return errSignIn
	}
	r.user, r.session = user, token
	return err
}

// byToken finds the person behind an API token.
func (s *server) byToken(r *request) error {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") || len(r.Header.Values("Authorization")) != 1 {
		return errToken
	}
	token = strings.TrimSpace(token)
	user, _, err := s.store.TokenUser(r.Context(), token)
	if errors.Is(err, store.ErrNotFound) {
		return errToken
	}
	r.user, r.token = user, token
	return err
}

// refused answers an error; somebody who only has to sign in is sent there.
func (s *server) refused(w http.ResponseWriter, r *request, g guard, err error) {
	if errors.Is(err, errSignIn) && g.realm == session && !wantsJSON(r.Request) {
		to := signInURL
		if r.Method == http.MethodGet {
			to += "?next=" + url.QueryEscape(r.URL.RequestURI())
		}
		http.Redirect(w, r.Request, to, http.StatusSeeOther)
		return
	}
	s.fail(w, r, err)
}

// unguarded is for answers outside the table: who asks is looked up for the
// page's frame only, and no error is made of not knowing.
func (s *server) unguarded(hr *http.Request) *request {
	r := &request{Request: hr}
	if !wantsJSON(hr) {
		if err := s.bySession(r); err != nil && !errors.Is(err, errSignIn) {
			s.log.Error("session lookup for an error page", "error", err)
		}
	}
	return r
}

// statusWriter remembers the status for metrics and the log.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Hijack hands the connection to the websocket.
func (w *statusWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
