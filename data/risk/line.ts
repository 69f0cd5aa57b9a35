/**
 * The risk of a line of sources, without beads: the kernel of one metre is integrated along straight lines in advance.
 * A(u, v) is the integral over the line from −∞ to u, v metres beside it; a segment gives A(u) − A(u − length), and the segments
 * of a line telescope. What the wind turns has a table for every ten degrees of the line's direction.
 */
import { cellLat, cellLon, DEGREE_M, type Grid, rowAt } from './field.ts';
import { type Kernel, riskOf } from './polar.ts';

export interface LineTable {
  readonly reachM: number;
  /** Directions 0° … 180°; one of them where no wind turns anything. */
  readonly directions: number;
  readonly side: number;
  readonly perAsinh: number;
  readonly values: Float32Array;
}

/** A line of lon/lat points with what a metre of it does. */
export interface Line {
  readonly table: LineTable;
  /** lon, lat, lon, lat, … of each part. */
  readonly parts: readonly Float64Array[];
}

/** Distances are tabulated evenly in asinh(d / 5 m): linear near the line, in steps of 5 or 10 % far from it. */
const NEAR_M = 5;
const TURNED_STEP = 0.1;
const ROUND_STEP = 0.05;
/** Steps of the integral between two points of the table. */
const SUBSTEPS = 4;
const DIRECTIONS = 18;

/** The table of a metre's kernel, which is per metre and year. */
export function lineTable(kernel: Kernel, round: boolean): LineTable {
  const step = round ? ROUND_STEP : TURNED_STEP;
  const half = Math.ceil(Math.asinh(kernel.reachM / NEAR_M) / step);
  const side = 2 * half + 1;
  const directions = round ? 1 : DIRECTIONS + 1;
  const values = new Float32Array(directions * side * side);
  const alongM = Float64Array.from(
    { length: 2 * half * SUBSTEPS + 1 },
    (_, i) => NEAR_M * Math.sinh((i / SUBSTEPS - half) * step),
  );
  for (let direction = 0; direction < directions; direction++) {
    const angle = (direction / DIRECTIONS) * Math.PI;
    // east and north of the line's direction, clockwise from north
    const [east, north] = [Math.sin(angle), Math.cos(angle)];
    for (let row = 0; row < side; row++) {
      const v = NEAR_M * Math.sinh((row - half) * step);
      const at = (direction * side + row) * side;
      let [sum, before] = [0, 0];
      for (let i = 0; i < alongM.length; i++) {
        const u = alongM[i]!;
        const here = riskOf(kernel, u * east + v * north, u * north - v * east);
        if (i > 0) sum += ((before + here) / 2) * (u - alongM[i - 1]!);
        before = here;
        if (i % SUBSTEPS === 0) values[at + i / SUBSTEPS] = sum;
      }
    }
  }
  return { reachM: kernel.reachM, directions, side, perAsinh: 1 / step, values };
}

/** A(u, v) of one direction; `atV` and `atU` are positions in the table. */
function read(values: Float32Array, from: number, side: number, atV: number, atU: number): number {
  const i = atV | 0;
  const j = atU | 0;
  const [f, g] = [atV - i, atU - j];
  const near = from + i * side + j;
  const far = near + side;
  return (
    (1 - f) * (values[near]! * (1 - g) + values[near + 1]! * g) +
    f * (values[far]! * (1 - g) + values[far + 1]! * g)
  );
}

/** Position of a distance in the table, within it. */
function placeOf({ side, perAsinh }: LineTable, distanceM: number): number {
  const half = (side - 1) / 2;
  const at = Math.asinh(distanceM / NEAR_M) * perAsinh + half;
  return Math.max(0, Math.min(side - 1 - 1e-6, at));
}

/** Direction of a segment as its position among the tables, and whether its ends are swapped for that. */
function directionOf(table: LineTable, eastM: number, northM: number): number {
  if (table.directions === 1) return 0;
  const angle = Math.atan2(eastM, northM);
  return Math.min(DIRECTIONS - 1e-9, (Math.max(0, angle) / Math.PI) * DIRECTIONS);
}

