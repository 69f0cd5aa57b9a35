/** Areas on the WGS84 ellipsoid that add up exactly when regions are merged. */
import type { Position } from 'geojson';

const A_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const DEGREE = Math.PI / 180;

/** Snyder 1987, equation 3-12: grows with the ellipsoid's area between the equator and this latitude. */
function q(latitude: number): number {
  const sin = Math.sin(latitude * DEGREE);
  const es = E * sin;
  return (1 - E2) * (sin / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * E));
}

/**
 * Area in km² of polygons whose edges are straight in the cylindrical equal-area projection of WGS84 (Snyder 1987):
 * a sum over edges, so shared edges cancel. Outer rings anticlockwise count plus, holes minus.
 */
export function authalicAreaKm2(polygons: readonly (readonly (readonly Position[])[])[]): number {
  let sum = 0;
  for (const rings of polygons) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!];
        sum -= (b[0]! - a[0]!) * DEGREE * (q(a[1]!) + q(b[1]!));
      }
    }
  }
  return (sum * A_KM * A_KM) / 4;
}
