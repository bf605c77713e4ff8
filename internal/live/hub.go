package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// Storage is what a room needs of the store. *store.Store has it.
type Storage interface {
	Flow(ctx context.Context, id string) (store.Flow, error)
	Draft(ctx context.Context, flowID string) (store.Draft, error)
	RuleSeverities(ctx context.Context) (lint.Severities, error)
	Silence(ctx context.Context, actor store.Actor, flowID string, silence sidecar.Silence) (sidecar.Document, error)
	Unsilence(ctx context.Context, actor store.Actor, flowID, code, block string) (sidecar.Document, error)
	Regroup(ctx context.Context, actor store.Actor, flowID string, change sidecar.Regroup) (sidecar.Document, error)
	AppendBatches(ctx context.Context, flowID string, expect int64, entries []store.LogEntry) (int64, error)
	LogSince(ctx context.Context, flowID string, revision int64) ([]store.LogEntry, error)
	LogEntryOf(ctx context.Context, flowID, client string, seq int64) (store.LogEntry, error)
	LastSeq(ctx context.Context, flowID, client string) (int64, error)
	SaveSnapshot(ctx context.Context, flowID string, revision int64, content string) error
}

// Options of a hub. The zero value is what the product uses; tests shorten the
// times.
type Options struct {
	Log     *slog.Logger
	Now     func() time.Time
	Modules lint.Modules // finds the modules that flows invoke; nil: none

	PingEvery     time.Duration // 25 s
	PongWithin    time.Duration // 10 s
	WriteWithin   time.Duration // 10 s for one message
	CheckEvery    time.Duration // 5 s: how long an answer of Visit.Check holds
	IdleAfter     time.Duration // 15 s without users until a room closes
	GiveUpAfter   time.Duration // 15 s without the store until a room sends everybody away
	RetryAfter    time.Duration // 20 ms before a failed commit is tried again, then twice as long each time
	SnapshotEvery int           // 200 batches
	KeepBatches   int           // 20,000 batches at least, and twice as many at most, that a room has at hand
	QueueBytes    int           // 1 MiB that a client may leave unread
	EditsPerSec   int           // 500, with bursts of twice as many; more are read later, not refused
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	orDuration(&o.PingEvery, 25*time.Second)
	orDuration(&o.PongWithin, 10*time.Second)
	orDuration(&o.WriteWithin, 10*time.Second)
	orDuration(&o.CheckEvery, 5*time.Second)
	orDuration(&o.IdleAfter, 15*time.Second)
	orDuration(&o.GiveUpAfter, 15*time.Second)
	orDuration(&o.RetryAfter, 20*time.Millisecond)
	orInt(&o.SnapshotEvery, 200)
	orInt(&o.KeepBatches, 20_000)
	orInt(&o.QueueBytes, 1<<20)
	orInt(&o.EditsPerSec, 500)
	return o
}

func orDuration(d *time.Duration, otherwise time.Duration) {
	if *d == 0 {
		*d = otherwise
	}
}

func orInt(n *int, otherwise int) {
	if *n == 0 {
		*n = otherwise
	}
}

// ErrClosed is returned once the hub is closing, or when a room gave up because
// the store does not answer.
var ErrClosed = errors.New("live: closed")

// RejectedError is returned when content cannot replace a draft, for a reason
// that a person can be told.
type RejectedError struct{ Rejection flow.Rejection }

func (e *RejectedError) Error() string { return "live: " + e.Rejection.Code }

// Hub holds the rooms of the open flows. It is safe for concurrent use.
type Hub struct {
	store Storage
	opt   Options
	stats counters

	// life ends when Close gives up waiting; until then commits run to their end.
	life context.Context
	end  context.CancelFunc
	all  sync.WaitGroup // rooms and connections

	mu     sync.Mutex
	rooms  map[string]*room
	conns  map[*conn]struct{}
	closed bool
}

// NewHub returns a hub without rooms.
func NewHub(s Storage, opt Options) *Hub {
	h := &Hub{store: s, opt: opt.withDefaults(), rooms: map[string]*room{}, conns: map[*conn]struct{}{}}
	h.life, h.end = context.WithCancel(context.Background())
	return h
}

// Content returns a draft's bytes and revision. store.ErrNotFound when there is
// no such flow.
func (h *Hub) Content(ctx context.Context, flowID string) (string, int64, error) {
	var text string
	var revision int64
	err := h.ask(ctx, flowID, func(r *room) { text, revision = r.doc.String(), r.revision })
	return text, revision, err
}

// Head returns a draft's bytes with what stood beside them at that revision.
func (h *Hub) Head(ctx context.Context, flowID string) (text string, beside sidecar.Document, revision int64, err error) {
	err = h.ask(ctx, flowID, func(r *room) { text, beside, revision = r.doc.String(), r.sidecar, r.revision })
	return text, beside, revision, err
}

// Diagnostics returns what the linter finds in a draft as it is when it is
// called, or later.
func (h *Hub) Diagnostics(ctx context.Context, flowID string) (Findings, error) {
	found := make(chan lintResult, 1)
	err := h.ask(ctx, flowID, func(r *room) { r.whenLinted(found) })
	if err != nil {
		return Findings{}, err
	}
	select {
	case l := <-found:
		if l.Items == nil {
			return Findings{}, ErrClosed
		}
		return l.Findings, nil
	case <-ctx.Done():
		return Findings{}, fmt.Errorf("wait for diagnostics: %w", ctx.Err())
	}
}

