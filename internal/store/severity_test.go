package store_test

import (
	"errors"
	"testing"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/store"
)

func TestRuleSeverities(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Admin)
	for _, severity := range []lint.Severity{lint.Error, lint.Error, lint.Off} {
		if err := s.SetRuleSeverity(ctx, u.Actor(""), "endless-loop", severity); err != nil {
			t.Fatal(err)
		}
	}
	if got := must(s.RuleSeverities(ctx))(t); len(got) != 1 || got["endless-loop"] != lint.Off {
		t.Errorf("decided: %v", got)
	}
	for range 2 {
		if err := s.SetRuleSeverity(ctx, u.Actor(""), "endless-loop", ""); err != nil {
			t.Fatal(err)
		}
	}
	if got := must(s.RuleSeverities(ctx))(t); len(got) != 0 {
		t.Errorf("after it got its own back: %v", got)
	}
	entries, _, err := s.Audit(ctx, store.AuditFilter{Action: store.AuditRuleSeverity})
	if err != nil || len(entries) != 3 || string(entries[0].Detail) != `{"from":"off","to":""}` || entries[0].ActorID != u.ID {
		t.Errorf("audit: %+v (%v)", entries, err)
	}
	var invalid *store.Invalid
	for code, severity := range map[string]lint.Severity{"dangling-target": lint.Off, "no-such-rule": lint.Error, "limits": lint.Warning, "endless-loop": "fatal"} {
		if err := s.SetRuleSeverity(ctx, u.Actor(""), code, severity); !errors.As(err, &invalid) {
			t.Errorf("%s as %s: %v", code, severity, err)
		}
	}
}
