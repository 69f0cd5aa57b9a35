/** Rows of a file that are one object: parts joined, repetitions taken away, each told. */
import { type Problem, problem } from '../../data/imports/problem.ts';
import type { Session } from '../db/database.ts';
import type { Rows } from './checks.ts';
import type { Stage } from './stage.ts';

export interface Duplicates {
  /** Whether a key can come twice at all: most files were refused for it before. */
  readonly keysMayRepeat: boolean;
  /** Rows with the same key are parts of one line or area. */
  readonly joins: boolean;
  /** Repetitions are notes, not errors. */
  readonly repair: boolean;
}

interface Double {
  readonly row: number;
  readonly first: number;
  readonly id: string;
  readonly fate: 'repeated' | 'part' | 'other';
}

/** Of rows with one key the largest dimension counts; the rest of that dimension are repetitions or parts. */
const byKey = ({ table }: Stage) => `select s.row, k.row as first, s.source_id as id,
  case
    when s.dimension < k.dimension then 'repeated'
    when s.print = k.print or ST_Equals(s.geom, k.geom) then 'repeated'
    when s.dimension > 0 then 'part'
    else 'other'
  end as fate
from ${table} as s
join (
  select distinct on (source, source_id) source, source_id, row, dimension, print, geom
  from ${table}
  order by source, source_id, dimension desc, row
) as k on k.source = s.source and k.source_id = s.source_id and k.row <> s.row
order by s.row`;

/** The same line or area, of which the same is said, under another key. */
const byPrint = ({ table }: Stage) => `select s.row, k.row as first, s.source_id as id, 'repeated' as fate
from ${table} as s
join (
  select distinct on (source, print) source, print, row
  from ${table}
  where print is not null
  order by source, print, dimension desc, row
) as k on k.source = s.source and k.print = s.print and k.row <> s.row
order by s.row`;

/**
 * Leaves each object once. A way and the area inside it are one object, and the area is taken; parts of a line or area
 * are joined where the mapping says that keys repeat for parts. Two places under one key remain an error.
 */
export async function settleDuplicates(
  session: Session,
  stage: Stage,
  { keysMayRepeat, joins, repair }: Duplicates,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  // without statistics of the fresh table the joins would be nested loops
  await stage.analyze(session);
  for (const sql of keysMayRepeat ? [byKey(stage), byPrint(stage)] : [byPrint(stage)]) {
    const doubles = await session.query<Double>(sql);
    const codeOf = ({ fate }: Double) => {
      if (fate === 'repeated') return repair ? 'duplicate_object_dropped' : 'duplicate_object';
      return fate === 'part' && joins ? 'object_joined' : 'duplicate_key';
    };
    for (const double of doubles) {
      const { row, first, id } = double;
      problems.push(problem(codeOf(double), { row, field: 'source_id', value: id }, { first }));
    }
    const parts = doubles.filter((one) => codeOf(one) === 'object_joined');
    if (parts.length > 0) await join(session, stage, parts);
    if (doubles.length > 0)
      await session.query(`delete from ${stage.table} where row = any ($1::integer[])`, [
        doubles.map(({ row }) => row),
      ]);
  }
  return problems;
}

/** Lines are collected as they run, because direction matters; areas that a cut divided become whole again. */
async function join(session: Session, { table }: Stage, parts: readonly Double[]): Promise<void> {
  await session.query(
    `with parts as (
  select d.first, s.row, s.geom, s.dimension
  from unnest($1::integer[], $2::integer[]) as d (first, row)
  join ${table} as s on s.row = d.row or s.row = d.first
),
whole as (
  select first,
    case max(dimension)
      when 2 then ST_Multi(ST_CollectionExtract(ST_Union(ST_MakeValid(geom) order by row), 3))
      else ST_CollectionExtract(ST_Collect(geom order by row), 2)
    end as geom
  from (select distinct on (first, row) first, row, geom, dimension from parts) as p
  group by first
)
update ${table} as s
set geom = w.geom
from whole as w
where w.first = s.row`,
    [parts.map(({ first }) => first), parts.map(({ row }) => row)],
  );
}

/** Lines and areas for which a point stands: one on their surface. */
export async function placePoints(session: Session, { table }: Stage, range: Rows): Promise<void> {
  await session.query(
    `update ${table}
set geom = ST_PointOnSurface(ST_MakeValid(geom))
where to_point
  and row between $1 and $2
  and ST_Dimension(geom) > 0`,
    range,
  );
}
