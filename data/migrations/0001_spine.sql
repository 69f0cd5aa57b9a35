-- The spine: who may ask, where things lie, what is recorded, and the first two layers.
-- Runs as fc_owner, who owns everything and is no superuser; roles and extensions exist already (server/migrate.ts).

create schema published;
grant usage on schema fourcolor to fc_planner, fc_commander, fc_field, fc_enterprise, fc_admin, fc_security, fc_audit;
grant usage on schema published to fc_public, fc_planner, fc_commander, fc_field, fc_enterprise, fc_admin, fc_security, fc_audit;
comment on schema fourcolor is 'The register: read and written under row policies';
comment on schema published is 'What the public reads: approved, generalised copies without row policies';

-- ---------------------------------------------------------------- who asks

-- The scope of the person in whose name the transaction runs; null = everything.
create function fourcolor.scope_regions() returns text[]
language sql stable parallel safe
as $$ select nullif(current_setting('fourcolor.regions', true), '')::text[] $$;

create function fourcolor.scope_sectors() returns text[]
language sql stable parallel safe
as $$ select nullif(current_setting('fourcolor.sectors', true), '')::text[] $$;

-- The digits that every code inside a region begins with: 9901 (city), 990101 (county), 990101001 (township),
-- 990101001201 (village), all 14 of a cell. Codes are right-padded with zeros (GB/T 2260 and its extension).
create function fourcolor.region_prefix(code text) returns text
language sql immutable strict parallel safe
as $$
  select case
    when length(code) > 12 then code
    when right(code, 10) = '0000000000' then left(code, 2)
    when right(code, 8) = '00000000' then left(code, 4)
    when right(code, 6) = '000000' then left(code, 6)
    when right(code, 3) = '000' then left(code, 9)
    else code
  end
$$;

create function fourcolor.scope_prefixes() returns text[]
language sql stable parallel safe
as $$
  select array(select fourcolor.region_prefix(code) from unnest(fourcolor.scope_regions()) as code)
$$;

-- ---------------------------------------------------------------- where things lie

-- Spreads the low 25 bits of a number over the even bits (Morton 1966).
create function fourcolor.spread_bits(value bigint) returns bigint
language plpgsql immutable strict parallel safe
as $$
declare
  v bigint := value & 33554431;
begin
  v := (v | (v << 16)) & 281470681808895;
  v := (v | (v << 8)) & 71777214294589695;
  v := (v | (v << 4)) & 1085102592571150095;
  v := (v | (v << 2)) & 3689348814741910323;
  return (v | (v << 1)) & 6148914691236517205;
end
$$;

-- Key of the smallest cell of the Web Mercator quadtree (levels 0-24) that holds the geometry (EPSG:3857).
-- The same numbers as data/geo/cell-key.ts; tests compare the two.
create function fourcolor.cell_key(shape public.geometry) returns bigint
language plpgsql immutable strict parallel safe
as $$
declare
  half constant double precision := 20037508.342789244;
  side constant double precision := 16777216;
  x0 bigint := least(greatest(floor((public.ST_XMin(shape) + half) / (2 * half) * side), 0), side - 1);
  y0 bigint := least(greatest(floor((half - public.ST_YMax(shape)) / (2 * half) * side), 0), side - 1);
  x1 bigint := least(greatest(floor((public.ST_XMax(shape) + half) / (2 * half) * side), 0), side - 1);
  y1 bigint := least(greatest(floor((half - public.ST_YMin(shape)) / (2 * half) * side), 0), side - 1);
  up integer := 0;
begin
  while x0 <> x1 or y0 <> y1 loop
    x0 := x0 >> 1;
    y0 := y0 >> 1;
    x1 := x1 >> 1;
    y1 := y1 >> 1;
    up := up + 1;
  end loop;
  return ((fourcolor.spread_bits(x0) | (fourcolor.spread_bits(y0) << 1)) << (2 * up + 1)) | (1::bigint << (2 * up));
end
$$;

-- ---------------------------------------------------------------- what is recorded

