package server

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/flow/legacy"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// conversion is what the draft would become.
type conversion struct {
	text     string
	report   legacy.Report
	revision int64
}

// conversionOf converts the draft. A flow that is in the flow language
// already has nothing to convert: that page is not there.
func (s *server) conversionOf(r *request, f store.Flow) (conversion, error) {
	text, revision, err := s.draft(r.Context(), f.ID)
	if err != nil {
		return conversion{}, err
	}
	out, report := legacy.Convert(flow.ParseString(text))
	if !report.Converted {
		return conversion{}, refuse(http.StatusConflict, "not_legacy", "This flow is in the current format: there is nothing to convert.")
	}
	return conversion{text: string(out), report: report, revision: revision}, nil
}

func (s *server) convertPage(w http.ResponseWriter, r *request) error {
	f, err := s.flow(r)
	if err != nil {
		return err
	}
	c, err := s.conversionOf(r, f)
	if err != nil {
		return err
	}
	return s.showConversion(w, r, http.StatusOK, f, c, "")
}

func (s *server) showConversion(w http.ResponseWriter, r *request, status int, f store.Flow, c conversion, why string) error {
	return answerPage(w, r, status, page.Convert(page.ConvertProps{
		Frame: s.frame(w, r, "Convert "+f.Name, "flows"), Flow: row(f),
		Blocks: c.report.Blocks, Notes: convertNotes(c.report.Notes), Revision: c.revision, Problem: why,
	}))
}

// convertFlow keeps the draft as a version and puts the converted text in its
// place: every open tab follows, and the version can be restored.
func (s *server) convertFlow(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	f, err := s.flow(r)
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
	c, err := s.conversionOf(r, f)
	if err != nil {
		return err
	}
	if c.revision != revision {
		return s.showConversion(w, r, http.StatusConflict, f, c, "The draft was changed meanwhile. This is what it would become now.")
	}
	_, err = s.publish.SaveVersion(r.Context(), r.actor(), f.ID, "Before the conversion to the current format", &revision)
	if err == nil || errors.Is(err, store.ErrUnchanged) {
		_, err = s.hub.Replace(r.Context(), r.actor(), f.ID, &revision, c.text)
	}
	if fieldErrors(err) != nil {
		return s.showConversion(w, r, http.StatusUnprocessableEntity, f, c, known(err).Detail)
	}
	if err != nil {
		return err
	}
	return redirect(w, r, "/flows/"+f.ID)
}

var noteTones = map[legacy.Kind]page.ConvertNote{
	legacy.Lost:     {Tone: "danger", Kind: "Lost"},
	legacy.NameOnly: {Tone: "warning", Kind: "Choose again"},
	legacy.Added:    {Tone: "", Kind: "Added"},
}

// convertNotes are the notes as people read them: what is lost first.
func convertNotes(notes []legacy.Note) []page.ConvertNote {
	order := []legacy.Kind{legacy.Lost, legacy.NameOnly, legacy.Added}
	sorted := slices.Clone(notes)
	slices.SortStableFunc(sorted, func(a, b legacy.Note) int {
		return cmp.Compare(slices.Index(order, a.Kind), slices.Index(order, b.Kind))
	})
	shown := make([]page.ConvertNote, 0, len(sorted))
	for _, n := range sorted {
		one := noteTones[n.Kind]
		one.Block, one.Message = n.Block, n.Message
		if one.Kind == "" {
			one.Kind = fmt.Sprint(n.Kind)
		}
		shown = append(shown, one)
	}
	return shown
}
