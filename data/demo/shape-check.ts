/** Exact checks of borders: segments that meet where they should not, points inside shapes. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { inRing } from './plane.ts';

type Segment = readonly [Position, Position];

/** Whether the point is inside the shape (even-odd over all rings). */
export function inShape(point: readonly number[], shape: Polygon | MultiPolygon): boolean {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  let inside = false;
  for (const ring of polygons.flat()) if (inRing(point[0]!, point[1]!, ring)) inside = !inside;
  return inside;
}

// Coordinates are whole multiples of 1e-6°, so in micro-degrees every product below is exact.
const micro = ([lon, lat]: Position): [number, number] => [
  Math.round((lon! - 122) * 1e6),
  Math.round((lat! - 30) * 1e6),
];

function side(a: readonly number[], b: readonly number[], p: readonly number[]): number {
  return Math.sign((b[0]! - a[0]!) * (p[1]! - a[1]!) - (b[1]! - a[1]!) * (p[0]! - a[0]!));
}

function onSegment(a: readonly number[], b: readonly number[], p: readonly number[]): boolean {
  return (
    Math.min(a[0]!, b[0]!) <= p[0]! &&
    p[0]! <= Math.max(a[0]!, b[0]!) &&
    Math.min(a[1]!, b[1]!) <= p[1]! &&
    p[1]! <= Math.max(a[1]!, b[1]!)
  );
}

function meet(s: Segment, t: Segment): boolean {
  const [a, b, c, d] = [micro(s[0]), micro(s[1]), micro(t[0]), micro(t[1])];
  const same = (p: readonly number[], q: readonly number[]) => p[0] === q[0] && p[1] === q[1];
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  const joint = same(a, c) || same(a, d) ? a : same(b, c) || same(b, d) ? b : undefined;
  if (joint) {
    // Sharing an end is right, unless one runs back along the other.
    const [p, q] = [same(joint, a) ? b : a, same(joint, c) ? d : c];
    return (
      side(joint, p, q) === 0 &&
      (p[0] - joint[0]) * (q[0] - joint[0]) + (p[1] - joint[1]) * (q[1] - joint[1]) > 0
    );
  }
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (
    (abc === 0 && onSegment(a, b, c)) ||
    (abd === 0 && onSegment(a, b, d)) ||
    (cda === 0 && onSegment(c, d, a)) ||
    (cdb === 0 && onSegment(c, d, b))
  );
}

/** Pairs of segments that cross, overlap, or touch other than at a shared end (grid of 0.002° buckets). */
export function crossings(segments: readonly Segment[]): [Segment, Segment][] {
  const buckets = new Map<string, number[]>();
  const found: [Segment, Segment][] = [];
  const seen = new Set<string>();
  segments.forEach((segment, i) => {
    const [[x0, y0], [x1, y1]] = segment as unknown as [[number, number], [number, number]];
    for (let x = Math.floor(Math.min(x0, x1) * 500); x <= Math.floor(Math.max(x0, x1) * 500); x++) {
      for (let y = Math.floor(Math.min(y0, y1) * 500); y <= Math.floor(Math.max(y0, y1) * 500); y++) {
        const key = `${x} ${y}`;
        const bucket = buckets.get(key);
        if (!bucket) {
          buckets.set(key, [i]);
          continue;
        }
        for (const j of bucket) {
          if (meet(segment, segments[j]!) && !seen.has(`${j} ${i}`)) {
            seen.add(`${j} ${i}`);
            found.push([segments[j]!, segment]);
          }
        }
        bucket.push(i);
      }
    }
  });
  return found;
}
