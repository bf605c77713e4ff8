package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"switchyard.dev/switchyard/internal/lint"
)

// RuleSeverities returns what admins decided about the linter's rules.
func (s *Store) RuleSeverities(ctx context.Context) (lint.Severities, error) {
	decided := lint.Severities{}
	rows, err := s.pool.Query(ctx, `select code, severity from rule_severities`)
	if err != nil {
		return nil, mapError(err)
	}
	var code string
	var severity lint.Severity
	_, err = pgx.ForEachRow(rows, []any{&code, &severity}, func() error {
		decided[code] = severity
		return nil
	})
	return decided, mapError(err)
}

// SetRuleSeverity gives a rule another severity, or its own back: "". *Invalid
// when the rule can't have it.
func (s *Store) SetRuleSeverity(ctx context.Context, actor Actor, code string, severity lint.Severity) error {
	if problem := lint.SeverityProblem(code, severity); severity != "" && problem != "" {
		return &Invalid{Field: "severity", Reason: problem}
	}
	return s.inTx(ctx, func(tx pgx.Tx) error {
		var before string
		err := tx.QueryRow(ctx, `
			with held as (select severity from rule_severities where code = $1 for update)
			select coalesce((select severity from held), '')`, code).Scan(&before)
		if err != nil || before == string(severity) {
			return err
		}
		if severity == "" {
			_, err = tx.Exec(ctx, `delete from rule_severities where code = $1`, code)
		} else {
			_, err = tx.Exec(ctx, `
				insert into rule_severities (code, severity) values ($1, $2)
				on conflict (code) do update set severity = excluded.severity, updated_at = now()`, code, severity)
		}
		if err != nil {
			return err
		}
		return record(ctx, tx, actor, AuditRuleSeverity, object{"rule", code, code}, detail{"from": before, "to": string(severity)})
	})
}
