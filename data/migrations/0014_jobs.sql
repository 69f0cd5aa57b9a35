-- Work that takes longer than a request: reports and atlases that are made in the background, a person's own.

create table fourcolor.jobs (
  id uuid primary key default gen_random_uuid(),
  -- account of the person who asked
  owner_id text not null,
  kind text not null check (kind in ('district', 'atlas')),
  params jsonb not null check (pg_column_size(params) <= 8000),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- chapters or sheets
  done integer not null default 0 check (done >= 0),
  total integer not null default 0 check (total >= 0),
  -- the server process that makes it: what another one left behind has failed
  run_id uuid not null,
  error text,
  file_name text,
  media_type text,
  bytes integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz not null default now() + interval '1 day'
);
create index jobs_owner on fourcolor.jobs (owner_id, created_at desc);

alter table fourcolor.jobs enable row level security;
alter table fourcolor.jobs force row level security;
create policy owner_all on fourcolor.jobs for all to fc_owner using (true) with check (true);
create policy own on fourcolor.jobs for all
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (owner_id = (select nullif(current_setting('fourcolor.user', true), '')))
  with check (owner_id is not distinct from (select nullif(current_setting('fourcolor.user', true), '')));
grant select, delete on fourcolor.jobs to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant
  insert (owner_id, kind, params, run_id),
  update (state, done, total, error, file_name, media_type, bytes, updated_at, finished_at, expires_at)
  on fourcolor.jobs to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- progress is no event: only what a job is and what becomes of it
create trigger record_row after insert or update of state or delete on fourcolor.jobs
  for each row execute function fourcolor.record_row();

-- The finished file, apart from the row that every look at the list reads.
create table fourcolor.job_files (
  job_id uuid primary key references fourcolor.jobs (id) on delete cascade,
  file bytea not null
);

alter table fourcolor.job_files enable row level security;
alter table fourcolor.job_files force row level security;
create policy owner_all on fourcolor.job_files for all to fc_owner using (true) with check (true);
create policy own on fourcolor.job_files for all
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (exists (select 1 from fourcolor.jobs as j where j.id = job_id))
  with check (exists (select 1 from fourcolor.jobs as j where j.id = job_id));
grant select, insert on fourcolor.job_files to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
