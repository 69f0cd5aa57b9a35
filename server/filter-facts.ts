/** What there is to filter by in a layer: counts by word, histograms with fixed edges, regions and named conditions. */
import { createRoute, z } from '@hono/zod-openapi';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import { conditionsOf } from '../data/layers/conditions.ts';
import { gradeCondition, wordConditions } from '../tiles/filter-sql.ts';
import { SqlParams } from '../tiles/sql-params.ts';
import { json, query, router, TextSchema } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { edgesOf, type Span } from './filter-edges.ts';
import { momentFor, readingAt } from './history/moment.ts';
import { counted } from './layer-counts.ts';
import { filterSql } from './ogc/filter-sql.ts';
import { column, type Reading, readingOf } from './reading.ts';
import type { Services } from './services.ts';
import { whereOf } from './where.ts';

const Part = z.object({
  value: z.string().nullable(),
  all: z.int().openapi({ description: 'Objects that the person sees' }),
  kept: z.int().openapi({ description: 'Of them, those that the filter leaves' }),
});
const Histogram = z.object({
  edges: z.array(z.union([z.number(), z.string()])),
  all: z.array(z.int()),
  kept: z.array(z.int()),
  empty: z.int(),
});
const FieldFacts = z.object({
  name: z.string(),
  label: TextSchema,
  as: z.enum(['choice', 'range', 'date', 'text']),
  unit: z.string().nullable(),
  numeric: z.boolean(),
  parts: z.array(Part.extend({ label: TextSchema.nullable() })).nullable(),
  histogram: Histogram.nullable(),
});
const Facts = z
  .object({
    layer: z.string(),
    all: z.int(),
    kept: z.int(),
    byGrade: z.record(z.enum(GRADE_KEYS), z.int()).nullable(),
    fields: z.array(FieldFacts),
    regions: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        all: z.int(),
        kept: z.int(),
      }),
    ),
    conditions: z.array(
      Part.omit({ value: true }).extend({ id: z.string(), label: TextSchema, about: TextSchema }),
    ),
  })
  .openapi('FilterFacts');
type Facts = z.infer<typeof Facts>;

const Asked = z
  .strictObject({
    layer: z.string().max(60),
    where: z.string().min(1).max(4000).nullish(),
    grades: z.array(z.enum(GRADE_KEYS)).max(5).nullish(),
    kinds: z
      .array(z.string().regex(/^[a-z0-9_]{1,60}$/))
      .max(200)
      .nullish(),
    at: z.iso.date().optional(),
    mode: z.enum(['was', 'known']).optional(),
  })
  .openapi('FilterFactsQuestion');

const route = createRoute({
  method: 'post',
  path: '/api/filter-facts',
  tags: ['catalogue'],
  summary: 'Counts and histograms of everything by which a layer can be filtered, before and after a filter',
  request: { query: query({}), body: { required: true, content: { 'application/json': { schema: Asked } } } },
  responses: {
    200: json(Facts, 'The facts'),
  },
});

/** The route of the facts. */
export function filterFactRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const asked = c.req.valid('json');
    const { who } = c.var;
    const moment = momentFor(who, asked);
    const reading = readingAt(readingOf(asked.layer, who), who, moment);
    const where = asked.where ? whereOf(services, asked.where, asked.layer, who, moment) : undefined;
    const kept = (add: SqlParams) => {
      const filter = {
        ...(asked.grades && { grade: asked.grades.map(gradeOf) }),
        ...(asked.kinds && { kind: asked.kinds }),
        ...(where && { where }),
      };
      const all = [
        ...gradeCondition(reading.layer, filter, add),
        ...wordConditions(reading.layer, filter, add),
      ];
      return all.length > 0 ? all.join(' and ') : 'true';
    };
    const facts = await services.database.as(who, (session) => factsOf(session, reading, who, kept), {
      readOnly: true,
    });
    return c.json(facts, 200, { 'Cache-Control': 'no-store' });
  });
}

const gradeOf = (key: GradeKey) => (key === 'null' ? null : (Number(key) as 1 | 2 | 3 | 4));

/** The filter as one condition, its values added to a statement's. */
type Kept = (params: SqlParams) => string;

async function factsOf(session: Session, reading: Reading, who: Who, kept: Kept): Promise<Facts> {
  const { layer, fields } = reading;
  const totals = await parts(
    session,
    reading,
    layer.graded && fields.includes('grade') ? 'grade' : null,
    kept,
  );
  const offered = fields.flatMap((name) => {
    const field = layer.fields[name];
    return field?.filter && name !== 'grade' && name !== 'region_code'
      ? [{ name, field, as: field.filter }]
      : [];
  });
  const told: Facts['fields'] = [];
  for (const { name, field, as } of offered) {
    const words = field.dictionary;
    const found = as === 'choice' ? await parts(session, reading, name, kept) : null;
    told.push({
      name,
      label: field.label,
      as,
      unit: field.unit ?? null,
      numeric: field.type !== 'text' && as !== 'date',
      parts:
        found &&
        inOrder(
          found,
          words?.map(({ id }) => id),
        ).map((part) => {
          const word = words?.find(({ id }) => id === part.value);
          return { ...part, label: word ? { zh: word.zh, en: word.en } : null };
        }),
      histogram: as === 'range' || as === 'date' ? await histogram(session, reading, name, as, kept) : null,
    });
  }
  const rest = { part: null, source: null, overdue: 0, inspected: 0, inspection_overdue: 0 };
  const byGrade = layer.graded
    ? counted(
        totals.map(({ value, kept: n }) => ({ ...rest, n, grade: value === null ? null : Number(value) })),
        true,
      ).byGrade
    : null;
  return {
    layer: layer.id,
    all: sum(totals.map(({ all }) => all)),
    kept: sum(totals.map((part) => part.kept)),
    byGrade,
    fields: told,
    regions: who.role === 'public' ? [] : await byRegion(session, reading, kept),
    conditions: who.role === 'public' ? [] : await byCondition(session, reading, kept),
  };
}

