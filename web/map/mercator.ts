/** Web Mercator as the unit square from the north-west corner of the world. */

/** Longitude, degrees → 0 … 1. */
export const worldX = (lonDeg: number) => lonDeg / 360 + 0.5;

/** Latitude, degrees → 0 at 85.05° N … 1 at 85.05° S. */
export function worldY(latDeg: number): number {
  const sine = Math.sin((latDeg * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** Back to a latitude, degrees. */
export const latOfWorldY = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
