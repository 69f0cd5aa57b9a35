-- Imports as entries: what was uploaded, decided, checked, written and undone; rows on their way in; what was learned.

-- ---------------------------------------------------------------- entries

create table fourcolor.imports (
  id uuid primary key,
  -- account of whoever imports; null = the command line in the system's own name
  user_id text,
  origin text not null check (origin in ('web', 'command')),
  state text not null
    check (state in ('staged', 'checking', 'checked', 'writing', 'written', 'undone', 'failed')),
  layer text,
  source text,
  -- [{name, bytes}]
  files jsonb not null,
  choices jsonb not null default '{}',
  -- grows with every choice; a report belongs to one revision
  revision integer not null default 0,
  checked_revision integer,
  description jsonb,
  failure jsonb not null default '[]',
  report jsonb,
  counts jsonb,
  -- of the columns of the file: the same list next year is known again
  signature text,
  remembered boolean not null default false,
  -- machine and process that is at work on it
  worker text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  written_at timestamptz,
  undone_at timestamptz,
  -- when the uploaded file goes; null = there is none (any more)
  expires_at timestamptz
);
create index imports_created on fourcolor.imports (created_at);
create index imports_expiry on fourcolor.imports (expires_at) where expires_at is not null;
alter table fourcolor.imports enable row level security;
alter table fourcolor.imports force row level security;
create policy owner_all on fourcolor.imports for all to fc_owner using (true) with check (true);
create policy own_entries on fourcolor.imports for select to fc_planner
  using (user_id = (select nullif(current_setting('fourcolor.user', true), '')));
create policy every_entry on fourcolor.imports for select to fc_admin, fc_audit using (true);
create policy own_insert on fourcolor.imports for insert to fc_planner, fc_admin
  with check (user_id is not distinct from (select nullif(current_setting('fourcolor.user', true), '')));
create policy own_update on fourcolor.imports for update to fc_planner
  using (user_id = (select nullif(current_setting('fourcolor.user', true), '')))
  with check (user_id = (select nullif(current_setting('fourcolor.user', true), '')));
create policy admin_update on fourcolor.imports for update to fc_admin using (true) with check (true);
-- what was written stays on record
create policy own_delete on fourcolor.imports for delete to fc_planner
  using (
    user_id = (select nullif(current_setting('fourcolor.user', true), ''))
    and written_at is null
  );
create policy admin_delete on fourcolor.imports for delete to fc_admin using (written_at is null);
grant select on fourcolor.imports to fc_planner, fc_admin, fc_audit;
grant insert, update, delete on fourcolor.imports to fc_planner, fc_admin;

-- The objects of one import in the event log.
-- undoing reads the images before and after
create policy undo_reads on fourcolor.events for select to fc_owner using (true);
create index events_import on fourcolor.events (substring(why from 8 for 36)) where why like 'import %';

-- ---------------------------------------------------------------- what is learned

-- How a publisher's columns were understood, for the next file with the same columns.
create table fourcolor.import_mappings (
  layer text not null,
  signature text not null,
  source text not null,
  choices jsonb not null,
  user_id text,
  used_at timestamptz not null default now(),
  primary key (signature, layer, source)
);
alter table fourcolor.import_mappings enable row level security;
alter table fourcolor.import_mappings force row level security;
create policy owner_all on fourcolor.import_mappings for all to fc_owner using (true) with check (true);
create policy importers on fourcolor.import_mappings for all to fc_planner, fc_admin using (true) with check (true);
grant select, insert, update, delete on fourcolor.import_mappings to fc_planner, fc_admin;

-- What a person said about two rows, or a row and an object, that look alike: the same file asks nothing twice.
create table fourcolor.import_links (
  layer text not null,
  source text not null,
  source_id text not null,
  -- id of the object, or of the other row of the file
  other_id text not null,
  decision text not null check (decision in ('same', 'different', 'skip')),
  -- with 'same': fields whose value comes from the file
  from_file text[] not null default '{}',
  import_id uuid,
  user_id text,
  decided_at timestamptz not null default now(),
  primary key (layer, source, source_id, other_id)
);
alter table fourcolor.import_links enable row level security;
alter table fourcolor.import_links force row level security;
create policy owner_all on fourcolor.import_links for all to fc_owner using (true) with check (true);
create policy importers on fourcolor.import_links for all to fc_planner, fc_admin using (true) with check (true);
grant select, insert, update, delete on fourcolor.import_links to fc_planner, fc_admin;

