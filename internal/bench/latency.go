package main

import (
	"context"
	"fmt"
	"time"
)

// latency times edits, one after the other, from before they are sent until the
// acknowledgement and until diagnostics of their revision are there.
func (b *bench) latency(ctx context.Context, n int) error {
	const blocks = 250
	flowID, err := b.flow(ctx, blocks)
	if err != nil {
		return err
	}
	c, err := b.connect(flowID)
	if err != nil {
		return err
	}
	defer c.close()
	var acked, diagnosed []time.Duration
	for i := range n + n/10 {
		started := time.Now()
		if err := c.edit(blocks); err != nil {
			return err
		}
		ack, err := c.until("ack")
		if err != nil {
			return err
		}
		c.revision = ack.Revision
		a := time.Since(started)
		for at := int64(0); at < ack.Revision; {
			d, err := c.until("diagnostics")
			if err != nil {
				return err
			}
			at = d.Revision
		}
		if i >= n/10 { // the first ones warm up
			acked, diagnosed = append(acked, a), append(diagnosed, time.Since(started))
		}
	}
	s := b.hub.Stats()
	fmt.Printf("edit → acknowledged, %d actions:      p50 %6.2f ms   p95 %6.2f ms   (n %d, on disk)\n", blocks, quantile(acked, 0.5), quantile(acked, 0.95), n)
	fmt.Printf("edit → diagnostics, %d actions:       p50 %6.2f ms   p95 %6.2f ms   (n %d; budget p95 20 ms)\n", blocks, quantile(diagnosed, 0.5), quantile(diagnosed, 0.95), n)
	fmt.Printf("  of it one lint %.2f ms, one commit %.2f ms on average\n",
		s.LintTime.Seconds()*1000/float64(max(1, s.LintRuns)), s.CommitTime.Seconds()*1000/float64(max(1, s.Commits)))
	return nil
}
