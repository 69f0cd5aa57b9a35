-- Who published the objects of the register: under which terms, how they want to be named, where they are found.

create table fourcolor.sources (
  -- as in the column source of the objects
  name text primary key check (length(name) between 1 and 80),
  licence text,
  attribution text,
  url text,
  recorded_at timestamptz not null default now()
);
alter table fourcolor.sources enable row level security;
alter table fourcolor.sources force row level security;
create policy owner_all on fourcolor.sources for all to fc_owner using (true) with check (true);
create policy staff_reads on fourcolor.sources for select
  to fc_planner, fc_commander, fc_field, fc_admin, fc_audit
  using (true);
-- Who writes objects names their source; what is said of a source concerns the whole city.
create policy writers_add on fourcolor.sources for insert to fc_planner, fc_admin with check (true);
create policy city_changes on fourcolor.sources for update to fc_planner, fc_admin
  using ((select fourcolor.scope_regions()) is null) with check ((select fourcolor.scope_regions()) is null);
grant select on fourcolor.sources to fc_planner, fc_commander, fc_field, fc_admin, fc_audit;
grant insert, update on fourcolor.sources to fc_planner, fc_admin;
