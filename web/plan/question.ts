/** The question "what lies around a point": its parts while it is written, and the circle it asks. */
import { isCircle, isPlace, RADIUS_M } from '../link.ts';
import type { Circle, LonLat } from '../map/props.ts';

export interface Question {
  readonly center: LonLat | null;
  readonly radiusM: number;
  readonly layers: readonly ('enterprises' | 'regions')[];
}

export const PRESETS_M = [500, 1000, 3000] as const;

/** The circle to draw; null while there is no centre. */
export function sketched({ center, radiusM }: Question): Circle | null {
  return center && { center, radiusM };
}

/** Whether the question can be asked. */
export function isReady({ center, radiusM, layers }: Question): boolean {
  return center !== null && layers.length > 0 && isCircle({ center, radiusM });
}

/** "122.41, 30.27" (comma, full-width comma or space) as a place; null when it is none. */
export function readPlace(text: string): LonLat | null {
  const [, lon, lat] = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,， ]\s*(-?\d{1,2}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (lon === undefined || lat === undefined) return null;
  const place: LonLat = [Number(lon), Number(lat)];
  return isPlace(...place) ? place : null;
}

/** Slider steps 0–100 spread evenly over the powers of ten, so that small and large radii are both easy to hit. */
export function radiusOfStep(step: number): number {
  const raw = RADIUS_M.least * (RADIUS_M.most / RADIUS_M.least) ** (step / 100);
  const digit = raw < 200 ? 10 : raw < 1000 ? 50 : raw < 5000 ? 100 : 500;
  return Math.min(RADIUS_M.most, Math.max(RADIUS_M.least, Math.round(raw / digit) * digit));
}

export function stepOfRadius(radiusM: number): number {
  return (Math.log(radiusM / RADIUS_M.least) / Math.log(RADIUS_M.most / RADIUS_M.least)) * 100;
}

/** The next larger preset-like radius, for an empty answer. */
export function wider(radiusM: number): number {
  const next = [100, 200, 500, 1000, 2000, 3000, 5000, 10_000, 20_000].find(
    (candidate) => candidate > radiusM,
  );
  return next ?? RADIUS_M.most;
}
