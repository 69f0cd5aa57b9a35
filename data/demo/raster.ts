/** A regular grid of numbers over the demo's plane: filling polygons, distances, contours. */
import type { Km } from './plane.ts';

export const CELL_KM = 0.2;
const WEST_KM = -42;
const SOUTH_KM = -32;
export const COLUMNS = 425;
export const ROWS = 320;

/** Index of the grid square that holds the point; points outside fall on the rim. */
export function squareAt(x: number, y: number): number {
  const column = Math.min(COLUMNS - 1, Math.max(0, Math.floor((x - WEST_KM) / CELL_KM)));
  const row = Math.min(ROWS - 1, Math.max(0, Math.floor((y - SOUTH_KM) / CELL_KM)));
  return row * COLUMNS + column;
}

export const centreOf = (square: number): [number, number] => [
  WEST_KM + ((square % COLUMNS) + 0.5) * CELL_KM,
  SOUTH_KM + (Math.floor(square / COLUMNS) + 0.5) * CELL_KM,
];

/** A grid with the value of the function at each square's centre. */
export function gridOf(value: (x: number, y: number, square: number) => number): Float32Array {
  const grid = new Float32Array(COLUMNS * ROWS);
  for (let square = 0; square < grid.length; square++) {
    const [x, y] = centreOf(square);
    grid[square] = value(x, y, square);
  }
  return grid;
}

/** Sets the squares whose centre is inside the ring (scan lines, even-odd). */
export function fillRing(grid: Uint8Array | Float32Array, ring: readonly Km[], value: number): void {
  for (let row = 0; row < ROWS; row++) {
    const y = SOUTH_KM + (row + 0.5) * CELL_KM;
    const crossings: number[] = [];
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i]!, ring[j]!];
      if (a[1] > y !== b[1] > y) crossings.push(((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]);
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k]! - WEST_KM) / CELL_KM - 0.5));
      const to = Math.min(COLUMNS - 1, Math.floor((crossings[k + 1]! - WEST_KM) / CELL_KM - 0.5));
      grid.fill(value, row * COLUMNS + from, row * COLUMNS + to + 1);
    }
  }
}

/** Kilometres from each square to the nearest one of the set (two-pass chamfer, Borgefors 1986). */
export function distanceTo(inSet: (square: number) => boolean): Float32Array {
  const far = 1e6;
  const grid = new Float32Array(COLUMNS * ROWS);
  for (let square = 0; square < grid.length; square++) grid[square] = inSet(square) ? 0 : far;
  const diagonal = Math.SQRT2;
  const relax = (square: number, column: number, row: number, forward: 1 | -1) => {
    let best = grid[square]!;
    const before = row - forward;
    if (column - forward >= 0 && column - forward < COLUMNS) {
      best = Math.min(best, grid[square - forward]! + 1);
    }
    if (before >= 0 && before < ROWS) {
      const base = before * COLUMNS + column;
      best = Math.min(best, grid[base]! + 1);
      if (column > 0) best = Math.min(best, grid[base - 1]! + diagonal);
      if (column < COLUMNS - 1) best = Math.min(best, grid[base + 1]! + diagonal);
    }
    grid[square] = best;
  };
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) relax(row * COLUMNS + column, column, row, 1);
  }
  for (let row = ROWS - 1; row >= 0; row--) {
    for (let column = COLUMNS - 1; column >= 0; column--) relax(row * COLUMNS + column, column, row, -1);
  }
  for (let square = 0; square < grid.length; square++) grid[square]! *= CELL_KM;
  return grid;
}

/** Rings around where the grid exceeds the level (marching squares), closed implicitly, in kilometres. */
export function contourRings(grid: Float32Array, level: number): Km[][] {
  // Each crossing lies on a grid edge, so a segment is a pair of edge keys and rings follow the keys.
  const next = new Map<number, number>();
  const horizontal = (square: number) => square * 2;
  const vertical = (square: number) => square * 2 + 1;
  for (let row = 0; row < ROWS - 1; row++) {
    for (let column = 0; column < COLUMNS - 1; column++) {
      const sw = row * COLUMNS + column;
      const [se, nw] = [sw + 1, sw + COLUMNS];
      const ne = nw + 1;
      const above = (square: number) => (grid[square]! > level ? 1 : 0);
      const code = above(sw) | (above(se) << 1) | (above(ne) << 2) | (above(nw) << 3);
      if (code === 0 || code === 15) continue;
      const [s, n, w, e] = [horizontal(sw), horizontal(nw), vertical(sw), vertical(se)];
      // biome-ignore format: the sixteen cases
      const segment: Record<number, readonly number[]> = {
        1: [s, w], 2: [e, s], 3: [e, w], 4: [n, e], 5: [s, w, n, e], 6: [n, s], 7: [n, w],
        8: [w, n], 9: [s, n], 10: [e, s, w, n], 11: [e, n], 12: [w, e], 13: [s, e], 14: [w, s],
      };
      const keys = segment[code] ?? [];
      for (let k = 0; k < keys.length; k += 2) next.set(keys[k]!, keys[k + 1]!);
    }
  }
  const place = (key: number): Km => {
    const square = key >> 1;
    const other = key % 2 === 0 ? square + 1 : square + COLUMNS;
    const [a, b] = [grid[square]!, grid[other]!];
    const t = a === b ? 0.5 : (level - a) / (b - a);
    const [ax, ay] = centreOf(square);
    const [bx, by] = centreOf(other);
    return [ax + (bx - ax) * t, ay + (by - ay) * t];
  };
  const rings: Km[][] = [];
  for (const start of [...next.keys()]) {
    const ring: Km[] = [];
    let key = start;
    for (let follow = next.get(key); follow !== undefined; follow = next.get(key)) {
      next.delete(key);
      ring.push(place(key));
      key = follow;
    }
    if (ring.length >= 4) rings.push(ring);
  }
  return rings;
}
