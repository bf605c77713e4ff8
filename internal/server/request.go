package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

// request is what a handler gets: the HTTP request with who asks already
// settled by the guard.
type request struct {
	*http.Request
	user    store.User // zero under the public guard
	session string     // the cookie's secret; "" for API tokens
	token   string     // the API token; "" for cookies
}

// handler answers a request or returns an error for the one responder.
type handler func(w http.ResponseWriter, r *request) error

func (r *request) actor() store.Actor {
	if r.user.ID == "" {
		return store.Actor{IP: clientIP(r.Request)}
	}
	return r.user.Actor(clientIP(r.Request))
}

func (r *request) can(action auth.Action) bool { return auth.Can(r.user.Role, action) }

// clientIP is the address of the other end of the connection. Forwarding
// headers are not believed: anybody can send them.
func clientIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)

// id is the UUID in the path. What is no UUID names nothing.
func (r *request) id() (string, error) {
	id := chi.URLParam(r.Request, "id")
	if !uuid.MatchString(id) {
		return "", errNoPage
	}
	return strings.ToLower(id), nil
}

// number is the version number in the path.
func (r *request) number() (int, error) {
	n, err := strconv.Atoi(chi.URLParam(r.Request, "n"))
	if err != nil || n < 1 {
		return 0, errNoPage
	}
	return n, nil
}

// revision is the draft's revision that a form was made from.
func (r *request) revision() (int64, error) {
	n, err := strconv.ParseInt(r.field("revision"), 10, 64)
	if err != nil {
		return 0, refuse(http.StatusPreconditionRequired, "precondition_required", "The form's revision is missing.")
	}
	return n, nil
}

// page is the part of a list that is asked for.
func (r *request) page() (store.Page, error) {
	p := store.Page{Cursor: r.URL.Query().Get("cursor")}
	text := r.URL.Query().Get("limit")
	if text == "" {
		return p, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return p, invalid("limit", "The limit is a whole number from 1.")
	}
	p.Limit = n
	return p, nil
}

// isAPI tells requests under /api from those of pages.
func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// wantsJSON tells whether the answer goes to a program.
func wantsJSON(r *http.Request) bool {
	if isAPI(r) {
		return true
	}
	accept := r.Header.Get("Accept")
	return strings.Contains(accept, "application/json") || strings.Contains(accept, "application/problem+json")
}

func mediaType(r *http.Request) string {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return kind
}

// decode reads a JSON body into a struct. Members it does not know are
// refused: a misspelt precondition must not be an absent one.
func decode(r *request, into any) error {
	if kind := mediaType(r.Request); kind != "application/json" {
		return refuse(http.StatusUnsupportedMediaType, "not_json", "The body must be application/json.")
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return badBody(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return refuse(http.StatusBadRequest, "bad_json", "Something follows the JSON document.")
	}
	return nil
}

func badBody(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	detail := "The body is not the JSON that is expected here."
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		detail = fmt.Sprintf("The body is not JSON: something is wrong at byte %d.", syntax.Offset)
	case errors.As(err, &kind) && kind.Field != "":
		detail = fmt.Sprintf("The member %q has the wrong type.", kind.Field)
	case errors.Is(err, io.EOF):
		detail = "The body is empty."
	}
	return &problem{Status: http.StatusBadRequest, Code: "bad_json", Detail: detail, Cause: err}
}

// form reads the fields of a posted form.
func form(r *request) error {
	if kind := mediaType(r.Request); kind != "application/x-www-form-urlencoded" && kind != "" {
		return refuse(http.StatusUnsupportedMediaType, "not_a_form", "The body must be a form.")
	}
	if err := r.ParseForm(); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return err
		}
		return &problem{Status: http.StatusBadRequest, Code: "bad_form", Detail: "The form could not be read.", Cause: err}
	}
	return nil
}

// field is a value of the posted form, without the spaces around it. Browsers
// send line ends as CRLF whatever was typed; what is kept has LF.
func (r *request) field(name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get(name), "\r\n", "\n"))
}
