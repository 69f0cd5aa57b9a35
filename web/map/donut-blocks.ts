/** Counted cells, which lie 8 px apart, joined into blocks large enough for a donut. */
import { GRADE_KEYS } from '../../data/grade.ts';
import { type Counts, totalOf } from '../../tiles/donut.ts';
import type { LonLat } from './props.ts';

export interface Cell {
  /** Z-order key at the tile's zoom + 6: a quarter of it is its parent's. */
  readonly key: number;
  readonly counts: Counts;
  readonly at: LonLat;
}

export interface Block {
  readonly key: number;
  readonly counts: Counts;
  readonly at: LonLat;
  readonly cells: readonly Cell[];
}

/** Wished side of a block, px: donuts of at most 48 px stay apart. */
const BLOCK_PX = 110;
/** Fewer objects stay dots: each can still be told apart. */
const LEAST_OBJECTS = 12;
/** Cells this large have room for a donut of their own, and their dot would hide how many there are, px. */
const ROOMY_CELL_PX = 40;
const CELL_PX_AT_TILE_ZOOM = 8;

/** Side of a counted cell on the screen, px; larger than 8–16 where the map zooms beyond the finest tiles. */
export function cellSidePx(zoom: number, tileZoom: number): number {
  return CELL_PX_AT_TILE_ZOOM * 2 ** (zoom - tileZoom);
}

/** The blocks for which a donut stands; cells outside them stay dots. */
export function donutBlocks(cells: readonly Cell[], zoom: number, tileZoom: number): Block[] {
  const sidePx = cellSidePx(zoom, tileZoom);
  const levels = Math.max(0, Math.round(Math.log2(BLOCK_PX / sidePx)));
  const least = sidePx >= ROOMY_CELL_PX ? 2 : LEAST_OBJECTS;
  const byBlock = new Map<number, Cell[]>();
  for (const cell of cells) {
    const key = Math.floor(cell.key / 4 ** levels);
    const block = byBlock.get(key);
    if (block) block.push(cell);
    else byBlock.set(key, [cell]);
  }
  return [...byBlock].flatMap(([key, inside]) => {
    const counts = sum(inside);
    return totalOf(counts) >= least ? [{ key, counts, at: centreOf(inside), cells: inside }] : [];
  });
}

function sum(cells: readonly Cell[]): Counts {
  const counts = { '1': 0, '2': 0, '3': 0, '4': 0, null: 0 };
  for (const cell of cells) for (const grade of GRADE_KEYS) counts[grade] += cell.counts[grade];
  return counts;
}

/** Centre of gravity: the donut stands where the objects are. */
function centreOf(cells: readonly Cell[]): LonLat {
  let lon = 0;
  let lat = 0;
  let weight = 0;
  for (const { counts, at } of cells) {
    const n = totalOf(counts);
    lon += at[0] * n;
    lat += at[1] * n;
    weight += n;
  }
  return [lon / weight, lat / weight];
}
