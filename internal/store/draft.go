package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/sidecar"
)

// Draft is the one mutable content of a flow: the bytes at SnapshotRevision and
// the batches of edits after them, up to Revision.
type Draft struct {
	FlowID           string
	Revision         int64
	Snapshot         string
	SnapshotRevision int64
	Settings         *string
	SettingsRevision int64 // the revision that wrote Settings
	Sidecar          sidecar.Document
	Tail             []LogEntry
}

// Draft reads a draft as it was at one moment.
func (s *Store) Draft(ctx context.Context, flowID string) (Draft, error) {
	var d Draft
	var beside *string
	err := s.pool.QueryRow(ctx, `
		select d.flow_id::text, d.revision, d.settings, d.settings_revision, s.revision, s.content, c.content
		from drafts d join draft_snapshots s using (flow_id) left join sidecars c using (flow_id) where d.flow_id = $1::uuid`, flowID).
		Scan(&d.FlowID, &d.Revision, &d.Settings, &d.SettingsRevision, &d.SnapshotRevision, &d.Snapshot, &beside)
	if err != nil {
		return Draft{}, mapError(err)
	}
	if d.Sidecar, err = parseSidecar(beside); err != nil {
		return Draft{}, err
	}
	// The log only grows, so its part up to the head that was read is still what
	// it was.
	d.Tail, err = s.logBetween(ctx, flowID, d.SnapshotRevision, d.Revision)
	return d, err
}

// Settings returns a draft's settings, the revision that wrote them and the
// draft's head. They were in force at every revision from the first to the last.
func (s *Store) Settings(ctx context.Context, flowID string) (settings *string, since, head int64, err error) {
	err = s.pool.QueryRow(ctx, `select settings, settings_revision, revision from drafts where flow_id = $1::uuid`, flowID).
		Scan(&settings, &since, &head)
	return settings, since, head, mapError(err)
}

// PutSettings replaces a module's settings and returns the draft's new
// revision: settings count under the same revisions as content. The log gets a
// batch without operations from client, with its seq, so that every revision
// has its entry and sessions that replay the log pass over it. *Conflict when
// the draft is not at expect.
func (s *Store) PutSettings(ctx context.Context, actor Actor, flowID string, expect int64, settings *string) (int64, error) {
	if settings != nil {
		if err := checkText("settings", *settings); err != nil {
			return 0, err
		}
	}
	var head int64
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		f, err := lockFlow(ctx, tx, flowID)
		if err != nil {
			return err
		}
		if f.Archived() {
			return ErrArchived
		}
		rows, err := tx.Query(ctx, `
			with head as (
			  update drafts set revision = revision + 1, settings = $3, settings_revision = revision + 1, updated_at = now()
			  where flow_id = $1::uuid and revision = $2 returning flow_id, revision
			)
			insert into draft_log (flow_id, revision, client, seq, user_id, ops, inverse, registers)
			select flow_id, revision, $5, revision, nullif($4, '')::uuid, '[]', '{}', '{}' from head
			returning revision`, flowID, expect, settings, actor.UserID, settingsClient)
		if err != nil {
			return err
		}
		moved, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil {
			return err
		}
		if len(moved) == 0 {
			return draftConflict(ctx, tx, flowID)
		}
		head = moved[0]
		return record(ctx, tx, actor, AuditSettingsChanged, f.object(), detail{"revision": head})
	})
	return head, err
}

// settingsClient is the client of the log's entries for settings. No tab is
// called so: theirs are UUIDs.
const settingsClient = "settings"

// draftConflict says where the draft is now, or ErrNotFound.
func draftConflict(ctx context.Context, q querier, flowID string) error {
	var head int64
	if err := q.QueryRow(ctx, `select revision from drafts where flow_id = $1::uuid`, flowID).Scan(&head); err != nil {
		return mapError(err)
	}
	return &Conflict{Revision: head}
}

// SaveSnapshot keeps the content of a draft at a revision, so that fewer
// batches have to be replayed. It is derived from the log and changes nothing
// that people see. An older revision than the one kept, or one after the head,
// is passed over.
func (s *Store) SaveSnapshot(ctx context.Context, flowID string, revision int64, content string) error {
	if err := checkText("content", content); err != nil {
		return err
	}
	_, err := s.pool.Exec(ctx, `
		update draft_snapshots set revision = $2, content = $3
		where flow_id = $1::uuid and revision < $2
		  and $2 <= (select revision from drafts where flow_id = $1::uuid)`, flowID, revision, content)
	return mapError(err)
}
