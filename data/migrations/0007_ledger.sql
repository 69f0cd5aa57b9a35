-- The ledger of risk points with its measures, what grades enterprises and parks, every grade ever given, the settings
-- by which grades are given, and the visits and key lists of differentiated supervision.

-- ---------------------------------------------------------------- risk points

-- `inputs` holds what the method asks for: {"inherent": {...}, "residual": {...}, "reasons": [...]}; the scores follow from
-- it and the residual grade is the column grade. The engine (server/grading) fills the scores.
alter table fourcolor.risk_points
  add column method_scheme text,
  add column inputs jsonb check (jsonb_typeof(inputs) = 'object'),
  add column inherent_score double precision check (inherent_score >= 0),
  add column inherent_grade smallint check (inherent_grade between 1 and 4),
  add column residual_score double precision check (residual_score >= 0);
grant select (method_scheme, inputs, inherent_score, inherent_grade, residual_score)
  on fourcolor.risk_points to fc_planner, fc_audit;
create index risk_points_by_grade on fourcolor.risk_points (grade);
create index major_hazards_enterprise on fourcolor.major_hazards (enterprise_id);

-- Control measures of a risk point, each of one of five classes.
create table fourcolor.control_measures (
  fid bigint generated always as identity primary key,
  id uuid not null unique default gen_random_uuid(),
  risk_point_id text not null references fourcolor.risk_points (id) on delete cascade,
  class text not null check (class in ('engineering', 'management', 'training', 'protection', 'emergency')),
  text text not null check (length(text) between 1 and 2000),
  level text check (level in ('company', 'workshop', 'team', 'post')),
  responsible text check (length(responsible) <= 200),
  -- days between two checks; null = not checked by schedule
  cycle_days integer check (cycle_days between 1 and 3650),
  -- season in which it is checked more often (flood, forest_fire, typhoon, winter_fire)
  season text check (season in ('flood', 'forest_fire', 'typhoon', 'winter_fire')),
  season_cycle_days integer check (season_cycle_days between 1 and 3650),
  active boolean not null default true,
  position integer not null default 0
);
create index control_measures_point on fourcolor.control_measures (risk_point_id, position);

-- ---------------------------------------------------------------- what grades enterprises and parks

-- People, equipment, site, process and environment of an enterprise judged good, fair or poor.
create table fourcolor.evaluations (
  fid bigint generated always as identity primary key,
  enterprise_id text not null references fourcolor.enterprises (id) on delete cascade,
  evaluated_on date not null,
  elements jsonb not null check (jsonb_typeof(elements) = 'object'),
  evaluator text,
  source text not null,
  unique (enterprise_id, evaluated_on)
);
create index evaluations_enterprise on fourcolor.evaluations (enterprise_id, evaluated_on desc);

-- The 100-point form of producers and storers of hazardous chemicals: how often each item applies.
create table fourcolor.hazmat_forms (
  fid bigint generated always as identity primary key,
  enterprise_id text not null references fourcolor.enterprises (id) on delete cascade,
  filled_on date not null,
  items jsonb not null check (jsonb_typeof(items) = 'object'),
  -- rules that make the enterprise red whatever its score
  direct_red text[] not null default '{}',
  assessor text,
  source text not null,
  unique (enterprise_id, filled_on)
);
create index hazmat_forms_enterprise on fourcolor.hazmat_forms (enterprise_id, filled_on desc);

-- Scores of parks by the guideline for chemical parks.
create table fourcolor.park_scores (
  fid bigint generated always as identity primary key,
  park_id text not null references fourcolor.parks (id) on delete cascade,
  scored_on date not null,
  score numeric(5, 2) not null check (score between 0 and 100),
  assessor text,
  source text not null,
  unique (park_id, scored_on)
);
create index park_scores_park on fourcolor.park_scores (park_id, scored_on desc);

-- Residents within 500 m, kept until the object or the census changes; `place` is a hash of the shape that was asked.
create table fourcolor.exposures (
  layer text not null,
  object_id text not null,
  place text not null,
  population_version bigint not null,
  -- null = no census unit lies there
  residents double precision check (residents >= 0),
  primary key (layer, object_id)
);

-- ---------------------------------------------------------------- grades given