-- Coordinates as they stood in the file, where they were converted, and in which system.
create table fourcolor.original_places (
  layer text not null,
  object_id text not null,
  x text not null,
  y text not null,
  crs text not null,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (layer, object_id)
);
alter table fourcolor.original_places enable row level security;
alter table fourcolor.original_places force row level security;
create policy owner_all on fourcolor.original_places for all to fc_owner using (true) with check (true);
-- Whoever sees the object sees whence its place comes: the subqueries obey the policies of the object's table.
do $$
declare
  branches text;
begin
  select string_agg(
    format('when %1$L then exists (select from fourcolor.%1$I as o where o.id = object_id)', name),
    ' ' order by name
  ) into branches
  from (select name from fourcolor.object_tables union select 'regions') as t;
  execute 'create policy with_object on fourcolor.original_places for select
    to fc_planner, fc_commander, fc_field, fc_admin, fc_audit using (case layer ' || branches || ' end)';
end
$$;
create policy importers_add on fourcolor.original_places for insert to fc_planner, fc_admin with check (true);
create policy importers_change on fourcolor.original_places for update to fc_planner, fc_admin
  using (true) with check (true);
grant select on fourcolor.original_places to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, update on fourcolor.original_places to fc_planner, fc_admin;

-- ---------------------------------------------------------------- rows on their way in

-- One unlogged table for each import that is being checked, with the columns of its layer; only whoever imports sees it.
create schema staging;
comment on schema staging is 'Rows of imports that are not written yet';
grant usage on schema staging to fc_planner, fc_admin;

create function fourcolor.open_stage(import uuid, target text, fields text[]) returns text
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
declare
  stage constant text := 'rows_' || replace(import::text, '-', '');
  actor constant text := nullif(current_setting('fourcolor.user', true), '');
  acting_role constant text := current_setting('role', true);
  columns text;
