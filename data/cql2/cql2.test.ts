/** CQL2 text: what is understood, what is refused, and that nothing else can happen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARISONS, type Filter, type FilterGeometry, type Scalar, SPATIAL } from './ast.ts';
import { parseFilter } from './parse.ts';
import { printFilter } from './print.ts';
import { FilterError } from './tokens.ts';

const property = (name: string): Scalar => ({ kind: 'property', name });
const refusal = (text: string) => {
  try {
    parseFilter(text);
  } catch (error) {
    return error;
  }
  return undefined;
};

const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.stringMatching(/^[a-z_]{1,12}$/).map(property),
  fc.string({ maxLength: 20, unit: 'binary' }).map((value) => ({ kind: 'text' as const, value })),
  number.map((value) => ({ kind: 'number' as const, value })),
  fc.constant({ kind: 'date' as const, value: '2024-02-29' }),
  fc.constant({ kind: 'timestamp' as const, value: '2026-01-31T08:00:00.000Z' }),
);
const position = fc.tuple(
  fc.integer({ min: -18000, max: 18000 }).map((v) => v / 100),
  fc.integer({ min: -9000, max: 9000 }).map((v) => v / 100),
);
const geometry: fc.Arbitrary<FilterGeometry> = fc.oneof(
  position.map((coordinates) => ({ type: 'Point' as const, coordinates })),
  fc
    .array(position, { minLength: 2, maxLength: 5 })
    .map((coordinates) => ({ type: 'LineString' as const, coordinates })),
  fc
    .array(position, { minLength: 3, maxLength: 6 })
    .map((ring) => ({ type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] })),
);
const { filter } = fc.letrec<{ filter: Filter; leaf: Filter }>((tie) => ({
  leaf: fc.oneof(
    fc.record({
      op: fc.constant('compare' as const),
      by: fc.constantFrom(...COMPARISONS),
      left: scalar,
      right: scalar,
    }),
    fc.record({ op: fc.constant('like' as const), value: scalar, pattern: fc.string({ maxLength: 9 }) }),
    fc.record({ op: fc.constant('between' as const), value: scalar, low: scalar, high: scalar }),
    fc.record({
      op: fc.constant('in' as const),
      value: scalar,
      list: fc.array(scalar, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('isNull' as const), value: scalar }),
    fc.record({
      op: fc.constant('spatial' as const),
      by: fc.constantFrom(...SPATIAL),
      property: fc.constant('geom'),
      geometry,
    }),
  ),
  filter: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    tie('leaf'),
    fc.record({ op: fc.constant('not' as const), part: tie('filter') }),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

describe('a CQL2 filter', () => {
  it('binds NOT before AND before OR', () => {
    expect(parseFilter('a = 1 or not b = 2 and c = 3')).toEqual({
      op: 'or',
      parts: [
        parseFilter('a = 1'),
        { op: 'and', parts: [{ op: 'not', part: parseFilter('b = 2') }, parseFilter('c = 3')] },
      ],
    });
  });

  it('reads every kind of test', () => {
    expect(parseFilter("name LIKE '%化工\\_%'")).toEqual({
      op: 'like',
      value: property('name'),
      pattern: '%化工\\_%',
    });
    expect(parseFilter('grade IS NOT NULL')).toEqual({
      op: 'not',
      part: { op: 'isNull', value: property('grade') },
    });
    expect(parseFilter('grade not in (1, 2)')).toMatchObject({ op: 'not', part: { op: 'in' } });
    expect(parseFilter("due between DATE('2026-01-01') and DATE('2026-12-31')")).toMatchObject({
      op: 'between',
    });
    expect(parseFilter('S_INTERSECTS(geom, ENVELOPE(120, 30, 121, 31))')).toMatchObject({
      geometry: { type: 'Envelope', bbox: [120, 30, 121, 31] },
    });
    expect(parseFilter("name = 'O''Brien'")).toMatchObject({ right: { value: "O'Brien" } });
  });

  it('says where it stops understanding', () => {
    expect(refusal('grade = ')).toMatchObject({ at: 8 });
    expect(refusal('grade == 1')).toMatchObject({ at: 7 });
    expect(refusal("due = DATE('2026-02-30')")).toBeInstanceOf(FilterError);
    expect(refusal('S_WITHIN(geom, POLYGON((0 0, 1 0, 1 1, 0 1)))')).toBeInstanceOf(FilterError);
    expect(refusal('S_WITHIN(geom, POINT(181 0))')).toBeInstanceOf(FilterError);
  });

  it('limits depth and length', () => {
    expect(() => parseFilter(`${'('.repeat(32)}a = 1${')'.repeat(32)}`)).not.toThrow();
    expect(refusal(`${'('.repeat(33)}a = 1${')'.repeat(33)}`)).toBeInstanceOf(FilterError);
    expect(refusal(`${'not '.repeat(1500)}a = 1`)).toBeInstanceOf(FilterError);
    expect(refusal(`a = '${'x'.repeat(8000)}'`)).toBeInstanceOf(FilterError);
  });

  it('is the same tree after being written and read again', () => {
    fc.assert(
      fc.property(filter, (tree) => {
        const text = printFilter(tree);
        fc.pre(text.length <= 8000);
        expect(parseFilter(text)).toEqual(tree);
      }),
    );
  });

  it('answers any text with a tree or with its own refusal, quickly', () => {
    const pieces = fc.constantFrom(
      'a',
      '=',
      '(',
      ')',
      "'",
      '"',
      'and',
      'or',
      'not',
      'in',
      'is null',
      '1e9',
      '\\',
      '％',
      ',',
      '-',
      'POLYGON((',
      'DATE(',
      ' ',
      '\u0000',
      '💥',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const error = refusal(text);
          expect(error === undefined || error instanceof FilterError).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
    const began = performance.now();
    refusal(`'${"''".repeat(3990)}`);
    refusal('1'.repeat(7999));
    expect(performance.now() - began).toBeLessThan(200);
  });
});
