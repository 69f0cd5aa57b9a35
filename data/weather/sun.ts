/** How high the sun stands, for the stability of the air. */

const RADIANS = Math.PI / 180;
const sin = (deg: number) => Math.sin(deg * RADIANS);
const cos = (deg: number) => Math.cos(deg * RADIANS);
/** Julian day of the Unix epoch. */
const EPOCH_JD = 2_440_587.5;

/**
 * Elevation of the sun's centre above the horizon, degrees, without refraction; negative by night. Within 0.02° between
 * 1950 and 2050. Source: NOAA Solar Calculator (Global Monitoring Laboratory), after Meeus 1998, Astronomical Algorithms,
 * ch. 25.
 */
export function solarElevationDeg(at: Date, [lon, lat]: readonly [lon: number, lat: number]): number {
  const days = at.getTime() / 86_400_000;
  const century = (EPOCH_JD + days - 2_451_545) / 36_525;
  const longitude = 280.46646 + century * (36_000.76983 + century * 0.0003032);
  const anomaly = 357.52911 + century * (35_999.05029 - 0.0001537 * century);
  const eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century);
  const centre =
    sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century)) +
    sin(2 * anomaly) * (0.019993 - 0.000101 * century) +
    sin(3 * anomaly) * 0.000289;
  const node = 125.04 - 1934.136 * century;
  const apparent = longitude + centre - 0.00569 - 0.00478 * sin(node);
  const obliquity =
    23 +
    (26 + (21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))) / 60) / 60 +
    0.00256 * cos(node);
  const declination = Math.asin(sin(obliquity) * sin(apparent)) / RADIANS;
  const y = Math.tan((obliquity / 2) * RADIANS) ** 2;
  const equationMin =
    (4 / RADIANS) *
    (y * sin(2 * longitude) -
      2 * eccentricity * sin(anomaly) +
      4 * eccentricity * y * sin(anomaly) * cos(2 * longitude) -
      0.5 * y * y * sin(4 * longitude) -
      1.25 * eccentricity ** 2 * sin(2 * anomaly));
  const minutes = (((days % 1) + 1) % 1) * 1440;
  const hourAngle = (minutes + equationMin + 4 * lon) / 4 - 180;
  return Math.asin(sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(hourAngle)) / RADIANS;
}
