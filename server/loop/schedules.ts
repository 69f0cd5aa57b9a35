/** Schedules of inspection from control measures, and the tasks that follow from them by the calendar. */
import { z } from '@hono/zod-openapi';
import { SEASONS, type Season } from '../../data/ledger/words.ts';
import { cycleOfDays, plannedDays, type RegularCycle, shift } from '../../data/loop/schedule.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { short } from './new-danger.ts';
import { placed } from './place.ts';

const CYCLES = [
  'daily',
  'weekly',
  'fortnightly',
  'monthly',
  'quarterly',
  'half_yearly',
  'yearly',
] as const satisfies readonly RegularCycle[];
const season = z.enum(SEASONS.map(({ id }) => id) as [Season, ...Season[]]);
/** Tasks are made so many days ahead. */
export const AHEAD_DAYS = 35;

export const NewSchedule = z
  .strictObject({
    riskPointId: z.string().min(1).max(200),
    measureIds: z
      .array(z.string().max(80))
      .max(100)
      .optional()
      .openapi({ description: 'Of this risk point; absent = all active ones' }),
    cycle: z.enum(CYCLES).optional().openapi({ description: 'Absent = as the measure says' }),
    season: season.nullable().optional(),
    seasonCycle: z.enum(CYCLES).nullable().optional(),
    inspector: z.string().trim().min(1).max(80).optional(),
    department: short.optional(),
    fromOn: z.iso.date(),
    untilOn: z.iso.date().optional(),
    items: z.array(z.string().trim().min(1).max(500)).max(100).optional(),
  })
  .openapi('NewTaskSchedule');

export const SchedulePatch = z
  .strictObject({
    active: z.boolean().optional(),
    cycle: z.enum(CYCLES).optional(),
    inspector: z.string().trim().min(1).max(80).nullable().optional(),
    department: short.nullable().optional(),
    untilOn: z.iso.date().nullable().optional(),
  })
  .openapi('TaskSchedulePatch');

const text = z.string().nullable();
export const Schedule = z
  .object({
    id: z.string(),
    measureId: text,
    riskPointId: text,
    objectLayer: z.string(),
    objectId: z.string(),
    objectName: text,
    sector: text,
    regionCode: text,
    title: z.string(),
    cycle: z.string(),
    season: text,
    seasonCycle: text,
    fromOn: z.string(),
    untilOn: text,
    department: text,
    inspector: text,
    items: z.array(z.string()),
    active: z.boolean(),
  })
  .openapi('TaskSchedule');

const COLUMNS = `id::text, measure_id as "measureId", risk_point_id as "riskPointId", object_layer as "objectLayer",
  object_id as "objectId", object_name as "objectName", sector, region_code as "regionCode", title, cycle, season,
  season_cycle as "seasonCycle", from_on as "fromOn", until_on as "untilOn", department, inspector, items, active`;

/** Schedules for which the condition holds. */
export function schedulesWhere(
  session: Session,
  condition: string,
  values: readonly unknown[],
): Promise<z.output<typeof Schedule>[]> {
  return session.query(
    `select ${COLUMNS}
from fourcolor.task_schedules
where ${condition}
order by title collate "C", id
limit 500`,
    [...values],
  );
}

interface Measure {
  readonly id: string;
  readonly text: string;
  readonly cycleDays: number | null;
  readonly season: Season | null;
  readonly seasonCycleDays: number | null;
}

/** One schedule for each measure of the risk point that is looked at by schedule. Answers their ids. */
export async function addSchedules(session: Session, asked: z.output<typeof NewSchedule>): Promise<string[]> {
  const place = await placed(session, { riskPointId: asked.riskPointId });
  const measures = await session.query<Measure>(
    `select id::text, text, cycle_days as "cycleDays", season, season_cycle_days as "seasonCycleDays"
from fourcolor.control_measures
where risk_point_id = $1::text
  and active
  and ($2::text[] is null or id::text = any ($2::text[]))
order by position, fid`,
    [asked.riskPointId, asked.measureIds ?? null],
  );
  const known = new Set(measures.map(({ id }) => id));
  const unknown = asked.measureIds?.findIndex((id) => !known.has(id)) ?? -1;
  if (unknown >= 0) throw new Invalid(valueProblem(`/measureIds/${unknown}`, 'unknown'));
  const [point] = await session.query<{ name: string; regionCode: string | null }>(
    'select name, region_code as "regionCode" from fourcolor.risk_points where id = $1::text',
    [asked.riskPointId],
  );
  const ids: string[] = [];
  for (const measure of measures) {
    const days = measure.cycleDays;
    const cycle = asked.cycle ?? (days === null ? undefined : cycleOfDays(days));
    if (cycle === undefined) continue;
    const inSeason = asked.season === undefined ? measure.season : asked.season;
    const seasonCycle =
      asked.seasonCycle ?? (measure.seasonCycleDays === null ? null : cycleOfDays(measure.seasonCycleDays));
    const both = inSeason !== null && seasonCycle !== null;
    const [row] = await session.query<{ id: string }>(
      `insert into fourcolor.task_schedules (
  measure_id, risk_point_id, object_layer, object_id, object_name, sector, region_code, title, cycle, season,
  season_cycle, from_on, until_on, department, inspector, items, geom
)
values (
  $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text,
  $12::date, $13::date, $14::text, $15::text, $16::jsonb,
  st_setsrid(st_point($17::double precision, $18::double precision), 4326)
)
returning id::text`,
      [
        measure.id,
        asked.riskPointId,
        place.objectLayer ?? 'risk_points',
        place.objectId ?? asked.riskPointId,
        place.objectName,
        place.sector,
        point?.regionCode ?? null,
        `${point?.name ?? ''}排查`.slice(0, 200),
        cycle,
        both ? inSeason : null,
        both ? seasonCycle : null,
        asked.fromOn,
        asked.untilOn ?? null,
        asked.department ?? null,
        asked.inspector ?? null,
        JSON.stringify(asked.items ?? itemsOf(measure.text)),
        place.lon,
        place.lat,
      ],
    );
    ids.push(row!.id);
  }
  if (ids.length === 0) throw new Invalid(valueProblem('/riskPointId', 'required', NO_MEASURE));
  return ids;
}

const NO_MEASURE = {
  zh: '这个风险点没有按周期检查的管控措施',
  en: 'No measure of this risk point is looked at by schedule',
};

/** A measure written as several sentences is looked at one by one. */
export function itemsOf(measure: string): string[] {
  const parts = measure
    .split(/[；;。\n]+/)
    .map((part) => part.trim().slice(0, 500))
    .filter((part) => part !== '');
  return parts.length > 0 ? parts.slice(0, 100) : [measure.slice(0, 500)];
}

/** Makes the tasks that the schedules plan from `today` for AHEAD_DAYS; those that exist stay. Answers how many are new. */
export async function makeTasks(session: Session, today: string, ids?: readonly string[]): Promise<number> {
  const schedules = await session.query<z.output<typeof Schedule> & { lon: number; lat: number }>(
    `select ${COLUMNS}, st_x(geom) as lon, st_y(geom) as lat
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
