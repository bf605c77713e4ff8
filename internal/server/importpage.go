package server

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"switchyard.dev/switchyard/internal/catalog"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/web/page"
)

// formFiles is how many files one form may bring, and formImportBytes how much
// in all. Script sends each file on its own and knows neither bound.
const (
	formFiles       = 100
	formImportBytes = 64 << 20
)

// importResult is what the import page and the API tell of one text.
type importResult struct {
	ID          string            `json:"id"`
	Name        string            `json:"name"`
	Type        string            `json:"type"`
	Format      string            `json:"format"`
	Warnings    []string          `json:"warnings"` // about the import; what is wrong with the flow is in diagnostics
	Diagnostics []lint.Diagnostic `json:"diagnostics"`
	Counts      findings          `json:"counts"`
}

type findings struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
}

func countFindings(ds []lint.Diagnostic) findings {
	var f findings
	f.Errors, f.Warnings, f.Infos = lint.Count(ds)
	return f
}

func (m imported) result() importResult {
	out := importResult{
		ID: m.Flow.ID, Name: m.Flow.Name, Type: m.Flow.Type, Format: m.Flow.Format,
		Warnings: m.Notes, Diagnostics: m.Diagnostics, Counts: countFindings(m.Diagnostics),
	}
	if out.Warnings == nil {
		out.Warnings = []string{}
	}
	if out.Diagnostics == nil {
		out.Diagnostics = []lint.Diagnostic{}
	}
	return out
}

// importRaw takes one text as the body itself: forms would turn its line ends
// into CRLF. The API and the import page's script both come here.
func (s *server) importRaw(w http.ResponseWriter, r *request) error {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return readProblem(err)
	}
	q := r.URL.Query()
	made, err := s.importFlow(r.Context(), r.actor(), incoming{
		Text: text, Name: q.Get("name"), Type: q.Get("type"), File: q.Get("file"), Ask: !isAPI(r.Request),
	})
	if err != nil {
		return err
	}
	where := "/flows/"
	if isAPI(r.Request) {
		where = "/api/v1/flows/"
	}
	w.Header().Set("Location", where+made.Flow.ID)
	return answerJSON(w, http.StatusCreated, made.result())
}

func readProblem(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return refuse(http.StatusRequestEntityTooLarge, codeTooLarge,
			fmt.Sprintf("The text is too large; at most %d bytes (2 MiB) are accepted.", flow.MaxBytes))
	}
	return &problem{Status: http.StatusBadRequest, Code: "bad_body", Detail: "The body could not be read.", Cause: err}
}

func (s *server) importPage(w http.ResponseWriter, r *request) error {
	return s.showImport(w, r, http.StatusOK, nil)
}

func (s *server) showImport(w http.ResponseWriter, r *request, status int, results []page.ImportResult) error {
	return answerPage(w, r, status, page.Import(page.ImportProps{
		Frame: s.frame(w, r, "Import flows", "flows"), Types: catalog.FlowTypes(), Results: results,
	}))
}

// importPost takes what the import page sends: a raw body from its script, or
// a form with files from a browser without.
func (s *server) importPost(w http.ResponseWriter, r *request) error {
	if mediaType(r.Request) != "multipart/form-data" {
		r.Body = http.MaxBytesReader(w, r.Body, importBytes)
		return s.importRaw(w, r)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return &problem{Status: http.StatusBadRequest, Code: "bad_form", Detail: "The form could not be read.", Cause: err}
	}
	var results []page.ImportResult
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return readProblem(err)
		}
		if part.FileName() == "" {
			continue
		}
		if len(results) == formFiles {
			results = append(results, page.ImportResult{File: "…", Problem: fmt.Sprintf("At most %d files at once. Import the rest in another go.", formFiles)})
			break
		}
		result, err := s.importPart(r, part, part.FileName())
		if err != nil {
			return err
		}
		results = append(results, result)
	}
	return s.showImport(w, r, http.StatusOK, results)
}

// importPart imports one file of a form. What is wrong with the file is its
// result; what is wrong with us is an error.
func (s *server) importPart(r *request, body io.Reader, file string) (page.ImportResult, error) {
	text, err := io.ReadAll(io.LimitReader(body, importBytes+1))
	if err != nil {
		return page.ImportResult{}, readProblem(err)
	}
	made, err := s.importFlow(r.Context(), r.actor(), incoming{Text: text, File: file, Ask: true})
	if err != nil {
		p := known(err)
		if p.Status >= http.StatusInternalServerError {
			return page.ImportResult{}, err
		}
		return page.ImportResult{File: file, Problem: p.Detail}, nil
	}
	counts := countFindings(made.Diagnostics)
	result := page.ImportResult{File: file, ID: made.Flow.ID, Name: made.Flow.Name, Type: made.Flow.Type, Errors: counts.Errors, Warnings: counts.Warnings}
	if len(made.Notes) > 0 {
		result.Note = made.Notes[0]
	}
	return result, nil
}
