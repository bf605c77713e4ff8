package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"switchyard.dev/switchyard/internal/sidecar"
)

// LogEntry is one batch of edits: what was applied, at which revision, by whom.
type LogEntry struct {
	FlowID    string
	Revision  int64 // set by AppendBatches
	Client    string
	Seq       int64
	UserID    string // "" for Switchyard itself
	UserName  string // as the person is called now; read only
	At        time.Time
	Ops       json.RawMessage
	Inverse   json.RawMessage
	Registers json.RawMessage

	// Audit, when not "", also writes an audit row with this action, for edits
	// that are more than edits: a whole content replaced, a version restored.
	Audit       string         `json:"-"`
	AuditDetail map[string]any `json:"-"`
	IP          string         `json:"-"`

	// Format, when not "", is the flow's format from this batch on.
	Format string `json:"-"`

	// Renames are the blocks that the batch renames: the draft's sidecar follows.
	// Sidecar, when given, takes its place instead.
	Renames []sidecar.Rename  `json:"-"`
	Sidecar *sidecar.Document `json:"-"`
}

const appendSQL = `
	with head as (
	  update drafts set revision = revision + cardinality($3::text[]), updated_at = now()
	  where flow_id = $1::uuid and revision = $2::bigint
	  returning flow_id
	)
	insert into draft_log (flow_id, revision, client, seq, user_id, at, ops, inverse, registers)
	select head.flow_id, $2::bigint + e.n, e.client, e.seq, nullif(e.user_id, '')::uuid, coalesce(e.at, now()), e.ops, e.inverse, e.registers
	from head, unnest($3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[])
	  with ordinality as e (client, seq, user_id, at, ops, inverse, registers, n)`

// AppendBatches puts batches at the end of a draft's log, moves its head and
// returns it. All or nothing: *Conflict when the draft is not at expect,
// *Duplicate when one of them was appended before. When it returns without
// error the batches are on disk.
//
// It is one statement, so one round trip and one commit. The update of the head
// waits for the row and then looks at its revision again: of several writers at
// one revision one wins.
func (s *Store) AppendBatches(ctx context.Context, flowID string, expect int64, entries []LogEntry) (int64, error) {
	if len(entries) == 0 {
		return 0, &Invalid{Field: "entries", Reason: "are missing"}
	}
	args, more := appendArgs(flowID, expect, entries)
	var done pgconn.CommandTag
	var err error
	if more {
		done, err = s.appendWithMore(ctx, flowID, entries, args)
	} else {
		done, err = s.pool.Exec(ctx, appendSQL, args...)
	}
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &pg) && pg.ConstraintName == "draft_log_client_seq_key":
		return 0, s.duplicateOf(ctx, flowID, entries)
	case err != nil:
		return 0, mapError(err)
	case done.RowsAffected() == 0:
		return 0, draftConflict(ctx, s.pool, flowID)
	}
	return expect + int64(len(entries)), nil
}

// appendArgs turns entries into the columns that the statement unnests.
func appendArgs(flowID string, expect int64, entries []LogEntry) (args []any, more bool) {
	n := len(entries)
	clients, seqs, users, times := make([]string, n), make([]int64, n), make([]string, n), make([]*time.Time, n)
	ops, inverses, registers := make([]string, n), make([]string, n), make([]string, n)
	for i, e := range entries {
		clients[i], seqs[i], users[i] = e.Client, e.Seq, e.UserID
		if !e.At.IsZero() {
			times[i] = &e.At
		}
		ops[i], inverses[i], registers[i] = orEmpty(e.Ops, "[]"), orEmpty(e.Inverse, "{}"), orEmpty(e.Registers, "{}")
		more = more || e.Audit != "" || e.Format != "" || len(e.Renames) > 0 || e.Sidecar != nil
	}
	return []any{flowID, expect, clients, seqs, users, times, ops, inverses, registers}, more
}

func orEmpty(text json.RawMessage, empty string) string {
	if len(text) == 0 {
		return empty
	}
	return string(text)
}

