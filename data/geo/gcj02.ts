/** GCJ-02 (AMap, Tencent) and BD-09 (Baidu): the published offset formulas, and their inverses by iteration.
 *
 * GCJ-02 is a secret algorithm; what everybody uses is the reconstruction published as `eviltransform`. It agrees with
 * the map services to about a metre. Neither is a datum for surveying.
 */

type LonLat = readonly [lon: number, lat: number];
type Pair = [lon: number, lat: number];

/** How well the reconstruction agrees with the services; the inverse itself returns to 1e-9 degrees. */
export const GCJ02_ACCURACY_M = 2;
export const BD09_ACCURACY_M = 3;

/** Semi-major axis and eccentricity squared of the Krassovsky ellipsoid, as the reconstruction rounds them. */
const A_M = 6_378_245;
const E2 = 0.006_693_421_622_965_943;

/** Outside this rectangle the services do not shift; it holds parts of China's neighbours too. */
const SHIFTED = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 } as const;

/** Whether the offset applies there at all. */
export function isShifted([lon, lat]: LonLat): boolean {
  return lon >= SHIFTED.west && lon <= SHIFTED.east && lat >= SHIFTED.south && lat <= SHIFTED.north;
}

export function gcj02FromWgs84(at: LonLat): Pair {
  if (!isShifted(at)) return [at[0], at[1]];
  const [east, north] = offset(at);
  return [at[0] + east, at[1] + north];
}

export function wgs84FromGcj02(at: LonLat): Pair {
  if (!isShifted(at)) return [at[0], at[1]];
  return solved(at, (guess) => {
    const [east, north] = offset(guess);
    return [guess[0] + east, guess[1] + north];
  });
}

export function bd09FromGcj02([lon, lat]: LonLat): Pair {
  const z = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * TURN);
  const theta = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * TURN);
  return [z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006];
}

export function gcj02FromBd09(at: LonLat): Pair {
  return solved(at, bd09FromGcj02);
}

export function bd09FromWgs84(at: LonLat): Pair {
  return isShifted(at) ? bd09FromGcj02(gcj02FromWgs84(at)) : [at[0], at[1]];
}

export function wgs84FromBd09(at: LonLat): Pair {
  return isShifted(at) ? wgs84FromGcj02(gcj02FromBd09(at)) : [at[0], at[1]];
}

const TURN = (Math.PI * 3000) / 180;

/** What the formula takes to `target`: both shifts change slowly, so each step shortens the miss at least twentyfold. */
function solved(target: LonLat, formula: (at: LonLat) => Pair): Pair {
  const at: Pair = [target[0], target[1]];
  for (let turn = 0; turn < 30; turn++) {
    const [lon, lat] = formula(at);
    const [east, north] = [target[0] - lon, target[1] - lat];
    at[0] += east;
    at[1] += north;
    if (Math.abs(east) + Math.abs(north) < 1e-11) break;
  }
  return at;
}

/** The shift in degrees. */
function offset([lon, lat]: LonLat): Pair {
  const [x, y] = [lon - 105, lat - 35];
  const wave = 20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI);
  const northM =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    (2 / 3) *
      (wave +
        20 * Math.sin(y * Math.PI) +
        40 * Math.sin((y / 3) * Math.PI) +
        160 * Math.sin((y / 12) * Math.PI) +
        320 * Math.sin((y * Math.PI) / 30));
  const eastM =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    (2 / 3) *
      (wave +
        20 * Math.sin(x * Math.PI) +
        40 * Math.sin((x / 3) * Math.PI) +
        150 * Math.sin((x / 12) * Math.PI) +
        300 * Math.sin((x / 30) * Math.PI));
  const phi = (lat / 180) * Math.PI;
  const magic = 1 - E2 * Math.sin(phi) ** 2;
  return [
    (eastM * 180) / ((A_M / Math.sqrt(magic)) * Math.cos(phi) * Math.PI),
    (northM * 180) / (((A_M * (1 - E2)) / (magic * Math.sqrt(magic))) * Math.PI),
  ];
}
