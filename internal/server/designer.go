package server

import (
	"net/http"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/catalog"
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
	data.StyleNonce = allowStyles(w, r.Host)
	return answerPage(w, r, http.StatusOK, page.Designer(page.DesignerProps{
		Frame: s.frame(w, r, f.Name, "flows"), Data: data,
		Built: s.assets.has("dist/designer.js"), Styled: s.assets.has("dist/designer.css"),
		Shared: s.assets.imports("dist/designer.js"),
	}))
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
