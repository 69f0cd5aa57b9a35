/** Outlines in metres around the source: x with the wind, y to its left. */

export type Point = readonly [x: number, y: number];
/** A closed ring without the repeated last point; empty = nothing. */
export type Ring = readonly Point[];

/** Corners of a circle. */
const CIRCLE = 72;

/** A circle around the source whose corners lie outside it, so that nothing within the radius is cut off. */
export function circle(radiusM: number): Ring {
  const r = radiusM / Math.cos(Math.PI / CIRCLE);
  return Array.from({ length: CIRCLE }, (_, k): Point => {
    const angle = (2 * Math.PI * k) / CIRCLE;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

/** A band symmetric to the wind: half-widths at rising distances, from one end to the other. */
export function band(halves: readonly (readonly [x: number, halfM: number])[]): Ring {
  if (halves.length < 2) return [];
  const left = halves.map(([x, half]): Point => [x, half]);
  const right = halves.filter(([, half]) => half > 0).map(([x, half]): Point => [x, -half]);
  return [...left, ...right.reverse()];
}

/** Greatest distance from the source, m. */
export const extentM = (ring: Ring): number =>
  ring.reduce((most, [x, y]) => Math.max(most, Math.hypot(x, y)), 0);

/** Rays of a full turn by which a swept outline is drawn. */
const RAYS = 720;

/**
 * What the ring covers while the wind turns by up to `degrees` to either side. Exact for outlines that each ray from the
 * source leaves once, as plumes and circles are; never smaller than the ring at the rays.
 */
export function swept(ring: Ring, degrees: number): Ring {
  if (ring.length < 3) return [];
  const far = farthestOnRays(ring);
  // one ray more to either side covers corners between two rays
  const reach = Math.min(RAYS / 2, Math.ceil((degrees * RAYS) / 360) + 1);
  const most = Array.from(far, (_, k) => {
    let r = 0;
    for (let step = -reach; step <= reach; step++) r = Math.max(r, far[(k + step + RAYS) % RAYS]!);
    return r;
  });
  if (most.every((r) => r > 0)) return most.map((r, k) => polar(r, k));
  const first = most.findIndex((r, k) => r > 0 && most[(k + RAYS - 1) % RAYS] === 0);
  const turn = Array.from({ length: RAYS }, (_, k) => (first + k) % RAYS);
  return [[0, 0], ...turn.filter((k) => most[k]! > 0).map((k) => polar(most[k]!, k))];
}

function polar(r: number, ray: number): Point {
  const angle = (2 * Math.PI * ray) / RAYS;
  return [r * Math.cos(angle), r * Math.sin(angle)];
}

/** Farthest point of the ring on each ray from the source; 0 where it does not pass. */
function farthestOnRays(ring: Ring): Float64Array {
  const far = new Float64Array(RAYS);
  const reach = (ray: number, r: number) => {
    const k = ((ray % RAYS) + RAYS) % RAYS;
    far[k] = Math.max(far[k]!, r);
  };
  const rayOf = ([x, y]: Point) => (Math.atan2(y, x) * RAYS) / (2 * Math.PI);
  ring.forEach((from, k) => {
    const to = ring[(k + 1) % ring.length]!;
    const [fromM, toM] = [Math.hypot(...from), Math.hypot(...to)];
    const start = rayOf(from);
    if (Math.abs(start - Math.round(start)) < 1e-9) reach(Math.round(start), fromM);
    if (fromM === 0 || toM === 0) return;
    // the shorter way round
    let turn = rayOf(to) - start;
    if (turn > RAYS / 2) turn -= RAYS;
    if (turn < -RAYS / 2) turn += RAYS;
    const end = start + turn;
    for (let ray = Math.ceil(Math.min(start, end)); ray <= Math.max(start, end); ray++)
      reach(ray, crossing(from, to, (2 * Math.PI * ray) / RAYS));
  });
  return far;
}

/** Where the edge crosses the ray, m from the source. */
function crossing([ax, ay]: Point, [bx, by]: Point, angle: number): number {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [ux, uy] = [ax * c + ay * s, ay * c - ax * s];
  const [vx, vy] = [bx * c + by * s, by * c - bx * s];
  return uy === vy ? Math.max(ux, vx) : ux + ((vx - ux) * uy) / (uy - vy);
}