/** Risk of a segment at the origin; its ends are so many metres east and north of it. */
function segmentRisk(table: LineTable, ax: number, ay: number, bx: number, by: number): number {
  const { reachM, side, values } = table;
  let [fromX, fromY, toX, toY] = [ax, ay, bx, by];
  // directions of 180° and more are those of the segment from its other end
  if (toX < fromX || (toX === fromX && toY < fromY)) [fromX, fromY, toX, toY] = [bx, by, ax, ay];
  const [east, north] = [toX - fromX, toY - fromY];
  const lengthM = Math.sqrt(east * east + north * north);
  if (lengthM === 0) return 0;
  const [ex, ny] = [east / lengthM, north / lengthM];
  // the origin as seen from the start: along and to the right of the line
  const u = -(fromX * ex + fromY * ny);
  const v = -(fromX * ny - fromY * ex);
  if (v >= reachM || v <= -reachM || u <= -reachM || u - lengthM >= reachM) return 0;
  const atV = placeOf(table, v);
  const [far, near] = [placeOf(table, u), placeOf(table, u - lengthM)];
  const direction = directionOf(table, east, north);
  const i = direction | 0;
  const at = i * side * side;
  const here = read(values, at, side, atV, far) - read(values, at, side, atV, near);
  if (table.directions === 1) return here;
  const f = direction - i;
  const next = at + side * side;
  return (1 - f) * here + f * (read(values, next, side, atV, far) - read(values, next, side, atV, near));
}

/** Risk per year of lines at a point, lon/lat. */
export function lineRiskAt({ table, parts }: Line, lon: number, lat: number): number {
  const perLon = DEGREE_M * Math.cos((lat * Math.PI) / 180);
  let sum = 0;
  for (const part of parts)
    for (let i = 0; i + 3 < part.length; i += 2) {
      const [ax, ay] = [(part[i]! - lon) * perLon, (part[i + 1]! - lat) * DEGREE_M];
      const [bx, by] = [(part[i + 2]! - lon) * perLon, (part[i + 3]! - lat) * DEGREE_M];
      sum += segmentRisk(table, ax, ay, bx, by);
    }
  return sum;
}

/** Adds lines to the cells of some rows of a grid. */
export function addLines(
  values: Float64Array,
  lines: readonly Line[],
  grid: Grid,
  [fromRow, toRow]: readonly [number, number] = [0, grid.height],
): void {
  const { bbox, width } = grid;
  const stepLon = (bbox[2] - bbox[0]) / width;
  for (const { table, parts } of lines) {
    const reachLat = table.reachM / DEGREE_M;
    for (const part of parts)
      for (let i = 0; i + 3 < part.length; i += 2) {
        const [aLon, aLat, bLon, bLat] = [part[i]!, part[i + 1]!, part[i + 2]!, part[i + 3]!];
        const first = Math.max(fromRow, Math.floor(rowAt(grid, Math.max(aLat, bLat) + reachLat)));
        const last = Math.min(toRow - 1, Math.ceil(rowAt(grid, Math.min(aLat, bLat) - reachLat)));
        for (let row = first; row <= last; row++) {
          const lat = cellLat(grid, row);
          const perLon = DEGREE_M * Math.cos((lat * Math.PI) / 180);
          const [ay, by] = [(aLat - lat) * DEGREE_M, (bLat - lat) * DEGREE_M];
          const [west, east] = spanOf(aLon, ay, bLon, by, table.reachM, perLon);
          const left = Math.max(0, Math.floor((west - bbox[0]) / stepLon - 0.5));
          const right = Math.min(width - 1, Math.ceil((east - bbox[0]) / stepLon - 0.5));
          for (let column = left; column <= right; column++) {
            const lon = cellLon(grid, column);
            values[row * width + column]! += segmentRisk(
              table,
              (aLon - lon) * perLon,
              ay,
              (bLon - lon) * perLon,
              by,
            );
          }
        }
      }
  }
}

/** West and east end, degrees, of where a parallel lies within reach of a segment; its ends are so far north of it. */
function spanOf(
  aLon: number,
  ay: number,
  bLon: number,
  by: number,
  reachM: number,
  perLon: number,
): readonly [number, number] {
  // the part of the segment that is within reach north or south, then as far to both sides
  let [from, to] = [0, 1];
  const rise = by - ay;
  if (Math.abs(rise) > 1e-9) {
    const [p, q] = [(-reachM - ay) / rise, (reachM - ay) / rise];
    from = Math.max(0, Math.min(p, q));
    to = Math.min(1, Math.max(p, q));
  }
  if (from > to) return [0, -1];
  const [one, other] = [aLon + from * (bLon - aLon), aLon + to * (bLon - aLon)];
  const aside = reachM / perLon;
  return [Math.min(one, other) - aside, Math.max(one, other) + aside];
}
