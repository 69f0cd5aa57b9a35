-- The prevention loop (双重预防): schedules of inspection from control measures, their tasks, hidden dangers with every
-- step from the report to closing (销号), photos, and supervision notices (督办). The database keeps the rules: states
-- change only along the machine, whoever rectified does not recheck, a major danger needs its clause and the five (五落实).

-- ---------------------------------------------------------------- who acts

-- Names of accounts are read here for steps and work lists; passwords stay with fc_security.
create policy loop_reads_names on fourcolor.accounts for select to fc_owner using (true);

-- User name of the person in whose name the transaction runs; null = the system itself.
create function fourcolor.actor_name() returns text
language plpgsql stable
security definer
set search_path = fourcolor, public
as $$
declare
  actor constant text := nullif(current_setting('fourcolor.user', true), '');
begin
  -- an account's id is a uuid; anything else has no name
  if actor is null or actor !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
    return null;
  end if;
  return (select username from accounts where id = actor::uuid);
end
$$;
revoke all on function fourcolor.actor_name() from public;
grant execute on function fourcolor.actor_name() to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- The people to whom work can be given, by user name.
create function fourcolor.loop_people()
returns table (username text, name text, role text, regions text[], sectors text[])
language sql stable
security definer
set search_path = fourcolor, public
as $$
  select a.username, a.name, a.role, a.regions, a.sectors
  from accounts as a
  where a.role in ('planner', 'field', 'admin')
    and not a.disabled
  order by array_position(array['field', 'planner', 'admin'], a.role), a.username
$$;
revoke all on function fourcolor.loop_people() from public;
grant execute on function fourcolor.loop_people() to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- Numbers of what the loop itself makes: YH20261122-000012.
create sequence fourcolor.loop_numbers;
create function fourcolor.next_loop_number(prefix text) returns text
language sql volatile
security definer
set search_path = fourcolor, public
as $$
  select prefix || to_char(fourcolor.today(), 'YYYYMMDD') || '-' || lpad(nextval('fourcolor.loop_numbers')::text, 6, '0')
$$;
revoke all on function fourcolor.next_loop_number(text) from public;
grant execute on function fourcolor.next_loop_number(text) to fc_planner, fc_field, fc_admin;

-- ---------------------------------------------------------------- schedules

-- Which measure is checked how often, by whom; tasks follow from it by the calendar (data/loop/schedule.ts).
create table fourcolor.task_schedules (
  id uuid primary key default gen_random_uuid(),
  -- of control_measures; text, because lists of other systems name measures in their own way
  measure_id text,
  risk_point_id text,
  object_layer text not null,
  object_id text not null,
  object_name text,
  sector text,
  region_code text,
  title text not null check (length(title) between 1 and 200),
  cycle text not null check (cycle in (
    'daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'half_yearly', 'yearly'
  )),
  -- within this season the other rhythm holds
  season text check (season in ('flood', 'forest_fire', 'typhoon', 'winter_fire')),
  season_cycle text check (season_cycle in (
    'daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'half_yearly', 'yearly'
  )),
  from_on date not null,
  until_on date,
  -- days after the planned day within which the task must be done
  grace_days integer not null default 0 check (grace_days between 0 and 366),
  department text,
  inspector text,
  items jsonb not null default '[]' check (jsonb_typeof(items) = 'array'),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  geom geometry(Point, 4326) not null,
  constraint task_schedules_period check (until_on is null or until_on >= from_on),
  constraint task_schedules_season check ((season is null) = (season_cycle is null))
);
create index task_schedules_object on fourcolor.task_schedules (object_layer, object_id);
create index task_schedules_measure on fourcolor.task_schedules (measure_id);
create index task_schedules_region on fourcolor.task_schedules (region_code text_pattern_ops);

-- ---------------------------------------------------------------- tasks

-- What somebody must look at by a day, and what was found.
create table fourcolor.tasks (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  cycle text not null default 'special' check (cycle in (
    'daily', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'special'
  )),
  season text,
  sector text,
  state text not null default 'to_do' check (state in ('to_do', 'passed', 'failed', 'cancelled')),
  due_state text not null default 'in_time' check (due_state in ('in_time', 'overdue', 'done')),
  planned_on date not null,
  due_on date not null,
  done_at timestamptz,
  done_by text,
  department text,
  inspector text,
  object_layer text,
  object_id text,
  object_name text,
  risk_point_id text,
  measure_id text,
  schedule_id text,
  findings text,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint tasks_source unique (source, source_id),
  constraint tasks_period check (due_on >= planned_on),
  constraint tasks_done check ((state in ('passed', 'failed')) = (done_at is not null)),
  constraint tasks_done_by check (state not in ('passed', 'failed') or done_by is not null)
);
select fourcolor.prepare_layer('tasks', 'state', '{by_sector}');
create index tasks_due on fourcolor.tasks (due_on) where state = 'to_do';
create index tasks_object on fourcolor.tasks (object_layer, object_id);
create index tasks_inspector on fourcolor.tasks (inspector);
create index tasks_schedule on fourcolor.tasks (schedule_id);