/** Objects by the value of a column, without one all together. */
async function parts(session: Session, reading: Reading, name: string | null, kept: Kept) {
  const params = new SqlParams();
  return session.query<{ value: string | null; all: number; kept: number }>(
    `select ${name ? `${column(name)}::text` : 'null::text'} as value, count(*)::integer as all,
  (count(*) filter (where ${kept(params)}))::integer as kept
from ${reading.table}
group by 1
order by 2 desc, 1`,
    params.values,
  );
}

/** Bars between edges that follow from all that the person sees, so that no filter moves them. */
async function histogram(
  session: Session,
  reading: Reading,
  name: string,
  as: 'range' | 'date',
  kept: Kept,
): Promise<Facts['fields'][number]['histogram']> {
  const value = as === 'date' ? `${column(name)}::date` : `${column(name)}::double precision`;
  const [span] = await session.query<Span & { empty: number }>(
    `select min(${value})${as === 'date' ? '::text' : ''} as least, max(${value})${as === 'date' ? '::text' : ''} as most,
  (count(*) filter (where ${column(name)} is null))::integer as empty
from ${reading.table}`,
  );
  const edges = span ? edgesOf(span, as) : null;
  if (!span || !edges) return null;
  const params = new SqlParams();
  const list = params.add(`{${edges.join(',')}}`);
  const rows = await session.query<{ bar: number; all: number; kept: number }>(
    `select width_bucket(${value}, ${list}::${as === 'date' ? 'date' : 'double precision'}[]) as bar,
  count(*)::integer as all,
  (count(*) filter (where ${kept(params)}))::integer as kept
from ${reading.table}
where ${column(name)} is not null
group by 1`,
    params.values,
  );
  const bars = edges.slice(1).map((_, index) => rows.find(({ bar }) => bar === index + 1));
  return {
    edges: [...edges],
    all: bars.map((bar) => bar?.all ?? 0),
    kept: bars.map((bar) => bar?.kept ?? 0),
    empty: span.empty,
  };
}

/** Counties and townships in which objects of the layer lie; of lines and areas where their middle lies. */
async function byRegion(session: Session, { layer, fields, table }: Reading, kept: Kept) {
  const name = layer.id === 'regions' ? 'code' : layer.regionField;
  if (!fields.includes(name)) return [];
  const params = new SqlParams();
  return session.query<Facts['regions'][number]>(
    `select r.code, r.name, r.name_en as "nameEn", sum(o.all)::integer as all, sum(o.kept)::integer as kept
from (
  select left(${column(name)}, 9) as town, count(*) as all, count(*) filter (where ${kept(params)}) as kept
  from ${table}
  where ${column(name)} is not null
  group by 1
) as o
join fourcolor.regions as r
  on (r.level = 'county' and left(r.code, 6) = left(o.town, 6))
  or (r.level = 'township' and left(r.code, 9) = o.town)
group by r.code, r.name, r.name_en
order by r.code`,
    params.values,
  );
}

async function byCondition(session: Session, reading: Reading, kept: Kept): Promise<Facts['conditions']> {
  const told: Facts['conditions'] = [];
  for (const { id, label, about } of conditionsOf(reading.layer)) {
    const params = new SqlParams();
    const holds = conditionSql(id, reading, params);
    const [row] = await session.query<{ all: number; kept: number }>(
      `select count(*)::integer as all, (count(*) filter (where ${kept(params)}))::integer as kept
from ${reading.table}
where ${holds}`,
      params.values,
    );
    told.push({ id, label, about, all: row?.all ?? 0, kept: row?.kept ?? 0 });
  }
  return told;
}

const conditionSql = (name: string, reading: Reading, params: SqlParams) =>
  filterSql({ op: 'condition', name, text: null }, reading, params.add);

/** As the dictionary orders them; what is in none comes after, nothing last. */
function inOrder<P extends { readonly value: string | null }>(
  found: readonly P[],
  words?: readonly string[],
): P[] {
  const rank = ({ value }: P) => {
    if (value === null) return 1e6;
    const at = words?.indexOf(value) ?? -1;
    return at < 0 ? 1e5 : at;
  };
  return [...found].sort((a, b) => rank(a) - rank(b));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
