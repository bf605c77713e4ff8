package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/publish"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

func versionRow(v store.Version, live int) page.VersionRow {
	return page.VersionRow{
		Number: v.Number, Message: v.Message, Author: orSystem(v.UserName), At: v.At, SHA256: v.SHA256, Live: v.Number == live,
		Added: v.Changes.Added, Removed: v.Changes.Removed, Changed: v.Changes.Changed,
	}
}

func orSystem(name string) string {
	if name == "" {
		return "Switchyard"
	}
	return name
}

func (s *server) versionsPage(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	return s.showVersions(w, r, http.StatusOK, f, "", "")
}

// showVersions shows the page; message and why are of a form that was refused.
func (s *server) showVersions(w http.ResponseWriter, r *request, status int, f store.Flow, message, why string) error {
	p, err := r.page()
	if err != nil {
		return err
	}
	versions, next, err := s.store.Versions(r.Context(), f.ID, p)
	if err != nil {
		return err
	}
	found, _, err := s.hub.Diagnostics(r.Context(), f.ID)
	if err != nil {
		return err
	}
	counts := countFindings(found)
	props := page.VersionsProps{
		Frame: s.frame(w, r, "Versions of "+f.Name, "flows"), Flow: row(f), Revision: f.Revision,
		CanSave: r.can(auth.SaveVersion), CanEdit: r.can(auth.Edit), CanPublish: r.can(auth.Publish) && !f.Archived(),
		Errors: counts.Errors, Warnings: counts.Warnings, Message: message, Problem: why,
	}
	for _, v := range versions {
		props.Rows = append(props.Rows, versionRow(v, props.Flow.Live))
	}
	props.FirstURL, props.NextURL = pageURLs(r.URL, next)
	return answerPage(w, r, status, page.Versions(props))
}

func (s *server) apiVersions(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	p, err := r.page()
	if err != nil {
		return err
	}
	versions, next, err := s.store.Versions(r.Context(), f.ID, p)
	if err != nil {
		return err
	}
	return answerList(w, versions, next)
}

// saveVersion takes JSON from the designer and the API, and the page's form.
func (s *server) saveVersion(w http.ResponseWriter, r *request) error {
	if mediaType(r.Request) != "application/json" && !isAPI(r.Request) {
		return s.saveVersionForm(w, r)
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	var body struct {
		Message  string `json:"message"`
		Revision *int64 `json:"revision"`
	}
	if err := decode(r, &body); err != nil {
		return err
	}
	v, err := s.publish.SaveVersion(r.Context(), r.actor(), f.ID, body.Message, body.Revision)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusCreated, v)
}

func (s *server) saveVersionForm(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	revision, err := strconv.ParseInt(r.field("revision"), 10, 64)
	if err != nil {
		return refuse(http.StatusPreconditionRequired, "precondition_required", "The form's revision is missing.")
	}
	message := r.field("message")
	v, err := s.publish.SaveVersion(r.Context(), r.actor(), f.ID, message, &revision)
	if fieldErrors(err) != nil {
		p := known(err)
		if fresh, err := s.store.Flow(r.Context(), f.ID); err == nil {
			f = fresh
		}
		return s.showVersions(w, r, p.Status, f, message, p.Detail)
	}
	if err != nil {
		return err
	}
	s.say(w, fmt.Sprintf("Version %d was saved.", v.Number))
	return redirect(w, r, "/flows/"+f.ID+"/versions")
}

// restoreVersion puts a version's content into the draft, through the room, so
// that every open tab follows and it can be undone.
func (s *server) restoreVersion(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	n, err := r.number()
	if err != nil {
		return err
	}
	if f.Archived() {
		return store.ErrArchived
	}
	revision, err := strconv.ParseInt(r.field("revision"), 10, 64)
	if err != nil {
		return refuse(http.StatusPreconditionRequired, "precondition_required", "The form's revision is missing.")
	}
	v, err := s.store.Version(r.Context(), f.ID, n)
	if err != nil {
		return err
	}
	head, err := s.hub.Replace(r.Context(), r.actor(), f.ID, &revision, v.Content)
	if err == nil && f.Type == moduleType {
		err = s.restoreSettings(r, f, head, v)
	}
	if fieldErrors(err) != nil {
		s.setNotice(w, notice{Tone: "danger", Message: known(err).Detail + " Look at the draft again before you replace it."})
		return redirect(w, r, "/flows/"+f.ID+"/versions")
	}
	if err != nil {
		return err
	}
	s.say(w, fmt.Sprintf("The draft holds version %d again.", n))
	return redirect(w, r, "/flows/"+f.ID+"/versions")
}

func (s *server) restoreSettings(r *request, f store.Flow, head int64, v store.Version) error {
	settings, _, _, err := s.store.Settings(r.Context(), f.ID)
	if err != nil {
		return err
	}
	if settings == v.Settings || settings != nil && v.Settings != nil && *settings == *v.Settings {
		return nil
	}
	if _, err := s.store.PutSettings(r.Context(), r.actor(), f.ID, head, v.Settings); err != nil {
		return err
	}
	return s.hub.Refresh(r.Context(), f.ID)
}

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
	found, err := s.publish.Check(r.Context(), f.ID, n)
	if err != nil {
		return err
	}
	live := f.Published[store.LocalEnvironment]
	props := page.PublishProps{
		Frame: s.frame(w, r, fmt.Sprintf("Publish version %d", n), "flows"), Flow: row(f), Version: versionRow(v, live),
		Live: live, Rollback: n < live, Problem: why,
	}
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
