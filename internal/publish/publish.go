// Package publish turns drafts into versions and versions into what is live.
//
// Laws:
//   - A version holds the bytes of the draft at exactly one revision, and the
//     settings that were in force at it.
//   - Nothing becomes live without having been checked by the linter first; the
//     counts are kept with the publication. Whether errors refuse it is the
//     environment's setting.
//   - A version that was live in an environment may always go back there.
package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"switchyard.dev/switchyard/internal/diff"
	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// Drafts gives the content of a flow's draft as it is now, what stands beside
// it, and its revision.
type Drafts interface {
	Head(ctx context.Context, flowID string) (text string, beside sidecar.Document, revision int64, err error)
}

// Service makes versions and publishes them.
type Service struct {
	Store   *store.Store
	Drafts  Drafts
	Modules lint.Modules // finds the modules that flows invoke; nil: none
}

// Refused says that an environment's gate keeps a version out.
type Refused struct {
	Environment string
	Errors      int
	Diagnostics []lint.Diagnostic
}

func (e *Refused) Error() string {
	return fmt.Sprintf("%s takes no version with errors, and there are %d", e.Environment, e.Errors)
}

// settingsTries is how often SaveVersion looks again when a module's settings
// change under it.
const settingsTries = 3

// SaveVersion keeps the draft as the flow's next version. With a revision, the
// draft must still be there, else *store.Conflict. store.ErrUnchanged when
// content and settings are those of the latest version.
func (s *Service) SaveVersion(ctx context.Context, actor store.Actor, flowID, message string, revision *int64) (store.Version, error) {
	n, err := s.draft(ctx, flowID)
	if err != nil {
		return store.Version{}, err
	}
	if revision != nil && *revision != n.Revision {
		return store.Version{}, &store.Conflict{Revision: n.Revision}
	}
	n.Message = message
	if n.Changes, err = s.changes(ctx, flowID, n); err != nil {
		return store.Version{}, err
	}
	v, err := s.Store.CreateVersion(ctx, actor, flowID, n)
	if err != nil {
		return store.Version{}, fmt.Errorf("save a version: %w", err)
	}
	return v, nil
}

// draft reads content and settings that belong to the same revision. They are
// kept apart, so it looks at both and again if settings are the younger.
func (s *Service) draft(ctx context.Context, flowID string) (store.NewVersion, error) {
	var head int64
	for range settingsTries {
		text, beside, revision, err := s.Drafts.Head(ctx, flowID)
		if err != nil {
			return store.NewVersion{}, fmt.Errorf("read the draft: %w", err)
		}
		settings, since, now, err := s.Store.Settings(ctx, flowID)
		if err != nil {
			return store.NewVersion{}, fmt.Errorf("read the settings: %w", err)
		}
		if since <= revision {
			return store.NewVersion{Content: text, Settings: settings, Sidecar: beside, SHA256: Digest(text, settings), Revision: revision}, nil
		}
		head = now
	}
	return store.NewVersion{}, &store.Conflict{Revision: head}
}

// changes counts what differs from the latest version, as the versions page
// lists it; in a first version every block is new.
func (s *Service) changes(ctx context.Context, flowID string, n store.NewVersion) (store.Changes, error) {
	f, err := s.Store.Flow(ctx, flowID)
	if err != nil {
		return store.Changes{}, fmt.Errorf("read the flow: %w", err)
	}
	now := flow.ParseString(n.Content)
	if f.LatestVersion == nil {
		return store.Changes{Added: len(now.Actions())}, nil
	}
	v, err := s.Store.Version(ctx, flowID, *f.LatestVersion)
	if err != nil {
		return store.Changes{}, fmt.Errorf("read the version before: %w", err)
	}
	result := diff.Compare(flow.ParseString(v.Content), now)
	result.Settings(v.Settings, n.Settings)
	counts := result.Count()
	return store.Changes{Added: counts.Added, Removed: counts.Removed, Changed: counts.Altered}, nil
}

// Digest is the SHA-256, in hex, of a version's content and, for a module, its
// settings after a zero byte, which neither can hold. For a flow it is the
// digest of the exported file.
func Digest(content string, settings *string) string {
	h := sha256.New()
	h.Write([]byte(content))
	if settings != nil {
		h.Write([]byte{0})
		h.Write([]byte(*settings))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Check gives the linter's findings in a version, for whoever is about to
// publish it, and how many were silenced when it was saved.
func (s *Service) Check(ctx context.Context, flowID string, version int) (found []lint.Diagnostic, silenced int, err error) {
	f, err := s.Store.Flow(ctx, flowID)
	if err != nil {
		return nil, 0, fmt.Errorf("read the flow: %w", err)
	}
	v, err := s.Store.Version(ctx, flowID, version)
	if err != nil {
		return nil, 0, fmt.Errorf("read the version: %w", err)
	}
	decided, err := s.Store.RuleSeverities(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("read the severities of rules: %w", err)
	}
	options := lint.Options{FlowType: f.Type, Modules: s.Modules}
	if v.Settings != nil {
		options.Settings = *v.Settings
	}
	doc := flow.Parse([]byte(v.Content))
	found, hidden := v.Sidecar.Part(doc, decided.Apply(lint.Run(doc, options)))
	return found, sidecar.Count(hidden), nil
}

// Publish makes a version live in an environment; an older version rolls back.
// With replaces, that version (or none) must be live now, else *store.Conflict.
// *Refused when the environment is gated, the version has errors, and it was
// never live there. The answer carries how many errors and warnings it has.
func (s *Service) Publish(ctx context.Context, actor store.Actor, flowID string, version int, environment string, replaces *store.Precondition) (store.Publication, error) {
	found, _, err := s.Check(ctx, flowID, version)
	if err != nil {
		return store.Publication{}, err
	}
	errors, warnings, _ := lint.Count(found)
	env, err := s.Store.EnvironmentByName(ctx, environment)
	if err != nil {
		return store.Publication{}, fmt.Errorf("find the environment: %w", err)
	}
	if env.Gated && errors > 0 {
		was, err := s.Store.WasLive(ctx, flowID, version, env.Name)
		if err != nil {
			return store.Publication{}, fmt.Errorf("read what was live: %w", err)
		}
		if !was {
			return store.Publication{}, &Refused{Environment: env.Name, Errors: errors, Diagnostics: found}
		}
	}
	p, err := s.Store.Publish(ctx, actor, flowID, store.NewPublication{
		Version: version, Environment: env.Name, Replaces: replaces, Errors: errors, Warnings: warnings,
	})
	if err != nil {
		return store.Publication{}, fmt.Errorf("publish: %w", err)
	}
	return p, nil
}
