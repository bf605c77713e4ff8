package live

import (
	"errors"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

func TestRenamedIdentifiersStillArrive(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	base := d.room.revision
	d.must(d.edit("ben", renameTo("b1", "One")))
	d.must(d.edit("ben", renameTo("One", "Uno")))

	r := d.must(d.editAt("ann", base, setText("b1", "ann"), setNext("b0", "b1"), addPrompt("n", "b1")))
	if r.ops[0].ID != "Uno" || r.ops[1].Target != "Uno" || !strings.Contains(string(r.ops[2].Action), `"NextAction":"Uno"`) {
		t.Errorf("the acknowledgement does not carry the new identifier: %+v", r.ops)
	}
	if got, _ := textOf(d.room.doc, "Uno"); got != "ann" {
		t.Errorf("the renamed block says %q", got)
	}

	// An identifier that was taken again means the new block to those who know it,
	// the renamed one to those who do not.
	d.must(d.edit("ben", addPrompt("b1", "b2")))
	d.must(d.editAt("ann", base, setText("b1", "old")))
	d.must(d.edit("ann", setText("b1", "new block")))
	if got, _ := textOf(d.room.doc, "Uno"); got != "old" {
		t.Errorf("Uno says %q", got)
	}
	if got, _ := textOf(d.room.doc, "b1"); got != "new block" {
		t.Errorf("b1 says %q", got)
	}
}

func TestRenamesOfOneselfAreKnown(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	base := d.room.revision
	d.must(d.editAt("ann", base, renameTo("b1", "One")))
	d.must(d.editAt("ann", base, addPrompt("b1", "b2")))
	d.must(d.editAt("ann", base, setText("b1", "second")))
	if got, _ := textOf(d.room.doc, "One"); got != "Hello 1" {
		t.Errorf("One says %q: the edit meant the block that ann added", got)
	}
}

func TestRenamesOfTheWholeLogAreFollowed(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ben", renameTo("b1", "One")))
	d.room.keepSnapshot(d.room.revision, d.text())
	d.reopen()
	d.must(d.edit("ann", setText("b1", "late")))
	if got, _ := textOf(d.room.doc, "One"); got != "late" {
		t.Errorf("One says %q", got)
	}
	d.wantCode(d.edit("ann", setText("never", "x")), flow.RejectUnknownBlock)
}

func TestRejectionsChangeNothing(t *testing.T) {
	deep := strings.Repeat("[", 70) + strings.Repeat("]", 70)
	cases := map[string]struct {
		ops  []flow.Op
		code string
	}{
		"empty batch":          {nil, flow.RejectBadOp},
		"unknown operation":    {[]flow.Op{{Kind: "explode", ID: "b1"}}, flow.RejectUnknownOp},
		"unknown block":        {[]flow.Op{setText("nobody", "x")}, flow.RejectUnknownBlock},
		"second of two":        {[]flow.Op{setText("b1", "x"), setText("nobody", "x")}, flow.RejectUnknownBlock},
		"identifier taken":     {[]flow.Op{addPrompt("b1", "b2")}, flow.RejectIdentifierExists},
		"target missing":       {[]flow.Op{setNext("b1", "nobody")}, RejectTargetMissing},
		"start missing":        {[]flow.Op{{Kind: flow.SetStart, Target: "nobody"}}, RejectTargetMissing},
		"condition's target":   {[]flow.Op{{Kind: flow.AddCondition, ID: "b1", Operator: "Equals", Operands: []string{"1"}, Target: "no"}}, RejectTargetMissing},
		"added block's target": {[]flow.Op{addPrompt("new", "nobody")}, RejectTargetMissing},
		"name of the flow":     {[]flow.Op{{Kind: flow.SetMetadata, Path: []string{"name"}, Value: quoted("x")}}, flow.RejectNotEditable},
		"too deep":             {[]flow.Op{{Kind: flow.SetParameter, ID: "b1", Path: []string{"X"}, Value: []byte(deep)}}, RejectTooLarge},
		"too large":            {[]flow.Op{setText("b1", strings.Repeat("x", flow.MaxBytes))}, RejectTooLarge},
		"too many":             {make([]flow.Op, maxOps+1), RejectTooLarge},
		"no JSON":              {[]flow.Op{{Kind: flow.Replace, Text: `{"Actions": [`}}, flow.RejectBadOp},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, sampleFlow(6))
			d.must(d.edit("ann", setText("b2", "before")))
			before := d.text()
			d.wantCode(d.edit("ann", c.ops...), c.code)
			if d.text() != before || d.room.revision != 2 || len(d.store.rows(testFlow)) != 1 {
				t.Error("a rejected batch left something behind")
			}
			d.must(d.edit("ann", setText("b2", "after")))
			if d.replayed() != d.text() {
				t.Error("the log does not give the content")
			}
		})
	}
}

func TestABatchMayWireWhatItBringsAndRenames(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", addPrompt("n1", "b1"), setNext("b0", "n1"), renameTo("n1", "First"), addPrompt("n2", ""), setNext("b1", "n2"), remove("n2")))
	if bad := dangling(d.room.doc); bad != "" {
		t.Errorf("a branch dangles: %s", bad)
	}
	if a, _ := d.room.doc.Action("b0"); a.Next.ID != "First" {
		t.Errorf("b0 leads to %q", a.Next.ID)
	}
}

