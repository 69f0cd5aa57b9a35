/** The numbers of regions and management areas: what a map of regions is coloured by and a list of them shows. */
import { createRoute, z } from '@hono/zod-openapi';
import { LRUCache } from 'lru-cache';
import { chinaDay } from '../../data/china-day.ts';
import { GRADE_KEYS } from '../../data/grade.ts';
import { hazardPoints } from '../../data/layers/hazard-points.ts';
import { REGION_LEVELS, type RegionLevel } from '../../data/layers/regions.ts';
import {
  indicatorValue,
  REGION_INDICATOR_IDS,
  type RegionIndicatorId,
} from '../../data/regions/indicators.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import type { AsOf } from '../../tiles/as-of.ts';
import { BoxSchema, json, media, query, router, TextSchema } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { HISTORY, momentFor, momentQuery, readingAt } from '../history/moment.ts';
import { findReading, readingOf } from '../reading.ts';
import type { Services } from '../services.ts';
import {
  byWord,
  type Counted,
  countParts,
  nothingCounted,
  type Readings,
  sumCounted,
  type WorstObject,
  wholeOf,
  worstOf,
} from './numbers.ts';
import { areaParts, type Region, regionParts } from './parts.ts';

const LEVELS = REGION_LEVELS.map(({ id }) => id) as [RegionLevel, ...RegionLevel[]];
const MOST_WORST = { row: 3, whole: 8 } as const;
const REMEMBERED_MS = 60_000;

const byGrade = z.record(z.enum(GRADE_KEYS), z.int());
const counts = {
  enterprises: byGrade,
  hazards: byGrade,
  dangers: z.object({ general: z.int(), major: z.int(), overdue: z.int() }).nullable().openapi({
    description: 'Open hidden dangers; null = not told of the past',
  }),
  tasks: z.object({ overdue: z.int() }).nullable(),
  rectified: z.object({ done: z.int(), found: z.int() }).nullable().openapi({
    description: 'Of the dangers found this year and verified: those that passed the recheck or are closed',
  }),
};
const Worst = z.object({
  layer: z.string(),
  id: z.string(),
  name: z.string(),
  grade: z.int(),
  gradeState: z.string(),
  at: z.array(z.number()).length(2),
});
const Step = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  grade: z.int().nullable(),
  gradeState: z.string(),
  score: z.number().nullable(),
  population: z.int().nullable(),
  areaKm2: z.number().nullable(),
  bbox: BoxSchema,
});
const Row = Step.extend({
  ...counts,
  worst: z.array(Worst),
  value: z.number().nullable().openapi({ description: 'The indicator asked for; null = not known' }),
});
const Word = z.object({ id: z.string(), label: TextSchema, byGrade });

const Numbers = z
  .object({
    level: z.enum(LEVELS).nullable(),
    path: z.array(Step).openapi({ description: 'Regions around the parent, outermost first' }),
    parent: Step.nullable(),
    whole: z
      .object({ ...counts, worst: z.array(Worst), sectors: z.array(Word), kinds: z.array(Word) })
      .openapi({
        description: 'All objects of the parent, or all that the person sees',
      }),
    elsewhere: z.object(counts).nullable().openapi({
      description: 'What of the whole lies in none of the rows; null for management areas, which overlap',
    }),
    rows: z.array(Row),
  })
  .openapi('RegionNumbers');
export type Numbers = z.infer<typeof Numbers>;

const route = createRoute({
  method: 'get',
  path: '/api/region-numbers',
  tags: ['catalogue'],
  summary: 'Numbers of the regions within a region, or of management areas',
  request: {
    query: query({
      by: z.enum(['region', 'management_area']).default('region'),
      parent: z
        .string()
        .regex(/^\d{12}(\d{2})?$/)
        .optional()
        .openapi({ description: 'Code; absent = the outermost region that the person sees' }),
      level: z.enum(LEVELS).optional().openapi({ description: 'Absent = the next one below the parent' }),
      indicator: z.enum(REGION_INDICATOR_IDS).optional(),
      sector: z.enum(SECTORS.map(({ id }) => id)).optional(),
      kind: z
        .enum(hazardPoints.fields.kind.dictionary!.map(({ id }) => id))
        .optional()
        .openapi({ description: 'Of hazard points' }),
      worst: z
        .enum(['yes', 'no'])
        .default('yes')
        .openapi({ description: 'no = without the worst objects, which take longest' }),
      ...momentQuery,
    }),
  },
  responses: {
    200: json(Numbers, 'The numbers'),
    404: media('Hidden from this person, or no such region', 'application/problem+json'),
  },
});

