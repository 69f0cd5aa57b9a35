/** A filter that is shown by controls is the filter that was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFilter } from '../../../data/cql2/parse.ts';
import { type Clause, keyOf, readClauses, withClause, writeClauses } from './clauses.ts';

const field = fc.constantFrom('people', 'sector', 'assessed_on', 'region_code');
const word = fc
  .string({ minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() !== '' && !text.includes('\0'));
const number = fc.integer({ min: -1000, max: 100_000 });
const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    as: fc.constant('in' as const),
    field,
    values: fc
      .tuple(fc.uniqueArray(word, { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([list, empty]) => [...list, ...(empty ? [null] : [])]),
  }),
  fc.record({
    as: fc.constant('span' as const),
    field,
    from: number,
    to: fc.option(number),
    date: fc.constant(false),
  }),
  fc.record({
    as: fc.constant('span' as const),
    field,
    from: fc.constantFrom(null, '2026-01-01'),
    to: fc.constant('2026-05-01'),
    date: fc.constant(true),
  }),
  fc.record({ as: fc.constant('contains' as const), field, text: word }),
  fc.record({
    as: fc.constant('within' as const),
    field,
    prefixes: fc.uniqueArray(fc.constantFrom('371312', '371313001', '3713'), { minLength: 1 }),
  }),
  fc.record({ as: fc.constant('named' as const), text: word }),
  fc.record({
    as: fc.constant('condition' as const),
    name: fc.constantFrom('fewer_cameras', 'past_revision'),
    not: fc.boolean(),
  }),
);

describe('A filter in parts', () => {
  it('is the same after it was written and read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(clause, { selector: keyOf, minLength: 1, maxLength: 4 }), (clauses) => {
        const text = writeClauses(clauses)!;
        parseFilter(text);
        const read = readClauses(text);
        expect(read).toEqual(clauses);
        expect(writeClauses(read)).toBe(text);
      }),
    );
  });

  it('keeps what it cannot show, readable or not', () => {
    for (const text of [
      'people <> 3',
      'S_INTERSECTS(geom, POINT(1 2))',
      'people BETWEEN 1 AND 2',
      'people >',
    ])
      expect(readClauses(text).map(({ as }) => as)).toEqual(['other']);
    expect(writeClauses(readClauses('people >'))).toBe('people >');
  });

  it('holds one clause for each thing', () => {
    const one: Clause = { as: 'named', text: 'hg' };
    const two = withClause(withClause([], keyOf(one), one), keyOf(one), { as: 'named', text: 'cg' });
    expect(two).toEqual([{ as: 'named', text: 'cg' }]);
    expect(withClause(two, 'named()', null)).toEqual([]);
  });
});
