/** Tile rows of the regions: areas by zoom with the shape simplified for it, and one label point each. */
import type { Reader } from '../data/layer.ts';
import { regions } from '../data/layers/regions.ts';
import { keptInsideTile, type TileAddress, tileBox3857, tileBoxLonLat } from './address.ts';
import { tableOf } from './as-of.ts';
import { tileAttributes } from './attributes.ts';
import type { TileFilter } from './filter.ts';
import { gradeCondition, whereCondition } from './filter-sql.ts';
import { keyCondition } from './key-sql.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** From which zoom each level travels: always the city and its counties, finer levels when they can be told apart. */
const LEVEL_FROM_ZOOM = { city: 0, county: 0, township: 8, village: 11, cell: 13 } as const;
const BUFFER = 64;

/** The stored shape whose detail matches the zoom: simplified up to 8 and 11, the border itself above. */
function shapeColumn(z: number): string {
  if (z <= 8) return 'shape_z8';
  return z <= 11 ? 'shape_z11' : 'geom_3857';
}

/** Areas (`regions`) and label points (`regions_labels`) of one tile, for the reader's table. */
export function regionRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows[] {
  return [
    rowsOf('regions', shapeColumn(at.z), BUFFER, reader, at, filter),
    // no margin: every label lies in exactly one tile
    rowsOf('regions_labels', 'label_point', 0, reader, at, filter),
  ];
}

function rowsOf(
  name: string,
  shape: string,
  buffer: number,
  reader: Reader,
  at: TileAddress,
  filter: TileFilter,
): TileRows {
  const params = new SqlParams();
  const envelope = `ST_MakeEnvelope(${tileBox3857(at, buffer).map(params.add).join(', ')}, 3857)`;
  const levels = Object.entries(LEVEL_FROM_ZOOM)
    .filter(([, from]) => at.z >= from)
    .map(([level]) => level);
  const attributes = tileAttributes(regions, reader, at.z);
  const where = [
    // the published copy has no row policy: index published_regions_shape; the register: index regions_qk
    ...(reader.role === 'public'
      ? [`geom_3857 && ${envelope}`]
      : [
          keyCondition('qk', tileBoxLonLat(at, buffer), 'extended', params.add),
          scopeCondition('code', reader, params.add),
        ]),
    `${shape} && ${envelope}`,
    `level = any(${params.add(`{${levels.join(',')}}`)}::text[])`,
    ...gradeCondition(regions, filter, params),
    ...whereCondition(filter, params),
  ];
  return {
    layer: name,
    sql: `
      select fid, ${shape === 'label_point' ? keptInsideTile(shape, at) : shape} as geom, ${attributes.join(', ')}
      from ${tableOf(regions, reader, filter.asOf)}
      where ${where.join('\n        and ')}
      order by fid`,
    params: params.values,
    attributes,
    buffer,
  };
}
