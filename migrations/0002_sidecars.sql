-- What people decided about a flow that is no part of it: silenced findings,
-- later groups and comments. One JSON document beside the draft, and a copy
-- beside each version; none where nothing was decided.

create table sidecars (
  flow_id    uuid primary key references flows (id),
  content    text not null,
  updated_at timestamptz not null default now()
);

alter table versions add column sidecar text;
