package live

import (
	"cmp"
	"maps"
	"slices"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// batch is one row of the log as the room keeps it.
type batch struct {
	row     store.LogEntry
	ops     []flow.Op
	inverse flow.Inverse
	exact   []flow.Splice // of an undo that restored bytes
	base    string        // what exact applies to
	undoes  int64         // the revision that it undid, 0 for an ordinary batch
	writes  map[string]change
	tokens  map[string]string // identifiers that the inverse names → token, right after the batch
}

// change tells who counted as a register's last writer before and after a
// batch: a revision, 0 for one that is older than what is loaded.
type change struct{ before, after int64 }

type clientSeq struct {
	client string
	seq    int64
}

type rename struct {
	revision int64
	client   string
	undo     bool
	from, to string
}

// history is the part of the log that a room has at hand, without gaps and up
// to its head, with what follows from it: the last writer of each register,
// the renames, the tokens of blocks.
type history struct {
	batches []*batch
	writer  map[string]int64
	names   *names
	renames []rename
	seqs    map[clientSeq]*batch
}

func newHistory() *history {
	return &history{writer: map[string]int64{}, names: newNames(), seqs: map[clientSeq]*batch{}}
}

// from returns the revision of the oldest batch at hand, or head+1.
func (h *history) from(head int64) int64 {
	if len(h.batches) == 0 {
		return head + 1
	}
	return h.batches[0].row.Revision
}

// at returns the batch of a revision, nil when it is not at hand.
func (h *history) at(revision int64) *batch {
	i, ok := slices.BinarySearchFunc(h.batches, revision, func(b *batch, r int64) int {
		return cmp.Compare(b.row.Revision, r)
	})
	if !ok {
		return nil
	}
	return h.batches[i]
}

// after returns the batches after a revision, oldest first.
func (h *history) after(revision int64) []*batch {
	i, _ := slices.BinarySearchFunc(h.batches, revision+1, func(b *batch, r int64) int {
		return cmp.Compare(b.row.Revision, r)
	})
	return h.batches[i:]
}

// record adds the next batch and works out who counts as the last writer of
// what it wrote: the batch itself, or, for what an undo put back, whoever did
// before the undone batch (law 5).
func (h *history) record(b *batch) {
	wrote := map[string]bool{}
	for _, op := range h.names.tokenized(b.ops) {
		for _, r := range registersOf(op) {
			wrote[r] = true
		}
	}
	applied := maps.Clone(wrote)
	b.tokens = h.inverseTokens(b.inverse.Ops)
	for _, op := range asOf(b.tokens).tokenized(b.inverse.Ops) {
		for _, r := range registersOf(op) {
			wrote[r] = true
		}
	}
	var undone *batch
	if b.undoes != 0 {
		undone = h.at(b.undoes)
	}
	b.writes = make(map[string]change, len(wrote))
	for r := range wrote {
		c := change{before: h.writer[r], after: b.row.Revision}
		if undone != nil && applied[r] {
			if was, ok := undone.writes[r]; ok {
				c.after = was.before
			}
		}
		b.writes[r] = c
		h.writer[r] = c.after
	}
	h.noteRenames(b)
	h.batches = append(h.batches, b)
	h.seqs[clientSeq{b.row.Client, b.row.Seq}] = b
}

// inverseTokens gives a token to every identifier that an inverse names. The
// ones that only a rename inside the inverse brings back are not among them.
func (h *history) inverseTokens(ops []flow.Op) map[string]string {
	tokens := map[string]string{}
	restored := map[string]bool{}
	for _, op := range ops {
		mapIDs(op, func(id string) string {
			if !restored[id] {
				tokens[id] = h.names.of(id)
			}
			return id
		})
		if op.Kind == flow.AddBlock {
			for _, id := range addedTargets(op) {
				if !restored[id] {
					tokens[id] = h.names.of(id)
				}
			}
		}
		if op.Kind == flow.RenameBlock {
			restored[op.To] = true
		}
	}
	return tokens
}

func (h *history) noteRenames(b *batch) {
	for _, op := range b.ops {
		if op.Kind == flow.RenameBlock {
			h.renames = append(h.renames, rename{
				revision: b.row.Revision, client: b.row.Client, undo: b.undoes != 0, from: op.ID, to: op.To,
			})
		}
	}
}

// changedSince returns, for every register that a batch after the revision
// wrote, whether its last writer is another one now than it was right after
// the revision. A change that was undone does not count.
func (h *history) changedSince(revision int64) map[string]bool {
	changed := map[string]bool{}
	for _, b := range h.after(revision) {
		for r, c := range b.writes {
			if _, seen := changed[r]; !seen {
				changed[r] = h.writer[r] != c.before
			}
		}
	}
	maps.DeleteFunc(changed, func(_ string, differs bool) bool { return !differs })
	return changed
}
