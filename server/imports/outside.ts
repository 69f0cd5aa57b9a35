/** Where staged rows lie: their box, and which of them lie in no region of the city. */
import type { Session } from '../db/database.ts';
import type { Rows } from './checks.ts';
import type { Stage } from './stage.ts';

export interface Places {
  readonly rows: number;
  /** Row numbers; none while the register has no regions, and for borders themselves. */
  readonly outside: readonly number[];
  /** [west, south, east, north]; null without rows. */
  readonly bbox: readonly [number, number, number, number] | null;
}

/** Asks for the part of the rows. */
export async function outsideCity(session: Session, { layer, table }: Stage, range: Rows): Promise<Places> {
  const asked =
    layer.id === 'regions'
      ? 'false'
      : `exists (select from fourcolor.regions)
    and fourcolor.region_at(case when ST_Dimension(s.geom) = 0 then s.geom else ST_PointOnSurface(s.geom) end) is null`;
  const [found] = await session.query<{
    n: number;
    outside: number[] | null;
    west: number | null;
    south: number;
    east: number;
    north: number;
  }>(
    `select count(*) as n,
  json_agg(s.row order by s.row) filter (where ${asked}) as outside,
  min(ST_XMin(s.geom)) as west,
  min(ST_YMin(s.geom)) as south,
  max(ST_XMax(s.geom)) as east,
  max(ST_YMax(s.geom)) as north
from ${table} as s
where s.row between $1 and $2`,
    range,
  );
  const { n, outside, west, south, east, north } = found!;
  return { rows: n, outside: outside ?? [], bbox: west === null ? null : [west, south, east, north] };
}
