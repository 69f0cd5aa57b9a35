/** Tile rows of the city's own base map: everybody may see it. */
import { type TileAddress, tileBox3857, WORLD_HALF_M } from './address.ts';
import type { TileRows } from './rows.ts';
import { SqlParams } from './sql-params.ts';

/** MVT layers of the base map, bottom up, and the zoom from which each is drawn. */
export const BASE_KINDS = {
  land: 0,
  hill: 8,
  farmland: 10,
  park: 10,
  beach: 10,
  built: 8,
  industrial: 9,
  water: 7,
  river: 7,
  road: 7,
  rail: 9,
  place: 0,
} as const;

const BUFFER = 64;
/** Zoom up to which drawn detail is thinned to half a pixel of a 512 px tile. */
const SIMPLIFY_TO_ZOOM = 12;

/** One MVT layer for each kind that is drawn at this zoom. */
export function baseRows(at: TileAddress): TileRows[] {
  return Object.entries(BASE_KINDS)
    .filter(([, fromZoom]) => at.z >= fromZoom)
    .map(([kind]) => {
      const params = new SqlParams();
      const pixelM = (2 * WORLD_HALF_M) / 2 ** at.z / 512;
      const shape =
        at.z <= SIMPLIFY_TO_ZOOM && kind !== 'place'
          ? `ST_SimplifyPreserveTopology(geom_3857, ${pixelM / 2})`
          : 'geom_3857';
      return {
        layer: kind,
        // index base_map_shape
        sql: `
          select fid, ${shape} as geom, class, name, name_en
          from published.base_map
          where kind = ${params.add(kind)}
            and geom_3857 && ST_MakeEnvelope(${tileBox3857(at, BUFFER).map(params.add).join(', ')}, 3857)
            and min_zoom <= ${params.add(at.z)}::smallint
          order by fid`,
        params: params.values,
        attributes: ['class', 'name', 'name_en'],
        buffer: BUFFER,
      };
    });
}
