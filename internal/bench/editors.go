package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"switchyard.dev/switchyard/internal/flow"
)

// editors connects many tabs, ten to a flow, each of which makes one edit a
// second, and times how long it takes until the nine others see it. Clients and
// server share this process and its processors.
func (b *bench) editors(ctx context.Context, n int, span time.Duration) error {
	const perFlow, blocks = 10, 50
	before := memory()
	begun := time.Now()
	w := &watch{begun: begun}
	var tabs []*client
	for range n / perFlow {
		flowID, err := b.flow(ctx, blocks)
		if err != nil {
			return err
		}
		for range perFlow {
			c, err := b.connect(flowID)
			if err != nil {
				return err
			}
			defer c.close()
			go w.listen(c)
			tabs = append(tabs, c)
		}
	}
	each := (memory() - before) / int64(n)
	var all sync.WaitGroup
	failures := make(chan error, n)
	for i, c := range tabs {
		offset := time.Duration(i) * time.Second / time.Duration(n)
		all.Go(func() { failures <- w.edit(c, offset, span) })
	}
	all.Wait()
	close(failures)
	var err error
	for f := range failures {
		err = errors.Join(err, f)
	}
	want := w.sent.Load() * perFlow // nine others, and the acknowledgement
	for deadline := time.Now().Add(10 * time.Second); w.got.Load() < want && time.Now().Before(deadline); {
		<-time.After(10 * time.Millisecond)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Printf("%d editors in %d flows, 1 edit/s each: others see it p50 %.1f ms  p95 %.1f ms  p99 %.1f ms; %d of %d deliveries missing   (budget p99 150 ms, none)\n",
		n, n/perFlow, quantile(w.times, 0.5), quantile(w.times, 0.95), quantile(w.times, 0.99), want-w.got.Load(), want)
	fmt.Printf("memory a connection, its share of the flow and the other end of the connection included: %d KB   (budget 60 KB)\n", each>>10)
	return err
}

// memory is what the process holds in use now, in bytes.
func memory() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

type watch struct {
	begun     time.Time
	sent, got atomic.Int64
	mu        sync.Mutex
	times     []time.Duration
}

const stamp = "sent at "

// edit sends the time itself as the new text.
func (w *watch) edit(c *client, offset, span time.Duration) error {
	first := time.NewTimer(offset)
	<-first.C
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for started := time.Now(); time.Since(started) < span; <-tick.C {
		c.seq++
		value, err := json.Marshal(fmt.Sprint(stamp, int64(time.Since(w.begun))))
		if err != nil {
			return err
		}
		if err := c.ws.WriteJSON(map[string]any{"type": "edit", "seq": c.seq, "base": 1, "ops": []flow.Op{{
			Kind: flow.SetParameter, ID: id(5 * int(c.seq%10)), Path: []string{"Text"}, Value: value,
		}}}); err != nil {
			return err
		}
		w.sent.Add(1)
	}
	return nil
}

func (w *watch) listen(c *client) {
	for {
		_, text, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		at := time.Since(w.begun)
		head := string(text[:min(len(text), 20)])
		switch {
		case strings.HasPrefix(head, `{"type":"ack"`):
			w.got.Add(1)
		case strings.HasPrefix(head, `{"type":"applied"`):
			w.got.Add(1)
			var sent int64
			if _, after, found := strings.Cut(string(text), stamp); found {
				if _, err := fmt.Sscanf(after, "%d", &sent); err == nil {
					w.mu.Lock()
					w.times = append(w.times, at-time.Duration(sent))
					w.mu.Unlock()
				}
			}
		}
	}
}