-- Every change of a grade, never changed afterwards. Scope columns are those of the object at that time.
create table fourcolor.gradings (
  id bigint generated always as identity primary key,
  layer text not null,
  object_id text not null,
  at timestamptz not null default now(),
  valid_from date not null,
  source text not null default '',
  region_code text,
  sector text,
  method text not null,
  version text not null,
  score double precision,
  grade smallint check (grade between 1 and 4),
  previous_score double precision,
  previous_grade smallint check (previous_grade between 1 and 4),
  explanation jsonb not null,
  -- the grade that the object's source stated, from which an open danger may have raised it
  declared smallint check (declared between 1 and 4),
  -- what made the grade change: a person's words, or the event that did it
  cause text not null,
  event_id bigint,
  settings_version integer not null default 0,
  user_id text
);
create index gradings_object on fourcolor.gradings (layer, object_id, id desc);
create index gradings_at on fourcolor.gradings (at);
create index gradings_valid on fourcolor.gradings (valid_from);

create function fourcolor.gradings_stay() returns trigger
language plpgsql
as $$
begin
  -- the invented city may be taken away with its past
  if tg_op = 'DELETE' and old.source = 'demo' then
    return old;
  end if;
  raise exception 'Gradings are never changed' using errcode = '42501';
end
$$;
create trigger stay before update or delete on fourcolor.gradings
  for each row execute function fourcolor.gradings_stay();

-- By which numbers grades are given and supervision is arranged; the last version holds. Without a row: the defaults.
create table fourcolor.grading_settings (
  version integer generated always as identity primary key,
  at timestamptz not null default now(),
  user_id text,
  note text check (length(note) <= 500),
  settings jsonb not null check (jsonb_typeof(settings) = 'object')
);

-- ---------------------------------------------------------------- differentiated supervision

-- Visits by the authorities, from which the next is due.
create table fourcolor.supervision_visits (
  fid bigint generated always as identity primary key,
  layer text not null check (layer in ('enterprises', 'places', 'parks', 'major_hazards', 'hazard_points')),
  object_id text not null,
  visited_on date not null,
  department text not null check (length(department) between 1 and 120),
  findings text check (length(findings) <= 2000)
);
create index supervision_visits_object on fourcolor.supervision_visits (layer, object_id, visited_on desc);

-- Objects that somebody put on, or took off, the key list of the city or a county beside what the rule says.
create table fourcolor.key_list_entries (
  fid bigint generated always as identity primary key,
  level text not null check (level in ('city', 'county')),
  layer text not null check (layer in ('enterprises', 'places', 'parks', 'major_hazards', 'hazard_points')),
  object_id text not null,
  listed boolean not null,
  reason text not null check (length(reason) between 1 and 500),
  since date not null default fourcolor.today(),
  unique (level, layer, object_id)
);

-- ---------------------------------------------------------------- how many dangers are open

-- Open or overdue major hidden dangers of an object, and those under listed supervision in a region and whatever is
-- inside it; 0008 gives the real ones.
create function fourcolor.open_major_dangers(layer text, id text) returns integer
language sql stable parallel safe
as $$ select 0 $$;
create function fourcolor.supervised_dangers_in(region text) returns integer
language sql stable parallel safe
as $$ select 0 $$;

-- The newest event of an object and of what hangs on it: the version that a form was filled from.
create function fourcolor.object_version(wanted_layer text, wanted_id text) returns bigint
language sql stable
security definer
set search_path = fourcolor, public
as $$
  select coalesce(max(id), 0)
  from events
  where object_id = wanted_id
    and layer = any (array[wanted_layer, 'control_measures', 'responsibilities', 'inventories', 'stock_lines'])
$$;
revoke all on function fourcolor.object_version(text, text) from public;
grant execute on function fourcolor.object_version(text, text)
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- ---------------------------------------------------------------- what is recorded of a new grade

-- As in 0002; a new grade moves nothing, so its event leaves out the shape that a region's border would fill it with.
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
  -- set by the grade engine (server/grading), which writes no geometry
  grading constant boolean := tg_op = 'UPDATE' and coalesce(current_setting('fourcolor.grading', true), '') = 'on';
begin
  -- geometries as text (hex EWKB): exact, and to_jsonb would write GeoJSON at 125 microseconds each
  select string_agg(
    case when atttypid = 'geometry'::regtype then '%1$s.' || quote_ident(attname) || '::text as ' || quote_ident(attname)
      else '%1$s.' || quote_ident(attname) end,
    ', ' order by attnum
  ) into own_columns
  from pg_attribute
  where attrelid = tg_relid and attnum > 0 and not attisdropped and attname <> all (derived)
    and not (grading and atttypid = 'geometry'::regtype);

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

