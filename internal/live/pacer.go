package live

import (
	"context"
	"time"
)

// pacer lets a number of edits a second through, with bursts of twice as many.
// Who sends more is read more slowly; nothing is refused. It belongs to one
// goroutine.
type pacer struct {
	perSecond float64
	tokens    float64
	at        time.Time
}

func newPacer(perSecond int) pacer {
	return pacer{perSecond: float64(perSecond), tokens: 2 * float64(perSecond), at: time.Now()}
}

func (p *pacer) wait(ctx context.Context) error {
	now := time.Now()
	p.tokens = min(2*p.perSecond, p.tokens+now.Sub(p.at).Seconds()*p.perSecond)
	p.at = now
	p.tokens--
	if p.tokens >= 0 {
		return nil
	}
	t := time.NewTimer(time.Duration(-p.tokens / p.perSecond * float64(time.Second)))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
