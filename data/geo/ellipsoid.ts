/** Ellipsoids of the datums met in Chinese files; geographic and geocentric coordinates (EPSG Guidance Note 7-2, 4.1.1). */

export interface Ellipsoid {
  /** Semi-major axis, metres. */
  readonly aM: number;
  readonly inverseFlattening: number;
}

/** EPSG:7030, 1024, 7049 (IAG 1975) and 7024 (Krassovsky 1940). */
export const WGS84_ELLIPSOID: Ellipsoid = { aM: 6_378_137, inverseFlattening: 298.257223563 };
export const CGCS2000_ELLIPSOID: Ellipsoid = { aM: 6_378_137, inverseFlattening: 298.257222101 };
export const IAG75_ELLIPSOID: Ellipsoid = { aM: 6_378_140, inverseFlattening: 298.257 };
export const KRASSOVSKY_ELLIPSOID: Ellipsoid = { aM: 6_378_245, inverseFlattening: 298.3 };

export type Geocentric = readonly [xM: number, yM: number, zM: number];

const DEGREE = Math.PI / 180;

/** Longitude, latitude in degrees and ellipsoidal height → geocentric metres. */
export function geocentric(lon: number, lat: number, heightM: number, ellipsoid: Ellipsoid): Geocentric {
  const e2 = eccentricity2(ellipsoid);
  const [phi, lambda] = [lat * DEGREE, lon * DEGREE];
  const nu = ellipsoid.aM / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const r = (nu + heightM) * Math.cos(phi);
  return [r * Math.cos(lambda), r * Math.sin(lambda), (nu * (1 - e2) + heightM) * Math.sin(phi)];
}

/** Geocentric metres → longitude, latitude, height; the latitude is iterated until it moves less than 1e-14 rad. */
export function geographic(
  [x, y, z]: Geocentric,
  ellipsoid: Ellipsoid,
): [lon: number, lat: number, heightM: number] {
  const e2 = eccentricity2(ellipsoid);
  const p = Math.hypot(x, y);
  let phi = Math.atan2(z, p * (1 - e2));
  for (let turn = 0; turn < 12; turn++) {
    const nu = ellipsoid.aM / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
    const next = Math.atan2(z + e2 * nu * Math.sin(phi), p);
    const moved = Math.abs(next - phi);
    phi = next;
    if (moved < 1e-14) break;
  }
  const nu = ellipsoid.aM / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  // stable at the poles too, where p / cos φ is 0 / 0
  const heightM = p * Math.cos(phi) + z * Math.sin(phi) - nu * (1 - e2 * Math.sin(phi) ** 2);
  return [Math.atan2(y, x) / DEGREE, phi / DEGREE, heightM];
}

/** First eccentricity squared. */
export function eccentricity2({ inverseFlattening }: Ellipsoid): number {
  const f = 1 / inverseFlattening;
  return f * (2 - f);
}
