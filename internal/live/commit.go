package live

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/sidecar"
	"switchyard.dev/switchyard/internal/store"
)

// submission is one batch on its way into the log.
type submission struct {
	from    *conn // nil: the server itself
	client  string
	user    Person
	canEdit bool
	message clientMessage

	// Of what the server itself does.
	expect  *int64
	audit   string
	ip      string
	sidecar *sidecar.Document // takes the place of the draft's
	reply   chan answer
}

// answer is what became of a server's submission.
type answer struct {
	revision int64
	err      error
}

// outcome is what becomes of a submission once the transaction is through.
type outcome struct {
	of       *submission
	batch    *batch // nil when rejected, or when the content was the same already
	changed  bool   // other operations than were sent
	skipped  int
	repeated bool // it was in the log before
	rejected *flow.Rejection
	conflict bool
}

// commit puts the submissions into the log with one transaction and answers
// them, in their order. Whatever goes wrong, the table decides: the room reads
// it again, tells what turned out to be in it, and tries with the rest.
func (r *room) commit(subs []*submission) {
	deadline := time.Now().Add(r.hub.opt.GiveUpAfter)
	for attempt := 0; len(subs) > 0; attempt++ {
		outcomes, err := r.stage(subs)
		if err == nil {
			err = r.append(outcomes)
		}
		if err == nil {
			r.answer(outcomes)
			return
		}
		r.hub.stats.failures.Add(1)
		var invalid *store.Invalid
		if errors.As(err, &invalid) {
			r.commitApart(subs, err)
			return
		}
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrDuplicate) {
			r.log.Warn("live: commit failed, reading the draft again", "error", err, "attempt", attempt)
		}
		if subs, err = r.recover(subs, attempt, deadline); err != nil {
			r.failed = err
			for _, s := range subs {
				s.answer(answer{err: ErrClosed})
			}
			return
		}
	}
}

// commitApart commits submissions of which one cannot be stored, each by
// itself, and rejects that one: trying again would not help.
func (r *room) commitApart(subs []*submission, err error) {
	if loadErr := r.load(r.revision); loadErr != nil {
		r.failed = loadErr
		return
	}
	if len(subs) > 1 {
		for _, s := range subs {
			if r.failed == nil {
				r.commit([]*submission{s})
			}
		}
		return
	}
	r.log.Warn("live: a batch cannot be stored", "error", err)
	r.answer([]outcome{{of: subs[0], rejected: reject(flow.RejectBadOp, "The edit holds something that cannot be stored.")}})
}

