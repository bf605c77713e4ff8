-- People, flows with their drafts and edit log, versions, publications, audit.
--
-- Everything that comes from a flow is text, never jsonb: the bytes that came
-- in are the bytes that go out, duplicate keys and odd spacing included.

-- refuse_change keeps history as it was written. It guards the tables that are
-- append-only: correcting one is a new row, not another past.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

-- People -------------------------------------------------------------------

create table users (
  id            uuid primary key default gen_random_uuid(),
  email         text not null constraint users_email_key unique,
  name          text not null,
  role          text not null constraint users_role_check check (role in ('viewer', 'designer', 'admin')),
  password_hash text, -- null until the invitation was used
  disabled_at   timestamptz,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);

-- One-time links: only the SHA-256 of the token is kept.
create table links (
  id         uuid primary key default gen_random_uuid(),
  hash       bytea not null constraint links_hash_key unique,
  kind       text not null constraint links_kind_check check (kind in ('first_admin', 'invite', 'reset')),
  user_id    uuid references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint links_user_check check ((kind = 'first_admin') = (user_id is null))
);
create index links_user on links (user_id, kind) where used_at is null;

create table sessions (
  id           uuid primary key default gen_random_uuid(),
  hash         bytea not null constraint sessions_hash_key unique,
  user_id      uuid not null references users (id),
  ip           text not null default '',
  created_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at   timestamptz not null
);
create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);

create table tokens (
  id           uuid primary key default gen_random_uuid(),
  hash         bytea not null constraint tokens_hash_key unique,
  user_id      uuid not null references users (id),
  name         text not null,
  hint         text not null, -- the last four characters, to tell tokens apart
  created_by   uuid references users (id),
  created_at   timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index tokens_user on tokens (user_id);

-- Flows --------------------------------------------------------------------

create table flows (
  id             uuid primary key default gen_random_uuid(),
  name           text not null,
  sort_name      text not null generated always as (lower(name)) stored,
  description    text not null default '',
  type           text not null,
  format         text not null,
  source_name    text not null default '', -- the file it was imported from
  latest_version integer not null default 0, -- the counter that keeps version numbers gap-free
  archived_at    timestamptz,
  created_by     uuid references users (id),
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);
create index flows_by_name on flows (sort_name, id);

-- The head of each draft. This row is updated at every edit, so it is narrow
-- and its pages keep room for the next copy of it.
create table drafts (
  flow_id           uuid primary key references flows (id),
  revision          bigint not null default 1 constraint drafts_revision_check check (revision >= 1),
  saved_revision    bigint, -- the revision known to hold the same bytes as the latest version
  settings_revision bigint not null default 1, -- the revision that wrote settings
  settings          text,
  updated_at        timestamptz not null default now()
) with (fillfactor = 50);

-- The content of each draft at some revision; the log holds what came after.
create table draft_snapshots (
  flow_id  uuid primary key references drafts (flow_id),
  revision bigint not null,
  content  text not null
);

-- One row per revision of a draft. There are no foreign keys here on purpose:
-- each would lock and dirty another row at every edit, and the one statement
-- that writes this table has just moved the head of the draft it writes for.
create table draft_log (
  flow_id   uuid not null,
  revision  bigint not null,
  client    text not null,
  seq       bigint not null,
  user_id   uuid,
  at        timestamptz not null default now(),
  ops       text not null,
  inverse   text not null,
  registers text not null,
  constraint draft_log_pkey primary key (flow_id, revision),
  constraint draft_log_client_seq_key unique (flow_id, client, seq)
);
create trigger draft_log_append_only before update or delete on draft_log
  for each row execute function refuse_change();
create trigger draft_log_keep before truncate on draft_log
  for each statement execute function refuse_change();

-- Versions and publications ------------------------------------------------

create table versions (
  flow_id    uuid not null references flows (id),
  number     integer not null constraint versions_number_check check (number >= 1),
  content    text not null,
  settings   text,
  sha256     text not null,
  message    text not null default '',
  revision   bigint not null, -- of the draft it was made from
  added      integer not null default 0,
  removed    integer not null default 0,
  changed    integer not null default 0,
  created_by uuid references users (id),
  created_at timestamptz not null default now(),
  constraint versions_pkey primary key (flow_id, number)
);
create trigger versions_append_only before update or delete on versions
  for each row execute function refuse_change();
create trigger versions_keep before truncate on versions
  for each statement execute function refuse_change();

create table environments (
  id         uuid primary key default gen_random_uuid(),
  name       text not null,
  gated      boolean not null default false, -- refuse versions with errors
  created_at timestamptz not null default now()
);
create unique index environments_name_key on environments (lower(name));
insert into environments (name) values ('Local');

create table publications (
  id             bigint generated always as identity primary key,
  flow_id        uuid not null,
  version        integer not null,
  environment_id uuid not null references environments (id),
  replaced       integer, -- the version that was live before
  errors         integer not null default 0,
  warnings       integer not null default 0,
  created_by     uuid references users (id),
  created_at     timestamptz not null default now(),
  constraint publications_version_fkey foreign key (flow_id, version) references versions (flow_id, number)
);
-- The newest row per flow and environment is what is live there: ids of one
-- flow grow in the order of commits, for they are drawn under its row lock.
create index publications_live on publications (flow_id, environment_id, id desc);
create trigger publications_append_only before update or delete on publications
  for each row execute function refuse_change();
create trigger publications_keep before truncate on publications
  for each statement execute function refuse_change();

-- Audit --------------------------------------------------------------------

-- Who did what to what. Edits of drafts are not repeated here: their log rows
-- say who and when.
create table audit (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default now(),
  actor_id    uuid, -- null: Switchyard itself, or somebody not signed in
  actor_name  text not null default '',
  ip          text not null default '',
  action      text not null,
  object_kind text not null,
  object_id   text not null default '',
  object_name text not null default '',
  detail      text not null default '{}'
);
create index audit_object on audit (object_kind, object_id, id desc);
create index audit_actor on audit (actor_id, id desc);
create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_change();
create trigger audit_keep before truncate on audit
  for each statement execute function refuse_change();
