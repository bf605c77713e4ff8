package server

import (
	"fmt"
	"net/http"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

func (s *server) accountPage(w http.ResponseWriter, r *request) error {
	return s.showAccount(w, r, http.StatusOK, nil)
}

func (s *server) showAccount(w http.ResponseWriter, r *request, status int, errs page.Errors) error {
	return answerPage(w, r, status, page.Account(page.AccountProps{Frame: s.frame(w, r, "Your account", "account"), Errors: errs}))
}

// changePassword ends every session but signs this browser in again.
func (s *server) changePassword(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	ip := clientIP(r.Request)
	if ok, _ := s.signIns.Allow(r.user.Email, ip); !ok {
		return s.showAccount(w, r, http.StatusTooManyRequests, page.Errors{"": "Too many attempts. Try again in a minute."})
	}
	fits, err := auth.CheckPassword(r.Context(), r.user.PasswordHash, r.PostForm.Get("current"))
	if err != nil {
		return err
	}
	if !fits {
		return s.showAccount(w, r, http.StatusUnprocessableEntity, page.Errors{"current": "This is not your present password."})
	}
	s.signIns.Succeeded(r.user.Email, ip)
	hash, errs, err := s.newPassword(r, r.user.Email, r.user.Name)
	if err != nil {
		return err
	}
	if errs != nil {
		return s.showAccount(w, r, http.StatusUnprocessableEntity, errs)
	}
	if err := s.store.SetPassword(r.Context(), r.actor(), r.user.ID, hash); err != nil {
		return err
	}
	s.hub.CloseUser(r.user.ID)
	if err := s.signIn(w, r, r.user); err != nil {
		return err
	}
	s.say(w, "Your password was changed. Other browsers were signed out.")
	return redirect(w, r, "/account")
}

func (s *server) signOutEverywhere(w http.ResponseWriter, r *request) error {
	if err := s.store.DeleteSessionsOf(r.Context(), r.actor(), r.user.ID); err != nil {
		return err
	}
	s.hub.CloseUser(r.user.ID)
	s.dropCookie(w, sessionCookie)
	return redirect(w, r, signInURL)
}

func (s *server) tokensPage(w http.ResponseWriter, r *request) error {
	return s.showTokens(w, r, http.StatusOK, page.TokensProps{})
}

// showTokens lists one's own tokens, or everybody's where an admin asks.
func (s *server) showTokens(w http.ResponseWriter, r *request, status int, props page.TokensProps) error {
	props.CanAll = r.can(auth.ManageTokens)
	props.All = props.CanAll && r.URL.Query().Get("all") == "1"
	filter := store.TokenFilter{UserID: r.user.ID, Revoked: true}
	if props.All {
		filter.UserID = ""
	}
	tokens, err := s.store.Tokens(r.Context(), filter)
	if err != nil {
		return err
	}
	props.Frame = s.frame(w, r, "API tokens", "tokens")
	for _, t := range tokens {
		props.Rows = append(props.Rows, page.TokenRow{
			ID: t.ID, Name: t.Name, Owner: t.UserName, Hint: t.Hint, Created: t.CreatedAt,
			LastUsed: t.LastUsedAt, Revoked: t.RevokedAt != nil,
		})
	}
	return answerPage(w, r, status, page.Tokens(props))
}

// addToken makes a token and shows its secret in the answer itself: it is kept
// nowhere to be shown later.
func (s *server) addToken(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	name := r.field("name")
	_, secret, err := s.store.CreateToken(r.Context(), r.actor(), r.user.ID, name)
	if errs := fieldErrors(err); errs != nil {
		return s.showTokens(w, r, http.StatusUnprocessableEntity, page.TokensProps{Name: name, Errors: errs})
	}
	if err != nil {
		return err
	}
	return s.showTokens(w, r, http.StatusCreated, page.TokensProps{Secret: secret})
}

// revokeToken stops a token: one's own, or for admins anybody's. To others a
// token that is not theirs is not there.
func (s *server) revokeToken(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	t, err := s.store.Token(r.Context(), id)
	if err != nil {
		return err
	}
	if t.UserID != r.user.ID && !r.can(auth.ManageTokens) {
		return errNoPage
	}
	if err := s.store.RevokeToken(r.Context(), r.actor(), id); err != nil {
		return err
	}
	s.say(w, fmt.Sprintf("“%s” was revoked.", t.Name))
	if t.UserID != r.user.ID {
		return redirect(w, r, "/tokens?all=1")
	}
	return redirect(w, r, "/tokens")
}