-- What is looked at one by one; a failed item names the danger that it opened.
create table fourcolor.task_items (
  fid bigint generated always as identity primary key,
  owner_id text not null references fourcolor.tasks (id) on delete cascade,
  no smallint not null check (no between 1 and 200),
  item text not null check (length(item) between 1 and 500),
  result text check (result in ('pass', 'fail', 'not_applicable')),
  note text,
  danger_id text,
  constraint task_items_no unique (owner_id, no)
);

-- ---------------------------------------------------------------- hidden dangers

create table fourcolor.hidden_dangers (
  fid bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  source_id text not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  name text not null,
  class text not null default 'general' check (class in ('general', 'major')),
  state text not null default 'reported' check (state in (
    'reported', 'verified', 'rejected', 'rectifying', 'to_recheck', 'passed', 'closed'
  )),
  due_state text not null default 'no_deadline' check (due_state in ('no_deadline', 'in_time', 'overdue', 'done')),
  category text,
  found_by_way text,
  sector text,
  object_layer text,
  object_id text,
  object_name text,
  risk_point_id text,
  measure_id text,
  task_id text,
  description text,
  cause text,
  -- id and words of the clause by which it is major
  criterion text,
  criterion_clause text,
  found_at timestamptz not null,
  reported_by text,
  -- the five: responsibility, measures, money, time limit, plan
  liable_person text,
  rectification text,
  funds_10k double precision check (funds_10k >= 0),
  deadline date,
  emergency_plan text,
  department text,
  inspector text,
  extension_until date,
  extension_reason text,
  extension_asked_by text,
  verified_at timestamptz,
  verified_by text,
  rectified_at timestamptz,
  rectified_by text,
  rectified_how text,
  rechecked_at timestamptz,
  rechecked_by text,
  closed_at timestamptz,
  closed_by text,
  -- number of the listed supervision (挂牌督办) that is open on it
  listed_no text,
  region_code text,
  geom geometry(Point, 4326) not null,
  -- from geom by the trigger before_write
  geom_3857 geometry(Point, 3857) not null,
  qk bigint not null,
  constraint hidden_dangers_source unique (source, source_id),
  constraint hidden_dangers_other_rechecker check (rectified_by <> rechecked_by),
  constraint hidden_dangers_clause check (
    class <> 'major' or state in ('reported', 'rejected') or criterion is not null
  ),
  constraint hidden_dangers_five check (
    class <> 'major'
    or state in ('reported', 'verified', 'rejected')
    or (liable_person is not null and rectification is not null and funds_10k is not null
      and deadline is not null and emergency_plan is not null)
  ),
  constraint hidden_dangers_deadline check (
    state not in ('rectifying', 'to_recheck', 'passed')
    or (deadline is not null and liable_person is not null)
  ),
  constraint hidden_dangers_rectified check (
    state not in ('to_recheck', 'passed') or (rectified_at is not null and rectified_by is not null)
  ),
  constraint hidden_dangers_rechecked check (
    state <> 'passed' or (rechecked_at is not null and rechecked_by is not null)
  ),
  constraint hidden_dangers_closed check ((state = 'closed') = (closed_at is not null)),
  constraint hidden_dangers_order check (
    rectified_at >= found_at and rechecked_at >= rectified_at and closed_at >= found_at
  )
);
select fourcolor.prepare_layer('hidden_dangers', 'class', '{by_sector}');
create index hidden_dangers_object on fourcolor.hidden_dangers (object_layer, object_id);
create index hidden_dangers_point on fourcolor.hidden_dangers (risk_point_id);
create index hidden_dangers_open on fourcolor.hidden_dangers (deadline)
  where state not in ('closed', 'rejected');
create index hidden_dangers_found on fourcolor.hidden_dangers (found_at);
create index hidden_dangers_inspector on fourcolor.hidden_dangers (inspector);

-- Every step of a danger, in order; nobody changes or deletes them, they go only with their danger.
create table fourcolor.danger_steps (
  fid bigint generated always as identity primary key,
  danger_id text not null references fourcolor.hidden_dangers (id) on delete cascade,
  at timestamptz not null default now(),
  action text not null,
  from_state text,
  to_state text not null,
  user_id text,
  by_name text,
  role text not null,
  note text,
  deadline date,
  -- as a list of another system tells it
  told boolean not null default false
);
create index danger_steps_danger on fourcolor.danger_steps (danger_id, fid);

-- The state machine. The same rows as TRANSITIONS of data/loop/states.ts; a test compares the two.
create table fourcolor.danger_transitions (
  action text not null,
  from_state text not null,
  to_state text not null,
  -- roles of persons who may do it to a general danger, and to a major one
  roles text[] not null,
  major_roles text[] not null,
  primary key (from_state, to_state),
  unique (action, from_state)
);
insert into fourcolor.danger_transitions (action, from_state, to_state, roles, major_roles)
values
  ('verify', 'reported', 'verified', '{field,planner,admin}', '{field,planner,admin}'),
  ('reject', 'reported', 'rejected', '{planner,admin}', '{planner,admin}'),
  ('assign', 'verified', 'rectifying', '{field,planner,admin}', '{planner,admin}'),
  ('rectify', 'rectifying', 'to_recheck', '{field,planner,admin}', '{field,planner,admin}'),
  ('pass', 'to_recheck', 'passed', '{field,planner,admin}', '{field,planner,admin}'),
  ('fail', 'to_recheck', 'rectifying', '{field,planner,admin}', '{field,planner,admin}'),
  ('close', 'passed', 'closed', '{field,planner,admin}', '{planner,admin}'),
  ('reopen', 'closed', 'rectifying', '{planner,admin}', '{planner,admin}'),
  ('reconsider', 'rejected', 'reported', '{planner,admin}', '{planner,admin}');
