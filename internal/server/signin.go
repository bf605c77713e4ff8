package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"

	"github.com/go-chi/chi/v5"
)

func (s *server) home(w http.ResponseWriter, r *request) error { return redirect(w, r, "/flows") }

func (s *server) signInPage(w http.ResponseWriter, r *request) error {
	next := localPath(r.URL.Query().Get("next"))
	if err := s.bySession(r); err == nil {
		return redirect(w, r, orFlows(next))
	}
	r.user = store.User{}
	errs := page.Errors{}
	if n, err := s.store.CountAdmins(r.Context()); err != nil {
		return err
	} else if n == 0 {
		errs[""] = "There is no admin yet. Follow the one-time link that was printed where Switchyard was started."
	}
	return s.showSignIn(w, r, http.StatusOK, "", next, errs)
}

func (s *server) showSignIn(w http.ResponseWriter, r *request, status int, email, next string, errs page.Errors) error {
	return answerPage(w, r, status, page.SignIn(page.SignInProps{Frame: s.frame(w, r, "Sign in", ""), Email: email, Next: next, Errors: errs}))
}

// localPath keeps only what leads into this Switchyard: a path of ours, never
// another host ("//evil", "/\evil").
func localPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") || strings.HasPrefix(next, signInURL) {
		return ""
	}
	return next
}

func orFlows(next string) string {
	if next == "" {
		return "/flows"
	}
	return next
}

const wrongPassword = "Email and password do not fit together."

// signInPost checks a password. Whether the person exists shows neither in the
// answer nor in the time that it takes.
func (s *server) signInPost(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	email, next := r.field("email"), localPath(r.field("next"))
	ip := clientIP(r.Request)
	if ok, wait := s.signIns.Allow(email, ip); !ok {
		w.Header().Set("Retry-After", fmt.Sprint(int(wait/time.Second)+1))
		errs := page.Errors{"": fmt.Sprintf("Too many attempts. Try again in %d seconds.", int(wait/time.Second)+1)}
		return s.showSignIn(w, r, http.StatusTooManyRequests, email, next, errs)
	}
	user, err := s.store.UserByEmail(r.Context(), email)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	fits, err := auth.CheckPassword(r.Context(), user.PasswordHash, r.PostForm.Get("password"))
	if err != nil {
		return err
	}
	if !fits || user.Disabled() {
		reason := "wrong email or password"
		if fits {
			reason = "disabled"
		}
		if err := s.store.SignInFailed(r.Context(), r.actor(), email, reason); err != nil {
			return err
		}
		return s.showSignIn(w, r, http.StatusUnprocessableEntity, email, next, page.Errors{"": wrongPassword})
	}
	s.signIns.Succeeded(email, ip)
	if err := s.signIn(w, r, user); err != nil {
		return err
	}
	return redirect(w, r, orFlows(next))
}

func (s *server) signOut(w http.ResponseWriter, r *request) error {
	if err := s.store.DeleteSession(r.Context(), r.actor(), r.session); err != nil {
		return err
	}
	s.hub.CloseUser(r.user.ID)
	s.dropCookie(w, sessionCookie)
	return redirect(w, r, signInURL)
}

// openLink finds the link in the path; what it is for decides the page.
func (s *server) openLink(r *request, first bool) (store.Link, string, error) {
	token := chi.URLParam(r.Request, "token")
	link, err := s.store.LinkByToken(r.Context(), token)
	if err == nil && first != (link.Kind == store.LinkFirstAdmin) {
		err = store.ErrLinkClosed
	}
	return link, token, err
}

func (s *server) setupPage(w http.ResponseWriter, r *request) error {
	if _, _, err := s.openLink(r, true); err != nil {
		return err
	}
	return s.showSetup(w, r, http.StatusOK, "", "", nil)
}

func (s *server) showSetup(w http.ResponseWriter, r *request, status int, name, email string, errs page.Errors) error {
	return answerPage(w, r, status, page.Setup(page.SetupProps{
		Frame: s.frame(w, r, "Create the first admin", ""), Action: r.URL.Path, Name: name, Email: email, Errors: errs,
	}))
}

// setupPost makes the first admin and signs them in.
func (s *server) setupPost(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	_, token, err := s.openLink(r, true)
	if err != nil {
		return err
	}
	name, email := r.field("name"), r.field("email")
	hash, errs, err := s.newPassword(r, email, name)
	if err != nil {
		return err
	}
	if errs != nil {
		return s.showSetup(w, r, http.StatusUnprocessableEntity, name, email, errs)
	}
	user, err := s.store.UseFirstAdminLink(r.Context(), r.actor(), token, store.NewUser{Name: name, Email: email, PasswordHash: hash})
	if errs := fieldErrors(err); errs != nil {
		return s.showSetup(w, r, http.StatusUnprocessableEntity, name, email, errs)
	}
	if err != nil {
		return err
	}
	if err := s.signIn(w, r, user); err != nil {
		return err
	}
	s.say(w, "Welcome. Have a look at the sample flow, or import your own.")
	return redirect(w, r, "/flows")
}

// newPassword checks and hashes the password of a form. Errors are for the
// form, the error is ours.
func (s *server) newPassword(r *request, personal ...string) (hash string, errs page.Errors, err error) {
	password := r.PostForm.Get("password")
	var weak *auth.WeakPassword
	switch err := auth.CheckNewPassword(password, personal...); {
	case errors.As(err, &weak):
		return "", page.Errors{"password": weak.Reason}, nil
	case err != nil:
		return "", nil, err
	}
	hash, err = auth.HashPassword(r.Context(), password)
	return hash, nil, err
}

func (s *server) linkPage(w http.ResponseWriter, r *request) error {
	link, _, err := s.openLink(r, false)
	if err != nil {
		return err
	}
	return s.showLink(w, r, http.StatusOK, link, link.User.Name, nil)
}

func (s *server) showLink(w http.ResponseWriter, r *request, status int, link store.Link, name string, errs page.Errors) error {
	title := "Choose a new password"
	if link.Kind == store.LinkInvite {
		title = "Welcome"
	}
	return answerPage(w, r, status, page.Link(page.LinkProps{
		Frame: s.frame(w, r, title, ""), Action: r.URL.Path, Invite: link.Kind == store.LinkInvite,
		Name: name, Email: link.User.Email, Errors: errs,
	}))
}

// linkPost sets the password of whoever holds an invitation or a reset link.
func (s *server) linkPost(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	link, token, err := s.openLink(r, false)
	if err != nil {
		return err
	}
	name := link.User.Name
	var chosen *string
	if link.Kind == store.LinkInvite {
		name = r.field("name")
		chosen = &name
	}
	hash, errs, err := s.newPassword(r, link.User.Email, name)
	if err != nil {
		return err
	}
	if errs != nil {
		return s.showLink(w, r, http.StatusUnprocessableEntity, link, name, errs)
	}
	user, err := s.store.UseLink(r.Context(), r.actor(), token, hash, chosen)
	if errs := fieldErrors(err); errs != nil {
		return s.showLink(w, r, http.StatusUnprocessableEntity, link, name, errs)
	}
	if err != nil {
		return err
	}
	s.hub.CloseUser(user.ID)
	if err := s.signIn(w, r, user); err != nil {
		return err
	}
	return redirect(w, r, "/flows")
}
