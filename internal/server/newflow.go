package server

import (
	"encoding/json"
	"net/http"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// emptyFlow is the content of a new flow, as small as the language allows, in
// the order in which the console writes it.
func emptyFlow(t catalog.FlowType) (string, error) {
	type point struct {
		X int `json:"x"`
		Y int `json:"y"`
	}
	type metadata struct {
		Entry       point    `json:"entryPointPosition"`
		Actions     struct{} `json:"ActionMetadata"`
		Annotations []string `json:"Annotations"`
		Type        string   `json:"type,omitempty"`
	}
	type transition struct {
		DisplayName   string
		ReferenceName string
		Description   string
	}
	type settings struct {
		InputParameters  []string
		OutputParameters []string
		Transitions      []transition
	}
	content := struct {
		Version     string
		StartAction string
		Metadata    metadata
		Actions     []string
		Settings    *settings `json:",omitempty"`
	}{
		Version:  "2019-10-30",
		Metadata: metadata{Entry: point{40, 40}, Annotations: []string{}, Type: t.Metadata},
		Actions:  []string{},
	}
	if t.API == moduleType {
		content.Settings = &settings{
			InputParameters: []string{}, OutputParameters: []string{},
			Transitions: []transition{{"Success", "Success", ""}, {"Error", "Error", ""}},
		}
	}
	text, err := json.MarshalIndent(content, "", "  ")
	return string(text) + "\n", err
}

func (s *server) newFlowPage(w http.ResponseWriter, r *request) error {
	return s.showNewFlow(w, r, http.StatusOK, "CONTACT_FLOW", "", nil)
}

func (s *server) showNewFlow(w http.ResponseWriter, r *request, status int, kind, name string, errs page.Errors) error {
	return answerPage(w, r, status, page.NewFlow(page.NewFlowProps{
		Frame: s.frame(w, r, "New flow", "flows"), Types: catalog.FlowTypes(), Type: kind, Name: name, Errors: errs,
	}))
}

func (s *server) createFlow(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	kind, name := r.field("type"), r.field("name")
	made, err := s.makeFlow(r, kind, name)
	if errs := fieldErrors(err); errs != nil {
		return s.showNewFlow(w, r, http.StatusUnprocessableEntity, kind, name, errs)
	}
	if err != nil {
		return err
	}
	return redirect(w, r, "/flows/"+made.ID)
}

func (s *server) makeFlow(r *request, kind, name string) (store.Flow, error) {
	for _, t := range catalog.FlowTypes() {
		if t.API != kind {
			continue
		}
		text, err := emptyFlow(t)
		if err != nil {
			return store.Flow{}, err
		}
		made := store.NewFlow{Name: name, Type: kind, Format: string(flow.Parse([]byte(text)).Format()), Content: text}
		if kind == moduleType {
			nothing := "{}" // what the API has of a module that declares nothing
			made.Settings = &nothing
		}
		return s.store.CreateFlow(r.Context(), r.actor(), made)
	}
	return store.Flow{}, invalid("type", "Choose a type.")
}