alter table fourcolor.danger_transitions enable row level security;
alter table fourcolor.danger_transitions force row level security;
create policy everybody_reads on fourcolor.danger_transitions for select using (true);
grant select on fourcolor.danger_transitions to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- ---------------------------------------------------------------- notices

-- 提示函, 督办函, 约谈 and 挂牌督办: to a danger's owner, a township or county, or a sector.
create table fourcolor.supervision_notices (
  id uuid primary key default gen_random_uuid(),
  number text not null unique,
  kind text not null check (kind in ('reminder', 'letter', 'talk', 'listing')),
  target text not null check (target in ('danger', 'region', 'sector')),
  danger_id text references fourcolor.hidden_dangers (id) on delete cascade,
  -- of the region, or where the danger lies
  region_code text,
  sector text,
  addressee text not null check (length(addressee) between 1 and 200),
  title text not null check (length(title) between 1 and 200),
  content text check (length(content) <= 4000),
  -- who leads a listed supervision
  leader text,
  issued_by text not null,
  issued_on date not null,
  deadline date not null,
  state text not null default 'issued' check (state in ('issued', 'replied', 'closed')),
  reply text check (length(reply) <= 4000),
  replied_by text,
  replied_on date,
  closed_by text,
  closed_on date,
  closing_note text,
  source text not null default 'loop',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint supervision_notices_target check (
    (target = 'danger') = (danger_id is not null)
    and (target <> 'region' or region_code is not null)
    and (target <> 'sector' or sector is not null)
  ),
  constraint supervision_notices_deadline check (deadline >= issued_on),
  constraint supervision_notices_reply check (state <> 'replied' or reply is not null),
  constraint supervision_notices_closed check ((state = 'closed') = (closed_on is not null and closed_by is not null))
);
create index supervision_notices_danger on fourcolor.supervision_notices (danger_id);
create index supervision_notices_region on fourcolor.supervision_notices (region_code text_pattern_ops);
create index supervision_notices_sector on fourcolor.supervision_notices (sector);

-- ---------------------------------------------------------------- photos

-- Photos and papers of a danger, a task or a notice; what they are is looked at in their first bytes (server/loop).
create table fourcolor.attachments (
  id uuid primary key default gen_random_uuid(),
  owner_layer text not null check (owner_layer in ('hidden_dangers', 'tasks', 'supervision_notices')),
  owner_id text not null,
  kind text not null default 'other' check (kind in ('before', 'after', 'other')),
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  byte_size integer not null generated always as (octet_length(bytes)) stored,
  bytes bytea not null,
  added_by text,
  added_at timestamptz not null default now(),
  constraint attachments_size check (octet_length(bytes) between 1 and 8388608)
);
create index attachments_owner on fourcolor.attachments (owner_layer, owner_id, added_at);

-- ---------------------------------------------------------------- rules

-- Refuses with the name of a rule, which the server puts into words.
create function fourcolor.refuse(rule text, message text) returns void
language plpgsql
as $$
begin
  raise exception using errcode = '23514', constraint = rule, message = message;
end
$$;

-- The list of another system says what it says: states of its own dangers may jump when it is imported again.
create function fourcolor.told_by_list(source text) returns boolean
language sql stable
as $$
  select source <> 'loop' and coalesce(current_setting('fourcolor.why', true), '') ~ '^(undo )?import '
$$;

create function fourcolor.danger_due_state(state text, deadline date) returns text
language sql stable
set search_path = fourcolor, public
as $$
  select case
    when state in ('to_recheck', 'passed', 'closed', 'rejected') then 'done'
    when deadline is null then 'no_deadline'
    when deadline < today() then 'overdue'
    else 'in_time'
  end
$$;

create function fourcolor.danger_rules() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  actor constant text := actor_name();
  acting_role constant text := replace(coalesce(current_setting('role', true), ''), 'fc_', '');
  step danger_transitions;
