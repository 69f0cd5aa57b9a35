-- Drawn shapes: a person's own points, lines and areas under a name, shared with colleagues who work where they lie.

create table fourcolor.shapes (
  id uuid primary key default gen_random_uuid(),
  -- account of the person whose shape it is
  owner_id text not null,
  name text not null check (length(name) between 1 and 200),
  note text check (length(note) between 1 and 2000),
  geom geometry(geometry, 4326) not null check (not ST_IsEmpty(geom) and GeometryType(geom) <> 'GEOMETRYCOLLECTION'),
  -- how it was drawn (a circle keeps its centre and radius), and what came with it in a file
  properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
  shared boolean not null default false,
  -- raised by every change
  version integer not null default 1,
  -- geodesic on the WGS 84 ellipsoid; null where the kind of geometry has none
  length_m double precision,
  area_m2 double precision,
  -- townships, villages and cells it touches: whoever works there sees it once it is shared
  region_codes text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- deleted shapes can be restored
  deleted_at timestamptz
);
create index shapes_owner on fourcolor.shapes (owner_id, updated_at desc);
create index shapes_shared on fourcolor.shapes (updated_at desc) where shared and deleted_at is null;

alter table fourcolor.shapes enable row level security;
alter table fourcolor.shapes force row level security;
create policy owner_all on fourcolor.shapes for all to fc_owner using (true) with check (true);
create policy own_and_shared on fourcolor.shapes for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    owner_id = (select nullif(current_setting('fourcolor.user', true), ''))
    or (
      shared and deleted_at is null
      and ((select fourcolor.scope_regions()) is null or exists (
        select from unnest(region_codes) as touched where touched ^@ any ((select fourcolor.scope_prefixes())::text[])))
    )
  );
create policy own_adds on fourcolor.shapes for insert
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  with check (owner_id is not distinct from (select nullif(current_setting('fourcolor.user', true), '')));
create policy own_changes on fourcolor.shapes for update
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (owner_id = (select nullif(current_setting('fourcolor.user', true), '')))
  with check (owner_id = (select nullif(current_setting('fourcolor.user', true), '')));
grant select on fourcolor.shapes to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert (owner_id, name, note, geom, properties, shared),
  update (name, note, geom, properties, shared, deleted_at)
  on fourcolor.shapes to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- Nobody sets versions, times, measures or regions: they follow.
create function fourcolor.shape_before_write() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  if tg_op = 'UPDATE' then
    new.version := old.version + 1;
  end if;
  new.updated_at := now();
  if tg_op = 'INSERT' or new.geom is distinct from old.geom then
    new.length_m := case ST_Dimension(new.geom)
      when 1 then ST_Length(new.geom::geography)
      when 2 then ST_Perimeter(new.geom::geography)
    end;
    new.area_m2 := case ST_Dimension(new.geom) when 2 then ST_Area(new.geom::geography) end;
    new.region_codes := regions_touched(new.geom);
  end if;
  return new;
end
$$;
create trigger before_write before insert or update on fourcolor.shapes
  for each row execute function fourcolor.shape_before_write();

-- An entry for every shape that is written; deleting one is an update that says so.
create function fourcolor.record_shape() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  was jsonb;
  -- the geometry as text (hex EWKB), exact
  becomes jsonb := (to_jsonb(new) - 'geom' - 'region_codes') || jsonb_build_object('geom', new.geom::text);
begin
  if tg_op = 'UPDATE' then
    was := (to_jsonb(old) - 'geom' - 'region_codes') || jsonb_build_object('geom', old.geom::text);
  end if;
  insert into events (user_id, role, why, layer, action, object_id, before, after)
  values (
    nullif(current_setting('fourcolor.user', true), ''),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('fourcolor.why', true), ''),
    'shapes',
    case
      when tg_op = 'INSERT' then 'insert'
      when old.deleted_at is null and new.deleted_at is not null then 'delete'
      else 'update'
    end,
    new.id::text,
    was,
    becomes
  );
  return null;
end
$$;
create trigger record_change after insert or update on fourcolor.shapes
  for each row execute function fourcolor.record_shape();
