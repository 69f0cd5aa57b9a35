/** A geometry as well-known text with the shortest numbers that read back exactly. */
import type { ImportGeometry } from '../imports/geometry.ts';

/** `POINT (119.3 26.1)`, `MULTILINESTRING ((…))`, `MULTIPOLYGON (((…)))`. */
export function wktOf(geometry: ImportGeometry): string {
  if (geometry.type === 'Point') return `POINT (${geometry.coordinates.join(' ')})`;
  const line = (positions: readonly (readonly [number, number])[]) =>
    `(${positions.map(([x, y]) => `${x} ${y}`).join(', ')})`;
  if (geometry.type === 'MultiLineString')
    return `MULTILINESTRING (${geometry.coordinates.map(line).join(', ')})`;
  const areas = geometry.coordinates.map((rings) => `(${rings.map(line).join(', ')})`);
  return `MULTIPOLYGON (${areas.join(', ')})`;
}
