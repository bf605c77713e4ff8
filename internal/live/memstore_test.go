package live

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// memStore is a Storage in memory that keeps the promises of the real one, and
// can be made to break them.
type memStore struct {
	mu    sync.Mutex
	flows map[string]*memFlow

	severities lint.Severities

	// fault is asked before each append: it may fail before anything was written
	// (lost), or after (written, outcome not told).
	fault func(n int) (before, after error)
	n     int
}

type memFlow struct {
	info  store.Flow
	draft store.Draft
	log   []store.LogEntry
}

func newMemStore(flows map[string]string) *memStore {
	m := &memStore{flows: map[string]*memFlow{}}
	for id, content := range flows {
		m.flows[id] = &memFlow{
			info:  store.Flow{ID: id, Name: "Flow " + id, Type: "CONTACT_FLOW", Format: "flow"},
			draft: store.Draft{FlowID: id, Revision: 1, Snapshot: content, SnapshotRevision: 1},
		}
	}
	return m
}

func (m *memStore) flow(id string) (*memFlow, error) {
	f, ok := m.flows[id]
	if !ok {
		return nil, store.ErrNotFound
	}
	return f, nil
}

func (m *memStore) Flow(_ context.Context, id string) (store.Flow, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return store.Flow{}, err
	}
	return f.info, nil
}

func (m *memStore) Draft(_ context.Context, id string) (store.Draft, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return store.Draft{}, err
	}
	d := f.draft
	d.Tail = f.since(d.SnapshotRevision)
	return d, nil
}

func (f *memFlow) since(revision int64) []store.LogEntry {
	i, _ := slices.BinarySearchFunc(f.log, revision+1, func(e store.LogEntry, r int64) int { return int(e.Revision - r) })
	return slices.Clone(f.log[i:])
}

func (m *memStore) AppendBatches(_ context.Context, id string, expect int64, entries []store.LogEntry) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return 0, err
	}
	var after error
	if m.fault != nil {
		m.n++
		var before error
		if before, after = m.fault(m.n); before != nil {
			return 0, before
		}
	}
	if f.draft.Revision != expect {
		return 0, &store.Conflict{Revision: f.draft.Revision}
	}
	for i, e := range entries {
		same := func(o store.LogEntry) bool { return o.Client == e.Client && o.Seq == e.Seq }
		if at := slices.IndexFunc(f.log, same); at >= 0 {
			return 0, &store.Duplicate{Entry: f.log[at]}
		}
		if slices.ContainsFunc(entries[:i], same) {
			return 0, fmt.Errorf("%s %d twice in one transaction", e.Client, e.Seq)
		}
	}
	for _, e := range entries {
		f.draft.Revision++
		e.Revision = f.draft.Revision
		f.log = append(f.log, e)
		f.draft.Sidecar = f.draft.Sidecar.Renamed(e.Renames)
		if e.Sidecar != nil {
			f.draft.Sidecar = *e.Sidecar
		}
	}
	return f.draft.Revision, after
}

func (m *memStore) RuleSeverities(context.Context) (lint.Severities, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.severities), nil
}

func (m *memStore) Silence(_ context.Context, _ store.Actor, id string, s sidecar.Silence) (sidecar.Document, error) {
	return m.changeSidecar(id, func(d sidecar.Document) sidecar.Document { return d.With(s) })
}

func (m *memStore) Unsilence(_ context.Context, _ store.Actor, id, code, block string) (sidecar.Document, error) {
	return m.changeSidecar(id, func(d sidecar.Document) sidecar.Document {
		d, _, _ = d.Without(code, block)
		return d
	})
}

func (m *memStore) Regroup(_ context.Context, _ store.Actor, id string, c sidecar.Regroup) (after sidecar.Document, err error) {
	return m.changeSidecar(id, func(d sidecar.Document) sidecar.Document {
		after, _, _ := d.Regrouped(c)
		return after
	})
}

func (m *memStore) changeSidecar(id string, change func(sidecar.Document) sidecar.Document) (sidecar.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return sidecar.Document{}, err
	}
	f.draft.Sidecar = change(f.draft.Sidecar)
	return f.draft.Sidecar, nil
}

func (m *memStore) LogSince(_ context.Context, id string, revision int64) ([]store.LogEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return nil, err
	}
	return f.since(revision), nil
}

func (m *memStore) LogEntryOf(_ context.Context, id, client string, seq int64) (store.LogEntry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return store.LogEntry{}, err
	}
	for _, e := range f.log {
		if e.Client == client && e.Seq == seq {
			return e, nil
		}
	}
	return store.LogEntry{}, store.ErrNotFound
}

func (m *memStore) LastSeq(_ context.Context, id, client string) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return 0, err
	}
	var last int64
	for _, e := range f.log {
		if e.Client == client {
			last = max(last, e.Seq)
		}
	}
	return last, nil
}

func (m *memStore) SaveSnapshot(_ context.Context, id string, revision int64, content string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, err := m.flow(id)
	if err != nil {
		return err
	}
	if revision > f.draft.SnapshotRevision && revision <= f.draft.Revision {
		f.draft.Snapshot, f.draft.SnapshotRevision = content, revision
	}
	return nil
}

// rows returns the whole log.
func (m *memStore) rows(id string) []store.LogEntry {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.flows[id].log)
}