begin
  if acting_role not in ('fc_planner', 'fc_admin')
    or not exists (select from imports where id = import and (user_id is not distinct from actor or acting_role = 'fc_admin'))
    or not exists (select from object_tables where name = target union all select where target = 'regions')
  then
    raise insufficient_privilege;
  end if;
  select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum) into columns
  from pg_attribute
  where attrelid = format('fourcolor.%I', target)::regclass
    and attnum > 0
    and not attisdropped
    and attname = any (fields);
  execute format('drop table if exists staging.%I', stage);
  execute format(
    'create unlogged table staging.%I (
       row integer primary key, %s, dimension smallint not null, to_point boolean not null, print text, ring_fault jsonb,
       -- as in the file, where it was converted
       original_x text, original_y text, original_crs text,
       -- the object of the register that it is, and what is taken from the file
       merge_into text, merge_fields text[],
       geom geometry
     )', stage, columns);
  execute format('alter table staging.%I enable row level security', stage);
  execute format('alter table staging.%I force row level security', stage);
  execute format('create policy owner_all on staging.%I for all to fc_owner using (true) with check (true)', stage);
  execute format(
    'create policy own_rows on staging.%I for all to fc_planner, fc_admin
       using ((select coalesce(current_setting(''fourcolor.user'', true), '''')) = %2$L)
       with check ((select coalesce(current_setting(''fourcolor.user'', true), '''')) = %2$L)', stage, coalesce(actor, ''));
  execute format('grant select, insert, update, delete on staging.%I to fc_planner, fc_admin', stage);
  return 'staging.' || stage;
end
$$;
revoke all on function fourcolor.open_stage(uuid, text, text[]) from public;
grant execute on function fourcolor.open_stage(uuid, text, text[]) to fc_planner, fc_admin;

create function fourcolor.close_stage(import uuid) returns void
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
declare
  actor constant text := nullif(current_setting('fourcolor.user', true), '');
begin
  if current_setting('role', true) <> 'fc_admin'
    and exists (select from imports where id = import and user_id is distinct from actor)
  then
    raise insufficient_privilege;
  end if;
  execute format('drop table if exists staging.%I', 'rows_' || replace(import::text, '-', ''));
end
$$;
revoke all on function fourcolor.close_stage(uuid) from public;
grant execute on function fourcolor.close_stage(uuid) to fc_planner, fc_admin;

-- The planner needs statistics of a fresh table, which only its owner may gather.
create function fourcolor.analyze_stage(import uuid) returns void
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
begin
  execute format('analyze staging.%I', 'rows_' || replace(import::text, '-', ''));
end
$$;
revoke all on function fourcolor.analyze_stage(uuid) from public;
grant execute on function fourcolor.analyze_stage(uuid) to fc_planner, fc_admin;

-- Which part of the shorter name's characters the other has too. Trigrams would be faster, but in some locales pg_trgm
-- knows no Chinese characters.
create function fourcolor.shared_characters(a text, b text) returns real
language sql immutable strict parallel safe
as $$
  select count(*)::real / greatest(least(length(a), length(b)), 1)
  from (
    select unnest(string_to_array(lower(a), null))
    intersect
    select unnest(string_to_array(lower(b), null))
  ) as shared
$$;

-- Objects near staged rows that might be the same: the same credit code anywhere, or a name that shares enough characters
-- within the radius. Runs as the owner, because a row policy would keep the indexes from being used; it repeats the
-- policies' conditions.
create function fourcolor.similar_objects(
  import uuid, target text, low integer, high integer, radius_m double precision, least_shared real
)
returns table ("row" integer, id text, why text, distance_m double precision)
language plpgsql stable
security definer
set search_path = fourcolor, public
as $$
declare
  stage constant text := 'rows_' || replace(import::text, '-', '');
  actor constant text := coalesce(current_setting('fourcolor.user', true), '');
  extended constant boolean := (select o.extended from object_tables as o where o.name = target);
  in_scope text;
  has_code boolean;
begin
  if not exists (
    select from imports as i
    where i.id = import and coalesce(i.user_id, '') = actor
  ) then
    raise insufficient_privilege;
  end if;
  in_scope := case
    when extended then '($5 is null or exists (
      select from unnest(t.region_codes) as touched where touched ^@ any ($5)))'
    else '($5 is null or t.region_code ^@ any ($5))'
  end;
  if (select o.by_sector from object_tables as o where o.name = target) then
    in_scope := in_scope || ' and ($6 is null or t.sector = any ($6))';
  end if;
  select count(*) = 2 into has_code
  from pg_attribute
  where attname = 'credit_code'
    and attrelid in (format('fourcolor.%I', target)::regclass, format('staging.%I', stage)::regclass);
  return query execute format(
    'select s.row, t.id, ''name'', ST_Distance(s.geom::geography, ST_Transform(t.geom, 4326)::geography)
     from staging.%1$I as s
     join %2$I as t on t.geom && ST_Expand(s.geom, $3 / (111320 * greatest(cos(radians(ST_Y(ST_Centroid(s.geom)))), 0.01)), $3 / 110574)
     where s.row between $1 and $2
       and (t.source, t.source_id) is distinct from (s.source, s.source_id)
       -- what is on record under its own number is known already
       and not exists (select from %2$I as own where own.source = s.source and own.source_id = s.source_id)
       and ST_DWithin(t.geom::geography, s.geom::geography, $3)
       and shared_characters(t.name, s.name) >= $4
       and %3$s', stage, target, in_scope)
  using low, high, radius_m, least_shared,
    case when scope_regions() is null then null else scope_prefixes() end, scope_sectors();
  if has_code then
    return query execute format(
      'select s.row, t.id, ''credit_code'', ST_Distance(s.geom::geography, t.geom::geography)
       from staging.%1$I as s
       join %2$I as t on t.credit_code = s.credit_code
       where s.row between $1 and $2
         and (t.source, t.source_id) is distinct from (s.source, s.source_id)
         and %3$s', stage, target, replace(replace(in_scope, '$5', '$3'), '$6', '$4'))
    using low, high,
      case when scope_regions() is null then null else scope_prefixes() end, scope_sectors();
  end if;
end
$$;
revoke all on function fourcolor.similar_objects(uuid, text, integer, integer, double precision, real) from public;
grant execute on function fourcolor.similar_objects(uuid, text, integer, integer, double precision, real)
  to fc_planner, fc_admin;

-- ---------------------------------------------------------------- undo

-- The columns of an object as the event log keeps them, for `select`.
create function fourcolor.own_columns(target regclass, alias text) returns text
language sql stable
set search_path = fourcolor, public
as $$
  select string_agg(
    case when atttypid = 'geometry'::regtype
      then format('%1$s.%2$I::text as %2$I', alias, attname)
      else format('%s.%I', alias, attname) end,
    ', ' order by attnum
  )
  from pg_attribute
  where attrelid = target
    and attnum > 0
    and not attisdropped
    and attname <> all (array[
      'fid', 'qk', 'geom_3857', 'shape_z8', 'shape_z11', 'label_point', 'label_qk', 'region_codes', 'connected',
      'recorded_at'
    ])
$$;

-- Takes a written import back as a whole: what it added goes, what it changed becomes what it was, each with its event.
-- Nothing happens where an object was changed since; those are listed. Whoever imported may undo although only the
-- administrator may delete: the rows are their own, so it runs as the owner and asks who wants it.
-- null = no such import for this person.
create function fourcolor.undo_import(wanted uuid) returns jsonb
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
declare
  actor constant text := nullif(current_setting('fourcolor.user', true), '');
  acting_role constant text := current_setting('role', true);
  -- they follow from the calendar, from borders and from other objects
  follows constant text[] := array['grade_state', 'inspection_state', 'region_code', 'area_km2', 'length_km', 'conflicts'];
  target text;
  state_now text;
  conflicts jsonb;
  settings text;
  removed bigint;
  restored bigint;
begin
  if acting_role not in ('fc_planner', 'fc_admin') then
    raise insufficient_privilege;
  end if;
  select i.layer, i.state into target, state_now
  from imports as i
  where i.id = wanted
    and (i.user_id is not distinct from actor or acting_role = 'fc_admin')
  for update;
  if not found then
    return null;
  end if;
  if state_now <> 'written' then
    return jsonb_build_object('state', state_now);
  end if;
  -- as imports do
  perform pg_advisory_xact_lock(hashtext('fourcolor import ' || target));

  create temporary table undoing on commit drop as
  select
    e.object_id as id,
    (array_agg(e.action order by e.id))[1] as action,
    (array_agg(e.before order by e.id))[1] as before,
    (array_agg(e.after order by e.id desc))[1] as after,
    max(e.id) as last_event
  from events as e
  where e.why like 'import %'
    and substring(e.why from 8 for 36) = wanted::text
    and e.layer = target
  group by e.object_id;
  create unique index on pg_temp.undoing (id);
  analyze pg_temp.undoing;
  -- nobody changes them between the comparison and the undoing
  execute format(
    'create temporary table undo_now on commit drop as
     select t.id, to_jsonb((select image from (select %s) as image)) as image
     from (
       select o.* from %2$I as o join pg_temp.undoing as u on u.id = o.id for update of o
     ) as t', own_columns(target::regclass, 't'), target);

  select jsonb_agg(jsonb_build_object(
    'layer', target, 'id', c.id, 'name', coalesce(c.image ->> 'name', c.after ->> 'name'), 'fields', c.fields,
    'reason', c.reason, 'changedAt', (
      select max(e.at) from events as e where e.layer = target and e.object_id = c.id and e.id > c.last_event
    )) order by c.id)
  into conflicts
  from (
    select u.id, u.after, u.last_event, n.image, d.fields,
      case
        when n.id is null then 'deleted'
        when d.fields <> '[]' then 'changed'
        else 'used'
      end as reason
    from pg_temp.undoing as u
    left join pg_temp.undo_now as n using (id)
    cross join lateral (
      select coalesce(jsonb_agg(a.key order by a.key), '[]') as fields
      from jsonb_each(u.after) as a
      where n.id is not null
        and a.key <> all (follows)
        and a.value is distinct from n.image -> a.key
    ) as d
    where (n.id is null and u.action = 'update')
      or d.fields <> '[]'
      or (
        u.action = 'insert'
        and n.id is not null
        and (
          exists (
            select from responsibilities as r
            where r.owner_layer = target and r.owner_id = u.id
          )
          or (target = 'resources' and exists (select from stock_lines as l where l.owner_id = u.id))
          or exists (select from risk_points as p where p.owner_layer = target and p.owner_id = u.id)
          or (target = 'enterprises' and exists (
            select from major_hazards as h where h.enterprise_id = u.id
          ))
          or (target = 'major_hazards' and exists (
            select from inventories as i
            where i.owner_id = u.id
              and not exists (
                select from events as e
                where e.why like 'import %'
                  and substring(e.why from 8 for 36) = wanted::text
                  and e.layer = 'inventories'
                  and e.object_id = u.id
                  and e.after = to_jsonb(i) - 'fid'
              )
          ))
        )
      )
  ) as c;
  if conflicts is not null then
    return jsonb_build_object('state', 'written', 'conflicts', conflicts);
  end if;

  if target = 'major_hazards' then
    perform undo_inventories(wanted);
  end if;
  execute format(
    'delete from %I as t using pg_temp.undoing as u where u.action = ''insert'' and t.id = u.id', target);
  get diagnostics removed = row_count;
  select string_agg(format('%1$I = r.%1$I', attname), ', ' order by attnum) into settings
  from pg_attribute
  where attrelid = format('fourcolor.%I', target)::regclass
    and attnum > 0
    and not attisdropped
    and attgenerated = ''
    and attname <> all (array[
      'id', 'fid', 'qk', 'geom_3857', 'shape_z8', 'shape_z11', 'label_point', 'label_qk', 'region_codes', 'connected',
      'recorded_at'
    ]);
  execute format(
    'update %1$I as t
     set %2$s
     from pg_temp.undoing as u
     cross join lateral jsonb_populate_record(null::fourcolor.%1$I, u.before) as r
     where u.action = ''update''
       and t.id = u.id', target, settings);
  get diagnostics restored = row_count;
  delete from import_links where import_id = wanted;
  delete from original_places where import_id = wanted;
  -- a region that others stand on refuses here, not at the end
  set constraints all immediate;
  update imports
  set state = 'undone', undone_at = now(), updated_at = now()
  where id = wanted;
  return jsonb_build_object('state', 'undone', 'removed', removed, 'restored', restored);
end
$$;
revoke all on function fourcolor.undo_import(uuid) from public;
grant execute on function fourcolor.undo_import(uuid) to fc_planner, fc_admin;

-- Lines that the import added go, lines that it took away come back.
create function fourcolor.undo_inventories(wanted uuid) returns void
language plpgsql volatile
set search_path = fourcolor, public
as $$
declare
  step record;
begin
  for step in
    select e.action, e.object_id, e.before, e.after
    from events as e
    where e.why like 'import %'
      and substring(e.why from 8 for 36) = wanted::text
      and e.layer = 'inventories'
    order by e.id desc
  loop
    if step.action = 'insert' then
      delete from inventories
      where fid = (
        select i.fid from inventories as i
        where i.owner_id = step.object_id and to_jsonb(i) - 'fid' = step.after
        limit 1
      );
    elsif step.action = 'delete' then
      insert into inventories (owner_id, substance, cas, class_symbol, quantity_t, threshold_t, beta, state)
      select r.owner_id, r.substance, r.cas, r.class_symbol, r.quantity_t, r.threshold_t, r.beta, r.state
      from jsonb_populate_record(null::inventories, step.before) as r;
    end if;
  end loop;
end
$$;
revoke all on function fourcolor.undo_inventories(uuid) from public;
