package server

import (
	"errors"
	"fmt"
	"net/http"

	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/store"
)

// problem is an error that a person or a program outside may read: a stable
// code, one sentence, and what it is about. What caused it stays inside and
// goes to the log.
type problem struct {
	Status int
	Code   string
	Detail string
	More   map[string]any // further members of the problem document
	Cause  error
}

func (p *problem) Error() string {
	if p.Cause != nil {
		return fmt.Sprintf("%s: %v", p.Code, p.Cause)
	}
	return p.Code + ": " + p.Detail
}

func (p *problem) Unwrap() error { return p.Cause }

// with adds a member to the problem document.
func (p *problem) with(name string, value any) *problem {
	more := map[string]any{name: value}
	for k, v := range p.More {
		more[k] = v
	}
	return &problem{Status: p.Status, Code: p.Code, Detail: p.Detail, More: more, Cause: p.Cause}
}

func refuse(status int, code, detail string) *problem {
	return &problem{Status: status, Code: code, Detail: detail}
}

func invalid(field, reason string) *problem {
	return refuse(http.StatusUnprocessableEntity, "invalid", reason).with("field", field)
}

// codeTooLarge is the code of every body and text that is over its bound.
const codeTooLarge = "too_large"

// errNoPage is the answer for what is not there, and for ids that are none.
var errNoPage = refuse(http.StatusNotFound, "not_found", "There is nothing at this address, or it is gone.")

// known turns the errors of the packages below into problems. What it does not
// know is our failure, and says nothing of itself.
func known(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	var tooLarge *http.MaxBytesError
	var bad *store.Invalid
	var conflict *store.Conflict
	var rejected *live.RejectedError
	switch {
	case errors.As(err, &tooLarge):
		return refuse(http.StatusRequestEntityTooLarge, codeTooLarge, fmt.Sprintf("The body is larger than %d bytes.", tooLarge.Limit))
	case errors.As(err, &bad):
		return invalid(bad.Field, sentence(bad))
	case errors.As(err, &conflict):
		return conflictProblem(conflict)
	case errors.As(err, &rejected):
		return refuse(http.StatusUnprocessableEntity, rejected.Rejection.Code, rejected.Rejection.Message)
	}
	for sentinel, p := range sentinels {
		if errors.Is(err, sentinel) {
			return p
		}
	}
	return &problem{
		Status: http.StatusInternalServerError, Code: "internal", Cause: err,
		Detail: "Something went wrong on our side. It was noted; the request's id helps to find it.",
	}
}

var sentinels = map[error]*problem{
	store.ErrNotFound:    errNoPage,
	store.ErrEmailTaken:  refuse(http.StatusConflict, "email_taken", "Somebody with this email exists already.").with("field", "email"),
	store.ErrLastAdmin:   refuse(http.StatusConflict, "last_admin", "This is the last admin who can sign in. Make somebody else an admin first."),
	store.ErrLinkClosed:  refuse(http.StatusGone, "link_closed", "This link was used, replaced or has expired. Ask for a new one."),
	store.ErrDisabled:    refuse(http.StatusConflict, "disabled", "This person is disabled."),
	store.ErrUnchanged:   refuse(http.StatusConflict, "unchanged", "Nothing changed since the latest version."),
	store.ErrPublished:   refuse(http.StatusConflict, "published", "A flow that was published keeps its type."),
	store.ErrArchived:    refuse(http.StatusConflict, "archived", "This flow is archived. Restore it first."),
	live.ErrClosed:       refuse(http.StatusServiceUnavailable, "unavailable", "Switchyard is stopping. Try again in a moment."),
	store.ErrUnavailable: refuse(http.StatusServiceUnavailable, "unavailable", "The database did not answer in time. Try again in a moment."),
}

func conflictProblem(c *store.Conflict) *problem {
	if c.Revision != 0 {
		return refuse(http.StatusConflict, "stale", "The draft moved on since you looked.").with("revision", c.Revision)
	}
	return refuse(http.StatusConflict, "stale", "Another version went live since you looked.").with("live", c.Live)
}

// sentence says what is wrong with a field the way a form shows it.
func sentence(bad *store.Invalid) string {
	names := map[string]string{
		"email": "The email", "name": "The name", "role": "The role", "password": "The password",
		"message": "The message", "type": "The type", "description": "The description", "text": "The text",
		"cursor": "The cursor", "settings": "The settings", "reason": "The reason", "code": "The rule",
	}
	subject, ok := names[bad.Field]
	if !ok {
		subject = "A value"
	}
	return subject + " " + bad.Reason + "."
}
