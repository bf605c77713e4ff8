package server

import (
	"net/http"
	"strconv"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// apiSettings sends a module's settings: the API's Settings string, which is
// JSON of its own, or null.
func (s *server) apiSettings(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	settings, _, head, err := s.store.Settings(r.Context(), f.ID)
	if err != nil {
		return err
	}
	return answerSettings(w, settings, head)
}

func answerSettings(w http.ResponseWriter, settings *string, revision int64) error {
	w.Header().Set("ETag", strconv.Quote(strconv.FormatInt(revision, 10)))
	return answerJSON(w, http.StatusOK, struct {
		Settings *string `json:"settings"`
		Revision int64   `json:"revision"`
	}{settings, revision})
}

// apiPutSettings replaces them under the draft's revision.
func (s *server) apiPutSettings(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	expect, err := ifMatch(r.Request)
	if err != nil {
		return err
	}
	var body struct {
		Settings *string `json:"settings"`
	}
	if err := decode(r, &body); err != nil {
		return err
	}
	revision, err := s.putSettings(r, f, expect, body.Settings)
	if err != nil {
		return precondition(err)
	}
	return answerSettings(w, body.Settings, revision)
}

// putSettings replaces a module's settings under the draft's revision. What
// Connect would refuse is refused here, with every place where it is wrong.
func (s *server) putSettings(r *request, f store.Flow, expect int64, settings *string) (int64, error) {
	if f.Type != moduleType {
		return 0, errNotAModule
	}
	if settings != nil {
		if p := flow.CheckLimits([]byte(*settings)); p != nil {
			return 0, refusedText(p).with("field", "settings")
		}
		if _, wrong := contract.Read(*settings); len(wrong) > 0 {
			return 0, invalid("settings", wrong[0].Message).with("problems", wrong)
		}
	}
	revision, err := s.store.PutSettings(r.Context(), r.actor(), f.ID, expect, settings)
	if err != nil {
		return 0, err
	}
	return revision, s.refresh(r.Context(), f)
}
