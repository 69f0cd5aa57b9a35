/**
 * The risk of a line of sources, without beads: the kernel of one metre is integrated along straight lines in advance.
 * A(u, v) is the integral over the line from −∞ to u, v metres beside it; a segment gives A(u) − A(u − length), and the segments
 * of a line telescope. What the wind turns has a table for every fifteen degrees of the line's direction.
 */
import { cellLat, cellLon, DEGREE_M, type Grid, rowAt } from './field.ts';
import { type Kernel, nodeM, riskOf } from './polar.ts';

export interface LineTable {
  readonly reachM: number;
  /** Directions 0° … 180°; one of them where no wind turns anything. */
  readonly directions: number;
  readonly side: number;
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
const DIRECTIONS = 12;

/** What a whole straight line adds less of than this, per year, is left out. */
const LEAST_RISK = 1e-9;

/** How far beside an endless straight line the risk may be more than the least: by the greatest of each ring. */
function reachOf(kernel: Kernel): number {
  const most = Array.from({ length: kernel.nodes }, (_, node) =>
    kernel.values.subarray(node * 360, (node + 1) * 360).reduce((a, b) => Math.max(a, b), 0),
  );
  let node = kernel.nodes - 1;
  for (; node > 0; node--) {
    const v = nodeM(node);
    let whole = 0;
    // the chord through each ring beyond
    for (let k = node; k + 1 < kernel.nodes; k++) {
      const chord = Math.sqrt(nodeM(k + 1) ** 2 - v * v) - Math.sqrt(Math.max(0, nodeM(k) ** 2 - v * v));
      whole += 2 * chord * Math.max(most[k]!, most[k + 1]!);
    }
    if (whole > LEAST_RISK) break;
  }
  return nodeM(Math.min(kernel.nodes - 1, node + 1));
}

/** The table of a metre's kernel, which is per metre and year. */
export function lineTable(kernel: Kernel, round: boolean): LineTable {
  const reachM = reachOf(kernel);
  const step = round ? ROUND_STEP : TURNED_STEP;
  const half = Math.ceil(Math.asinh(reachM / NEAR_M) / step);
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
  return { reachM, directions, side, values };
}

/** A straight piece of a line in its own plane: the scale of the parallel through its middle. */
interface Segment {
  readonly lon: number;
  readonly lat: number;
  readonly perLon: number;
  readonly lengthM: number;
  /** East and north of a metre along it. */
  readonly east: number;
  readonly north: number;
  /** Position of its direction among the tables. */
  readonly direction: number;
}

/** The segment between two points, lon/lat, from whichever end its direction is under 180°; null where they are one. */
function segmentOf(aLon: number, aLat: number, bLon: number, bLat: number): Segment | null {
  const perLon = DEGREE_M * Math.cos((((aLat + bLat) / 2) * Math.PI) / 180);
  const turned = bLon < aLon || (bLon === aLon && bLat < aLat);
  const [lon, lat] = turned ? [bLon, bLat] : [aLon, aLat];
  const eastM = Math.abs(bLon - aLon) * perLon;
  const northM = (turned ? aLat - bLat : bLat - aLat) * DEGREE_M;
  const lengthM = Math.hypot(eastM, northM);
  if (lengthM === 0) return null;
  const direction = Math.min(DIRECTIONS - 1e-9, (Math.atan2(eastM, northM) / Math.PI) * DIRECTIONS);
  return { lon, lat, perLon, lengthM, east: eastM / lengthM, north: northM / lengthM, direction };
}

/** Positions in a table by distance every half metre; the other side is its mirror image. */
const places = new WeakMap<LineTable, Float64Array>();
const PER_M = 2;
function placesOf(table: LineTable): Float64Array {
  const known = places.get(table);
  if (known) return known;
  const step = table.directions === 1 ? ROUND_STEP : TURNED_STEP;
  const most = (table.side - 1) / 2 - 1e-6;
  const made = Float64Array.from({ length: Math.ceil(table.reachM * PER_M) + 3 }, (_, i) =>
    Math.min(most, Math.asinh(i / PER_M / NEAR_M) / step),
  );
  places.set(table, made);
  return made;
}

type Weighted = readonly (readonly [table: Float32Array, weight: number])[];

/** The tables of a direction between two tabulated ones: blended where it is to be read more often than it has values. */
function ofDirection({ directions, side, values }: LineTable, direction: number, reads: number): Weighted {
  if (directions === 1) return [[values, 1]];
  const size = side * side;
  if (reads < size) {
    const i = direction | 0;
    const f = direction - i;
    return [
      [values.subarray(i * size, (i + 1) * size), 1 - f],
      [values.subarray((i + 1) * size, (i + 2) * size), f],
    ];
  }
  const from = (direction | 0) * size;
  const f = direction - (direction | 0);
  const out = new Float32Array(size);
  for (let i = 0; i < size; i++) out[i] = (1 - f) * values[from + i]! + f * values[from + size + i]!;
  return [[out, 1]];
}

/** Position of a distance in a table with `half` points to each side. */
function placeAt(place: Float64Array, half: number, distanceM: number): number {
  const scaled = Math.min(place.length - 2, Math.abs(distanceM) * PER_M);
  const i = scaled | 0;
  const low = place[i]!;
  const off = low + (place[i + 1]! - low) * (scaled - i);
  return distanceM < 0 ? half - off : half + off;
}

/**
 * Adds to `count` cells of a row what a segment gives, in a table made for its direction. The first cell lies `u` metres along
 * from the start and `v` to the right, each next one `du` and `dv` more.
 */
function addRow(
  values: Float64Array,
  from: number,
  count: number,
  { reachM, side }: LineTable,
  [table, weight]: Weighted[number],
  place: Float64Array,
  lengthM: number,
  [u0, v0, du, dv]: readonly [number, number, number, number],
): void {
  const half = (side - 1) / 2;
  for (let k = 0; k < count; k++) {
    const v = v0 + k * dv;
    const u = u0 + k * du;
    if (v >= reachM || v <= -reachM || u <= -reachM || u - lengthM >= reachM) continue;
    const atV = placeAt(place, half, v);
    const row = atV | 0;
    const f = atV - row;
    const near = row * side;
    const atU = placeAt(place, half, u);
    const i = near + (atU | 0);
    const g = atU - (atU | 0);
    const atEnd = placeAt(place, half, u - lengthM);
    const j = near + (atEnd | 0);
    const h = atEnd - (atEnd | 0);
    const risk =
      (1 - f) * (table[i]! * (1 - g) + table[i + 1]! * g - table[j]! * (1 - h) - table[j + 1]! * h) +
      f *
        (table[i + side]! * (1 - g) +
          table[i + side + 1]! * g -
          table[j + side]! * (1 - h) -
          table[j + side + 1]! * h);
    if (risk > 0) values[from + k]! += weight * risk;
  }
}

/** Risk per year of a line at a point, lon/lat. */
export function lineRiskAt({ table, parts }: Line, lon: number, lat: number): number {
  const { reachM } = table;
  const sum = new Float64Array(1);
  for (const part of parts)
    for (let i = 0; i + 3 < part.length; i += 2) {
      const segment = segmentOf(part[i]!, part[i + 1]!, part[i + 2]!, part[i + 3]!);
      if (!segment) continue;
      const { perLon, lengthM, east, north, direction } = segment;
      const [x, y] = [(lon - segment.lon) * perLon, (lat - segment.lat) * DEGREE_M];
      const [u, v] = [x * east + y * north, x * north - y * east];
      if (Math.abs(v) >= reachM || u <= -reachM || u - lengthM >= reachM) continue;
      for (const weighted of ofDirection(table, direction, 1))
        addRow(sum, 0, 1, table, weighted, placesOf(table), lengthM, [u, v, 0, 0]);
    }
  return sum[0]!;
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
  const lats = Float64Array.from({ length: grid.height }, (_, row) => cellLat(grid, row));
  for (const { table, parts } of lines) {
    const reachLat = table.reachM / DEGREE_M;
    const place = placesOf(table);
    for (const part of parts)
      for (let i = 0; i + 3 < part.length; i += 2) {
        const [aLon, aLat, bLon, bLat] = [part[i]!, part[i + 1]!, part[i + 2]!, part[i + 3]!];
        const first = Math.max(fromRow, Math.floor(rowAt(grid, Math.max(aLat, bLat) + reachLat)));
        const last = Math.min(toRow - 1, Math.ceil(rowAt(grid, Math.min(aLat, bLat) - reachLat)));
        const aside = reachLat / Math.cos((aLat * Math.PI) / 180);
        if (first > last || Math.max(aLon, bLon) + aside < bbox[0] || Math.min(aLon, bLon) - aside > bbox[2])
          continue;
        const segment = segmentOf(aLon, aLat, bLon, bLat);
        if (!segment) continue;
        const { perLon, lengthM, east, north } = segment;
        const stepM = stepLon * perLon;
        const columns = Math.min(width, (2 * aside + Math.abs(bLon - aLon)) / stepLon);
        const tables = ofDirection(table, segment.direction, columns * (last - first + 1));
        for (let row = first; row <= last; row++) {
          const lat = lats[row]!;
          const [west, eastEnd] = spanOf(
            aLon,
            (aLat - lat) * DEGREE_M,
            bLon,
            (bLat - lat) * DEGREE_M,
            table.reachM,
            perLon,
          );
          const left = Math.max(0, Math.floor((west - bbox[0]) / stepLon - 0.5));
          const right = Math.min(width - 1, Math.ceil((eastEnd - bbox[0]) / stepLon - 0.5));
          if (left > right) continue;
          const x = (cellLon(grid, left) - segment.lon) * perLon;
          const y = (lat - segment.lat) * DEGREE_M;
          const from = [x * east + y * north, x * north - y * east, stepM * east, stepM * north] as const;
          for (const weighted of tables)
            addRow(values, row * width + left, right - left + 1, table, weighted, place, lengthM, from);
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
