package live

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"switchyard.dev/switchyard/internal/flow"
)

// history of a random session, kept beside the room as the judge of undo: the
// document at every revision, and what each batch was.
type session struct {
	*desk
	states map[int64]flow.Document
	made   map[string][]int64 // user → revisions of that user's batches
	undoes map[int64]int64    // revision of an undo → revision that it undid
	values int
}

func (s *session) note(user string, r result, undid int64) {
	if r.code != "" {
		return
	}
	s.states[r.revision] = *s.room.doc
	s.made[user] = append(s.made[user], r.revision)
	if undid != 0 {
		s.undoes[r.revision] = undid
	}
}

func (s *session) block(t *rapid.T) string {
	all := s.room.doc.Actions()
	if len(all) == 0 {
		return "none"
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(t, "block")].ID
}

// op is a random operation; every text and every position is written once only,
// so that a value tells which batch wrote it.
func (s *session) op(t *rapid.T, user string) flow.Op {
	s.values++
	switch rapid.IntRange(0, 9).Draw(t, "op") {
	case 0, 1, 2:
		return setText(s.block(t), fmt.Sprintf("%s %d", user, s.values))
	case 3:
		return move(s.block(t), s.values+10_000, s.values)
	case 4:
		return setNext(s.block(t), s.block(t))
	case 5:
		return addPrompt(fmt.Sprintf("new%d", s.values), s.block(t))
	case 6:
		return remove(s.block(t))
	case 7:
		return renameTo(s.block(t), fmt.Sprintf("name%d", s.values))
	case 8:
		return flow.Op{Kind: flow.SetStart, Target: s.block(t)}
	default:
		return flow.Op{
			Kind: flow.AddCondition, ID: s.block(t), Operator: "Equals",
			Operands: []string{fmt.Sprint(s.values)}, Target: s.block(t),
		}
	}
}

// TestUndoLaws drives rooms through random sessions of three people and checks
// the laws of undo (U1 to U4), that every state is valid, and that the log
// gives the content.
func TestUndoLaws(t *testing.T) {
	users := []string{"ann", "ben", "cat"}
	rapid.Check(t, func(t *rapid.T) {
		s := &session{
			desk: newDesk(t, sampleFlow(5)), states: map[int64]flow.Document{},
			made: map[string][]int64{}, undoes: map[int64]int64{},
		}
		s.states[1] = *s.room.doc
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			user := rapid.SampledFrom(users).Draw(t, "user")
			switch rapid.IntRange(0, 11).Draw(t, "step") {
			case 0, 1, 2, 3:
				s.undoSomething(t, user)
			case 4:
				s.restart(t)
			default:
				ops := make([]flow.Op, rapid.IntRange(1, 3).Draw(t, "ops"))
				for i := range ops {
					ops[i] = s.op(t, user)
				}
				s.note(user, s.edit(user, ops...), 0)
			}
			if bad := dangling(s.room.doc); bad != "" {
				t.Fatalf("a branch dangles (U3): %s", bad)
			}
		}
		s.undoThenRedoAll(t, rapid.SampledFrom(users).Draw(t, "who"))
		if s.replayed() != s.text() {
			t.Fatal("snapshot and log do not give the content")
		}
	})
}

// restart opens the room anew, with or without a snapshot.
func (s *session) restart(t *rapid.T) {
	if rapid.Bool().Draw(t, "snapshot") {
		s.room.keepSnapshot(s.room.revision, s.text())
	}
	before := s.text()
	s.reopen()
	if s.text() != before {
		t.Fatal("a restart changed the content")
	}
}

func (s *session) undoSomething(t *rapid.T, user string) {
	made := s.made[user]
	if len(made) == 0 {
		return
	}
	revision := rapid.SampledFrom(made).Draw(t, "undo")
	before := *s.room.doc
	r := s.undo(user, s.seqOf(revision))
	s.note(user, r, revision)
	s.checkChanges(t, &before, revision, r)
}

func (s *session) seqOf(revision int64) int64 {
	for _, row := range s.store.rows(testFlow) {
		if row.Revision == revision {
			return row.Seq
		}
	}
	return 0
}

// checkChanges holds an undo to U2 by the values themselves: a text that the
// undo changed must be the one that stood right after the undone batch. Blocks
// are compared under the name they have in both.
func (s *session) checkChanges(t *rapid.T, before *flow.Document, undid int64, r result) {
	then, ok := s.states[undid]
	if !ok {
		return
	}
	for _, a := range before.Actions() {
		was, _ := textOf(before, a.ID)
		now, there := textOf(s.room.doc, a.ID)
		if !there || was == now {
			continue
		}
		if at, existed := textOf(&then, a.ID); existed && at != was {
			t.Fatalf("undo of %d (answer %+v) changed %s from %q, but the batch had left %q (U2)", undid, r, a.ID, was, at)
		}
	}
}

// undoThenRedoAll checks U1: what a person just did, undone and redone with
// nobody else about, goes through every state on the way back and forth.
func (s *session) undoThenRedoAll(t *rapid.T, user string) {
	texts := []string{s.text()}
	var stack []int64
	for range rapid.IntRange(1, 5).Draw(t, "k") {
		if r := s.edit(user, s.op(t, user)); r.code == "" {
			stack = append(stack, r.seq)
			texts = append(texts, s.text())
		}
	}
	for range 2 { // back, forth
		slices.Reverse(stack)
		slices.Reverse(texts)
		for i, seq := range stack {
			r := s.undo(user, seq)
			if r.code != "" || r.skipped != 0 {
				t.Fatalf("undo or redo %d of %d: %+v (U1)", i, len(stack), r)
			}
			if s.text() != texts[i+1] {
				t.Fatalf("undo or redo %d of %d gives other bytes (U1)\n got %s\nwant %s", i, len(stack), s.text(), texts[i+1])
			}
			stack[i] = r.seq
		}
	}
}
