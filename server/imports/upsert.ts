/** Staged rows into the register: new ones inserted, changed ones updated, and a refusal traced to its row. */
import { type Problem, problem } from '../../data/imports/problem.ts';
import type { Layer } from '../../data/layer.ts';
import type { Session } from '../db/database.ts';
import { SqlError } from '../db/errors.ts';

export interface Written {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly problems: readonly Problem[];
}

/** After so many rows refused one by one the rest is not asked any more. */
const MOST_REFUSALS = 100;

/** The row in the middle of a range, and how many the range has. */
const MIDDLE = `select row, id, rows
from (
  select row, source_id as id, count(*) over () as rows, row_number() over (order by row) as n
  from pg_temp.import_rows
  where row between $1 and $2
) as r
where n = (rows + 1) / 2`;

/**
 * Writes every staged row that is new or differs. Refused rows come back as problems; the caller rolls back then.
 * @param today 'YYYY-MM-DD': a review due before it is overdue
 */
export async function upsert(
  session: Session,
  layer: Layer,
  columns: readonly string[],
  today: string,
): Promise<Written> {
  // without statistics of the fresh table the joins below would be nested loops
  await session.query('analyze pg_temp.import_rows');
  const grades = layer.graded && gradesThat(columns);
  const day = grades ? [today] : [];
  const [same] = await session.query<{ n: number }>(dropUnchangedSql(layer, columns, grades), day);
  const unchanged = same!.n;
  const before = await session.query<{ rows: number; existing: number; low: number; high: number }>(`select
  count(*) as rows, count(t.fid) as existing, min(s.row) as low, max(s.row) as high
from pg_temp.import_rows as s
left join fourcolor.${layer.id} as t on t.source = s.source and t.source_id = s.source_id`);
  const { rows, existing, low, high } = before[0]!;
  if (rows === 0) return { inserted: 0, updated: 0, unchanged, problems: [] };
  const sql = upsertSql(layer, columns, grades);
  const problems: Problem[] = [];

  const write = async (from: number, to: number): Promise<number> => {
    if (problems.length >= MOST_REFUSALS) return 0;
    await session.query('savepoint import_part');
    try {
      const done = await session.query<{ n: number }>(sql, [from, to, ...day]);
      await session.query('release savepoint import_part');
      return done[0]!.n;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      await session.query('rollback to savepoint import_part');
      await session.query('release savepoint import_part');
      const [middle] = await session.query<{ row: number; id: string; rows: number }>(MIDDLE, [from, to]);
      if (middle === undefined) throw error;
      if (middle.rows === 1) {
        problems.push(refusal(error, middle));
        return 0;
      }
      return (await write(from, middle.row)) + (await write(middle.row + 1, to));
    }
  };
  const written = await write(low, high);
  const inserted = rows - existing;
  return { inserted, updated: written - inserted, unchanged: unchanged + rows - written, problems };
}

const gradesThat = (columns: readonly string[]) =>
  columns.includes('grade') || columns.includes('review_due');

/** What a row would change: the mapped fields, the state that follows from them, the place. */
function changesOf(columns: readonly string[], grades: boolean, next: 's' | 'excluded', today: '$1' | '$3') {
  const changing = columns.filter((name) => name !== 'source' && name !== 'source_id');
  const set = changing.map((name): [string, string] => [name, `${next}.${name}`]);
  const merged = (name: string) => `${columns.includes(name) ? next : 't'}.${name}`;
  if (grades) set.push(['grade_state', stateOf(merged('grade'), merged('review_due'), today)]);
  return [...set, ['geom', `${next}.geom`]] as const;
}

const stateOf = (grade: string, due: string, today: string) =>
  `case when ${grade} is null then 'not_assessed' when ${due} < ${today}::date then 'overdue' else 'current' end`;

/** Rows that say what is recorded already go first: the triggers of a row cost more than comparing it. */
function dropUnchangedSql(layer: Layer, columns: readonly string[], grades: boolean): string {
  const equal = changesOf(columns, grades, 's', '$1').map(
    ([name, value]) => `t.${name} is not distinct from ${value}`,
  );
  return `with same as (
  delete from pg_temp.import_rows as s
  using fourcolor.${layer.id} as t
  where t.source = s.source
    and t.source_id = s.source_id
    and ${equal.join('\n    and ')}
  returning s.row
)
select count(*) as n
from same`;
}

function upsertSql(layer: Layer, columns: readonly string[], grades: boolean): string {
  const changes = changesOf(columns, grades, 'excluded', '$3');
  const staged = (name: string) => (columns.includes(name) ? `s.${name}` : 'null::date');
  const state = columns.includes('grade') ? stateOf('s.grade', staged('review_due'), '$3') : `'not_assessed'`;
  const id = layer.id === 'regions' ? 's.code' : `s.source || ':' || s.source_id`;
  return `with written as (
  insert into fourcolor.${layer.id} as t (id, ${columns.join(', ')}${grades ? ', grade_state' : ''}, geom)
  select ${id}, ${columns.map((name) => `s.${name}`).join(', ')}${grades ? `, ${state}` : ''}, s.geom
  from pg_temp.import_rows as s
  where s.row between $1 and $2
  order by s.row
  on conflict (source, source_id) do update
  set ${changes.map(([name, value]) => `${name} = ${value}`).join(',\n    ')}
  where ${changes.map(([name, value]) => `t.${name} is distinct from ${value}`).join('\n    or ')}
  returning t.fid
)
select count(*) as n
from written`;
}

/** The database's refusal in words; constraint names are those of the migrations. */
function refusal(error: SqlError, { row, id }: { row: number; id: string }): Problem {
  const at = { row, value: id };
  if (error.code === '42501') return problem('outside_scope', at);
  if (error.code === '23505') return problem('identity_taken', at, { source: '?' });
  if (error.constraint?.endsWith('_geom_finite'))
    return problem('coordinates_range', { ...at, field: 'geometry' });
  if (error.constraint?.endsWith('_code_level')) return problem('level_mismatch', { ...at, field: 'level' });
  return problem('database_refused', at, { reason: error.message });
}