-- One entry for every object written: who, when, why, before and after. Nobody may change or delete entries.
create table fourcolor.events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id text,
  role text not null,
  why text,
  layer text not null,
  action text not null check (action in ('insert', 'update', 'delete')),
  object_id text not null,
  before jsonb,
  after jsonb
);
create index events_object on fourcolor.events (layer, object_id, id);
create index events_at on fourcolor.events (at);
alter table fourcolor.events enable row level security;
alter table fourcolor.events force row level security;
create policy record on fourcolor.events for insert to fc_owner with check (true);
create policy auditors_read on fourcolor.events for select to fc_audit, fc_admin using (true);
grant select on fourcolor.events to fc_audit, fc_admin;

-- The version of each layer's data: tiles, ETags and live streams follow it.
create table fourcolor.layer_versions (
  layer text primary key,
  version bigint not null default 0,
  changed_at timestamptz not null default now()
);
alter table fourcolor.layer_versions enable row level security;
alter table fourcolor.layer_versions force row level security;
create policy everybody_reads on fourcolor.layer_versions for select using (true);
create policy owner_writes on fourcolor.layer_versions for all to fc_owner using (true) with check (true);
grant select on fourcolor.layer_versions to fc_planner, fc_commander, fc_field, fc_enterprise, fc_admin, fc_security, fc_audit;

-- Raises a layer's version and tells every server which box changed (lon/lat).
create function fourcolor.bump_version(changed_layer text, extent geometry) returns void
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
declare
  raised bigint;
begin
  insert into layer_versions as v (layer, version)
  values (changed_layer, 1)
  on conflict (layer) do update
    set version = v.version + 1, changed_at = now()
  returning version into raised;
  perform pg_notify('fourcolor_layers', json_build_object(
    'layer', changed_layer,
    'version', raised,
    'at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'bbox', case when extent is null or ST_IsEmpty(extent) then null
      else json_build_array(ST_XMin(extent), ST_YMin(extent), ST_XMax(extent), ST_YMax(extent)) end
  )::text);
end
$$;
revoke all on function fourcolor.bump_version(text, geometry) from public;
grant execute on function fourcolor.bump_version(text, geometry) to fc_admin;

-- Statement trigger of every register table: an event for each object whose own columns changed, then the layer's new
-- version. Drawing shapes and keys follow from the others: refreshing only them is no event but a new version.
create function fourcolor.record_changes() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  derived constant text[] := array['fid', 'qk', 'geom_3857', 'shape_z8', 'shape_z11', 'label_point', 'recorded_at'];
  actor text := nullif(current_setting('fourcolor.user', true), '');
  acting_role text := coalesce(nullif(current_setting('role', true), 'none'), session_user);
  reason text := nullif(current_setting('fourcolor.why', true), '');
  own_columns text;
  extent geometry;
begin
  -- geometries as text (hex EWKB): exact, and to_jsonb would write GeoJSON at 125 microseconds each
  select string_agg(
    case when atttypid = 'geometry'::regtype then '%1$s.' || quote_ident(attname) || '::text as ' || quote_ident(attname)
      else '%1$s.' || quote_ident(attname) end,
    ', ' order by attnum
  ) into own_columns
  from pg_attribute
  where attrelid = tg_relid and attnum > 0 and not attisdropped and attname <> all (derived);

  if tg_op = 'UPDATE' then
    execute
      'insert into events (user_id, role, why, layer, action, object_id, before, after)
       select $1, $2, $3, $4, ''update'', n.id,
         to_jsonb((select image from (select ' || format(own_columns, 'o') || ') as image)),
         to_jsonb((select image from (select ' || format(own_columns, 'n') || ') as image))
       from new_rows as n
       join old_rows as o using (fid)
       where (select image from (select ' || format(own_columns, 'n') || ') as image)
         is distinct from (select image from (select ' || format(own_columns, 'o') || ') as image)'
      using actor, acting_role, reason, tg_table_name;
    select ST_Extent(u.geom)::geometry into extent
    from (select geom from new_rows union all select geom from old_rows) as u;
  elsif tg_op = 'INSERT' then
    execute
      'insert into events (user_id, role, why, layer, action, object_id, after)
       select $1, $2, $3, $4, ''insert'', n.id,
         to_jsonb((select image from (select ' || format(own_columns, 'n') || ') as image))
       from new_rows as n'
      using actor, acting_role, reason, tg_table_name;
    select ST_Extent(n.geom)::geometry into extent from new_rows as n;
  else
    execute
      'insert into events (user_id, role, why, layer, action, object_id, before)
       select $1, $2, $3, $4, ''delete'', o.id,
         to_jsonb((select image from (select ' || format(own_columns, 'o') || ') as image))
       from old_rows as o'
      using actor, acting_role, reason, tg_table_name;
    select ST_Extent(o.geom)::geometry into extent from old_rows as o;
  end if;
  if extent is not null then
    perform bump_version(tg_table_name, extent);
  end if;
  return null;
