package publish_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/publish"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
	"switchyard.dev/switchyard/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// drafts is the content of one flow, as the live session would give it.
type drafts struct {
	text     string
	revision int64
	beside   sidecar.Document
	err      error
	onRead   func()
}

func (d *drafts) Head(context.Context, string) (string, sidecar.Document, int64, error) {
	if d.onRead != nil {
		d.onRead()
	}
	return d.text, d.beside, d.revision, d.err
}

// ending is a flow that disconnects; broken is one that the service refuses.
const (
	ending = `{"Version":"2019-10-30","StartAction":"end","Actions":[{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`
	broken = `{"Version":"2019-10-30","StartAction":"end","Actions":[{"Identifier":"end","Type":"NoSuchAction","Parameters":{},"Transitions":{}}]}`
)

func setup(t *testing.T, flowType, content string) (*publish.Service, *drafts, store.Flow) {
	t.Helper()
	s, err := store.Open(t.Context(), testkit.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	f, err := s.CreateFlow(t.Context(), store.System, store.NewFlow{Name: "x", Type: flowType, Format: "flow", Content: content})
	if err != nil {
		t.Fatal(err)
	}
	d := &drafts{text: content, revision: 1}
	return &publish.Service{Store: s, Drafts: d}, d, f
}

// edit moves the draft to other content, in the store and in the session.
func edit(t *testing.T, s *publish.Service, d *drafts, flowID, text string) {
	t.Helper()
	head, err := s.Store.AppendBatches(t.Context(), flowID, d.revision, []store.LogEntry{{Client: "c", Seq: d.revision}})
	if err != nil {
		t.Fatal(err)
	}
	d.text, d.revision = text, head
}

func save(t *testing.T, s *publish.Service, flowID string) store.Version {
	t.Helper()
	v, err := s.SaveVersion(t.Context(), store.System, flowID, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestVersionIsTheDraftAtItsRevision(t *testing.T) {
	s, d, f := setup(t, "CONTACT_FLOW", ending)
	one := int64(1)
	v, err := s.SaveVersion(t.Context(), store.System, f.ID, "First", &one)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(ending))
	if v.Number != 1 || v.Content != ending || v.Revision != 1 || v.Message != "First" || v.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("version is %+v", v)
	}
	if v.Changes != (store.Changes{Added: 1}) {
		t.Errorf("changes of the first version: %+v", v.Changes)
	}
	edit(t, s, d, f.ID, broken)
	_, err = s.SaveVersion(t.Context(), store.System, f.ID, "", &one)
	var conflict *store.Conflict
	if !errors.As(err, &conflict) || conflict.Revision != 2 {
		t.Errorf("save what was seen at revision 1: %v", err)
	}
	if v := save(t, s, f.ID); v.Number != 2 || v.Revision != 2 || v.Changes != (store.Changes{Changed: 1}) {
		t.Errorf("the second version is %+v", v)
	}
	if _, err := s.SaveVersion(t.Context(), store.System, f.ID, "", nil); !errors.Is(err, store.ErrUnchanged) {
		t.Errorf("save again: %v", err)
	}
	d.err = store.ErrNotFound
	if _, err := s.SaveVersion(t.Context(), store.System, f.ID, "", nil); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("save a draft that cannot be read: %v", err)
	}
}

