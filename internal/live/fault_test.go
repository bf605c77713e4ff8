package live

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

var errFault = errors.New("connection lost")

func TestACommitWithUnknownOutcome(t *testing.T) {
	for name, fault := range map[string]func(n int) (error, error){
		"not written": func(n int) (error, error) { return faultOn(n, 2), nil },
		"written":     func(n int) (error, error) { return nil, faultOn(n, 2) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, sampleFlow(6))
			d.conn("ben")
			d.store.fault = fault
			d.must(d.edit("ann", setText("b1", "one")))
			d.must(d.edit("ann", setText("b1", "two")))
			d.must(d.edit("ann", setText("b1", "three")))
			rows := d.store.rows(testFlow)
			if len(rows) != 3 {
				t.Errorf("%d rows, want 3", len(rows))
			}
			seen := map[float64]int{}
			for _, m := range d.heard("ben") {
				if m["type"] == "applied" {
					seen[m["revision"].(float64)]++
				}
			}
			for revision := 2.0; revision <= 4; revision++ {
				if seen[revision] != 1 {
					t.Errorf("ben saw revision %v %d times", revision, seen[revision])
				}
			}
			if d.replayed() != d.text() {
				t.Error("the log does not give the content")
			}
		})
	}
}

func faultOn(n, which int) error {
	if n == which {
		return errFault
	}
	return nil
}

func TestAnotherProcessWroteMeanwhile(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.conn("ann")
	other := newRoom(d.hub, testFlow)
	if err := other.load(0); err != nil {
		t.Fatal(err)
	}
	other.lint.running = true
	s := &submission{
		client: serverClient, canEdit: true, reply: make(chan answer, 1),
		message: clientMessage{Type: typeEdit, Ops: []flow.Op{setText("b2", "elsewhere")}},
	}
	other.commit([]*submission{s})
	if a := <-s.reply; a.err != nil {
		t.Fatal(a.err)
	}
	d.must(d.edit("ann", setText("b1", "here")))
	if got, _ := textOf(d.room.doc, "b2"); got != "elsewhere" {
		t.Errorf("b2 says %q: what the other process wrote is missing", got)
	}
	if d.room.revision != 3 || d.replayed() != d.text() {
		t.Errorf("revision %d", d.room.revision)
	}
}

func TestWhatCannotBeStoredIsRejectedAlone(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	bad := &store.Invalid{Field: "text", Reason: "cannot be stored"}
	d.store.fault = func(int) (error, error) {
		// The pair fails, then the first of it by itself.
		if d.store.n <= 2 {
			return bad, nil
		}
		return nil, nil
	}
	base := int64(1)
	edit := func(seq int64, id string) clientMessage {
		return clientMessage{Type: typeEdit, Seq: seq, Base: &base, Ops: []flow.Op{setText(id, "x")}}
	}
	d.conn("ann")
	d.heard("ann")
	d.submit("ann", edit(1, "b1"), edit(2, "b2"))
	var got []string
	for _, m := range d.heard("ann") {
		got = append(got, fmt.Sprint(m["type"], m["seq"]))
	}
	if fmt.Sprint(got) != "[reject1 ack2]" {
		t.Errorf("ann was told %v", got)
	}
	if v, _ := textOf(d.room.doc, "b1"); v != "Hello 1" {
		t.Errorf("b1 says %q", v)
	}
}

// TestFaultsLoseAndDoubleNothing is the model of the crash test: commits fail at
// random before or after they were written, the server restarts, tabs send again
// what was not answered. Every acknowledged batch is in the log once.
func TestFaultsLoseAndDoubleNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t, sampleFlow(5))
		faults := rapid.SliceOfN(rapid.IntRange(0, 3), 400, 400).Draw(t, "faults")
		d.store.fault = func(n int) (error, error) {
			switch faults[n%len(faults)] {
			case 0:
				return errFault, nil
			case 1:
				return nil, errFault
			}
			return nil, nil
		}
		acked := map[clientSeq]int64{}
		pending := map[string][]clientMessage{}
		users := []string{"ann", "ben", "cat"}
		for i := range rapid.IntRange(5, 40).Draw(t, "steps") {
			user := rapid.SampledFrom(users).Draw(t, "user")
			if rapid.IntRange(0, 7).Draw(t, "kill") == 0 {
				d.reopen()
			}
			base := int64(1)
			d.seqs[user]++
			pending[user] = append(pending[user], clientMessage{
				Type: typeEdit, Seq: d.seqs[user], Base: &base, Ops: []flow.Op{setText("b1", fmt.Sprint(user, i))},
			})
			if rapid.Bool().Draw(t, "send") {
				collect(d, user, pending, acked)
			}
		}
		for _, user := range users {
			collect(d, user, pending, acked)
			if len(pending[user]) > 0 {
				t.Fatalf("%s still waits for %d answers", user, len(pending[user]))
			}
		}
		checkLog(t, d.store.rows(testFlow), acked)
		if d.replayed() != d.text() {
			t.Fatal("the log does not give the content")
		}
	})
}

// collect sends what waits and notes what was acknowledged.
func collect(d *desk, user string, pending map[string][]clientMessage, acked map[clientSeq]int64) {
	d.submit(user, pending[user]...)
	for _, m := range d.heard(user) {
		if m["type"] != "ack" {
			continue
		}
		seq := int64(m["seq"].(float64))
		acked[clientSeq{clientOf(user), seq}] = int64(m["revision"].(float64))
		for i, p := range pending[user] {
			if p.Seq == seq {
				pending[user] = append(pending[user][:i:i], pending[user][i+1:]...)
				break
			}
		}
	}
}

// checkLog is the judge of every test with faults: revisions without gaps, no
// batch twice, and each acknowledged batch at the revision that was told.
func checkLog(t failer, rows []store.LogEntry, acked map[clientSeq]int64) {
	t.Helper()
	at := map[clientSeq]int64{}
	for i, row := range rows {
		if row.Revision != int64(i)+2 {
			t.Fatalf("row %d has revision %d: a gap", i, row.Revision)
		}
		key := clientSeq{row.Client, row.Seq}
		if other, twice := at[key]; twice {
			t.Fatalf("batch %v is at revisions %d and %d", key, other, row.Revision)
		}
		at[key] = row.Revision
	}
	lost := 0
	for key, revision := range acked {
		if at[key] != revision {
			lost++
		}
	}
	if lost > 0 {
		t.Fatalf("%d of %d acknowledged batches are not in the log where it was said", lost, len(acked))
	}
}
