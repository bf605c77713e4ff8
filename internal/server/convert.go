package server

import (
	"errors"
	"net/http"

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

// conversionOf converts the draft. What is in the flow language already, or is
// no flow at all, is refused.
func (s *server) conversionOf(r *request, f store.Flow) (conversion, error) {
	text, revision, err := s.draft(r.Context(), f.ID)
	if err != nil {
		return conversion{}, err
	}
	out, report := legacy.Convert(flow.ParseString(text))
	if !report.Converted {
		return conversion{}, refuse(http.StatusConflict, "not_legacy", "There is nothing to convert: this flow is not in the old export format.")
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
	revision, err := r.revision()
	if err != nil {
		return err
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

// noteKinds are the notes' kinds as people read them: what is lost first.
var noteKinds = []struct {
	kind       legacy.Kind
	tone, name string
}{
	{legacy.Lost, "danger", "Lost"},
	{legacy.NameOnly, "warning", "Choose again"},
	{legacy.Added, "", "Added"},
}

func convertNotes(notes []legacy.Note) []page.ConvertNote {
	shown := make([]page.ConvertNote, 0, len(notes))
	for _, k := range noteKinds {
		for _, n := range notes {
			if n.Kind == k.kind {
				shown = append(shown, page.ConvertNote{Tone: k.tone, Kind: k.name, Block: n.Block, Message: n.Message})
			}
		}
	}
	return shown
}