func TestVersionNeverPairsContentWithLaterSettings(t *testing.T) {
	s, d, f := setup(t, "MODULE", ending)
	put := func() {
		text := fmt.Sprintf(`{"revision":%d}`, d.revision)
		_, _, head, err := s.Store.Settings(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Store.PutSettings(t.Context(), store.System, f.ID, head, &text); err != nil {
			t.Fatal(err)
		}
	}
	// The settings change after the content was read, once: the second look fits.
	reads := 0
	d.onRead = func() {
		if reads++; reads == 1 {
			put()
		} else {
			d.revision = 2
		}
	}
	v, err := s.SaveVersion(t.Context(), store.System, f.ID, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if v.Revision != 2 || v.Settings == nil || reads != 2 || v.SHA256 != publish.Digest(ending, v.Settings) || v.SHA256 == publish.Digest(ending, nil) {
		t.Errorf("after %d reads the version is %+v", reads, v)
	}
	// A session that never hears of the new settings is not saved from.
	d.onRead = put
	if _, err := s.SaveVersion(t.Context(), store.System, f.ID, "", nil); !errors.Is(err, store.ErrConflict) {
		t.Errorf("settings that are always newer: %v", err)
	}
}

func TestLocalTakesWhatHasErrorsAndSaysHowMany(t *testing.T) {
	s, _, f := setup(t, "CONTACT_FLOW", broken)
	save(t, s, f.ID)
	p, err := s.Publish(t.Context(), store.System, f.ID, 1, "Local", &store.Precondition{})
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := s.Check(t.Context(), f.ID, 1)
	if err != nil || len(found) == 0 {
		t.Fatalf("%d findings (%v)", len(found), err)
	}
	if p.Errors == 0 || p.Errors > len(found) {
		t.Errorf("%d errors, %d findings", p.Errors, len(found))
	}
	entries, _, err := s.Store.Audit(t.Context(), store.AuditFilter{Action: store.AuditVersionPublished})
	want := fmt.Sprintf(`{"environment":"Local","errors":%d,"replaced":null,"version":1,"warnings":%d}`, p.Errors, p.Warnings)
	if err != nil || len(entries) != 1 || string(entries[0].Detail) != want {
		t.Errorf("audit is %+v, want %s (%v)", entries, want, err)
	}
	if _, err := s.Publish(t.Context(), store.System, f.ID, 1, "Local", &store.Precondition{}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("publish over what was not seen: %v", err)
	}
}

func TestGateRefusesErrorsButNotTheWayBack(t *testing.T) {
	s, d, f := setup(t, "CONTACT_FLOW", broken)
	ctx := t.Context()
	save(t, s, f.ID)
	edit(t, s, d, f.ID, ending)
	save(t, s, f.ID)
	if _, err := s.Publish(ctx, store.System, f.ID, 1, "Local", nil); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{`update environments set gated = true`, `insert into environments (name, gated) values ('Production', true)`} {
		if _, err := s.Store.Pool().Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Publish(ctx, store.System, f.ID, 1, "Production", nil)
	var refused *publish.Refused
	if !errors.As(err, &refused) || refused.Errors == 0 || len(refused.Diagnostics) < refused.Errors {
		t.Errorf("a version with errors: %v", err)
	}
	if _, ok, err := s.Store.Live(ctx, f.ID, "Production"); ok || err != nil {
		t.Errorf("the refused version is live (%v)", err)
	}
	for _, step := range []struct {
		version     int
		environment string
	}{{2, "Production"}, {2, "local"}, {1, "local"}} {
		if _, err := s.Publish(ctx, store.System, f.ID, step.version, step.environment, nil); err != nil {
			t.Errorf("version %d to %s: %v", step.version, step.environment, err)
		}
	}
}

func TestPublishingWhatIsNotThere(t *testing.T) {
	s, _, f := setup(t, "CONTACT_FLOW", ending)
	save(t, s, f.ID)
	for _, c := range []struct {
		flow        string
		version     int
		environment string
	}{{f.ID, 2, "Local"}, {f.ID, 1, "Nowhere"}, {"x", 1, "Local"}} {
		if _, err := s.Publish(t.Context(), store.System, c.flow, c.version, c.environment, nil); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestVersionCountsWhatChanged(t *testing.T) {
	const hello = `{"Identifier":"hello","Type":"MessageParticipant","Parameters":{"Text":"Hi"},"Transitions":{"NextAction":"end"}}`
	const end = `{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}`
	content := func(actions string) string {
		return `{"Version":"2019-10-30","StartAction":"hello","Metadata":{},"Actions":[` + actions + `]}`
	}
	s, d, f := setup(t, "CONTACT_FLOW", content(hello+","+end))
	if v := save(t, s, f.ID); v.Changes != (store.Changes{Added: 2}) {
		t.Errorf("the first version: %+v", v.Changes)
	}
	for _, c := range []struct {
		name, text string
		want       store.Changes
	}{
		{"order and layout", content(end + ", \n" + hello), store.Changes{}},
		{"said and led elsewhere", content(end + "," + strings.NewReplacer("Hi", "Good morning", `"NextAction":"end"`, `"NextAction":""`).Replace(hello)), store.Changes{Changed: 1}},
		{"one for another", content(hello + "," + strings.Replace(hello, `"hello"`, `"bye"`, 1)), store.Changes{Added: 1, Removed: 1, Changed: 1}},
		{"not a flow", "nonsense", store.Changes{Removed: 2, Changed: 1}},
	} {
		edit(t, s, d, f.ID, c.text)
		if v := save(t, s, f.ID); v.Changes != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, v.Changes, c.want)
		}
	}
}

func TestDigestTellsContentFromSettings(t *testing.T) {
	a, b, empty := "a", "b", ""
	seen := map[string]string{}
	for name, digest := range map[string]string{
		"ab": publish.Digest("ab", nil), "a b": publish.Digest("a", &b), "b a": publish.Digest("b", &a), "ab ''": publish.Digest("ab", &empty), "a ''": publish.Digest("a", &empty),
	} {
		if other, ok := seen[digest]; ok {
			t.Errorf("%s and %s have one digest", name, other)
		}
		seen[digest] = name
	}
}
