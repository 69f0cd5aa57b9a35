/** Geometries of the demo's objects: points, lines, areas that never cross themselves, and room between them. */
import type { MultiLineString, MultiPolygon, Point } from 'geojson';
import { type Km, lineToLonLat, toLonLat } from '../plane.ts';
import { noise } from '../random.ts';

export const dot = ([x, y]: Km): Point => ({ type: 'Point', coordinates: toLonLat(x, y) });

/** Parts of a line; repeated positions are left out. */
export function lines(parts: readonly (readonly Km[])[]): MultiLineString {
  const coordinates = parts
    .map((part) =>
      lineToLonLat(part).filter(([x, y], i, all) => i === 0 || x !== all[i - 1]![0] || y !== all[i - 1]![1]),
    )
    .filter((part) => part.length > 1);
  return { type: 'MultiLineString', coordinates };
}

/** An area with one ring, given open and anticlockwise. */
export function area(ring: readonly Km[]): MultiPolygon {
  const line = lineToLonLat(ring).filter(
    ([x, y], i, all) => i === 0 || x !== all[i - 1]![0] || y !== all[i - 1]![1],
  );
  const [first, last] = [line[0]!, line[line.length - 1]!];
  if (first[0] !== last[0] || first[1] !== last[1]) line.push([...first]);
  return { type: 'MultiPolygon', coordinates: [[line]] };
}

/**
 * A wobbly ellipse, anticlockwise and star-shaped about its middle, so it never crosses itself.
 * `cut` (0–1) flattens the far end of the first axis, as a dam does.
 */
export function blob(
  [x, y]: Km,
  [a, b]: readonly [number, number],
  turn: number,
  seed: number,
  points: number,
  rough = 0.3,
  cut = 1,
): Km[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return Array.from({ length: points }, (_, i): Km => {
    const angle = (i / points) * 2 * Math.PI;
    const wobble = 1 + rough * noise(seed, Math.cos(angle) * 1.8 + 9, Math.sin(angle) * 1.8 + 5);
    const [u, v] = [Math.min(cut * a, a * wobble * Math.cos(angle)), b * wobble * Math.sin(angle)];
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}

/** Area of an open ring in km² of the plane. */
export function ringKm2(ring: readonly Km[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
}

/** Keeps things of some size apart. */
export class Apart {
  readonly #buckets = new Map<number, [number, number, number][]>();

  /** Takes the place and answers true, unless something taken before is nearer than both radii together. */
  take([x, y]: Km, radiusKm: number): boolean {
    const reach = Math.ceil(radiusKm + 1.6);
    for (let i = -reach; i <= reach; i++) {
      for (let j = -reach; j <= reach; j++) {
        for (const [ox, oy, other] of this.#buckets.get(key(x + i, y + j)) ?? []) {
          if (Math.hypot(ox - x, oy - y) < radiusKm + other) return false;
        }
      }
    }
    const list = this.#buckets.get(key(x, y));
    if (list) list.push([x, y, radiusKm]);
    else this.#buckets.set(key(x, y), [[x, y, radiusKm]]);
    return true;
  }
}
const key = (x: number, y: number) => Math.floor(x) * 1000 + Math.floor(y);
