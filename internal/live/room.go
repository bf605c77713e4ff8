package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/lint"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// serverClient is the client of what the server itself does.
const serverClient = "00000000-0000-0000-0000-000000000000"

const (
	inboxSize    = 256
	maxGathered  = 64               // batches in one transaction
	storeTimeout = 10 * time.Second // for one statement
)

// room is one open flow. Below the line, everything belongs to run's goroutine.
type room struct {
	hub     *Hub
	flowID  string
	inbox   chan item
	linted  chan lintResult
	kept    chan keptSnapshot
	unused  chan struct{}
	ready   chan struct{} // closed once loaded, or not: loadErr
	loadErr error
	done    chan struct{} // closed when the room is over
	stopped chan struct{}
	users   int  // under hub.mu
	ending  bool // under hub.mu: stopped is closed
	log     *slog.Logger

	// ---
	info     store.Flow
	settings string
	sidecar  sidecar.Document
	told     []sidecar.Group // what everybody knows of the sidecar's groups

	severities lint.Severities // of the server's rules

	doc      *flow.Document
	revision int64
	history  *history
	whole    bool // history reaches back to the start of the log, or as far as is ever read

	conns    []*conn // in the order in which they joined
	byClient map[string]*conn
	clients  map[string]*clientState

	lint     lintState
	presence presenceState
	snapshot snapshotState
	failed   error // why the room must end
}

// item is one thing for the room to do, in the order in which they came.
type item struct {
	do   func()
	edit *submission
}

// clientState is what the room knows of one client's numbering.
type clientState struct {
	owner string // the person whose batches it sent, "" while there are none
	last  int64  // the highest number in the log
}

func newRoom(h *Hub, flowID string) *room {
	return &room{
		hub: h, flowID: flowID, log: h.opt.Log.With("flow", flowID),
		inbox: make(chan item, inboxSize), linted: make(chan lintResult, 1), kept: make(chan keptSnapshot, 1),
		unused: make(chan struct{}, 1), ready: make(chan struct{}), done: make(chan struct{}), stopped: make(chan struct{}),
		byClient: map[string]*conn{}, clients: map[string]*clientState{},
	}
}

// post hands the room something to do. ErrClosed when the room is over.
func (r *room) post(ctx context.Context, it item) error {
	select {
	case r.inbox <- it:
		return nil
	case <-r.done:
		return ErrClosed
	case <-ctx.Done():
		return fmt.Errorf("reach the flow's room: %w", ctx.Err())
	}
}

// stop makes the room end after what it is doing. The caller holds hub.mu.
func (r *room) stop() {
	if !r.ending {
		r.ending = true
		close(r.stopped)
	}
}

// run is the life of the room.
func (r *room) run() {
	defer close(r.done)
	if err := r.load(0); err != nil {
		r.loadErr = err
		r.hub.drop(r)
		close(r.ready)
		return
	}
	r.told = r.sidecar.Groups
	r.lint.latest = r.hub.runLint(r.lintJob())
	close(r.ready)
	r.serve()
	r.hub.drop(r)
	r.finish()
}

func (r *room) serve() {
	idle := time.NewTimer(r.hub.opt.IdleAfter)
	defer idle.Stop()
	for r.failed == nil {
		select {
		case it := <-r.inbox:
			r.handle(it)
		case l := <-r.linted:
			r.publishLint(l)
		case k := <-r.kept:
			r.snapshot.keeping = false
			r.snapshot.revision = max(r.snapshot.revision, k.revision)
		case <-r.presence.due():
			r.sendPresence()
		case <-r.unused:
			idle.Reset(r.hub.opt.IdleAfter)
		case <-idle.C:
			if r.hub.retire(r) {
				return
			}
		case <-r.stopped:
			return
		}
	}
}

// handle does one item; edits take those that wait behind them along, so that
// one commit serves them all. Nothing is waited for: an edit that comes alone
// is committed at once.
func (r *room) handle(it item) {
	for it.edit != nil && r.failed == nil {
		gathered := []*submission{it.edit}
		it = item{}
		for len(gathered) < maxGathered && it.do == nil {
			select {
			case next := <-r.inbox:
				if next.edit != nil {
					gathered = append(gathered, next.edit)
				} else {
					it = next
				}
				continue
			default:
			}
			break
		}
		r.commit(gathered)
	}
	if it.do != nil {
		it.do()
	}
}

