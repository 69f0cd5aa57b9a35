/** The tasks that follow from the schedules by the calendar, made some weeks ahead. */
import type { z } from '@hono/zod-openapi';
import type { Season } from '../../data/ledger/words.ts';
import { plannedDays, type RegularCycle, shift } from '../../data/loop/schedule.ts';
import type { Session } from '../db/database.ts';
import { SCHEDULE_COLUMNS, type Schedule } from './schedules.ts';

/** Tasks are made so many days ahead. */
export const AHEAD_DAYS = 35;

/** Makes the tasks that the schedules plan from `today` for AHEAD_DAYS; those that exist stay. Answers how many are new. */
export async function makeTasks(session: Session, today: string, ids?: readonly string[]): Promise<number> {
  const schedules = await session.query<z.output<typeof Schedule> & { lon: number; lat: number }>(
    `select ${SCHEDULE_COLUMNS}, st_x(geom) as lon, st_y(geom) as lat
from fourcolor.task_schedules
where active
  and (until_on is null or until_on >= $1::date)
  and ($2::text[] is null or id::text = any ($2::text[]))`,
    [today, ids ?? null],
  );
  const rows = schedules.flatMap((schedule) =>
    plannedDays(
      {
        cycle: schedule.cycle as RegularCycle,
        season: schedule.season as Season | null,
        seasonCycle: schedule.seasonCycle as RegularCycle | null,
        fromOn: schedule.fromOn,
        untilOn: schedule.untilOn,
      },
      today,
      shift(today, AHEAD_DAYS),
    ).map(({ cycle, plannedOn, dueOn }) => ({
      ...schedule,
      cycle,
      plannedOn,
      dueOn,
      number: `${schedule.id.slice(0, 8)}-${plannedOn}`,
    })),
  );
  if (rows.length === 0) return 0;
  const made = await session.query<{ id: string; schedule: string }>(
    `insert into fourcolor.tasks (
  source, source_id, id, name, cycle, season, sector, planned_on, due_on, department, inspector, object_layer, object_id,
  object_name, risk_point_id, measure_id, schedule_id, geom
)
select 'loop', number, '', title, cycle, season, sector, "plannedOn", "dueOn", department, inspector, "objectLayer",
  "objectId", "objectName", "riskPointId", "measureId", id, st_setsrid(st_point(lon, lat), 4326)
from jsonb_to_recordset($1::jsonb) as t (
  number text, title text, cycle text, season text, sector text, "plannedOn" date, "dueOn" date, department text,
  inspector text, "objectLayer" text, "objectId" text, "objectName" text, "riskPointId" text, "measureId" text, id text,
  lon double precision, lat double precision
)
on conflict (source, source_id) do nothing
returning id, schedule_id as schedule`,
    [JSON.stringify(rows)],
  );
  const items = made.flatMap(({ id, schedule }) =>
    (schedules.find((one) => one.id === schedule)?.items ?? []).map((item, index) => ({
      owner: id,
      no: index + 1,
      item,
    })),
  );
  await session.query(
    `insert into fourcolor.task_items (owner_id, no, item)
select owner, no, item
from jsonb_to_recordset($1::jsonb) as i (owner text, no smallint, item text)`,
    [JSON.stringify(items)],
  );
  return made.length;
}