begin
  -- nobody sets what follows from notices
  new.listed_no := (
    select n.number from supervision_notices as n
    where n.danger_id = new.id and n.kind = 'listing' and n.state <> 'closed'
    order by n.issued_on, n.number
    limit 1
  );
  new.due_state := danger_due_state(new.state, new.deadline);

  if tg_op = 'INSERT' then
    if new.source <> 'loop' then
      return new;
    end if;
    -- found by an inspection, a danger is verified on the spot; otherwise it is only reported
    if new.state not in ('reported', 'verified') then
      perform refuse('hidden_dangers_transition', 'a danger begins as reported or verified');
    end if;
    if actor is null then
      perform refuse('hidden_dangers_actor', 'somebody must report it');
    end if;
    new.reported_by := actor;
    new.verified_by := case when new.state = 'verified' then actor end;
    new.verified_at := case when new.state = 'verified' then now() end;
    new.rectified_at := null;
    new.rectified_by := null;
    new.rechecked_at := null;
    new.rechecked_by := null;
    new.closed_at := null;
    new.closed_by := null;
    new.extension_until := null;
    new.extension_asked_by := null;
    return new;
  end if;

  if told_by_list(old.source) then
    return new;
  end if;
  -- the trigger alone says who did what and when
  new.reported_by := old.reported_by;
  new.verified_by := old.verified_by;
  new.verified_at := old.verified_at;
  new.rectified_by := old.rectified_by;
  new.rectified_at := old.rectified_at;
  new.rechecked_by := old.rechecked_by;
  new.rechecked_at := old.rechecked_at;
  new.closed_by := old.closed_by;
  new.closed_at := old.closed_at;
  new.extension_asked_by := old.extension_asked_by;

  if new.state <> old.state then
    select * into step from danger_transitions as t where t.from_state = old.state and t.to_state = new.state;
    if not found then
      perform refuse('hidden_dangers_transition', format('no step leads from %s to %s', old.state, new.state));
    end if;
    if actor is null then
      perform refuse('hidden_dangers_actor', 'a step needs a person');
    end if;
    if not acting_role = any (
      case when 'major' in (old.class, new.class) then step.major_roles else step.roles end
    ) then
      raise insufficient_privilege using message = format('%s may not %s', acting_role, step.action);
    end if;
    if step.action in ('pass', 'fail') and actor = old.rectified_by then
      perform refuse('hidden_dangers_other_rechecker', 'whoever rectified does not recheck');
    end if;
    if step.action = 'close' and actor = old.rectified_by then
      perform refuse('hidden_dangers_other_closer', 'whoever rectified does not close');
    end if;
    if step.action = 'close' and new.listed_no is not null then
      perform refuse('hidden_dangers_listed', 'the listed supervision must be closed first');
    end if;
    if step.action in ('assign', 'reopen') and new.deadline < today() then
      perform refuse('hidden_dangers_deadline_past', 'the deadline has passed already');
    end if;
    if step.action = 'verify' then
      new.verified_by := actor;
      new.verified_at := now();
    elsif step.action = 'rectify' then
      new.rectified_by := actor;
      new.rectified_at := now();
      new.rechecked_by := null;
      new.rechecked_at := null;
      new.extension_until := null;
      new.extension_reason := null;
      new.extension_asked_by := null;
    elsif step.action = 'pass' then
      new.rechecked_by := actor;
      new.rechecked_at := now();
    elsif step.action = 'close' then
      new.closed_by := actor;
      new.closed_at := now();
    elsif step.action in ('fail', 'reopen') then
      new.rectified_by := null;
      new.rectified_at := null;
      new.rechecked_by := null;
      new.rechecked_at := null;
      new.closed_by := null;
      new.closed_at := null;
    end if;
    return new;
  end if;

  if old.state in ('closed', 'rejected')
    and (to_jsonb(new) - array['due_state', 'listed_no', 'region_code', 'geom', 'geom_3857', 'qk'])
      is distinct from (to_jsonb(old) - array['due_state', 'listed_no', 'region_code', 'geom', 'geom_3857', 'qk'])
  then
    perform refuse('hidden_dangers_finished', 'it is finished; reopen it first');
  end if;
  if new.class <> old.class and actor is null then
    perform refuse('hidden_dangers_actor', 'a step needs a person');
  end if;
  if old.class = 'major' and new.class <> 'major' and acting_role not in ('planner', 'admin') then
    raise insufficient_privilege using message = format('%s may not lower the class', acting_role);
  end if;
  if old.extension_until is null and new.extension_until is not null then
    if old.state <> 'rectifying' or new.extension_until <= old.deadline or new.extension_reason is null
      or new.deadline is distinct from old.deadline
    then
      perform refuse('hidden_dangers_extension', 'an extension needs a later day and a reason while rectifying');
    end if;
    if actor is null then
      perform refuse('hidden_dangers_actor', 'a step needs a person');
    end if;
    new.extension_asked_by := actor;
  elsif old.extension_until is not null and new.extension_until is distinct from old.extension_until then
    if new.extension_until is not null or new.deadline not in (old.deadline, old.extension_until) then
      perform refuse('hidden_dangers_extension', 'what was asked is granted or refused');
    end if;
    if acting_role not in ('planner', 'admin') then
      raise insufficient_privilege using message = format('%s may not decide', acting_role);
    end if;
    if actor is null or actor = old.extension_asked_by then
      perform refuse('hidden_dangers_extension_decider', 'somebody else decides');
    end if;
    new.extension_reason := null;
    new.extension_asked_by := null;
  elsif old.state in ('rectifying', 'to_recheck', 'passed') and new.deadline is distinct from old.deadline then
    perform refuse('hidden_dangers_deadline_fixed', 'a deadline is moved by an extension only');
  end if;
  return new;
end
$$;
create trigger loop_rules before insert or update on fourcolor.hidden_dangers
  for each row execute function fourcolor.danger_rules();