// stage works out every submission against the document, in memory.
func (r *room) stage(subs []*submission) ([]outcome, error) {
	outcomes := make([]outcome, 0, len(subs))
	revision := r.revision
	for _, s := range subs {
		o, err := r.stageOne(s, revision)
		if err != nil {
			return nil, err
		}
		if o.batch != nil && !o.repeated {
			revision++
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, nil
}

func (r *room) stageOne(s *submission, head int64) (outcome, error) {
	o := outcome{of: s}
	if s.from != nil {
		if !s.from.joined {
			return o, nil // the tab is back on another connection and sends again what it needs
		}
		s.client = s.from.client
	}
	state, err := r.client(s.client)
	if err != nil {
		return o, err
	}
	m := &s.message
	if s.from == nil {
		m.Seq = state.last + 1
	} else if m.Seq <= state.last {
		return r.repeat(o)
	} else if s.from.leavesGap(m.Seq) {
		o.rejected = reject(RejectStale, "An edit before this one is missing. Load the flow again.")
		return o, nil
	}
	if s.expect != nil && *s.expect != head {
		o.conflict = true
		return o, nil
	}
	b := &batch{row: store.LogEntry{
		FlowID: r.flowID, Revision: head + 1, Client: s.client, Seq: m.Seq, UserID: s.user.ID, UserName: s.user.Name,
		At: r.hub.opt.Now(), Audit: s.audit, IP: s.ip,
	}}
	switch {
	case !s.canEdit:
		o.rejected = reject(RejectReadOnly, "You may look at this flow, but not edit it.")
	case r.info.Archived():
		o.rejected = reject(RejectReadOnly, "This flow is archived. Restore it to edit it.")
	case m.Base != nil && (*m.Base > head || *m.Base < 0):
		o.rejected = reject(RejectStale, "This edit belongs to content that the server does not have. Load the flow again.")
	case m.Type == typeUndo:
		err = r.stageUndo(&o, b)
	case s.from == nil && m.Ops[0].Text == r.doc.String() && (s.sidecar == nil || s.sidecar.Equal(r.sidecar)):
		return o, nil
	default:
		err = r.stageEdit(&o, b)
	}
	if err != nil || o.rejected != nil {
		return o, err
	}
	if replaces(b.ops) {
		if format := string(r.doc.Format()); format != r.info.Format {
			b.row.Format, r.info.Format = format, format
		}
	}
	b.row.Renames, b.row.Sidecar = renames(b.ops), s.sidecar
	if err := encodeRow(b); err != nil {
		return o, err
	}
	r.history.record(b)
	state.last = m.Seq
	if state.owner == "" {
		state.owner = s.user.ID
	}
	o.batch = b
	return o, nil
}

// stageEdit applies an edit, or rejects it with the document as it was.
func (r *room) stageEdit(o *outcome, b *batch) error {
	m := o.of.message
	if o.rejected = checkBatch(m.Ops); o.rejected != nil {
		return nil
	}
	base := b.row.Revision
	if m.Base != nil {
		base = *m.Base
	}
	before := *r.doc // a document's tree is never changed, so this keeps it
	b.ops, b.inverse, o.rejected = r.apply(m.Ops, o.of.client, base)
	if o.rejected != nil && namesMissing(o.rejected) && !r.whole {
		// A rename from before what is at hand may explain the identifier.
		if err := r.reachRenames(); err != nil {
			return err
		}
		b.ops, b.inverse, o.rejected = r.apply(m.Ops, o.of.client, base)
	}
	if o.rejected == nil && len(r.doc.String()) > flow.MaxBytes {
		*r.doc = before
		o.rejected = reject(RejectTooLarge, "The flow would be larger than 2 MiB.")
	}
	o.changed = o.rejected == nil && !slices.EqualFunc(b.ops, m.Ops, sameNames)
	return nil
}

// apply resolves operations and applies them. What it wires must lead to blocks
// that are there.
func (r *room) apply(ops []flow.Op, client string, base int64) ([]flow.Op, flow.Inverse, *flow.Rejection) {
	before := *r.doc
	ops = (&resolver{doc: r.doc, history: r.history, client: client, base: base}).resolve(ops)
	inverse, rejected := r.doc.Apply(ops)
	if rejected != nil {
		return nil, flow.Inverse{}, rejected
	}
	if id, missing := missingTarget(r.doc, ops); missing {
		*r.doc = before
		return nil, flow.Inverse{}, &flow.Rejection{
			Code: RejectTargetMissing, Block: id,
			Message: "The block that the branch should lead to is not there (any more).",
		}
	}
	return ops, inverse, nil
}

func replaces(ops []flow.Op) bool {
	return slices.ContainsFunc(ops, func(op flow.Op) bool { return op.Kind == flow.Replace })
}

func namesMissing(rejected *flow.Rejection) bool {
	return rejected.Code == flow.RejectUnknownBlock || rejected.Code == RejectTargetMissing
}

// stageUndo applies what undoing a batch comes to.
func (r *room) stageUndo(o *outcome, b *batch) error {
	target, err := r.undoTarget(o.of)
	if err != nil {
		return err
	}
	if target.row.UserID != o.of.user.ID {
		o.rejected = reject(RejectNothingToUndo, "There is no such edit of yours to undo.")
		return nil
	}
	before := *r.doc
	u, rejected := r.history.undo(r.doc, target)
	if rejected == nil && len(r.doc.String()) > flow.MaxBytes {
		*r.doc = before
		rejected = reject(RejectTooLarge, "The flow would be larger than 2 MiB.")
	}
	if rejected != nil {
		o.rejected = rejected
		return nil
	}
	b.ops, b.inverse, b.exact, b.base, b.undoes = u.ops, u.inverse, u.exact, u.base, target.row.Revision
	o.changed, o.skipped = true, u.skipped
	return nil
}

// undoTarget finds the batch that an undo names: one of the client's own, or
// one that the server made. The zero batch, of nobody, when there is none.
func (r *room) undoTarget(s *submission) (*batch, error) {
	client := s.client
	if s.message.Client == serverClient {
		client = serverClient
	}
	t, err := r.batchOf(client, s.message.Batch)
	if errors.Is(err, store.ErrNotFound) {
		return &batch{row: store.LogEntry{UserID: "nobody"}}, nil
	}
	return t, err
}

// repeat answers a batch that came again with what it got the first time.
func (r *room) repeat(o outcome) (outcome, error) {
	b, err := r.batchOf(o.of.client, o.of.message.Seq)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return o, err
	}
	if err != nil {
		o.rejected = reject(RejectStale, "Later edits were applied before this one. Load the flow again.")
		return o, nil
	}
	r.hub.stats.repeated.Add(1)
	o.batch, o.repeated, o.changed = b, true, true
	return o, nil
}

// append writes the staged batches. Without any there is nothing to do.
func (r *room) append(outcomes []outcome) error {
	var rows []store.LogEntry
	for _, o := range outcomes {
		if o.batch != nil && !o.repeated {
			rows = append(rows, o.batch.row)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	ctx, cancel := r.storeContext()
	defer cancel()
	started := time.Now()
	head, err := r.hub.store.AppendBatches(ctx, r.flowID, r.revision, rows)
	if err != nil {
		return fmt.Errorf("append to the log: %w", err)
	}
	if head != r.revision+int64(len(rows)) {
		return fmt.Errorf("the log is at %d after %d batches on %d", head, len(rows), r.revision)
	}
	r.hub.stats.commitTime.Add(int64(time.Since(started)))
	r.hub.stats.commits.Add(1)
	r.hub.stats.batches.Add(int64(len(rows)))
	r.revision = head
	return nil
}

// answer tells everybody what is now on disk.
func (r *room) answer(outcomes []outcome) {
	wrote := false
	for _, o := range outcomes {
		switch {
		case o.conflict:
			o.of.answer(answer{err: &store.Conflict{Revision: r.revision}})
		case o.rejected != nil:
			r.hub.stats.rejected.Add(1)
			r.sendReject(o)
		case o.batch == nil:
			o.of.answer(answer{revision: r.revision})
		case o.repeated:
			o.of.from.send(ackFrame(o))
		default:
			wrote = true
			r.follow(o.batch)
			r.publish(o)
		}
	}
	if wrote {
		r.tellGroups()
		r.startLint()
		r.snapshotIfDue()
		r.trim()
	}
}

func (r *room) sendReject(o outcome) {
	if o.of.from == nil {
		o.of.answer(answer{err: &RejectedError{*o.rejected}})
		return
	}
	o.of.from.send(frameOf(rejectMessage{
		Type: "reject", Seq: o.of.message.Seq, Code: o.rejected.Code, Message: o.rejected.Message,
		Block: o.rejected.Block, Revision: r.revision,
	}))
}

// publish acknowledges a committed batch to its client and shows it to the
// others.
func (r *room) publish(o outcome) {
	b := o.batch
	own := r.byClient[b.row.Client]
	if own != nil {
		own.send(ackFrame(o))
	}
	if o.of != nil {
		o.of.answer(answer{revision: b.row.Revision})
	}
	if len(r.conns) == 0 || (len(r.conns) == 1 && r.conns[0] == own) {
		return
	}
	shown := sharedFrame(appliedMessage{Type: "applied", missedBatch: b.shown()})
	for _, c := range r.conns {
		if c != own {
			c.send(shown)
		}
	}
}

func ackFrame(o outcome) frame {
	ack := ackMessage{Type: "ack", Seq: o.batch.row.Seq, Revision: o.batch.row.Revision, Skipped: o.skipped}
	if o.changed {
		ack.Ops = o.batch.row.Ops
	}
	return frameOf(ack)
}

func (b *batch) shown() missedBatch {
	ops := b.row.Ops
	if len(ops) == 0 {
		ops = json.RawMessage("[]")
	}
	return missedBatch{
		Revision: b.row.Revision, Client: b.row.Client, Seq: b.row.Seq,
		User: Person{ID: b.row.UserID, Name: b.row.UserName}, Ops: ops,
	}
}

func (s *submission) answer(a answer) {
	if s.reply != nil {
		s.reply <- a
	}
}
