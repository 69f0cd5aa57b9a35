/** Tile rows of the enterprises: counted cells at low zoom, the objects themselves from zoom 13. */
import type { Reader } from '../data/layer.ts';
import { enterprises } from '../data/layers/enterprises.ts';
import { type TileAddress, tileBox3857, tileBoxLonLat, WORLD_HALF_M } from './address.ts';
import { cellRange, cellTable } from './cells.ts';
import type { TileFilter } from './filter.ts';
import { keyCondition } from './key-sql.ts';
import { gradeCondition, tileAttributes } from './regions.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Objects in one tile, worst first: keeps a tile under 500 kB, and a red object is the last to be left out. */
const MOST_OBJECTS = 10_000;
const BUFFER = 64;
/** Counts of a cell; `n` is their sum. */
const COUNTS = ['g1', 'g2', 'g3', 'g4', 'g0'] as const;

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

function cellRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const params = new SqlParams();
  const counted = COUNTS.map((name) => (wants(filter, name) ? `sum(${name})::integer` : '0') + ` as ${name}`);
  const cellM = (2 * WORLD_HALF_M) / 2 ** (at.z + 6);
  return {
    layer: 'enterprises_cells',
    sql: `
      select
        cell as fid,
        ST_SetSRID(ST_Point((x + 0.5) * ${cellM} - ${WORLD_HALF_M}, ${WORLD_HALF_M} - (y + 0.5) * ${cellM}), 3857) as geom,
        g1 + g2 + g3 + g4 + g0 as n,
        g1, g2, g3, g4, g0,
        case when g1 > 0 then 1 when g2 > 0 then 2 when g3 > 0 then 3 when g4 > 0 then 4 end as worst
      from (
        select cell, min(x) as x, min(y) as y, ${counted.join(', ')}
        from (${countedCells(reader, at, filter, params)}) as counted
        group by cell
      ) as cells
      where g1 + g2 + g3 + g4 + g0 > 0
      order by cell`,
    params: params.values,
    attributes: ['n', ...COUNTS, 'worst'],
    buffer: 0,
  };
}

/** The cells of one tile from the published copy, the pyramid, or, for people scoped to regions, from their objects. */
function countedCells(reader: Reader, at: TileAddress, filter: TileFilter, params: SqlParams): string {
  if (reader.role === 'public' || reader.regions === null) {
    const [first, last] = cellRange(at);
    const sector =
      reader.role === 'public'
        ? filter.sector
          ? 'and false'
          : '' // published counts know no sectors
        : filter.sector
          ? `and sector = any(${params.add(`{${filter.sector.join(',')}}`)}::text[])`
          : reader.sectors === null
            ? "and sector = '*'"
            : "and sector <> '*'";
    // primary key (z, sector, cell)
    return `
      select cell, x, y, g1, g2, g3, g4, g0
      from ${cellTable(reader)}
      where z = ${params.add(at.z)}::smallint
        and cell between ${params.add(first)}::bigint and ${params.add(last)}::bigint
        ${sector}`;
  }
  const shift = 2 * (18 - at.z - 6) + 13;
  const side = 2 ** (at.z + 6);
  const where = [
    keyCondition('qk', tileBoxLonLat(at), 'point', params.add),
    scopeCondition('region_code', reader, params.add),
    ...sectorCondition(filter, params),
  ];
  const [first, last] = cellRange(at);
  return `
    select
      qk >> ${shift} as cell,
      floor((ST_X(geom_3857) + ${WORLD_HALF_M}) / (2 * ${WORLD_HALF_M}) * ${side})::integer as x,
      floor((${WORLD_HALF_M} - ST_Y(geom_3857)) / (2 * ${WORLD_HALF_M}) * ${side})::integer as y,
      (grade is not distinct from 1)::integer as g1,
      (grade is not distinct from 2)::integer as g2,
      (grade is not distinct from 3)::integer as g3,
      (grade is not distinct from 4)::integer as g4,
      (grade is null)::integer as g0
    from fourcolor.enterprises
    where ${where.join('\n      and ')}
      and qk >> ${shift} between ${params.add(first)}::bigint and ${params.add(last)}::bigint`;
}

function wants(filter: TileFilter, count: (typeof COUNTS)[number]): boolean {
  if (!filter.grade) return true;
  return filter.grade.some((grade) => count === (grade === null ? 'g0' : `g${grade}`));
}

function sectorCondition(filter: TileFilter, params: SqlParams): string[] {
  return filter.sector ? [`sector = any(${params.add(`{${filter.sector.join(',')}}`)}::text[])`] : [];
}
