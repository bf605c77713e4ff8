package server

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// row is a flow the way pages show it.
func row(f store.Flow) page.FlowRow {
	return page.FlowRow{
		ID: f.ID, Name: f.Name, Description: f.Description, Type: f.Type, Format: f.Format,
		Differs: f.DraftDiffers, Latest: orZero(f.LatestVersion), Live: f.Published[store.LocalEnvironment],
		Archived: f.Archived(), UpdatedAt: f.UpdatedAt,
	}
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// fieldErrors is what a form shows of an error beside its fields; nil when the
// error is none of the form's business.
func fieldErrors(err error) page.Errors {
	if err == nil {
		return nil
	}
	p := known(err)
	if p.Status != http.StatusUnprocessableEntity && p.Status != http.StatusConflict {
		return nil
	}
	field, _ := p.More["field"].(string)
	return page.Errors{field: p.Detail}
}

func (s *server) flowsPage(w http.ResponseWriter, r *request) error {
	q := r.URL.Query()
	filter := store.FlowFilter{
		Query: q.Get("q"), Type: q.Get("type"), State: store.FlowState(q.Get("state")), Archived: q.Get("archived") == "1",
		Page: store.Page{Cursor: q.Get("cursor")},
	}
	flows, next, err := s.store.Flows(r.Context(), filter)
	if err != nil {
		return err
	}
	props := page.FlowsProps{
		Frame: s.frame(w, r, "Flows", "flows"), Query: filter.Query, Type: filter.Type, State: string(filter.State),
		Archived: filter.Archived, CanEdit: r.can(auth.Edit),
	}
	for _, f := range flows {
		props.Rows = append(props.Rows, row(f))
	}
	props.FirstURL, props.NextURL = pageURLs(r.URL, next)
	return answerPage(w, r, http.StatusOK, page.Flows(props))
}

// pageURLs are the addresses of the first and the next page of a list; "" for
// the one that one is on, or that is not there.
func pageURLs(here *url.URL, next string) (first, after string) {
	q := here.Query()
	if q.Has("cursor") {
		q.Del("cursor")
		first = here.Path + "?" + q.Encode()
	}
	if next != "" {
		q.Set("cursor", next)
		after = here.Path + "?" + q.Encode()
	}
	return first, after
}

// flow loads the flow in the path.
func (s *server) flow(r *request) (store.Flow, error) {
	id, err := r.id()
	if err != nil {
		return store.Flow{}, err
	}
	return s.store.Flow(r.Context(), id)
}

func (s *server) archiveFlow(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	f, err := s.store.ArchiveFlow(r.Context(), r.actor(), id)
	if err == nil {
		err = s.hub.Refresh(r.Context(), id)
	}
	if err != nil {
		return err
	}
	s.setNotice(w, notice{Tone: "success", Message: fmt.Sprintf("“%s” was archived.", f.Name), Undo: f.ID})
	return redirect(w, r, listURL(r))
}

func (s *server) restoreFlow(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	f, err := s.store.RestoreFlow(r.Context(), r.actor(), id)
	if err == nil {
		err = s.hub.Refresh(r.Context(), id)
	}
	if err != nil {
		return err
	}
	s.say(w, fmt.Sprintf("“%s” is back in the list.", f.Name))
	return redirect(w, r, listURL(r))
}

// listURL is the list of flows as it was filtered when its form was sent.
// An archived list is not gone back to: what was restored is not in it.
func listURL(r *request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Path != "/flows" {
		return "/flows"
	}
	query := from.Query()
	query.Del("archived")
	to := url.URL{Path: from.Path, RawQuery: query.Encode()}
	return to.String()
}

// duplicateFlow copies the draft into a new flow.
func (s *server) duplicateFlow(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	text, beside, _, err := s.hub.Head(r.Context(), f.ID)
	if err != nil {
		return err
	}
	settings, _, _, err := s.store.Settings(r.Context(), f.ID)
	if err != nil {
		return err
	}
	made, err := s.store.CreateFlow(r.Context(), r.actor(), store.NewFlow{
		Name: clip(f.Name, 190) + " (copy)", Type: f.Type, Format: f.Format, Description: f.Description,
		Content: text, Settings: settings, SourceName: f.SourceName, Sidecar: beside,
	})
	if err != nil {
		return err
	}
	s.say(w, fmt.Sprintf("“%s” was made.", made.Name))
	return redirect(w, r, listURL(r))
}

// flowPatch is what PATCH /flows/{id} and the settings form may change.
type flowPatch struct {
	Name        *string `json:"name"`
	Description *string `json:"description"`
	Type        *string `json:"type"`
}

// patchFlow changes what was given and tells the flow's open tabs.
func (s *server) patchFlow(r *request, f store.Flow, patch flowPatch) (store.Flow, error) {
	changed, err := s.storePatch(r, f, patch)
	if err != nil {
		return f, err
	}
	return changed, s.refresh(r.Context(), changed)
}

func (s *server) storePatch(r *request, f store.Flow, patch flowPatch) (store.Flow, error) {
	if patch.Type != nil && *patch.Type != f.Type && !isFlowType(*patch.Type) {
		return f, invalid("type", "This is no flow type.")
	}
	changed, err := s.store.UpdateFlow(r.Context(), r.actor(), f.ID, store.FlowPatch{Name: patch.Name, Description: patch.Description, Type: patch.Type})
	return changed, typeProblem(err)
}

func typeProblem(err error) error {
	if errors.Is(err, store.ErrPublished) {
		return known(err).with("field", "type")
	}
	return err
}

// updateFlow takes the designer's PATCH.
func (s *server) updateFlow(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	var patch flowPatch
	if err := decode(r, &patch); err != nil {
		return err
	}
	if f, err = s.patchFlow(r, f, patch); err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, f)
}