-- ---------------------------------------------------------------- who reads and writes

-- Events of tables that hang on an object. Argument: the column that names the object.
create function fourcolor.record_lines() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  actor text := nullif(current_setting('fourcolor.user', true), '');
  acting_role text := coalesce(nullif(current_setting('role', true), 'none'), session_user);
  said_why text := nullif(current_setting('fourcolor.why', true), '');
begin
  if tg_op = 'INSERT' then
    insert into events (user_id, role, why, layer, action, object_id, after)
    select actor, acting_role, said_why, tg_table_name, 'insert', to_jsonb(n) ->> tg_argv[0], to_jsonb(n) - 'fid'
    from new_rows as n;
  elsif tg_op = 'DELETE' then
    insert into events (user_id, role, why, layer, action, object_id, before)
    select actor, acting_role, said_why, tg_table_name, 'delete', to_jsonb(o) ->> tg_argv[0], to_jsonb(o) - 'fid'
    from old_rows as o;
  else
    insert into events (user_id, role, why, layer, action, object_id, before, after)
    select actor, acting_role, said_why, tg_table_name, 'update', to_jsonb(n) ->> tg_argv[0], to_jsonb(o) - 'fid',
      to_jsonb(n) - 'fid'
    from new_rows as n
    join old_rows as o using (fid)
    where to_jsonb(n) is distinct from to_jsonb(o);
  end if;
  return null;
end
$$;

-- Whoever sees an object sees what hangs on it; planners and administrators who see it may write it.
do $$
declare
  part record;
  visible text;
