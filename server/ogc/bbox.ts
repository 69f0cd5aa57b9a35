/** The OGC `bbox` parameter: four or six numbers, also across the antimeridian. */
import type { AddParam, Box, Reading } from '../reading.ts';
import { touchesBox } from '../reading.ts';
import type { Crs } from './crs.ts';

/** One box, or two where west is east of east; undefined when the text is no box. Heights are not used. */
export function boxesOf(text: string, crs: Crs): Box[] | undefined {
  const numbers = text
    .split(',')
    .map((part) =>
      /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$/i.test(part) ? Number(part) : Number.NaN,
    );
  if (![4, 6].includes(numbers.length) || numbers.some((value) => !Number.isFinite(value))) return undefined;
  const [first, second, third, fourth] =
    numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers;
  const [west, south, east, north] = (
    crs.latFirst ? [second, first, fourth, third] : [first, second, third, fourth]
  ) as [number, number, number, number];
  if (
    Math.abs(west) > 180 ||
    Math.abs(east) > 180 ||
    Math.abs(south) > 90 ||
    Math.abs(north) > 90 ||
    south > north
  ) {
    return undefined;
  }
  if (west <= east) return [[west, south, east, north]];
  return [
    [west, south, 180, north],
    [-180, south, east, north],
  ];
}

/** The condition for objects that touch any of the boxes. */
export function boxesSql(boxes: readonly Box[], reading: Reading, add: AddParam): string {
  return `(${boxes.map((box) => touchesBox(reading, box, add)).join(' or ')})`;
}
