-- The whole city: every layer of the register beside regions and enterprises, what hangs on its objects, counted cells
-- of all layers, and the first published layers with objects.
-- Tables of objects have much in common; prepare_layer gives each its indexes, policies, grants and triggers.

-- ---------------------------------------------------------------- which tables hold objects

-- Tables whose rows lie in regions, for functions that serve all of them.
create table fourcolor.object_tables (
  name text primary key,
  -- coded column that divides the layer
  kind_column text,
  graded boolean not null,
  -- lines and areas, which may lie in several regions
  extended boolean not null,
  -- departments see only their own sectors
  by_sector boolean not null,
  inspected boolean not null
);
alter table fourcolor.object_tables enable row level security;
alter table fourcolor.object_tables force row level security;
create policy owner_all on fourcolor.object_tables for all to fc_owner using (true) with check (true);
insert into fourcolor.object_tables (name, kind_column, graded, extended, by_sector, inspected)
values ('enterprises', 'sector', true, false, true, false);

-- ---------------------------------------------------------------- where lines and areas lie

-- The finest region that covers a point; on a shared border the smaller code wins. Level by level, because a point in a
-- small cell need not be tested against the whole coast of the city: inserts are several times faster.
create or replace function fourcolor.region_at(place geometry) returns text
language plpgsql stable strict parallel safe
security definer
set search_path = fourcolor, public
as $$
declare
  wanted text;
  found_code text;
begin
  foreach wanted in array array['cell', 'village', 'township', 'county', 'city'] loop
    select code into found_code
    from regions
    where level = wanted
      and geom && place
      and ST_Covers(geom, place)
    order by code
    limit 1;
    if found_code is not null then
      return found_code;
    end if;
  end loop;
  return null;
end
$$;

-- Codes of all regions below the county that a line or area touches: whoever is responsible for one of them sees it.
create function fourcolor.regions_touched(shape geometry) returns text[]
language sql stable strict parallel safe
security definer
set search_path = fourcolor, public
as $$
  select coalesce(array_agg(code order by code), '{}')
  from regions
  where geom && shape
    and level in ('township', 'village', 'cell')
    and ST_Intersects(geom, shape)
$$;
revoke all on function fourcolor.regions_touched(geometry) from public;
grant execute on function fourcolor.regions_touched(geometry) to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- The day in China (UTC+8, no summer time) by which things are due; a transaction may say another one.
create function fourcolor.today() returns date
language sql stable parallel safe
set search_path = fourcolor, public
as $$
  select coalesce(
    nullif(current_setting('fourcolor.today', true), '')::date,
    (now() at time zone 'utc' + interval '8 hours')::date
  )
$$;

-- What follows from an object's place and dates; nobody sets it. Arguments: point | extended, inspected, length.
create function fourcolor.object_before_write() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  new.id := new.source || ':' || new.source_id;
  if tg_op = 'INSERT' or new.geom is distinct from old.geom then
    new.geom_3857 := ST_Transform(new.geom, 3857);
    new.qk := cell_key(new.geom_3857);
    new.recorded_at := now();
    if 'extended' = any(tg_argv) then
      new.label_point := ST_PointOnSurface(new.geom_3857);
      new.label_qk := cell_key(new.label_point);
      new.region_code := region_at(ST_Transform(new.label_point, 4326));
      new.region_codes := case
        when ST_Dimension(new.geom) > 0 then regions_touched(new.geom)
        when new.region_code is null then '{}'
        else array[new.region_code]
      end;
    else
      new.region_code := region_at(new.geom);
    end if;
    if 'length' = any(tg_argv) then
      new.length_km := round((ST_Length(new.geom::geography) / 1000)::numeric, 6);
    end if;
  else
    -- new borders ask again
    if new.region_code is distinct from old.region_code then
      if 'extended' = any(tg_argv) then
        new.region_code := region_at(ST_Transform(old.label_point, 4326));
      else
        new.region_code := region_at(new.geom);
      end if;
    end if;
    if 'extended' = any(tg_argv) then
      if new.region_codes is distinct from old.region_codes then
        new.region_codes := case
          when ST_Dimension(new.geom) > 0 then regions_touched(new.geom)
          when new.region_code is null then '{}'
          else array[new.region_code]
        end;
      end if;
      new.label_point := old.label_point;
      new.label_qk := old.label_qk;
    end if;
    if 'length' = any(tg_argv) then
      new.length_km := old.length_km;
    end if;
    new.geom_3857 := old.geom_3857;
    new.qk := old.qk;
    new.recorded_at := old.recorded_at;
  end if;
  if 'inspected' = any(tg_argv) then
    new.inspection_state := case
      when new.last_inspected_on is null then 'not_inspected'
      when new.inspection_due < today() then 'overdue'
      else 'inspected'
    end;
  end if;
  return new;
end
$$;

-- As in 0001, with the derived columns of lines and areas. One new road may change `connected` of thousands.
create or replace function fourcolor.record_changes() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  derived constant text[] := array[
    'fid', 'qk', 'geom_3857', 'shape_z8', 'shape_z11', 'label_point', 'label_qk', 'region_codes', 'connected',
    'recorded_at'
  ];
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

