/** Which roads belong to the network and which are cut off from it, written where it changed. */
import { RoadNetwork } from '../data/roads/connectivity.ts';
import type { Session } from './db/database.ts';

/** Roads read at a time. */
const PAGE = 5_000;

/**
 * Sets `connected` of every road: `main` in the longest connected part, else `island`. Roads whose state stays are not
 * written. Needs the whole network: run it as fc_admin without a scope. How many roads of each there are, and changed.
 */
export async function connectRoads(
  session: Session,
): Promise<{ main: number; island: number; changed: number }> {
  const network = new RoadNetwork();
  let total = 0;
  let after = 0;
  for (;;) {
    const rows = await session.query<{ fid: number; km: number; geometry: string }>(
      `select fid, length_km as km, ST_AsGeoJSON(geom, 9) as geometry
       from fourcolor.roads
       where fid > $1::bigint
       order by fid
       limit $2::integer`,
      [after, PAGE],
    );
    for (const { fid, km, geometry } of rows)
      network.add({ id: fid, lengthKm: km, lines: JSON.parse(geometry).coordinates });
    total += rows.length;
    after = rows.at(-1)?.fid ?? after;
    if (rows.length < PAGE) break;
  }
  const islands = [...network.islands()];
  const changed = await session.query(
    `update fourcolor.roads as r
     set connected = state.connected
     from (
       select road.fid, case when cut_off.fid is null then 'main' else 'island' end as connected
       from fourcolor.roads as road
       left join unnest($1::bigint[]) as cut_off (fid) using (fid)
     ) as state
     where r.fid = state.fid
       and r.connected is distinct from state.connected
     returning 1`,
    [islands],
  );
  return { main: total - islands.length, island: islands.length, changed: changed.length };
}