/** The route of the numbers; whoever reads no register has none. */
export function regionNumberRoutes(services: Services) {
  const remembered = new LRUCache<string, Promise<Numbers>>({ max: 100, ttl: REMEMBERED_MS });
  return router().openapi(route, async (c) => {
    const { who } = c.var;
    const { indicator, at, mode, lang: _, ...asked } = c.req.valid('query');
    const moment = momentFor(who, { at, mode });
    readingOf('enterprises', who);
    const versions = [...READ, HISTORY].map((id) => services.freshness.version(id));
    const key = JSON.stringify([asked, moment, who, versions, chinaDay(new Date())]);
    const known = remembered.get(key);
    const read =
      known ??
      services.database.as(who, (session) => readNumbers(session, who, asked, moment), { readOnly: true });
    if (!known) {
      remembered.set(key, read);
      read.catch(() => remembered.delete(key));
    }
    const numbers = await read;
    const rows = numbers.rows.map((row) => ({ ...row, value: chosenValue(indicator, row) }));
    return c.json({ ...numbers, rows }, 200, { 'Cache-Control': 'no-store' });
  });
}

const READ = [
  'regions',
  'management_areas',
  'enterprises',
  'hazard_points',
  'hidden_dangers',
  'tasks',
] as const;
const chosenValue = (indicator: RegionIndicatorId | undefined, row: Parameters<typeof indicatorValue>[1]) =>
  indicator ? indicatorValue(indicator, row) : null;

interface Asked {
  readonly by: 'region' | 'management_area';
  readonly parent?: string | undefined;
  readonly level?: RegionLevel | undefined;
  readonly sector?: string | undefined;
  readonly kind?: string | undefined;
  readonly worst: 'yes' | 'no';
}

/** Numbers of the regions within a region, as the route answers them. */
export async function readNumbers(
  session: Session,
  who: Who,
  { by, parent, level, sector, kind, worst }: Asked,
  moment: AsOf | undefined,
): Promise<Numbers> {
  const past = moment !== undefined;
  const now = (id: string) => readingAt(readingOf(id, who), who, moment);
  const readings: Readings = {
    enterprises: now('enterprises'),
    hazards: now('hazard_points'),
    dangers: past ? null : (findReading('hidden_dangers', who) ?? null),
    tasks: past ? null : (findReading('tasks', who) ?? null),
  };
  const narrow = { sector, kind };
  const parts =
    by === 'region'
      ? await regionParts(session, now('regions'), { parent, level })
      : await areaParts(session, readingOf('management_areas', who));
  const { division } = parts;
  const yearStart = `${chinaDay(new Date()).slice(0, 4)}-01-01`;
  const counted = await countParts(session, readings, division, narrow, yearStart);
  const undivided =
    division.by === 'area'
      ? await countParts(session, readings, wholeOf(division), narrow, yearStart)
      : counted;
  const found = worst === 'yes' ? await worstOf(session, readings, division, narrow, MOST_WORST.row) : [];
  const first =
    worst === 'yes' ? await worstOf(session, readings, wholeOf(division), narrow, MOST_WORST.whole) : [];
  const keyOf = (row: Region) =>
    division.by === 'area' ? row.id : row.code.slice(0, Math.max(division.digits, 0));
  const listed = new Set<string | null>(parts.rows.map(keyOf));
  const words = async (reading: Readings['hazards'], name: 'sector' | 'kind') => {
    const dictionary = reading.layer.fields[name]?.dictionary ?? [];
    const rows = await byWord(session, reading, division, name);
    return dictionary.flatMap(({ id, zh, en }) =>
      rows.filter((row) => row.id === id).map((row) => ({ ...row, label: { zh, en } })),
    );
  };
  return {
    level: parts.level,
    path: [...parts.path],
    parent: parts.parent,
    whole: {
      ...sumCounted([...undivided.values()], past),
      worst: first
        .filter(({ part }) => part !== null)
        .map(told)
        .slice(0, MOST_WORST.whole),
      sectors: await words(readings.enterprises, 'sector'),
      kinds: await words(readings.hazards, 'kind'),
    },
    elsewhere:
      division.by === 'area'
        ? null
        : sumCounted(
            [...counted].filter(([part]) => !listed.has(part)).map(([, numbers]) => numbers),
            past,
          ),
    rows: parts.rows.map((row) => {
      const key = keyOf(row);
      const numbers: Counted = counted.get(key) ?? nothingCounted(past);
      return { ...row, ...numbers, worst: found.filter(({ part }) => part === key).map(told), value: null };
    }),
  };
}

const told = ({ layer, id, name, grade, gradeState, at }: WorstObject): WorstObject => ({
  layer,
  id,
  name,
  grade,
  gradeState,
  at,
});