-- When borders change, the objects in the changed box belong where they lie now.
create or replace function fourcolor.reassign_regions() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  changed geometry;
  holder record;
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
  for holder in select name, extended from object_tables order by name loop
    if holder.extended then
      execute format(
        $sql$
          update %1$I as e
          set region_code = place.code, region_codes = place.codes
          from (
            select
              fid,
              region_at(ST_Transform(label_point, 4326)) as code,
              case
                when ST_Dimension(geom) > 0 then regions_touched(geom)
                else array_remove(array[region_at(geom)], null)
              end as codes
            from %1$I
            where geom && $1
          ) as place
          where e.fid = place.fid
            and (e.region_code is distinct from place.code or e.region_codes is distinct from place.codes)
        $sql$,
        holder.name
      ) using changed;
    else
      execute format(
        $sql$
          update %1$I as e
          set region_code = place.code
          from (
            select fid, region_at(geom) as code
            from %1$I
            where geom && $1
          ) as place
          where e.fid = place.fid
            and e.region_code is distinct from place.code
        $sql$,
        holder.name
      ) using changed;
    end if;
  end loop;
  return null;
end
$$;

-- ---------------------------------------------------------------- counted cells of every layer

-- For low zooms: a tile is 64 x 64 cells, each with its counts by grade. `cell` is the interleaved key of column x and
-- row y at quadtree level z + 6, so a tile is one range of keys. part '*' counts everything, other parts are the words
-- of the column by which a layer is divided.
create table fourcolor.layer_cells (
  layer text not null,
  z smallint not null,
  part text not null,
  cell bigint not null,
  x integer not null,
  y integer not null,
  n integer not null,
  g1 integer not null,
  g2 integer not null,
  g3 integer not null,
  g4 integer not null,
  g0 integer not null,
  primary key (layer, z, part, cell)
);
insert into fourcolor.layer_cells (layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0)
select 'enterprises', z, sector, cell, x, y, n, g1, g2, g3, g4, g0
from fourcolor.enterprise_cells;
drop trigger count_insert on fourcolor.enterprises;
drop trigger count_update on fourcolor.enterprises;
drop trigger count_delete on fourcolor.enterprises;
drop function fourcolor.count_cells();
drop table fourcolor.enterprise_cells;

create index layer_cells_empty on fourcolor.layer_cells (layer) where n = 0;
alter table fourcolor.layer_cells enable row level security;
alter table fourcolor.layer_cells force row level security;
create policy owner_all on fourcolor.layer_cells for all to fc_owner using (true) with check (true);
-- People with a scope count their own objects instead (tiles/counted-cells.ts). A department reads the cells of layers
-- without sectors, and its own sectors of the layer that is divided by them.
create policy unscoped_read on fourcolor.layer_cells for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    (select fourcolor.scope_regions()) is null
    and ((select fourcolor.scope_sectors()) is null
      or layer = 'protected_targets'
      or (layer = 'enterprises' and part = any ((select fourcolor.scope_sectors())::text[])))
  );