end
$$;

-- ---------------------------------------------------------------- regions

-- City, counties, townships, villages and grid cells; borders as given, with simplified shapes for low zooms.
create table fourcolor.regions (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  code text not null unique check (code ~ '^\d{12}(\d{2})?$'),
  name text not null,
  name_en text,
  level text not null check (level in ('city', 'county', 'township', 'village', 'cell')),
  parent_code text references fourcolor.regions (code) deferrable initially deferred,
  population integer check (population >= 0),
  area_km2 double precision,
  score double precision check (score between 0 and 100),
  grade smallint check (grade between 1 and 4),
  grade_state text not null default 'not_assessed' check (grade_state in ('current', 'overdue', 'not_assessed')),
  assessed_on date,
  review_due date,
  geom geometry(MultiPolygon, 4326) not null,
  -- from geom by the trigger before_write, which transforms once where generated columns would three times
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null,
  qk bigint not null,
  -- simplified along shared borders by server/regions.ts, since PostGIS 3.3 has no coverage functions
  shape_z8 geometry(MultiPolygon, 3857),
  shape_z11 geometry(MultiPolygon, 3857),
  constraint regions_source unique (source, source_id),
  constraint regions_code_level check ((level = 'cell') = (length(code) = 14)),
  constraint regions_grade_state check ((grade is null) = (grade_state = 'not_assessed')),
  constraint regions_geom_valid check (ST_IsValid(geom) and not ST_IsEmpty(geom))
);
create index regions_geom on fourcolor.regions using gist (geom);
create index regions_qk on fourcolor.regions (qk);
create index regions_code on fourcolor.regions (code text_pattern_ops);
create index regions_parent on fourcolor.regions (parent_code);
create index regions_level on fourcolor.regions (level);
create index regions_name on fourcolor.regions using gin (name gin_trgm_ops, name_en gin_trgm_ops);

alter table fourcolor.regions enable row level security;
alter table fourcolor.regions force row level security;
create policy owner_all on fourcolor.regions for all to fc_owner using (true) with check (true);
create policy in_scope on fourcolor.regions for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    (select fourcolor.scope_regions()) is null
    or code ^@ any ((select fourcolor.scope_prefixes())::text[])
  );
create policy write_in_scope on fourcolor.regions for insert to fc_planner, fc_admin
  with check (
    (select fourcolor.scope_regions()) is null
    or code ^@ any ((select fourcolor.scope_prefixes())::text[])
  );
create policy change_in_scope on fourcolor.regions for update to fc_planner, fc_admin
  using (
    (select fourcolor.scope_regions()) is null
    or code ^@ any ((select fourcolor.scope_prefixes())::text[])
  )
  with check (
    (select fourcolor.scope_regions()) is null
    or code ^@ any ((select fourcolor.scope_prefixes())::text[])
  );
create policy admin_removes on fourcolor.regions for delete to fc_admin using ((select fourcolor.scope_regions()) is null);

grant select on fourcolor.regions to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, update on fourcolor.regions to fc_planner, fc_admin;
grant delete on fourcolor.regions to fc_admin;

-- The finest region that covers a point. On a shared border the smaller code wins, so the answer is one and the same.
create function fourcolor.region_at(place geometry) returns text
language sql stable strict parallel safe
security definer
set search_path = fourcolor, public
as $$
  select code
  from regions
  where geom && place
    and ST_Covers(geom, place)
  order by array_position(array['cell', 'village', 'township', 'county', 'city'], level), code
  limit 1
$$;
revoke all on function fourcolor.region_at(geometry) from public;
grant execute on function fourcolor.region_at(geometry) to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

