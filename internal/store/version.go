package store

import (
	"context"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/sidecar"
)

const maxMessage = 2000

// Changes counts the blocks and notes that differ from the version before; the
// flow itself is one of them.
type Changes struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Changed int `json:"changed"`
}

// Version is an immutable, numbered copy of a flow's content.
type Version struct {
	FlowID   string    `json:"flow_id"`
	Number   int       `json:"number"`
	SHA256   string    `json:"sha256"`
	Message  string    `json:"message"`
	Revision int64     `json:"revision"` // of the draft it was made from
	Changes  Changes   `json:"changes"`
	UserID   string    `json:"user_id"`
	UserName string    `json:"user_name"`
	At       time.Time `json:"at"`
	Size     int       `json:"size"` // of the content, in bytes
	Content  string    `json:"-"`    // "" in lists
	Settings *string   `json:"-"`    // nil in lists

	Sidecar sidecar.Document `json:"-"` // empty in lists
}

func (v Version) object(f Flow) object { return object{"flow", v.FlowID, f.Name} }

// NewVersion is what CreateVersion needs.
type NewVersion struct {
	Content  string
	Settings *string
	Sidecar  sidecar.Document
	SHA256   string // of content and settings
	Message  string
	Revision int64
	Changes  Changes
}

// CreateVersion keeps content as the flow's next version. Its number is the
// last one plus one, drawn under the flow's row lock. ErrUnchanged when content,
// settings and sidecar are those of the latest version; ErrArchived for a flow that was
// put away.
func (s *Store) CreateVersion(ctx context.Context, actor Actor, flowID string, n NewVersion) (Version, error) {
	if utf8.RuneCountInString(n.Message) > maxMessage {
		return Version{}, &Invalid{Field: "message", Reason: "is longer than 2000 characters"}
	}
	for field, text := range map[string]string{"message": n.Message, "content": n.Content} {
		if err := checkText(field, text); err != nil {
			return Version{}, err
		}
	}
	var v Version
	var unchanged bool
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		f, err := lockFlow(ctx, tx, flowID)
		if err != nil {
			return err
		}
		if f.Archived() {
			return ErrArchived
		}
		if n.Revision > f.Revision {
			return &Conflict{Revision: f.Revision}
		}
		if unchanged, err = sameAsLatest(ctx, tx, f, n); err != nil {
			return err
		}
		// Either way the draft at this revision now equals the latest version.
		if _, err := tx.Exec(ctx, `update drafts set saved_revision = $2 where flow_id = $1::uuid`, flowID, n.Revision); err != nil {
			return err
		}
		if unchanged {
			return nil
		}
		if v, err = insertVersion(ctx, tx, actor, flowID, n); err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditVersionCreated, v.object(f),
			detail{"version": v.Number, "revision": v.Revision, "sha256": v.SHA256, "message": v.Message})
	})
	if err == nil && unchanged {
		err = ErrUnchanged
	}
	return v, err
}

func sameAsLatest(ctx context.Context, tx pgx.Tx, f Flow, n NewVersion) (bool, error) {
	if f.LatestVersion == nil {
		return false, nil
	}
	var same bool
	var beside *string
	err := tx.QueryRow(ctx, `
		select content = $3 and settings is not distinct from $4, sidecar
		from versions where flow_id = $1::uuid and number = $2`, f.ID, *f.LatestVersion, n.Content, n.Settings).Scan(&same, &beside)
	if err != nil || !same {
		return false, err
	}
	before, err := parseSidecar(beside)
	return before.Equal(n.Sidecar), err
}

func insertVersion(ctx context.Context, tx pgx.Tx, actor Actor, flowID string, n NewVersion) (Version, error) {
	beside, err := sidecarText(n.Sidecar)
	if err != nil {
		return Version{}, err
	}
	rows, err := tx.Query(ctx, `
		with next as (
		  update flows set latest_version = latest_version + 1, updated_at = now() where id = $1::uuid returning id, latest_version
		), v as (
		  insert into versions (flow_id, number, content, settings, sha256, message, revision, added, removed, changed, created_by, sidecar)
		  select id, latest_version, $2, $3, $4, $5, $6, $7, $8, $9, nullif($10, '')::uuid, $11 from next returning *
		)
		select `+versionColumns+`, v.content, v.settings, v.sidecar from v left join users u on u.id = v.created_by`,
		flowID, n.Content, n.Settings, n.SHA256, n.Message, n.Revision, n.Changes.Added, n.Changes.Removed, n.Changes.Changed, actor.UserID, beside)
	if err != nil {
		return Version{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scanFullVersion)
}

const versionColumns = `
	v.flow_id::text, v.number, v.sha256, v.message, v.revision, v.added, v.removed, v.changed,
	coalesce(v.created_by::text, ''), coalesce(u.name, ''), v.created_at, octet_length(v.content)`

func (v *Version) fields() []any {
	return []any{&v.FlowID, &v.Number, &v.SHA256, &v.Message, &v.Revision, &v.Changes.Added, &v.Changes.Removed, &v.Changes.Changed, &v.UserID, &v.UserName, &v.At, &v.Size}
}

func scanVersion(row pgx.CollectableRow) (Version, error) {
	var v Version
	err := row.Scan(v.fields()...)
	return v, err
}

func scanFullVersion(row pgx.CollectableRow) (Version, error) {
	var v Version
	var beside *string
	if err := row.Scan(append(v.fields(), &v.Content, &v.Settings, &beside)...); err != nil {
		return v, err
	}
	var err error
	v.Sidecar, err = parseSidecar(beside)
	return v, err
}

// Version returns one version with its content.
func (s *Store) Version(ctx context.Context, flowID string, number int) (Version, error) {
	rows, err := s.pool.Query(ctx, `
		select `+versionColumns+`, v.content, v.settings, v.sidecar from versions v left join users u on u.id = v.created_by
		where v.flow_id = $1::uuid and v.number = $2::bigint`, flowID, number)
	if err != nil {
		return Version{}, mapError(err)
	}
	v, err := pgx.CollectExactlyOneRow(rows, scanFullVersion)
	return v, mapError(err)
}

// Versions lists a flow's versions without content, newest first, with the
// cursor of the next page. A flow that is not there has none.
func (s *Store) Versions(ctx context.Context, flowID string, page Page) ([]Version, string, error) {
	var before struct{ Number int }
	if err := decodeCursor(page.Cursor, &before); err != nil {
		return nil, "", err
	}
	rows, err := s.pool.Query(ctx, `
		select `+versionColumns+` from versions v left join users u on u.id = v.created_by
		where v.flow_id = $1::uuid and ($2::bigint = 0 or v.number < $2)
		order by v.number desc limit $3`, flowID, before.Number, page.limit()+1)
	if err != nil {
		return nil, "", mapError(err)
	}
	versions, err := pgx.CollectRows(rows, scanVersion)
	if err != nil {
		return nil, "", mapError(err)
	}
	versions, next := cut(versions, page.limit(), func(v Version) any { return struct{ Number int }{v.Number} })
	return versions, next, nil
}
