// Package modules knows the modules of this installation and what they declare,
// at hand for every run of the linter: it reads the store at most once in a few
// seconds, and only when somebody asks.
package modules

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"switchyard.dev/switchyard/internal/contract"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/store"
)

// Fresh is how long a list that was read holds: how stale an answer may be
// where another process changed a module. What this process changes is read at
// once (Changed).
const Fresh = 3 * time.Second

// readTimeout bounds how long a lint waits for the store; after that it goes by
// what was known before.
const readTimeout = 2 * time.Second

// Entry is one module. Contract is nil where it is not known what the module
// declares.
type Entry struct {
	ID       string
	Name     string
	Archived bool
	Contract *contract.Contract
}

// Storage is what a directory needs of the store. *store.Store has it.
type Storage interface {
	Modules(ctx context.Context) ([]store.Module, error)
}

// Directory finds modules. It is safe for concurrent use.
type Directory struct {
	store Storage
	log   *slog.Logger
	now   func() time.Time

	mu   sync.Mutex
	read time.Time // zero: not since the last change
	list []Entry
	raw  map[string]string // settings by id, of which the contracts were read
}

// New returns a directory of a store. The clock may be nil.
func New(s Storage, log *slog.Logger, now func() time.Time) *Directory {
	if now == nil {
		now = time.Now
	}
	return &Directory{store: s, log: log, now: now}
}

// Changed says that a module was made, renamed, archived or declares something
// else: the next answer is read anew.
func (d *Directory) Changed() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.read = time.Time{}
}

// All lists the modules by name. The entries are shared: do not change them.
func (d *Directory) All() []Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.read.IsZero() || d.now().Sub(d.read) >= Fresh {
		d.load()
	}
	return d.list
}

// load reads the list; what could not be read stays as it was until the next try.
func (d *Directory) load() {
	ctx, cancel := context.WithTimeout(context.Background(), readTimeout)
	defer cancel()
	found, err := d.store.Modules(ctx)
	d.read = d.now()
	if err != nil {
		d.log.Warn("modules: the list could not be read", "error", err)
		return
	}
	known := map[string]*contract.Contract{}
	for _, e := range d.list {
		known[e.ID] = e.Contract
	}
	list, raw := make([]Entry, 0, len(found)), make(map[string]string, len(found))
	for _, m := range found {
		e := Entry{ID: m.ID, Name: m.Name, Archived: m.Archived}
		if m.Settings != nil {
			raw[m.ID] = *m.Settings
			if before, had := d.raw[m.ID]; had && before == *m.Settings {
				e.Contract = known[m.ID]
			} else {
				c, _ := contract.Read(*m.Settings)
				e.Contract = &c
			}
		}
		list = append(list, e)
	}
	d.list, d.raw = list, raw
}

// Find returns the module that a block names: by the id that it has here,
// which may stand at the end of an ARN, else by its name. A name that several
// modules have names none, unless all but one are archived.
func (d *Directory) Find(ref lint.ModuleRef) (Entry, bool) {
	all := d.All()
	if id := strings.ToLower(ref.ID[strings.LastIndexByte(ref.ID, '/')+1:]); id != "" {
		if i := slices.IndexFunc(all, func(e Entry) bool { return e.ID == id }); i >= 0 {
			return all[i], true
		}
	}
	for _, name := range ref.Names {
		if e, ok := named(all, name, false); ok {
			return e, true
		}
		if e, ok := named(all, name, true); ok {
			return e, true
		}
	}
	return Entry{}, false
}

func named(all []Entry, name string, archived bool) (found Entry, ok bool) {
	for _, e := range all {
		if e.Name != name || e.Archived != archived {
			continue
		}
		if ok {
			return Entry{}, false
		}
		found, ok = e, true
	}
	return found, ok
}

// Lint is Find for the linter.
func (d *Directory) Lint(ref lint.ModuleRef) (lint.Module, bool) {
	e, ok := d.Find(ref)
	return lint.Module{Name: e.Name, Contract: e.Contract}, ok
}
