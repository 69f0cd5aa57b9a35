/**
 * Cell keys: one integer that says where an object lies, so that "in this box" becomes a few integer ranges.
 *
 * A key names a square of the Web Mercator quadtree (levels 0–24). The two coordinates' bits are interleaved
 * (Morton 1966) and a final 1 bit marks the level, as in S2 cell ids: the descendants of a cell are one
 * contiguous range around its key, and cells of different levels never share a key. Integer comparison is
 * leakproof in PostgreSQL, so the index on such a key still works behind a row policy, which a spatial index
 * does not. Keys stay below 2^49 and are exact as JavaScript numbers.
 */

/** The finest level; its cells are 2.4 m wide at the equator. */
export const LEAF_LEVEL = 24;

type Box = readonly [west: number, south: number, east: number, north: number];

/** Column (west to east) and row (north to south) of a lon/lat point at a level; clamped to the square. */
export function cellOf(lon: number, lat: number, level: number): { x: number; y: number } {
  const side = 2 ** level;
  const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
  const x = Math.floor(((lon + 180) / 360) * side);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  return { x: Math.max(0, Math.min(side - 1, x)), y: Math.max(0, Math.min(side - 1, y)) };
}

/** Interleaves the bits of column and row (row bits first); both below 2^26. */
export function morton(x: number, y: number): number {
  let key = 0;
  let place = 1;
  for (let bit = 0; 2 ** bit <= Math.max(x, y); bit++) {
    key += (((x >>> bit) & 1) + 2 * ((y >>> bit) & 1)) * place;
    place *= 4;
  }
  return key;
}

/** Column and row from an interleaved key. */
export function unmorton(key: number): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (let bit = 0; key > 0; bit++) {
    const digit = key % 4;
    x += (digit & 1) * 2 ** bit;
    y += (digit >> 1) * 2 ** bit;
    key = Math.floor(key / 4);
  }
  return { x, y };
}

/** Key of the cell at a level, column and row. */
export function cellKey(level: number, x: number, y: number): number {
  const half = 4 ** (LEAF_LEVEL - level);
  return morton(x, y) * 2 * half + half;
}

/** Lowest and highest key of a cell's descendants and of the cell itself. */
export function keyRange(level: number, x: number, y: number): readonly [number, number] {
  const half = 4 ** (LEAF_LEVEL - level);
  const key = cellKey(level, x, y);
  return [key - half + 1, key + half - 1];
}

interface Cover {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Key ranges that together hold every object whose key cell lies in the box, and the keys of the larger cells
 * around them (for lines and areas, whose key is their smallest enclosing cell).
 * The ranges may cover more than the box: always test the box itself as well.
 */
export function keyRanges(box: Box, maxRanges = 12): { ranges: [number, number][]; ancestors: number[] } {
  const low = cellOf(box[0], box[3], LEAF_LEVEL);
  const high = cellOf(box[2], box[1], LEAF_LEVEL);
  let cover: Cover[] = [enclosing(low.x, low.y, high.x, high.y)];
  for (;;) {
    const coarsest = cover.filter((cell) => !inside(cell, low, high)).sort((a, b) => a.level - b.level)[0];
    if (!coarsest || coarsest.level === LEAF_LEVEL) break;
    const parts = childrenOf(coarsest).filter((cell) => touches(cell, low, high));
    if (cover.length - 1 + parts.length > maxRanges) break;
    cover = cover.filter((cell) => cell !== coarsest).concat(parts);
  }
  const ancestors = new Set<number>();
  for (const { level, x, y } of cover) {
    for (let up = 1; up <= level; up++) {
      ancestors.add(cellKey(level - up, Math.floor(x / 2 ** up), Math.floor(y / 2 ** up)));
    }
  }
  return {
    ranges: joined(cover.map(({ level, x, y }) => [...keyRange(level, x, y)] as [number, number])),
    ancestors: [...ancestors].sort((a, b) => a - b),
  };
}

/** The smallest cell that holds both leaf cells. */
function enclosing(x0: number, y0: number, x1: number, y1: number): Cover {
  let level = LEAF_LEVEL;
  while (x0 !== x1 || y0 !== y1) {
    x0 = Math.floor(x0 / 2);
    y0 = Math.floor(y0 / 2);
    x1 = Math.floor(x1 / 2);
    y1 = Math.floor(y1 / 2);
    level--;
  }
  return { level, x: x0, y: y0 };
}

const childrenOf = ({ level, x, y }: Cover): Cover[] =>
  [0, 1, 2, 3].map((part) => ({ level: level + 1, x: 2 * x + (part & 1), y: 2 * y + (part >> 1) }));

type Corner = { readonly x: number; readonly y: number };

function touches(cell: Cover, low: Corner, high: Corner): boolean {
  const size = 2 ** (LEAF_LEVEL - cell.level);
  return (
    cell.x * size <= high.x &&
    (cell.x + 1) * size > low.x &&
    cell.y * size <= high.y &&
    (cell.y + 1) * size > low.y
  );
}

function inside(cell: Cover, low: Corner, high: Corner): boolean {
  const size = 2 ** (LEAF_LEVEL - cell.level);
  return (
    cell.x * size >= low.x &&
    (cell.x + 1) * size - 1 <= high.x &&
    cell.y * size >= low.y &&
    (cell.y + 1) * size - 1 <= high.y
  );
}

/** Neighbouring ranges joined (keys of adjacent cells of the same level differ by the gap of their markers). */
function joined(ranges: [number, number][]): [number, number][] {
  const sorted = ranges.sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = result[result.length - 1];
    if (last && low <= last[1] + 2) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
}
