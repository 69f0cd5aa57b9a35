/** What lies within an area, or within a distance of a place: the process `within`. */
import { z } from '@hono/zod-openapi';
import type { Filter } from '../data/cql2/ast.ts';
import { FilterError } from '../data/cql2/tokens.ts';
import { widenBox } from '../data/geo/widen-box.ts';
import { GRADE_KEYS } from '../data/grade.ts';
import { valueProblem } from '../data/problem.ts';
import type { Session, Who } from './db/database.ts';
import { Invalid } from './failure.ts';
import { checkShape, GeometryInput, type Shape, shapeOf } from './geometry-input.ts';
import { type FeatureRow, featureColumns, featureText } from './ogc/feature.ts';
import { checkGeometries, filterSql, readFilter } from './ogc/filter-sql.ts';
import { declareProcess } from './process.ts';
import { type AddParam, nearBox, parameters, type Reading, readingOf } from './reading.ts';
import type { Services } from './services.ts';

const MAX_RADIUS_M = 200_000;
/** Borders of objects are geodesics for distances: between two corners 0.5° apart they bulge this much, metres. */
const BULGE_OF_OBJECTS_M = 40;

const WithinInputs = z
  .strictObject({
    layers: z
      .array(z.string().min(1).max(60))
      .min(1)
      .max(20)
      .refine((layers) => new Set(layers).size === layers.length),
    geometry: GeometryInput,
    radiusM: z.number().min(0).max(MAX_RADIUS_M).optional(),
    filter: z
      .union([z.string().min(1).max(8_000), z.record(z.string(), z.string().min(1).max(8_000))])
      .optional()
      .openapi({ description: 'CQL2 text for every layer, or one for each layer id' }),
    limit: z.int().min(1).max(10_000).default(100),
  })
  .openapi('WithinInputs');
type WithinInputs = z.output<typeof WithinInputs>;

const WithinOutputs = z
  .object({
    layers: z.record(
      z.string(),
      z.object({
        count: z.int(),
        byGrade: z.record(z.enum(GRADE_KEYS), z.int()),
        features: z.object({ type: z.literal('FeatureCollection'), features: z.array(z.any()) }),
      }),
    ),
    truncated: z.boolean(),
  })
  .openapi('WithinOutputs');

/** The process: what lies within an area, or within a distance of a place. */
export const within = declareProcess({
  id: 'within',
  title: { zh: '范围内有什么', en: 'What lies within' },
  description: {
    zh: '面内、点或线周围给定距离内的要素：按风险等级计数，并按距离列出。',
    en: 'Objects in an area, or within a distance of a point or line: counted by risk grade and listed by distance.',
  },
  inputs: WithinInputs,
  outputs: WithinOutputs,
  run: answerWithin,
});

/**
 * Counts and nearest objects of each layer as JSON text. With a radius: geodesic distance to the object's nearest
 * point, 0 inside. Without: what touches the geometry. Throws NotFound for a hidden or absent layer, Invalid.
 */
async function answerWithin(services: Services, who: Who, inputs: WithinInputs): Promise<string> {
  const shape = shapeOf(inputs.geometry, '/inputs/geometry');
  if (shape.dimension === 1 && !inputs.radiusM)
    throw new Invalid(valueProblem('/inputs/radiusM', 'radius_required'));
  const questions = inputs.layers.map((id) => {
    const reading = readingOf(id, who);
    return { id, reading, filter: filterFor(id, inputs, reading) };
  });
  refuseStrayFilters(inputs);
  return services.database.as(
    who,
    async (session) => {
      await checkShape(session, shape, '/inputs/geometry');
      const answers: string[] = [];
      let truncated = false;
      for (const { id, reading, filter } of questions) {
        if (filter) await checkGeometries(filter, session).catch(asInvalid);
        const answer = await ask(session, reading, shape, inputs, filter);
        truncated ||= answer.truncated;
        answers.push(`${JSON.stringify(id)}:${answer.text}`);
      }
      return `{"layers":{${answers.join(',')}},"truncated":${truncated}}`;
    },
    { readOnly: true },
  );
}

