package server

import (
	"fmt"
	"net/http"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/web/page"
)

// How long one-time links for people stay open.
const (
	inviteLife = 72 * time.Hour
	resetLife  = 24 * time.Hour
)

func (s *server) peoplePage(w http.ResponseWriter, r *request) error {
	return s.showPeople(w, r, http.StatusOK, page.PeopleProps{Role: auth.Designer})
}

func (s *server) showPeople(w http.ResponseWriter, r *request, status int, props page.PeopleProps) error {
	users, err := s.store.Users(r.Context())
	if err != nil {
		return err
	}
	props.Frame = s.frame(w, r, "People", "people")
	for _, u := range users {
		props.Rows = append(props.Rows, page.PersonRow{
			ID: u.ID, Name: u.Name, Email: u.Email, Role: u.Role, Disabled: u.Disabled(),
			Invited: u.Invited(), Self: u.ID == r.user.ID, CreatedAt: u.CreatedAt,
		})
	}
	return answerPage(w, r, status, page.People(props))
}

// addPerson adds somebody and shows the link to hand over. The page is the
// answer itself, not a redirect: the link is kept nowhere to be shown later.
func (s *server) addPerson(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	n := store.NewUser{Name: r.field("name"), Email: r.field("email"), Role: auth.Role(r.field("role"))}
	typed := page.PeopleProps{Name: n.Name, Email: n.Email, Role: n.Role}
	user, err := s.store.CreateUser(r.Context(), r.actor(), n)
	if typed.Errors = fieldErrors(err); typed.Errors != nil {
		return s.showPeople(w, r, http.StatusUnprocessableEntity, typed)
	}
	if err != nil {
		return err
	}
	return s.showNewLink(w, r, http.StatusCreated, user)
}

// newLink makes another link: an invitation for somebody who has not come yet,
// else one to choose a new password.
func (s *server) newLink(w http.ResponseWriter, r *request) error {
	user, err := s.person(r)
	if err != nil {
		return err
	}
	return s.showNewLink(w, r, http.StatusOK, user)
}

func (s *server) showNewLink(w http.ResponseWriter, r *request, status int, user store.User) error {
	kind, life := store.LinkReset, resetLife
	if user.Invited() {
		kind, life = store.LinkInvite, inviteLife
	}
	token, err := s.store.CreateLink(r.Context(), r.actor(), kind, user.ID, life)
	if err != nil {
		return err
	}
	return s.showPeople(w, r, status, page.PeopleProps{Role: auth.Designer, Link: &page.OneTimeLink{
		For: user.Name, URL: s.baseURL(r.Request) + "/link/" + token, Invite: kind == store.LinkInvite, Hours: int(life / time.Hour),
	}})
}

func (s *server) person(r *request) (store.User, error) {
	id, err := r.id()
	if err != nil {
		return store.User{}, err
	}
	return s.store.UserByID(r.Context(), id)
}

func (s *server) setRole(w http.ResponseWriter, r *request) error {
	if err := form(r); err != nil {
		return err
	}
	return s.changePerson(w, r, "%s has the role now.", func(id string) (store.User, error) {
		return s.store.SetRole(r.Context(), r.actor(), id, auth.Role(r.field("role")))
	})
}

func (s *server) disablePerson(w http.ResponseWriter, r *request) error {
	return s.changePerson(w, r, "%s is disabled.", func(id string) (store.User, error) {
		return s.store.SetDisabled(r.Context(), r.actor(), id, true)
	})
}

func (s *server) enablePerson(w http.ResponseWriter, r *request) error {
	return s.changePerson(w, r, "%s may sign in again.", func(id string) (store.User, error) {
		return s.store.SetDisabled(r.Context(), r.actor(), id, false)
	})
}

// changePerson makes a change, ends what the person had open under the old
// rules, and says what happened on the people page.
func (s *server) changePerson(w http.ResponseWriter, r *request, done string, change func(id string) (store.User, error)) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	user, err := change(id)
	if errs := fieldErrors(err); errs != nil {
		for _, message := range errs {
			s.setNotice(w, notice{Tone: "danger", Message: message})
		}
		return redirect(w, r, "/people")
	}
	if err != nil {
		return err
	}
	s.hub.CloseUser(id)
	s.say(w, fmt.Sprintf(done, user.Name))
	return redirect(w, r, "/people")
}