// finish sends everybody away and keeps a snapshot.
func (r *room) finish() {
	if r.failed != nil {
		r.log.Error("live: room ends", "error", r.failed)
	}
	code, reason := r.farewell()
	for _, c := range r.conns {
		c.close(code, reason)
	}
	r.lint.end()
	for r.lint.running {
		<-r.linted
		r.lint.running = false
	}
	if r.snapshot.keeping {
		<-r.kept
	}
	if r.failed == nil && r.revision > r.snapshot.revision {
		r.keepSnapshot(r.revision, r.doc.String())
	}
}

// farewell is what connections are closed with.
func (r *room) farewell() (code int, reason string) {
	if r.failed != nil {
		return closeTryLater, "the store does not answer"
	}
	return closeGoingAway, "server stops"
}

// load reads the draft and the log from the store: from its snapshot on, and
// from the revision after which a batch is needed if that is earlier.
func (r *room) load(after int64) error {
	ctx, cancel := r.storeContext()
	defer cancel()
	info, err := r.hub.store.Flow(ctx, r.flowID)
	if err != nil {
		return fmt.Errorf("open flow %s: %w", r.flowID, err)
	}
	draft, err := r.hub.store.Draft(ctx, r.flowID)
	if err != nil {
		return fmt.Errorf("open draft of flow %s: %w", r.flowID, err)
	}
	severities, err := r.hub.store.RuleSeverities(ctx)
	if err != nil {
		return fmt.Errorf("read the severities of rules: %w", err)
	}
	doc, err := replayed(draft)
	if err != nil {
		return err
	}
	if after == 0 || after > draft.SnapshotRevision {
		after = draft.SnapshotRevision
	}
	history, err := r.read(after, draft.Revision)
	if err != nil {
		return err
	}
	r.info, r.doc, r.revision, r.history = info, doc, draft.Revision, history
	r.sidecar, r.severities = draft.Sidecar, severities
	r.settings = ""
	if draft.Settings != nil {
		r.settings = *draft.Settings
	}
	r.snapshot.revision = draft.SnapshotRevision
	r.whole = false
	clear(r.clients)
	return nil
}

// replayed returns a draft's content at its head.
func replayed(draft store.Draft) (*flow.Document, error) {
	doc := flow.ParseString(draft.Snapshot)
	revision := draft.SnapshotRevision
	for _, row := range draft.Tail {
		b, err := decodeRow(row)
		if err != nil {
			return nil, err
		}
		if err := b.replay(doc); err != nil {
			return nil, err
		}
		if row.Revision != revision+1 {
			return nil, fmt.Errorf("%w: flow %s: revision %d follows %d", errBroken, draft.FlowID, row.Revision, revision)
		}
		revision = row.Revision
	}
	if revision != draft.Revision {
		return nil, fmt.Errorf("%w: flow %s: it ends at %d, the draft is at %d", errBroken, draft.FlowID, revision, draft.Revision)
	}
	return doc, nil
}

// read returns the batches after one revision up to and with another.
func (r *room) read(after, upTo int64) (*history, error) {
	ctx, cancel := r.storeContext()
	defer cancel()
	rows, err := r.hub.store.LogSince(ctx, r.flowID, after)
	if err != nil {
		return nil, fmt.Errorf("read the log of flow %s: %w", r.flowID, err)
	}
	h := newHistory()
	for _, row := range rows {
		if row.Revision > upTo {
			break
		}
		b, err := decodeRow(row)
		if err != nil {
			return nil, err
		}
		h.record(b)
	}
	return h, nil
}

// reach makes the batches after a revision at hand, besides those that are
// staged and not committed yet.
func (r *room) reach(after int64) error {
	h, err := r.read(after, r.revision)
	if err != nil {
		return err
	}
	for _, b := range r.history.after(r.revision) {
		h.record(b)
	}
	r.history = h
	return nil
}

// refresh reads what is not content again, and what another process wrote.
func (r *room) refresh() error {
	was := r.revision
	if err := r.load(was); err != nil {
		return err
	}
	r.publishSince(was)
	r.tellGroups()
	r.startLint()
	return nil
}

func (r *room) storeContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(r.hub.life, storeTimeout)
}

// errBroken marks a flow whose log does not give its content.
var errBroken = errors.New("the log is broken")

// gone reports whether the flow itself is missing.
func gone(err error) bool { return errors.Is(err, store.ErrNotFound) }
