/** What only the database can say about staged rows: valid borders, taken identities, scope, regions above. */
import { type Problem, problem } from '../../data/imports/problem.ts';
import { onlyPoints, type Text } from '../../data/layer.ts';
import type { Session, Who } from '../db/database.ts';
import type { Stage } from './stage.ts';

/** First and last row of a part of the file; a large file is checked part by part. */
export type Rows = readonly [number, number];
export const ALL_ROWS: Rows = [1, 2_147_483_647];

interface Fault {
  readonly row: number;
  readonly reason: string;
  readonly place: string;
}

const faultsOf = ({ table }: Stage) => `select row, coalesce(reason(detail), 'invalid') as reason,
  coalesce(ST_X(location(detail)) || ' ' || ST_Y(location(detail)), '') as place
from (select row, ST_IsValidDetail(geom) as detail from ${table} where row between $1 and $2) as d
where not valid(detail)
order by row`;

/** Borders that OGC Simple Features does not call valid, each with the reason and where. */
export async function invalidBorders(session: Session, stage: Stage, rows: Rows): Promise<Problem[]> {
  const faults = await session.query<Fault>(faultsOf(stage), rows);
  return faults.map(({ row, reason, place }) =>
    problem(
      'geometry_invalid',
      { row, field: 'geometry', value: place },
      { reason: reasonText(reason), place },
    ),
  );
}

/**
 * Puts invalid borders right by their structure: rings stay what they are, and what covers nothing goes.
 * A warning for each with its area before and after; an error where nothing is left.
 */
export async function repairBorders(session: Session, stage: Stage, range: Rows): Promise<Problem[]> {
  const rows = await session.query<
    Fault & {
      ring_fault: { reason: Text; place: string } | null;
      before_km2: number;
      after_km2: number;
      gone: boolean;
    }
  >(
    `with faults as (${faultsOf(stage)}),
mended as (
  select s.row, s.geom as old, s.ring_fault, coalesce(f.reason, '') as reason, coalesce(f.place, '') as place,
    case when f.row is null then s.geom
    else ST_Multi(ST_CollectionExtract(
      ST_MakeValid(s.geom, 'method=structure'), ST_Dimension(s.geom) + 1
    )) end as mended
  from ${stage.table} as s
  left join faults as f using (row)
  where s.row between $1 and $2
    and (f.row is not null or s.ring_fault is not null)
),
changed as (
  update ${stage.table} as s
  set geom = m.mended
  from mended as m
  where m.row = s.row
)
select row, ring_fault, reason, place, ST_IsEmpty(mended) as gone,
  ST_Area(old::geography) / 1e6 as before_km2,
  ST_Area(mended::geography) / 1e6 as after_km2
from mended
order by row`,
    range,
  );
  return rows.map(({ row, reason, place, ring_fault, before_km2, after_km2, gone }) => {
    const where = place || ring_fault?.place || '';
    const why = reason === '' && ring_fault !== null ? ring_fault.reason : reasonText(reason);
    const at = { row, field: 'geometry', value: where };
    if (gone) return problem('geometry_unrepairable', at, { reason: why });
    return problem('geometry_repaired', at, {
      reason: why,
      beforeKm2: before_km2.toFixed(3),
      afterKm2: after_km2.toFixed(3),
    });
  });
}

/** Rows outside the person's regions or sectors, asked before writing so that each is named at once. */
export async function outsideScope(
  session: Session,
  { layer, columns, table }: Stage,
  who: Who,
  range: Rows,
): Promise<Problem[]> {
  if (who.regions === null && who.sectors === null) return [];
  const derived = layer.fields[layer.regionField]?.derived === true;
  const region = derived ? 'fourcolor.region_at(s.geom)' : `s.${layer.regionField}`;
  // lines and areas belong to every region that they touch, as in the row policies
  const inRegion =
    derived && !onlyPoints(layer)
      ? `(select fourcolor.scope_regions()) is null
    or exists (
      select
      from unnest(
        case
          when ST_Dimension(s.geom) > 0 then fourcolor.regions_touched(s.geom)
          else array[fourcolor.region_at(s.geom)]
        end
      ) as touched
      where touched ^@ any ((select fourcolor.scope_prefixes())::text[])
    )`
      : `(select fourcolor.scope_regions()) is null
    or ${region} ^@ any ((select fourcolor.scope_prefixes())::text[])`;
  const inSector = `(select fourcolor.scope_sectors()) is null
    or s.sector = any ((select fourcolor.scope_sectors())::text[])`;
  const rows = await session.query<{ row: number; id: string }>(
    `select s.row, s.source_id as id
from ${table} as s
where s.row between $1 and $2
  and not coalesce((${inRegion})${columns.includes('sector') ? ` and (${inSector})` : ''}, false)
order by s.row`,
    range,
  );
  return rows.map(({ row, id }) => problem('outside_scope', { row, value: id }));
}

/** Ids and codes that another object already has. */
export async function takenIdentities(
  session: Session,
  { layer, columns, table }: Stage,
  range: Rows,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const field of ['code', 'credit_code'].filter((name) => columns.includes(name))) {
    const rows = await session.query<{
      row: number;
      value: string;
      source: string;
    }>(
      `select s.row, s.${field} as value,
  t.source
from ${table} as s
join fourcolor.${layer.id} as t on t.${field} = s.${field}
where s.row between $1 and $2
  and s.merge_into is null
  and (t.source, t.source_id) is distinct from (s.source, s.source_id)
order by s.row`,
      range,
    );
    problems.push(
      ...rows.map(({ row, value, source }) => problem('identity_taken', { row, field, value }, { source })),
    );
  }
  return problems;
}

/** Empties `parent_code` where no such region is recorded or staged, with a warning for each. */
export async function emptyAbsentParents(session: Session, { table }: Stage): Promise<Problem[]> {
  // what the row already says stays: a person with a region scope does not see the region above
  const absent = `select s.row, s.parent_code as value
from ${table} as s
where s.parent_code is not null
  and not exists (select from fourcolor.regions as r where r.code = s.parent_code)
  and not exists (select from ${table} as o where o.code = s.parent_code)
  and not exists (
    select from fourcolor.regions as r
    where r.source = s.source
      and r.source_id = s.source_id
      and r.parent_code = s.parent_code
  )
order by s.row`;
  const rows = await session.query<{ row: number; value: string }>(absent);
  if (rows.length > 0)
    await session.query(
      `update ${table} as s
set parent_code = null
where s.row = any ($1::integer[])`,
      [rows.map(({ row }) => row)],
    );
  return rows.map(({ row, value }) => problem('parent_absent', { row, field: 'parent_code', value }));
}

/** GEOS names its reasons in English. */
const REASONS: Readonly<Record<string, string>> = {
  'Self-intersection': '自相交',
  'Ring Self-intersection': '环自相交',
  'Hole lies outside shell': '洞在外环之外',
  'Holes are nested': '洞相互嵌套',
  'Interior is disconnected': '内部不连通',
  'Nested shells': '面相互嵌套',
  'Duplicate Rings': '环重复',
  'Too few points in geometry component': '点太少',
  'Invalid Coordinate': '坐标无效',
  'Ring is not closed': '环没有闭合',
};

function reasonText(reason: string): Text {
  return { zh: REASONS[reason] ?? reason, en: reason };
}
