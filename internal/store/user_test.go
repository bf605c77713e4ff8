package store_test

import (
	"errors"
	"slices"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

func TestEmailsAreUniqueInAnyCase(t *testing.T) {
	s := open(t)
	first := newUser(t, s, "  Ada@Example.COM ", auth.Designer)
	if first.Email != "ada@example.com" || first.Name != "ada" {
		t.Errorf("stored as %q, named %q", first.Email, first.Name)
	}
	_, err := s.CreateUser(t.Context(), store.System, store.NewUser{Email: "ADA@example.com", Role: auth.Viewer})
	if !errors.Is(err, store.ErrEmailTaken) {
		t.Errorf("the same email again: %v", err)
	}
	if found := must(s.UserByEmail(t.Context(), "aDa@example.com"))(t); found.ID != first.ID {
		t.Errorf("found %s, want %s", found.ID, first.ID)
	}
	if _, err := s.UserByEmail(t.Context(), "nobody@example.com"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("unknown email: %v", err)
	}
}

func TestBadPeopleAreRefused(t *testing.T) {
	s := open(t)
	for field, n := range map[string]store.NewUser{
		"email": {Email: "no-at-sign", Role: auth.Viewer},
		"role":  {Email: "a@example.com", Role: "owner"},
		"name":  {Email: "a@example.com", Role: auth.Viewer, Name: "two\nlines"},
	} {
		var invalid *store.Invalid
		if _, err := s.CreateUser(t.Context(), store.System, n); !errors.As(err, &invalid) || invalid.Field != field {
			t.Errorf("%+v: %v; want %s refused", n, err, field)
		}
	}
	if users := must(s.Users(t.Context()))(t); len(users) != 0 {
		t.Errorf("%d people are stored", len(users))
	}
}

func TestLastAdminStays(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	admin := newUser(t, s, "admin@example.com", auth.Admin)
	// Somebody invited cannot sign in yet and so does not count.
	must(s.CreateUser(ctx, store.System, store.NewUser{Email: "invited@example.com", Role: auth.Admin}))(t)
	if _, err := s.SetRole(ctx, store.System, admin.ID, auth.Designer); !errors.Is(err, store.ErrLastAdmin) {
		t.Errorf("demote the last admin: %v", err)
	}
	if _, err := s.SetDisabled(ctx, store.System, admin.ID, true); !errors.Is(err, store.ErrLastAdmin) {
		t.Errorf("disable the last admin: %v", err)
	}
	if got := actions(t, s, "user", admin.ID); !slices.Equal(got, []string{store.AuditUserCreated}) {
		t.Errorf("refused changes are in the audit: %v", got)
	}
	other := newUser(t, s, "other@example.com", auth.Admin)
	if _, err := s.SetRole(ctx, store.System, admin.ID, auth.Designer); err != nil {
		t.Errorf("demote one of two admins: %v", err)
	}
	if _, err := s.SetDisabled(ctx, store.System, other.ID, true); !errors.Is(err, store.ErrLastAdmin) {
		t.Errorf("disable the one that is left: %v", err)
	}
}

func TestTwoAdminsCannotRemoveEachOther(t *testing.T) {
	for round := range 8 {
		s := open(t)
		ctx := t.Context()
		admins := []store.User{newUser(t, s, "a@example.com", auth.Admin), newUser(t, s, "b@example.com", auth.Admin)}
		errs := together(2, func(i int) error {
			if (round+i)%2 == 0 {
				_, err := s.SetRole(ctx, admins[1-i].Actor(""), admins[i].ID, auth.Viewer)
				return err
			}
			_, err := s.SetDisabled(ctx, admins[1-i].Actor(""), admins[i].ID, true)
			return err
		})
		refused := 0
		for _, err := range errs {
			if errors.Is(err, store.ErrLastAdmin) {
				refused++
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if n := must(s.CountAdmins(ctx))(t); n != 1 || refused != 1 {
			t.Fatalf("round %d: %d admins are left, %d changes were refused", round, n, refused)
		}
	}
}

func TestChangesOfPeopleAreAudited(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	admin := newUser(t, s, "admin@example.com", auth.Admin)
	u := newUser(t, s, "u@example.com", auth.Viewer)
	actor := admin.Actor("192.0.2.1")
	must(s.SetRole(ctx, actor, u.ID, auth.Designer))(t)
	must(s.SetRole(ctx, actor, u.ID, auth.Designer))(t) // no change, no row
	must(s.SetDisabled(ctx, actor, u.ID, true))(t)
	must(s.SetDisabled(ctx, actor, u.ID, false))(t)
	if err := s.SetPassword(ctx, actor, u.ID, hash); err != nil {
		t.Fatal(err)
	}
	want := []string{
		store.AuditUserCreated, store.AuditUserRole, store.AuditUserDisabled, store.AuditUserEnabled, store.AuditPasswordSet,
	}
	if got := actions(t, s, "user", u.ID); !slices.Equal(got, want) {
		t.Errorf("audit is %v, want %v", got, want)
	}
	entries, _, err := s.Audit(ctx, store.AuditFilter{ActorID: admin.ID})
	if err != nil || len(entries) != len(want)-1 {
		t.Fatalf("%d rows name the admin, want %d (%v)", len(entries), len(want)-1, err)
	}
	if e := entries[len(entries)-1]; e.IP != "192.0.2.1" || e.ActorName != "admin" || string(e.Detail) != `{"from":"viewer","to":"designer"}` {
		t.Errorf("the row of the role says %+v, detail %s", e, e.Detail)
	}
}

func TestAuditIsPagedNewestFirst(t *testing.T) {
	s := open(t)
	for range 7 {
		if err := s.SignInFailed(t.Context(), store.Actor{IP: "192.0.2.1"}, "a\nb", "password"); err != nil {
			t.Fatal(err)
		}
	}
	var ids []int64
	filter := store.AuditFilter{Action: store.AuditSignInFailed, Page: store.Page{Limit: 3}}
	for {
		entries, next, err := s.Audit(t.Context(), filter)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			ids = append(ids, e.ID)
		}
		if next == "" {
			break
		}
		filter.Cursor = next
	}
	if len(ids) != 7 || !slices.IsSortedFunc(ids, func(a, b int64) int { return int(b - a) }) {
		t.Errorf("pages hold ids %v", ids)
	}
	var invalid *store.Invalid
	if _, _, err := s.Audit(t.Context(), store.AuditFilter{Page: store.Page{Cursor: "nonsense"}}); !errors.As(err, &invalid) {
		t.Errorf("a made-up cursor: %v", err)
	}
}