-- A step for every change of state, class, deadline or hand.
create function fourcolor.danger_steps_update() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  done text;
begin
  done := case
    when told_by_list(old.source) and new.state <> old.state then 'told'
    when new.state <> old.state then (
      select t.action from danger_transitions as t where t.from_state = old.state and t.to_state = new.state
    )
    when old.extension_until is null and new.extension_until is not null then 'extension_asked'
    when old.extension_until is not null and new.extension_until is null then
      case when new.deadline = old.extension_until then 'extension_granted' else 'extension_refused' end
    when new.class <> old.class then 'classify'
    when new.listed_no is distinct from old.listed_no then
      case when new.listed_no is null then 'unlisted' else 'listed' end
    when (new.inspector, new.department) is distinct from (old.inspector, old.department) then 'hand_over'
  end;
  if done is not null then
    insert into danger_steps (danger_id, action, from_state, to_state, user_id, by_name, role, note, deadline, told)
    values (
      new.id, done, old.state, new.state, nullif(current_setting('fourcolor.user', true), ''), actor_name(),
      coalesce(nullif(current_setting('role', true), 'none'), session_user),
      nullif(current_setting('fourcolor.why', true), ''),
      case when done = 'extension_asked' then new.extension_until else new.deadline end,
      done = 'told'
    );
  end if;
  return null;
end
$$;
create trigger steps_update after update on fourcolor.hidden_dangers
  for each row execute function fourcolor.danger_steps_update();

-- The first steps; of a list of another system all that it tells.
create function fourcolor.danger_steps_insert() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  insert into danger_steps (danger_id, at, action, from_state, to_state, user_id, by_name, role, note, deadline, told)
  select
    n.id, s.at, s.action, s.from_state, s.to_state,
    case when n.source = 'loop' then nullif(current_setting('fourcolor.user', true), '') end,
    s.by_name, coalesce(nullif(current_setting('role', true), 'none'), session_user),
    case when n.source = 'loop' then nullif(current_setting('fourcolor.why', true), '') else s.note end,
    case when s.place >= 3 then n.deadline end,
    n.source <> 'loop'
  from new_rows as n
  cross join lateral (
    values
      (1, 'report', null, 'reported', n.found_at, n.reported_by, null),
      (2, 'verify', 'reported', 'verified', coalesce(n.verified_at, n.found_at), n.verified_by, null),
      (3, 'assign', 'verified', 'rectifying', coalesce(n.verified_at, n.found_at), n.verified_by, n.rectification),
      (4, 'rectify', 'rectifying', 'to_recheck', n.rectified_at, n.rectified_by, n.rectified_how),
      (5, 'pass', 'to_recheck', 'passed', n.rechecked_at, n.rechecked_by, null),
      (6, 'close', 'passed', 'closed', n.closed_at, n.closed_by, null),
      (2, 'reject', 'reported', 'rejected', coalesce(n.verified_at, n.found_at), n.verified_by, null)
  ) as s (place, action, from_state, to_state, at, by_name, note)
  where case
    when s.action = 'reject' then n.state = 'rejected'
    when n.state = 'rejected' then s.place = 1
    else s.place <= array_position(
      array['reported', 'verified', 'rectifying', 'to_recheck', 'passed', 'closed'], n.state)
      and s.at is not null
  end
  order by n.fid, s.at, s.place;
  return null;
end
$$;
create trigger steps_insert after insert on fourcolor.hidden_dangers
  referencing new table as new_rows
  for each statement execute function fourcolor.danger_steps_insert();

-- Steps stay as they are; only with its danger a step goes.
create function fourcolor.keep_steps() returns trigger
language plpgsql
set search_path = fourcolor, public
as $$
begin
  if tg_op = 'DELETE' and not exists (select from hidden_dangers as d where d.id = old.danger_id) then
    return old;
  end if;
  raise exception using errcode = '23514', constraint = 'danger_steps_append_only',
    message = 'steps are neither changed nor deleted';
end
$$;
create trigger append_only before update or delete on fourcolor.danger_steps
  for each row execute function fourcolor.keep_steps();

-- A task is done once, by a person, and passes only when every item does.
create function fourcolor.task_rules() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  actor constant text := actor_name();
  acting_role constant text := replace(coalesce(current_setting('role', true), ''), 'fc_', '');
begin
  if tg_op = 'INSERT' then
    if new.source = 'loop' and new.state <> 'to_do' then
      perform refuse('tasks_transition', 'a task begins as to do');
    end if;
  elsif not told_by_list(old.source) then
    if old.state <> 'to_do'
      and (to_jsonb(new) - array['due_state', 'region_code', 'geom', 'geom_3857', 'qk'])
        is distinct from (to_jsonb(old) - array['due_state', 'region_code', 'geom', 'geom_3857', 'qk'])
    then
      perform refuse('tasks_transition', 'it is done already');
    end if;
    if new.state <> old.state then
      if actor is null then
        perform refuse('tasks_actor', 'a task is done by a person');
      end if;
      if new.state = 'cancelled' and acting_role not in ('planner', 'admin') then
        raise insufficient_privilege using message = format('%s may not cancel', acting_role);
      end if;
      if new.state in ('passed', 'failed') then
        new.done_by := actor;
        new.done_at := now();
        if exists (select from task_items as i where i.owner_id = new.id and i.result is null) then
          perform refuse('tasks_items', 'every item needs a result');
        end if;
        if (new.state = 'failed') <> exists (
          select from task_items as i where i.owner_id = new.id and i.result = 'fail'
        ) and exists (select from task_items as i where i.owner_id = new.id) then
          perform refuse('tasks_result', 'it fails exactly when an item fails');
        end if;
      end if;
    end if;
  end if;
  new.due_state := case
    when new.state <> 'to_do' then 'done'
    when new.due_on < today() then 'overdue'
    else 'in_time'
  end;
  return new;
