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
  readonly range: readonly [number, number];
  /** Leaf cells that lie outside the box. */
  readonly waste: number;
}

/**
 * Key ranges that together hold every object whose key cell lies in the box, and the keys of the larger cells
 * around them (for lines and areas, whose key is their smallest enclosing cell).
 * The ranges may cover more than the box: always test the box itself as well.
 */
export function keyRanges(box: Box, maxRanges = 16): { ranges: [number, number][]; ancestors: number[] } {
  const low = cellOf(box[0], box[3], LEAF_LEVEL);
  const high = cellOf(box[2], box[1], LEAF_LEVEL);
  const cell = (level: number, x: number, y: number): Cover => ({
    level,
    x,
    y,
    range: keyRange(level, x, y),
    waste: 4 ** (LEAF_LEVEL - level) - overlap(level, x, y, low, high),
  });
  const enough = ((high.x - low.x + 1) * (high.y - low.y + 1)) / 64;
  const start = enclosing(low.x, low.y, high.x, high.y);
  let cover = [cell(start.level, start.x, start.y)];
  let ranges = joined(cover);
  for (;;) {
    // the cell that holds the most outside the box is cut first
    const worst = cover.reduce((most, one) => (one.waste > most.waste ? one : most));
    // finer cuts would cost more than the rows they spare, and along an edge they would never end
    if (worst.waste <= enough) break;
    const parts = [0, 1, 2, 3]
      .map((part) => cell(worst.level + 1, 2 * worst.x + (part & 1), 2 * worst.y + (part >> 1)))
      .filter((part) => part.waste < 4 ** (LEAF_LEVEL - part.level));
    const finer = cover.filter((one) => one !== worst).concat(parts);
    const joinedRanges = joined(finer);
    if (joinedRanges.length > maxRanges) break;
    cover = finer;
    ranges = joinedRanges;
  }
  const ancestors = new Set<number>();
  for (const { level, x, y } of cover) {
    for (let up = 1; up <= level; up++) {
      ancestors.add(cellKey(level - up, Math.floor(x / 2 ** up), Math.floor(y / 2 ** up)));
    }
  }
  return { ranges, ancestors: [...ancestors].sort((a, b) => a - b) };
}

/** As `keyRanges`, for thousands of boxes at once: at most 3 × 3 cells of one level, found without any search. */
export function quickKeyRanges(box: Box): { ranges: [number, number][]; ancestors: number[] } {
  const low = cellOf(box[0], box[3], LEAF_LEVEL);
  const high = cellOf(box[2], box[1], LEAF_LEVEL);
  let level = LEAF_LEVEL;
  let [west, north, east, south] = [low.x, low.y, high.x, high.y];
  while (east - west > 2 || south - north > 2) {
    west = Math.floor(west / 2);
    north = Math.floor(north / 2);
    east = Math.floor(east / 2);
    south = Math.floor(south / 2);
    level--;
  }
  const cells: { range: readonly [number, number] }[] = [];
  const ancestors = new Set<number>();
  for (let x = west; x <= east; x++) {
    for (let y = north; y <= south; y++) {
      cells.push({ range: keyRange(level, x, y) });
      let key = cellKey(level, x, y);
      for (let half = 4 ** (LEAF_LEVEL - level); half < 4 ** LEAF_LEVEL; half *= 4) {
        key = Math.floor(key / (8 * half)) * 8 * half + 4 * half;
        // its own ancestors are there as well
        if (ancestors.has(key)) break;
        ancestors.add(key);
      }
    }
  }
  return { ranges: joined(cells), ancestors: [...ancestors] };
}

/** The smallest cell that holds both leaf cells. */
function enclosing(x0: number, y0: number, x1: number, y1: number): { level: number; x: number; y: number } {
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

type Corner = { readonly x: number; readonly y: number };

/** Leaf cells that the cell and the box share. */
function overlap(level: number, x: number, y: number, low: Corner, high: Corner): number {
  const size = 2 ** (LEAF_LEVEL - level);
  const wide = Math.min((x + 1) * size - 1, high.x) - Math.max(x * size, low.x) + 1;
  const tall = Math.min((y + 1) * size - 1, high.y) - Math.max(y * size, low.y) + 1;
  return wide > 0 && tall > 0 ? wide * tall : 0;
}

/** Ranges in order, neighbours joined (keys of adjacent cells of one level differ by the gap of their markers). */
function joined(cover: readonly Pick<Cover, 'range'>[]): [number, number][] {
  const sorted = cover.map((cell) => cell.range).sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = result[result.length - 1];
    if (last && low <= last[1] + 2) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
}
