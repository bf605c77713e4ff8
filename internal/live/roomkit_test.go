package live

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"switchyard.dev/switchyard/internal/flow"
)

const testFlow = "11111111-1111-4111-8111-111111111111"

func quietLog() *slog.Logger { return slog.New(slog.DiscardHandler) }

// failer is what *testing.T and *rapid.T have in common.
type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// desk is a room driven by hand, without goroutines and sockets.
type desk struct {
	t     failer
	store *memStore
	hub   *Hub
	room  *room
	seqs  map[string]int64
	conns map[string]*conn
}

func newDesk(t failer, content string) *desk {
	d := &desk{t: t, store: newMemStore(map[string]string{testFlow: content}), seqs: map[string]int64{}}
	d.reopen()
	return d
}

// reopen is what a restart of the server is to a room.
func (d *desk) reopen() {
	d.t.Helper()
	d.hub = NewHub(d.store, Options{Log: quietLog(), RetryAfter: time.Microsecond})
	d.room = newRoom(d.hub, testFlow)
	d.conns = map[string]*conn{}
	if err := d.room.load(0); err != nil {
		d.t.Fatal(err)
	}
	d.room.lint.running = true // nobody reads results here
}

func clientOf(user string) string {
	return fmt.Sprintf("00000000-0000-4000-8000-%012x", []byte(user))[:36]
}

func (d *desk) conn(user string) *conn {
	if c, ok := d.conns[user]; ok {
		return c
	}
	c := &conn{
		hub: d.hub, client: clientOf(user), out: newQueue(1 << 30),
		visit: Visit{FlowID: testFlow, User: Person{ID: user, Name: user}},
	}
	c.canEdit.Store(true)
	d.room.join(c)
	d.conns[user] = c
	return c
}

// submit commits messages of one user together.
func (d *desk) submit(user string, messages ...clientMessage) {
	c := d.conn(user)
	var subs []*submission
	for _, m := range messages {
		subs = append(subs, &submission{from: c, user: c.visit.User, canEdit: true, message: m})
	}
	d.room.commit(subs)
}

// heard returns what a user was sent since the last call, by type.
func (d *desk) heard(user string) []map[string]any {
	d.t.Helper()
	var out []map[string]any
	c := d.conn(user)
	for {
		f, ok, _ := c.out.next()
		if !ok {
			return out
		}
		var m map[string]any
		if err := json.Unmarshal(f.text, &m); err != nil {
			d.t.Fatal(err)
		}
		out = append(out, m)
	}
}

type result struct {
	seq      int64
	code     string // of the rejection, "" when acknowledged
	revision int64
	ops      []flow.Op
	skipped  int
	block    string
}

func (d *desk) last(user string) result {
	d.t.Helper()
	var found *result
	c := d.conn(user)
	for {
		f, ok, _ := c.out.next()
		if !ok {
			break
		}
		var m struct {
			Type     string
			Seq      int64
			Code     string
			Revision int64
			Ops      []flow.Op
			Skipped  int
			Block    string
		}
		if err := json.Unmarshal(f.text, &m); err != nil {
			d.t.Fatal(err)
		}
		if m.Type == "ack" || m.Type == "reject" {
			found = &result{m.Seq, m.Code, m.Revision, m.Ops, m.Skipped, m.Block}
		}
	}
	if found == nil {
		d.t.Fatalf("%s got no answer", user)
	}
	return *found
}

func (d *desk) edit(user string, ops ...flow.Op) result {
	d.t.Helper()
	return d.editAt(user, d.room.revision, ops...)
}

func (d *desk) editAt(user string, base int64, ops ...flow.Op) result {
	d.t.Helper()
	d.seqs[user]++
	d.submit(user, clientMessage{Type: typeEdit, Seq: d.seqs[user], Base: &base, Ops: ops})
	return d.last(user)
}

func (d *desk) undo(user string, batch int64) result {
	d.t.Helper()
	d.seqs[user]++
	base := d.room.revision
	d.submit(user, clientMessage{Type: typeUndo, Seq: d.seqs[user], Base: &base, Batch: batch})
	return d.last(user)
}

// must fails the test when an edit was refused.
func (d *desk) must(r result) result {
	d.t.Helper()
	if r.code != "" {
		d.t.Fatalf("batch %d was rejected: %s %s", r.seq, r.code, r.block)
	}
	return r
}

func (d *desk) wantCode(r result, code string) {
	d.t.Helper()
	if r.code != code {
		d.t.Fatalf("batch %d: code %q, want %q", r.seq, r.code, code)
	}
}

func (d *desk) text() string { return d.room.doc.String() }

// replayed is the content that the store alone gives.
func (d *desk) replayed() string {
	d.t.Helper()
	draft, err := d.store.Draft(context.Background(), testFlow)
	if err != nil {
		d.t.Fatal(err)
	}
	doc, err := replayed(draft)
	if err != nil {
		d.t.Fatal(err)
	}
	return doc.String()
}
