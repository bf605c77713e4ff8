package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/sidecar"
)

const maxDescription = 2000

// Flow is a flow or module without its content.
type Flow struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	Description   string         `json:"description"`
	Type          string         `json:"type"`   // one of the ten API types, or MODULE
	Format        string         `json:"format"` // flow, module, legacy
	SourceName    string         `json:"source_name,omitempty"`
	ArchivedAt    *time.Time     `json:"archived_at"`
	CreatedAt     time.Time      `json:"created_at"`
	UpdatedAt     time.Time      `json:"updated_at"`     // of the flow or its draft, whichever is later
	Revision      int64          `json:"revision"`       // of the draft
	LatestVersion *int           `json:"latest_version"` // nil before the first
	Published     map[string]int `json:"published"`      // environment → version live there
	DraftDiffers  bool           `json:"draft_differs"`  // from the latest version; true before the first
}

// Archived tells whether the flow was put away.
func (f Flow) Archived() bool { return f.ArchivedAt != nil }

// latest is the number of the latest version, 0 before the first.
func (f Flow) latest() int {
	if f.LatestVersion == nil {
		return 0
	}
	return *f.LatestVersion
}

func (f Flow) object() object { return object{"flow", f.ID, f.Name} }

// NewFlow is what CreateFlow needs. Content is kept byte for byte; Settings is
// the module's contract, nil for flows.
type NewFlow struct {
	Name        string
	Type        string
	Format      string
	Description string
	Content     string
	Settings    *string
	SourceName  string // the file it came from, "" when made here
	Sidecar     sidecar.Document
}

func (n NewFlow) checked() (NewFlow, error) {
	var err error
	if n.Name, err = checkedName(n.Name); err != nil {
		return n, err
	}
	if err := checkDescription(n.Description); err != nil {
		return n, err
	}
	switch {
	case n.Type == "":
		return n, &Invalid{Field: "type", Reason: "is missing"}
	case n.Format == "":
		return n, &Invalid{Field: "format", Reason: "is missing"}
	}
	return n, checkText("content", n.Content)
}

func checkDescription(text string) error {
	if utf8.RuneCountInString(text) > maxDescription {
		return &Invalid{Field: "description", Reason: "is longer than 2000 characters"}
	}
	return checkText("description", text)
}

// checkText refuses what Postgres cannot hold as text.
func checkText(field, text string) error {
	if !utf8.ValidString(text) {
		return &Invalid{Field: field, Reason: "is not valid UTF-8"}
	}
	for i := range len(text) {
		if text[i] == 0 {
			return &Invalid{Field: field, Reason: "holds the character U+0000"}
		}
	}
	return nil
}

// flowColumns and flowTables read a Flow; every part is one index probe a flow.
const (
	flowColumns = `
		f.id::text, f.name, f.description, f.type, f.format, f.source_name, f.archived_at, f.created_at,
		greatest(f.updated_at, d.updated_at), d.revision, nullif(f.latest_version, 0),
		d.saved_revision is distinct from d.revision,
		coalesce(live.versions, '{}')`
	flowTables = `
		from flows f
		join drafts d on d.flow_id = f.id
		left join lateral (
		  select json_object_agg(e.name, p.version)::text as versions
		  from environments e
		  cross join lateral (
		    select version from publications
		    where flow_id = f.id and environment_id = e.id
		    order by id desc limit 1
		  ) p
		) live on true`
)

func scanFlow(row pgx.CollectableRow) (Flow, error) {
	var f Flow
	var published string
	err := row.Scan(&f.ID, &f.Name, &f.Description, &f.Type, &f.Format, &f.SourceName, &f.ArchivedAt, &f.CreatedAt,
		&f.UpdatedAt, &f.Revision, &f.LatestVersion, &f.DraftDiffers, &published)
	if err != nil {
		return Flow{}, err
	}
	return f, json.Unmarshal([]byte(published), &f.Published)
}

// CreateFlow makes a flow with its draft at revision 1.
func (s *Store) CreateFlow(ctx context.Context, actor Actor, n NewFlow) (Flow, error) {
	n, err := n.checked()
	if err != nil {
		return Flow{}, err
	}
	var f Flow
	err = s.inTx(ctx, func(tx pgx.Tx) error {
		var id string
		err := tx.QueryRow(ctx, `
			with made as (
			  insert into flows (name, description, type, format, source_name, created_by)
			  values ($1, $2, $3, $4, $5, nullif($6, '')::uuid) returning id
			), draft as (
			  insert into drafts (flow_id, settings) select id, $7 from made
			), snapshot as (
			  insert into draft_snapshots (flow_id, revision, content) select id, 1, $8 from made
			)
			select id::text from made`,
			n.Name, n.Description, n.Type, n.Format, n.SourceName, actor.UserID, n.Settings, n.Content).Scan(&id)
		if err != nil {
			return err
		}
		if f, err = flowByID(ctx, tx, id); err != nil {
			return err
		}
		if err := writeSidecar(ctx, tx, id, n.Sidecar); err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditFlowCreated, f.object(), detail{"type": f.Type, "format": f.Format, "source_name": f.SourceName})
	})
	return f, err
}