grant select on fourcolor.layer_cells to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- Adds the difference that a statement made: summed at the finest level first, then every coarser level from that.
-- Ordered by key, so that concurrent writers wait for each other instead of deadlocking.
-- Arguments: finest zoom (at most 12), column that divides the layer or '', 'graded' or '', 'extended' or ''.
create function fourcolor.count_cells() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  finest_z constant integer := tg_argv[0]::integer;
  columns constant text := format(
    '%s as key, %s as part, %s as grade, %s as place',
    case when tg_argv[3] = 'extended' then 'label_qk' else 'qk' end,
    case when tg_argv[1] = '' then 'null::text' else format('coalesce(%I, '''')', tg_argv[1]) end,
    case when tg_argv[2] = 'graded' then 'grade' else 'null::smallint' end,
    case when tg_argv[3] = 'extended' then 'label_point' else 'geom_3857' end
  );
  coming constant text := 'select 1 as sign, ' || columns || ' from new_rows';
  going constant text := 'select -1 as sign, ' || columns || ' from old_rows';
begin
  execute format(
    $sql$
      with changed as (%s),
      finest as (
        select
          key >> $2 as cell,
          part,
          min(floor((ST_X(place) + 20037508.342789244) / (2 * 20037508.342789244) * $3)::integer) as x,
          min(floor((20037508.342789244 - ST_Y(place)) / (2 * 20037508.342789244) * $3)::integer) as y,
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
        select cell, part, x, y, n, g1, g2, g3, g4, g0 from finest where part is not null
        union all
        select cell, '*', x, y, n, g1, g2, g3, g4, g0 from finest
      )
      insert into layer_cells as c (layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0)
      select
        $1,
        z,
        part,
        cell >> (2 * ($4 - z)),
        min(x >> ($4 - z)),
        min(y >> ($4 - z)),
        sum(n), sum(g1), sum(g2), sum(g3), sum(g4), sum(g0)
      from with_totals
      cross join generate_series(0, $4) as z
      group by 2, 3, 4
      having sum(n) <> 0 or sum(g1) <> 0 or sum(g2) <> 0 or sum(g3) <> 0 or sum(g4) <> 0 or sum(g0) <> 0
      order by 2, 3, 4
      on conflict (layer, z, part, cell) do update
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
  ) using tg_table_name::text, 37 - 2 * finest_z, 2.0 ^ (finest_z + 6), finest_z;
  if tg_op <> 'INSERT' then
    delete from layer_cells where layer = tg_table_name and n = 0;
  end if;
  return null;
end
$$;
create trigger count_insert after insert on fourcolor.enterprises
  referencing new table as new_rows
  for each statement execute function fourcolor.count_cells('12', 'sector', 'graded', '');
create trigger count_update after update on fourcolor.enterprises
  referencing old table as old_rows new table as new_rows
  for each statement execute function fourcolor.count_cells('12', 'sector', 'graded', '');
create trigger count_delete after delete on fourcolor.enterprises
  referencing old table as old_rows
  for each statement execute function fourcolor.count_cells('12', 'sector', 'graded', '');

-- ---------------------------------------------------------------- what every table of objects gets

-- Indexes, row policies, grants and triggers of a table of objects. Run as fc_owner, in migrations only.
create function fourcolor.prepare_layer(
  layer text,
  kind_column text,
  -- among: extended, by_sector, graded, inspected, length
  traits text[],
  -- columns for those who must call people
  contacts text[] default '{}',
  cells_to_zoom integer default null,
  cells_by text default ''
) returns void
language plpgsql
as $$
declare
  scope text;
  common_columns text;
  arguments text := '';
begin
  insert into fourcolor.object_tables (name, kind_column, graded, extended, by_sector, inspected)
  values (
    layer, kind_column,
    'graded' = any(traits), 'extended' = any(traits), 'by_sector' = any(traits), 'inspected' = any(traits)
  );

  execute format('create index %I on fourcolor.%I using gist (geom)', layer || '_geom', layer);
  execute format('create index %I on fourcolor.%I (qk)', layer || '_qk', layer);
  execute format('create index %I on fourcolor.%I (region_code text_pattern_ops)', layer || '_region', layer);
  execute format('create index %I on fourcolor.%I using gin (name gin_trgm_ops)', layer || '_name', layer);
  execute format(
    'alter table fourcolor.%I add constraint %I check (ST_XMin(geom) >= -180 and ST_XMax(geom) <= 180
       and ST_YMin(geom) >= -85.06 and ST_YMax(geom) <= 85.06)',
    layer, layer || '_geom_finite'
  );
  if 'extended' = any(traits) then
    execute format('create index %I on fourcolor.%I (label_qk)', layer || '_label_qk', layer);
    execute format(
      'alter table fourcolor.%I add constraint %I check (ST_IsValid(geom) and not ST_IsEmpty(geom))',
      layer, layer || '_geom_valid'
    );
  end if;

  -- people see what lies in, or touches, their regions, and what belongs to their sectors
  scope := case
    when 'extended' = any(traits) then
      '((select fourcolor.scope_regions()) is null or exists (
         select from unnest(region_codes) as touched where touched ^@ any ((select fourcolor.scope_prefixes())::text[])))'
    else
      '((select fourcolor.scope_regions()) is null
         or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))'
  end;
  if 'by_sector' = any(traits) then
    scope := scope || ' and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))';
  end if;
  execute format('alter table fourcolor.%I enable row level security', layer);
  execute format('alter table fourcolor.%I force row level security', layer);
  execute format('create policy owner_all on fourcolor.%I for all to fc_owner using (true) with check (true)', layer);
  execute format(
    'create policy in_scope on fourcolor.%I for select to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
       using (%s)', layer, scope);
  execute format(
    'create policy write_in_scope on fourcolor.%I for insert to fc_planner, fc_admin with check (%s)', layer, scope);
  execute format(
    'create policy change_in_scope on fourcolor.%I for update to fc_planner, fc_admin using (%s) with check (%s)',
    layer, scope, scope);
  execute format(
    'create policy admin_removes on fourcolor.%I for delete to fc_admin
       using ((select fourcolor.scope_regions()) is null and (select fourcolor.scope_sectors()) is null)', layer);

  select string_agg(quote_ident(attname), ', ' order by attnum) into common_columns
  from pg_attribute
  where attrelid = ('fourcolor.' || layer)::regclass and attnum > 0 and not attisdropped and attname <> all (contacts);
  execute format('grant select (%s) on fourcolor.%I to fc_planner, fc_audit', common_columns, layer);
  execute format('grant select on fourcolor.%I to fc_commander, fc_field, fc_admin', layer);
  execute format('grant insert, update on fourcolor.%I to fc_planner, fc_admin', layer);
  execute format('grant delete on fourcolor.%I to fc_admin', layer);

  select string_agg(quote_literal(trait), ', ') into arguments
  from unnest(traits) as trait
  where trait in ('extended', 'inspected', 'length');
  execute format(
    'create trigger before_write before insert or update on fourcolor.%I
       for each row execute function fourcolor.object_before_write(%s)', layer, coalesce(arguments, ''));
  execute format(
    'create trigger record_insert after insert on fourcolor.%I
       referencing new table as new_rows
       for each statement execute function fourcolor.record_changes()', layer);
  execute format(
    'create trigger record_update after update on fourcolor.%I
       referencing old table as old_rows new table as new_rows
       for each statement execute function fourcolor.record_changes()', layer);
  execute format(
    'create trigger record_delete after delete on fourcolor.%I
       referencing old table as old_rows
       for each statement execute function fourcolor.record_changes()', layer);
  if cells_to_zoom is not null then
    arguments := format('%L, %L, %L, %L', cells_to_zoom, cells_by,
      case when 'graded' = any(traits) then 'graded' else '' end,
      case when 'extended' = any(traits) then 'extended' else '' end);
    execute format(
      'create trigger count_insert after insert on fourcolor.%I
         referencing new table as new_rows
         for each statement execute function fourcolor.count_cells(%s)', layer, arguments);
    execute format(
      'create trigger count_update after update on fourcolor.%I
         referencing old table as old_rows new table as new_rows
         for each statement execute function fourcolor.count_cells(%s)', layer, arguments);
    execute format(
      'create trigger count_delete after delete on fourcolor.%I
         referencing old table as old_rows
         for each statement execute function fourcolor.count_cells(%s)', layer, arguments);
  end if;
end
$$;
revoke all on function fourcolor.prepare_layer(text, text, text[], text[], integer, text) from public;

-- ---------------------------------------------------------------- the layers

-- Functional zones that cross the code tree.
create table fourcolor.management_areas (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  authority text,
  supervisors text,
  established_on date,
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(MultiPolygon, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint management_areas_source unique (source, source_id)
);
select fourcolor.prepare_layer('management_areas', 'kind', '{extended}');

-- Industrial and chemical parks with their safety class.
create table fourcolor.parks (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  class text check (class in ('A', 'B', 'C', 'D')),
  class_score double precision check (class_score between 0 and 100),
  classified_on date,
  review_due date,
  measures text,
  authority text,
  tenants integer check (tenants >= 0),
  area_ha double precision check (area_ha >= 0),
  contact_name text,
  contact_phone text,
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(MultiPolygon, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint parks_source unique (source, source_id)
);
select fourcolor.prepare_layer('parks', 'kind', '{extended}', '{contact_name, contact_phone}');

-- Buildings, compounds and sites that may hold risk points besides enterprises.
create table fourcolor.places (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  sector text,
  address text,
  responsible_unit text,
  floors integer check (floors >= 0),
  height_m double precision check (height_m >= 0),
  floor_area_m2 double precision check (floor_area_m2 >= 0),
  built_year smallint,
  people integer check (people >= 0),
  fire_lane text,
  electrical_monitoring text,
  contact_name text,
  contact_phone text,
  last_inspected_on date,
  inspection_due date,
  inspection_state text not null default 'not_inspected'
    check (inspection_state in ('inspected', 'overdue', 'not_inspected')),
  grade smallint check (grade between 1 and 4),
  grade_state text not null default 'not_assessed' check (grade_state in ('current', 'overdue', 'not_assessed')),
  assessed_on date,
  review_due date,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint places_source unique (source, source_id),
  constraint places_grade_state check ((grade is null) = (grade_state = 'not_assessed'))
);
select fourcolor.prepare_layer('places', 'kind', '{by_sector, graded, inspected}', '{contact_name, contact_phone}', 12, 'kind');

-- Points of the risk ledger, each in an enterprise, place, park or hazard.
create table fourcolor.risk_points (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  owner_layer text,
  owner_id text,
  owner_name text,
  sector text,
  unit text,
  event text,
  accident_type text,
  method text,
  measures text,
  control_level text,
  contact_name text,
  contact_phone text,
  grade smallint check (grade between 1 and 4),
  grade_state text not null default 'not_assessed' check (grade_state in ('current', 'overdue', 'not_assessed')),
  assessed_on date,
  review_due date,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint risk_points_source unique (source, source_id),
  constraint risk_points_grade_state check ((grade is null) = (grade_state = 'not_assessed'))
);
select fourcolor.prepare_layer('risk_points', 'accident_type', '{by_sector, graded}', '{contact_name, contact_phone}', 12, '');

-- Units of hazardous chemicals levelled by GB 18218-2018; `boundary` is the border of the plant around them.
create table fourcolor.major_hazards (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  sector text,
  enterprise_id text,
  enterprise_name text,
  substances text,
  s_value double precision check (s_value >= 0),
  r_value double precision check (r_value >= 0),
  exposed_people integer check (exposed_people >= 0),
  level smallint check (level between 1 and 4),
  record_no text,
  recorded_on date,
  reassessment_due date,
  online_monitoring text,
  in_park text,
  grade smallint check (grade between 1 and 4),
  grade_state text not null default 'not_assessed' check (grade_state in ('current', 'overdue', 'not_assessed')),
  assessed_on date,
  review_due date,
  boundary geometry(MultiPolygon, 4326) check (ST_IsValid(boundary)),
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint major_hazards_source unique (source, source_id),
  constraint major_hazards_grade_state check ((grade is null) = (grade_state = 'not_assessed'))
);
select fourcolor.prepare_layer('major_hazards', 'kind', '{by_sector, graded}');

-- Geohazards, reservoirs, tailings ponds, mines, fuel, fireworks, waterlogging, roads and forests at risk.
create table fourcolor.hazard_points (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  sector text,
  size text,
  threatened_people integer check (threatened_people >= 0),
  threatened_property_10k double precision check (threatened_property_10k >= 0),
  downstream_people integer check (downstream_people >= 0),
  capacity_10k_m3 double precision check (capacity_10k_m3 >= 0),
  dam_class text,
  monitored text,
  responsible_unit text,
  advice text,
  description text,
  occurred_on date,
  contact_name text,
  contact_phone text,
  last_inspected_on date,
  inspection_due date,
  inspection_state text not null default 'not_inspected'
    check (inspection_state in ('inspected', 'overdue', 'not_inspected')),
  grade smallint check (grade between 1 and 4),
  grade_state text not null default 'not_assessed' check (grade_state in ('current', 'overdue', 'not_assessed')),
  assessed_on date,
  review_due date,
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(Geometry, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Geometry, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint hazard_points_source unique (source, source_id),
  constraint hazard_points_grade_state check ((grade is null) = (grade_state = 'not_assessed')),
  constraint hazard_points_geom_type check (
    GeometryType(geom) in ('POINT', 'MULTILINESTRING', 'MULTIPOLYGON')
  )
);
select fourcolor.prepare_layer('hazard_points', 'kind', '{extended, by_sector, graded, inspected}', '{contact_name, contact_phone}', 11, 'kind');

-- Long-distance, city and industrial pipelines.
create table fourcolor.pipelines (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  medium text not null,
  network text,
  sector text,
  pressure_class text,
  pressure_mpa double precision check (pressure_mpa >= 0),
  diameter_mm double precision check (diameter_mm >= 0),
  commissioned_year smallint,
  operator text,
  protection_m double precision check (protection_m >= 0),
  length_km double precision,
  conflicts integer check (conflicts >= 0),
  contact_name text,
  contact_phone text,
  last_inspected_on date,
  inspection_due date,
  inspection_state text not null default 'not_inspected'
    check (inspection_state in ('inspected', 'overdue', 'not_inspected')),
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(MultiLineString, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(MultiLineString, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint pipelines_source unique (source, source_id)
);
select fourcolor.prepare_layer('pipelines', 'medium', '{extended, by_sector, inspected, length}', '{contact_name, contact_phone}');

-- Power lines, bridges, tunnels, heating, water and rail.
create table fourcolor.lifelines (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  sector text,
  operator text,
  built_year smallint,
  voltage_kv double precision check (voltage_kv >= 0),
  condition text,
  length_km double precision,
  contact_name text,
  contact_phone text,
  last_inspected_on date,
  inspection_due date,
  inspection_state text not null default 'not_inspected'
    check (inspection_state in ('inspected', 'overdue', 'not_inspected')),
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(Geometry, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Geometry, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint lifelines_source unique (source, source_id),
  constraint lifelines_geom_type check (GeometryType(geom) in ('POINT', 'MULTILINESTRING'))
);
select fourcolor.prepare_layer('lifelines', 'kind', '{extended, by_sector, inspected, length}', '{contact_name, contact_phone}');

-- The road network; `connected` follows from the ends that segments share (server/roads.ts).
create table fourcolor.roads (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text,
  class text not null,
  speed_kmh double precision check (speed_kmh >= 0),
  oneway text,
  lanes integer check (lanes >= 0),
  connected text check (connected in ('main', 'island')),
  length_km double precision,
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(MultiLineString, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(MultiLineString, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint roads_source unique (source, source_id)
);
select fourcolor.prepare_layer('roads', 'class', '{extended, length}');

-- Whom an accident must not reach, by the classes of GB 36894-2018.
create table fourcolor.protected_targets (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  class text,
  service text,
  people_day integer check (people_day >= 0),
  people_night integer check (people_night >= 0),
  households integer check (households >= 0),
  address text,
  contact_name text,
  contact_phone text,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint protected_targets_source unique (source, source_id)
);
select fourcolor.prepare_layer('protected_targets', 'kind', '{}', '{contact_name, contact_phone}', 11, 'kind');

-- Iso-risk areas from official assessment reports.
create table fourcolor.risk_contours (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  ir_per_yr double precision not null check (ir_per_yr > 0 and ir_per_yr <= 1),
  enterprise_id text,
  enterprise_name text,
  report text,
  report_no text,
  agency text,
  reported_on date,
  valid_until date,
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(MultiPolygon, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint risk_contours_source unique (source, source_id)
);
select fourcolor.prepare_layer('risk_contours', null, '{extended}');

-- Teams, depots, shelters, hospitals, fire stations and what else helps.
create table fourcolor.resources (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  state text,
  organisation text,
  level text,
  skills text,
  headcount integer check (headcount >= 0),
  vehicles integer check (vehicles >= 0),
  response_min double precision check (response_min >= 0),
  capacity integer check (capacity >= 0),
  beds integer check (beds >= 0),
  area_m2 double precision check (area_m2 >= 0),
  address text,
  public_phone text,
  contact_name text,
  contact_phone text,
  last_inspected_on date,
  inspection_due date,
  inspection_state text not null default 'not_inspected'
    check (inspection_state in ('inspected', 'overdue', 'not_inspected')),
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint resources_source unique (source, source_id)
);
select fourcolor.prepare_layer('resources', 'kind', '{inspected}', '{contact_name, contact_phone}');

-- Where cameras look.
create table fourcolor.cameras (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  state text,
  owner_id text,
  owner_name text,
  channels integer check (channels >= 0),
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint cameras_source unique (source, source_id)
);
select fourcolor.prepare_layer('cameras', 'kind', '{}');

-- Emergency plans and when they must be revised.
create table fourcolor.plans (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  kind text not null,
  level text,
  event_class text,
  sector text,
  plan_no text,
  issued_by text,
  issued_on date,
  revision_due date,
  last_drill_on date,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint plans_source unique (source, source_id)
);
select fourcolor.prepare_layer('plans', 'kind', '{by_sector}');

-- Accidents on record.
create table fourcolor.accidents (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  happened_at timestamptz not null,
  type text,
  class text,
  sector text,
  deaths integer check (deaths >= 0),
  injured integer check (injured >= 0),
  loss_10k double precision check (loss_10k >= 0),
  enterprise_name text,
  description text,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint accidents_source unique (source, source_id)
);
select fourcolor.prepare_layer('accidents', 'type', '{by_sector}');

-- Residents and people by day in census units; no collection of its own.
create table fourcolor.population (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text,
  residents integer not null check (residents >= 0),
  people_day integer check (people_day >= 0),
  households integer check (households >= 0),
  counted_on date,
  region_code text,
  -- every region below the county that it touches
  region_codes text[] not null default '{}',
  geom geometry(MultiPolygon, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null,
  label_qk bigint not null,
  qk bigint not null,
  constraint population_source unique (source, source_id)
);
select fourcolor.prepare_layer('population', null, '{extended}');

create index major_hazards_boundary on fourcolor.major_hazards using gist (boundary);
create index risk_points_owner on fourcolor.risk_points (owner_layer, owner_id);

-- ---------------------------------------------------------------- what hangs on an object

-- Who answers for an object: chiefs, the three persons of a major hazard source, assigned officials, grid officers.
create table fourcolor.responsibilities (
  fid bigint generated always as identity primary key,
  owner_layer text not null check (owner_layer in (
    'regions', 'enterprises', 'places', 'parks', 'major_hazards', 'hazard_points', 'pipelines'
  )),
  owner_id text not null,
  kind text not null,
  name text not null,
  organisation text,
  phone text,
  duties text,
  last_performed_on date
);
create index responsibilities_owner on fourcolor.responsibilities (owner_layer, owner_id);

-- Substances of a major hazard source with the thresholds and factors that graded it (GB 18218-2018).
create table fourcolor.inventories (
  fid bigint generated always as identity primary key,
  owner_id text not null references fourcolor.major_hazards (id) on delete cascade,
  substance text not null,
  cas text,
  class_symbol text,
  quantity_t double precision not null check (quantity_t >= 0),
  threshold_t double precision not null check (threshold_t > 0),
  beta double precision not null check (beta >= 0),
  state text
);
create index inventories_owner on fourcolor.inventories (owner_id);

-- Goods and equipment of a depot, team or station.
create table fourcolor.stock_lines (
  fid bigint generated always as identity primary key,
  owner_id text not null references fourcolor.resources (id) on delete cascade,
  item text not null,
  class text,
  quantity integer not null check (quantity >= 0),
  unit text,
  safety_stock integer check (safety_stock >= 0),
  expires_on date
);
create index stock_lines_owner on fourcolor.stock_lines (owner_id);
create index stock_lines_item on fourcolor.stock_lines using gin (item gin_trgm_ops);

-- Whoever sees the object sees what hangs on it: the subqueries obey the policies of the owner's table.
alter table fourcolor.responsibilities enable row level security;
alter table fourcolor.responsibilities force row level security;
create policy owner_all on fourcolor.responsibilities for all to fc_owner using (true) with check (true);
create policy with_owner on fourcolor.responsibilities for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    case owner_layer
      when 'regions' then exists (select from fourcolor.regions as o where o.id = owner_id)
      when 'enterprises' then exists (select from fourcolor.enterprises as o where o.id = owner_id)
      when 'places' then exists (select from fourcolor.places as o where o.id = owner_id)
      when 'parks' then exists (select from fourcolor.parks as o where o.id = owner_id)
      when 'major_hazards' then exists (select from fourcolor.major_hazards as o where o.id = owner_id)
      when 'hazard_points' then exists (select from fourcolor.hazard_points as o where o.id = owner_id)
      when 'pipelines' then exists (select from fourcolor.pipelines as o where o.id = owner_id)
    end
  );
create policy admin_writes on fourcolor.responsibilities for all to fc_admin
  using ((select fourcolor.scope_regions()) is null) with check ((select fourcolor.scope_regions()) is null);
grant select (fid, owner_layer, owner_id, kind, name, organisation, duties, last_performed_on)
  on fourcolor.responsibilities to fc_planner, fc_audit;
grant select on fourcolor.responsibilities to fc_commander, fc_field, fc_admin;
grant insert, update, delete on fourcolor.responsibilities to fc_admin;

alter table fourcolor.inventories enable row level security;
alter table fourcolor.inventories force row level security;
create policy owner_all on fourcolor.inventories for all to fc_owner using (true) with check (true);
create policy with_owner on fourcolor.inventories for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (exists (select from fourcolor.major_hazards as o where o.id = owner_id));
create policy admin_writes on fourcolor.inventories for all to fc_admin
  using ((select fourcolor.scope_regions()) is null) with check ((select fourcolor.scope_regions()) is null);
grant select on fourcolor.inventories to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, update, delete on fourcolor.inventories to fc_admin;

alter table fourcolor.stock_lines enable row level security;
alter table fourcolor.stock_lines force row level security;
create policy owner_all on fourcolor.stock_lines for all to fc_owner using (true) with check (true);
create policy with_owner on fourcolor.stock_lines for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (exists (select from fourcolor.resources as o where o.id = owner_id));
create policy admin_writes on fourcolor.stock_lines for all to fc_admin
  using ((select fourcolor.scope_regions()) is null) with check ((select fourcolor.scope_regions()) is null);
grant select on fourcolor.stock_lines to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, update, delete on fourcolor.stock_lines to fc_admin;

-- One event for each line written, under the owner's id.
create function fourcolor.record_details() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  actor text := nullif(current_setting('fourcolor.user', true), '');
  acting_role text := coalesce(nullif(current_setting('role', true), 'none'), session_user);
  reason text := nullif(current_setting('fourcolor.why', true), '');
begin
  if tg_op = 'INSERT' then
    insert into events (user_id, role, why, layer, action, object_id, after)
    select actor, acting_role, reason, tg_table_name, 'insert', n.owner_id, to_jsonb(n) - 'fid' from new_rows as n;
  elsif tg_op = 'DELETE' then
    insert into events (user_id, role, why, layer, action, object_id, before)
    select actor, acting_role, reason, tg_table_name, 'delete', o.owner_id, to_jsonb(o) - 'fid' from old_rows as o;
  else
    insert into events (user_id, role, why, layer, action, object_id, before, after)
    select actor, acting_role, reason, tg_table_name, 'update', n.owner_id, to_jsonb(o) - 'fid', to_jsonb(n) - 'fid'
    from new_rows as n
    join old_rows as o using (fid)
    where n is distinct from o;
  end if;
  return null;
end
$$;

-- An object takes its responsibilities with it.
create function fourcolor.drop_responsibilities() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  delete from responsibilities as r
  using old_rows as o
  where r.owner_layer = tg_table_name and r.owner_id = o.id;
  return null;
end
$$;

do $$
declare
  part text;
begin
  foreach part in array array['responsibilities', 'inventories', 'stock_lines'] loop
    execute format(
      'create trigger record_insert after insert on fourcolor.%I referencing new table as new_rows
         for each statement execute function fourcolor.record_details()', part);
    execute format(
      'create trigger record_update after update on fourcolor.%I
         referencing old table as old_rows new table as new_rows
         for each statement execute function fourcolor.record_details()', part);
    execute format(
      'create trigger record_delete after delete on fourcolor.%I referencing old table as old_rows
         for each statement execute function fourcolor.record_details()', part);
  end loop;
  foreach part in array array[
    'regions', 'enterprises', 'places', 'parks', 'major_hazards', 'hazard_points', 'pipelines'
  ] loop
    execute format(
      'create trigger drop_responsibilities after delete on fourcolor.%I referencing old table as old_rows
         for each statement execute function fourcolor.drop_responsibilities()', part);
  end loop;
end
$$;

-- ---------------------------------------------------------------- states that follow the calendar

-- Grades past their review and inspections past their date become overdue, each change with its event.
create function fourcolor.refresh_states(today date) returns integer
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  holder record;
  changed integer;
  total integer := 0;
begin
  perform set_config('fourcolor.today', today::text, true);
  for holder in
    select name, graded, inspected from object_tables where graded or inspected
    union all
    select 'regions', true, false
    order by 1
  loop
    if holder.graded then
      execute format(
        'update %I set grade_state = ''overdue'' where grade_state = ''current'' and review_due < $1', holder.name
      ) using today;
      get diagnostics changed = row_count;
      total := total + changed;
    end if;
    if holder.inspected then
      execute format(
        'update %I set inspection_state = ''overdue'' where inspection_state = ''inspected'' and inspection_due < $1',
        holder.name
      ) using today;
      get diagnostics changed = row_count;
      total := total + changed;
    end if;
  end loop;
  return total;
end
$$;
revoke all on function fourcolor.refresh_states(date) from public;
grant execute on function fourcolor.refresh_states(date) to fc_admin;

-- ---------------------------------------------------------------- search by name in every layer

drop function fourcolor.find_names(text, integer);
-- Names that contain the text, within the caller's scope. Runs as the owner, because LIKE is not leakproof and a row
-- policy would keep the trigram indexes from being used; it repeats the policies' conditions, and a test compares them.
create function fourcolor.find_names(q text, max_results integer)
returns table (
  layer text, id text, name text, name_en text, kind text, region_code text, grade smallint, grade_state text,
  lon double precision, lat double precision
)
language plpgsql stable
security definer
set search_path = fourcolor, public
as $$
declare
  literal constant text := replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_');
  -- where letters have no case, as in Chinese, comparing without regard to it only costs time
  matches constant text := case when lower(q) = upper(q) then 'like' else 'ilike' end;
  branches text;
begin
  select string_agg(
    format(
      $sql$
        (
          select
            %1$L, o.id, o.name, null::text, %2$s, o.region_code, %3$s, %4$s,
            %5$s as place,
            case when o.name %8$s $2 then 0 else 1 end as rank,
            6 as size
          from %1$I as o
          where o.name %8$s $1
            and %6$s
            and %7$s
          order by rank, length(o.name), o.name, o.id
          limit $3
        )
      $sql$,
      t.name,
      case when t.kind_column is null then 'null::text' else format('o.%I', t.kind_column) end,
      case when t.graded then 'o.grade' else 'null::smallint' end,
      case when t.graded then 'o.grade_state' else 'null::text' end,
      case when t.extended then 'ST_Transform(o.label_point, 4326)' else 'o.geom' end,
      case
        when t.extended then '($4 is null or exists (
          select from unnest(o.region_codes) as touched where touched ^@ any ($4)))'
        else '($4 is null or o.region_code ^@ any ($4))'
      end,
      case when t.by_sector then '($5 is null or o.sector = any ($5))' else 'true' end,
      matches
    ),
    ' union all '
    order by t.name
  ) into branches
  from object_tables as t
  where t.name <> 'population';
  return query execute
    $sql$
      with found (layer, id, name, name_en, kind, region_code, grade, grade_state, place, rank, size) as (
        (
          select
            'regions', r.id, r.name, r.name_en, r.level, r.code, r.grade, r.grade_state,
            ST_Transform(r.label_point, 4326),
            case when r.name ilike $2 or r.name_en ilike $2 then 0 else 1 end as rank,
            array_position(array['city', 'county', 'township', 'village', 'cell'], r.level) as size
          from regions as r
          where (r.name ilike $1 or r.name_en ilike $1)
            and ($4 is null or r.code ^@ any ($4))
          order by rank, size, length(r.name), r.code
          limit $3
        )
        union all $sql$ || branches || $sql$
      )
      select layer, id, name, name_en, kind, region_code, grade, grade_state, ST_X(place), ST_Y(place)
      from found
      order by rank, size, length(name), id
      limit $3
    $sql$
  using '%' || literal || '%', literal || '%', max_results,
    case when scope_regions() is null then null else scope_prefixes() end, scope_sectors();
end
$$;
revoke all on function fourcolor.find_names(text, integer) from public;
grant execute on function fourcolor.find_names(text, integer) to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- ---------------------------------------------------------------- published

-- Counted cells of published layers; of enterprises about one kilometre and coarser, never names or places.
create table published.layer_cells (
  layer text not null,
  z smallint not null,
  part text not null,
  cell bigint not null,
  x integer not null,
  y integer not null,
  n integer not null,
  g1 integer not null,
  g2 integer not null,
  g3 integer not null,
  g4 integer not null,
  g0 integer not null,
  primary key (layer, z, part, cell)
);
insert into published.layer_cells (layer, z, part, cell, x, y, n, g1, g2, g3, g4, g0)
select 'enterprises', z, '*', cell, x, y, n, g1, g2, g3, g4, g0
from published.enterprise_cells;
drop table published.enterprise_cells;

-- Dangers of ground, water, road and forest, at places rounded to about a hundred metres.
create table published.hazard_points (
  fid bigint primary key,
  id text not null unique,
  name text not null,
  kind text not null,
  size text,
  advice text,
  grade smallint,
  grade_state text not null,
  assessed_on date,
  geom geometry(Geometry, 4326) not null,
  geom_3857 geometry(Geometry, 3857) not null,
  label_point geometry(Point, 3857) not null
);
-- Shelters, hospitals and fire stations where they are.
create table published.resources (
  fid bigint primary key,
  id text not null unique,
  name text not null,
  kind text not null,
  level text,
  capacity integer,
  beds integer,
  area_m2 double precision,
  address text,
  public_phone text,
  geom geometry(Point, 4326) not null,
  geom_3857 geometry(Point, 3857) not null
);
-- Functional zones with generalised borders.
create table published.management_areas (
  fid bigint primary key,
  id text not null unique,
  name text not null,
  kind text not null,
  authority text,
  geom geometry(MultiPolygon, 4326) not null,
  geom_3857 geometry(MultiPolygon, 3857) not null,
  label_point geometry(Point, 3857) not null
);
do $$
declare
  part text;
begin
  foreach part in array array['hazard_points', 'resources', 'management_areas'] loop
    execute format('create index %I on published.%I using gist (geom)', 'published_' || part || '_geom', part);
    execute format('create index %I on published.%I using gist (geom_3857)', 'published_' || part || '_shape', part);
    execute format('create index %I on published.%I using gin (name gin_trgm_ops)', 'published_' || part || '_name', part);
  end loop;
  foreach part in array array['hazard_points', 'management_areas'] loop
    execute format('create index %I on published.%I using gist (label_point)', 'published_' || part || '_label', part);
  end loop;
end
$$;
grant select on all tables in schema published
  to fc_public, fc_planner, fc_commander, fc_field, fc_enterprise, fc_admin, fc_security, fc_audit;
grant insert, update, delete on all tables in schema published to fc_admin;
