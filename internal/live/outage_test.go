package live

import (
	"context"
	"strings"
	"testing"
	"time"

	"switchyard.dev/switchyard/internal/store"
)

// TestTheStoreIsAway: while nothing can be written nothing is acknowledged;
// tabs are sent away after a while, keep their edits, and lose none.
func TestTheStoreIsAway(t *testing.T) {
	s, m := memSite(t, Options{GiveUpAfter: 30 * time.Millisecond, RetryAfter: time.Millisecond})
	ann, ben := s.open("ann"), s.open("ben")
	m.mu.Lock()
	m.fault = func(int) (error, error) { return errFault, nil }
	m.mu.Unlock()
	ann.edit(setText("b1", "kept by the tab"))
	ann.closedWith(closeTryLater)
	ben.closedWith(closeTryLater)
	if len(ann.acked) != 0 {
		t.Error("an edit was acknowledged that is not on disk")
	}
	m.mu.Lock()
	m.fault = nil
	m.mu.Unlock()
	ann.connect()
	ben.connect()
	text, revision := s.settle(ann, ben)
	if revision != 2 || !strings.Contains(text, "kept by the tab") || ben.content() != text {
		t.Errorf("at revision %d the edit is missing", revision)
	}
}

// gated is a storage whose Draft waits.
type gated struct {
	*memStore
	asked, open chan struct{}
}

func (g *gated) Draft(ctx context.Context, id string) (store.Draft, error) {
	close(g.asked)
	<-g.open
	return g.memStore.Draft(ctx, id)
}

// TestServerStopsWhileAFlowOpens: a connection that its room never saw is closed
// like the others.
func TestServerStopsWhileAFlowOpens(t *testing.T) {
	for range 20 {
		g := &gated{
			memStore: newMemStore(map[string]string{testFlow: sampleFlow(3)}),
			asked:    make(chan struct{}), open: make(chan struct{}),
		}
		s := newSite(t, g, Options{})
		ann := s.tab("ann")
		ann.connect()
		<-g.asked
		closed := make(chan error, 1)
		go func() { closed <- s.hub.Close(context.Background()) }()
		close(g.open)
		ann.closedWith(closeGoingAway)
		if err := <-closed; err != nil {
			t.Fatal(err)
		}
	}
}
