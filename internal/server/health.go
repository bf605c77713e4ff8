package server

import (
	"context"
	"net/http"
	"time"
)

// healthz says that the process answers.
func (s *server) healthz(w http.ResponseWriter, _ *request) error {
	return answerJSON(w, http.StatusOK, map[string]string{"status": "ok", "version": s.version})
}

// readyz says whether the database answers too.
func (s *server) readyz(w http.ResponseWriter, r *request) error {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		s.log.Warn("not ready", "error", err)
		return answerJSON(w, http.StatusServiceUnavailable, map[string]string{"status": "database does not answer"})
	}
	return answerJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}

func (s *server) metricsText(w http.ResponseWriter, r *request) error {
	s.metrics.handler.ServeHTTP(w, r.Request)
	return nil
}

// serveStatic answers for files of the binary.
func (s *server) serveStatic(w http.ResponseWriter, r *request) error { return s.assets.serve(w, r) }
