/** A hidden danger is written down: reported, or found by an inspection and thereby verified. */
import { z } from '@hono/zod-openapi';
import { DANGER_CATEGORIES, FOUND_WAYS } from '../../data/layers/hidden-dangers.ts';
import { citation, criterionById } from '../../data/loop/criteria.ts';
import { valueProblem } from '../../data/problem.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import type { Session } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { parameters } from '../reading.ts';
import { OBJECT_LAYERS, type Placed, PointInput } from './place.ts';

const ids = (words: readonly { readonly id: string }[]) => z.enum(words.map(({ id }) => id));
export const note = z.string().trim().max(500);
const long = z.string().trim().min(1).max(2000);
export const short = z.string().trim().min(1).max(120);

/** What is wrong, without where. */
export const findingInput = {
  name: z.string().trim().min(1).max(200),
  class: z.enum(['general', 'major']).default('general'),
  criterion: z
    .string()
    .max(120)
    .optional()
    .openapi({ description: 'Id of a clause; needed for a major one' }),
  description: long.optional(),
  cause: z.string().trim().min(1).max(1000).optional(),
  category: ids(DANGER_CATEGORIES).optional(),
  deadline: z.iso.date().optional(),
  department: short.optional(),
  inspector: z.string().trim().min(1).max(80).optional(),
  liablePerson: short.optional(),
  rectification: long.optional(),
  fundsWan: z.number().min(0).max(1e9).optional(),
  emergencyPlan: long.optional(),
};
export type Finding = z.output<z.ZodObject<typeof findingInput>>;

export const NewDanger = z
  .strictObject({
    ...findingInput,
    objectLayer: z.enum(OBJECT_LAYERS).optional(),
    objectId: z.string().min(1).max(200).optional(),
    riskPointId: z.string().min(1).max(200).optional(),
    measureId: z.string().max(80).optional(),
    sector: ids(SECTORS).optional(),
    geometry: PointInput.optional(),
    foundByWay: ids(FOUND_WAYS).optional(),
    verified: z.boolean().default(false).openapi({ description: 'Seen on the spot by who reports it' }),
    note: note.optional(),
  })
  .openapi('NewDanger');

/** The clause with this id as it is kept. @throws {Invalid} there is no such clause */
export function clauseOf(
  id: string | undefined,
  pointer = '/criterion',
): { id: string; words: string } | null {
  if (id === undefined) return null;
  const criterion = criterionById(id);
  if (!criterion) throw new Invalid(valueProblem(pointer, 'unknown'));
  return { id, words: citation(criterion).slice(0, 1000) };
}

/** Inserts the danger and answers its id; the database says who and when. */
export async function insertDanger(
  session: Session,
  place: Placed,
  finding: Finding,
  more: {
    readonly verified: boolean;
    readonly foundByWay: string;
    readonly measureId?: string | null | undefined;
    readonly taskId?: string | null | undefined;
    readonly inspector: string;
  },
): Promise<{ id: string; regionCode: string | null }> {
  const clause = clauseOf(finding.criterion);
  const { values, add } = parameters();
  const columns: [string, string][] = [
    ['source', `'loop'`],
    ['source_id', `fourcolor.next_loop_number('YH')`],
    ['id', `''`],
    ['name', `${add(finding.name)}::text`],
    ['class', `${add(finding.class)}::text`],
    ['state', more.verified ? `'verified'` : `'reported'`],
    ['category', `${add(finding.category ?? null)}::text`],
    ['found_by_way', `${add(more.foundByWay)}::text`],
    ['sector', `${add(place.sector)}::text`],
    ['object_layer', `${add(place.objectLayer)}::text`],
    ['object_id', `${add(place.objectId)}::text`],
    ['object_name', `${add(place.objectName)}::text`],
    ['risk_point_id', `${add(place.riskPointId)}::text`],
    ['measure_id', `${add(more.measureId ?? null)}::text`],
    ['task_id', `${add(more.taskId ?? null)}::text`],
    ['description', `${add(finding.description ?? null)}::text`],
    ['cause', `${add(finding.cause ?? null)}::text`],
    ['criterion', `${add(clause?.id ?? null)}::text`],
    ['criterion_clause', `${add(clause?.words ?? null)}::text`],
    ['found_at', 'now()'],
    ['liable_person', `${add(finding.liablePerson ?? null)}::text`],
    ['rectification', `${add(finding.rectification ?? null)}::text`],
    ['funds_10k', `${add(finding.fundsWan ?? null)}::double precision`],
    ['deadline', `${add(finding.deadline ?? null)}::date`],
    ['emergency_plan', `${add(finding.emergencyPlan ?? null)}::text`],
    ['department', `${add(finding.department ?? null)}::text`],
    ['inspector', `${add(finding.inspector ?? more.inspector)}::text`],
    [
      'geom',
      `st_setsrid(st_point(${add(place.lon)}::double precision, ${add(place.lat)}::double precision), 4326)`,
    ],
  ];
  const [row] = await session.query<{ id: string; regionCode: string | null }>(
    `insert into fourcolor.hidden_dangers (${columns.map(([name]) => name).join(', ')})
values (${columns.map(([, value]) => value).join(',\n  ')})
returning id, region_code as "regionCode"`,
    values,
  );
  return row!;
}