// appendWithMore does the same with audit rows, the flow's format and the
// sidecar in the same transaction. The flow is locked before its draft, as everywhere.
func (s *Store) appendWithMore(ctx context.Context, flowID string, entries []LogEntry, args []any) (done pgconn.CommandTag, err error) {
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		f, err := lockFlow(ctx, tx, flowID)
		if err != nil {
			return err
		}
		if done, err = tx.Exec(ctx, appendSQL, args...); err != nil || done.RowsAffected() == 0 {
			return err
		}
		for _, e := range entries {
			if e.Format != "" {
				if _, err := tx.Exec(ctx, `update flows set format = $2 where id = $1::uuid`, flowID, e.Format); err != nil {
					return err
				}
			}
			e.FlowID = flowID
			if err := followBatch(ctx, tx, &e); err != nil {
				return err
			}
			if e.Audit == "" {
				continue
			}
			if err := record(ctx, tx, Actor{UserID: e.UserID, Name: e.UserName, IP: e.IP}, e.Audit, f.object(), e.AuditDetail); err != nil {
				return err
			}
		}
		return nil
	})
	return done, err
}

// duplicateOf finds which of the entries is in the log already.
func (s *Store) duplicateOf(ctx context.Context, flowID string, entries []LogEntry) error {
	for _, e := range entries {
		stored, err := s.LogEntryOf(ctx, flowID, e.Client, e.Seq)
		if err == nil {
			return &Duplicate{Entry: stored}
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return &Invalid{Field: "entries", Reason: "hold the same client and seq twice"}
}

const logColumns = `l.flow_id::text, l.revision, l.client, l.seq, coalesce(l.user_id::text, ''), coalesce(u.name, ''), l.at, l.ops, l.inverse, l.registers`

func scanLogEntry(row pgx.CollectableRow) (LogEntry, error) {
	var e LogEntry
	var ops, inverse, registers string
	err := row.Scan(&e.FlowID, &e.Revision, &e.Client, &e.Seq, &e.UserID, &e.UserName, &e.At, &ops, &inverse, &registers)
	e.Ops, e.Inverse, e.Registers = json.RawMessage(ops), json.RawMessage(inverse), json.RawMessage(registers)
	return e, err
}

// LogSince returns the batches after a revision, in order, up to the head.
func (s *Store) LogSince(ctx context.Context, flowID string, revision int64) ([]LogEntry, error) {
	const noEnd = 1<<63 - 1
	return s.logBetween(ctx, flowID, revision, noEnd)
}

// logBetween returns the batches after one revision up to and with another.
func (s *Store) logBetween(ctx context.Context, flowID string, after, upTo int64) ([]LogEntry, error) {
	rows, err := s.pool.Query(ctx, `
		select `+logColumns+` from draft_log l left join users u on u.id = l.user_id
		where l.flow_id = $1::uuid and l.revision > $2 and l.revision <= $3 order by l.revision`, flowID, after, upTo)
	if err != nil {
		return nil, mapError(err)
	}
	entries, err := pgx.CollectRows(rows, scanLogEntry)
	return entries, mapError(err)
}

// LogEntryOf returns the batch that a client numbered seq.
func (s *Store) LogEntryOf(ctx context.Context, flowID, client string, seq int64) (LogEntry, error) {
	rows, err := s.pool.Query(ctx, `
		select `+logColumns+` from draft_log l left join users u on u.id = l.user_id
		where l.flow_id = $1::uuid and l.client = $2 and l.seq = $3`, flowID, client, seq)
	if err != nil {
		return LogEntry{}, mapError(err)
	}
	e, err := pgx.CollectExactlyOneRow(rows, scanLogEntry)
	return e, mapError(err)
}

// LastSeq returns the highest number that a client gave to a batch in the log,
// 0 when there is none.
func (s *Store) LastSeq(ctx context.Context, flowID, client string) (int64, error) {
	var seq int64
	err := s.pool.QueryRow(ctx, `
		select coalesce(max(seq), 0) from draft_log where flow_id = $1::uuid and client = $2`, flowID, client).Scan(&seq)
	return seq, mapError(err)
}
