-- Indicators of safety work: targets, figures from outside the register, frozen months, the scorecard; and the rounds of
-- the city's risk assessment.

-- Writers of a whole city's figures; the condition stands in every policy below.
create function fourcolor.for_whole_city() returns boolean
language sql stable
as $$
  select fourcolor.scope_regions() is null and fourcolor.scope_sectors() is null
$$;

-- Whether a region lies within the reader's own.
create function fourcolor.region_in_scope(code text) returns boolean
language sql stable
as $$
  select fourcolor.scope_regions() is null
    or exists (
      select 1 from unnest(fourcolor.scope_prefixes()) as prefix where code like prefix || '%'
    )
$$;

-- An entry in the event log for every row written, under the table's name; columns in the trigger's arguments stay out.
create function fourcolor.record_row() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  was jsonb;
  becomes jsonb;
begin
  if tg_op <> 'INSERT' then
    was := to_jsonb(old) - coalesce(tg_argv, '{}');
  end if;
  if tg_op <> 'DELETE' then
    becomes := to_jsonb(new) - coalesce(tg_argv, '{}');
  end if;
  insert into events (user_id, role, why, layer, action, object_id, before, after)
  values (
    nullif(current_setting('fourcolor.user', true), ''),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('fourcolor.why', true), ''),
    tg_table_name,
    lower(tg_op),
    coalesce(becomes, was) ->> 'id',
    was,
    becomes
  );
  return null;
end
$$;

-- ---------------------------------------------------------------- targets and figures from outside

-- What an indicator should reach in a year, for the city or one of its regions.
create table fourcolor.indicator_targets (
  id uuid primary key default gen_random_uuid(),
  indicator text not null check (length(indicator) between 1 and 60),
  year smallint not null check (year between 1990 and 2100),
  region_code text not null,
  -- of the indicator's value, or of its change against the same period of the year before, in percent
  measure text not null check (measure in ('value', 'change')),
  comparator text not null check (comparator in ('>=', '<=', '>', '<', '=')),
  target double precision not null,
  binding boolean not null default false,
  source text not null check (length(source) between 1 and 300),
  unique (indicator, year, region_code, measure)
);

-- Figures that the register cannot know, such as the gross domestic product of a month.
create table fourcolor.indicator_inputs (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name in ('gdp_100m_yuan')),
  region_code text not null,
  month date not null check (extract(day from month) = 1),
  value double precision not null check (value > 0),
  state text not null check (state in ('provisional', 'confirmed')),
  source text not null check (length(source) between 1 and 300),
  cutoff date not null,
  unique (name, region_code, month)
);

-- ---------------------------------------------------------------- frozen months

-- What an indicator was when a month was closed; a later confirmation is another row, nothing is ever changed.
create table fourcolor.indicator_values (
  id uuid primary key default gen_random_uuid(),
  indicator text not null,
  region_code text not null,
  month date not null check (extract(day from month) = 1),
  state text not null check (state in ('provisional', 'confirmed')),
  cutoff date not null,
  value double precision,
  over double precision,
  under double precision,
  -- of the whole city only: [layer, id, name, region code, counted, weight] of what the figure rests on
  basis jsonb,
  frozen_by text,
  frozen_at timestamptz not null default now(),
  unique (indicator, region_code, month, state)
);
create index indicator_values_month on fourcolor.indicator_values (month, region_code);

-- ---------------------------------------------------------------- scorecard

-- Criteria of a demonstration city as a city works with them, and how each is met; evidence names indicators, objects, files.
create table fourcolor.scorecard_criteria (
  id uuid primary key default gen_random_uuid(),
  aspect text not null check (aspect in ('source', 'prevention', 'supervision', 'support', 'rescue', 'state')),
  position integer not null,
  title text not null check (length(title) between 1 and 300),
  points double precision not null check (points >= 0),
  -- the indicator that shows it, when one does
  indicator text,
  source text not null check (length(source) between 1 and 300),
  score double precision check (score >= 0 and score <= points),
  note text check (length(note) <= 2000),
  evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array'),
  judged_on date,
  deleted_at timestamptz
);

-- ---------------------------------------------------------------- assessment rounds

-- 城市安全风险评估: a dated version of the whole map with its papers. A draft takes the map as it is; once approved by a
-- second person nothing of it changes any more.
create table fourcolor.assessment_rounds (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  as_of date not null,
  state text not null default 'draft' check (state in ('draft', 'review', 'approved')),
  note text check (length(note) <= 4000),
  created_by text not null,
  created_at timestamptz not null default now(),
  submitted_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  opinion text check (length(opinion) <= 4000),
  taken_at timestamptz,
  objects integer not null default 0,
  constraint assessment_rounds_two_people check (approved_by is null or approved_by <> created_by),
  constraint assessment_rounds_approved check ((state = 'approved') = (approved_at is not null))
);

-- Every graded object as the round has it.
create table fourcolor.round_objects (
  round_id uuid not null references fourcolor.assessment_rounds (id) on delete cascade,
  layer text not null,
  object_id text not null,
  name text,
  kind text,
  region_code text,
  grade smallint check (grade between 1 and 4),
  grade_state text not null,
  assessed_on date,
  point geometry(Point, 4326),
  -- of regions: their borders then
  shape geometry(MultiPolygon, 4326),
  level text,
  primary key (round_id, layer, object_id)
);
create index round_objects_region on fourcolor.round_objects (round_id, layer, region_code text_pattern_ops);

