package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

func TestSessionEndsWithWhatItRestsOn(t *testing.T) {
	changes := map[string]func(context.Context, *store.Store, store.User, string) error{
		"signed out": func(ctx context.Context, s *store.Store, u store.User, token string) error {
			return s.DeleteSession(ctx, u.Actor(""), token)
		},
		"signed out everywhere": func(ctx context.Context, s *store.Store, u store.User, _ string) error {
			return s.DeleteSessionsOf(ctx, u.Actor(""), u.ID)
		},
		"password changed": func(ctx context.Context, s *store.Store, u store.User, _ string) error {
			return s.SetPassword(ctx, u.Actor(""), u.ID, hash)
		},
		"role changed": func(ctx context.Context, s *store.Store, u store.User, _ string) error {
			_, err := s.SetRole(ctx, store.System, u.ID, auth.Viewer)
			return err
		},
		"disabled": func(ctx context.Context, s *store.Store, u store.User, _ string) error {
			_, err := s.SetDisabled(ctx, store.System, u.ID, true)
			return err
		},
		"expired": func(ctx context.Context, s *store.Store, _ store.User, _ string) error {
			_, err := s.Pool().Exec(ctx, `update sessions set expires_at = now()`)
			return err
		},
		"idle": func(ctx context.Context, s *store.Store, _ store.User, _ string) error {
			_, err := s.Pool().Exec(ctx, `update sessions set last_seen_at = now() - $1::interval`, store.SessionIdle)
			return err
		},
	}
	s := open(t)
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			u := newUser(t, s, strings.ReplaceAll(name, " ", "-")+"@example.com", auth.Designer)
			bystander := newUser(t, s, "not-"+u.Email, auth.Designer)
			token := must(s.CreateSession(ctx, store.Actor{IP: "192.0.2.1"}, u.ID, 0))(t)
			other := must(s.CreateSession(ctx, store.Actor{}, bystander.ID, 0))(t)
			if got, x, err := s.SessionUser(ctx, token); err != nil || got.ID != u.ID || x.IP != "192.0.2.1" {
				t.Fatalf("the fresh session is %s's from %s, %v", got.ID, x.IP, err)
			}
			if err := change(ctx, s, u, token); err != nil {
				t.Fatal(err)
			}
			if _, _, err := s.SessionUser(ctx, token); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("afterwards: %v; want not found", err)
			}
			if name != "expired" && name != "idle" {
				if _, _, err := s.SessionUser(ctx, other); err != nil {
					t.Errorf("somebody else's session: %v", err)
				}
			}
		})
	}
}

func TestSessionSecretIsNotStored(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	session := must(s.CreateSession(ctx, store.Actor{}, u.ID, 0))(t)
	link := must(s.CreateLink(ctx, store.System, store.LinkReset, u.ID, time.Hour))(t)
	_, token, err := s.CreateToken(ctx, store.System, u.ID, "ci")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"users", "sessions", "links", "tokens", "audit"} {
		var dump string
		if err := s.Pool().QueryRow(ctx, `select coalesce(string_agg(x::text, ' '), '') from `+table+` x`).Scan(&dump); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{session, link, token} {
			if strings.Contains(dump, secret) {
				t.Errorf("table %s holds a secret", table)
			}
		}
	}
}

func TestSessionIsTouchedOnceAMinute(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	token := must(s.CreateSession(ctx, store.Actor{}, u.ID, time.Hour))(t)
	_, first, err := s.SessionUser(ctx, token)
	if err != nil {
		t.Fatal(err)
	}
	if _, again, err := s.SessionUser(ctx, token); err != nil || !again.LastSeenAt.Equal(first.LastSeenAt) {
		t.Errorf("a second request writes again: %v then %v (%v)", first.LastSeenAt, again.LastSeenAt, err)
	}
	if _, err := s.Pool().Exec(ctx, `update sessions set last_seen_at = now() - interval '2 minutes'`); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.SessionUser(ctx, token); err != nil {
		t.Fatal(err)
	}
	if _, later, err := s.SessionUser(ctx, token); err != nil || later.LastSeenAt.Before(first.LastSeenAt) {
		t.Errorf("last seen stays at %v (%v)", later.LastSeenAt, err)
	}
}

