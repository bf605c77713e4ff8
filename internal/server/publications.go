package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/publish"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// publishPage asks before a version goes live.
func (s *server) publishPage(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	n, err := r.number()
	if err != nil {
		return err
	}
	return s.showPublish(w, r, http.StatusOK, f, n, "")
}

const shownFindings = 50

func (s *server) showPublish(w http.ResponseWriter, r *request, status int, f store.Flow, n int, why string) error {
	v, err := s.store.Version(r.Context(), f.ID, n)
	if err != nil {
		return err
	}
	found, silenced, err := s.publish.Check(r.Context(), f.ID, n)
	if err != nil {
		return err
	}
	live := f.Published[store.LocalEnvironment]
	props := page.PublishProps{
		Frame: s.frame(w, r, fmt.Sprintf("Publish version %d", n), "flows"), Flow: row(f), Version: versionRow(v, live),
		Live: live, Rollback: n < live, Problem: why,
	}
	props.Silenced = silenced
	counts := countFindings(found)
	props.Version.Errors, props.Version.Warnings = counts.Errors, counts.Warnings
	for _, d := range found {
		if len(props.Findings) == shownFindings {
			break
		}
		if d.Severity != lint.Info {
			props.Findings = append(props.Findings, page.Finding{Severity: string(d.Severity), Message: d.Message, Block: d.Block})
		}
	}
	return answerPage(w, r, status, page.Publish(props))
}

// replaced is the precondition of a publication: a version, null for "nothing
// is live", or not given at all.
type replaced struct{ *store.Precondition }

func (p *replaced) UnmarshalJSON(text []byte) error {
	p.Precondition = &store.Precondition{}
	return json.Unmarshal(text, &p.Precondition.Version)
}

func (s *server) publishVersion(w http.ResponseWriter, r *request) error {
	if mediaType(r.Request) != "application/json" && !isAPI(r.Request) {
		return s.publishForm(w, r)
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	var body struct {
		Version     int      `json:"version"`
		Environment string   `json:"environment"`
		Replaces    replaced `json:"replaces"`
	}
	if err := decode(r, &body); err != nil {
		return err
	}
	if body.Version < 1 || body.Environment == "" {
		return refuse(http.StatusUnprocessableEntity, "invalid", "Give version and environment.")
	}
	p, err := s.publish.Publish(r.Context(), r.actor(), f.ID, body.Version, body.Environment, body.Replaces.Precondition)
	if err != nil {
		return gate(err)
	}
	return answerJSON(w, http.StatusCreated, p)
}

// gate says why an environment refused, with what to mend.
func gate(err error) error {
	var refused *publish.Refused
	if errors.As(err, &refused) {
		return refuse(http.StatusUnprocessableEntity, "gate",
			fmt.Sprintf("%s takes no version with errors, and this one has %d.", refused.Environment, refused.Errors)).
			with("diagnostics", refused.Diagnostics)
	}
	return err
}

func (s *server) publishForm(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.field("version"))
	if err != nil {
		return invalid("version", "The version is missing.")
	}
	before := &store.Precondition{}
	if text := r.field("replaces"); text != "none" {
		live, err := strconv.Atoi(text)
		if err != nil {
			return refuse(http.StatusPreconditionRequired, "precondition_required", "The form does not say what it replaces.")
		}
		before.Version = &live
	}
	p, err := s.publish.Publish(r.Context(), r.actor(), f.ID, n, r.field("environment"), before)
	if err = gate(err); fieldErrors(err) != nil {
		if fresh, err := s.store.Flow(r.Context(), f.ID); err == nil {
			f = fresh
		}
		return s.showPublish(w, r, known(err).Status, f, n, known(err).Detail)
	}
	if err != nil {
		return err
	}
	done := "Version %d is live in %s."
	if p.Replaced != nil && *p.Replaced > n {
		done = "Rolled back: version %d is live in %s."
	}
	s.say(w, fmt.Sprintf(done, p.Version, p.Environment))
	return redirect(w, r, "/flows/"+f.ID+"/versions")
}

func (s *server) apiPublications(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	p, err := r.page()
	if err != nil {
		return err
	}
	items, next, err := s.store.Publications(r.Context(), f.ID, p)
	if err != nil {
		return err
	}
	return answerList(w, items, next)
}
