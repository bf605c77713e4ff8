package live

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// island is a flow with a warning at “island”, of which nothing is refused.
const island = `{"Version":"2019-10-30","StartAction":"a","Metadata":{},"Actions":[` +
	`{"Identifier":"a","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}},` +
	`{"Identifier":"island","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

const unreached = "unreachable-block"

func islandSite(t *testing.T) (*site, string, store.Actor) {
	t.Helper()
	s := newStore(t)
	ann := addUser(t, s, "ann")
	id := addFlow(t, s, island)
	site := newSite(t, s, Options{})
	return site, id, store.Actor{UserID: ann, Name: "ann"}
}

func (s *site) found(t *testing.T, flowID string) (shown, silenced string) {
	t.Helper()
	f, err := s.hub.Diagnostics(context.Background(), flowID)
	if err != nil {
		t.Fatal(err)
	}
	var a, b []string
	for _, d := range f.Items {
		a = append(a, d.Code+"@"+d.Block)
	}
	for _, d := range f.Silenced {
		b = append(b, fmt.Sprintf("%s@%s:%d", d.Code, d.Block, len(d.Findings)))
	}
	return strings.Join(a, " "), strings.Join(b, " ")
}

func (s *site) wantFound(t *testing.T, flowID, shown, silenced string) {
	t.Helper()
	if a, b := s.found(t, flowID); a != shown || b != silenced {
		t.Errorf("shown %q, silenced %q; want %q and %q", a, b, shown, silenced)
	}
}

func TestSilenceIsSeenByAllAtOnce(t *testing.T) {
	s, id, ann := islandSite(t)
	ctx := context.Background()
	ben := s.tabOn(id, ann.UserID, newClient())
	ben.connect()
	ben.wait("welcome", func() bool { return len(ben.welcomes) > 0 })
	if got := ben.welcomes[0]; len(got.Diagnostics) != 1 || got.Silenced == nil {
		t.Fatalf("welcome: %+v", got)
	}
	if err := s.hub.Silence(ctx, ann, id, unreached, "island", "kept for Christmas"); err != nil {
		t.Fatal(err)
	}
	s.wantFound(t, id, "", "unreachable-block@island:1")
	ben.wait("the silence", func() bool {
		return len(ben.lint.Silenced) == 1 && len(ben.lint.Items) == 0 && ben.lint.Silenced[0].Reason == "kept for Christmas" &&
			ben.lint.Silenced[0].User.Name == "ann"
	})
	if text, _, err := s.hub.Content(ctx, id); err != nil || text != island {
		t.Errorf("the content is %s (%v)", text, err)
	}
	late := s.tabOn(id, ann.UserID, newClient())
	late.connect()
	late.wait("welcome", func() bool { return len(late.welcomes) > 0 })
	if got := late.welcomes[0]; len(got.Diagnostics) != 0 || len(got.Silenced) != 1 {
		t.Errorf("who comes later gets %+v", got)
	}
	if err := s.hub.Unsilence(ctx, ann, id, unreached, "island"); err != nil {
		t.Fatal(err)
	}
	s.wantFound(t, id, "unreachable-block@island", "")
	ben.wait("the finding", func() bool { return len(ben.lint.Items) == 1 })
}

func TestSilenceFollowsTheBlock(t *testing.T) {
	s, id, ann := islandSite(t)
	ctx := context.Background()
	tab := s.tabOn(id, ann.UserID, newClient())
	tab.connect()
	if err := s.hub.Silence(ctx, ann, id, unreached, "island", "known"); err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name     string
		send     func() int64
		silenced string
	}{
		{"renamed", func() int64 { return tab.edit(renameTo("island", "reef")) }, "unreachable-block@reef:1"},
		{"undone", func() int64 { return tab.undo(1) }, "unreachable-block@island:1"},
		{"redone", func() int64 { return tab.undo(2) }, "unreachable-block@reef:1"},
		{"removed", func() int64 { return tab.edit(remove("reef")) }, ""},
		{"brought back", func() int64 { return tab.undo(4) }, "unreachable-block@reef:1"},
		{"mended", func() int64 { return tab.edit(flow.Op{Kind: flow.SetStart, Target: "reef"}) }, "unreachable-block@reef:0"},
	}
	for _, step := range steps {
		step.send()
		tab.answered()
		shown, silenced := s.found(t, id)
		if silenced != step.silenced || strings.Contains(shown, "reef") || strings.Contains(shown, "island") {
			t.Errorf("%s: shown %q, silenced %q, want %q", step.name, shown, silenced, step.silenced)
		}
		// A room that opens anew finds the same in the table.
		fresh := NewHub(s.hub.store, Options{Log: quietLog()})
		found, err := fresh.Diagnostics(ctx, id)
		if err != nil || len(found.Silenced) != strings.Count(step.silenced, "@") || len(found.Silenced) > 0 && !strings.Contains(step.silenced, found.Silenced[0].Block) {
			t.Errorf("%s: the table says %+v (%v)", step.name, found.Silenced, err)
		}
		if err := fresh.Close(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatCannotBeSilenced(t *testing.T) {
	s, id, ann := islandSite(t)
	ctx := context.Background()
	broken := strings.Replace(island, `"StartAction":"a"`, `"StartAction":"gone"`, 1)
	cases := []struct {
		name, code, block, want string
	}{
		{"another rule", "limits", "island", RejectNoFinding},
		{"another block", unreached, "a", RejectNoFinding},
		{"no block", unreached, "gone", RejectNoFinding},
		{"the flow", unreached, "", RejectNoFinding},
	}
	for _, c := range cases {
		var rejected *RejectedError
		if err := s.hub.Silence(ctx, ann, id, c.code, c.block, "r"); !errors.As(err, &rejected) || rejected.Rejection.Code != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	var invalid *store.Invalid
	if err := s.hub.Silence(ctx, ann, id, unreached, "island", ""); !errors.As(err, &invalid) {
		t.Errorf("no reason: %v", err)
	}
	if _, err := s.hub.Replace(ctx, ann, id, nil, broken); err != nil {
		t.Fatal(err)
	}
	var rejected *RejectedError
	if err := s.hub.Silence(ctx, ann, id, "start-missing", "", "r"); !errors.As(err, &rejected) || rejected.Rejection.Code != RejectIsError {
		t.Errorf("an error: %v", err)
	}
	s.wantFound(t, id, "start-missing@", "")
}

func TestRestoringBringsTheSidecarBack(t *testing.T) {
	s, id, ann := islandSite(t)
	ctx := context.Background()
	beside := sidecar.Document{}.With(sidecar.Silence{Code: unreached, Block: "island", Reason: "known"})
	for name, text := range map[string]string{"the same bytes": island, "other bytes": strings.Replace(island, `"Metadata":{}`, `"Metadata":{"name":"x"}`, 1)} {
		if _, err := s.hub.Restore(ctx, ann, id, nil, text, beside); err != nil {
			t.Fatal(err)
		}
		s.wantFound(t, id, "", "unreachable-block@island:1")
		if _, kept, _, err := s.hub.Head(ctx, id); err != nil || !kept.Equal(beside) {
			t.Errorf("%s: %+v (%v)", name, kept, err)
		}
		if _, err := s.hub.Restore(ctx, ann, id, nil, text, sidecar.Document{}); err != nil {
			t.Fatal(err)
		}
		s.wantFound(t, id, "unreachable-block@island", "")
	}
}

func TestRulesThatChangeAreFollowedByOpenFlows(t *testing.T) {
	s, id, ann := islandSite(t)
	ctx := context.Background()
	admin := store.Actor{UserID: ann.UserID, Name: "ann"}
	real := s.hub.store.(*store.Store)
	ben := s.tabOn(id, ann.UserID, newClient())
	ben.connect()
	ben.wait("welcome", func() bool { return len(ben.welcomes) > 0 })
	for _, severity := range []lint.Severity{lint.Error, lint.Info, lint.Off, ""} {
		if err := real.SetRuleSeverity(ctx, admin, unreached, severity); err != nil {
			t.Fatal(err)
		}
		if err := s.hub.RulesChanged(ctx); err != nil {
			t.Fatal(err)
		}
		ben.wait("the rule to be "+string(severity), func() bool {
			switch severity {
			case lint.Off:
				return ben.lint.Items != nil && len(ben.lint.Items) == 0
			case "":
				return len(ben.lint.Items) == 1 && ben.lint.Items[0].Severity == lint.Warning
			}
			return len(ben.lint.Items) == 1 && ben.lint.Items[0].Severity == severity
		})
		if severity == lint.Error {
			var rejected *RejectedError
			if err := s.hub.Silence(ctx, ann, id, unreached, "island", "r"); !errors.As(err, &rejected) || rejected.Rejection.Code != RejectIsError {
				t.Errorf("a warning that counts as an error here is silenced: %v", err)
			}
		}
	}
}