// Replace puts other content in the place of a draft's and returns the new
// revision: a put through the API, a version restored, an import over a flow.
// Every open tab follows, and the actor can undo it. expect, when given, is the
// revision that the actor saw; *store.Conflict when the draft moved on. The same
// bytes again change nothing. *RejectedError when the text is out of bounds.
func (h *Hub) Replace(ctx context.Context, actor store.Actor, flowID string, expect *int64, text string) (int64, error) {
	return h.replace(ctx, actor, flowID, expect, text, nil)
}

// Restore is Replace with what stood beside the content too: a version whole.
func (h *Hub) Restore(ctx context.Context, actor store.Actor, flowID string, expect *int64, text string, beside sidecar.Document) (int64, error) {
	return h.replace(ctx, actor, flowID, expect, text, &beside)
}

func (h *Hub) replace(ctx context.Context, actor store.Actor, flowID string, expect *int64, text string, beside *sidecar.Document) (int64, error) {
	if p := flow.CheckLimits([]byte(text)); p != nil {
		return 0, &RejectedError{flow.Rejection{Code: p.Code, Message: p.Message}}
	}
	s := &submission{
		client: serverClient, user: Person{ID: actor.UserID, Name: actor.Name}, canEdit: true,
		expect: expect, audit: store.AuditDraftReplaced, ip: actor.IP, sidecar: beside,
		message: clientMessage{Type: typeEdit, Ops: []flow.Op{{Kind: flow.Replace, Text: text}}},
		reply:   make(chan answer, 1),
	}
	r, err := h.acquire(ctx, flowID)
	if err != nil {
		return 0, err
	}
	defer h.release(r)
	if err := r.post(ctx, item{edit: s}); err != nil {
		return 0, err
	}
	select {
	case a := <-s.reply:
		return a.revision, a.err
	case <-r.done:
		return 0, ErrClosed
	case <-ctx.Done():
		return 0, fmt.Errorf("replace content: %w", ctx.Err())
	}
}

// Refresh makes an open room read again what is not content: the flow's name,
// type and state, a module's settings. Call it after changing them. A flow that
// is not open needs nothing.
func (h *Hub) Refresh(ctx context.Context, flowID string) error {
	h.mu.Lock()
	_, open := h.rooms[flowID]
	h.mu.Unlock()
	if !open {
		return nil
	}
	var err error
	if asked := h.ask(ctx, flowID, func(r *room) { err = r.refresh() }); asked != nil {
		return asked
	}
	return err
}

// CloseUser closes every connection of a person with 4401: after signing out,
// being disabled, or getting another role. Whoever may still see the flow loads
// the page again.
func (h *Hub) CloseUser(userID string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.conns {
		if c.visit.User.ID == userID {
			c.close(closeSessionOver, "session ended")
		}
	}
}

// Close sends every connection away with 1001 once the commits under way are
// through, keeps a snapshot of each open flow and waits until all is quiet or
// ctx ends. No edit is taken from then on.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closed = true
	for _, r := range h.rooms {
		r.stop()
	}
	h.mu.Unlock()
	quiet := make(chan struct{})
	go func() {
		h.all.Wait()
		close(quiet)
	}()
	defer h.end()
	select {
	case <-quiet:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("close live sessions: %w", ctx.Err())
	}
}

// ask runs fn in the room's goroutine.
func (h *Hub) ask(ctx context.Context, flowID string, fn func(*room)) error {
	r, err := h.acquire(ctx, flowID)
	if err != nil {
		return err
	}
	defer h.release(r)
	ran := make(chan struct{})
	if err := r.post(ctx, item{do: func() { fn(r); close(ran) }}); err != nil {
		return err
	}
	select {
	case <-ran:
		return nil
	case <-r.done:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("ask the flow's room: %w", ctx.Err())
	}
}

// acquire returns the flow's room, opened if need be, and keeps it open until
// release.
func (h *Hub) acquire(ctx context.Context, flowID string) (*room, error) {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil, ErrClosed
	}
	r := h.rooms[flowID]
	if r == nil {
		r = newRoom(h, flowID)
		h.rooms[flowID] = r
		h.all.Add(1)
		go func() {
			defer h.all.Done()
			r.run()
		}()
	}
	r.users++
	h.mu.Unlock()
	select {
	case <-r.ready:
		if r.loadErr != nil {
			h.release(r)
			return nil, r.loadErr
		}
		return r, nil
	case <-ctx.Done():
		h.release(r)
		return nil, fmt.Errorf("open the flow: %w", ctx.Err())
	}
}

func (h *Hub) release(r *room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.users--; r.users == 0 {
		select {
		case r.unused <- struct{}{}:
		default:
		}
	}
}

// retire takes a room off the list when nobody uses it.
func (h *Hub) retire(r *room) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.users > 0 {
		return false
	}
	h.forget(r)
	return true
}

// drop takes a room off the list whoever uses it.
func (h *Hub) drop(r *room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget(r)
}

func (h *Hub) forget(r *room) {
	if h.rooms[r.flowID] == r {
		delete(h.rooms, r.flowID)
	}
}