create function fourcolor.regions_before_write() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  new.id := new.code;
  if tg_op = 'INSERT' or new.geom is distinct from old.geom then
    new.area_km2 := round((ST_Area(new.geom::geography) / 1e6)::numeric, 6);
    new.geom_3857 := ST_Transform(new.geom, 3857);
    new.label_point := ST_PointOnSurface(new.geom_3857);
    new.qk := cell_key(new.geom_3857);
    new.recorded_at := now();
  else
    -- nobody sets what follows from the place
    new.area_km2 := old.area_km2;
    new.geom_3857 := old.geom_3857;
    new.label_point := old.label_point;
    new.qk := old.qk;
    new.recorded_at := old.recorded_at;
  end if;
  return new;
end
$$;
create trigger before_write before insert or update on fourcolor.regions
  for each row execute function fourcolor.regions_before_write();
create trigger record_insert after insert on fourcolor.regions
  referencing new table as new_rows
  for each statement execute function fourcolor.record_changes();
create trigger record_update after update on fourcolor.regions
  referencing old table as old_rows new table as new_rows
  for each statement execute function fourcolor.record_changes();
create trigger record_delete after delete on fourcolor.regions
  referencing old table as old_rows
  for each statement execute function fourcolor.record_changes();

-- ---------------------------------------------------------------- enterprises

-- Every enterprise of the register; its region comes from its place, its grade from an assessment.
create table fourcolor.enterprises (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  credit_code text unique check (length(credit_code) = 18),
  sector text,
  industry_code text,
  address text,
  people integer check (people >= 0),
  contact_name text,
  contact_phone text,
  grade smallint check (grade between 1 and 4),
  grade_state text not null default 'not_assessed' check (grade_state in ('current', 'overdue', 'not_assessed')),
  assessed_on date,
  review_due date,
  supervision text check (supervision in ('city', 'county', 'township')),
  evaluation text check (evaluation in ('good', 'fair', 'poor')),
  insurance text check (insurance in ('insured', 'expired', 'none')),
  insurance_until date,
  credit_list text check (credit_list in ('red', 'none', 'black')),
  standardisation smallint check (standardisation between 1 and 3),
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint enterprises_source unique (source, source_id),
  constraint enterprises_grade_state check ((grade is null) = (grade_state = 'not_assessed')),
  constraint enterprises_geom_finite check (
    ST_X(geom) between -180 and 180 and ST_Y(geom) between -85.06 and 85.06
  )
);
create index enterprises_geom on fourcolor.enterprises using gist (geom);
create index enterprises_geography on fourcolor.enterprises using gist ((geom::geography));
create index enterprises_qk on fourcolor.enterprises (qk);
create index enterprises_region on fourcolor.enterprises (region_code text_pattern_ops);
create index enterprises_grade on fourcolor.enterprises (grade);
create index enterprises_sector on fourcolor.enterprises (sector);
create index enterprises_name on fourcolor.enterprises using gin (name gin_trgm_ops);

