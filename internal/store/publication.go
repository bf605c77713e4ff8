package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// LocalEnvironment is the environment that every installation starts with.
const LocalEnvironment = "Local"

// Environment is a named target for publications.
type Environment struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Gated bool   `json:"gated"` // versions with errors are refused, unless they were live there before
}

// Publication says that a version became what is live in an environment.
type Publication struct {
	ID          int64     `json:"id"`
	FlowID      string    `json:"flow_id"`
	Version     int       `json:"version"`
	Environment string    `json:"environment"`
	Replaced    *int      `json:"replaced"` // the version live before, nil for none
	Errors      int       `json:"errors"`
	Warnings    int       `json:"warnings"`
	UserID      string    `json:"user_id"`
	UserName    string    `json:"user_name"`
	At          time.Time `json:"at"`
	Live        bool      `json:"live"` // it is the newest in its environment
}

// Precondition names the version that the caller saw live, nil for none.
type Precondition struct{ Version *int }

// holds tells whether what is live is what the caller saw. No precondition
// always holds.
func (p *Precondition) holds(live *int) bool {
	switch {
	case p == nil:
		return true
	case p.Version == nil || live == nil:
		return p.Version == nil && live == nil
	}
	return *p.Version == *live
}

// NewPublication is what Publish needs. Errors and Warnings are what the linter
// counted; they are kept, not judged.
type NewPublication struct {
	Version     int
	Environment string
	Replaces    *Precondition // nil: whatever is live
	Errors      int
	Warnings    int
}

// Publish makes a version live in an environment; naming an older one rolls
// back. It compares and sets under the flow's row lock: *Conflict with what is
// live when Replaces names another version. ErrNotFound when the flow, version
// or environment does not exist, ErrArchived for a flow that was put away.
func (s *Store) Publish(ctx context.Context, actor Actor, flowID string, n NewPublication) (Publication, error) {
	var p Publication
	err := s.inTx(ctx, func(tx pgx.Tx) error {
		f, err := lockFlow(ctx, tx, flowID)
		if err != nil {
			return err
		}
		if f.Archived() {
			return ErrArchived
		}
		env, err := environmentByName(ctx, tx, n.Environment)
		if err != nil {
			return err
		}
		var live *int
		if version, ok := f.Published[env.Name]; ok {
			live = &version
		}
		if !n.Replaces.holds(live) {
			return &Conflict{Live: live}
		}
		if n.Version > f.latest() {
			return ErrNotFound
		}
		if p, err = insertPublication(ctx, tx, actor, flowID, env, live, n); err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditVersionPublished, f.object(), detail{
			"version": n.Version, "environment": env.Name, "replaced": live, "errors": n.Errors, "warnings": n.Warnings,
		})
	})
	return p, err
}

func insertPublication(ctx context.Context, tx pgx.Tx, actor Actor, flowID string, env Environment, live *int, n NewPublication) (Publication, error) {
	rows, err := tx.Query(ctx, `
		with p as (
		  insert into publications (flow_id, version, environment_id, replaced, errors, warnings, created_by)
		  values ($1::uuid, $2, $3::uuid, $4, $5, $6, nullif($7, '')::uuid) returning *
		)
		select `+publicationColumns+`, true
		from p join environments e on e.id = p.environment_id left join users u on u.id = p.created_by`,
		flowID, n.Version, env.ID, live, n.Errors, n.Warnings, actor.UserID)
	if err != nil {
		return Publication{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scanPublication)
}

const publicationColumns = `
	p.id, p.flow_id::text, p.version, e.name, p.replaced, p.errors, p.warnings,
	coalesce(p.created_by::text, ''), coalesce(u.name, ''), p.created_at`

func scanPublication(row pgx.CollectableRow) (Publication, error) {
	var p Publication
	err := row.Scan(&p.ID, &p.FlowID, &p.Version, &p.Environment, &p.Replaced, &p.Errors, &p.Warnings, &p.UserID, &p.UserName, &p.At, &p.Live)
	return p, err
}

// Publications lists what was made live, newest first, with the cursor of the
// next page. A flow that is not there has none.
func (s *Store) Publications(ctx context.Context, flowID string, page Page) ([]Publication, string, error) {
	var before struct{ ID int64 }
	if err := decodeCursor(page.Cursor, &before); err != nil {
		return nil, "", err
	}
	rows, err := s.pool.Query(ctx, `
		select `+publicationColumns+`,
		  not exists (
		    select from publications later
		    where later.flow_id = p.flow_id and later.environment_id = p.environment_id and later.id > p.id)
		from publications p
		join environments e on e.id = p.environment_id
		left join users u on u.id = p.created_by
		where p.flow_id = $1::uuid and ($2::bigint = 0 or p.id < $2)
		order by p.id desc limit $3`, flowID, before.ID, page.limit()+1)
	if err != nil {
		return nil, "", mapError(err)
	}
	items, err := pgx.CollectRows(rows, scanPublication)
	if err != nil {
		return nil, "", mapError(err)
	}
	items, next := cut(items, page.limit(), func(p Publication) any { return struct{ ID int64 }{p.ID} })
	return items, next, nil
}

// Live returns the version of a flow that is live in an environment; ok is
// false while there is none. ErrNotFound when the environment does not exist.
func (s *Store) Live(ctx context.Context, flowID, environment string) (version int, ok bool, err error) {
	env, err := s.EnvironmentByName(ctx, environment)
	if err != nil {
		return 0, false, err
	}
	err = s.pool.QueryRow(ctx, `
		select version from publications where flow_id = $1::uuid and environment_id = $2::uuid
		order by id desc limit 1`, flowID, env.ID).Scan(&version)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, false, nil
	}
	return version, err == nil, mapError(err)
}

// WasLive tells whether a version was ever live in an environment: then it may
// always go back there.
func (s *Store) WasLive(ctx context.Context, flowID string, version int, environment string) (bool, error) {
	var was bool
	err := s.pool.QueryRow(ctx, `
		select exists (
		  select from publications p join environments e on e.id = p.environment_id
		  where p.flow_id = $1::uuid and p.version = $2::bigint and lower(e.name) = lower($3))`, flowID, version, environment).Scan(&was)
	return was, mapError(err)
}

// Environments lists all environments by name.
func (s *Store) Environments(ctx context.Context) ([]Environment, error) {
	rows, err := s.pool.Query(ctx, `select id::text, name, gated from environments order by lower(name)`)
	if err != nil {
		return nil, mapError(err)
	}
	envs, err := pgx.CollectRows(rows, scanEnvironment)
	return envs, mapError(err)
}

// EnvironmentByName returns one environment, in any case of letters.
func (s *Store) EnvironmentByName(ctx context.Context, name string) (Environment, error) {
	env, err := environmentByName(ctx, s.pool, name)
	return env, mapError(err)
}

func environmentByName(ctx context.Context, q querier, name string) (Environment, error) {
	rows, err := q.Query(ctx, `select id::text, name, gated from environments where lower(name) = lower($1)`, name)
	if err != nil {
		return Environment{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scanEnvironment)
}

func scanEnvironment(row pgx.CollectableRow) (Environment, error) {
	var e Environment
	err := row.Scan(&e.ID, &e.Name, &e.Gated)
	return e, err
}