begin
  for part in
    select *
    from (values
      ('control_measures', 'risk_point_id', 'risk_points'),
      ('evaluations', 'enterprise_id', 'enterprises'),
      ('hazmat_forms', 'enterprise_id', 'enterprises'),
      ('park_scores', 'park_id', 'parks'),
      ('supervision_visits', 'object_id', null),
      ('key_list_entries', 'object_id', null)
    ) as t (name, key, owner)
  loop
    visible := case
      when part.owner is not null then
        format('exists (select from fourcolor.%I as o where o.id = %I)', part.owner, part.key)
      else
        'case layer
           when ''enterprises'' then exists (select from fourcolor.enterprises as o where o.id = object_id)
           when ''places'' then exists (select from fourcolor.places as o where o.id = object_id)
           when ''parks'' then exists (select from fourcolor.parks as o where o.id = object_id)
           when ''major_hazards'' then exists (select from fourcolor.major_hazards as o where o.id = object_id)
           when ''hazard_points'' then exists (select from fourcolor.hazard_points as o where o.id = object_id)
         end'
    end;
    execute format('alter table fourcolor.%I enable row level security', part.name);
    execute format('alter table fourcolor.%I force row level security', part.name);
    execute format('create policy owner_all on fourcolor.%I for all to fc_owner using (true) with check (true)', part.name);
    execute format(
      'create policy with_owner on fourcolor.%I for select to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
         using (%s)', part.name, visible);
    execute format(
      'create policy with_owner_write on fourcolor.%I for all to fc_planner, fc_admin using (%s) with check (%s)',
      part.name, visible, visible);
    execute format(
      'grant select on fourcolor.%I to fc_planner, fc_commander, fc_field, fc_admin, fc_audit', part.name);
    execute format('grant insert, update, delete on fourcolor.%I to fc_planner, fc_admin', part.name);
    execute format(
      'create trigger record_insert after insert on fourcolor.%I referencing new table as new_rows
         for each statement execute function fourcolor.record_lines(%L)', part.name, part.key);
    execute format(
      'create trigger record_update after update on fourcolor.%I
         referencing old table as old_rows new table as new_rows
         for each statement execute function fourcolor.record_lines(%L)', part.name, part.key);
    execute format(
      'create trigger record_delete after delete on fourcolor.%I referencing old table as old_rows
         for each statement execute function fourcolor.record_lines(%L)', part.name, part.key);
  end loop;
end
$$;

alter table fourcolor.exposures enable row level security;
alter table fourcolor.exposures force row level security;
create policy owner_all on fourcolor.exposures for all to fc_owner using (true) with check (true);
create policy engine on fourcolor.exposures for all to fc_admin using (true) with check (true);
grant select, insert, update, delete on fourcolor.exposures to fc_admin;

alter table fourcolor.gradings enable row level security;
alter table fourcolor.gradings force row level security;
create policy owner_all on fourcolor.gradings for all to fc_owner using (true) with check (true);
create policy in_scope on fourcolor.gradings for select to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    ((select fourcolor.scope_regions()) is null
      or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
    and ((select fourcolor.scope_sectors()) is null
      or sector is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
create policy engine_adds on fourcolor.gradings for insert to fc_admin with check (true);
create policy demo_goes on fourcolor.gradings for delete to fc_admin using (source = 'demo');
grant select on fourcolor.gradings to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, delete on fourcolor.gradings to fc_admin;

alter table fourcolor.grading_settings enable row level security;
alter table fourcolor.grading_settings force row level security;
create policy owner_all on fourcolor.grading_settings for all to fc_owner using (true) with check (true);
create policy staff_reads on fourcolor.grading_settings for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit using (true);
create policy admin_adds on fourcolor.grading_settings for insert to fc_admin
  with check ((select fourcolor.scope_regions()) is null and (select fourcolor.scope_sectors()) is null);
grant select on fourcolor.grading_settings to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert on fourcolor.grading_settings to fc_admin;

create function fourcolor.record_grading_settings() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  insert into events (user_id, role, why, layer, action, object_id, before, after)
  values (
    nullif(current_setting('fourcolor.user', true), ''),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    coalesce(new.note, nullif(current_setting('fourcolor.why', true), '')),
    'grading_settings',
    'insert',
    new.version::text,
    (select settings from grading_settings where version < new.version order by version desc limit 1),
    new.settings
  );
  return null;
end
$$;
create trigger record_insert after insert on fourcolor.grading_settings
  for each row execute function fourcolor.record_grading_settings();

-- Responsible persons also of risk points, written by planners within their scope.
alter table fourcolor.responsibilities drop constraint responsibilities_owner_layer_check;
alter table fourcolor.responsibilities add constraint responsibilities_owner_layer_check check (owner_layer in (
  'regions', 'enterprises', 'places', 'parks', 'major_hazards', 'hazard_points', 'pipelines', 'risk_points'
));
drop policy with_owner on fourcolor.responsibilities;
drop policy admin_writes on fourcolor.responsibilities;
drop policy admin_writes on fourcolor.inventories;
do $$
declare
  visible constant text := 'case owner_layer
    when ''regions'' then exists (select from fourcolor.regions as o where o.id = owner_id)
    when ''enterprises'' then exists (select from fourcolor.enterprises as o where o.id = owner_id)
    when ''places'' then exists (select from fourcolor.places as o where o.id = owner_id)
    when ''parks'' then exists (select from fourcolor.parks as o where o.id = owner_id)
    when ''major_hazards'' then exists (select from fourcolor.major_hazards as o where o.id = owner_id)
    when ''hazard_points'' then exists (select from fourcolor.hazard_points as o where o.id = owner_id)
    when ''pipelines'' then exists (select from fourcolor.pipelines as o where o.id = owner_id)
    when ''risk_points'' then exists (select from fourcolor.risk_points as o where o.id = responsibilities.owner_id)
  end';
  of_hazard constant text := 'exists (select from fourcolor.major_hazards as o where o.id = owner_id)';
begin
  execute format(
    'create policy with_owner on fourcolor.responsibilities for select
       to fc_planner, fc_commander, fc_field, fc_admin, fc_audit using (%s)', visible);
  execute format(
    'create policy with_owner_write on fourcolor.responsibilities for all to fc_planner, fc_admin
       using (%s) with check (%s)', visible, visible);
  execute format(
    'create policy with_owner_write on fourcolor.inventories for all to fc_planner, fc_admin
       using (%s) with check (%s)', of_hazard, of_hazard);
end
$$;
grant insert, update, delete on fourcolor.responsibilities to fc_planner;
grant insert, update, delete on fourcolor.inventories to fc_planner;
create trigger drop_responsibilities after delete on fourcolor.risk_points referencing old table as old_rows
  for each statement execute function fourcolor.drop_responsibilities();

-- Planners keep the ledger of their scope: they also take points off it.
create policy planners_remove on fourcolor.risk_points for delete to fc_planner, fc_admin
  using (
    ((select fourcolor.scope_regions()) is null
      or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
    and ((select fourcolor.scope_sectors()) is null
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
grant delete on fourcolor.risk_points to fc_planner;
