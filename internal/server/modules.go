package server

import (
	"context"
	"net/http"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/modules"
	"switchyard.dev/switchyard/internal/store"
)

// moduleView is a module as the designer knows it: what can be given to it and
// what comes of it. Declares is null where that is not known.
type moduleView struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Archived bool          `json:"archived"`
	URL      string        `json:"url"`
	Declares *declaredView `json:"declares"`
}

type declaredView struct {
	Input    []valueView  `json:"input"`
	Result   []valueView  `json:"result"`
	Branches []branchView `json:"branches"`
}

// valueView is one value of a schema. Empty is the JSON of a value with
// nothing in it.
type valueView struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
	Required    bool   `json:"required"`
	Empty       string `json:"empty"`
}

type branchView struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// listModules sends the modules of the installation; with id and name, as a
// block's FlowModuleId and metadata have them, the one that the block invokes,
// or none.
func (s *server) listModules(w http.ResponseWriter, r *request) error {
	if _, err := s.flow(r); err != nil {
		return err
	}
	query := r.URL.Query()
	entries := s.modules.All()
	if query.Has("id") || query.Has("name") {
		entries = nil
		if ref, ok := lint.NewModuleRef(query.Get("id"), query["name"]...); ok {
			if e, found := s.modules.Find(ref); found {
				entries = []modules.Entry{e}
			}
		}
	}
	views := make([]moduleView, 0, len(entries))
	for _, e := range entries {
		views = append(views, viewOf(e))
	}
	return answerList(w, views, "")
}

func viewOf(e modules.Entry) moduleView {
	view := moduleView{ID: e.ID, Name: e.Name, Archived: e.Archived, URL: "/flows/" + e.ID}
	if e.Contract == nil {
		return view
	}
	view.Declares = &declaredView{Input: valueViews(e.Contract.Input), Result: valueViews(e.Contract.Result), Branches: []branchView{}}
	for _, b := range e.Contract.Branches {
		view.Declares.Branches = append(view.Declares.Branches, branchView{b.Name, b.Description})
	}
	return view
}

func valueViews(schema contract.Schema) []valueView {
	views := make([]valueView, 0, len(schema.Properties))
	for _, p := range schema.Properties {
		views = append(views, valueView{Name: p.Name, Type: p.Type, Description: p.Description, Required: p.Required, Empty: p.Empty()})
	}
	return views
}

// refresh tells a flow's open tabs that something beside its content changed,
// and of a module the flows that invoke it.
func (s *server) refresh(ctx context.Context, f store.Flow) error {
	if err := s.hub.Refresh(ctx, f.ID); err != nil || f.Type != moduleType {
		return err
	}
	s.modules.Changed()
	return s.hub.RelintCallers(ctx)
}
