/** Transverse Mercator (Gauss-Krüger, UTM) by Krüger's series to n⁶: below a micrometre within 30° of the meridian.
 *
 * C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85 (2011) 475-485,
 * equations 7-12, 35 and 36.
 */
import { type Ellipsoid, eccentricity2 } from './ellipsoid.ts';

export interface TransverseMercator {
  readonly ellipsoid: Ellipsoid;
  /** Degrees. */
  readonly centralMeridian: number;
  readonly scale: number;
  readonly falseEastingM: number;
  readonly falseNorthingM: number;
}

type Pair = [number, number];

/** Both directions of one projection; made once for a file, called for every point. */
export interface Projection {
  /** Degrees → metres, easting first; null farther than 80° from the central meridian. */
  readonly forward: (lon: number, lat: number) => Pair | null;
  /** Metres, easting first → degrees; null where the series says nothing. */
  readonly inverse: (eastM: number, northM: number) => Pair | null;
}

const DEGREE = Math.PI / 180;

export function transverseMercator(by: TransverseMercator): Projection {
  const e2 = eccentricity2(by.ellipsoid);
  const e = Math.sqrt(e2);
  const f = 1 / by.ellipsoid.inverseFlattening;
  const n = f / (2 - f);
  const { alpha, beta } = series(n);
  // radius of the rectifying sphere
  const radiusM = (by.ellipsoid.aM / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64 + n ** 6 / 256);
  const k = by.scale * radiusM;

  const forward = (lon: number, lat: number): Pair | null => {
    const away = ((((lon - by.centralMeridian + 180) % 360) + 360) % 360) - 180;
    if (!(Math.abs(away) <= 80 && Math.abs(lat) <= 90)) return null;
    const lambda = away * DEGREE;
    const tau = Math.tan(lat * DEGREE);
    const conformal = conformalTangent(tau, e);
    const xi0 = Math.atan2(conformal, Math.cos(lambda));
    const eta0 = Math.asinh(Math.sin(lambda) / Math.hypot(conformal, Math.cos(lambda)));
    let [xi, eta] = [xi0, eta0];
    for (const [index, a] of alpha.entries()) {
      const twice = 2 * (index + 1);
      xi += a * Math.sin(twice * xi0) * Math.cosh(twice * eta0);
      eta += a * Math.cos(twice * xi0) * Math.sinh(twice * eta0);
    }
    return [by.falseEastingM + k * eta, by.falseNorthingM + k * xi];
  };

  const inverse = (eastM: number, northM: number): Pair | null => {
    const xi = (northM - by.falseNorthingM) / k;
    const eta = (eastM - by.falseEastingM) / k;
    // a quarter of the meridian north or south, and where the series converges
    if (!(Math.abs(xi) <= Math.PI / 2 + 1e-9 && Math.abs(eta) <= 1.5)) return null;
    let [xi0, eta0] = [xi, eta];
    for (const [index, b] of beta.entries()) {
      const twice = 2 * (index + 1);
      xi0 -= b * Math.sin(twice * xi) * Math.cosh(twice * eta);
      eta0 -= b * Math.cos(twice * xi) * Math.sinh(twice * eta);
    }
    const conformal = Math.sin(xi0) / Math.hypot(Math.sinh(eta0), Math.cos(xi0));
    const lambda = Math.atan2(Math.sinh(eta0), Math.cos(xi0));
    const lon = by.centralMeridian + lambda / DEGREE;
    return [
      ((((lon + 180) % 360) + 360) % 360) - 180,
      Math.atan(geographicTangent(conformal, e, e2)) / DEGREE,
    ];
  };
  return { forward, inverse };
}

/** Tangent of the conformal latitude (Karney, equations 7-9). */
function conformalTangent(tau: number, e: number): number {
  const sigma = Math.sinh(e * Math.atanh((e * tau) / Math.hypot(1, tau)));
  return tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
}

/** Newton's method on the equation above (Karney, equations 19-21): three turns reach the last digit. */
function geographicTangent(conformal: number, e: number, e2: number): number {
  let tau = conformal / (1 - e2);
  for (let turn = 0; turn < 5; turn++) {
    const own = conformalTangent(tau, e);
    const step =
      ((conformal - own) / Math.hypot(1, own)) *
      ((1 + (1 - e2) * tau ** 2) / ((1 - e2) * Math.hypot(1, tau)));
    if (!Number.isFinite(step)) break;
    tau += step;
    if (Math.abs(step) < 1e-15 * Math.max(1, Math.abs(tau))) break;
  }
  return tau;
}

/** Coefficients of the third flattening n to its sixth power (Karney, equations 35 and 36). */
function series(n: number): { readonly alpha: readonly number[]; readonly beta: readonly number[] } {
  const [n2, n3, n4, n5, n6] = [n ** 2, n ** 3, n ** 4, n ** 5, n ** 6] as const;
  return {
    alpha: [
      n / 2 - (2 * n2) / 3 + (5 * n3) / 16 + (41 * n4) / 180 - (127 * n5) / 288 + (7891 * n6) / 37800,
      (13 * n2) / 48 - (3 * n3) / 5 + (557 * n4) / 1440 + (281 * n5) / 630 - (1983433 * n6) / 1935360,
      (61 * n3) / 240 - (103 * n4) / 140 + (15061 * n5) / 26880 + (167603 * n6) / 181440,
      (49561 * n4) / 161280 - (179 * n5) / 168 + (6601661 * n6) / 7257600,
      (34729 * n5) / 80640 - (3418889 * n6) / 1995840,
      (212378941 * n6) / 319334400,
    ],
    beta: [
      n / 2 - (2 * n2) / 3 + (37 * n3) / 96 - n4 / 360 - (81 * n5) / 512 + (96199 * n6) / 604800,
      n2 / 48 + n3 / 15 - (437 * n4) / 1440 + (46 * n5) / 105 - (1118711 * n6) / 3870720,
      (17 * n3) / 480 - (37 * n4) / 840 - (209 * n5) / 4480 + (5569 * n6) / 90720,
      (4397 * n4) / 161280 - (11 * n5) / 504 - (830251 * n6) / 7257600,
      (4583 * n5) / 161280 - (108847 * n6) / 3991680,
      (20648693 * n6) / 638668800,
    ],
  };
}
