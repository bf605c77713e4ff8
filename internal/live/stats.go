package live

import (
	"sync/atomic"
	"time"
)

// Stats counts what a hub has done since it was made; Rooms and Connections are
// what is open now.
type Stats struct {
	Rooms       int
	Connections int
	Batches     int64         // committed
	Commits     int64         // transactions that wrote them
	Rejected    int64         // answered with reject
	Repeated    int64         // batches that came again and were acknowledged again
	Failures    int64         // commits that failed or met somebody else's
	SlowClosed  int64         // connections closed because they did not read
	LintRuns    int64         // and
	LintTime    time.Duration // how long they took together
	CommitTime  time.Duration
}

type counters struct {
	batches, commits, rejected, repeated, failures, slow, lints atomic.Int64
	lintTime, commitTime                                        atomic.Int64
}

// Stats returns the counts.
func (h *Hub) Stats() Stats {
	h.mu.Lock()
	rooms, conns := len(h.rooms), len(h.conns)
	h.mu.Unlock()
	c := &h.stats
	return Stats{
		Rooms: rooms, Connections: conns,
		Batches: c.batches.Load(), Commits: c.commits.Load(), Rejected: c.rejected.Load(), Repeated: c.repeated.Load(),
		Failures: c.failures.Load(), SlowClosed: c.slow.Load(), LintRuns: c.lints.Load(),
		LintTime: time.Duration(c.lintTime.Load()), CommitTime: time.Duration(c.commitTime.Load()),
	}
}