-- Report, control scheme, atlas, expert opinion.
create table fourcolor.round_files (
  id uuid primary key default gen_random_uuid(),
  round_id uuid not null references fourcolor.assessment_rounds (id) on delete cascade,
  kind text not null check (kind in ('report', 'scheme', 'atlas', 'opinion', 'plan', 'other')),
  name text not null check (length(name) between 1 and 200),
  media_type text not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 52428800),
  sha256 text not null,
  added_by text,
  added_at timestamptz not null default now()
);
create index round_files_round on fourcolor.round_files (round_id);

create function fourcolor.round_before_write() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  if tg_op = 'DELETE' then
    -- the invented city may be taken away with its rounds
    if old.state = 'approved' and old.created_by not like 'demo:%' then
      raise exception 'An approved round is kept' using errcode = 'check_violation';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    new.created_at := now();
    return new;
  end if;
  if old.state = 'approved' then
    raise exception 'An approved round is kept as it was approved' using errcode = 'check_violation';
  end if;
  if new.created_by is distinct from old.created_by then
    raise exception 'Whoever began a round stays named' using errcode = 'check_violation';
  end if;
  if new.state = 'approved' and old.state <> 'review' then
    raise exception 'A round is approved after it was handed in' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger before_write before insert or update or delete on fourcolor.assessment_rounds
  for each row execute function fourcolor.round_before_write();

-- Objects and papers of an approved round stay; in review only the expert opinion may be added.
create function fourcolor.round_part_before_write() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  part record;
  round_state text;
begin
  if tg_op = 'DELETE' then part := old; else part := new; end if;
  select case when tg_op = 'DELETE' and created_by like 'demo:%' then 'draft' else state end into round_state
  from assessment_rounds
  where id = part.round_id;
  -- no round: it is being deleted with its parts
  if round_state = 'approved' then
    raise exception 'An approved round is kept as it was approved' using errcode = 'check_violation';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end
$$;
create trigger before_write before insert or update or delete on fourcolor.round_objects
  for each row execute function fourcolor.round_part_before_write();
create trigger before_write before insert or update or delete on fourcolor.round_files
  for each row execute function fourcolor.round_part_before_write();

-- Frozen figures are never changed or taken back.
create function fourcolor.refuse_change() returns trigger
language plpgsql
as $$
begin
  -- the invented city may be taken away with its figures
  if tg_op = 'DELETE' and old.frozen_by = 'demo' then
    return old;
  end if;
  raise exception 'Rows of % are only added', tg_table_name using errcode = 'check_violation';
end
$$;
create trigger only_added before update or delete on fourcolor.indicator_values
  for each row execute function fourcolor.refuse_change();

-- ---------------------------------------------------------------- rights

do $$
declare
  holder text;
begin
  foreach holder in array array[
    'indicator_targets', 'indicator_inputs', 'indicator_values', 'scorecard_criteria', 'assessment_rounds',
    'round_objects', 'round_files'
  ]
  loop
    execute format('alter table fourcolor.%I enable row level security', holder);
    execute format('alter table fourcolor.%I force row level security', holder);
    execute format('create policy owner_all on fourcolor.%I for all to fc_owner using (true) with check (true)', holder);
    execute format('grant select on fourcolor.%I to fc_planner, fc_commander, fc_field, fc_admin, fc_audit', holder);
    execute format('grant insert, update, delete on fourcolor.%I to fc_planner, fc_admin', holder);
    execute format(
      'create policy city_adds on fourcolor.%I for insert to fc_planner, fc_admin
         with check ((select fourcolor.for_whole_city()))', holder);
    execute format(
      'create policy city_changes on fourcolor.%I for update to fc_planner, fc_admin
         using ((select fourcolor.for_whole_city())) with check ((select fourcolor.for_whole_city()))', holder);
    execute format(
      'create policy city_removes on fourcolor.%I for delete to fc_planner, fc_admin
         using ((select fourcolor.for_whole_city()))', holder);
  end loop;
  foreach holder in array array['indicator_targets', 'indicator_inputs', 'indicator_values']
  loop
    execute format(
      'create policy in_scope on fourcolor.%I for select to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
         using (fourcolor.region_in_scope(region_code))', holder);
  end loop;
  foreach holder in array array['scorecard_criteria', 'assessment_rounds', 'round_files']
  loop
    execute format(
      'create policy city_reads on fourcolor.%I for select to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
         using ((select fourcolor.for_whole_city()))', holder);
  end loop;
  foreach holder in array array['indicator_targets', 'indicator_inputs', 'indicator_values', 'scorecard_criteria']
  loop
    execute format(
      'create trigger record_change after insert or update or delete on fourcolor.%I
         for each row execute function fourcolor.record_row(''basis'')', holder);
  end loop;
  create trigger record_change after insert or update or delete on fourcolor.assessment_rounds
    for each row execute function fourcolor.record_row();
  create trigger record_change after insert or update or delete on fourcolor.round_files
    for each row execute function fourcolor.record_row('bytes');
end
$$;
create policy city_reads on fourcolor.round_objects for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit using ((select fourcolor.for_whole_city()));
