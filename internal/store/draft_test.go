package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/store"
)

func batch(client string, seq int64) store.LogEntry {
	return store.LogEntry{
		Client: client, Seq: seq, Ops: json.RawMessage(fmt.Sprintf(`[{"op":"set_start","target":"%s-%d"}]`, client, seq)),
		Inverse: json.RawMessage(`{"ops":[]}`), Registers: json.RawMessage(`{"writes":["start"]}`),
	}
}

func TestBatchesComeBackInOrderAndWhole(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	f := newFlow(t, s, "x")
	at := time.Date(2026, 11, 3, 4, 5, 6, 789000, time.UTC)
	first := batch("tab", 1)
	first.UserID, first.At = u.ID, at
	first.Ops = json.RawMessage("[ {\"op\":\"replace\",\"text\":\"\\u0000\\ud800 \u2028\"} ]")
	head := must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{first, batch("tab", 2), batch("other", 1)}))(t)
	if head != 4 {
		t.Fatalf("head is %d, want 4", head)
	}
	d := must(s.Draft(ctx, f.ID))(t)
	if d.Revision != 4 || d.SnapshotRevision != 1 || d.Snapshot != content || len(d.Tail) != 3 {
		t.Fatalf("the draft is %+v", d)
	}
	got := d.Tail[0]
	if got.FlowID != f.ID || got.Revision != 2 || got.UserID != u.ID || got.UserName != u.Name || !got.At.Equal(at) || string(got.Ops) != string(first.Ops) {
		t.Errorf("the first entry is %+v", got)
	}
	if d.Tail[2].Revision != 4 || d.Tail[2].Client != "other" || d.Tail[2].At.IsZero() || d.Tail[2].UserID != "" {
		t.Errorf("the last entry is %+v", d.Tail[2])
	}
	if since := must(s.LogSince(ctx, f.ID, 3))(t); len(since) != 1 || since[0].Revision != 4 {
		t.Errorf("since revision 3: %+v", since)
	}
	if seq := must(s.LastSeq(ctx, f.ID, "tab"))(t); seq != 2 {
		t.Errorf("the last number of the tab is %d", seq)
	}
	if seq := must(s.LastSeq(ctx, f.ID, "nobody"))(t); seq != 0 {
		t.Errorf("the last number of nobody is %d", seq)
	}
	if fl := must(s.Flow(ctx, f.ID))(t); fl.Revision != 4 || !fl.UpdatedAt.After(f.UpdatedAt) {
		t.Errorf("the flow is at %d, updated %v", fl.Revision, fl.UpdatedAt)
	}
}

func TestStaleAppendChangesNothing(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{batch("a", 1)}))(t)
	for _, expect := range []int64{0, 1, 3} {
		_, err := s.AppendBatches(ctx, f.ID, expect, []store.LogEntry{batch("b", 1), batch("b", 2)})
		var conflict *store.Conflict
		if !errors.As(err, &conflict) || conflict.Revision != 2 || !errors.Is(err, store.ErrConflict) {
			t.Errorf("append at %d: %v; want a conflict at 2", expect, err)
		}
	}
	if entries := must(s.LogSince(ctx, f.ID, 0))(t); len(entries) != 1 {
		t.Errorf("the log holds %d entries", len(entries))
	}
}

func TestDuplicateBatchIsShownNotStored(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f, other := newFlow(t, s, "x"), newFlow(t, s, "y")
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{batch("a", 1), batch("a", 2)}))(t)
	_, err := s.AppendBatches(ctx, f.ID, 3, []store.LogEntry{batch("a", 3), batch("a", 2)})
	var duplicate *store.Duplicate
	if !errors.As(err, &duplicate) || !errors.Is(err, store.ErrDuplicate) || duplicate.Entry.Revision != 3 || duplicate.Entry.Seq != 2 {
		t.Fatalf("sent again: %v", err)
	}
	if head := must(s.Draft(ctx, f.ID))(t).Revision; head != 3 {
		t.Errorf("the head moved to %d with a duplicate", head)
	}
	if _, err := s.AppendBatches(ctx, other.ID, 1, []store.LogEntry{batch("a", 1)}); err != nil {
		t.Errorf("the same number in another flow: %v", err)
	}
	var invalid *store.Invalid
	if _, err := s.AppendBatches(ctx, f.ID, 3, []store.LogEntry{batch("a", 9), batch("a", 9)}); !errors.As(err, &invalid) {
		t.Errorf("one number twice in a call: %v", err)
	}
}

