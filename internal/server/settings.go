package server

import (
	"net/http"
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
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

func (s *server) putSettings(r *request, f store.Flow, expect int64, settings *string) (int64, error) {
	if f.Type != moduleType {
		return 0, refuse(http.StatusConflict, "not_a_module", "Only modules have settings.")
	}
	if settings != nil {
		if p := flow.CheckLimits([]byte(*settings)); p != nil {
			return 0, refusedText(p).with("field", "settings")
		}
		if flow.Parse([]byte(*settings)).Root().Kind() != flow.Object {
			return 0, invalid("settings", "The settings are a JSON object.")
		}
	}
	revision, err := s.store.PutSettings(r.Context(), r.actor(), f.ID, expect, settings)
	if err != nil {
		return 0, err
	}
	return revision, s.hub.Refresh(r.Context(), f.ID)
}

// moduleSettingsForm takes the settings page's form.
func (s *server) moduleSettingsForm(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	expect, err := r.revision()
	if err != nil {
		return err
	}
	typed := r.field("settings")
	var settings *string
	if typed != "" {
		settings = &typed
	}
	_, err = s.putSettings(r, f, expect, settings)
	if errs := fieldErrors(err); errs != nil {
		if message, ok := errs[""]; ok {
			errs = page.Errors{"settings": message}
		}
		return s.showFlowSettings(w, r, known(err).Status, f, &typed, errs)
	}
	if err != nil {
		return err
	}
	s.say(w, "The module's settings were saved.")
	return redirect(w, r, "/flows/"+f.ID+"/settings")
}
