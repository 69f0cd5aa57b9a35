/** Charts count what the server counts, and a press twice changes nothing. */
import { expect, it } from 'vitest';
import type { Facts } from '../filter/answers.ts';
import { barsOf, markedOf, pressed } from './grouping.ts';

const facts = (kept: number, inCounty: number) =>
  ({
    fields: [
      {
        name: 'sector',
        parts: [{ value: 'hazmat', all: 9, kept, label: { zh: '危化', en: 'Chemicals' } }],
      },
    ],
    regions: [
      { code: '330101000000', name: '甲区', all: 9, kept: inCounty },
      { code: '330101001000', name: '乙镇', all: 9, kept: inCounty },
    ],
  }) as unknown as Facts;
const byGrade = { '1': facts(1, 2), '2': facts(0, 0), '3': facts(4, 3), '4': facts(2, 0), null: facts(0, 1) };

it('puts the counts of five answers together, by words and by places', () => {
  expect(barsOf(byGrade, 'sector', 'en', '-')).toEqual([
    { key: 'hazmat', label: 'Chemicals', byGrade: { '1': 1, '2': 0, '3': 4, '4': 2, null: 0 } },
  ]);
  expect(barsOf(byGrade, 'county', 'zh', '-').map(({ key, label }) => [key, label])).toEqual([
    ['330101', '甲区'],
  ]);
  expect(barsOf(byGrade, 'township', 'zh', '-').map(({ key }) => key)).toEqual(['330101001']);
});

it('a press names one row, and another press on it takes the filter away', () => {
  const first = pressed([], 'county', 'region_code', '330101');
  expect(first).toEqual({ as: 'within', field: 'region_code', prefixes: ['330101'] });
  const clauses = first ? [first] : [];
  expect(markedOf(clauses, 'county', 'region_code')).toEqual(['330101']);
  expect(pressed(clauses, 'county', 'region_code', '330101')).toBeNull();
  expect(pressed([], 'sector', 'region_code', '')).toEqual({ as: 'in', field: 'sector', values: [null] });
});
