package server

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"switchyard.dev/switchyard/web/page"
)

// answerJSON writes a value as JSON. Text stays as it is: nothing here is ever
// pasted into HTML.
func answerJSON(w http.ResponseWriter, status int, value any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	return write(w, status, buf.Bytes())
}

// answerPage renders a page into memory first, so that a page that fails half
// way is an error page and not half a page.
func answerPage(w http.ResponseWriter, r *request, status int, c templ.Component) error {
	var buf bytes.Buffer
	if err := c.Render(r.Context(), &buf); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return write(w, status, buf.Bytes())
}

// write sends a whole body. A reader that went away is nobody's error.
func write(w http.ResponseWriter, status int, body []byte) error {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
	return nil
}

// redirect answers a form that was accepted: go and get this page.
func redirect(w http.ResponseWriter, r *request, to string) error {
	http.Redirect(w, r.Request, to, http.StatusSeeOther)
	return nil
}

// fail is the one place that turns an error into an answer.
func (s *server) fail(w http.ResponseWriter, r *request, err error) {
	p := known(err)
	id := requestID(r.Context())
	log := s.log.With("request", id, "method", r.Method, "path", r.URL.Path, "status", p.Status, "code", p.Code)
	if p.Status >= http.StatusInternalServerError && r.Context().Err() == nil {
		log.Error("request failed", "error", err)
	} else {
		log.Debug("request refused", "error", err)
	}
	switch p.Status {
	case http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "2")
	case http.StatusUnauthorized:
		if isAPI(r.Request) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="switchyard"`)
		}
	}
	if wantsJSON(r.Request) {
		s.failJSON(w, p, id)
		return
	}
	s.failPage(w, r, p, id)
}

// failJSON writes an RFC 9457 problem document.
func (s *server) failJSON(w http.ResponseWriter, p *problem, id string) {
	doc := map[string]any{}
	for name, value := range p.More {
		doc[name] = value
	}
	doc["type"] = "about:blank"
	doc["title"] = http.StatusText(p.Status)
	doc["status"] = p.Status
	doc["detail"] = p.Detail
	doc["code"] = p.Code
	doc["request_id"] = id
	body, err := json.Marshal(doc)
	if err != nil {
		s.log.Error("problem document does not encode", "request", id, "error", err)
		body = []byte(`{"type":"about:blank","title":"Internal Server Error","status":500}`)
	}
	w.Header().Set("Content-Type", "application/problem+json")
	_ = write(w, p.Status, body)
}

var headings = map[int]string{
	http.StatusNotFound:              "Nothing here",
	http.StatusForbidden:             "You may not do this",
	http.StatusConflict:              "That did not work",
	http.StatusGone:                  "This link is closed",
	http.StatusServiceUnavailable:    "Try again in a moment",
	http.StatusInternalServerError:   "Something went wrong",
	http.StatusTooManyRequests:       "Slow down a little",
	http.StatusRequestEntityTooLarge: "That is too large",
}

func (s *server) failPage(w http.ResponseWriter, r *request, p *problem, id string) {
	heading, ok := headings[p.Status]
	if !ok {
		heading = "That did not work"
	}
	props := page.MessageProps{
		Frame: s.frame(w, r, heading, ""), Heading: heading, Detail: p.Detail, RequestID: id,
		BackURL: "/flows", BackLabel: "Go to the flows",
	}
	if err := answerPage(w, r, p.Status, page.Message(props)); err != nil {
		s.log.Error("error page does not render", "request", id, slog.Any("error", err))
		http.Error(w, heading, p.Status)
	}
}
