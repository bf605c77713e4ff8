package live

import (
	"fmt"
	"testing"

	"switchyard.dev/switchyard/internal/flow"
)

func TestUndoAtOnceRestoresTheBytes(t *testing.T) {
	batches := map[string][]flow.Op{
		"parameter":  {setText("b1", "other")},
		"new member": {{Kind: flow.SetParameter, ID: "b1", Path: []string{"Media", "Uri"}, Value: quoted("s3://x")}},
		"move":       {move("b2", 1234, -5)},
		"add":        {addPrompt("new", "b3"), setNext("b1", "new")},
		"remove":     {remove("b2", "b3")},
		"rename":     {renameTo("b2", "Greeting")},
		"start":      {{Kind: flow.SetStart, Target: "b3"}},
		"note":       {{Kind: flow.AddNote, ID: "n1", Value: []byte(`{"id":"n1","text":"hi"}`)}},
		"replace":    {{Kind: flow.Replace, Text: sampleFlow(3)}},
		"condition":  {{Kind: flow.AddCondition, ID: "b1", Operator: "Equals", Operands: []string{"1"}, Target: "b4"}},
	}
	for name, ops := range batches {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, sampleFlow(6))
			before := d.text()
			d.must(d.edit("ann", ops...))
			after := d.text()
			if before == after {
				t.Fatal("the edit changed nothing")
			}
			d.must(d.undo("ann", 1))
			if d.text() != before {
				t.Errorf("undo did not restore the bytes:\n%s", d.text())
			}
			d.must(d.undo("ann", 2))
			if d.text() != after {
				t.Errorf("redo did not restore the bytes:\n%s", d.text())
			}
			d.must(d.undo("ann", 3))
			if got := d.replayed(); got != before || d.text() != before {
				t.Errorf("the log does not give the content that the room has")
			}
		})
	}
}

func TestUndoLeavesWhatOthersWrote(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "ann 1"), setText("b2", "ann 2")))
	d.must(d.edit("ben", setText("b1", "ben 1")))
	r := d.must(d.undo("ann", 1))
	if r.skipped != 1 {
		t.Errorf("skipped %d, want 1", r.skipped)
	}
	if got, _ := textOf(d.room.doc, "b1"); got != "ben 1" {
		t.Errorf("b1 is %q: ben's text is gone", got)
	}
	if got, _ := textOf(d.room.doc, "b2"); got != "Hello 2" {
		t.Errorf("b2 is %q: it should be as before", got)
	}
	d.must(d.edit("ben", setText("b2", "ben 2")))
	d.wantCode(d.undo("ann", 2), RejectSuperseded)
}

func TestUndoAfterTheOtherUndidToo(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "ann")))
	d.must(d.edit("ben", setText("b1", "ben")))
	d.wantCode(d.undo("ann", 1), RejectSuperseded)
	d.must(d.undo("ben", 1))
	if got, _ := textOf(d.room.doc, "b1"); got != "ann" {
		t.Fatalf("b1 is %q after ben's undo", got)
	}
	d.must(d.undo("ann", 1))
	if got, _ := textOf(d.room.doc, "b1"); got != "Hello 1" {
		t.Errorf("b1 is %q after both undid", got)
	}
}

func TestUndoOfAnAddKeepsABlockThatOthersChanged(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", addPrompt("new", "b3")))
	d.must(d.edit("ben", setText("new", "ben was here")))
	d.wantCode(d.undo("ann", 1), RejectSuperseded)
	d.must(d.undo("ben", 1))
	d.must(d.undo("ann", 1))
	if _, there := d.room.doc.Action("new"); there {
		t.Error("the block is still there")
	}
}

func TestUndoOfARemoveUnwiresWhatIsGone(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", remove("b2")))
	d.must(d.edit("ben", remove("b3")))
	d.must(d.undo("ann", 1))
	if bad := dangling(d.room.doc); bad != "" {
		t.Errorf("a branch dangles: %s", bad)
	}
	if a, _ := d.room.doc.Action("b1"); a.Next.ID != "b2" {
		t.Errorf("b1 leads to %q, want b2 again", a.Next.ID)
	}
}

func TestUndoFollowsARename(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "ann")))
	d.must(d.edit("ben", renameTo("b1", "Greeting")))
	d.must(d.edit("ben", addPrompt("b1", "b2")))
	d.must(d.undo("ann", 1))
	if got, _ := textOf(d.room.doc, "Greeting"); got != "Hello 1" {
		t.Errorf("the renamed block says %q", got)
	}
	if got, _ := textOf(d.room.doc, "b1"); got != "new" {
		t.Errorf("the new b1 says %q: it is another block", got)
	}
	d.must(d.undo("ben", 2))
	d.must(d.undo("ben", 1))
	if d.text() != sampleFlow(6) {
		t.Error("everything undone, yet the content differs")
	}
}

func TestUndoOfOthersIsRefused(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "ann")))
	d.conn("ben")
	d.wantCode(d.undo("ben", 1), RejectNothingToUndo)
	d.wantCode(d.undo("ann", 9), RejectNothingToUndo)
}

func TestUndoReachesBackBeyondTheSnapshot(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "ann")))
	d.must(d.edit("ann", setText("b2", "ann")))
	if !d.room.keepSnapshot(d.room.revision, d.text()) {
		t.Fatal("no snapshot")
	}
	d.reopen()
	if len(d.room.history.batches) != 0 {
		t.Fatal("the snapshot was not used")
	}
	d.must(d.undo("ann", 2))
	d.must(d.undo("ann", 1))
	if d.text() != sampleFlow(6) {
		t.Error("undo did not restore the content")
	}
	d.must(d.undo("ann", 4))
	d.must(d.undo("ann", 3))
	if got, _ := textOf(d.room.doc, "b2"); got != "ann" {
		t.Error("redo did not bring the edit back")
	}
}

func TestUndoReachesBackBeyondWhatIsAtHand(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.hub.opt.KeepBatches = 5
	d.must(d.edit("ann", setText("b1", "ann")))
	d.must(d.edit("ann", renameTo("b2", "Two")))
	for i := range 20 {
		d.must(d.edit("ben", setText("b3", fmt.Sprint("ben ", i))))
	}
	if n := len(d.room.history.batches); n > 10 {
		t.Fatalf("%d batches are at hand, want at most 10", n)
	}
	d.must(d.undo("ann", 2))
	d.must(d.undo("ann", 1))
	for i := int64(20); i > 0; i-- {
		d.must(d.undo("ben", i))
	}
	if d.text() != sampleFlow(6) {
		t.Error("everything undone, yet the content differs")
	}
}

func TestAReplacedContentIsUndoneOnlyUntouched(t *testing.T) {
	d := newDesk(t, sampleFlow(6))
	d.must(d.edit("ann", setText("b1", "ann")))
	before := d.text()
	d.must(d.edit("ann", flow.Op{Kind: flow.Replace, Text: sampleFlow(4)}))
	d.wantCode(d.undo("ann", 1), RejectSuperseded)
	d.must(d.edit("ben", setText("b1", "ben")))
	d.wantCode(d.undo("ann", 2), RejectSuperseded)
	d.must(d.undo("ben", 1))
	d.must(d.undo("ann", 2))
	if d.text() != before {
		t.Error("the former content is not back")
	}
	d.must(d.undo("ann", 1))
	if d.text() != sampleFlow(6) {
		t.Error("the edit from before the replacement is not undone")
	}
}
