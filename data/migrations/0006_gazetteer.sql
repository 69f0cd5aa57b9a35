-- One table of everything that has a name and a place, for the search box and for locating addresses.
-- Triggers keep it with the register; pinyin and the form for comparing are filled in by the server (server/gazetteer.ts),
-- null until then.

create table fourcolor.gazetteer (
  layer text not null,
  id text not null,
  name text not null,
  name_en text,
  -- the form in which equal names are equal
  normal text,
  -- syllables without tones, joined; and their first letters
  pinyin text,
  initials text,
  kind text,
  sector text,
  by_sector boolean not null,
  address text,
  region_code text,
  -- of lines and areas; null for points
  region_codes text[],
  -- 1 city … 5 cell, 6 everything else: the larger comes first
  size smallint not null,
  place geometry(Point, 4326) not null,
  primary key (layer, id)
);
create index gazetteer_name on fourcolor.gazetteer using gin (name gin_trgm_ops, name_en gin_trgm_ops);
create index gazetteer_pinyin on fourcolor.gazetteer using gin (pinyin gin_trgm_ops, initials gin_trgm_ops);
create index gazetteer_normal on fourcolor.gazetteer (normal);
create index gazetteer_waiting on fourcolor.gazetteer (layer, id) where initials is null;
create index gazetteer_place on fourcolor.gazetteer using gist (place);

alter table fourcolor.gazetteer enable row level security;
alter table fourcolor.gazetteer force row level security;
create policy owner_all on fourcolor.gazetteer for all to fc_owner using (true) with check (true);
-- as in the row policies of the objects themselves
create policy in_scope on fourcolor.gazetteer for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    ((select fourcolor.scope_regions()) is null
      or case
        when region_codes is null then region_code ^@ any ((select fourcolor.scope_prefixes())::text[])
        else exists (
          select from unnest(region_codes) as touched
          where touched ^@ any ((select fourcolor.scope_prefixes())::text[])
        )
      end)
    and ((select fourcolor.scope_sectors()) is null
      or not by_sector
      or sector = any ((select fourcolor.scope_sectors())::text[]))
  );
create policy server_fills on fourcolor.gazetteer for update to fc_admin
  using ((select fourcolor.scope_regions()) is null) with check ((select fourcolor.scope_regions()) is null);
grant select on fourcolor.gazetteer to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant update (normal, pinyin, initials) on fourcolor.gazetteer to fc_admin;

