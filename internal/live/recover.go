package live

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"switchyard.dev/switchyard/internal/store"
)

// longestPause bounds the time between two tries.
const longestPause = time.Second

// recover reads the draft again after a commit that failed or whose outcome is
// not known, tells everybody which batches are in it, and returns the
// submissions that are not. It tries until the deadline.
func (r *room) recover(subs []*submission, attempt int, deadline time.Time) ([]*submission, error) {
	was := r.revision
	pause := time.Duration(0) // the first time, what failed is often over already
	if attempt > 0 {
		pause = min(r.hub.opt.RetryAfter<<min(attempt, 16), longestPause)
	}
	for {
		if err := r.wait(pause); err != nil {
			return subs, err
		}
		err := r.load(was)
		if err == nil {
			break
		}
		if gone(err) || time.Now().After(deadline) {
			return subs, fmt.Errorf("give up: %w", err)
		}
		pause = min(max(2*pause, r.hub.opt.RetryAfter), longestPause)
	}
	if time.Now().After(deadline) {
		return subs, errors.New("give up: the store reads but does not write")
	}
	if r.revision < was {
		return subs, fmt.Errorf("the draft went back from %d to %d", was, r.revision)
	}
	published := r.publishSince(was)
	if r.revision > was {
		r.startLint()
	}
	return slices.DeleteFunc(subs, func(s *submission) bool {
		b := published[clientSeq{s.client, s.message.Seq}]
		if b == nil || b.row.UserID != s.user.ID {
			return false
		}
		s.answer(answer{revision: b.row.Revision})
		return true
	}), nil
}

// wait pauses, unless the server stops meanwhile.
func (r *room) wait(pause time.Duration) error {
	if pause == 0 {
		return nil
	}
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-r.stopped:
		return errors.New("the server stops")
	}
}

// publishSince shows the batches after a revision to everybody.
func (r *room) publishSince(revision int64) map[clientSeq]*batch {
	published := map[clientSeq]*batch{}
	for _, b := range r.history.after(revision) {
		r.publish(outcome{batch: b, changed: true})
		published[clientSeq{b.row.Client, b.row.Seq}] = b
	}
	return published
}

// client returns what is known of a client's numbering.
func (r *room) client(id string) (*clientState, error) {
	if s, ok := r.clients[id]; ok {
		return s, nil
	}
	ctx, cancel := r.storeContext()
	defer cancel()
	last, err := r.hub.store.LastSeq(ctx, r.flowID, id)
	if err != nil {
		return nil, fmt.Errorf("last number of client %s: %w", id, err)
	}
	s := &clientState{last: last}
	if last > 0 {
		entry, err := r.hub.store.LogEntryOf(ctx, r.flowID, id, last)
		if err != nil {
			return nil, fmt.Errorf("last batch of client %s: %w", id, err)
		}
		s.owner = entry.UserID
	}
	r.clients[id] = s
	return s, nil
}

// batchOf returns a batch by its name, with everything after it at hand;
// store.ErrNotFound when the log has none of that name.
func (r *room) batchOf(client string, seq int64) (*batch, error) {
	if b := r.history.seqs[clientSeq{client, seq}]; b != nil {
		return b, nil
	}
	ctx, cancel := r.storeContext()
	defer cancel()
	entry, err := r.hub.store.LogEntryOf(ctx, r.flowID, client, seq)
	if err != nil {
		return nil, fmt.Errorf("find batch %d of client %s: %w", seq, client, err)
	}
	if err := r.reach(entry.Revision - 1); err != nil {
		return nil, err
	}
	if b := r.history.seqs[clientSeq{client, seq}]; b != nil {
		return b, nil
	}
	// Another process appended it a moment ago; the next commit will tell.
	return nil, &store.Conflict{Revision: entry.Revision}
}

// reachRenames makes as much of the log available as is ever kept, once.
func (r *room) reachRenames() error {
	r.whole = true
	after := max(0, r.revision-int64(r.hub.opt.KeepBatches))
	if r.history.from(r.revision) <= after+1 {
		return nil
	}
	return r.reach(after)
}

// trim forgets the oldest batches of a room that has been open for very long.
// An undo that needs them reads them again.
func (r *room) trim() {
	keep := r.hub.opt.KeepBatches
	if len(r.history.batches) <= 2*keep {
		return
	}
	h := newHistory()
	for _, b := range r.history.batches[len(r.history.batches)-keep:] {
		h.record(b)
	}
	r.history = h
}
