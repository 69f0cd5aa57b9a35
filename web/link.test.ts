/** Links open the view they were made from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRADE_KEYS } from '../data/grade.ts';
import { SECTORS } from '../data/tables/sectors.ts';
import { DEFAULT_SHOWN, readLink, type View, writeLink } from './link.ts';

const DEFAULT: View = { camera: null, shown: DEFAULT_SHOWN, selected: null, circle: null, lang: null };
const decimals = (min: number, max: number, digits: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Number(value.toFixed(digits)) + 0);
const grades = fc.option(fc.subarray([...GRADE_KEYS], { maxLength: GRADE_KEYS.length - 1 }), { nil: null });
const views: fc.Arbitrary<View> = fc.record({
  camera: fc.option(
    fc.record({ lon: decimals(-180, 180, 5), lat: decimals(-85, 85, 5), zoom: decimals(0, 22, 2) }),
    { nil: null },
  ),
  shown: fc.record({
    regions: fc.boolean(),
    enterprises: fc.boolean(),
    surface: fc.boolean(),
    level: fc.constantFrom('auto', 'county', 'township', 'village', 'cell'),
    opacity: decimals(0, 1, 2),
    grades: fc.record({ regions: grades, enterprises: grades }),
    sectors: fc.option(
      fc.subarray(
        SECTORS.map(({ id }) => id),
        { minLength: 1 },
      ),
      { nil: null },
    ),
  }),
  selected: fc.option(
    fc.record({
      layer: fc.constantFrom('regions', 'enterprises'),
      id: fc.string({ minLength: 1, maxLength: 60 }).filter((id) => !/[\n\r\u2028\u2029]/.test(id)),
    }),
    { nil: null },
  ),
  circle: fc.option(
    fc.record({
      center: fc.tuple(decimals(-180, 180, 6), decimals(-85, 85, 6)),
      radiusM: fc.integer({ min: 50, max: 20_000 }),
    }),
    { nil: null },
  ),
  lang: fc.constantFrom('zh', 'en', null),
});

describe('a link', () => {
  it('opens the view it was made from', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(readLink(writeLink(view))).toEqual(view);
      }),
    );
  });

  it('is empty for the view that opens without one', () => {
    expect(writeLink(DEFAULT)).toBe('');
    expect(readLink('')).toEqual(DEFAULT);
  });

  it('keeps the default where it cannot be understood', () => {
    expect(readLink('?at=1,2&level=planet&opacity=7&grade=9&sel=secrets/1&circle=1,2,3&sector=x')).toEqual(
      DEFAULT,
    );
  });
});
