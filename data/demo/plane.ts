/** The local plane of the demo city (kilometres east and north of its origin) and simple plane geometry. */

/** A point in kilometres: [east, north]. */
export type Km = readonly [number, number];
export type LonLat = [number, number];

const ORIGIN_LON = 122.4;
const ORIGIN_LAT = 30.3;
const KM_PER_DEGREE_LON = 96.2;
const KM_PER_DEGREE_LAT = 110.86;

/** WGS84 degrees, rounded to 1e-6 (about 0.1 m) so that shared points stay shared. */
export function toLonLat(x: number, y: number): LonLat {
  return [
    Math.round((ORIGIN_LON + x / KM_PER_DEGREE_LON) * 1e6) / 1e6,
    Math.round((ORIGIN_LAT + y / KM_PER_DEGREE_LAT) * 1e6) / 1e6,
  ];
}

export function toKm(point: readonly number[]): [number, number] {
  return [(point[0]! - ORIGIN_LON) * KM_PER_DEGREE_LON, (point[1]! - ORIGIN_LAT) * KM_PER_DEGREE_LAT];
}

export const lineToLonLat = (line: readonly Km[]): LonLat[] => line.map(([x, y]) => toLonLat(x, y));

/** Whether the point is inside the ring (even-odd; the ring may be open or closed). */
export function inRing(x: number, y: number, ring: readonly (readonly number[])[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!;
    const b = ring[j]!;
    if (a[1]! > y !== b[1]! > y && x < ((b[0]! - a[0]!) * (y - a[1]!)) / (b[1]! - a[1]!) + a[0]!) {
      inside = !inside;
    }
  }
  return inside;
}

const at = <T>(list: readonly T[], i: number, closed: boolean): T =>
  list[closed ? (i + list.length) % list.length : Math.min(Math.max(i, 0), list.length - 1)]!;

/** A smooth curve through the control points (Catmull-Rom), `steps` pieces per span. */
export function spline(points: readonly Km[], closed: boolean, steps: number): Km[] {
  const curve: Km[] = [];
  const spans = closed ? points.length : points.length - 1;
  for (let i = 0; i < spans; i++) {
    const [p0, p1] = [at(points, i - 1, closed), at(points, i, closed)];
    const [p2, p3] = [at(points, i + 1, closed), at(points, i + 2, closed)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const blend = (k: 0 | 1) =>
        0.5 *
        (2 * p1[k] +
          (p2[k] - p0[k]) * t +
          (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
          (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t);
      curve.push([blend(0), blend(1)]);
    }
  }
  if (!closed) curve.push(points[points.length - 1]!);
  return curve;
}

/** The same line with points every `spacing` kilometres; a closed ring stays open-ended. */
export function resample(line: readonly Km[], spacing: number, closed: boolean): Km[] {
  const source = closed ? [...line, line[0]!] : line;
  let length = 0;
  for (let i = 1; i < source.length; i++) {
    length += Math.hypot(source[i]![0] - source[i - 1]![0], source[i]![1] - source[i - 1]![1]);
  }
  const count = Math.max(closed ? 3 : 1, Math.round(length / spacing));
  const step = length / count;
  const out: Km[] = [source[0]!];
  let wanted = step;
  let walked = 0;
  for (let i = 1; i < source.length; i++) {
    const [a, b] = [source[i - 1]!, source[i]!];
    const piece = Math.hypot(b[0] - a[0], b[1] - a[1]);
    while (wanted <= walked + piece && out.length < count) {
      const t = (wanted - walked) / piece;
      out.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
      wanted += step;
    }
    walked += piece;
  }
  if (!closed) out.push(source[source.length - 1]!);
  return out;
}

/** Corner cutting (Chaikin 1974): rounds a polyline, keeping its ends. */
export function roundCorners(line: readonly Km[], times: number): readonly Km[] {
  for (let n = 0; n < times && line.length > 2; n++) {
    const next: Km[] = [line[0]!];
    for (let i = 0; i < line.length - 1; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      if (i > 0) next.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25]);
      if (i < line.length - 2) next.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
    }
    next.push(line[line.length - 1]!);
    line = next;
  }
  return line;
}

/** Leaves out points that stand off the line by less than the tolerance (Douglas-Peucker 1973). */
export function simplify(line: readonly Km[], toleranceKm: number): Km[] {
  if (line.length < 3) return [...line];
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [from, to] = span;
    const [a, b] = [line[from]!, line[to]!];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy);
    let worst = toleranceKm;
    let index = -1;
    for (let i = from + 1; i < to; i++) {
      const p = line[i]!;
      const off =
        length > 0
          ? Math.abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / length
          : Math.hypot(p[0] - a[0], p[1] - a[1]);
      if (off > worst) {
        worst = off;
        index = i;
      }
    }
    if (index > 0) {
      keep[index] = 1;
      stack.push([from, index], [index, to]);
    }
  }
  return line.filter((_, i) => keep[i] === 1);
}
