package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/sidecar"
)

// Silence keeps a silence in the sidecar of a flow's draft and returns the
// sidecar as it is then. Several at once do not lose each other's: each reads
// and writes under the flow's row lock. *Invalid when it cannot be kept,
// ErrArchived for a flow that was put away.
func (s *Store) Silence(ctx context.Context, actor Actor, flowID string, silence sidecar.Silence) (sidecar.Document, error) {
	if err := checkText("reason", silence.Reason); err != nil {
		return sidecar.Document{}, err
	}
	return s.changeSidecar(ctx, flowID, func(tx pgx.Tx, f Flow, d sidecar.Document) (sidecar.Document, error) {
		if field, reason := d.Problem(silence); field != "" {
			return d, &Invalid{Field: field, Reason: reason}
		}
		return d.With(silence), record(ctx, tx, actor, AuditFindingSilenced, f.object(),
			detail{"code": silence.Code, "block": silence.Block, "reason": silence.Reason})
	})
}

// Unsilence takes a silence out again. One that is not there (any more) changes
// nothing.
func (s *Store) Unsilence(ctx context.Context, actor Actor, flowID, code, block string) (sidecar.Document, error) {
	return s.changeSidecar(ctx, flowID, func(tx pgx.Tx, f Flow, d sidecar.Document) (sidecar.Document, error) {
		without, gone, ok := d.Without(code, block)
		if !ok {
			return d, nil
		}
		return without, record(ctx, tx, actor, AuditFindingShown, f.object(),
			detail{"code": code, "block": block, "reason": gone.Reason})
	})
}

func (s *Store) changeSidecar(ctx context.Context, flowID string, change func(pgx.Tx, Flow, sidecar.Document) (sidecar.Document, error)) (sidecar.Document, error) {
	var d sidecar.Document
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		f, err := lockFlow(ctx, tx, flowID)
		if err != nil {
			return err
		}
		if f.Archived() {
			return ErrArchived
		}
		before, err := sidecarOf(ctx, tx, flowID)
		if err != nil {
			return err
		}
		if d, err = change(tx, f, before); err != nil || d.Equal(before) {
			return err
		}
		// The latest version has another sidecar now: there is something to save.
		if _, err := tx.Exec(ctx, `update drafts set saved_revision = null where flow_id = $1::uuid`, flowID); err != nil {
			return err
		}
		return writeSidecar(ctx, tx, flowID, d)
	})
	return d, err
}

// Sidecar returns what stands beside a flow's draft.
func (s *Store) Sidecar(ctx context.Context, flowID string) (sidecar.Document, error) {
	d, err := sidecarOf(ctx, s.pool, flowID)
	return d, mapError(err)
}

func sidecarOf(ctx context.Context, q querier, flowID string) (sidecar.Document, error) {
	var text string
	err := q.QueryRow(ctx, `select content from sidecars where flow_id = $1::uuid`, flowID).Scan(&text)
	if errors.Is(err, pgx.ErrNoRows) {
		return sidecar.Document{}, nil
	}
	if err != nil {
		return sidecar.Document{}, err
	}
	return sidecar.Parse(text)
}

// writeSidecar puts a sidecar in the place of a draft's; the caller holds the
// flow's row lock.
func writeSidecar(ctx context.Context, tx pgx.Tx, flowID string, d sidecar.Document) error {
	text, err := d.Text()
	if err != nil {
		return err
	}
	if text == "" {
		_, err = tx.Exec(ctx, `delete from sidecars where flow_id = $1::uuid`, flowID)
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into sidecars (flow_id, content) values ($1::uuid, $2)
		on conflict (flow_id) do update set content = excluded.content, updated_at = now()`, flowID, text)
	return err
}

// followBatch changes the sidecar as a batch of edits says: another one in its
// place, or renamed blocks.
func followBatch(ctx context.Context, tx pgx.Tx, e *LogEntry) error {
	if e.Sidecar != nil {
		return writeSidecar(ctx, tx, e.FlowID, *e.Sidecar)
	}
	if len(e.Renames) == 0 {
		return nil
	}
	before, err := sidecarOf(ctx, tx, e.FlowID)
	if err != nil {
		return err
	}
	after := before.Renamed(e.Renames)
	if after.Equal(before) {
		return nil
	}
	return writeSidecar(ctx, tx, e.FlowID, after)
}

// sidecarText is a sidecar as a column holds it: null when nothing is in it.
func sidecarText(d sidecar.Document) (*string, error) {
	text, err := d.Text()
	if err != nil || text == "" {
		return nil, err
	}
	return &text, nil
}

func parseSidecar(text *string) (sidecar.Document, error) {
	if text == nil {
		return sidecar.Document{}, nil
	}
	return sidecar.Parse(*text)
}