interface Counts {
  readonly count: number;
  readonly g1: number;
  readonly g2: number;
  readonly g3: number;
  readonly g4: number;
  readonly g0: number;
}

async function ask(
  session: Session,
  reading: Reading,
  shape: Shape,
  inputs: WithinInputs,
  filter: Filter | undefined,
) {
  const counting = parameters();
  const grade = (value: string) => (reading.layer.graded ? `count(*) filter (where grade ${value})` : '0');
  const countSql = `select count(*) as count, ${grade('= 1')} as g1, ${grade('= 2')} as g2, ${grade('= 3')} as g3,
  ${grade('= 4')} as g4, ${reading.layer.graded ? grade('is null') : 'count(*)'} as g0
from ${reading.table}
where ${condition(reading, shape, inputs.radiusM, filter, counting.add)}`;
  const [counts] = await session.query<Counts>(countSql, counting.values);
  const listing = parameters();
  // geography distances are geodesic (Karney 2013); a millimetre is finer than any coordinate here
  const distance = `round(st_distance(geom::geography, ${geometrySql(shape, listing.add)}::geography)::numeric, 3)`;
  const rows = await session.query<FeatureRow & { distance_m: number }>(
    `select ${featureColumns(reading)}, ${distance}::double precision as distance_m
from ${reading.table}
where ${condition(reading, shape, inputs.radiusM, filter, listing.add)}
order by distance_m, id collate "C"
limit ${listing.add(inputs.limit)}::integer`,
    listing.values,
  );
  const { count = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g0 = 0 } = counts ?? {};
  const byGrade = JSON.stringify({ '1': g1, '2': g2, '3': g3, '4': g4, null: g0 });
  const features = rows
    .map((row) => featureText(row, reading.fields, { distanceM: row.distance_m }))
    .join(',');
  return {
    truncated: count > rows.length,
    text: `{"count":${count},"byGrade":${byGrade},"features":{"type":"FeatureCollection","features":[${features}]}}`,
  };
}

function condition(
  reading: Reading,
  shape: Shape,
  radiusM: number | undefined,
  filter: Filter | undefined,
  add: AddParam,
): string {
  const box = radiusM ? widenBox(shape.box, radiusM + shape.bulgeM + BULGE_OF_OBJECTS_M) : shape.box;
  const geometry = geometrySql(shape, add);
  const exact = radiusM
    ? `st_dwithin(geom::geography, ${geometry}::geography, ${add(radiusM)}::double precision)`
    : `st_intersects(geom, ${geometry})`;
  const parts = [nearBox(reading, box, add), exact, ...(filter ? [filterSql(filter, reading, add)] : [])];
  return parts.join('\n  and ');
}

const geometrySql = (shape: Shape, add: AddParam) =>
  `st_setsrid(st_geomfromgeojson(${add(shape.text)}::text), 4326)`;

function filterFor(layer: string, { filter }: WithinInputs, reading: Reading): Filter | undefined {
  const text = typeof filter === 'string' ? filter : filter?.[layer];
  if (text === undefined) return undefined;
  try {
    return readFilter(text, reading);
  } catch (error) {
    return asInvalid(error);
  }
}

function refuseStrayFilters({ filter, layers }: WithinInputs): void {
  if (typeof filter !== 'object') return;
  const stray = Object.keys(filter).filter((layer) => !layers.includes(layer));
  if (stray.length > 0)
    throw new Invalid(...stray.map((layer) => valueProblem(`/inputs/filter/${layer}`, 'unknown')));
}

function asInvalid(error: unknown): never {
  if (error instanceof FilterError) throw new Invalid(valueProblem('/inputs/filter', 'filter', error.text));
  throw error;
}
