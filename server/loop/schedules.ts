/** Schedules of inspection: what is asked for one, what is told of it, and those for which a condition holds. */
import { z } from '@hono/zod-openapi';
import { SEASONS, type Season } from '../../data/ledger/words.ts';
import type { RegularCycle } from '../../data/loop/schedule.ts';
import type { Session } from '../db/database.ts';
import { short } from './new-danger.ts';
import { OBJECT_LAYERS } from './place.ts';

export const CYCLES = [
  'daily',
  'weekly',
  'fortnightly',
  'monthly',
  'quarterly',
  'half_yearly',
  'yearly',
] as const satisfies readonly RegularCycle[];
const season = z.enum(SEASONS.map(({ id }) => id) as [Season, ...Season[]]);
export const NewSchedule = z
  .strictObject({
    riskPointId: z.string().min(1).max(200).optional(),
    objectLayer: z.enum(OBJECT_LAYERS).optional().openapi({
      description:
        'Instead of a risk point: the object itself where items are given, else the measures of all its risk points',
    }),
    objectId: z.string().min(1).max(200).optional(),
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
    season: season.nullable().optional().openapi({ description: 'With seasonCycle; null takes both away' }),
    seasonCycle: z.enum(CYCLES).nullable().optional(),
    items: z.array(z.string().trim().min(1).max(500)).min(1).max(100).optional(),
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

/** Columns of task_schedules as `Schedule` names them. */
export const SCHEDULE_COLUMNS = `id::text, measure_id as "measureId", risk_point_id as "riskPointId", object_layer as "objectLayer",
  object_id as "objectId", object_name as "objectName", sector, region_code as "regionCode", title, cycle, season,
  season_cycle as "seasonCycle", from_on as "fromOn", until_on as "untilOn", department, inspector, items, active`;

/** Schedules for which the condition holds. */
export function schedulesWhere(
  session: Session,
  condition: string,
  values: readonly unknown[],
): Promise<z.output<typeof Schedule>[]> {
  return session.query(
    `select ${SCHEDULE_COLUMNS}
from fourcolor.task_schedules
where ${condition}
order by title collate "C", id
limit 500`,
    [...values],
  );
}