func TestDisabledPeopleGetNothingNew(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	link := must(s.CreateLink(ctx, store.System, store.LinkReset, u.ID, time.Hour))(t)
	_, token, err := s.CreateToken(ctx, u.Actor(""), u.ID, "ci")
	if err != nil {
		t.Fatal(err)
	}
	must(s.SetDisabled(ctx, store.System, u.ID, true))(t)
	if _, err := s.CreateSession(ctx, store.Actor{}, u.ID, 0); !errors.Is(err, store.ErrDisabled) {
		t.Errorf("sign in: %v", err)
	}
	if _, _, err := s.CreateToken(ctx, store.System, u.ID, "more"); !errors.Is(err, store.ErrDisabled) {
		t.Errorf("make a token: %v", err)
	}
	if _, err := s.CreateLink(ctx, store.System, store.LinkReset, u.ID, time.Hour); !errors.Is(err, store.ErrDisabled) {
		t.Errorf("make a link: %v", err)
	}
	if _, err := s.UseLink(ctx, store.Actor{}, link, hash, nil); !errors.Is(err, store.ErrLinkClosed) {
		t.Errorf("use a link from before: %v", err)
	}
	if _, _, err := s.TokenUser(ctx, token); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("use a token from before: %v", err)
	}
	must(s.SetDisabled(ctx, store.System, u.ID, false))(t)
	if _, _, err := s.TokenUser(ctx, token); err != nil {
		t.Errorf("use the token once let in again: %v", err)
	}
}

func TestTokenLife(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	admin, u := newUser(t, s, "admin@example.com", auth.Admin), newUser(t, s, "u@example.com", auth.Designer)
	made, secret, err := s.CreateToken(ctx, admin.Actor(""), u.ID, " pipeline ")
	if err != nil {
		t.Fatal(err)
	}
	if made.Name != "pipeline" || made.Hint != secret[len(secret)-4:] || made.LastUsedAt != nil || made.UserEmail != u.Email {
		t.Errorf("made %+v", made)
	}
	who, _, err := s.TokenUser(ctx, secret)
	if err != nil || who.ID != u.ID {
		t.Fatalf("the token acts as %s (%v)", who.ID, err)
	}
	used := must(s.Token(ctx, made.ID))(t)
	if used.LastUsedAt == nil {
		t.Fatal("use is not noted")
	}
	if _, _, err := s.TokenUser(ctx, secret); err != nil {
		t.Fatal(err)
	}
	if again := must(s.Token(ctx, made.ID))(t); !again.LastUsedAt.Equal(*used.LastUsedAt) {
		t.Error("use is written more than once a minute")
	}
	if err := s.RevokeToken(ctx, admin.Actor(""), made.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.RevokeToken(ctx, admin.Actor(""), made.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("revoke twice: %v", err)
	}
	for _, secret := range []string{secret, "", "sy_", "sy_" + strings.Repeat("0", 43)} {
		if _, _, err := s.TokenUser(ctx, secret); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("token %q: %v", secret, err)
		}
	}
	if open := must(s.Tokens(ctx, store.TokenFilter{UserID: u.ID}))(t); len(open) != 0 {
		t.Errorf("%d tokens are listed", len(open))
	}
	if all := must(s.Tokens(ctx, store.TokenFilter{Revoked: true}))(t); len(all) != 1 || all[0].RevokedAt == nil {
		t.Errorf("with revoked ones: %+v", all)
	}
	if got := actions(t, s, "token", made.ID); !slices.Equal(got, []string{store.AuditTokenCreated, store.AuditTokenRevoked}) {
		t.Errorf("audit is %v", got)
	}
}
