/** Tile rows of counted cells: from the published copy, the pyramid, or, for people with a scope, their own objects. */
import { type Layer, onlyPoints, type Reader } from '../data/layer.ts';
import { type TileAddress, tileBoxLonLat, WORLD_HALF_M } from './address.ts';
import { tableOf } from './as-of.ts';
import { CELL_LEVELS_BELOW_TILE, cellRange } from './cells.ts';
import type { TileFilter } from './filter.ts';
import { wordConditions } from './filter-sql.ts';
import { keyCondition } from './key-sql.ts';
import type { TileRows } from './rows.ts';
import { scopeCondition } from './scope-sql.ts';
import { SqlParams } from './sql-params.ts';

/** Counts of a cell by grade, worst first, g0 = not assessed (or everything of an ungraded layer); `n` is their sum. */
const COUNTS = ['g1', 'g2', 'g3', 'g4', 'g0'] as const;
/** Bits of an object's key below the finest counted cell (level 18) and its level marker. */
const KEY_BITS_BELOW_FINEST = 13;
const FINEST_CELL_LEVEL = 18;

/** The cells of one tile as points at their centres; grades that are not wanted count as none. */
export function cellRows(layer: Layer, reader: Reader, at: TileAddress, filter: TileFilter): TileRows {
  const params = new SqlParams();
  const cellM = (2 * WORLD_HALF_M) / 2 ** (at.z + CELL_LEVELS_BELOW_TILE);
  const sum = COUNTS.join(' + ');
  const worst = layer.graded
    ? 'case when g1 > 0 then 1 when g2 > 0 then 2 when g3 > 0 then 3 when g4 > 0 then 4 end'
    : 'null::integer';
  return {
    layer: `${layer.id}_cells`,
    sql: `
      select
        cell as fid,
        ST_Point((x + 0.5) * ${cellM} - ${WORLD_HALF_M}, ${WORLD_HALF_M} - (y + 0.5) * ${cellM}, 3857) as geom,
        ${sum} as n,
        ${COUNTS.join(', ')},
        ${worst} as worst
      from (${countedCells(layer, reader, at, filter, params)}) as cells
      where ${sum} > 0
      order by cell`,
    params: params.values,
    attributes: ['n', ...COUNTS, 'worst'],
    buffer: 0,
  };
}

/** One row for each cell with `cell x y` and the wanted counts. */
function countedCells(
  layer: Layer,
  reader: Reader,
  at: TileAddress,
  filter: TileFilter,
  params: SqlParams,
): string {
  const parts = partsOf(layer, reader, filter);
  if (parts === undefined) return countedObjects(layer, reader, at, filter, params);
  const [first, last] = cellRange(at);
  const isTotal = parts === 'total';
  const where = [
    // primary key (layer, z, part, cell)
    `layer = ${params.add(layer.id)}::text`,
    `z = ${params.add(at.z)}::smallint`,
    `cell between ${params.add(first)}::bigint and ${params.add(last)}::bigint`,
    isTotal
      ? "part = '*'"
      : parts === 'readable'
        ? "part <> '*'"
        : `part = any(${params.add(`{${parts.join(',')}}`)}::text[])`,
  ];
  return `
    select
      cell, min(x) as x, min(y) as y,
      ${wanted(layer, filter, (count) => (isTotal ? `min(${count})` : `sum(${count})::integer`))}
    from ${reader.role === 'public' ? 'published' : 'fourcolor'}.layer_cells
    where ${where.join('\n      and ')}
    group by cell`;
}

/**
 * The parts of the pyramid that hold the answer: everything, what a row policy leaves (sectors of enterprises), or some
 * words; undefined when only the objects know.
 */
function partsOf(
  layer: Layer,
  reader: Reader,
  { sector, kind, where, asOf }: TileFilter,
): 'total' | 'readable' | readonly string[] | undefined {
  // the pyramid counts only what is there today
  if (reader.regions !== null || asOf || where) return undefined;
  const bySector = layer.cellsBy === 'sector';
  const isDivided = reader.role !== 'public' || layer.publication === 'features';
  if (reader.sectors !== null && 'sector' in layer.fields && !bySector) return undefined;
  if (!sector && !kind) return reader.sectors !== null && bySector ? 'readable' : 'total';
  if (sector && kind) return layer.kindField === 'sector' ? both(sector, kind) : undefined;
  if (!isDivided) return [];
  if (bySector) return sector ?? kind;
  return sector || layer.cellsBy !== layer.kindField ? undefined : kind;
}

const both = (a: readonly string[], b: readonly string[]) => a.filter((word) => b.includes(word));

/** A part of the city has few objects: its cells are counted when they are asked for. Index _qk (_label_qk) or _region. */
function countedObjects(
  layer: Layer,
  reader: Reader,
  at: TileAddress,
  filter: TileFilter,
  params: SqlParams,
): string {
  const [first, last] = cellRange(at);
  const level = at.z + CELL_LEVELS_BELOW_TILE;
  const shift = 2 * (FINEST_CELL_LEVEL - level) + KEY_BITS_BELOW_FINEST;
  const side = 2 ** level;
  const [key, place] = onlyPoints(layer) ? ['qk', 'geom_3857'] : ['label_qk', 'label_point'];
  const where = [
    keyCondition(key, tileBoxLonLat(at), 'point', params.add),
    `${key} >> ${shift} between ${params.add(first)}::bigint and ${params.add(last)}::bigint`,
    onlyPoints(layer) ? scopeCondition(layer.regionField, reader, params.add) : 'true',
    ...wordConditions(layer, filter, params),
  ];
  const grades = { g1: 'grade = 1', g2: 'grade = 2', g3: 'grade = 3', g4: 'grade = 4', g0: 'grade is null' };
  return `
    select
      ${key} >> ${shift} as cell,
      min(floor((ST_X(${place}) + ${WORLD_HALF_M}) / (2 * ${WORLD_HALF_M}) * ${side})::integer) as x,
      min(floor((${WORLD_HALF_M} - ST_Y(${place})) / (2 * ${WORLD_HALF_M}) * ${side})::integer) as y,
      ${wanted(layer, filter, (count) =>
        layer.graded
          ? `(count(*) filter (where ${grades[count]}))::integer`
          : count === 'g0'
            ? 'count(*)::integer'
            : '0',
      )}
    from ${tableOf(layer, reader, filter.asOf)}
    where ${where.join('\n      and ')}
    group by 1`;
}

/** Each count under its name; those that the filter leaves out are 0. */
function wanted(
  layer: Layer,
  filter: TileFilter,
  expression: (count: (typeof COUNTS)[number]) => string,
): string {
  const isWanted = (count: string) =>
    !layer.graded ||
    !filter.grade ||
    filter.grade.some((grade) => count === (grade === null ? 'g0' : `g${grade}`));
  return COUNTS.map((count) => `${isWanted(count) ? expression(count) : '0'} as ${count}`).join(', ');
}
