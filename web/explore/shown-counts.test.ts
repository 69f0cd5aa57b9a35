/** What a legend counts under its filters. */
import { describe, expect, it } from 'vitest';
import { gradeCounts, kindCount, shownCount } from './shown-counts.ts';

const counts = (...[a = 0, b = 0, c = 0, d = 0, none = 0]: number[]) => ({
  '1': a,
  '2': b,
  '3': c,
  '4': d,
  null: none,
});
const graded = {
  count: 21,
  byGrade: counts(1, 2, 3, 10, 5),
  kinds: [
    { id: 'a', zh: '甲', en: 'A', count: 11, byGrade: counts(1, 0, 3, 5, 2) },
    { id: 'b', zh: '乙', en: 'B', count: 10, byGrade: counts(0, 2, 0, 5, 3) },
  ],
};
const plain = {
  count: 7,
  byGrade: null,
  kinds: graded.kinds.map((kind, i) => ({ ...kind, byGrade: null, count: 3 + i })),
};
const all = { kinds: null, grades: null };

describe('a legend', () => {
  it('counts everything without a filter', () => {
    expect(shownCount(graded, all)).toBe(21);
    expect(shownCount(plain, all)).toBe(7);
    expect(gradeCounts(graded, all)).toEqual(graded.byGrade);
  });

  it('counts grades among the chosen kinds, and kinds among the chosen grades', () => {
    expect(gradeCounts(graded, { kinds: ['b'], grades: null })).toEqual(counts(0, 2, 0, 5, 3));
    expect(graded.kinds.map((kind) => kindCount(kind, { kinds: null, grades: ['1', '4'] }))).toEqual([6, 5]);
    expect(shownCount(graded, { kinds: ['a'], grades: ['1', 'null'] })).toBe(3);
  });

  it('knows no grades where there are none', () => {
    expect(shownCount(plain, { kinds: ['b'], grades: null })).toBe(4);
    expect(shownCount(plain, { kinds: [], grades: null })).toBe(0);
  });
});
