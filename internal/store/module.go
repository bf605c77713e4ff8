package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Module is a module with what its draft declares. Settings is nil where that
// is not known.
type Module struct {
	ID       string
	Name     string
	Archived bool
	Settings *string
}

// Modules lists every module by name, archived ones too: what invokes them
// still runs (facts.md §4).
func (s *Store) Modules(ctx context.Context) ([]Module, error) {
	rows, err := s.pool.Query(ctx, `
		select f.id::text, f.name, f.archived_at is not null, d.settings
		from flows f join drafts d on d.flow_id = f.id
		where f.type = 'MODULE' order by f.sort_name, f.id`)
	if err != nil {
		return nil, mapError(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Module])
	return list, mapError(err)
}
