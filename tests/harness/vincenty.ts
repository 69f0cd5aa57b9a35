/** Geodesic distance on WGS 84, written independently of the database (T. Vincenty, Survey Review XXIII 176, 1975). */

const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);

/** Metres between two lon/lat points, to less than a millimetre; not for nearly opposite points of the earth. */
export function geodesicM([lon1, lat1]: readonly number[], [lon2, lat2]: readonly number[]): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const L = rad(lon2! - lon1!);
  const u1 = Math.atan((1 - F) * Math.tan(rad(lat1!)));
  const u2 = Math.atan((1 - F) * Math.tan(rad(lat2!)));
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = L;
  for (let round = 0; round < 200; round++) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cos2 * sinL, cos1 * sin2 - sin1 * cos2 * cosL);
    if (sinSigma === 0) return 0;
    const cosSigma = sin1 * sin2 + cos1 * cos2 * cosL;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cos1 * cos2 * sinL) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cos2M = cos2Alpha === 0 ? 0 : cosSigma - (2 * sin1 * sin2) / cos2Alpha;
    const C = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const next =
      L + (1 - C) * F * sinAlpha * (sigma + C * sinSigma * (cos2M + C * cosSigma * (2 * cos2M ** 2 - 1)));
    if (Math.abs(next - lambda) > 1e-13) {
      lambda = next;
      continue;
    }
    const k = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
    const bigA = 1 + (k / 16384) * (4096 + k * (-768 + k * (320 - 175 * k)));
    const bigB = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)));
    const correction =
      bigB *
      sinSigma *
      (cos2M +
        (bigB / 4) *
          (cosSigma * (2 * cos2M ** 2 - 1) -
            (bigB / 6) * cos2M * (4 * sinSigma ** 2 - 3) * (4 * cos2M ** 2 - 3)));
    return B * bigA * (sigma - correction);
  }
  throw new Error('Vincenty’s formula did not settle');
}
