/** Tile rows of a layer's objects: counted cells at low zoom where the layer has them, else the objects themselves. */

import { keyRange } from '../data/geo/cell-key.ts';
import { type Layer, onlyPoints, type Reader } from '../data/layer.ts';
import { keptInsideTile, type TileAddress, tileBox3857, tileBoxLonLat, WORLD_HALF_M } from './address.ts';
import { tableOf } from './as-of.ts';
import { tileAttributes } from './attributes.ts';
import { cellRows } from './counted-cells.ts';
import type { TileFilter } from './filter.ts';
import { gradeCondition, wordConditions, wordsFromZoom } from './filter-sql.ts';
import { keyCondition } from './key-sql.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Objects in one tile, worst first: keeps a tile under 500 kB, and a red object is the last to be left out. */
const MOST_OBJECTS = 10_000;
const NAMES_OF_ORANGE_FROM = 14;
/** Lines and areas reach this far over the tile's edge, MVT units. */
const BUFFER = 64;
/** Zoom up to which lines and areas are thinned to half a pixel of a 512 px tile. */
const SIMPLIFY_TO_ZOOM = 13;
/** Zoom from which the borders of plants around major hazard sources travel. */
export const BOUNDARIES_FROM_ZOOM = 12;

const hasAreas = (layer: Layer) => layer.geometry.includes('MultiPolygon');

/** Names of the MVT layers that a layer's tiles may hold. */
export function mvtLayers(layer: Layer): string[] {
  return [
    ...(layer.cellsToZoom === undefined ? [] : [`${layer.id}_cells`]),
    layer.id,
    ...(hasAreas(layer) ? [`${layer.id}_labels`] : []),
    ...(layer.id === 'major_hazards' ? ['major_hazards_boundaries'] : []),
  ];
}

/** One tile's rows for this reader. */
export function objectRows(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter): TileRows[] {
  if (layer.cellsToZoom !== undefined && at.z <= layer.cellsToZoom)
    return [cellRows(layer, reader, at, filter)];
  if (at.z < (layer.fromZoom ?? 0)) return [];
  if (onlyPoints(layer)) {
    return [
      points(layer, reader, at, filter),
      ...(layer.id === 'major_hazards' && at.z >= BOUNDARIES_FROM_ZOOM
        ? [boundaries(layer, reader, at, filter)]
        : []),
    ];
  }
  return [shapes(layer, reader, at, filter), ...(hasAreas(layer) ? [labels(layer, reader, at, filter)] : [])];
}

/** A tile of points without margin is one key range and exact: maps draw a point only in its own tile. */
function points(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  return rowsOf(layer, reader, at, filter, {
    name: layer.id,
    shape: keptInsideTile('geom_3857', at),
    buffer: 0,
    // index <layer>_qk; published_<layer>_shape
    place: (params) => (reader.role === 'public' ? [inside('geom_3857', at)] : [ownRange('qk', at, params)]),
    conditions: (params) => [scopeCondition(layer.regionField, reader, params.add)],
  });
}

/** Lines and areas, and the points of layers that have all of them. */
function shapes(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const halfPixelM = WORLD_HALF_M / 2 ** at.z / 512;
  const thinned = `case when ST_Dimension(geom_3857) = 0 then ${keptInsideTile('geom_3857', at)}
        else ST_SimplifyPreserveTopology(geom_3857, ${halfPixelM}) end`;
  return rowsOf(layer, reader, at, filter, {
    name: layer.id,
    shape: at.z <= SIMPLIFY_TO_ZOOM ? thinned : 'geom_3857',
    buffer: BUFFER,
    place: (params) => [
      // index <layer>_qk behind the row policy; published_<layer>_shape
      ...(reader.role === 'public'
        ? []
        : [keyCondition('qk', tileBoxLonLat(at, BUFFER), 'extended', params.add)]),
      `geom_3857 && ST_MakeEnvelope(${tileBox3857(at, BUFFER).map(params.add).join(', ')}, 3857)`,
    ],
    conditions: () => [],
  });
}

/** A place for the name of each area: in exactly one tile. */
function labels(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  return rowsOf(layer, reader, at, filter, {
    name: `${layer.id}_labels`,
    shape: keptInsideTile('label_point', at),
    buffer: 0,
    // index <layer>_label_qk
    place: (params) =>
      reader.role === 'public' ? [inside('label_point', at)] : [ownRange('label_qk', at, params)],
    conditions: () => ['ST_Dimension(geom) > 0'],
  });
}

interface Part {
  readonly name: string;
  readonly shape: string;
  readonly buffer: number;
  place(params: SqlParams): string[];
  conditions(params: SqlParams): string[];
}

function rowsOf(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter, part: Part): TileRows {
  const params = new SqlParams();
  const named = reader.role === 'public' ? 'name' in layer.fields && layer.fields.name?.published : true;
  const attributes = [
    ...new Set([...tileAttributes(layer, reader, at.z), ...(layer.graded && named ? ['name'] : [])]),
  ];
  const where = [
    ...part.place(params),
    ...part.conditions(params),
    ...gradeCondition(layer, filter, params),
    ...wordConditions(layer, filter, params),
    ...wordsFromZoom(layer, at.z, params),
  ];
  return {
    layer: part.name,
    sql: `
      select fid, geom, ${attributes.map((name) => `"${name}"`).join(', ')}
      from (
        select fid, ${part.shape} as geom, ${attributes.map((name) => column(layer, name, at.z)).join(', ')}
        from ${tableOf(layer, reader, filter.asOf)}
        where ${where.join('\n          and ')}
        order by ${layer.graded ? 'grade nulls last, ' : ''}fid
        limit ${MOST_OBJECTS}
      ) as worst_first
      order by fid`,
    params: params.values,
    attributes,
    buffer: part.buffer,
  };
}

/** Names are dear in tiles: the red ones come first, then the orange ones, all of them from the declared zoom. */
function column(layer: Layer, name: string, z: number): string {
  if (name !== 'name' || !layer.graded || z >= (layer.fields.name?.tileFromZoom ?? 0)) return `"${name}"`;
  return `case when grade <= ${z >= NAMES_OF_ORANGE_FROM ? 2 : 1} then name end as name`;
}

/** Plants around major hazard sources; they are few. */
function boundaries(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const params = new SqlParams();
  return {
    layer: 'major_hazards_boundaries',
    sql: `
      select fid, ST_Transform(boundary, 3857) as geom, id, level
      from ${tableOf(layer, reader, filter.asOf)}
      where boundary && ST_MakeEnvelope(${tileBoxLonLat(at, BUFFER).map(params.add).join(', ')}, 4326)
        and ${scopeCondition('region_code', reader, params.add)}
      order by fid`,
    params: params.values,
    attributes: ['id', 'level'],
    buffer: BUFFER,
  };
}

function ownRange(column: string, at: TileAddress, params: SqlParams): string {
  const [first, last] = keyRange(at.z, at.x, at.y);
  return `${column} between ${params.add(first)}::bigint and ${params.add(last)}::bigint`;
}

/** Half-open like a tile's key range: a point on a shared edge lies in one tile. */
function inside(column: string, at: TileAddress): string {
  const [west, south, east, north] = tileBox3857(at);
  return `${column} && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 3857)
          and ST_X(${column}) >= ${west} and ST_X(${column}) < ${east}
          and ST_Y(${column}) > ${south} and ST_Y(${column}) <= ${north}`;
}
