-- What admins decided about the linter's rules on this server; a rule without a
-- row has its own severity.

create table rule_severities (
  code       text primary key,
  severity   text not null constraint rule_severities_severity_check check (severity in ('error', 'warning', 'info', 'off')),
  updated_at timestamptz not null default now()
);
