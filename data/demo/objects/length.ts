/** Lengths of lines on the WGS84 ellipsoid. */
import type { Position } from 'geojson';

const A_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const DEGREE = Math.PI / 180;

/**
 * Length in kilometres: each piece by the radii of curvature at its middle latitude, right to 1e-6 for pieces of
 * a few kilometres (Snyder 1987, equations 4-18 to 4-21).
 */
export function lengthKm(line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const middle = ((a[1]! + b[1]!) / 2) * DEGREE;
    const w2 = 1 - E2 * Math.sin(middle) ** 2;
    const meridian = (A_KM * (1 - E2)) / (w2 * Math.sqrt(w2));
    const across = (A_KM / Math.sqrt(w2)) * Math.cos(middle);
    sum += Math.hypot((b[0]! - a[0]!) * DEGREE * across, (b[1]! - a[1]!) * DEGREE * meridian);
  }
  return sum;
}
