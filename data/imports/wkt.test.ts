/** Well-known text: what is written comes back, what is torn is refused. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readWkt } from './wkt.ts';

const number = fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0);
const position = fc.tuple(number, number);
const positions = fc.array(position, { minLength: 1, maxLength: 5 });
const geometry = fc.oneof(
  position.map((coordinates) => ({ type: 'Point', coordinates })),
  positions.map((coordinates) => ({ type: 'LineString', coordinates })),
  fc.array(positions, { minLength: 1, maxLength: 3 }).map((coordinates) => ({
    type: 'MultiLineString',
    coordinates,
  })),
  fc
    .array(fc.array(positions, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: 'MultiPolygon', coordinates })),
);

/** The writing of the standard, with one space between the numbers. */
function written(coordinates: unknown): string {
  const list = coordinates as unknown[];
  return typeof list[0] === 'number' ? list.join(' ') : list.map((one) => bracketed(one)).join(', ');
}
function bracketed(coordinates: unknown): string {
  const text = written(coordinates);
  return typeof (coordinates as unknown[])[0] === 'number' ? text : `(${text})`;
}

it('reads back every geometry that it is given', () => {
  fc.assert(
    fc.property(geometry, ({ type, coordinates }) => {
      expect(readWkt(`${type.toUpperCase()} (${written(coordinates)})`)).toEqual({
        ok: true,
        geometry: { type, coordinates },
      });
    }),
  );
});

it('reads small letters, a prefix with the system, heights, and either way of writing MULTIPOINT', () => {
  for (const [text, geometry] of [
    ['SRID=4326;Point(1 2)', { type: 'Point', coordinates: [1, 2] }],
    ['POINT Z (1 2 3)', { type: 'Point', coordinates: [1, 2, 3] }],
    [
      'multipoint ((1 2), (3 4))',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'MULTIPOINT(1 2,3 4)',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
  ] as const)
    expect(readWkt(text)).toEqual({ ok: true, geometry });
});

it.each([
  '',
  'POINT EMPTY',
  'POINT (1)',
  'POINT (1 2, 3 4)',
  'LINESTRING (1 2, 3 4',
  'LINESTRING (1 2, 3 4))',
  'POLYGON (1 2, 3 4)',
  'CIRCULARSTRING (0 0, 1 1, 2 0)',
  'SRID=4490;POINT (1 2)',
  '1,2',
])('refuses %j', (text) => {
  expect(readWkt(text)).toMatchObject({ ok: false });
});
