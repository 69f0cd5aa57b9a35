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

/** All kinds that are drawn at this zoom in one statement; each kind becomes an MVT layer. */
export function baseRows(at: TileAddress): TileRows[] {
  const params = new SqlParams();
  const kinds = Object.entries(BASE_KINDS)
    .filter(([, fromZoom]) => at.z >= fromZoom)
    .map(([kind]) => kind);
  const halfPixelM = WORLD_HALF_M / 2 ** at.z / 512;
  // cut first: the land is one area with every bend of the coast
  const near = `ST_ClipByBox2D(geom_3857, ${clipBox(at)})`;
  const shape = at.z <= SIMPLIFY_TO_ZOOM ? `ST_SimplifyPreserveTopology(${near}, ${halfPixelM})` : near;
  return [
    {
      layer: 'base',
      layerBy: 'kind',
      // index base_map_shape
      sql: `
        select fid, kind, case when kind = 'place' then geom_3857 else ${shape} end as geom, class, name, name_en
        from published.base_map
        where geom_3857 && ST_MakeEnvelope(${tileBox3857(at, BUFFER).map(params.add).join(', ')}, 3857)
          and kind = any(${params.add(`{${kinds.join(',')}}`)}::text[])
          and min_zoom <= ${params.add(at.z)}::smallint
        order by fid`,
      params: params.values,
      attributes: ['class', 'name', 'name_en'],
      buffer: BUFFER,
    },
  ];
}

/** Twice the drawn margin, so that no cut shows. */
function clipBox(at: TileAddress): string {
  const [west, south, east, north] = tileBox3857(at, 2 * BUFFER);
  return `ST_MakeBox2D(ST_Point(${west}, ${south}), ST_Point(${east}, ${north}))`;
}
