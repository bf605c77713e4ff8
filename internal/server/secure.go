package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"strings"
)

type contextKey int

const requestIDKey contextKey = iota

// identify gives every request an id of its own; it is in the answer's
// headers, in the log and in error pages. One sent by the client is not used:
// it could be anything.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := make([]byte, 8)
		_, _ = rand.Read(b) // never fails since Go 1.24
		id := hex.EncodeToString(b)
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestIDKey, id)))
	})
}

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

// recovered turns a panic into the answer for our own failures.
func (s *server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			what := recover()
			if what == nil {
				return
			}
			if what == http.ErrAbortHandler { //nolint:errorlint // it is panicked as itself
				panic(what)
			}
			s.log.Error("panic", "request", requestID(r.Context()), "panic", fmt.Sprint(what), "stack", string(debug.Stack()))
			s.fail(w, &request{Request: r}, fmt.Errorf("panic: %v", what))
		}()
		next.ServeHTTP(w, r)
	})
}

// plainHost is a host with or without a port that can stand in a header.
var plainHost = regexp.MustCompile(`^[a-zA-Z0-9.\-\[\]:]{1,255}$`)

// contentPolicy allows what the pages need: their own scripts, styles, images
// and one connection home. Nothing inline, nothing from elsewhere. Styles, where
// there are any, are more sources of styles.
func contentPolicy(host string, styles ...string) string {
	connect := "'self'"
	if plainHost.MatchString(host) {
		// Not every browser counts ws: as the same origin.
		connect += " ws://" + host + " wss://" + host
	}
	return "default-src 'none'; script-src 'self'; style-src " + strings.Join(append([]string{"'self'"}, styles...), " ") +
		"; img-src 'self' data:; font-src 'self'; connect-src " + connect + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
}

// allowStyles lets the page of one answer add style elements that carry the
// nonce: the code editor writes its own.
func allowStyles(w http.ResponseWriter, host string) (nonce string) {
	nonce = rand.Text()
	w.Header().Set("Content-Security-Policy", contentPolicy(host, "'nonce-"+nonce+"'"))
	return nonce
}

// guardHeaders sets what browsers are told about every answer.
func (s *server) guardHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy(r.Host))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// Not no-referrer: that would also blank the Origin of our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if s.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
		}
		next.ServeHTTP(w, r)
	})
}

// secure tells whether people reach this Switchyard over https.
func (s *server) secure() bool { return s.external != nil && s.external.Scheme == "https" }

// plainBanner is the sentence for those who come over plain http by network.
func (s *server) plainBanner(r *http.Request) string {
	host := r.Host
	if s.external != nil {
		host = s.external.Host
	}
	if s.secure() || isLoopback(host) {
		return ""
	}
	return "This connection is not encrypted: passwords can be read on the way. Put Switchyard behind https and set SWITCHYARD_URL."
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

// baseURL is where people reach this Switchyard, without a slash at the end.
func (s *server) baseURL(r *http.Request) string {
	if s.external != nil {
		return strings.TrimSuffix(s.external.String(), "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// sameOrigin decides about websocket upgrades, which cross-origin protection
// lets through as reads. Without a configured URL the host of the request
// counts; a suffix or another port is another origin.
func (s *server) sameOrigin(r *http.Request) bool {
	origin, err := url.Parse(r.Header.Get("Origin"))
	if err != nil || origin.Host == "" || origin.User != nil || origin.Path != "" {
		return false
	}
	if s.external != nil {
		return origin.Scheme == s.external.Scheme && strings.EqualFold(origin.Host, s.external.Host)
	}
	return (origin.Scheme == "http" || origin.Scheme == "https") && strings.EqualFold(origin.Host, r.Host)
}
