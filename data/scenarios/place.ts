/** Between metres around a source and lon/lat: the two problems of geodesy on the WGS 84 ellipsoid. */
import type { Point, Ring } from './shape.ts';

export type LonLat = readonly [lon: number, lat: number];

const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const RADIANS = Math.PI / 180;

/** The place at a distance, m, and a bearing, degrees clockwise from north. Source: Vincenty 1975, Survey Review 23(176). */
export function destination([lon, lat]: LonLat, bearingDeg: number, distanceM: number): LonLat {
  if (distanceM === 0) return [lon, lat];
  const azimuth = bearingDeg * RADIANS;
  const tanU = (1 - F) * Math.tan(lat * RADIANS);
  const cosU = 1 / Math.hypot(1, tanU);
  const sinU = tanU * cosU;
  const sigma1 = Math.atan2(tanU, Math.cos(azimuth));
  const sinAlpha = cosU * Math.sin(azimuth);
  const cosSqAlpha = 1 - sinAlpha ** 2;
  const uSq = (cosSqAlpha * (A ** 2 - B ** 2)) / B ** 2;
  const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
  let sigma = distanceM / (B * a);
  for (let k = 0; k < 20; k++) {
    const middle = Math.cos(2 * sigma1 + sigma);
    const delta =
      b *
      Math.sin(sigma) *
      (middle +
        (b / 4) *
          (Math.cos(sigma) * (2 * middle ** 2 - 1) -
            (b / 6) * middle * (4 * Math.sin(sigma) ** 2 - 3) * (4 * middle ** 2 - 3)));
    const next = distanceM / (B * a) + delta;
    if (Math.abs(next - sigma) < 1e-14) break;
    sigma = next;
  }
  const [sinS, cosS, middle] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma)];
  const toward = sinU * sinS - cosU * cosS * Math.cos(azimuth);
  const latitude = Math.atan2(
    sinU * cosS + cosU * sinS * Math.cos(azimuth),
    (1 - F) * Math.hypot(sinAlpha, toward),
  );
  const lambda = Math.atan2(sinS * Math.sin(azimuth), cosU * cosS - sinU * sinS * Math.cos(azimuth));
  const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
  const turned =
    lambda - (1 - c) * F * sinAlpha * (sigma + c * sinS * (middle + c * cosS * (2 * middle ** 2 - 1)));
  return [lon + turned / RADIANS, latitude / RADIANS];
}

/** A ring around a source as a closed lon/lat ring; x points the way the wind blows. */
export function placed(ring: Ring, source: LonLat, windFromDeg: number): LonLat[] {
  const corners = ring.map(([x, y]) =>
    destination(source, windFromDeg + 180 - Math.atan2(y, x) / RADIANS, Math.hypot(x, y)),
  );
  return corners.length > 0 ? [...corners, corners[0]!] : [];
}

/**
 * A place in metres around a source, x the way the wind blows and y to its left; for places on the same side of the earth.
 * Source: Vincenty 1975, Survey Review 23(176).
 */
export function around([lon1, lat1]: LonLat, [lon2, lat2]: LonLat, windFromDeg: number): Point {
  const [u1, u2] = [lat1, lat2].map((lat) => Math.atan((1 - F) * Math.tan(lat * RADIANS))) as [
    number,
    number,
  ];
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const apart = (((((lon2 - lon1) % 360) + 540) % 360) - 180) * RADIANS;
  let lambda = apart;
  for (let k = 0; k < 50; k++) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const east = cos2 * sinL;
    const north = cos1 * sin2 - sin1 * cos2 * cosL;
    const sinS = Math.hypot(east, north);
    if (sinS === 0) return [0, 0];
    const cosS = sin1 * sin2 + cos1 * cos2 * cosL;
    const sigma = Math.atan2(sinS, cosS);
    const sinAlpha = (cos1 * cos2 * sinL) / sinS;
    const cosSqAlpha = 1 - sinAlpha ** 2;
    const middle = cosSqAlpha === 0 ? 0 : cosS - (2 * sin1 * sin2) / cosSqAlpha;
    const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
    const next =
      apart + (1 - c) * F * sinAlpha * (sigma + c * sinS * (middle + c * cosS * (2 * middle ** 2 - 1)));
    if (Math.abs(next - lambda) > 1e-12) {
      lambda = next;
      continue;
    }
    const uSq = (cosSqAlpha * (A ** 2 - B ** 2)) / B ** 2;
    const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
    const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
    const delta =
      b *
      sinS *
      (middle +
        (b / 4) *
          (cosS * (2 * middle ** 2 - 1) - (b / 6) * middle * (4 * sinS ** 2 - 3) * (4 * middle ** 2 - 3)));
    const distanceM = B * a * (sigma - delta);
    const angle = (windFromDeg + 180) * RADIANS - Math.atan2(east, north);
    return [distanceM * Math.cos(angle), distanceM * Math.sin(angle)];
  }
  // only almost opposite places of the earth do not settle
  return [Number.POSITIVE_INFINITY, 0];
}
