/** Tile rows of the enterprises: counted cells at low zoom, the objects themselves from zoom 13. */
import type { Reader } from '../data/layer.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { type TileAddress, tileBox3857, tileBoxLonLat } from './address.ts';
import { tileAttributes } from './attributes.ts';
import { cellRows } from './enterprise-cells.ts';
import type { TileFilter } from './filter.ts';
import { gradeCondition, sectorCondition } from './filter-sql.ts';
import { keyCondition } from './key-sql.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Objects in one tile, worst first: keeps a tile under 500 kB, and a red object is the last to be left out. */
const MOST_OBJECTS = 10_000;
const BUFFER = 64;

/** One tile's rows: `enterprises_cells` up to the layer's cell zoom, `enterprises` above. */
export function enterpriseRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows[] {
  return [at.z <= enterprises.cellsToZoom ? cellRows(reader, at, filter) : objectRows(reader, at, filter)];
}

function objectRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const params = new SqlParams();
  const attributes = tileAttributes(enterprises, reader, at.z);
  const where = [
    // index enterprises_qk
    keyCondition('qk', tileBoxLonLat(at, BUFFER), 'point', params.add),
    scopeCondition('region_code', reader, params.add),
    `geom_3857 && ST_MakeEnvelope(${tileBox3857(at, BUFFER).map(params.add).join(', ')}, 3857)`,
    ...gradeCondition(filter, params),
    ...sectorCondition(filter, params),
  ];
  return {
    layer: 'enterprises',
    sql: `
      select fid, geom, ${attributes.join(', ')}
      from (
        select fid, geom_3857 as geom, ${attributes.join(', ')}
        from fourcolor.enterprises
        where ${where.join('\n          and ')}
        order by grade nulls last, fid
        limit ${MOST_OBJECTS}
      ) as worst_first
      order by fid`,
    params: params.values,
    attributes,
    buffer: BUFFER,
  };
}
