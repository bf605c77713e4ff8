package store_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

func TestVersionNumbersHaveNoGapsUnderARace(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	const n = 16
	// Every third one fails after its number was drawn or before; none may be lost.
	errs := together(n, func(i int) error {
		version := store.NewVersion{Content: fmt.Sprintf(`{"n":%d}`, i), Revision: 1}
		actor := store.System
		if i%3 == 0 {
			actor.UserID = "00000000-0000-4000-8000-000000000000" // nobody: the insert is refused
		}
		_, err := s.CreateVersion(ctx, actor, f.ID, version)
		return err
	})
	made := 0
	for i, err := range errs {
		if (i%3 == 0) != (err != nil) {
			t.Errorf("version %d: %v", i, err)
		}
		if err == nil {
			made++
		}
	}
	versions, _, err := s.Versions(ctx, f.ID, store.Page{})
	if err != nil || len(versions) != made {
		t.Fatalf("%d were made, %d are listed (%v)", made, len(versions), err)
	}
	for i, v := range versions {
		if v.Number != made-i {
			t.Errorf("place %d of the list has number %d", i, v.Number)
		}
	}
}

func TestVersionKeepsWhatItWasGiven(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	f := newFlow(t, s, "x")
	settings := `{"Inputs":{}}`
	made := must(s.CreateVersion(ctx, u.Actor(""), f.ID, store.NewVersion{
		Content: content, Settings: &settings, SHA256: "abc", Message: "First", Revision: 1, Changes: store.Changes{Added: 1, Removed: 2, Changed: 3},
	}))(t)
	got := must(s.Version(ctx, f.ID, 1))(t)
	if got.Content != content || *got.Settings != settings || got.SHA256 != "abc" || got.Message != "First" || got.UserID != u.ID ||
		got.UserName != u.Name || got.Changes != (store.Changes{Added: 1, Removed: 2, Changed: 3}) || got.At != made.At {
		t.Errorf("version is %+v", got)
	}
	list, _, err := s.Versions(ctx, f.ID, store.Page{})
	if err != nil || len(list) != 1 || list[0].Content != "" || list[0].Size != len(content) {
		t.Errorf("list is %+v (%v)", list, err)
	}
	for _, number := range []int{0, 2, -1} {
		if _, err := s.Version(ctx, f.ID, number); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("version %d: %v", number, err)
		}
	}
}

func TestUnchangedMeansEqualBytes(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	create := func(text string, settings *string, revision int64) error {
		_, err := s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: text, Settings: settings, Revision: revision})
		return err
	}
	empty := ""
	if err := create(content, nil, 1); err != nil {
		t.Fatal(err)
	}
	if err := create(content, nil, 1); !errors.Is(err, store.ErrUnchanged) {
		t.Errorf("the same bytes: %v", err)
	}
	if err := create(content+" ", nil, 1); err != nil {
		t.Errorf("one more space: %v", err)
	}
	if err := create(content+" ", &empty, 1); err != nil {
		t.Errorf("empty settings in place of none: %v", err)
	}
	if err := create(content, nil, 1); err != nil {
		t.Errorf("the bytes of an older version: %v", err)
	}
	if err := create(content, nil, 2); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a revision that does not exist yet: %v", err)
	}
	if versions, _, err := s.Versions(ctx, f.ID, store.Page{Limit: 3}); err != nil || len(versions) != 3 || versions[0].Number != 4 {
		t.Errorf("%d on the first page, newest %+v (%v)", len(versions), versions, err)
	}
}

func TestDraftThatCameBackToTheVersionDoesNotDiffer(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: content, Revision: 1}))(t)
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{batch("a", 1), batch("a", 2)}))(t)
	if f := must(s.Flow(ctx, f.ID))(t); !f.DraftDiffers {
		t.Fatal("an edited draft does not differ")
	}
	if _, err := s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: content, Revision: 3}); !errors.Is(err, store.ErrUnchanged) {
		t.Fatal(err)
	}
	if f := must(s.Flow(ctx, f.ID))(t); f.DraftDiffers {
		t.Error("found equal to the version, the draft still differs")
	}
}

func number(n int) *store.Precondition { return &store.Precondition{Version: &n} }

