-- Theme maps of regions (挂图作战): categories that a planner makes, the regions put into them, and how far each has come.

create table fourcolor.theme_maps (
  id uuid primary key default gen_random_uuid(),
  -- account of the person whose map it is
  owner_id text not null,
  name text not null check (length(name) between 1 and 120),
  -- of its regions
  level text not null check (level in ('county', 'township', 'village', 'cell')),
  -- [{"id", "name", "tint"}]: names of the person's own, tints of data/regions/tints.ts
  categories jsonb not null default '[]' check (jsonb_typeof(categories) = 'array'),
  shared boolean not null default false,
  -- counts changes, so that two windows do not overwrite each other
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- deleted maps can be restored
  deleted_at timestamptz
);
create index theme_maps_owner on fourcolor.theme_maps (owner_id, updated_at desc);

-- A region on a theme map; regions that are not named have no category and no progress.
create table fourcolor.theme_regions (
  id text generated always as (map_id::text || ':' || region_code) stored,
  map_id uuid not null references fourcolor.theme_maps (id) on delete cascade,
  region_code text not null check (region_code ~ '^\d{12}(\d{2})?$'),
  -- of the map's categories
  category text,
  -- percent; null = not told, which is not 0
  progress smallint check (progress between 0 and 100),
  note text check (length(note) <= 500),
  due date,
  primary key (map_id, region_code)
);

alter table fourcolor.theme_maps enable row level security;
alter table fourcolor.theme_maps force row level security;
alter table fourcolor.theme_regions enable row level security;
alter table fourcolor.theme_regions force row level security;
create policy owner_all on fourcolor.theme_maps for all to fc_owner using (true) with check (true);
create policy owner_all on fourcolor.theme_regions for all to fc_owner using (true) with check (true);

create policy own_and_shared on fourcolor.theme_maps for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    owner_id = (select nullif(current_setting('fourcolor.user', true), ''))
    or (shared and deleted_at is null)
  );
create policy own_adds on fourcolor.theme_maps for insert to fc_planner, fc_admin
  with check (owner_id is not distinct from (select nullif(current_setting('fourcolor.user', true), '')));
create policy own_changes on fourcolor.theme_maps for update to fc_planner, fc_admin
  using (owner_id = (select nullif(current_setting('fourcolor.user', true), '')))
  with check (owner_id = (select nullif(current_setting('fourcolor.user', true), '')));

-- Whoever sees the map sees its regions within their own; its owner changes them there.
create policy of_seen_maps on fourcolor.theme_regions for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    fourcolor.region_in_scope(region_code)
    and map_id in (select m.id from fourcolor.theme_maps as m)
  );
create policy own_adds on fourcolor.theme_regions for insert to fc_planner, fc_admin
  with check (
    fourcolor.region_in_scope(region_code)
    and map_id in (
      select m.id
      from fourcolor.theme_maps as m
      where m.owner_id = (select nullif(current_setting('fourcolor.user', true), ''))
    )
  );
create policy own_changes on fourcolor.theme_regions for update to fc_planner, fc_admin
  using (
    fourcolor.region_in_scope(region_code)
    and map_id in (
      select m.id
      from fourcolor.theme_maps as m
      where m.owner_id = (select nullif(current_setting('fourcolor.user', true), ''))
    )
  );
create policy own_removes on fourcolor.theme_regions for delete to fc_planner, fc_admin
  using (
    fourcolor.region_in_scope(region_code)
    and map_id in (
      select m.id
      from fourcolor.theme_maps as m
      where m.owner_id = (select nullif(current_setting('fourcolor.user', true), ''))
    )
  );

grant select on fourcolor.theme_maps, fourcolor.theme_regions
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert (owner_id, name, level, categories, shared),
  update (name, categories, shared, version, updated_at, deleted_at)
  on fourcolor.theme_maps to fc_planner, fc_admin;
grant insert (map_id, region_code, category, progress, note, due),
  update (category, progress, note, due), delete
  on fourcolor.theme_regions to fc_planner, fc_admin;

create trigger record_row after insert or update or delete on fourcolor.theme_maps
  for each row execute function fourcolor.record_row();
create trigger record_row after insert or update or delete on fourcolor.theme_regions
  for each row execute function fourcolor.record_row();
