package server

import (
	"fmt"
	"net/http"
	"strconv"

	"switchyard.dev/switchyard/internal/auth"
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
	found, err := s.hub.Diagnostics(r.Context(), f.ID)
	if err != nil {
		return err
	}
	counts := countFindings(found.Items)
	props := page.VersionsProps{
		Frame: s.frame(w, r, "Versions of "+f.Name, "flows"), Flow: row(f), Revision: f.Revision,
		CanSave: r.can(auth.SaveVersion), CanEdit: r.can(auth.Edit), CanPublish: r.can(auth.Publish) && !f.Archived(),
		Errors: counts.Errors, Warnings: counts.Warnings, Message: message, Problem: why,
	}
	props.FirstURL, props.NextURL = pageURLs(r.URL, next)
	if err := s.addChanges(r, f, versions, &props); err != nil {
		return err
	}
	return answerPage(w, r, status, page.Versions(props))
}

// addChanges adds the rows with what each version changed, and above the first
// of them what the draft has since.
func (s *server) addChanges(r *request, f store.Flow, versions []store.Version, props *page.VersionsProps) error {
	view := s.changesView(f)
	var err error
	if props.Flow.Latest > 0 && props.Flow.Differs && props.FirstURL == "" {
		if props.Draft, err = view.draft(r, props.Flow.Latest); err != nil {
			return err
		}
	}
	asked := r.URL.Query().Get("changes")
	for _, v := range versions {
		row := versionRow(v, props.Flow.Live)
		row.ChangesURL = changesURL(r.URL, v.Number)
		if row.Changes, err = view.version(r.Context(), v, asked == strconv.Itoa(v.Number)); err != nil {
			return err
		}
		props.Rows = append(props.Rows, row)
	}
	return nil
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
	revision, err := r.revision()
	if err != nil {
		return err
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

// restoreVersion puts a version's content and its sidecar into the draft, through
// the room, so that every open tab follows. The content can be undone.
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
	revision, err := r.revision()
	if err != nil {
		return err
	}
	v, err := s.store.Version(r.Context(), f.ID, n)
	if err != nil {
		return err
	}
	head, err := s.hub.Restore(r.Context(), r.actor(), f.ID, &revision, v.Content, v.Sidecar)
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
	return s.refresh(r.Context(), f)
}
