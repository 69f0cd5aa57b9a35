/** Simplified shapes of the regions for low zooms: shared borders are cut once, so no gaps and no overlaps appear. */
import type { MultiPolygon } from 'geojson';
import { simplifyCoverage } from '../data/geo/coverage.ts';
import type { Session } from './db/database.ts';

/** Web Mercator metres within which a border may move up to zoom 8 and up to zoom 11: half a pixel of a 512 px tile. */
const TOLERANCES_M = [153, 19] as const;
const CHUNK = 500;

/** Computes both shapes for every region again; call it in the transaction that changed borders. */
export async function refreshRegionShapes(session: Session): Promise<void> {
  const rows = await session.query<{ fid: number; shape: MultiPolygon }>(`
    select fid, ST_AsGeoJSON(geom_3857, 2)::json as shape
    from fourcolor.regions
    order by fid
  `);
  const [z8, z11] = TOLERANCES_M.map((toleranceM) => simplifyCoverage(rows.map((row) => row.shape), toleranceM));
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows.slice(start, start + CHUNK).map((row, index) => ({
      fid: row.fid,
      z8: JSON.stringify(z8?.[start + index]),
      z11: JSON.stringify(z11?.[start + index]),
    }));
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
