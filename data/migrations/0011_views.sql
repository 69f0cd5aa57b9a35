-- Saved views of the map: the link of a view under a name, a person's own or shared with colleagues.

create table fourcolor.views (
  id uuid primary key default gen_random_uuid(),
  -- account of the person whose view it is
  owner_id text not null,
  name text not null check (length(name) between 1 and 120),
  -- query string of the map screen, beginning with ?
  link text not null check (link ~ '^\?' and length(link) <= 8000),
  shared boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- deleted views can be restored
  deleted_at timestamptz
);
create index views_owner on fourcolor.views (owner_id, updated_at desc);

alter table fourcolor.views enable row level security;
alter table fourcolor.views force row level security;
create policy owner_all on fourcolor.views for all to fc_owner using (true) with check (true);
create policy own_and_shared on fourcolor.views for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    owner_id = (select nullif(current_setting('fourcolor.user', true), ''))
    or (shared and deleted_at is null)
  );
create policy own_adds on fourcolor.views for insert
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  with check (owner_id is not distinct from (select nullif(current_setting('fourcolor.user', true), '')));
create policy own_changes on fourcolor.views for update
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (owner_id = (select nullif(current_setting('fourcolor.user', true), '')))
  with check (owner_id = (select nullif(current_setting('fourcolor.user', true), '')));
grant select on fourcolor.views to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert (owner_id, name, link, shared), update (name, link, shared, deleted_at, updated_at)
  on fourcolor.views to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