func TestPublishComparesAndSets(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	admin := newUser(t, s, "admin@example.com", auth.Admin)
	f := newFlow(t, s, "x")
	for i := range 3 {
		must(s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: fmt.Sprint(i), Revision: 1}))(t)
	}
	publish := func(version int, replaces *store.Precondition) (store.Publication, error) {
		return s.Publish(ctx, admin.Actor(""), f.ID, store.NewPublication{Version: version, Environment: "Local", Replaces: replaces, Errors: 2, Warnings: 3})
	}
	if _, err := publish(1, number(1)); !errors.Is(err, store.ErrConflict) || !strings.Contains(err.Error(), "nothing") {
		t.Errorf("replace 1 while nothing is live: %v", err)
	}
	first := must(publish(1, &store.Precondition{}))(t)
	if first.Replaced != nil || first.Environment != "Local" || first.Errors != 2 || first.Warnings != 3 || first.UserName != admin.Name || !first.Live {
		t.Errorf("the first publication is %+v", first)
	}
	_, err := publish(2, &store.Precondition{})
	var conflict *store.Conflict
	if !errors.As(err, &conflict) || conflict.Live == nil || *conflict.Live != 1 {
		t.Errorf("replace nothing while 1 is live: %v", err)
	}
	must(publish(2, number(1)))(t)
	must(publish(3, nil))(t)
	back := must(publish(1, number(3)))(t)
	if back.Replaced == nil || *back.Replaced != 3 {
		t.Errorf("rolled back: %+v", back)
	}
	if live, ok, err := s.Live(ctx, f.ID, "LOCAL"); err != nil || !ok || live != 1 {
		t.Errorf("live is %d, %t (%v)", live, ok, err)
	}
	for _, n := range []store.NewPublication{{Version: 4, Environment: "Local"}, {Version: 0, Environment: "Local"}, {Version: 1, Environment: "Nowhere"}} {
		if _, err := s.Publish(ctx, store.System, f.ID, n); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%+v: %v", n, err)
		}
	}
	list, next, err := s.Publications(ctx, f.ID, store.Page{Limit: 3})
	if err != nil || len(list) != 3 || next == "" || list[0].Version != 1 || !list[0].Live || list[1].Live || list[2].Live {
		t.Errorf("the list is %+v (%v)", list, err)
	}
	if rest, next, err := s.Publications(ctx, f.ID, store.Page{Limit: 3, Cursor: next}); err != nil || len(rest) != 1 || next != "" || rest[0].ID != first.ID || rest[0].Live {
		t.Errorf("the second page is %+v (%v)", rest, err)
	}
	want := []string{
		store.AuditFlowCreated, store.AuditVersionCreated, store.AuditVersionCreated, store.AuditVersionCreated,
		store.AuditVersionPublished, store.AuditVersionPublished, store.AuditVersionPublished, store.AuditVersionPublished,
	}
	if got := actions(t, s, "flow", f.ID); !slices.Equal(got, want) {
		t.Errorf("audit is %v", got)
	}
}

func TestOfRacingPublishersOneWins(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	const n = 12
	for i := range n {
		must(s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: fmt.Sprint(i), Revision: 1}))(t)
	}
	seen, last := &store.Precondition{}, 0
	for round := range 4 {
		// Every publisher names another version than the one live now.
		errs := together(n-1, func(i int) error {
			_, err := s.Publish(ctx, store.System, f.ID, store.NewPublication{Version: (last+i)%n + 1, Environment: "Local", Replaces: seen})
			return err
		})
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if !errors.Is(err, store.ErrConflict) {
				t.Error(err)
			}
		}
		live, ok, err := s.Live(ctx, f.ID, "Local")
		if err != nil || !ok || live == last {
			t.Fatalf("round %d: version %d is live (%t, %v)", round, live, ok, err)
		}
		if won != 1 {
			t.Errorf("round %d: %d publishers won", round, won)
		}
		seen, last = number(live), live
	}
}

// TestNumbersOfAnySizeAreAnswered: they come from addresses and cursors.
func TestNumbersOfAnySizeAreAnswered(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	const large = 1 << 40
	if _, err := s.Version(ctx, f.ID, large); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a version: %v", err)
	}
	if was, err := s.WasLive(ctx, f.ID, large, "Local"); was || err != nil {
		t.Errorf("was it live: %t, %v", was, err)
	}
	if _, err := s.Publish(ctx, store.System, f.ID, store.NewPublication{Version: large, Environment: "Local"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("publish it: %v", err)
	}
	cursor := base64.RawURLEncoding.EncodeToString([]byte(`{"Number":1099511627776}`))
	if _, _, err := s.Versions(ctx, f.ID, store.Page{Cursor: cursor}); err != nil {
		t.Errorf("a cursor: %v", err)
	}
}

func TestOnceLiveIsRemembered(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	for i := range 2 {
		must(s.CreateVersion(ctx, store.System, f.ID, store.NewVersion{Content: fmt.Sprint(i), Revision: 1}))(t)
	}
	if _, ok, err := s.Live(ctx, f.ID, "Local"); ok || err != nil {
		t.Errorf("before the first publication: %t, %v", ok, err)
	}
	if _, _, err := s.Live(ctx, f.ID, "Nowhere"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("live in an unknown environment: %v", err)
	}
	must(s.Publish(ctx, store.System, f.ID, store.NewPublication{Version: 1, Environment: "Local"}))(t)
	must(s.Publish(ctx, store.System, f.ID, store.NewPublication{Version: 2, Environment: "Local"}))(t)
	for version, want := range map[int]bool{1: true, 2: true, 3: false} {
		if was := must(s.WasLive(ctx, f.ID, version, "local"))(t); was != want {
			t.Errorf("version %d was live: %t", version, was)
		}
	}
}
