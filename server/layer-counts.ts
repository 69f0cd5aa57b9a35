/** How many objects of a layer a reader sees, by kind, by grade and by state of inspection, in one scan. */
import { z } from '@hono/zod-openapi';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';
import type { Dictionary, Layer } from '../data/layer.ts';
import { REGION_LEVELS } from '../data/layers/regions.ts';
import type { Where } from '../tiles/filter.ts';
import type { Session } from './db/database.ts';
import { column, parameters, type Reading } from './reading.ts';

/** null where the layer has no grades: "not assessed" would be a statement about each object. */
export const ByGrade = z.record(z.enum(GRADE_KEYS), z.int()).nullable().openapi('ByGrade', {
  description: 'Objects by grade, "null" = not assessed; null = the layer is not graded',
});
export const Counted = z.object({ count: z.int(), byGrade: ByGrade });
export type Counted = z.infer<typeof Counted>;
export const KindCount = Counted.extend({ id: z.string(), zh: z.string(), en: z.string() });
export const InspectionCounts = z.object({
  inspected: z.int(),
  overdue: z.int(),
  not_inspected: z.int(),
});

/** Objects of one kind, grade and source. */
export interface Count {
  readonly part: string | null;
  readonly grade: number | null;
  readonly source: string | null;
  readonly n: number;
  readonly overdue: number;
  readonly inspected: number;
  readonly inspection_overdue: number;
}

/** The column by which a layer's counts are divided. */
export const partOf = (layer: Layer): string | undefined =>
  'level' in layer.fields && layer.id === 'regions' ? 'level' : layer.kindField;

/** Counts of everything the reader may see of the layer, or of what a condition leaves. */
export function readCounts(
  session: Session,
  { layer, table, fields }: Reading,
  where?: Where,
): Promise<Count[]> {
  const { values, add } = parameters();
  const part = partOf(layer);
  const of = (name: string | undefined) => (name && fields.includes(name) ? column(name) : 'null');
  const states = (name: string, state: string) =>
    fields.includes(name) ? `count(*) filter (where ${column(name)} = '${state}')` : '0';
  return session.query<Count>(
    `select ${of(part)} as part, ${of('grade')} as grade, ${of('source')} as source, count(*) as n,
       ${states('grade_state', 'overdue')} as overdue,
       ${states('inspection_state', 'inspected')} as inspected,
       ${states('inspection_state', 'overdue')} as inspection_overdue
     from ${table}
     where ${where ? where.sql(add) : 'true'}
     group by 1, 2, 3`,
    values,
  );
}

/** Counts of a layer that the public reads only as cells. */
export async function readPublishedCells(session: Session, layer: Layer): Promise<Count[]> {
  const rows = await session.query<{ grade: number | null; n: number }>(
    `select grade, sum(n) as n
     from (
       select unnest(array[1, 2, 3, 4, null]) as grade, unnest(array[g1, g2, g3, g4, g0])::bigint as n
       from published.layer_cells
       where layer = $1
         and z = 0
         and part = '*'
     ) as cells
     group by 1`,
    [layer.id],
  );
  const rest = { part: null, source: null, overdue: 0, inspected: 0, inspection_overdue: 0 };
  return rows.map(({ grade, n }) => ({ ...rest, grade, n: Number(n) }));
}

/** The sum of the counts; `graded` says whether grades mean anything. */
export function counted(rows: readonly Count[], graded: boolean): Counted {
  const count = total(rows, (row) => row.n);
  if (!graded) return { count, byGrade: null };
  const byGrade: Record<GradeKey, number> = { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };
  for (const row of rows) byGrade[String(row.grade) as GradeKey] += row.n;
  return { count, byGrade };
}

/** Counts of the administrative levels that occur. */
export function byLevel(rows: readonly Count[]): Record<string, Counted> {
  return Object.fromEntries(
    REGION_LEVELS.map(
      ({ id }) =>
        [
          id,
          counted(
            rows.filter((row) => row.part === id),
            true,
          ),
        ] as const,
    ).filter(([, { count }]) => count > 0),
  );
}

/** Counts of the words of the kind that occur, in the order of the dictionary. */
export function byKind(rows: readonly Count[], layer: Layer): z.infer<typeof KindCount>[] {
  const words: Dictionary = (layer.kindField && layer.fields[layer.kindField]?.dictionary) || [];
  return words
    .map(({ id, zh, en }) => ({
      id,
      zh,
      en,
      ...counted(
        rows.filter((row) => row.part === id),
        layer.graded,
      ),
    }))
    .filter((kind) => kind.count > 0);
}

/** Counts by state of inspection; null where the reader sees no such state. */
export function byInspection(
  rows: readonly Count[],
  reading: Reading,
): z.infer<typeof InspectionCounts> | null {
  if (!reading.fields.includes('inspection_state')) return null;
  const inspected = total(rows, (row) => row.inspected);
  const overdue = total(rows, (row) => row.inspection_overdue);
  return { inspected, overdue, not_inspected: total(rows, (row) => row.n) - inspected - overdue };
}

/** The sum of one number over the counts. */
export const total = (rows: readonly Count[], of: (row: Count) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);
