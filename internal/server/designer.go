package server

import (
	"errors"
	"net/http"
	"strings"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// designerPage is the mount point of the canvas with what it needs to start;
// the flow itself comes over the websocket.
func (s *server) designerPage(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	data := designerData(f, r)
	if data.Caller, err = s.caller(r, f.ID); err != nil {
		return err
	}
	data.StyleNonce = allowStyles(w, r.Host)
	return answerPage(w, r, http.StatusOK, page.Designer(page.DesignerProps{
		Frame: s.frame(w, r, f.Name, "flows"), Data: data,
		Built: s.assets.has("dist/designer.js"), Styled: s.assets.has("dist/designer.css"),
		Shared: s.assets.imports("dist/designer.js"),
	}))
}

// caller is the flow that the address says one comes from; nil when it says
// none, or none that there is.
func (s *server) caller(r *request, here string) (*page.DesignerCaller, error) {
	id := r.URL.Query().Get("from")
	if !flow.IsUUID(id) || strings.EqualFold(id, here) {
		return nil, nil
	}
	from, err := s.store.Flow(r.Context(), id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &page.DesignerCaller{Name: from.Name, URL: "/flows/" + from.ID}, nil
}

func designerData(f store.Flow, r *request) page.DesignerData {
	at := "/flows/" + f.ID
	data := page.DesignerData{
		Flow: page.DesignerFlow{
			ID: f.ID, Name: f.Name, Type: f.Type, TypeName: catalog.FlowTypeName(f.Type), Format: f.Format,
			Description: f.Description, Archived: f.Archived(),
		},
		User: page.DesignerUser{
			ID: r.user.ID, Name: r.user.Name, Role: r.user.Role,
			CanEdit: r.can(auth.Edit) && !f.Archived(), CanPublish: r.can(auth.Publish) && !f.Archived(),
		},
		URLs: map[string]string{
			"live": at + "/live", "flows": "/flows", "versions": at + "/versions", "publish": at + "/publications",
			"export": at + "/export", "update": at, "convert": at + "/convert", "silences": at + "/silences", "layout": at + "/layout", "settings": at + "/settings", "contract": at + "/contract", "modules": at + "/modules", "account": "/account",
		},
		Published: page.DesignerPublished{Environment: store.LocalEnvironment},
		Latest:    f.LatestVersion,
	}
	if f.LatestVersion != nil && !f.DraftDiffers {
		data.Saved = &f.Revision
	}
	if n, ok := f.Published[store.LocalEnvironment]; ok {
		data.Published.Version = &n
	}
	return data
}
