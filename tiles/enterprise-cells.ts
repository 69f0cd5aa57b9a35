/** Tile rows of the counted cells: from the published copy, the pyramid, or, for people scoped to regions, their objects. */
import type { Reader } from '../data/layer.ts';
import { type TileAddress, tileBoxLonLat, WORLD_HALF_M } from './address.ts';
import { CELL_LEVELS_BELOW_TILE, cellRange } from './cells.ts';

import type { TileFilter } from './filter.ts';
import { sectorCondition } from './filter-sql.ts';
import { keyCondition } from './key-sql.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Counts of a cell by grade, worst first, g0 = not assessed; `n` is their sum. */
const COUNTS = ['g1', 'g2', 'g3', 'g4', 'g0'] as const;
/** Bits of an object's key below the finest counted cell (level 18) and its level marker. */
const KEY_BITS_BELOW_FINEST = 13;
const FINEST_CELL_LEVEL = 18;

/** The cells of one tile as points at their centres; grades that are not wanted count as none. */
export function cellRows(reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const params = new SqlParams();
  const cellM = (2 * WORLD_HALF_M) / 2 ** (at.z + CELL_LEVELS_BELOW_TILE);
  const sum = COUNTS.join(' + ');
  return {
    layer: 'enterprises_cells',
    sql: `
      select
        cell as fid,
        ST_Point((x + 0.5) * ${cellM} - ${WORLD_HALF_M}, ${WORLD_HALF_M} - (y + 0.5) * ${cellM}, 3857) as geom,
        ${sum} as n,
        ${COUNTS.join(', ')},
        case when g1 > 0 then 1 when g2 > 0 then 2 when g3 > 0 then 3 when g4 > 0 then 4 end as worst
      from (${countedCells(reader, at, filter, params)}) as cells
      where ${sum} > 0
      order by cell`,
    params: params.values,
    attributes: ['n', ...COUNTS, 'worst'],
    buffer: 0,
  };
}

/** One row for each cell with `cell x y` and the wanted counts. */
function countedCells(reader: Reader, at: TileAddress, filter: TileFilter, params: SqlParams): string {
  const [first, last] = cellRange(at);
  if (reader.role === 'public' || (reader.regions === null && reader.sectors === null && !filter.sector)) {
    // primary key (z, sector, cell), published (z, cell); published counts know no sectors
    const where = [
      `z = ${params.add(at.z)}::smallint`,
      `cell between ${params.add(first)}::bigint and ${params.add(last)}::bigint`,
      ...(reader.role === 'public' ? (filter.sector ? ['false'] : []) : ["sector = '*'"]),
    ];
    return `
      select cell, x, y, ${wanted(filter, (count) => count)}
      from ${reader.role === 'public' ? 'published' : 'fourcolor'}.enterprise_cells
      where ${where.join(' and ')}`;
  }
  if (reader.regions === null) {
    const where = [
      `z = ${params.add(at.z)}::smallint`,
      `cell between ${params.add(first)}::bigint and ${params.add(last)}::bigint`,
      "sector <> '*'",
      ...sectorCondition(filter, params),
    ];
    return `
      select cell, min(x) as x, min(y) as y, ${wanted(filter, (count) => `sum(${count})::integer`)}
      from fourcolor.enterprise_cells
      where ${where.join(' and ')}
      group by cell`;
  }
  return countedObjects(reader, at, filter, params);
}

/** A part of the city has few objects: its cells are counted when they are asked for. Index enterprises_qk or _region. */
function countedObjects(reader: Reader, at: TileAddress, filter: TileFilter, params: SqlParams): string {
  const [first, last] = cellRange(at);
  const level = at.z + CELL_LEVELS_BELOW_TILE;
  const shift = 2 * (FINEST_CELL_LEVEL - level) + KEY_BITS_BELOW_FINEST;
  const side = 2 ** level;
  const where = [
    keyCondition('qk', tileBoxLonLat(at), 'point', params.add),
    `qk >> ${shift} between ${params.add(first)}::bigint and ${params.add(last)}::bigint`,
    scopeCondition('region_code', reader, params.add),
    ...sectorCondition(filter, params),
  ];
  const grades = { g1: 'grade = 1', g2: 'grade = 2', g3: 'grade = 3', g4: 'grade = 4', g0: 'grade is null' };
  return `
    select
      qk >> ${shift} as cell,
      min(floor((ST_X(geom_3857) + ${WORLD_HALF_M}) / (2 * ${WORLD_HALF_M}) * ${side})::integer) as x,
      min(floor((${WORLD_HALF_M} - ST_Y(geom_3857)) / (2 * ${WORLD_HALF_M}) * ${side})::integer) as y,
      ${wanted(filter, (count) => `(count(*) filter (where ${grades[count]}))::integer`)}
    from fourcolor.enterprises
    where ${where.join('\n      and ')}
    group by 1`;
}

/** Each count under its name; those that the filter leaves out are 0. */
function wanted(filter: TileFilter, expression: (count: (typeof COUNTS)[number]) => string): string {
  const isWanted = (count: string) =>
    !filter.grade || filter.grade.some((grade) => count === (grade === null ? 'g0' : `g${grade}`));
  return COUNTS.map((count) => `${isWanted(count) ? expression(count) : '0'} as ${count}`).join(', ');
}
