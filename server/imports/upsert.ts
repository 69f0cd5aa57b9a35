/** Staged rows into the register: new ones inserted, changed ones updated, and a refusal traced to its row. */
import { type Problem, problem } from '../../data/imports/problem.ts';
import type { Session } from '../db/database.ts';
import { SqlError } from '../db/errors.ts';
import { ruleWords } from '../loop/refusals.ts';
import type { Rows } from './checks.ts';
import type { Stage } from './stage.ts';

export interface Written {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Objects of other sources that rows were merged into and that changed by it. */
  readonly merged: number;
  readonly problems: readonly Problem[];
}

/** After so many rows refused one by one the rest is not asked any more. */
const MOST_REFUSALS = 100;

/** Rows that one statement writes, so that a person sees it go on and may end it. */
const PART = 5000;

/** The row in the middle of a range, and how many the range has. */
const middleOf = ({ table }: Stage) => `select row, id, rows
from (
  select row, source_id as id, count(*) over () as rows, row_number() over (order by row) as n
  from ${table}
  where row between $1 and $2
    and merge_into is null
) as r
where n = (rows + 1) / 2`;

export interface Upserting {
  /** 'YYYY-MM-DD': a review due before it is overdue. */
  readonly today: string;
  /** Called between the parts, with the rows so far; throws to end the writing. */
  readonly onPart?: (rows: number) => void;
}

/** Writes every staged row that is new or differs. Refused rows come back as problems; the caller rolls back then. */
export async function upsert(session: Session, stage: Stage, { today, onPart }: Upserting): Promise<Written> {
  const { layer, columns, table } = stage;
  await stage.analyze(session);
  const grades = layer.graded && gradesThat(columns);
  const day = grades ? [today] : [];
  const merged = await mergeRows(session, stage, grades, day);
  const [same] = await session.query<{ n: number }>(dropUnchangedSql(stage, grades), day);
  const unchanged = same!.n;
  const before = await session.query<{ rows: number; existing: number; low: number; high: number }>(`select
  count(*) as rows, count(t.fid) as existing, min(s.row) as low, max(s.row) as high
from ${table} as s
left join fourcolor.${layer.id} as t on t.source = s.source and t.source_id = s.source_id
where s.merge_into is null`);
  const { rows, existing, low, high } = before[0]!;
  if (rows === 0) return { inserted: 0, updated: 0, unchanged, merged, problems: [] };
  const sql = upsertSql(stage, grades);
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
      const [middle] = await session.query<{ row: number; id: string; rows: number }>(middleOf(stage), [
        from,
        to,
      ]);
      if (middle === undefined) throw error;
      if (middle.rows === 1) {
        problems.push(refusal(error, middle));
        return 0;
      }
      return (await write(from, middle.row)) + (await write(middle.row + 1, to));
    }
  };
  // borders belong together: every statement that changes them asks all objects again
  const part = layer.id === 'regions' ? high : PART;
  let written = 0;
  for (let from = low; from <= high; from += part) {
    written += await write(from, Math.min(high, from + part - 1));
    onPart?.(written);
  }
  const inserted = rows - existing;
  return { inserted, updated: written - inserted, unchanged: unchanged + rows - written, merged, problems };
}

/** What writing would do to the rows of a part, as far as comparing tells. */
export async function compared(
  session: Session,
  stage: Stage,
  range: Rows,
  today: string,
): Promise<{ inserted: number; updated: number; unchanged: number; merged: number }> {
  const { layer, columns, table } = stage;
  const grades = layer.graded && gradesThat(columns);
  const equal = equalities(stage, grades, '$3');
  const [counts] = await session.query<{
    inserted: number;
    updated: number;
    unchanged: number;
    merged: number;
  }>(
    `select
  count(*) filter (where s.merge_into is null and t.fid is null) as inserted,
  count(*) filter (where s.merge_into is null and t.fid is not null and not (${equal})) as updated,
  count(*) filter (where s.merge_into is null and t.fid is not null and ${equal}) as unchanged,
  count(*) filter (where s.merge_into is not null) as merged
from ${table} as s
left join fourcolor.${layer.id} as t on t.source = s.source and t.source_id = s.source_id
where s.row between $1 and $2`,
    [...range, ...(grades ? [today] : [])],
  );
  return counts!;
}

/** Rows that are an object of another source: of it only what the person chose is changed. How many objects changed. */
async function mergeRows(
  session: Session,
  { layer, columns, table }: Stage,
  grades: boolean,
  day: readonly string[],
): Promise<number> {
  const taken = (field: string, name: string) =>
    `case when '${field}' = any (s.merge_fields) then s.${name} else t.${name} end`;
  const set = columns
    .filter((name) => name !== 'source' && name !== 'source_id')
    .map((name): [string, string] => [name, taken(name, name)]);
  if (grades) {
    const merged = (name: string) => (columns.includes(name) ? taken(name, name) : `t.${name}`);
    set.push(['grade_state', stateOf(merged('grade'), merged('review_due'), '$1')]);
  }
  set.push(['geom', taken('geometry', 'geom')]);
  const rows = await session.query<{ n: number }>(
    `with changed as (
  update fourcolor.${layer.id} as t
  set ${set.map(([name, value]) => `${name} = ${value}`).join(',\n    ')}
  from ${table} as s
  where t.id = s.merge_into
    and (${set.map(([name, value]) => `t.${name} is distinct from ${value}`).join('\n    or ')})
  returning t.fid
)
select count(*) as n
from changed`,
    day,
  );
  return rows[0]!.n;
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

function equalities({ columns }: Stage, grades: boolean, today: '$1' | '$3'): string {
  return changesOf(columns, grades, 's', today)
    .map(([name, value]) => `t.${name} is not distinct from ${value}`)
    .join('\n    and ');
}

/** Rows that say what is recorded already go first: the triggers of a row cost more than comparing it. */
function dropUnchangedSql(stage: Stage, grades: boolean): string {
  return `with same as (
  delete from ${stage.table} as s
  using fourcolor.${stage.layer.id} as t
  where t.source = s.source
    and t.source_id = s.source_id
    and s.merge_into is null
    and ${equalities(stage, grades, '$1')}
  returning s.row
)
select count(*) as n
from same`;
}

function upsertSql({ layer, columns, table }: Stage, grades: boolean): string {
  const changes = changesOf(columns, grades, 'excluded', '$3');
  const staged = (name: string) => (columns.includes(name) ? `s.${name}` : 'null::date');
  const state = columns.includes('grade') ? stateOf('s.grade', staged('review_due'), '$3') : `'not_assessed'`;
  const id = layer.id === 'regions' ? 's.code' : `s.source || ':' || s.source_id`;
  return `with written as (
  insert into fourcolor.${layer.id} as t (id, ${columns.join(', ')}${grades ? ', grade_state' : ''}, geom)
  select ${id}, ${columns.map((name) => `s.${name}`).join(', ')}${grades ? `, ${state}` : ''}, s.geom
  from ${table} as s
  where s.row between $1 and $2
    and s.merge_into is null
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
  const rule = ruleWords(error.constraint);
  if (rule) return problem('rule_refused', at, { reason: rule.message, remedy: rule.remedy });
  return problem('database_refused', at, { reason: error.message });
}
