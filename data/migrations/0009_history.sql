-- Every past state of the graded objects: what was so at a time, and what was known at a time.

-- ---------------------------------------------------------------- when something is recorded

-- The moment that counts as recorded. A register taken over from elsewhere says when it knew things itself.
create function fourcolor.recorded_now() returns timestamptz
language sql stable parallel safe
set search_path = fourcolor, public
as $$ select coalesce(nullif(current_setting('fourcolor.recorded_at', true), '')::timestamptz, now()) $$;

-- ---------------------------------------------------------------- one row for each state

-- A state of a graded object and two times of it. Valid: the days on which it was so, as far as is known today; a later
-- record with an earlier day takes the days from then on. Recorded: from when to when the register said so.
-- Exactly one state of an object is recorded at any moment, and one is valid on any day; `gone` = the object is no more.
create table fourcolor.object_versions (
  id bigint generated always as identity primary key,
  layer text not null,
  fid bigint not null,
  object_id text not null,
  name text,
  -- the word of the layer's kind field; of a region its level
  kind text,
  sector text,
  region_code text,
  -- lines and areas: every region below the county that they touch
  region_codes text[],
  grade smallint,
  grade_state text not null,
  score double precision,
  assessed_on date,
  review_due date,
  -- before this day nobody had assessed it, as far as is known
  graded_from date,
  -- how it came from the state recorded before: appeared, assessed, withdrawn, up (more risk), down, confirmed, moved,
  -- changed (a name, a sector), gone
  change text not null default 'appeared',
  before_grade smallint,
  gone boolean not null default false,
  valid_from date not null,
  valid_to date not null default 'infinity',
  recorded timestamptz not null,
  superseded timestamptz not null default 'infinity',
  cause text,
  user_id text,
  qk bigint not null,
  -- lines and areas: key of the place of their name
  label_qk bigint,
  -- where the symbol or the name stands
  place geometry(Point, 3857) not null,
  -- null = as the object lies today; its own when the object has moved or gone since
  shape geometry(Geometry, 3857),
  constraint object_versions_once unique (layer, fid, recorded)
);
create index object_versions_qk on fourcolor.object_versions (layer, qk);
create index object_versions_label_qk on fourcolor.object_versions (layer, label_qk) where label_qk is not null;
create index object_versions_region on fourcolor.object_versions (layer, region_code text_pattern_ops);
create index object_versions_valid on fourcolor.object_versions (layer, valid_from);
create index object_versions_recorded on fourcolor.object_versions (layer, recorded);
create index object_versions_object on fourcolor.object_versions (layer, object_id);

