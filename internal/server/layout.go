package server

import (
	"net/http"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/layout"
	"switchyard.dev/switchyard/internal/store"
)

// layoutFlow answers with the operations that arrange a draft, or the blocks
// of it that are named. It writes nothing: the canvas applies them as an edit
// of whoever asked, to be undone as one.
func (s *server) layoutFlow(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	var body struct {
		IDs []string `json:"ids"`
	}
	if err := decode(r, &body); err != nil {
		return err
	}
	if f.Archived() {
		return store.ErrArchived
	}
	text, revision, err := s.draft(r.Context(), f.ID)
	if err != nil {
		return err
	}
	doc := flow.ParseString(text)
	if !doc.Editable() {
		return refuse(http.StatusConflict, "not_editable", "This content can't be arranged: it is no flow or module, or its JSON is broken.")
	}
	ops := layout.Ops(doc, layout.Options{Only: body.IDs})
	if _, rejection := doc.Apply(ops); rejection != nil {
		return refuse(http.StatusConflict, rejection.Code, rejection.Message)
	}
	return answerJSON(w, http.StatusOK, struct {
		Revision int64     `json:"revision"`
		Ops      []flow.Op `json:"ops"`
	}{revision, append([]flow.Op{}, ops...)})
}
