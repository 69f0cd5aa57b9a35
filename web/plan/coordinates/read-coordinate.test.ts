/** A place written in any system is read back where it was. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COORDINATE_SYSTEMS, readCoordinate, readCoordinates, writeCoordinate } from './read-coordinate.ts';

const inChina = fc.tuple(
  fc.double({ min: 76, max: 134, noNaN: true }),
  fc.double({ min: 18, max: 53, noNaN: true }),
);
const apartM = (a: readonly number[], b: readonly number[]) =>
  Math.hypot((a[0]! - b[0]!) * Math.cos((b[1]! * Math.PI) / 180), a[1]! - b[1]!) * 111_195;

it('reads what it wrote within a metre, in every system', () => {
  fc.assert(
    fc.property(inChina, fc.constantFrom(...COORDINATE_SYSTEMS), (at, system) => {
      const read = readCoordinate(writeCoordinate(at, system), system, 105);
      expect(read).not.toBeNull();
      expect(apartM(read!, at)).toBeLessThan(1);
    }),
    { numRuns: 400 },
  );
});

it('reads degrees, minutes and seconds, whichever comes first', () => {
  for (const text of ['121°34′12″E 29°52′12″N', '北纬29°52′12″ 东经121°34′12″', '121.57, 29.87'])
    expect(apartM(readCoordinate(text, 'degrees', 120)!, [121.57, 29.87])).toBeLessThan(0.01);
});

it('takes the zone from the easting, and otherwise that of the city', () => {
  const at = [121.57, 29.87] as const;
  const [easting, northing] = writeCoordinate(at, 'gk3').split(', ') as [string, string];
  expect(easting.slice(0, 2)).toBe('41');
  for (const text of [
    `${easting}, ${northing}`,
    `${northing} ${easting}`,
    `${easting.slice(2)}, ${northing}`,
  ])
    expect(apartM(readCoordinate(text, 'degrees', 121.6)!, at)).toBeLessThan(0.05);
});

it('moves GCJ-02 by the hundreds of metres that it is off', () => {
  const moved = apartM(readCoordinate('121.57, 29.87', 'gcj02', 120)!, [121.57, 29.87]);
  expect(moved).toBeGreaterThan(200);
  expect(moved).toBeLessThan(800);
});

it('refuses what is no place, and says which line', () => {
  for (const text of ['', '121', '221, 29', '121,5 29,8', 'x, y', '121, 95'])
    expect(readCoordinate(text, 'degrees', 120)).toBeNull();
  expect(readCoordinates('121, 29\n\nfoo\n122, 30; 1', 'degrees', 120)).toEqual({
    places: [
      [121, 29],
      [122, 30],
    ],
    bad: [3, 5],
  });
});

it('reads a comma, a full-width comma or a space between the two, and refuses what is no place', () => {
  for (const text of ['122.41,30.27', '122.41， 30.27', ' 122.41 30.27 ', '东经122.41 北纬30.27'])
    expect(readCoordinate(text, 'degrees', 120)).toEqual([122.41, 30.27]);
  for (const text of ['', '122.41', '122.41,30.27,1', '181,30', '122,91', 'a,b', '1e3,2'])
    expect(readCoordinate(text, 'degrees', 120)).toBeNull();
});