func TestReadOnly(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	c := d.conn("vic")
	base := d.room.revision
	message := clientMessage{Type: typeEdit, Seq: 1, Base: &base, Ops: []flow.Op{setText("b1", "x")}}
	d.room.commit([]*submission{{from: c, user: c.visit.User, message: message}})
	d.wantCode(d.last("vic"), RejectReadOnly)

	now := time.Now()
	d.room.info.ArchivedAt = &now
	d.wantCode(d.edit("ann", setText("b1", "x")), RejectReadOnly)

	legacy := newDesk(t, `{"modules":[],"version":"1","metadata":{}}`)
	legacy.wantCode(legacy.edit("ann", setText("b1", "x")), flow.RejectNotEditable)
	legacy.must(legacy.edit("ann", flow.Op{Kind: flow.Replace, Text: sampleFlow(3)}))
	legacy.must(legacy.edit("ann", setText("b1", "x")))
}

func TestSendingAgainIsAnsweredTheSame(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	first := d.must(d.edit("ann", setText("b1", "one")))
	d.must(d.edit("ben", setText("b1", "two")))
	again := func() result {
		base := int64(1)
		d.submit("ann", clientMessage{Type: typeEdit, Seq: 1, Base: &base, Ops: []flow.Op{setText("b1", "one")}})
		return d.last("ann")
	}
	for range 2 {
		if r := again(); r.revision != first.revision || r.code != "" || len(r.ops) != 1 {
			t.Errorf("answered %+v, first with %+v", r, first)
		}
		if got, _ := textOf(d.room.doc, "b1"); got != "two" {
			t.Fatalf("the repeated batch was applied again: %q", got)
		}
		d.room.keepSnapshot(d.room.revision, d.text())
		d.reopen() // and again by a server that has to look it up
	}
	if rows := d.store.rows(testFlow); len(rows) != 2 {
		t.Errorf("%d rows in the log, want 2", len(rows))
	}
}

func TestSameNumberTwiceInOneCommit(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	base := int64(1)
	m := clientMessage{Type: typeEdit, Seq: 1, Base: &base, Ops: []flow.Op{setText("b1", "one")}}
	d.submit("ann", m, m)
	d.seqs["ann"] = 1
	if rows := d.store.rows(testFlow); len(rows) != 1 {
		t.Errorf("%d rows in the log, want 1", len(rows))
	}
	d.must(d.edit("ann", setText("b1", "two")))
}

func TestStaleBaseAndPassedNumbers(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.wantCode(d.editAt("ann", 99, setText("b1", "x")), RejectStale)
	d.wantCode(d.editAt("ann", -1, setText("b1", "x")), RejectStale)
	d.must(d.edit("ann", setText("b1", "x"))) // number 3
	base := d.room.revision
	d.submit("ann", clientMessage{Type: typeEdit, Seq: 2, Base: &base, Ops: []flow.Op{setText("b1", "late")}})
	d.wantCode(d.last("ann"), RejectStale)
}

func TestGapsAreRefusedToWhoSaysItsNumber(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	c := d.conn("ann")
	c.strict, c.seen = true, 3 // used up to 3 before this connection
	send := func(seq int64) result {
		base := d.room.revision
		d.submit("ann", clientMessage{Type: typeEdit, Seq: seq, Base: &base, Ops: []flow.Op{setText("b1", "x")}})
		return d.last("ann")
	}
	d.must(send(2)) // sent again; 1 had been refused
	d.wantCode(send(5), RejectStale)
	d.must(send(4))
	d.must(send(5))
}

func TestServerReplacesContent(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "x")))
	before := d.text()
	replace := func(expect *int64, text string) answer {
		s := &submission{
			client: serverClient, user: Person{ID: "ann", Name: "ann"}, canEdit: true, expect: expect, reply: make(chan answer, 1),
			message: clientMessage{Type: typeEdit, Ops: []flow.Op{{Kind: flow.Replace, Text: text}}},
		}
		d.room.commit([]*submission{s})
		return <-s.reply
	}
	old, head := int64(1), int64(2)
	var conflict *store.Conflict
	if a := replace(&old, sampleFlow(3)); !errors.As(a.err, &conflict) || conflict.Revision != 2 {
		t.Errorf("a stale replacement gave %v", a.err)
	}
	if a := replace(&head, before); a.err != nil || a.revision != 2 {
		t.Errorf("the same bytes gave revision %d, %v", a.revision, a.err)
	}
	if a := replace(&head, sampleFlow(3)); a.err != nil || a.revision != 3 || d.text() != sampleFlow(3) {
		t.Fatalf("replace gave revision %d, %v", a.revision, a.err)
	}
	shown := d.heard("ann")
	if m := shown[len(shown)-1]; m["type"] != "applied" || m["client"] != serverClient {
		t.Errorf("ann was told %v", m)
	}
	base := d.room.revision
	undo := clientMessage{Type: typeUndo, Seq: 2, Base: &base, Batch: 1, Client: serverClient}
	d.submit("ben", undo)
	d.wantCode(d.last("ben"), RejectNothingToUndo)
	d.submit("ann", undo)
	d.must(d.last("ann"))
	if d.text() != before {
		t.Error("ann could not undo the replacement")
	}
}
