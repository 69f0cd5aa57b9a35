/** Tile rows of the enterprises: counted cells at low zoom, the objects themselves from zoom 13. */
import { keyRange } from '../data/geo/cell-key.ts';
import type { Reader } from '../data/layer.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { keptInsideTile, type TileAddress } from './address.ts';
import { tileAttributes } from './attributes.ts';
import { cellRows } from './enterprise-cells.ts';
import type { TileFilter } from './filter.ts';
import { gradeCondition, sectorCondition } from './filter-sql.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Objects in one tile, worst first: keeps a tile under 500 kB, and a red object is the last to be left out. */
const MOST_OBJECTS = 10_000;
const NAMES_OF_ORANGE_FROM = 14;

/** One tile's rows: `enterprises_cells` up to the layer's cell zoom, `enterprises` above. */
export function enterpriseRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows[] {
  return [at.z <= enterprises.cellsToZoom ? cellRows(reader, at, filter) : objectRows(reader, at, filter)];
}

function objectRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const params = new SqlParams();
  const attributes = [...new Set([...tileAttributes(enterprises, reader, at.z), 'name'])];
  const [first, last] = keyRange(at.z, at.x, at.y);
  const where = [
    // index enterprises_qk; a tile without margin is one range and exact: every point lies in one cell
    `qk between ${params.add(first)}::bigint and ${params.add(last)}::bigint`,
    scopeCondition('region_code', reader, params.add),
    ...gradeCondition(filter, params),
    ...sectorCondition(filter, params),
  ];
  return {
    layer: 'enterprises',
    sql: `
      select fid, geom, ${attributes.join(', ')}
      from (
        select fid, ${keptInsideTile('geom_3857', at)} as geom, ${attributes.map((name) => column(name, at.z)).join(', ')}
        from fourcolor.enterprises
        where ${where.join('\n          and ')}
        order by grade nulls last, fid
        limit ${MOST_OBJECTS}
      ) as worst_first
      order by fid`,
    params: params.values,
    attributes,
    // maps draw a point only in its own tile, so none needs a margin
    buffer: 0,
  };
}

/** Names are dear in tiles: the red ones come first, then the orange ones, all of them from the declared zoom. */
function column(name: string, z: number): string {
  if (name !== 'name' || z >= enterprises.fields.name.tileFromZoom) return name;
  return `case when grade <= ${z >= NAMES_OF_ORANGE_FROM ? 2 : 1} then name end as name`;
}
