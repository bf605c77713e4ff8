// Command bench measures the live session on a Postgres of its own that syncs to
// disk: how long an edit takes until its diagnostics are there, and how many
// durable edits a second go through, beside what pgbench gets for the same
// transaction on the same server, and what many editors at once see of it.
//
//	go run ./internal/bench [-n 600] [-for 6s] [-editors 1000]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/localpg"
	"switchyard.dev/switchyard/internal/store"
)

func main() {
	n := flag.Int("n", 600, "edits to time until their diagnostics are there")
	span := flag.Duration("for", 6*time.Second, "how long to count durable edits, each way")
	editors := flag.Int("editors", 1000, "tabs that edit at once, ten to a flow; 0 for none")
	flag.Parse()
	if err := run(context.Background(), *n, *editors, *span); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is a running server.
type bench struct {
	database string
	store    *store.Store
	hub      *live.Hub
	address  string
}

func run(ctx context.Context, n, editors int, span time.Duration) error {
	dir, err := os.MkdirTemp("", "switchyard-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	pg, err := localpg.Start(ctx, localpg.Options{DataDir: dir})
	if err != nil {
		return err
	}
	defer pg.Stop(ctx) //nolint:errcheck // it is thrown away
	b := &bench{database: pg.URL()}
	if b.store, err = store.Open(ctx, b.database); err != nil {
		return err
	}
	defer b.store.Close()
	b.hub = live.NewHub(b.store, live.Options{Log: slog.New(slog.DiscardHandler), EditsPerSec: 1 << 30})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	b.address = listener.Addr().String()
	server := &http.Server{Handler: http.HandlerFunc(b.serve), ReadHeaderTimeout: time.Minute}
	go server.Serve(listener) //nolint:errcheck // it ends with Close
	defer server.Close()
	// First, while nothing that goes away later is in memory.
	if editors > 0 {
		err = b.editors(ctx, editors, span)
	}
	return errors.Join(err, b.latency(ctx, n), b.throughput(ctx, span), b.hub.Close(ctx))
}

func (b *bench) serve(w http.ResponseWriter, r *http.Request) {
	visit := live.Visit{FlowID: strings.TrimPrefix(r.URL.Path, "/"), CanEdit: true}
	b.hub.Upgrade(w, r, visit, func(*http.Request) bool { return true })
}

// flow makes a flow of n blocks.
func (b *bench) flow(ctx context.Context, n int) (string, error) {
	f, err := b.store.CreateFlow(ctx, store.System, store.NewFlow{
		Name: fmt.Sprintf("%d blocks", n), Type: "CONTACT_FLOW", Format: "flow", Content: content(n),
	})
	if err != nil {
		return "", fmt.Errorf("make a flow: %w", err)
	}
	return f.ID, nil
}