end
$$;
create trigger loop_rules before insert or update on fourcolor.tasks
  for each row execute function fourcolor.task_rules();

-- Items of a finished task stay.
create function fourcolor.task_item_rules() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  if exists (
    select from tasks as t
    where t.id = new.owner_id and t.state <> 'to_do' and t.source = 'loop'
  ) and (tg_op = 'INSERT' or (new.item, new.result, new.no) is distinct from (old.item, old.result, old.no)) then
    perform refuse('tasks_transition', 'it is done already');
  end if;
  return new;
end
$$;
create trigger loop_rules before insert or update on fourcolor.task_items
  for each row execute function fourcolor.task_item_rules();

-- Numbers, persons and states of notices.
create function fourcolor.notice_rules() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  actor constant text := actor_name();
  acting_role constant text := replace(coalesce(current_setting('role', true), ''), 'fc_', '');
  danger hidden_dangers;
  word text;
begin
  if new.danger_id is not null then
    select * into danger from hidden_dangers as d where d.id = new.danger_id;
  end if;
  if tg_op = 'INSERT' then
    if new.danger_id is not null then
      new.region_code := danger.region_code;
      new.sector := coalesce(new.sector, danger.sector);
    end if;
    if new.source <> 'loop' then
      return new;
    end if;
    if new.kind = 'listing' and danger.state in ('closed', 'rejected') then
      perform refuse('supervision_notices_finished', 'the danger is finished');
    end if;
    if actor is null then
      perform refuse('supervision_notices_actor', 'a notice is issued by a person');
    end if;
    new.issued_by := actor;
    new.state := 'issued';
    word := case new.kind
      when 'reminder' then '提示函' when 'letter' then '督办函' when 'talk' then '约谈' else '挂牌督办' end;
    -- one after the other, so that no number is given twice
    perform pg_advisory_xact_lock(hashtext('fourcolor notice ' || new.kind));
    new.number := format('%s〔%s〕%s号', word, extract(year from new.issued_on),
      1 + coalesce((
        select max(substring(n.number from '〕(\d+)号$')::integer) from supervision_notices as n
        where n.kind = new.kind and extract(year from n.issued_on) = extract(year from new.issued_on)
      ), 0));
    return new;
  end if;
  new.updated_at := now();
  new.number := old.number;
  if new.state <> old.state then
    if actor is null then
      perform refuse('supervision_notices_actor', 'a step needs a person');
    end if;
    if (old.state, new.state) not in (('issued', 'replied'), ('replied', 'replied'), ('replied', 'closed'), ('replied', 'issued'))
      and not (old.kind in ('reminder', 'talk') and old.state = 'issued' and new.state = 'closed')
    then
      perform refuse('supervision_notices_transition', format('no step leads from %s to %s', old.state, new.state));
    end if;
    if new.state = 'replied' then
      new.replied_by := actor;
      new.replied_on := today();
    elsif new.state = 'closed' then
      if acting_role not in ('planner', 'admin') then
        raise insufficient_privilege using message = format('%s may not close', acting_role);
      end if;
      if actor = old.replied_by then
        perform refuse('supervision_notices_other_closer', 'whoever replied does not close');
      end if;
      if old.kind = 'listing' and danger.id is not null and danger.state not in ('passed', 'closed') then
        perform refuse('supervision_notices_open_danger', 'the danger has not passed its recheck');
      end if;
      new.closed_by := actor;
      new.closed_on := today();
    end if;
  elsif old.state = 'closed' then
    perform refuse('supervision_notices_transition', 'it is closed');
  end if;
  return new;
end
$$;
create trigger loop_rules before insert or update on fourcolor.supervision_notices
  for each row execute function fourcolor.notice_rules();

-- A listed danger shows the number of its supervision.
create function fourcolor.notice_marks_danger() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  if new.danger_id is not null and new.kind = 'listing' then
    -- the danger's own trigger finds the number
    update hidden_dangers set listed_no = listed_no where id = new.danger_id;
  end if;
  return null;
end
$$;
create trigger marks_danger after insert or update of state on fourcolor.supervision_notices
  for each row execute function fourcolor.notice_marks_danger();

create function fourcolor.attachment_before_write() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  new.added_by := coalesce(actor_name(), new.added_by);
  new.added_at := now();
  return new;
end
$$;
create trigger before_write before insert on fourcolor.attachments
  for each row execute function fourcolor.attachment_before_write();

-- ---------------------------------------------------------------- who may

