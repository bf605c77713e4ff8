package server

import (
	"errors"
	"net/http"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// apiDiff says what changed between two states of a flow.
func (s *server) apiDiff(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	from, to := r.URL.Query().Get("from"), r.URL.Query().Get("to")
	if from == "" {
		return invalid("from", "Give what to compare with: draft, version:N or environment:NAME.")
	}
	old, err := s.stateAt(r, f, "from", from)
	if err != nil {
		return err
	}
	now, err := s.stateAt(r, f, "to", to)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, compareStates(old, now))
}

// state is what is compared of a flow: its content and, of a module, the
// settings beside it.
type state struct {
	content  string
	settings *string
}

func compareStates(old, now state) *diff.Result {
	result := diff.Compare(flow.ParseString(old.content), flow.ParseString(now.content))
	result.Settings(old.settings, now.settings)
	return result
}

// stateAt reads what a parameter names; a value that names nothing is that
// parameter's fault.
func (s *server) stateAt(r *request, f store.Flow, parameter, at string) (state, error) {
	c, err := s.contentAt(r, f.ID, at)
	var p *problem
	if errors.As(err, &p) && p.Code == "invalid" {
		return state{}, invalid(parameter, p.Detail)
	}
	if err != nil {
		return state{}, err
	}
	if f.Type == moduleType && c.Name == "draft" {
		settings, _, _, err := s.store.Settings(r.Context(), f.ID)
		return state{c.Text, settings}, err
	}
	return state{c.Text, c.Settings}, nil
}
