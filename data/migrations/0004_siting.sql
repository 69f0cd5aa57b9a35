-- Siting studies: alternatives that a person proposed, with the answer as it was computed then.

create table fourcolor.siting_studies (
  id uuid primary key default gen_random_uuid(),
  -- account of the person whose study it is
  owner_id text not null,
  name text not null check (length(name) between 1 and 200),
  -- what was asked, in the words of the process siting
  proposals jsonb not null check (jsonb_typeof(proposals) = 'array'),
  remove text[] not null default '{}',
  pipelines boolean not null default true,
  time_of_day text not null default 'mean' check (time_of_day in ('day', 'night', 'mean')),
  -- what was answered
  answer json not null,
  field_version text not null,
  computed_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- deleted studies can be restored
  deleted_at timestamptz
);
create index siting_studies_owner on fourcolor.siting_studies (owner_id, updated_at desc);

alter table fourcolor.siting_studies enable row level security;
alter table fourcolor.siting_studies force row level security;
create policy owner_all on fourcolor.siting_studies for all to fc_owner using (true) with check (true);
-- Everybody has studies of their own; auditors read all of them.
create policy own_reads on fourcolor.siting_studies for select to fc_planner, fc_commander, fc_field, fc_admin
  using (owner_id = (select nullif(current_setting('fourcolor.user', true), '')));
create policy own_adds on fourcolor.siting_studies for insert to fc_planner, fc_commander, fc_field, fc_admin
  with check (owner_id is not distinct from (select nullif(current_setting('fourcolor.user', true), '')));
create policy own_changes on fourcolor.siting_studies for update to fc_planner, fc_commander, fc_field, fc_admin
  using (owner_id = (select nullif(current_setting('fourcolor.user', true), '')))
  with check (owner_id = (select nullif(current_setting('fourcolor.user', true), '')));
create policy auditors_read on fourcolor.siting_studies for select to fc_audit using (true);
grant select, insert on fourcolor.siting_studies to fc_planner, fc_commander, fc_field, fc_admin;
grant update (name, proposals, remove, pipelines, time_of_day, answer, field_version, computed_at, deleted_at)
  on fourcolor.siting_studies to fc_planner, fc_commander, fc_field, fc_admin;
grant select on fourcolor.siting_studies to fc_audit;

-- An entry for every study that is written, without the long answer; deleting one is an update that says so.
create function fourcolor.record_siting_study() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  was jsonb;
  becomes jsonb := to_jsonb(new) - 'answer';
begin
  if tg_op = 'UPDATE' then
    was := to_jsonb(old) - 'answer';
  end if;
  insert into events (user_id, role, why, layer, action, object_id, before, after)
  values (
    nullif(current_setting('fourcolor.user', true), ''),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('fourcolor.why', true), ''),
    'siting_studies',
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
create function fourcolor.siting_study_before_write() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  -- nobody sets when something was written
  if tg_op = 'INSERT' then
    new.created_at := now();
  end if;
  new.updated_at := now();
  return new;
end
$$;
create trigger before_write before insert or update on fourcolor.siting_studies
  for each row execute function fourcolor.siting_study_before_write();
create trigger record_change after insert or update on fourcolor.siting_studies
  for each row execute function fourcolor.record_siting_study();