-- Grid and enforcement officers report and do on the spot; prepare_layer let only planners write.
do $$
declare
  target text;
  scope constant text :=
    '((select fourcolor.scope_regions()) is null or region_code ^@ any ((select fourcolor.scope_prefixes())::text[]))
     and ((select fourcolor.scope_sectors()) is null or sector = any ((select fourcolor.scope_sectors())::text[]))';
begin
  foreach target in array array['hidden_dangers', 'tasks'] loop
    execute format('create policy officers_add on fourcolor.%I for insert to fc_field with check (%s)', target, scope);
    execute format(
      'create policy officers_change on fourcolor.%I for update to fc_field using (%s) with check (%s)',
      target, scope, scope);
    execute format('grant insert, update on fourcolor.%I to fc_field', target);
  end loop;
  foreach target in array array['task_schedules', 'supervision_notices'] loop
    execute format('alter table fourcolor.%I enable row level security', target);
    execute format('alter table fourcolor.%I force row level security', target);
    execute format('create policy owner_all on fourcolor.%I for all to fc_owner using (true) with check (true)', target);
    execute format(
      'create policy in_scope on fourcolor.%I for select to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
         using (%s)', target, scope);
    execute format(
      'create policy write_in_scope on fourcolor.%I for insert to fc_planner, fc_admin with check (%s)', target, scope);
    execute format(
      'create policy change_in_scope on fourcolor.%I for update to fc_planner, fc_field, fc_admin
         using (%s) with check (%s)', target, scope, scope);
    execute format(
      'create policy admin_removes on fourcolor.%I for delete to fc_admin
         using ((select fourcolor.scope_regions()) is null and (select fourcolor.scope_sectors()) is null)', target);
    execute format('grant select on fourcolor.%I to fc_planner, fc_commander, fc_field, fc_admin, fc_audit', target);
    execute format('grant insert, update on fourcolor.%I to fc_planner, fc_admin', target);
    execute format('grant delete on fourcolor.%I to fc_admin', target);
  end loop;
  foreach target in array array['task_items', 'danger_steps', 'attachments'] loop
    execute format('alter table fourcolor.%I enable row level security', target);
    execute format('alter table fourcolor.%I force row level security', target);
    execute format('create policy owner_all on fourcolor.%I for all to fc_owner using (true) with check (true)', target);
  end loop;
end
$$;
-- a township replies to what it was sent
grant update (state, reply) on fourcolor.supervision_notices to fc_field;

-- Whoever sees the task, danger or notice sees what hangs on it: the subqueries obey the policies of the owner's table.
create policy with_task on fourcolor.task_items for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (exists (select from fourcolor.tasks as o where o.id = owner_id));
create policy with_task_writes on fourcolor.task_items for insert to fc_planner, fc_field, fc_admin
  with check (exists (select from fourcolor.tasks as o where o.id = owner_id));
create policy with_task_changes on fourcolor.task_items for update to fc_planner, fc_field, fc_admin
  using (exists (select from fourcolor.tasks as o where o.id = owner_id))
  with check (exists (select from fourcolor.tasks as o where o.id = owner_id));
grant select on fourcolor.task_items to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, update on fourcolor.task_items to fc_planner, fc_field, fc_admin;

create policy with_danger on fourcolor.danger_steps for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (exists (select from fourcolor.hidden_dangers as o where o.id = danger_id));
grant select on fourcolor.danger_steps to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

create policy with_owner on fourcolor.attachments for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (
    case owner_layer
      when 'hidden_dangers' then exists (select from fourcolor.hidden_dangers as o where o.id = owner_id)
      when 'tasks' then exists (select from fourcolor.tasks as o where o.id = owner_id)
      when 'supervision_notices' then exists (select from fourcolor.supervision_notices as o where o.id::text = owner_id)
    end
  );
create policy with_owner_adds on fourcolor.attachments for insert to fc_planner, fc_field, fc_admin
  with check (
    case owner_layer
      when 'hidden_dangers' then exists (select from fourcolor.hidden_dangers as o where o.id = owner_id)
      when 'tasks' then exists (select from fourcolor.tasks as o where o.id = owner_id)
      when 'supervision_notices' then exists (select from fourcolor.supervision_notices as o where o.id::text = owner_id)
    end
  );
grant select on fourcolor.attachments to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert on fourcolor.attachments to fc_planner, fc_field, fc_admin;

-- What hangs on tasks and dangers goes with them.
create function fourcolor.drop_attachments() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
begin
  delete from attachments as a
  using old_rows as o
  where a.owner_layer = tg_table_name and a.owner_id = o.id;
  return null;
end
$$;

-- ---------------------------------------------------------------- events

-- An entry for every row written of the tables beside the layers; photos without their bytes. Argument: the id's column.
create function fourcolor.record_loop_row() returns trigger
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - 'bytes' - 'fid' end;
  becomes jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - 'bytes' - 'fid' end;
begin
  insert into events (user_id, role, why, layer, action, object_id, before, after)
  values (
    nullif(current_setting('fourcolor.user', true), ''),
    coalesce(nullif(current_setting('role', true), 'none'), session_user),
    nullif(current_setting('fourcolor.why', true), ''),
    tg_table_name, lower(tg_op), coalesce(becomes, was) ->> tg_argv[0], was, becomes
  );
  return null;
end
$$;
do $$
declare
  target text;
begin
  foreach target in array array['task_schedules', 'supervision_notices', 'attachments'] loop
    execute format(
      'create trigger record_change after insert or update or delete on fourcolor.%I
         for each row execute function fourcolor.record_loop_row(''id'')', target);
  end loop;
  foreach target in array array['hidden_dangers', 'tasks'] loop
    execute format(
      'create trigger drop_attachments after delete on fourcolor.%I referencing old table as old_rows
         for each statement execute function fourcolor.drop_attachments()', target);
  end loop;
end
$$;

-- ---------------------------------------------------------------- what grading asks

-- Open major dangers, few at any time: grading asks for every object of the city.
create index hidden_dangers_major_object on fourcolor.hidden_dangers (object_layer, object_id)
  where class = 'major' and state in ('verified', 'rectifying', 'to_recheck', 'passed');
create index hidden_dangers_major_point on fourcolor.hidden_dangers (risk_point_id)
  where class = 'major' and state in ('verified', 'rectifying', 'to_recheck', 'passed');

-- Open major dangers of an object, of a risk point, of everything that an owner's risk points carry, or in a region.
-- A report that nobody verified does not count yet. Runs as the owner: a grade does not depend on who looks.
create or replace function fourcolor.open_major_dangers(layer text, id text) returns integer
language plpgsql stable
security definer
set search_path = fourcolor, public
as $$
begin
  if layer = 'regions' then
    return (
      select count(*)
      from hidden_dangers as d
      where d.class = 'major'
        and d.state in ('verified', 'rectifying', 'to_recheck', 'passed')
        and d.region_code ^@ region_prefix(open_major_dangers.id)
    );
  elsif layer = 'risk_points' then
    return (
      select count(*)
      from hidden_dangers as d
      where d.class = 'major'
        and d.state in ('verified', 'rectifying', 'to_recheck', 'passed')
        and d.risk_point_id = open_major_dangers.id
    );
  end if;
  return (
    select count(*)
    from (
      select d.fid
      from hidden_dangers as d
      where d.class = 'major'
        and d.state in ('verified', 'rectifying', 'to_recheck', 'passed')
        and d.object_layer = open_major_dangers.layer
        and d.object_id = open_major_dangers.id
      union
      select d.fid
      from risk_points as p
      join hidden_dangers as d on d.risk_point_id = p.id
      where p.owner_layer = open_major_dangers.layer
        and p.owner_id = open_major_dangers.id
        and d.class = 'major'
        and d.state in ('verified', 'rectifying', 'to_recheck', 'passed')
    ) as found
  );
end
$$;
revoke all on function fourcolor.open_major_dangers(text, text) from public;
grant execute on function fourcolor.open_major_dangers(text, text)
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- Open listed supervisions (挂牌督办) in a region: of itself, and of dangers that lie in it.
create or replace function fourcolor.supervised_dangers_in(region text) returns integer
language sql stable
security definer
set search_path = fourcolor, public
as $$
  select count(*)::integer
  from supervision_notices as n
  left join hidden_dangers as d on d.id = n.danger_id
  where n.kind = 'listing'
    and n.state <> 'closed'
    and (
      (n.target = 'region' and n.region_code = region)
      or (n.target = 'danger' and d.region_code ^@ region_prefix(region))
    )
$$;
revoke all on function fourcolor.supervised_dangers_in(text) from public;
grant execute on function fourcolor.supervised_dangers_in(text)
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;

-- ---------------------------------------------------------------- calendar

-- Tasks and dangers past their day become overdue, each with its event.
create function fourcolor.refresh_loop_states(today date) returns integer
language plpgsql
security definer
set search_path = fourcolor, public
as $$
declare
  changed integer;
  total integer := 0;
begin
  perform set_config('fourcolor.today', today::text, true);
  update tasks as t set due_state = 'overdue'
  where t.state = 'to_do' and t.due_state = 'in_time' and t.due_on < $1;
  get diagnostics changed = row_count;
  total := total + changed;
  update hidden_dangers as d set due_state = 'overdue'
  where d.state in ('reported', 'verified', 'rectifying') and d.due_state = 'in_time' and d.deadline < $1;
  get diagnostics changed = row_count;
  return total + changed;
end
$$;
revoke all on function fourcolor.refresh_loop_states(date) from public;
grant execute on function fourcolor.refresh_loop_states(date) to fc_admin;

-- ---------------------------------------------------------------- found by name, placed by import

-- Dangers are found by name; tasks are not, there are too many of them.
create trigger gazetteer_insert after insert on fourcolor.hidden_dangers referencing new table as new_rows
  for each statement execute function fourcolor.keep_gazetteer();
create trigger gazetteer_update after update on fourcolor.hidden_dangers
  referencing old table as old_rows new table as new_rows
  for each statement execute function fourcolor.keep_gazetteer_changes();
create trigger gazetteer_delete after delete on fourcolor.hidden_dangers referencing old table as old_rows
  for each statement execute function fourcolor.keep_gazetteer();

drop policy with_object on fourcolor.original_places;
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
