// Package page is what people see outside the canvas: typed props in, HTML
// out. It reads no store, no request and no clock; whatever a page shows is in
// its props.
//
// Laws:
//   - All text goes through templ's escaping; nothing here is marked as raw
//     HTML, so that names, notes and messages from a flow are never markup.
//   - No inline script and no style attribute: the content security policy
//     forbids both. What script adds is progressive (page.ts).
//   - Whatever a test or a person looks for has a data-testid or a label.
package page

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/catalog"
)

// Frame is what every page shows around its own content.
type Frame struct {
	Title  string    // of the document, without the product's name
	Nav    string    // the current entry of the navigation: flows, people, tokens, account
	User   *User     // nil: nobody is signed in
	Assets Assets    // URLs of stylesheets and scripts
	Banner string    // one sentence above everything; empty: none
	Flash  *Flash    // what the last action did; nil: nothing to say
	Now    time.Time // times are shown relative to it
}

// User is the person signed in.
type User struct {
	ID    string
	Name  string
	Email string
	Role  auth.Role
}

// Can tells whether the person may do this; nobody may do nothing.
func (u *User) Can(action auth.Action) bool { return u != nil && auth.Can(u.Role, action) }

// Assets gives the URL of a static file by its path below static/.
type Assets func(path string) string

// Flash says once what an action did, with the way back where there is one.
type Flash struct {
	Tone    string // success, info, warning, danger
	Message string
	UndoURL string // POSTing there undoes it; empty: no way back
}

// Errors are messages for a form by field name; "" is about the whole form.
type Errors map[string]string

func typeName(api string) string { return catalog.FlowTypeName(api) }

func flowURL(id string, rest ...string) string {
	return "/flows/" + url.PathEscape(id) + strings.Join(rest, "")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// initials are the one or two letters of an avatar.
func initials(name string) string {
	var out []rune
	for _, word := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(word)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, unicode.ToUpper(r))
		}
	}
	switch len(out) {
	case 0:
		return "?"
	case 1:
		return string(out)
	}
	return string([]rune{out[0], out[len(out)-1]})
}

// ago says when something was, the way people say it.
func ago(now, t time.Time) string {
	d := now.Sub(t)
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return plural(int(d/time.Minute), "minute ago", "minutes ago")
	case d < 24*time.Hour:
		return plural(int(d/time.Hour), "hour ago", "hours ago")
	case d < 7*24*time.Hour:
		return plural(int(d/(24*time.Hour)), "day ago", "days ago")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}
