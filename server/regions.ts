/** Simplified shapes of the regions for low zooms: shared borders are cut once, so no gaps and no overlaps appear. */
import type { MultiPolygon } from 'geojson';
import { simplifyCoverage } from '../data/geo/coverage.ts';
import type { Session } from './db/database.ts';

/** Web Mercator metres within which a border may move up to zoom 8 and up to zoom 11: half a pixel of a 512 px tile. */
const TOLERANCES_M = [153, 19] as const;
/** Levels drawn in both bands, and those that only the second one draws (tiles/regions.ts); cells keep their borders. */
const DRAWN_AT_Z8 = ['city', 'county', 'township'];
const DRAWN_AT_Z11 = [...DRAWN_AT_Z8, 'village'];
const CHUNK = 500;

/** Computes the shapes of every region down to the villages again; call it in the transaction that changed borders. */
export async function refreshRegionShapes(session: Session): Promise<void> {
  const rows = await session.query<{ fid: number; level: string; shape: MultiPolygon }>(
    `
    select fid, level, ST_AsGeoJSON(geom_3857, 1)::json as shape
    from fourcolor.regions
    where level = any($1::text[])
    order by fid
    `,
    [DRAWN_AT_Z11],
  );
  const coarse = rows.filter((row) => DRAWN_AT_Z8.includes(row.level));
  const z8 = simplified(coarse, TOLERANCES_M[0]);
  const z11 = simplified(rows, TOLERANCES_M[1]);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows
      .slice(start, start + CHUNK)
      .map(({ fid }) => ({ fid, z8: z8.get(fid) ?? null, z11: z11.get(fid) }));
    await session.query(
      `
      update fourcolor.regions as r
      set
        shape_z8 = ST_Multi(ST_CollectionExtract(
          ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(p.z8), 3857), 'method=structure'), 3)),
        shape_z11 = ST_Multi(ST_CollectionExtract(
          ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(p.z11), 3857), 'method=structure'), 3))
      from jsonb_to_recordset($1::jsonb) as p (fid bigint, z8 text, z11 text)
      where r.fid = p.fid
      `,
      [JSON.stringify(part)],
    );
  }
}

function simplified(
  rows: readonly { fid: number; shape: MultiPolygon }[],
  toleranceM: number,
): Map<number, string> {
  const shapes = simplifyCoverage(
    rows.map((row) => row.shape),
    toleranceM,
  );
  return new Map(rows.map((row, index) => [row.fid, JSON.stringify(shapes[index])]));
}