func TestOfRacingWritersOneWinsEachRevision(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	const writers, each = 8, 10
	errs := together(writers, func(i int) error {
		client := fmt.Sprintf("w%d", i)
		expect := int64(1)
		for seq := int64(1); seq <= each; {
			head, err := s.AppendBatches(ctx, f.ID, expect, []store.LogEntry{batch(client, seq)})
			var conflict *store.Conflict
			switch {
			case errors.As(err, &conflict):
				expect = conflict.Revision
			case err != nil:
				return err
			default:
				expect, seq = head, seq+1
			}
		}
		return nil
	})
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	entries := must(s.LogSince(ctx, f.ID, 0))(t)
	if len(entries) != writers*each {
		t.Fatalf("%d batches were appended, the log holds %d", writers*each, len(entries))
	}
	last := map[string]int64{}
	for i, e := range entries {
		if e.Revision != int64(i)+2 {
			t.Fatalf("entry %d has revision %d: a gap", i, e.Revision)
		}
		if e.Seq != last[e.Client]+1 {
			t.Fatalf("client %s: %d after %d", e.Client, e.Seq, last[e.Client])
		}
		last[e.Client] = e.Seq
	}
}

func TestReplacementIsAudited(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	u := newUser(t, s, "u@example.com", auth.Designer)
	f := newFlow(t, s, "x")
	e := batch("api", 1)
	e.UserID, e.UserName, e.IP, e.Audit, e.AuditDetail = u.ID, u.Name, "192.0.2.1", store.AuditDraftReplaced, map[string]any{"version": 3}
	if _, err := s.AppendBatches(ctx, f.ID, 7, []store.LogEntry{e}); !errors.Is(err, store.ErrConflict) {
		t.Fatal(err)
	}
	if head := must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{e}))(t); head != 2 {
		t.Fatalf("head is %d", head)
	}
	if _, err := s.AppendBatches(ctx, f.ID, 2, []store.LogEntry{e}); !errors.Is(err, store.ErrDuplicate) {
		t.Fatal(err)
	}
	entries, _, err := s.Audit(ctx, store.AuditFilter{ObjectKind: "flow", ObjectID: f.ID, Action: store.AuditDraftReplaced})
	if err != nil || len(entries) != 1 || entries[0].ActorID != u.ID || entries[0].IP != "192.0.2.1" || string(entries[0].Detail) != `{"version":3}` {
		t.Errorf("audit is %+v (%v)", entries, err)
	}
}

func TestFormatFollowsTheBatchThatChangesIt(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	e := batch("api", 1)
	e.Format = "legacy"
	if _, err := s.AppendBatches(ctx, f.ID, 7, []store.LogEntry{e}); !errors.Is(err, store.ErrConflict) {
		t.Fatal(err)
	}
	if now := must(s.Flow(ctx, f.ID))(t); now.Format != "flow" {
		t.Errorf("a batch that was refused makes the format %q", now.Format)
	}
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{e}))(t)
	if now := must(s.Flow(ctx, f.ID))(t); now.Format != "legacy" {
		t.Errorf("the format is %q", now.Format)
	}
}

func TestSnapshotOnlyMovesForwardWithinTheLog(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{batch("a", 1), batch("a", 2), batch("a", 3)}))(t)
	for _, save := range []struct {
		revision int64
		want     string
		tail     int
	}{{3, "at 3", 1}, {2, "at 3", 1}, {3, "at 3", 1}, {5, "at 3", 1}, {4, "at 4", 0}} {
		if err := s.SaveSnapshot(ctx, f.ID, save.revision, fmt.Sprintf("at %d", save.revision)); err != nil {
			t.Fatal(err)
		}
		if d := must(s.Draft(ctx, f.ID))(t); d.Snapshot != save.want || len(d.Tail) != save.tail || d.Revision != 4 {
			t.Errorf("after a snapshot at %d: %q and %d entries", save.revision, d.Snapshot, len(d.Tail))
		}
	}
}

