/** The city itself as everybody may know it: whether its data are invented, and its extent. */
import { type Database, PUBLIC } from './db/database.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];
const EVERYWHERE: Box = [-180, -85.06, 180, 85.06];

export interface City {
  readonly demo: boolean;
  /** Extent of the published regions, lon/lat; the whole world where nothing is published. */
  readonly bbox: Box;
}

export async function readCity(database: Database): Promise<City> {
  const [row] = await database.as(
    PUBLIC,
    (session) =>
      session.query<{ demo: boolean | null; bbox: Box | null }>(`
        select
          (select demo from published.city) as demo,
          (
            select json_build_array(
              min(ST_XMin(geom)) - 0.05, min(ST_YMin(geom)) - 0.05, max(ST_XMax(geom)) + 0.05, max(ST_YMax(geom)) + 0.05
            )
            from published.regions
            where level in ('city', 'county')
            having count(*) > 0
          ) as bbox
      `),
    { readOnly: true },
  );
  return { demo: row?.demo ?? false, bbox: row?.bbox ?? EVERYWHERE };
}
