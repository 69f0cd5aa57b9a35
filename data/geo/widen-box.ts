/** A box around everything within a distance of another box: never too small, so that an index may trust it. */

type Box = readonly [west: number, south: number, east: number, north: number];

/** The smallest radius of curvature of the WGS 84 ellipsoid, metres: makes angles a little too large. */
const SMALLEST_RADIUS_M = 6_335_439;

/** The lon/lat box widened by metres on the ground; all longitudes near a pole or across the antimeridian. */
export function widenBox([west, south, east, north]: Box, distanceM: number): Box {
  const angle = distanceM / SMALLEST_RADIUS_M;
  const turn = (angle * 180) / Math.PI;
  const [low, high] = [south - turn, north + turn];
  const steepest = (Math.max(Math.abs(low), Math.abs(high)) * Math.PI) / 180;
  // the circle's easternmost point lies poleward of its centre: asin(sin r / cos φ), here with the widened φ
  const ratio = Math.sin(Math.min(angle, Math.PI / 2)) / Math.cos(steepest);
  const wholeTurn: Box = [-180, Math.max(-90, low), 180, Math.min(90, high)];
  if (low <= -90 || high >= 90 || !(ratio < 1)) return wholeTurn;
  const aside = (Math.asin(ratio) * 180) / Math.PI;
  if (west - aside < -180 || east + aside > 180) return wholeTurn;
  return [west - aside, low, east + aside, high];
}