-- The columns of a layer as the gazetteer has them; `alias` is a row of the layer.
create function fourcolor.gazetteer_columns(target text, alias text) returns text
language sql stable
set search_path = fourcolor, public
as $$
  select case
    when target = 'regions' then format(
      '''regions'', %1$s.id, %1$s.name, %1$s.name_en, %1$s.level, null::text, false, null::text, %1$s.code, null::text[],
       array_position(array[''city'', ''county'', ''township'', ''village'', ''cell''], %1$s.level)::smallint,
       ST_Transform(%1$s.label_point, 4326)', alias)
    else (
      select format(
        '%2$L, %1$s.id, %1$s.name, null::text, %3$s, %4$s, %5$L::boolean, %6$s, %1$s.region_code, %7$s, 6::smallint, %8$s',
        alias, t.name,
        case when t.kind_column is null then 'null::text' else format('%s.%I', alias, t.kind_column) end,
        case when t.by_sector then format('%s.sector', alias) else 'null::text' end,
        t.by_sector,
        case when exists (
          select from pg_attribute
          where attrelid = format('fourcolor.%I', t.name)::regclass and attname = 'address' and not attisdropped
        ) then format('%s.address', alias) else 'null::text' end,
        case when t.extended then format('%s.region_codes', alias) else 'null::text[]' end,
        case when t.extended then format('ST_Transform(%s.label_point, 4326)', alias) else format('%s.geom', alias) end)
      from object_tables as t
      where t.name = target
    )
  end
$$;
revoke all on function fourcolor.gazetteer_columns(text, text) from public;

-- Statement trigger: what has a name is found by it, from the moment it is written.
create function fourcolor.keep_gazetteer() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  if tg_op <> 'INSERT' then
    delete from gazetteer as g
    using old_rows as o
    where g.layer = tg_table_name
      and g.id = o.id;
  end if;
  if tg_op <> 'DELETE' then
    execute
      'insert into gazetteer (
         layer, id, name, name_en, kind, sector, by_sector, address, region_code, region_codes, size, place
       )
       select ' || gazetteer_columns(tg_table_name, 'n') || '
       from new_rows as n
       where n.name is not null';
  end if;
  return null;
end
$$;

-- An update that leaves name and place as they are, as most do, must not cost the index anything.
create function fourcolor.keep_gazetteer_changes() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  execute
    'with coming (
       layer, id, name, name_en, kind, sector, by_sector, address, region_code, region_codes, size, place
     ) as (
       select ' || gazetteer_columns(tg_table_name, 'n') || '
       from new_rows as n
       where n.name is not null
     ),
     gone as (
       delete from gazetteer as g
       using old_rows as o
       where g.layer = $1
         and g.id = o.id
         and not exists (select from coming as c where c.id = o.id)
     )
     insert into gazetteer as g (
       layer, id, name, name_en, kind, sector, by_sector, address, region_code, region_codes, size, place
     )
     select layer, id, name, name_en, kind, sector, by_sector, address, region_code, region_codes, size, place
     from coming
     on conflict (layer, id) do update
     set name = excluded.name, name_en = excluded.name_en, kind = excluded.kind, sector = excluded.sector,
       address = excluded.address, region_code = excluded.region_code, region_codes = excluded.region_codes,
       size = excluded.size, place = excluded.place,
       normal = case when g.name = excluded.name then g.normal end,
       pinyin = case when g.name = excluded.name then g.pinyin end,
       initials = case when g.name = excluded.name then g.initials end
     where (g.name, g.name_en, g.kind, g.sector, g.address, g.region_code, g.region_codes, g.size)
         is distinct from (excluded.name, excluded.name_en, excluded.kind, excluded.sector, excluded.address,
           excluded.region_code, excluded.region_codes, excluded.size)
       or not g.place ~= excluded.place'
    using tg_table_name;
  return null;
end
$$;

do $$
declare
  target text;
begin
  for target in
    select name from fourcolor.object_tables where name <> 'population'
    union all
    select 'regions'
    order by 1
  loop
    execute format(
      'insert into fourcolor.gazetteer (
         layer, id, name, name_en, kind, sector, by_sector, address, region_code, region_codes, size, place
       )
       select %s from fourcolor.%I as n where n.name is not null',
      fourcolor.gazetteer_columns(target, 'n'), target);
    execute format(
      'create trigger gazetteer_insert after insert on fourcolor.%I referencing new table as new_rows
         for each statement execute function fourcolor.keep_gazetteer()', target);
    execute format(
      'create trigger gazetteer_update after update on fourcolor.%I
         referencing old table as old_rows new table as new_rows
         for each statement execute function fourcolor.keep_gazetteer_changes()', target);
    execute format(
      'create trigger gazetteer_delete after delete on fourcolor.%I referencing old table as old_rows
         for each statement execute function fourcolor.keep_gazetteer()', target);
  end loop;
end
$$;

-- ---------------------------------------------------------------- search

drop function fourcolor.find_names(text, integer);
-- Names that contain the text, then those whose pinyin contains it or whose initials do, within the caller's scope. Runs
-- as the owner, because LIKE is not leakproof and a row policy would keep the trigram indexes from being used; it repeats
-- the policy's conditions, and a test compares them.
create function fourcolor.find_names(q text, max_results integer, letters text default null)
returns table (
  layer text, id text, name text, name_en text, kind text, region_code text, lon double precision, lat double precision
)
language plpgsql stable
security definer
set search_path = fourcolor, public
as $$
declare
  literal constant text := replace(replace(replace(q, '\', '\\'), '%', '\%'), '_', '\_');
  -- where letters have no case, as in Chinese, comparing without regard to it only costs time
  matches constant text := case when lower(q) = upper(q) then 'like' else 'ilike' end;
begin
  return query execute format(
    $sql$
      select layer, id, name, name_en, kind, region_code, ST_X(place), ST_Y(place)
      from (
        select layer, id, name, name_en, kind, region_code, place, size,
          case
            when name %1$s $2 or name_en %1$s $2 then 0
            when name %1$s $1 or name_en %1$s $1 then 1
            when initials = $3 then 2
            when pinyin like $3 || '%%' or initials like $3 || '%%' then 3
            else 4
          end as rank
        from gazetteer
        where (name %1$s $1 or name_en %1$s $1 %2$s)
          and ($4 is null or case
            when region_codes is null then region_code ^@ any ($4)
            else exists (select from unnest(region_codes) as touched where touched ^@ any ($4))
          end)
          and ($5 is null or not by_sector or sector = any ($5))
      ) as found
      order by rank, size, length(name), id
      limit $6
    $sql$,
    matches,
    case when letters is null then '' else 'or pinyin like ''%'' || $3 || ''%'' or initials like ''%'' || $3 || ''%''' end
  )
  using '%' || literal || '%', literal || '%', letters,
    case when scope_regions() is null then null else scope_prefixes() end, scope_sectors(), max_results;
end
$$;
revoke all on function fourcolor.find_names(text, integer, text) from public;
grant execute on function fourcolor.find_names(text, integer, text) to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- ---------------------------------------------------------------- inventories of foreign lists

-- Substances that GB 18218-2018 does not name and whose class no list gives: their threshold and factor are not known.
alter table fourcolor.inventories alter column threshold_t drop not null;
alter table fourcolor.inventories alter column beta drop not null;
