package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

func TestFirstAdminLinkWorksOnceUnderARace(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	token := must(s.CreateLink(ctx, store.System, store.LinkFirstAdmin, "", time.Hour))(t)
	if link := must(s.LinkByToken(ctx, token))(t); link.Kind != store.LinkFirstAdmin || link.User.ID != "" {
		t.Errorf("link is %+v", link)
	}
	errs := together(8, func(i int) error {
		_, err := s.UseFirstAdminLink(ctx, store.Actor{IP: "192.0.2.1"}, token, store.NewUser{
			Email: fmt.Sprintf("a%d@example.com", i), PasswordHash: hash, Role: auth.Viewer,
		})
		return err
	})
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if !errors.Is(err, store.ErrLinkClosed) {
			t.Error(err)
		}
	}
	users := must(s.Users(ctx))(t)
	if won != 1 || len(users) != 1 || users[0].Role != auth.Admin {
		t.Fatalf("%d uses succeeded and made %+v", won, users)
	}
	if _, err := s.CreateLink(ctx, store.System, store.LinkFirstAdmin, "", time.Hour); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("another first-admin link: %v", err)
	}
}

func TestCreatingAnAdminClosesTheFirstAdminLink(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	token := must(s.CreateLink(ctx, store.System, store.LinkFirstAdmin, "", time.Hour))(t)
	newUser(t, s, "viewer@example.com", auth.Viewer)
	if _, err := s.LinkByToken(ctx, token); err != nil {
		t.Errorf("a viewer closes it: %v", err)
	}
	newUser(t, s, "admin@example.com", auth.Admin)
	if _, err := s.LinkByToken(ctx, token); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("look at it: %v", err)
	}
	if _, err := s.UseFirstAdminLink(ctx, store.Actor{}, token, store.NewUser{Email: "b@example.com", PasswordHash: hash}); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("use it: %v", err)
	}
}

func TestInviteIsUsedOnce(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := must(s.CreateUser(ctx, store.System, store.NewUser{Email: "new@example.com", Role: auth.Designer}))(t)
	if !u.Invited() {
		t.Fatal("somebody without a password is not invited")
	}
	old := must(s.CreateLink(ctx, store.System, store.LinkInvite, u.ID, time.Hour))(t)
	token := must(s.CreateLink(ctx, store.System, store.LinkInvite, u.ID, time.Hour))(t)
	reset := must(s.CreateLink(ctx, store.System, store.LinkReset, u.ID, time.Hour))(t)
	if _, err := s.LinkByToken(ctx, old); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("the link that was replaced: %v", err)
	}
	if link := must(s.LinkByToken(ctx, token))(t); link.User.Email != u.Email {
		t.Errorf("the link is for %q", link.User.Email)
	}
	names := []string{"Ann", "Ben", "Cleo", "Dan"}
	errs := together(len(names), func(i int) error {
		_, err := s.UseLink(ctx, store.Actor{}, token, hash, &names[i])
		return err
	})
	closed, name := 0, ""
	for i, err := range errs {
		switch {
		case errors.Is(err, store.ErrLinkClosed):
			closed++
		case err != nil:
			t.Error(err)
		default:
			name = names[i]
		}
	}
	if closed != 3 {
		t.Errorf("%d of 4 uses found the link closed", closed)
	}
	if now := must(s.UserByID(ctx, u.ID))(t); now.Invited() || now.Name != name {
		t.Errorf("%s used the link and it made %+v", name, now)
	}
	if _, err := s.UseLink(ctx, store.Actor{}, reset, hash, nil); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("another open link of the person: %v", err)
	}
}

func TestLinksThatOpenNothing(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Viewer)
	expired := must(s.CreateLink(ctx, store.System, store.LinkReset, u.ID, -time.Second))(t)
	first := must(s.CreateLink(ctx, store.System, store.LinkFirstAdmin, "", time.Hour))(t)
	for _, token := range []string{"", "nonsense", expired, first} {
		if _, err := s.UseLink(ctx, store.Actor{}, token, hash, nil); !errors.Is(err, store.ErrLinkClosed) {
			t.Errorf("UseLink(%q): %v", token, err)
		}
	}
	reset := must(s.CreateLink(ctx, store.System, store.LinkReset, u.ID, time.Hour))(t)
	if _, err := s.UseFirstAdminLink(ctx, store.Actor{}, reset, store.NewUser{Email: "x@example.com", PasswordHash: hash}); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("a reset link as the first admin's: %v", err)
	}
	var invalid *store.Invalid
	if _, err := s.UseLink(ctx, store.Actor{}, reset, "", nil); !errors.As(err, &invalid) {
		t.Errorf("no password: %v", err)
	}
	if _, err := s.LinkByToken(ctx, reset); err != nil {
		t.Errorf("a refused use closes the link: %v", err)
	}
}
