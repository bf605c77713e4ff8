package live

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/flow"
	"switchyard.dev/switchyard/internal/store"
)

// editor makes random edits in one tab, which now and then loses its
// connection.
type editor struct {
	*tab
	random *rand.Rand
	made   int
	seqs   []int64
}

func (e *editor) block() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	all := e.doc.Actions()
	if len(all) == 0 {
		return "none"
	}
	return all[e.random.IntN(len(all))].ID
}

func (e *editor) step() {
	e.made++
	unique := fmt.Sprintf("%s-%d", e.user[:4], e.made)
	switch e.random.IntN(14) {
	case 0, 1, 2:
		e.note(e.edit(setText(e.block(), unique)))
	case 3, 4:
		e.note(e.edit(move(e.block(), e.random.IntN(2000), e.random.IntN(2000))))
	case 5:
		e.note(e.edit(addPrompt(unique, e.block())))
	case 6:
		e.note(e.edit(remove(e.block())))
	case 7:
		e.note(e.edit(renameTo(e.block(), "name "+unique)))
	case 8, 9:
		e.note(e.edit(setNext(e.block(), e.block())))
	case 10:
		e.note(e.edit(addPrompt(unique, ""), setNext(e.block(), unique), move(unique, 5, 5)))
	case 11:
		e.note(e.edit(flow.Op{Kind: flow.AddCondition, ID: e.block(), Operator: "Equals", Operands: []string{unique}, Target: e.block()}))
	default:
		if len(e.seqs) > 0 {
			e.note(e.undo(e.seqs[e.random.IntN(len(e.seqs))]))
		}
	}
	if e.random.IntN(25) == 0 {
		e.cut()
		e.connect()
	}
}

func (e *editor) note(seq int64) { e.seqs = append(e.seqs, seq) }

// TestConvergence is law 6 of the design on a real Postgres: whatever several
// people do at once, with lost connections, in the end every tab holds what the
// server holds, which is what the log gives.
func TestConvergence(t *testing.T) {
	st := newStore(t)
	first := sampleFlow(12)
	flowID := addFlow(t, st, first)
	s := newSite(t, st, Options{SnapshotEvery: 40})
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	var editors []*editor
	var tabs []*tab
	for i := range 5 {
		c := s.tabOn(flowID, addUser(t, st, fmt.Sprint("editor", i)), newClient())
		c.connect()
		c.wait("welcome", func() bool { return len(c.welcomes) > 0 })
		editors = append(editors, &editor{tab: c, random: rand.New(rand.NewPCG(seed, uint64(i)))})
		tabs = append(tabs, c)
	}
	var all sync.WaitGroup
	for _, e := range editors {
		all.Go(func() {
			for i := range 80 {
				e.step()
				if i%8 == 0 {
					e.answered()
				}
			}
			e.answered()
		})
	}
	all.Wait()
	text, _ := s.settle(tabs...)

	acked := map[clientSeq]int64{}
	for _, c := range tabs {
		if canonical(t, c.content()) != canonical(t, text) {
			t.Errorf("%s holds another flow than the server", c.user)
		}
		for seq, a := range c.acked {
			acked[clientSeq{c.client, seq}] = a.Revision
		}
	}
	rows, replayed := logOf(t, st, flowID, first)
	checkLog(t, rows, acked)
	if replayed != text {
		t.Error("the log does not give the server's bytes")
	}
	if len(rows) != len(acked) {
		t.Errorf("%d batches in the log, %d acknowledged", len(rows), len(acked))
	}
	if len(rows) < 100 {
		t.Errorf("only %d of 400 edits were applied: the test is too tame", len(rows))
	}
	draft, err := st.Draft(context.Background(), flowID)
	if err != nil {
		t.Fatal(err)
	}
	if doc, err := replayedDraft(draft); err != nil || doc != text {
		t.Errorf("snapshot and tail do not give the server's bytes: %v", err)
	}
	if draft.SnapshotRevision == 1 {
		t.Error("no snapshot was kept")
	}
}

func replayedDraft(draft store.Draft) (string, error) {
	doc, err := replayed(draft)
	if err != nil {
		return "", err
	}
	return doc.String(), nil
}
