package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
)

// FlowState narrows the list of flows by how draft and publications stand.
type FlowState string

// The states to filter by.
const (
	StateAny         FlowState = ""
	StateEdited      FlowState = "edited"      // the draft differs from the latest version
	StatePublished   FlowState = "published"   // live in at least one environment
	StateUnpublished FlowState = "unpublished" // live nowhere
)

// FlowFilter narrows the list of flows; empty fields do not. Archived flows are
// in the list only when Archived is set, and then alone.
type FlowFilter struct {
	Query    string // in name, description or id, in any case of letters
	Type     string
	State    FlowState
	Archived bool
	Page
}

type flowKey struct{ Name, ID string }

// Flows lists flows by name, with the cursor of the next page. Flows of equal
// names keep their order, so that paging neither skips nor repeats one.
func (s *Store) Flows(ctx context.Context, filter FlowFilter) ([]Flow, string, error) {
	var after flowKey
	if err := decodeCursor(filter.Cursor, &after); err != nil {
		return nil, "", err
	}
	rows, err := s.pool.Query(ctx, `
		select f.sort_name,`+flowColumns+flowTables+`
		where (f.archived_at is not null) = $1
		  and ($2 = '' or f.type = $2)
		  and ($3 = '' or f.name ilike $3 or f.description ilike $3 or f.id::text like lower($3))
		  and case $4
		        when '' then true
		        when 'edited' then d.saved_revision is distinct from d.revision
		        when 'published' then live.versions is not null
		        when 'unpublished' then live.versions is null
		        else false
		      end
		  and ($6 = '' or (f.sort_name, f.id) > ($5, nullif($6, '')::uuid))
		order by f.sort_name, f.id limit $7`,
		filter.Archived, filter.Type, likePattern(filter.Query), string(filter.State), after.Name, after.ID, filter.limit()+1)
	if err != nil {
		return nil, "", mapError(err)
	}
	type item struct {
		key  flowKey
		flow Flow
	}
	items, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (item, error) {
		var it item
		f, err := scanFlow(skipFirst{row, &it.key.Name})
		it.flow, it.key.ID = f, f.ID
		return it, err
	})
	if err != nil {
		return nil, "", mapError(err)
	}
	items, next := cut(items, filter.limit(), func(it item) any { return it.key })
	flows := make([]Flow, len(items))
	for i, it := range items {
		flows[i] = it.flow
	}
	return flows, next, nil
}

// skipFirst scans a row's first column into first and the rest as usual.
type skipFirst struct {
	pgx.CollectableRow
	first *string
}

func (r skipFirst) Scan(dest ...any) error {
	return r.CollectableRow.Scan(append([]any{r.first}, dest...)...)
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// likePattern matches text that contains query literally; "" stays "".
func likePattern(query string) string {
	query = strings.TrimSpace(query)
	if query == "" {
		return ""
	}
	return "%" + likeEscaper.Replace(query) + "%"
}