func TestSettingsCountUnderTheSameRevisions(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	f := newFlow(t, s, "x")
	text := `{"Inputs":{}}`
	must(s.AppendBatches(ctx, f.ID, 1, []store.LogEntry{batch("a", 1)}))(t)
	if _, err := s.PutSettings(ctx, store.System, f.ID, 1, &text); !errors.Is(err, store.ErrConflict) {
		t.Errorf("stale settings: %v", err)
	}
	head := must(s.PutSettings(ctx, store.System, f.ID, 2, &text))(t)
	settings, since, now, err := s.Settings(ctx, f.ID)
	if err != nil || head != 3 || since != 3 || now != 3 || *settings != text {
		t.Fatalf("settings %v since %d, head %d and %d (%v)", settings, since, head, now, err)
	}
	if _, err := s.AppendBatches(ctx, f.ID, 2, []store.LogEntry{batch("a", 2)}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an edit that does not know of the settings: %v", err)
	}
	d := must(s.Draft(ctx, f.ID))(t)
	if len(d.Tail) != 2 || string(d.Tail[1].Ops) != "[]" || d.SettingsRevision != 3 {
		t.Errorf("the draft is %+v", d)
	}
	must(s.PutSettings(ctx, store.System, f.ID, 3, nil))(t)
	if settings, _, _, err := s.Settings(ctx, f.ID); err != nil || settings != nil {
		t.Errorf("taken away they are %v (%v)", settings, err)
	}
	want := []string{store.AuditFlowCreated, store.AuditSettingsChanged, store.AuditSettingsChanged}
	if got := actions(t, s, "flow", f.ID); !slices.Equal(got, want) {
		t.Errorf("audit is %v, want %v", got, want)
	}
}

// TestDraftFollowsItsModel runs random appends, snapshots, settings and re-sends
// against a list in memory.
func TestDraftFollowsItsModel(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	rapid.Check(t, func(r *rapid.T) {
		f := newFlow(t, s, "model")
		head, snapshot := int64(1), int64(1)
		var log []store.LogEntry
		seqs := map[string]int64{}
		r.Repeat(map[string]func(*rapid.T){
			"append": func(r *rapid.T) {
				var entries []store.LogEntry
				for range rapid.IntRange(1, 4).Draw(r, "batches") {
					client := rapid.SampledFrom([]string{"a", "b"}).Draw(r, "client")
					seqs[client]++
					entries = append(entries, batch(client, seqs[client]))
				}
				got, err := s.AppendBatches(ctx, f.ID, head, entries)
				if err != nil || got != head+int64(len(entries)) {
					r.Fatalf("append at %d: %d, %v", head, got, err)
				}
				head, log = got, append(log, entries...)
			},
			"stale": func(r *rapid.T) {
				off := rapid.SampledFrom([]int64{-1, 1, 5}).Draw(r, "off")
				if _, err := s.AppendBatches(ctx, f.ID, head+off, []store.LogEntry{batch("stale", 1)}); !errors.Is(err, store.ErrConflict) {
					r.Fatalf("append at %d of %d: %v", head+off, head, err)
				}
			},
			"resend": func(r *rapid.T) {
				if len(log) == 0 {
					r.Skip()
				}
				i := rapid.IntRange(0, len(log)-1).Draw(r, "which")
				if log[i].Client == "settings" {
					r.Skip()
				}
				_, err := s.AppendBatches(ctx, f.ID, head, log[i:i+1])
				var duplicate *store.Duplicate
				if !errors.As(err, &duplicate) || duplicate.Entry.Revision != int64(i)+2 {
					r.Fatalf("batch %d again: %v", i, err)
				}
			},
			"settings": func(r *rapid.T) {
				got, err := s.PutSettings(ctx, store.System, f.ID, head, nil)
				if err != nil || got != head+1 {
					r.Fatalf("settings at %d: %d, %v", head, got, err)
				}
				head, log = got, append(log, store.LogEntry{Client: "settings", Ops: json.RawMessage("[]")})
			},
			"snapshot": func(r *rapid.T) {
				at := rapid.Int64Range(1, head+1).Draw(r, "at")
				if err := s.SaveSnapshot(ctx, f.ID, at, fmt.Sprint(at)); err != nil {
					r.Fatal(err)
				}
				if at > snapshot && at <= head {
					snapshot = at
				}
			},
			"": func(r *rapid.T) {
				d, err := s.Draft(ctx, f.ID)
				if err != nil || d.Revision != head || d.SnapshotRevision != snapshot || len(d.Tail) != int(head-snapshot) {
					r.Fatalf("the draft is at %d with a snapshot at %d and %d entries, want %d and %d (%v)",
						d.Revision, d.SnapshotRevision, len(d.Tail), head, snapshot, err)
				}
				for i, e := range d.Tail {
					if want := log[snapshot-1+int64(i)]; e.Client != want.Client || string(e.Ops) != string(want.Ops) {
						r.Fatalf("entry %d is %s %s, want %s %s", i, e.Client, e.Ops, want.Client, want.Ops)
					}
				}
			},
		})
	})
}
