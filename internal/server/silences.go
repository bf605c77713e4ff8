package server

import (
	"net/http"
	"strings"

	"switchyard.dev/switchyard/internal/lint"
)

// silence hides the findings of one rule at one block, for a reason, from
// everybody who works on the flow.
func (s *server) silence(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	var body lint.Silence
	if err := decode(r, &body); err != nil {
		return err
	}
	body.Reason = strings.TrimSpace(body.Reason)
	if err := knownRule(body.Code); err != nil {
		return err
	}
	if err := s.hub.Silence(r.Context(), r.actor(), f.ID, body.Code, body.Block, body.Reason); err != nil {
		return err
	}
	return answerJSON(w, http.StatusCreated, body)
}

// unsilence shows them again.
func (s *server) unsilence(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	if err := knownRule(q.Get("code")); err != nil {
		return err
	}
	if err := s.hub.Unsilence(r.Context(), r.actor(), f.ID, q.Get("code"), q.Get("block")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// apiSilences sends a draft's silences as the command line reads them.
func (s *server) apiSilences(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	beside, err := s.store.Sidecar(r.Context(), f.ID)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, struct {
		Silence []lint.Silence `json:"silence"`
	}{beside.Config().Silence})
}

func knownRule(code string) error {
	if problem := lint.CodeProblem(code); problem != "" {
		return invalid("code", problem)
	}
	return nil
}
