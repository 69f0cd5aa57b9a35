/** How many objects there are, by grade, kind, sector, region or any field, inside any area: the process `summarize`. */
import { z } from '@hono/zod-openapi';
import type { GradeKey } from '../../data/grade.ts';
import type { Text } from '../../data/layer.ts';
import { valueProblem } from '../../data/problem.ts';
import { TextSchema } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { momentQuery } from '../history/moment.ts';
import { declareProcess } from '../process.ts';
import { findReading, parameters } from '../reading.ts';
import type { Services } from '../services.ts';
import { type Area, inArea } from './area.ts';
import { type Asked, askedAt, checkAsked, narrowed } from './asked.ts';
import { type Grouping, groupingsOf } from './grouping.ts';
import {
  AreaInput,
  ByGradeOutput,
  FilterInput,
  KindsInput,
  LayersInput,
  NearInput,
  RadiusInput,
} from './inputs.ts';
import { gradeSql, NEAR_TIMEOUT_MS, type Near, nearSql } from './near.ts';
import { placeOf } from './within.ts';

/** Rows of an answer; finer groups than this are lists of objects, not summaries. */
const MAX_GROUPS = 10_000;

const name = z.string().min(1).max(60);
const SummarizeInputs = z
  .strictObject({
    layers: LayersInput,
    geometry: AreaInput.optional(),
    radiusM: RadiusInput.optional(),
    near: NearInput.optional(),
    filter: FilterInput.optional(),
    kinds: KindsInput.optional(),
    ...momentQuery,
    groupBy: z.union([name, z.array(name).min(1).max(2)]).openapi({
      description:
        'grade, grade_state, inspection_state, kind, sector, region:city|county|township|village|cell, any field, or two of them / 分组',
    }),
  })
  .openapi('SummarizeInputs');
type SummarizeInputs = z.output<typeof SummarizeInputs>;

const value = z.union([z.string(), z.number()]).nullable();
const SummarizeOutputs = z
  .object({
    rows: z.array(
      z.object({
        layer: z.string(),
        group: z.union([value, z.array(value)]),
        label: TextSchema.nullable(),
        count: z.int(),
        byGrade: ByGradeOutput,
      }),
    ),
    total: z.int(),
  })
  .openapi('SummarizeOutputs');

/** The process: counts by group. */
export const summarize = declareProcess({
  id: 'summarize',
  title: { zh: '分组统计', en: 'Counts by group' },
  description: {
    zh: '按等级、状态、类别、行业、各级区域或任一字段（最多两项）统计要素，可限定在任意范围内；线和面按其标注点所在区域计一次。',
    en: 'Objects counted by grade, state, kind, sector, region of a level or any field (two at most), in any area; a line or area counts once, in the region of its label point.',
  },
  inputs: SummarizeInputs,
  outputs: SummarizeOutputs,
  run: answer,
});

type Value = string | number | null;

interface Row {
  readonly layer: string;
  readonly keys: readonly Value[];
  readonly labels: readonly (Text | undefined)[];
  readonly count: number;
  readonly byGrade: Readonly<Record<GradeKey, number>>;
}

/** Rows by layer, largest group first, as JSON text. Throws NotFound, Invalid. */
async function answer(services: Services, who: Who, inputs: SummarizeInputs): Promise<string> {
  const asked = askedAt(inputs, who);
  const groupings = groupingsOf(
    [inputs.groupBy].flat(),
    asked.map(({ reading }) => reading),
  );
  return services.database.as(
    who,
    async (session) => {
      const place = await placeOf(session, who, inputs);
      const rows: Row[] = [];
      for (const one of asked) {
        await checkAsked(session, one);
        rows.push(...(await count(session, one, groupings, place)));
        if (rows.length > MAX_GROUPS) throw new Invalid(valueProblem('/inputs/groupBy', 'range'));
      }
      const names = await regionNames(session, who, groupings, rows);
      const single = !Array.isArray(inputs.groupBy);
      return JSON.stringify({
        rows: rows.map(({ layer, keys, labels, count: n, byGrade }) => ({
          layer,
          group: single ? keys[0] : keys,
          label: joined(keys.map((key, i) => (groupings[i]!.level ? names.get(key) : labels[i]))),
          count: n,
          byGrade,
        })),
        total: rows.reduce((sum, row) => sum + row.count, 0),
      });
    },
    { readOnly: true, ...(inputs.near ? { timeoutMs: NEAR_TIMEOUT_MS } : {}) },
  );
}

interface Counted {
  readonly key_1: Value;
  readonly key_2: Value;
  readonly n: number;
  readonly g1: number;
  readonly g2: number;
  readonly g3: number;
  readonly g4: number;
  readonly g0: number;
}

async function count(
  session: Session,
  asked: Asked,
  groupings: readonly Grouping[],
  { area, near }: { area: Area | undefined; near: Near | undefined },
): Promise<Row[]> {
  const { reading } = asked;
  const { values, add } = parameters();
  const [key1, key2] = [0, 1].map((index) => groupings[index]?.expression(reading) ?? 'null::text');
  const conditions = near
    ? ['fid in (select fid from matched)']
    : [...(area ? [inArea(reading, area, add)] : []), ...narrowed(asked, add)];
  const grade = gradeSql(asked);
  const counts = await session.query<Counted>(
    `${near ? `with ${nearSql(asked, near, area, add)}\n` : ''}select ${key1} as key_1, ${key2} as key_2,
  count(*) as n,
  count(*) filter (where ${grade} = 1) as g1,
  count(*) filter (where ${grade} = 2) as g2,
  count(*) filter (where ${grade} = 3) as g3,
  count(*) filter (where ${grade} = 4) as g4,
  count(*) filter (where ${grade} is null) as g0
from ${reading.table}
${conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : ''}
group by 1, 2
limit ${MAX_GROUPS + 1}`,
    values,
  );
  const order = (row: Counted) => JSON.stringify([row.key_1, row.key_2]);
  counts.sort((a, b) => b.n - a.n || (order(a) < order(b) ? -1 : 1));
  return counts.map((row) => {
    const keys = [row.key_1, row.key_2].slice(0, groupings.length);
    return {
      layer: reading.layer.id,
      keys,
      labels: keys.map((key, index) => groupings[index]!.label(reading, key)),
      count: row.n,
      byGrade: { '1': row.g1, '2': row.g2, '3': row.g3, '4': row.g4, null: row.g0 },
    };
  });
}

/** Names of the regions among the groups, as far as the reader sees them. */
async function regionNames(
  session: Session,
  who: Who,
  groupings: readonly Grouping[],
  rows: readonly Row[],
): Promise<ReadonlyMap<Value, Text>> {
  const reading = findReading('regions', who);
  const codes = new Set(rows.flatMap(({ keys }) => keys.filter((key, i) => key && groupings[i]!.level)));
  if (codes.size === 0 || !reading) return new Map();
  const names = await session.query<{ code: string; name: string; name_en: string | null }>(
    `select code, name, name_en from ${reading.table} where code = any($1::text[])`,
    [[...codes]],
  );
  return new Map(names.map(({ code, name: zh, name_en: en }) => [code, { zh, en: en ?? zh }]));
}

function joined(labels: readonly (Text | undefined)[]): Text | null {
  const known = labels.filter((label) => label !== undefined);
  if (known.length === 0) return null;
  return { zh: known.map(({ zh }) => zh).join(' · '), en: known.map(({ en }) => en).join(' · ') };
}
