/** The box condition that keeps its index behind a row policy: key ranges first, then the box itself. */
import { keyRanges } from '../data/geo/cell-key.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * SQL that is true for keys of objects that may lie in the lon/lat box; follow it with `and geom && …`.
 * `extended` also finds lines and areas by the keys of the larger cells that enclose the box.
 * Relies on a btree index over the key column.
 */
export function keyCondition(
  column: string,
  box: Box,
  geometry: 'point' | 'extended',
  addParam: (value: unknown) => string,
): string {
  const { ranges, ancestors } = keyRanges(box);
  const parts = ranges.map(
    ([low, high]) => `${column} between ${addParam(low)}::bigint and ${addParam(high)}::bigint`,
  );
  if (geometry === 'extended' && ancestors.length > 0) {
    parts.push(`${column} = any(${addParam(`{${ancestors.join(',')}}`)}::bigint[])`);
  }
  return `(${parts.join(' or ')})`;
}