alter table fourcolor.object_versions enable row level security;
alter table fourcolor.object_versions force row level security;
create policy owner_all on fourcolor.object_versions for all to fc_owner using (true) with check (true);
-- as on the tables of the objects: what lay in, or touched, the person's regions, and belonged to the sectors
create policy in_scope on fourcolor.object_versions for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    ((select fourcolor.scope_regions()) is null
      or case
        when region_codes is null then region_code ^@ any ((select fourcolor.scope_prefixes())::text[])
        else exists (
          select from unnest(region_codes) as touched where touched ^@ any ((select fourcolor.scope_prefixes())::text[]))
      end)
    and ((select fourcolor.scope_sectors()) is null
      or layer in ('regions', 'management_areas')
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
-- who did it is for those who watch over it, as in the event log
grant select (
  id, layer, fid, object_id, name, kind, sector, region_code, region_codes, grade, grade_state, score, assessed_on,
  review_due, graded_from, change, before_grade, gone, valid_from, valid_to, recorded, superseded, cause, qk, label_qk,
  place, shape
) on fourcolor.object_versions to fc_planner, fc_commander, fc_field;
grant select on fourcolor.object_versions to fc_admin, fc_audit;

-- ---------------------------------------------------------------- kept by the database

-- How the columns of a table answer those of object_versions; `of` is the alias of its rows.
create function fourcolor.version_columns(layer text, of text) returns text
language plpgsql stable
set search_path = fourcolor, public
as $$
declare
  has constant text[] := array(
    select attname::text from pg_attribute
    where attrelid = ('fourcolor.' || layer)::regclass and attnum > 0 and not attisdropped);
  kind constant text := case when layer = 'regions' then 'level'
    else (select t.kind_column from object_tables as t where t.name = layer) end;
  extended constant boolean := layer <> 'regions' and 'region_codes' = any(has);
begin
  return format(
    '%1$s.fid, %1$s.id as object_id, %1$s.name, %2$s as kind, %3$s as sector, %4$s as region_code,
     %5$s as region_codes, %1$s.grade, %1$s.grade_state, %6$s as score, %1$s.assessed_on, %1$s.review_due, %1$s.qk,
     %7$s as label_qk, %8$s as place',
    of,
    case when kind is null then 'null::text' else format('%s.%I', of, kind) end,
    case when 'sector' = any(has) then of || '.sector' else 'null::text' end,
    case when layer = 'regions' then of || '.code' else of || '.region_code' end,
    case when extended then of || '.region_codes' else 'null::text[]' end,
    case when 'score' = any(has) then of || '.score' else 'null::double precision' end,
    case when layer = 'regions' then format('cell_key(%s.label_point)', of)
      when extended then of || '.label_qk' else 'null::bigint' end,
    case when layer = 'regions' or extended then of || '.label_point' else of || '.geom_3857' end
  );
end
$$;
revoke all on function fourcolor.version_columns(text, text) from public;

-- What a new grade is, seen from the one before; null when they are the same.
create function fourcolor.grade_change(before smallint, after smallint) returns text
language sql immutable parallel safe
as $$
  select case
    when before is not distinct from after then null
    when before is null then 'assessed'
    when after is null then 'withdrawn'
    when after < before then 'up'
    else 'down'
  end
$$;

-- Statement trigger of every graded table. A grade that only fell due is no new state: the day tells that.
create function fourcolor.keep_versions() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  moment constant timestamptz := recorded_now();
  actor constant text := nullif(current_setting('fourcolor.user', true), '');
  reason constant text := nullif(current_setting('fourcolor.why', true), '');
  states text;
begin
  if tg_op = 'INSERT' then
    states := format(
      'select %s, coalesce(n.valid_from, ''-infinity'') as since, least(n.assessed_on, $5, $7) as graded_from,
         false as gone, null::geometry as left_shape, false as moved, ''appeared'' as change,
         null::smallint as before_grade
       from new_rows as n', version_columns(tg_table_name, 'n'));
  elsif tg_op = 'DELETE' then
    states := format(
      'select %s, $5 as since, null::date as graded_from, true as gone, o.geom_3857 as left_shape, true as moved,
         ''gone'' as change, o.grade as before_grade
       from old_rows as o', version_columns(tg_table_name, 'o'));
  else
    -- a new grade counts from the day of its assessment, anything else from today
    states := format(
      'select %1$s,
         case when n.assessed_on is distinct from o.assessed_on or n.grade is distinct from o.grade
           then least(coalesce(n.assessed_on, $5), $5) else $5 end as since,
         least(n.assessed_on, $5, $7) as graded_from, false as gone, o.geom_3857 as left_shape,
         n.geom_3857 is distinct from o.geom_3857 as moved,
         coalesce(grade_change(o.grade, n.grade), case
           when n.geom_3857 is distinct from o.geom_3857 then ''moved''
           when n.assessed_on is distinct from o.assessed_on then ''confirmed''
           else ''changed'' end) as change,
         o.grade as before_grade
       from new_rows as n
       join old_rows as o using (fid)
       where (select image from (select %2$s) as image) is distinct from (select image from (select %3$s) as image)',
      version_columns(tg_table_name, 'n'),
      replace(version_columns(tg_table_name, 'n'), 'n.grade_state', 'case when n.review_due is null then n.grade_state end')
        || ', n.geom_3857',
      replace(version_columns(tg_table_name, 'o'), 'o.grade_state', 'case when o.review_due is null then o.grade_state end')
        || ', o.geom_3857'
    );
  end if;
  execute format(
    $sql$
      with states as materialized (%s),
      kept as (
        insert into object_versions as v (
          layer, fid, object_id, name, kind, sector, region_code, region_codes, grade, grade_state, score, assessed_on,
          review_due, graded_from, gone, change, before_grade, valid_from, recorded, cause, user_id, qk, label_qk, place,
          shape
        )
        select
          $1, fid, object_id, name, kind, sector, region_code, region_codes, grade, grade_state, score, assessed_on,
          review_due, graded_from, gone, change, before_grade, since, $2, $3, $4, qk, label_qk, place,
          case when gone then left_shape end
        from states
        order by fid
        -- several changes in one transaction are one new state
        on conflict (layer, fid, recorded) do update
          set name = excluded.name, kind = excluded.kind, sector = excluded.sector, region_code = excluded.region_code,
            region_codes = excluded.region_codes, grade = excluded.grade, grade_state = excluded.grade_state,
            score = excluded.score, assessed_on = excluded.assessed_on, review_due = excluded.review_due,
            graded_from = excluded.graded_from, gone = excluded.gone,
            change = case when excluded.gone or v.change <> 'appeared'
              then coalesce(grade_change(v.before_grade, excluded.grade), excluded.change) else v.change end,
            qk = excluded.qk, label_qk = excluded.label_qk,
            valid_from = least(v.valid_from, excluded.valid_from), cause = excluded.cause, user_id = excluded.user_id,
            place = excluded.place, shape = excluded.shape
        returning v.fid, v.valid_from
      )
      update object_versions as v
      set superseded = least(v.superseded, $2),
        valid_to = least(v.valid_to, kept.valid_from),
        shape = case when v.shape is null and states.moved then states.left_shape else v.shape end
      from kept
      join states using (fid)
      where $6
        and v.layer = $1
        and v.fid = kept.fid
        and v.recorded < $2
        and (v.superseded > $2 or v.valid_to > kept.valid_from or (states.moved and v.shape is null))
    $sql$,
    states
  ) using tg_table_name::text, moment, reason, actor, today(), tg_op <> 'INSERT',
    (moment at time zone 'utc' + interval '8 hours')::date;
  return null;
end
$$;

-- ---------------------------------------------------------------- from now on, and what is there already

do $$
declare
  layer text;
  own text;
begin
  foreach layer in array array['regions'] || array(select name from fourcolor.object_tables where graded order by name) loop
    execute format(
      'create trigger version_insert after insert on fourcolor.%I referencing new table as new_rows
         for each statement execute function fourcolor.keep_versions()', layer);
    execute format(
      'create trigger version_update after update on fourcolor.%I
         referencing old table as old_rows new table as new_rows
         for each statement execute function fourcolor.keep_versions()', layer);
    execute format(
      'create trigger version_delete after delete on fourcolor.%I referencing old table as old_rows
         for each statement execute function fourcolor.keep_versions()', layer);
    execute format(
      'insert into fourcolor.object_versions (
         layer, fid, object_id, name, kind, sector, region_code, region_codes, grade, grade_state, score, assessed_on,
         review_due, qk, label_qk, place, graded_from, valid_from, recorded)
       select %L, %s, least(n.assessed_on, fourcolor.today()), coalesce(n.valid_from, ''-infinity''), n.recorded_at
       from fourcolor.%I as n
       order by n.fid',
      layer, replace(fourcolor.version_columns(layer, 'n'), 'cell_key(', 'fourcolor.cell_key('), layer);
  end loop;
end
$$;

-- ---------------------------------------------------------------- a past that was kept elsewhere

-- Grades of the past that come with a register kept elsewhere before: one array element for each change, in the order
-- of time for each object. `earlier` was the grade until `since`; the last change leads to the grade that is recorded.
-- Objects that are not there are passed over. Answers the number of states written.
create function fourcolor.record_past(
  changed_layer text, ids text[], earlier smallint[], sinces date[], recordeds timestamptz[], causes text[],
  reviews date[]
) returns integer
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
declare
  written integer;
begin
  with given as (
    select object_id, grade, since, recorded, cause, review_due, n,
      lag(grade) over w as before_grade, lag(since) over w as before_since, lag(recorded) over w as before_recorded, lag(cause) over w as before_cause,
      lead(n) over w is null as is_last
    from unnest(ids, earlier, sinces, recordeds, causes, reviews) with ordinality
      as g (object_id, grade, since, recorded, cause, review_due, n)
    window w as (partition by object_id order by n)
  ),
  present as (
    select distinct on (v.fid) v.id as version_id, v.fid, v.object_id, v.name, v.kind, v.sector, v.region_code,
      v.region_codes, v.valid_from, v.recorded, v.qk, v.label_qk, v.place
    from object_versions as v
    where v.layer = changed_layer and v.object_id = any(ids) and v.superseded = 'infinity' and not v.gone
    order by v.fid, v.recorded desc
  ),
  -- the state of today keeps everything but since when; answered as it was before
  moved as (
    update object_versions as v
    set valid_from = given.since, recorded = given.recorded, cause = given.cause,
      graded_from = least(v.graded_from, given.since), before_grade = given.grade,
      change = coalesce(grade_change(given.grade, v.grade), 'confirmed')
    from given
    join present using (object_id)
    where given.is_last and v.id = present.version_id
    returning present.*
  )
  insert into object_versions (
    layer, fid, object_id, name, kind, sector, region_code, region_codes, grade, grade_state, assessed_on, review_due,
    graded_from, change, before_grade, valid_from, valid_to, recorded, superseded, cause, qk, label_qk, place
  )
  select
    changed_layer, p.fid, p.object_id, p.name, p.kind, p.sector, p.region_code, p.region_codes,
    g.grade, case when g.grade is null then 'not_assessed' else 'current' end,
    case when g.grade is not null then g.before_since end,
    case when g.grade is not null then g.review_due end,
    case when g.grade is not null then g.before_since end,
    case when g.before_since is null then 'appeared' else coalesce(grade_change(g.before_grade, g.grade), 'confirmed') end,
    g.before_grade,
    coalesce(g.before_since, p.valid_from), g.since,
    coalesce(g.before_recorded, p.recorded), g.recorded, g.before_cause, p.qk, p.label_qk, p.place
  from given as g
  join moved as p using (object_id);
  get diagnostics written = row_count;
  perform bump_version('history', null);
  return written;
end
$$;
revoke all on function fourcolor.record_past(text, text[], smallint[], date[], timestamptz[], text[], date[]) from public;
grant execute on function fourcolor.record_past(text, text[], smallint[], date[], timestamptz[], text[], date[])
  to fc_admin;

-- The invented city takes its past with it; codes and sources that no real register has.
create function fourcolor.forget_demo_past() returns void
language sql volatile
security definer
set search_path = fourcolor, public
as $$
  delete from object_versions
  where object_id ^@ 'demo:'
    or (layer = 'regions' and object_id ^@ '99');
  select bump_version('history', null)
$$;
revoke all on function fourcolor.forget_demo_past() from public;
grant execute on function fourcolor.forget_demo_past() to fc_admin;