func (s *server) flowSettingsPage(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	return s.showFlowSettings(w, r, http.StatusOK, f, nil)
}

func (s *server) showFlowSettings(w http.ResponseWriter, r *request, status int, f store.Flow, errs page.Errors) error {
	props := page.FlowSettingsProps{
		Frame: s.frame(w, r, "Settings of "+f.Name, "flows"), Flow: row(f), Types: catalog.FlowTypes(),
		CanEdit: r.can(auth.Edit), CanType: r.can(auth.Edit) && len(f.Published) == 0,
		Source: f.SourceName, Created: f.CreatedAt, Errors: errs,
	}
	if f.Type == moduleType {
		settings, _, _, err := s.store.Settings(r.Context(), f.ID)
		if err != nil {
			return err
		}
		if settings != nil {
			declared, _ := contract.Read(*settings)
			props.Declares = &page.Declares{Input: len(declared.Input.Properties), Result: len(declared.Result.Properties), Branches: len(declared.Branches)}
		}
	}
	return answerPage(w, r, status, page.FlowSettings(props))
}

// updateFlowForm takes the settings form and the list's rename dialog, which
// sends a name only.
func (s *server) updateFlowForm(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	var patch flowPatch
	for name, to := range map[string]**string{"name": &patch.Name, "description": &patch.Description, "type": &patch.Type} {
		if r.PostForm.Has(name) {
			value := r.field(name)
			*to = &value
		}
	}
	changed, err := s.patchFlow(r, f, patch)
	if errs := fieldErrors(err); errs != nil {
		if patch.Name != nil {
			f.Name = *patch.Name
		}
		if patch.Description != nil {
			f.Description = *patch.Description
		}
		return s.showFlowSettings(w, r, http.StatusUnprocessableEntity, f, errs)
	}
	if err != nil {
		return err
	}
	s.say(w, fmt.Sprintf("“%s” was saved.", changed.Name))
	if patch.Description == nil {
		return redirect(w, r, listURL(r))
	}
	return redirect(w, r, "/flows/"+f.ID+"/settings")
}
