package server

import (
	_ "embed"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// list is the form of every list.
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"` // cursor of the next page; "" on the last
}

func answerList[T any](w http.ResponseWriter, items []T, next string) error {
	if items == nil {
		items = []T{}
	}
	return answerJSON(w, http.StatusOK, list[T]{items, next})
}

//go:embed openapi.json
var openAPI []byte

func (s *server) apiDocument(w http.ResponseWriter, _ *request) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return write(w, http.StatusOK, openAPI)
}

func (s *server) apiFlows(w http.ResponseWriter, r *request) error {
	p, err := r.page()
	if err != nil {
		return err
	}
	q := r.URL.Query()
	state := store.FlowState(q.Get("state"))
	switch state {
	case store.StateAny, store.StateEdited, store.StatePublished, store.StateUnpublished:
	default:
		return invalid("state", "The state is edited, published or unpublished.")
	}
	flows, next, err := s.store.Flows(r.Context(), store.FlowFilter{
		Query: q.Get("q"), Type: q.Get("type"), State: state, Archived: q.Get("archived") == "true", Page: p,
	})
	if err != nil {
		return err
	}
	return answerList(w, flows, next)
}

func (s *server) apiFlow(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, f)
}

// apiContent sends the bytes themselves.
func (s *server) apiContent(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	c, err := s.contentAt(r, f.ID, r.URL.Query().Get("at"))
	if err != nil {
		return err
	}
	w.Header().Set("ETag", c.ETag)
	if holds(r.Request, c.ETag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return write(w, http.StatusOK, []byte(c.Text))
}

// holds tells whether the client has what a tag names already. A proxy that
// compresses makes the tags that it passes on weak ones.
func holds(r *http.Request, tag string) bool {
	for _, line := range r.Header.Values("If-None-Match") {
		for _, have := range strings.Split(line, ",") {
			if have = strings.TrimSpace(have); have == "*" || strings.TrimPrefix(have, "W/") == tag {
				return true
			}
		}
	}
	return false
}

// apiPutContent replaces the draft of whoever has seen its revision.
func (s *server) apiPutContent(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	expect, err := ifMatch(r.Request)
	if err != nil {
		return err
	}
	if f.Archived() {
		return store.ErrArchived
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return readProblem(err)
	}
	if p := flow.CheckLimits(text); p != nil {
		return refusedText(p)
	}
	if flow.Parse(text).Format() == flow.FormatUnknown {
		return refuse(http.StatusUnprocessableEntity, "not_a_flow", "This is JSON, but not a flow.")
	}
	revision, err := s.hub.Replace(r.Context(), r.actor(), f.ID, &expect, string(text))
	if err != nil {
		return precondition(err)
	}
	return s.answerDraft(w, r, f.ID, revision)
}

func (s *server) answerDraft(w http.ResponseWriter, r *request, id string, revision int64) error {
	found, err := s.hub.Diagnostics(r.Context(), id)
	if err != nil {
		return err
	}
	w.Header().Set("ETag", strconv.Quote(strconv.FormatInt(revision, 10)))
	return answerJSON(w, http.StatusOK, struct {
		Revision    int64             `json:"revision"`
		Counts      findingCounts     `json:"counts"`
		Diagnostics []lint.Diagnostic `json:"diagnostics"`
	}{revision, countAll(found), found.Items})
}

// ifMatch is the revision in If-Match, 0 for the tag of something else. It must be there: without it two
// pipelines would silently overwrite each other.
func ifMatch(r *http.Request) (int64, error) {
	tag := strings.TrimSpace(r.Header.Get("If-Match"))
	if tag == "" {
		return 0, refuse(http.StatusPreconditionRequired, "precondition_required",
			"Send If-Match with the ETag of the draft that you read.")
	}
	text, err := strconv.Unquote(tag)
	if err != nil || !strings.HasPrefix(tag, `"`) {
		return 0, invalid("If-Match", "If-Match is the draft's ETag: its revision in double quotes.")
	}
	revision, err := strconv.ParseInt(text, 10, 64)
	if err != nil || revision < 1 {
		return 0, nil // no draft is ever at 0, so a tag that none ever had matches none
	}
	return revision, nil
}

// precondition answers a stale If-Match with 412, as HTTP has it.
func precondition(err error) error {
	var conflict *store.Conflict
	if errors.As(err, &conflict) {
		p := conflictProblem(conflict)
		p.Status = http.StatusPreconditionFailed
		return p
	}
	return err
}

func (s *server) apiDiagnostics(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	found, err := s.hub.Diagnostics(r.Context(), f.ID)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, struct {
		Revision int64              `json:"revision"`
		Counts   findingCounts      `json:"counts"`
		Items    []lint.Diagnostic  `json:"items"`
		Silenced []sidecar.Silenced `json:"silenced"`
		Next     string             `json:"next"`
	}{found.Revision, countAll(found), found.Items, found.Silenced, ""})
}

// findingCounts counts what is shown, and what is silenced.
type findingCounts struct {
	findings
	Silenced int `json:"silenced"`
}

func countAll(f live.Findings) findingCounts {
	return findingCounts{countFindings(f.Items), sidecar.Count(f.Silenced)}
}
