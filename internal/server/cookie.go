package server

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"time"

	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// cookieName carries the __Host- prefix where browsers accept it: over https.
func (s *server) cookieName(name string) string {
	if s.secure() {
		return "__Host-" + name
	}
	return name
}

const (
	sessionCookie = "switchyard_session"
	flashCookie   = "switchyard_flash"
)

func (s *server) setCookie(w http.ResponseWriter, name, value string, life time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode,
	})
}

func (s *server) dropCookie(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(name), Path: "/", MaxAge: -1,
		HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode,
	})
}

func (s *server) sessionToken(r *http.Request) string {
	c, err := r.Cookie(s.cookieName(sessionCookie))
	if err != nil {
		return ""
	}
	return c.Value
}

// signIn starts a fresh session, whatever the browser had before.
func (s *server) signIn(w http.ResponseWriter, r *request, user store.User) error {
	token, err := s.store.CreateSession(r.Context(), user.Actor(clientIP(r.Request)), user.ID, 0)
	if err != nil {
		return err
	}
	if old := s.sessionToken(r.Request); old != "" {
		if err := s.store.DeleteSession(r.Context(), user.Actor(clientIP(r.Request)), old); err != nil {
			return err
		}
	}
	s.setCookie(w, sessionCookie, token, store.SessionLifetime)
	return nil
}

// notice is what the next page says once. It travels in a cookie of the person
// who caused it and is shown as text.
type notice struct {
	Tone    string `json:"t"`
	Message string `json:"m"`
	Undo    string `json:"u,omitempty"` // id of the flow whose archiving can be undone
}

func (s *server) setNotice(w http.ResponseWriter, n notice) {
	text, err := json.Marshal(n)
	if err != nil || len(text) > 2000 {
		return
	}
	s.setCookie(w, flashCookie, base64.RawURLEncoding.EncodeToString(text), time.Minute)
}

// say leaves a notice for the next page.
func (s *server) say(w http.ResponseWriter, message string) {
	s.setNotice(w, notice{Tone: "success", Message: message})
}

func (s *server) takeNotice(w http.ResponseWriter, r *http.Request) *page.Flash {
	c, err := r.Cookie(s.cookieName(flashCookie))
	if err != nil || c.Value == "" {
		return nil
	}
	s.dropCookie(w, flashCookie)
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	var n notice
	if err != nil || json.Unmarshal(text, &n) != nil {
		return nil
	}
	switch n.Tone {
	case "success", "info", "warning", "danger":
	default:
		return nil
	}
	f := &page.Flash{Tone: n.Tone, Message: n.Message}
	if uuid.MatchString(n.Undo) {
		f.UndoURL = "/flows/" + n.Undo + "/restore"
	}
	return f
}

// frame is what every page shows around its content.
func (s *server) frame(w http.ResponseWriter, r *request, title, nav string) page.Frame {
	f := page.Frame{
		Title: title, Nav: nav, Assets: s.assets.url, Now: s.now(),
		Banner: s.plainBanner(r.Request), Flash: s.takeNotice(w, r.Request),
	}
	if r.user.ID != "" {
		f.User = &page.User{ID: r.user.ID, Name: r.user.Name, Email: r.user.Email, Role: r.user.Role}
	}
	return f
}