alter table fourcolor.enterprises enable row level security;
alter table fourcolor.enterprises force row level security;
create policy owner_all on fourcolor.enterprises for all to fc_owner using (true) with check (true);
create policy in_scope on fourcolor.enterprises for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    ((select fourcolor.scope_regions()) is null
      or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
    and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
create policy write_in_scope on fourcolor.enterprises for insert to fc_planner, fc_admin
  with check (
    ((select fourcolor.scope_regions()) is null
      or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
    and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
create policy change_in_scope on fourcolor.enterprises for update to fc_planner, fc_admin
  using (
    ((select fourcolor.scope_regions()) is null
      or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
    and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  )
  with check (
    ((select fourcolor.scope_regions()) is null
      or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
    and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
create policy admin_removes on fourcolor.enterprises for delete to fc_admin
  using ((select fourcolor.scope_regions()) is null and (select fourcolor.scope_sectors()) is null);

-- Names and telephones of people only for those who must call them.
grant select (
  fid, id, source, source_id, valid_from, recorded_at, name, credit_code, sector, industry_code, address, people,
  grade, grade_state, assessed_on, review_due, supervision, evaluation, insurance, insurance_until, credit_list,
  standardisation, region_code, geom, geom_3857, qk
) on fourcolor.enterprises to fc_planner, fc_audit;
grant select on fourcolor.enterprises to fc_commander, fc_field, fc_admin;
grant insert, update on fourcolor.enterprises to fc_planner, fc_admin;
grant delete on fourcolor.enterprises to fc_admin;

create function fourcolor.enterprises_before_write() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  new.id := new.source || ':' || new.source_id;
  if tg_op = 'INSERT' or new.geom is distinct from old.geom then
    new.region_code := region_at(new.geom);
    new.geom_3857 := ST_Transform(new.geom, 3857);
    new.qk := cell_key(new.geom_3857);
    new.recorded_at := now();
  else
    -- nobody sets what follows from the place; new borders ask again
    if new.region_code is distinct from old.region_code then
      new.region_code := region_at(new.geom);
    end if;
    new.geom_3857 := old.geom_3857;
    new.qk := old.qk;
    new.recorded_at := old.recorded_at;
  end if;
  return new;
end
$$;
create trigger before_write before insert or update on fourcolor.enterprises
  for each row execute function fourcolor.enterprises_before_write();
create trigger record_insert after insert on fourcolor.enterprises
  referencing new table as new_rows
  for each statement execute function fourcolor.record_changes();
create trigger record_update after update on fourcolor.enterprises
  referencing old table as old_rows new table as new_rows
  for each statement execute function fourcolor.record_changes();
create trigger record_delete after delete on fourcolor.enterprises
  referencing old table as old_rows
  for each statement execute function fourcolor.record_changes();

-- When borders change, the objects in the changed box belong where they lie now.
create function fourcolor.reassign_regions() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  changed geometry;
begin
  if tg_op = 'INSERT' then
    select ST_Extent(n.geom)::geometry into changed from new_rows as n;
  elsif tg_op = 'DELETE' then
    select ST_Extent(o.geom)::geometry into changed from old_rows as o;
  else
    select ST_Extent(u.geom)::geometry into changed
    from (
      select n.geom from new_rows as n join old_rows as o using (fid) where n.geom is distinct from o.geom
      union all
      select o.geom from new_rows as n join old_rows as o using (fid) where n.geom is distinct from o.geom
    ) as u;
  end if;
  if changed is null then
    return null;
  end if;
  changed := ST_SetSRID(changed, 4326);
  update enterprises as e
  set region_code = place.code
  from (
    select fid, region_at(geom) as code
    from enterprises
    where geom && changed
  ) as place
  where e.fid = place.fid
    and e.region_code is distinct from place.code;
  return null;
end
$$;
create trigger reassign_insert after insert on fourcolor.regions
  referencing new table as new_rows
  for each statement execute function fourcolor.reassign_regions();
create trigger reassign_update after update on fourcolor.regions
  referencing old table as old_rows new table as new_rows
  for each statement execute function fourcolor.reassign_regions();
create trigger reassign_delete after delete on fourcolor.regions
  referencing old table as old_rows
  for each statement execute function fourcolor.reassign_regions();

-- ---------------------------------------------------------------- counted cells of the enterprises

-- For zooms 0-12: a tile is 64 x 64 cells, each with its counts by grade. `cell` is the interleaved key of column x
-- and row y at quadtree level z + 6, so a tile is one range of keys. sector '*' counts every sector.
create table fourcolor.enterprise_cells (
  z smallint not null,
  cell bigint not null,
  sector text not null,
  x integer not null,
  y integer not null,
  n integer not null,
  g1 integer not null,
  g2 integer not null,
  g3 integer not null,
  g4 integer not null,
  g0 integer not null,
  primary key (z, sector, cell)
);
alter table fourcolor.enterprise_cells enable row level security;
alter table fourcolor.enterprise_cells force row level security;
create policy owner_all on fourcolor.enterprise_cells for all to fc_owner using (true) with check (true);
-- People scoped to regions count their own enterprises instead (tiles/enterprises.ts).
create policy unscoped_read on fourcolor.enterprise_cells for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    (select fourcolor.scope_regions()) is null
    and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
grant select on fourcolor.enterprise_cells to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- Adds the difference that a statement made: summed at the finest level first, then every coarser level from that.
-- Ordered by key, so that concurrent writers wait for each other instead of deadlocking.
create index enterprise_cells_empty on fourcolor.enterprise_cells (z) where n = 0;
create function fourcolor.count_cells() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  coming constant text := 'select 1 as sign, qk, coalesce(sector, '''') as sector, grade, geom_3857 from new_rows';
  going constant text := 'select -1 as sign, qk, coalesce(sector, '''') as sector, grade, geom_3857 from old_rows';
begin
  execute format(
    $sql$
      with changed as (%s),
      finest as (
        select
          qk >> 13 as cell,
          sector,
          min(floor((ST_X(geom_3857) + 20037508.342789244) / (2 * 20037508.342789244) * 262144)::integer) as x,
          min(floor((20037508.342789244 - ST_Y(geom_3857)) / (2 * 20037508.342789244) * 262144)::integer) as y,
          sum(sign) as n,
          sum(sign * (grade is not distinct from 1)::integer) as g1,
          sum(sign * (grade is not distinct from 2)::integer) as g2,
          sum(sign * (grade is not distinct from 3)::integer) as g3,
          sum(sign * (grade is not distinct from 4)::integer) as g4,
          sum(sign * (grade is null)::integer) as g0
        from changed
        group by 1, 2
      ),
      with_totals as (
        select cell, sector, x, y, n, g1, g2, g3, g4, g0 from finest
        union all
        select cell, '*', x, y, n, g1, g2, g3, g4, g0 from finest
      )
      insert into enterprise_cells as c (z, cell, sector, x, y, n, g1, g2, g3, g4, g0)
      select
        z,
        cell >> (2 * (12 - z)),
        sector,
        min(x >> (12 - z)),
        min(y >> (12 - z)),
        sum(n), sum(g1), sum(g2), sum(g3), sum(g4), sum(g0)
      from with_totals
      cross join generate_series(0, 12) as z
      group by 1, 2, 3
      having sum(n) <> 0 or sum(g1) <> 0 or sum(g2) <> 0 or sum(g3) <> 0 or sum(g4) <> 0 or sum(g0) <> 0
      order by 1, 3, 2
      on conflict (z, sector, cell) do update
      set
        n = c.n + excluded.n,
        g1 = c.g1 + excluded.g1,
        g2 = c.g2 + excluded.g2,
        g3 = c.g3 + excluded.g3,
        g4 = c.g4 + excluded.g4,
        g0 = c.g0 + excluded.g0
    $sql$,
    case tg_op
      when 'INSERT' then coming
      when 'DELETE' then going
      else coming || ' union all ' || going
    end
  );
  if tg_op <> 'INSERT' then
    delete from enterprise_cells where n = 0;
  end if;
  return null;
end
$$;
create trigger count_insert after insert on fourcolor.enterprises
  referencing new table as new_rows
  for each statement execute function fourcolor.count_cells();
create trigger count_update after update on fourcolor.enterprises
  referencing old table as old_rows new table as new_rows
  for each statement execute function fourcolor.count_cells();
create trigger count_delete after delete on fourcolor.enterprises
  referencing old table as old_rows
  for each statement execute function fourcolor.count_cells();

-- ---------------------------------------------------------------- search by name

-- Names that contain the text, within the caller's scope. Runs as the owner, because LIKE is not leakproof and a row
-- policy would keep the trigram index from being used; it repeats the policies' conditions, and a test compares them.
create function fourcolor.find_names(q text, max_results integer)
returns table (
  layer text, id text, name text, name_en text, kind text, region_code text, grade smallint, grade_state text,
  lon double precision, lat double precision
)
language sql stable
security definer
set search_path = fourcolor, public
as $$
  with wanted as (
    select
      '%' || replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_') || '%' as anywhere,
      replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_') || '%' as at_start
  ),
  found as (
    (
      select
        'regions' as layer, r.id, r.name, r.name_en, r.level as kind, r.code as region_code, r.grade, r.grade_state,
        ST_Transform(r.label_point, 4326) as place,
        case when r.name ilike wanted.at_start or r.name_en ilike wanted.at_start then 0 else 1 end as rank,
        array_position(array['city', 'county', 'township', 'village', 'cell'], r.level) as size
      from regions as r, wanted
      where (r.name ilike wanted.anywhere or r.name_en ilike wanted.anywhere)
        and ((select scope_regions()) is null or r.code ^@ any ((select scope_prefixes())::text[]))
      order by rank, size, length(r.name), r.code
      limit max_results
    )
    union all
    (
      select
        'enterprises', e.id, e.name, null, e.sector, e.region_code, e.grade, e.grade_state,
        e.geom,
        case when e.name ilike wanted.at_start then 0 else 1 end as rank,
        6 as size
      from enterprises as e, wanted
      where e.name ilike wanted.anywhere
        and ((select scope_regions()) is null or e.region_code ^@ any ((select scope_prefixes())::text[]))
        and ((select scope_sectors()) is null or e.sector = any ((select scope_sectors())::text[]))
      order by rank, length(e.name), e.name, e.id
      limit max_results
    )
  )
  select layer, id, name, name_en, kind, region_code, grade, grade_state, ST_X(place), ST_Y(place)
  from found
  order by rank, size, length(name), id
  limit max_results
$$;
revoke all on function fourcolor.find_names(text, integer) from public;
grant execute on function fourcolor.find_names(text, integer) to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- ---------------------------------------------------------------- accounts

-- People who sign in, what they may do and where. Only the role for accounts and rights reads this.
create table fourcolor.accounts (
  id uuid primary key default gen_random_uuid(),
  username text not null unique,
  name text not null,
  password_hash text not null,
  role text not null check (role in ('planner', 'commander', 'field', 'enterprise', 'admin', 'security', 'audit')),
  regions text[],
  sectors text[],
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  demo boolean not null default false,
  disabled boolean not null default false,
  created_at timestamptz not null default now()
);
alter table fourcolor.accounts enable row level security;
alter table fourcolor.accounts force row level security;
create policy security_all on fourcolor.accounts for all to fc_security using (true) with check (true);
grant select, insert, update, delete on fourcolor.accounts to fc_security;

-- Signed-in browsers; only a hash of the cookie is kept.
create table fourcolor.sessions (
  token_hash bytea primary key,
  account_id uuid not null references fourcolor.accounts (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_account on fourcolor.sessions (account_id);
create index sessions_expiry on fourcolor.sessions (expires_at);
alter table fourcolor.sessions enable row level security;
alter table fourcolor.sessions force row level security;
create policy security_all on fourcolor.sessions for all to fc_security using (true) with check (true);
grant select, insert, update, delete on fourcolor.sessions to fc_security;

-- ---------------------------------------------------------------- published

-- The city itself: one row; the words and figures that every screen shows.
create table published.city (
  only_one boolean primary key default true check (only_one),
  name_zh text not null,
  name_en text not null,
  demo boolean not null default false,
  demo_scale double precision,
  map_review text,
  attribution text[] not null default '{}',
  published_at timestamptz
);

-- Base map: coast, water, roads, built-up areas and names; no object of the register.
create table published.base_map (
  fid bigint generated always as identity primary key,
  kind text not null,
  class text not null default '',
  name text,
  name_en text,
  min_zoom smallint not null default 0,
  geom geometry(Geometry, 4326) not null,
  geom_3857 geometry(Geometry, 3857) generated always as (ST_Transform(geom, 3857)) stored
);
create index base_map_shape on published.base_map using gist (geom_3857);

-- Regions from city to village with generalised borders.
create table published.regions (
  fid bigint primary key,
  id text not null unique,
  code text not null unique,
  name text not null,
  name_en text,
  level text not null,
  parent_code text,
  population integer,
  area_km2 double precision,
  score double precision,
  grade smallint,
  grade_state text not null,
  assessed_on date,
  geom geometry(MultiPolygon, 4326) not null,
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null,
  shape_z8 geometry(MultiPolygon, 3857),
  shape_z11 geometry(MultiPolygon, 3857) not null
);
create index published_regions_geom on published.regions using gist (geom);
create index published_regions_shape on published.regions using gist (geom_3857);
create index published_regions_name on published.regions using gin (name gin_trgm_ops, name_en gin_trgm_ops);

-- Enterprises as counts in cells of about one kilometre and coarser; never names or places.
create table published.enterprise_cells (
  z smallint not null,
  cell bigint not null,
  x integer not null,
  y integer not null,
  n integer not null,
  g1 integer not null,
  g2 integer not null,
  g3 integer not null,
  g4 integer not null,
  g0 integer not null,
  primary key (z, cell)
);

grant select on all tables in schema published
  to fc_public, fc_planner, fc_commander, fc_field, fc_enterprise, fc_admin, fc_security, fc_audit;
grant insert, update, delete on all tables in schema published to fc_admin;
