package live

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
)

// epoch names the log that revisions count in. A tab that holds another one
// starts over.
const epoch = "1"

// mostMissed is how many batches a tab may catch up on one by one; beyond that
// the content is shorter.
const mostMissed = 2000

// join brings a connection into the room: it gets its client identifier and
// welcome, and from then on every batch.
func (r *room) join(c *conn) {
	state, err := r.claim(c)
	if err != nil {
		r.log.Warn("live: join failed", "error", err)
		c.close(closeTryLater, "the store does not answer")
		return
	}
	w := welcomeMessage{
		Type: "welcome", Client: c.client, Revision: r.revision, Epoch: epoch, Acked: state.last,
		CanEdit:     c.canEdit.Load() && !r.info.Archived(),
		Flow:        flowInfo{ID: r.info.ID, Name: r.info.Name, Type: r.info.Type, Format: string(r.doc.Format())},
		Diagnostics: r.lint.latest.Items, Silenced: r.lint.latest.Silenced, DiagnosedAt: r.lint.latest.Revision,
		Groups: r.groups().Groups,
	}
	w.Missed, err = r.missedBy(c.visit)
	if err != nil {
		r.log.Warn("live: join failed", "error", err)
		c.close(closeTryLater, "the store does not answer")
		return
	}
	if w.Missed == nil {
		text := r.doc.String()
		w.Content = &text
	}
	c.send(frameOf(w))
	r.conns = append(r.conns, c)
	r.byClient[c.client] = c
	c.joined = true
	r.presenceChanged()
}

// claim settles which client identifier a connection has. One belongs to the
// person who used it first, because batches are told apart by it: somebody else
// could otherwise take numbers away from its owner.
func (r *room) claim(c *conn) (*clientState, error) {
	if c.client == "" || c.client == serverClient {
		c.client = newClient()
	}
	state, err := r.client(c.client)
	if err != nil {
		return nil, err
	}
	old := r.byClient[c.client]
	foreign := state.owner != "" && state.owner != c.visit.User.ID
	if foreign || (old != nil && old.visit.User.ID != c.visit.User.ID) {
		c.client = newClient()
		return r.client(c.client)
	}
	if old != nil {
		old.close(closeReplaced, "connected again")
		r.part(old)
	}
	return state, nil
}

// missedBy returns what a tab that has a revision must catch up on; nil when it
// needs the whole content.
func (r *room) missedBy(v Visit) ([]missedBatch, error) {
	if v.Revision == nil || (v.Epoch != "" && v.Epoch != epoch) {
		return nil, nil
	}
	from := *v.Revision
	if from < 1 || from > r.revision || r.revision-from > mostMissed {
		return nil, nil
	}
	if r.history.from(r.revision) > from+1 {
		if err := r.reach(from); err != nil {
			return nil, err
		}
	}
	missed := make([]missedBatch, 0, r.revision-from)
	size := 0
	for _, b := range r.history.after(from) {
		missed = append(missed, b.shown())
		size += len(b.row.Ops)
	}
	if int64(len(missed)) != r.revision-from || size > len(r.doc.String())+(64<<10) {
		return nil, nil
	}
	return missed, nil
}

// part takes a connection out of the room.
func (r *room) part(c *conn) {
	if !c.joined {
		return
	}
	c.joined = false
	r.conns = slices.DeleteFunc(r.conns, func(o *conn) bool { return o == c })
	if r.byClient[c.client] == c {
		delete(r.byClient, c.client)
	}
	r.presenceChanged()
}

// leavesGap reports whether a number leaves out one that this connection should
// have sent, and notes it as received otherwise.
func (c *conn) leavesGap(seq int64) bool {
	if c.strict && seq > c.seen+1 {
		return true
	}
	c.seen = max(c.seen, seq)
	return false
}

// newClient makes an identifier: a UUID version 4.
func newClient() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// parseClient reads a UUID; ok is false for anything else.
func parseClient(s string) (client string, ok bool) {
	if len(s) != 36 {
		return "", false
	}
	s = strings.ToLower(s)
	for i, c := range s {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || (!dash && !strings.ContainsRune("0123456789abcdef", c)) {
			return "", false
		}
	}
	return s, true
}
