package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// load is one way of editing: so many flows, so many tabs on each, so many
// edits that each keeps unanswered.
type load struct{ flows, tabs, flight int }

const loadBlocks = 50

// budget is not for a tab that waits for each answer: that times round trips.
func (l load) budget() string {
	if l.flight == 1 {
		return "   (one after the other: a round trip each)"
	}
	return "   (budget 80 %)"
}

// rounds is how often ours and pgbench take turns: the machine is shared, so
// only figures taken side by side compare.
const rounds = 3

// throughput counts durable edits beside pgbench's transactions, with as many
// connections as there are flows, because one flow has one writer.
func (b *bench) throughput(ctx context.Context, span time.Duration) error {
	for _, l := range []load{{1, 1, 1}, {1, 10, 8}, {8, 1, 8}} {
		what := fmt.Sprintf("durable edits: %d flow(s), %d tab(s) each, %d in flight", l.flows, l.tabs, l.flight)
		before := b.hub.Stats()
		ours, theirs, err := b.turns(ctx, l, span/rounds)
		after := b.hub.Stats()
		grouped := float64(after.Batches-before.Batches) / float64(max(1, after.Commits-before.Commits))
		switch {
		case errors.Is(err, errNoPgbench):
			fmt.Printf("%-57s %7.0f /s, %.1f a transaction   (pgbench is not installed)\n", what, median(ours), grouped)
		case err != nil:
			return err
		default:
			fmt.Printf("%-57s %7.0f /s, %.1f a transaction   pgbench %6.0f /s   %4.0f %%%s\n",
				what, median(ours), grouped, median(theirs), 100*median(ours)/median(theirs), l.budget())
		}
	}
	return nil
}

func (b *bench) turns(ctx context.Context, l load, span time.Duration) (ours, theirs []float64, err error) {
	var ids []string
	for range l.flows {
		flowID, err := b.flow(ctx, loadBlocks)
		if err != nil {
			return nil, nil, err
		}
		ids = append(ids, flowID)
	}
	for range rounds {
		rate, err := b.drive(ids, l, span)
		if err != nil {
			return nil, nil, err
		}
		ours = append(ours, rate)
		if rate, err = b.pgbench(ctx, l.flows, span); err != nil {
			return ours, nil, err
		}
		theirs = append(theirs, rate)
	}
	return ours, theirs, nil
}

func median(rates []float64) float64 {
	slices.Sort(rates)
	return rates[len(rates)/2]
}

// drive edits for a while and returns acknowledged edits a second.
func (b *bench) drive(ids []string, l load, span time.Duration) (float64, error) {
	var acked atomic.Int64
	var all sync.WaitGroup
	failures := make(chan error, len(ids)*l.tabs)
	started := time.Now()
	for _, flowID := range ids {
		for range l.tabs {
			all.Go(func() { failures <- b.tab(flowID, l.flight, started.Add(span), &acked) })
		}
	}
	all.Wait()
	close(failures)
	var err error
	for f := range failures {
		err = errors.Join(err, f)
	}
	return float64(acked.Load()) / time.Since(started).Seconds(), err
}

func (b *bench) tab(flowID string, flight int, until time.Time, acked *atomic.Int64) error {
	c, err := b.connect(flowID)
	if err != nil {
		return err
	}
	defer c.close()
	for range flight {
		if err := c.edit(loadBlocks); err != nil {
			return err
		}
	}
	for time.Now().Before(until) {
		ack, err := c.until("ack")
		if err != nil {
			return err
		}
		c.revision = ack.Revision
		acked.Add(1)
		if err := c.edit(loadBlocks); err != nil {
			return err
		}
	}
	return nil
}

// script is the transaction of one edit: the head of a draft moves, a row of
// about the same size goes into the log. (A colon before a letter or digit would
// be a variable to pgbench.)
const script = `\set n :client_id + 1
with head as (
  update drafts set revision = revision + 1, updated_at = now()
  where flow_id = (select flow_id from bench_flows where n = :n) returning flow_id, revision
)
insert into draft_log (flow_id, revision, client, seq, user_id, at, ops, inverse, registers)
select flow_id, revision, 'bench', revision, null, now(),
  '[{"op":"set_parameter","id":"00000000-0000-4000-8000-000000000000","path":["Text"],"value":"Edit number 1000."}]',
  '{"ops":[{"op":"set_parameter","id":"00000000-0000-4000-8000-000000000000","path":["Text"],"value":"Edit number 900."}],"exact":[{"start": 10000,"end": 10018,"text":"Edit number 900."}],"base":"0000000000000000000000000000000000000000000000000000000000000000"}',
  '{"writes":["param 00000000-0000-4000-8000-000000000000 Text"]}'
from head;
`

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

// pgbench returns its transactions a second with one connection per flow.
func (b *bench) pgbench(ctx context.Context, flows int, span time.Duration) (float64, error) {
	binary, err := findPgbench()
	if err != nil {
		return 0, err
	}
	if err := b.pgbenchFlows(ctx, flows); err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "switchyard-pgbench-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "edit.sql")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		return 0, err
	}
	u, err := url.Parse(b.database)
	if err != nil {
		return 0, err
	}
	host := u.Query().Get("host")
	if host == "" {
		host = u.Hostname()
	}
	c := strconv.Itoa(flows)
	cmd := exec.CommandContext(ctx, binary, "-n", "-M", "prepared", "-c", c, "-j", "2", "-T", strconv.Itoa(max(1, int(span.Seconds()))),
		"-f", file, "-h", host, "-U", u.User.Username(), strings.TrimPrefix(u.Path, "/"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("pgbench: %w: %s", err, out)
	}
	found := tps.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("pgbench said nothing of tps: %s", out)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}

// pgbenchFlows makes flows that no room has open.
func (b *bench) pgbenchFlows(ctx context.Context, n int) error {
	if _, err := b.store.Pool().Exec(ctx, `drop table if exists bench_flows; create table bench_flows (n int primary key, flow_id uuid)`); err != nil {
		return err
	}
	for i := range n {
		flowID, err := b.flow(ctx, loadBlocks)
		if err != nil {
			return err
		}
		if _, err := b.store.Pool().Exec(ctx, `insert into bench_flows values ($1, $2::uuid)`, i+1, flowID); err != nil {
			return err
		}
	}
	return nil
}

var errNoPgbench = errors.New("pgbench is not installed")

func findPgbench() (string, error) {
	if path, err := exec.LookPath("pgbench"); err == nil {
		return path, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if err != nil || len(found) == 0 {
		return "", errNoPgbench
	}
	return found[len(found)-1], nil
}