// Flow returns one flow, archived or not.
func (s *Store) Flow(ctx context.Context, id string) (Flow, error) {
	f, err := flowByID(ctx, s.pool, id)
	return f, mapError(err)
}

func flowByID(ctx context.Context, q querier, id string) (Flow, error) {
	rows, err := q.Query(ctx, `select`+flowColumns+flowTables+` where f.id = $1::uuid`, id)
	if err != nil {
		return Flow{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scanFlow)
}

// FlowPatch is a change of what is said about a flow; nil fields stay.
type FlowPatch struct {
	Name        *string
	Description *string
	Type        *string
}

// UpdateFlow renames or describes a flow, or corrects its type as long as
// it was never published (else ErrPublished): everything that the patch says,
// or nothing.
func (s *Store) UpdateFlow(ctx context.Context, actor Actor, id string, patch FlowPatch) (Flow, error) {
	if patch.Name != nil {
		name, err := checkedName(*patch.Name)
		if err != nil {
			return Flow{}, err
		}
		patch.Name = &name
	}
	if patch.Description != nil {
		if err := checkDescription(*patch.Description); err != nil {
			return Flow{}, err
		}
	}
	return s.changeFlow(ctx, id, func(tx pgx.Tx, f Flow) error {
		if patch.Type != nil {
			if err := setType(ctx, tx, actor, f, *patch.Type); err != nil {
				return err
			}
		}
		if patch.Name == nil && patch.Description == nil {
			return nil
		}
		_, err := tx.Exec(ctx, `
			update flows set name = coalesce($2, name), description = coalesce($3, description), updated_at = now()
			where id = $1::uuid`, id, patch.Name, patch.Description)
		if err != nil {
			return err
		}
		more := detail{}
		if patch.Name != nil {
			more["from"], more["to"] = f.Name, *patch.Name
		}
		if patch.Description != nil {
			more["description"] = *patch.Description
		}
		return record(ctx, tx, actor, AuditFlowUpdated, f.object(), more)
	})
}

// setType corrects the type of a flow that was never published anywhere, else
// ErrPublished.
func setType(ctx context.Context, tx pgx.Tx, actor Actor, f Flow, flowType string) error {
	switch {
	case flowType == "":
		return &Invalid{Field: "type", Reason: "is missing"}
	case f.Type == flowType:
		return nil
	case len(f.Published) > 0:
		return ErrPublished
	}
	if _, err := tx.Exec(ctx, `update flows set type = $2, updated_at = now() where id = $1::uuid`, f.ID, flowType); err != nil {
		return err
	}
	return record(ctx, tx, actor, AuditFlowType, f.object(), detail{"from": f.Type, "to": flowType})
}

// ArchiveFlow puts a flow away: it leaves the list, keeps everything and can
// come back. What is live stays live.
func (s *Store) ArchiveFlow(ctx context.Context, actor Actor, id string) (Flow, error) {
	return s.setArchived(ctx, actor, id, true)
}

// RestoreFlow brings an archived flow back.
func (s *Store) RestoreFlow(ctx context.Context, actor Actor, id string) (Flow, error) {
	return s.setArchived(ctx, actor, id, false)
}

func (s *Store) setArchived(ctx context.Context, actor Actor, id string, archived bool) (Flow, error) {
	return s.changeFlow(ctx, id, func(tx pgx.Tx, f Flow) error {
		if f.Archived() == archived {
			return nil
		}
		action := AuditFlowRestored
		if archived {
			action = AuditFlowArchived
		}
		_, err := tx.Exec(ctx, `
			update flows set archived_at = case when $2 then now() end, updated_at = now() where id = $1::uuid`, id, archived)
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, action, f.object(), nil)
	})
}

// changeFlow runs change under the flow's row lock and returns the flow as it
// is afterwards.
func (s *Store) changeFlow(ctx context.Context, id string, change func(pgx.Tx, Flow) error) (Flow, error) {
	var f Flow
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		before, err := lockFlow(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := change(tx, before); err != nil {
			return err
		}
		f, err = flowByID(ctx, tx, id)
		return err
	})
	return f, err
}

// lockFlow takes the flow's row lock and then reads it, so that what it returns
// is what the last holder left.
func lockFlow(ctx context.Context, tx pgx.Tx, id string) (Flow, error) {
	var found bool
	err := tx.QueryRow(ctx, `select true from flows where id = $1::uuid for update`, id).Scan(&found)
	if errors.Is(err, pgx.ErrNoRows) {
		return Flow{}, ErrNotFound
	}
	if err != nil {
		return Flow{}, err
	}
	return flowByID(ctx, tx, id)
}
