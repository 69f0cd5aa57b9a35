/** The list of inspection schedules: by object, region, sector, inspector and rhythm, each with the days that follow next. */
import { z } from '@hono/zod-openapi';
import { SEASONS, type Season } from '../../data/ledger/words.ts';
import { plannedDays, type RegularCycle, shift } from '../../data/loop/schedule.ts';
import type { Session } from '../db/database.ts';
import { parameters } from '../reading.ts';
import { namesOf } from './access.ts';
import { contains, ObjectName, paging, REGION_NAME, RegionCode } from './danger-list.ts';
import { CYCLES, SCHEDULE_COLUMNS, Schedule } from './schedules.ts';

export const scheduleQuery = {
  object: ObjectName.optional(),
  riskPoint: z.string().max(200).optional(),
  region: RegionCode.optional(),
  sector: z.string().max(60).optional(),
  department: z.string().max(120).optional(),
  inspector: z.string().max(80).optional(),
  cycle: z.enum(CYCLES).optional(),
  season: z.enum(SEASONS.map(({ id }) => id) as [Season, ...Season[]]).optional(),
  active: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  q: z.string().max(100).optional(),
  id: z.uuid().optional(),
  ...paging,
};
export type ScheduleQuery = z.output<z.ZodObject<typeof scheduleQuery>>;

const PlannedTask = z
  .object({
    cycle: z.string(),
    plannedOn: z.string(),
    dueOn: z.string(),
    taskId: z.string().nullable().openapi({ description: 'null = made when its day is near' }),
    state: z.string().nullable(),
  })
  .openapi('PlannedTask');

export const ScheduleRow = Schedule.extend({
  regionName: z.string().nullable(),
  next: z.array(PlannedTask).openapi({ description: 'At most 6, from today; none while paused' }),
}).openapi('TaskScheduleRow');
type Row = z.output<typeof ScheduleRow>;

export const ScheduleList = z
  .object({
    schedules: z.array(ScheduleRow),
    total: z.int(),
    counts: z.object({ active: z.int(), paused: z.int() }),
    page: z.int(),
    size: z.int(),
    people: z.record(z.string(), z.string()),
  })
  .openapi('TaskScheduleList');

/** How many of the next days are told, and how far they are looked for: a yearly one has two in it. */
const NEXT = 6;
const LOOK_DAYS = 740;

/** One page of the schedules that match, with the tasks that each yields from `today`, 'YYYY-MM-DD'. */
export async function listSchedules(
  session: Session,
  asked: ScheduleQuery,
  today: string,
): Promise<z.output<typeof ScheduleList>> {
  const { values, add } = parameters();
  const where = conditions(asked, add).join('\n  and ');
  const [counts] = await session.query<{ total: number; active: number; paused: number }>(
    `select count(*) as total, count(*) filter (where active) as active, count(*) filter (where not active) as paused
from fourcolor.task_schedules as d
where ${where}`,
    values,
  );
  const rows = await session.query<Omit<Row, 'next'>>(
    `select ${SCHEDULE_COLUMNS}, ${REGION_NAME} as "regionName"
from fourcolor.task_schedules as d
where ${where}
order by d.active desc, d.object_name collate "C" nulls last, d.title collate "C", d.id
limit ${add(asked.size)}::integer offset ${add((asked.page - 1) * asked.size)}::integer`,
    values,
  );
  const made = await session.query<{ schedule: string; plannedOn: string; taskId: string; state: string }>(
    `select schedule_id as schedule, planned_on as "plannedOn", id as "taskId", state
from fourcolor.tasks
where schedule_id = any ($1::text[])
  and planned_on >= $2::date`,
    [rows.map(({ id }) => id), today],
  );
  const tasks = new Map(made.map((task) => [`${task.schedule} ${task.plannedOn}`, task]));
  const schedules = rows.map((row) => ({
    ...row,
    next: nextDays(row, today).map((day) => {
      const task = tasks.get(`${row.id} ${day.plannedOn}`);
      return { ...day, taskId: task?.taskId ?? null, state: task?.state ?? null };
    }),
  }));
  const { total, ...byState } = counts!;
  const people = await namesOf(
    session,
    rows.map(({ inspector }) => inspector),
  );
  return { schedules, total, counts: byState, page: asked.page, size: asked.size, people };
}

function conditions(asked: ScheduleQuery, add: (value: unknown) => string): string[] {
  const where = ['true'];
  const equals = (column: string, value: string | boolean | undefined, type = 'text') => {
    if (value !== undefined) where.push(`d.${column} = ${add(value)}::${type}`);
  };
  if (asked.object !== undefined) {
    const slash = asked.object.indexOf('/');
    const [layer, id] = [asked.object.slice(0, slash), asked.object.slice(slash + 1)];
    if (layer === 'risk_points') equals('risk_point_id', id);
    else {
      equals('object_layer', layer);
      equals('object_id', id);
    }
  }
  equals('risk_point_id', asked.riskPoint);
  if (asked.region !== undefined)
    where.push(`d.region_code ^@ fourcolor.region_prefix(${add(asked.region)}::text)`);
  equals('sector', asked.sector);
  equals('department', asked.department);
  equals('inspector', asked.inspector);
  equals('cycle', asked.cycle);
  equals('season', asked.season);
  equals('active', asked.active, 'boolean');
  equals('id', asked.id, 'uuid');
  if (asked.q) {
    const like = add(contains(asked.q));
    where.push(`(d.title ilike ${like}::text or d.object_name ilike ${like}::text)`);
  }
  return where;
}

function nextDays(schedule: Omit<Row, 'next'>, today: string) {
  if (!schedule.active) return [];
  return plannedDays(
    {
      cycle: schedule.cycle as RegularCycle,
      season: schedule.season as Season | null,
      seasonCycle: schedule.seasonCycle as RegularCycle | null,
      fromOn: schedule.fromOn,
      untilOn: schedule.untilOn,
    },
    today,
    shift(today, LOOK_DAYS),
  ).slice(0, NEXT);
}
