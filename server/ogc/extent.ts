/** Where and when the objects of a layer lie, as far as the reader sees them; remembered by data version. */
import { LRUCache } from 'lru-cache';
import type { Who } from '../db/database.ts';
import { type Box, column, type Reading, versionName } from '../reading.ts';
import type { Services } from '../services.ts';

export interface Extent {
  readonly bbox: Box | null;
  /** First and last value of the layer's time field; null = the reader sees no such field. */
  readonly interval: readonly [string | null, string | null] | null;
}

/** A function that answers the extent of a layer for a reader. */
export function createExtents(services: Services): (who: Who, reading: Reading) => Promise<Extent> {
  const remembered = new LRUCache<string, Promise<Extent>>({ max: 500, ttl: 60_000 });
  return (who, reading) => {
    const version = services.freshness.version(versionName(reading.layer.id, who));
    const key = JSON.stringify([reading.table, version, who.role, who.regions, who.sectors]);
    const known = remembered.get(key);
    if (known) return known;
    const fresh = read(services, who, reading);
    remembered.set(key, fresh);
    fresh.catch(() => remembered.delete(key));
    return fresh;
  };
}

async function read(services: Services, who: Who, reading: Reading): Promise<Extent> {
  const timed = reading.fields.includes(reading.layer.time);
  const time = timed ? column(reading.layer.time) : 'null::date';
  const [row] = await services.database.as(
    who,
    (session) =>
      session.query<{
        w: number | null;
        s: number;
        e: number;
        n: number;
        first: string | null;
        last: string | null;
      }>(
        `select min(st_xmin(geom)) as w, min(st_ymin(geom)) as s, max(st_xmax(geom)) as e, max(st_ymax(geom)) as n,
           min(${time}) as first, max(${time}) as last
         from ${reading.table}`,
      ),
    { readOnly: true },
  );
  return {
    bbox: row && row.w !== null ? [row.w, row.s, row.e, row.n] : null,
    interval: timed ? [row?.first ?? null, row?.last ?? null] : null,
  };
}
