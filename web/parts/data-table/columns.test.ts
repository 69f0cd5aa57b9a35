/** Which rows a table shows, and in which order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arranged, sortedBy, type TableColumn } from './columns.ts';

interface Plant {
  readonly name: string;
  readonly people: number | null;
}
const COLUMNS: readonly TableColumn<Plant>[] = [
  { id: 'name', label: 'Name', value: ({ name }) => name },
  { id: 'people', label: 'People', value: ({ people }) => people },
];
const PLANTS: readonly Plant[] = [
  { name: '乙厂', people: 30 },
  { name: '甲厂', people: null },
  { name: '丙厂', people: 5 },
  { name: '丁库', people: 30 },
];
const names = (
  sorting: Parameters<typeof arranged>[2],
  filters: Parameters<typeof arranged>[3] = {},
): string[] => arranged(PLANTS, COLUMNS, sorting, filters, 'zh').map(({ name }) => name);

describe('The rows of a table', () => {
  it('come as they are without a sort key', () => {
    expect(names([])).toEqual(['乙厂', '甲厂', '丙厂', '丁库']);
  });

  it('stand last while unknown, whichever way the column is turned', () => {
    expect(names([{ column: 'people', down: false }]).at(-1)).toBe('甲厂');
    expect(names([{ column: 'people', down: true }]).at(-1)).toBe('甲厂');
  });

  it('are sorted by the next key where the first is equal', () => {
    const keys = [
      { column: 'people', down: true },
      { column: 'name', down: false },
    ];
    expect(names(keys)).toEqual(['丁库', '乙厂', '丙厂', '甲厂']);
  });

  it('pass a filter by a part of the word, or by limits of the number', () => {
    expect(names([], { name: '厂' })).toEqual(['乙厂', '甲厂', '丙厂']);
    expect(names([], { people: '>5' })).toEqual(['乙厂', '丁库']);
    expect(names([], { people: '≥ 5', name: '库' })).toEqual(['丁库']);
    expect(names([], { people: '1-5' })).toEqual(['丙厂']);
    expect(names([], { people: '５' })).toEqual(['丙厂']);
  });

  it('are the same rows in every order', () => {
    const plant = fc.record({
      name: fc.string(),
      people: fc.option(fc.integer(), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(plant), fc.boolean(), (plants, down) => {
        const shown = arranged(plants, COLUMNS, [{ column: 'people', down }], {}, 'en');
        expect(new Set(shown)).toEqual(new Set(plants));
        const known = shown.flatMap(({ people }) => (people === null ? [] : [people]));
        expect(known).toEqual([...known].sort((a, b) => (down ? b - a : a - b)));
      }),
    );
  });
});

describe('A click on a column', () => {
  it('sorts by it alone, turns it the second time, and with Shift adds it to the others', () => {
    const once = sortedBy([], 'name', false);
    expect(once).toEqual([{ column: 'name', down: false }]);
    expect(sortedBy(once, 'name', false)).toEqual([{ column: 'name', down: true }]);
    expect(sortedBy(once, 'people', true)).toEqual([...once, { column: 'people', down: false }]);
    expect(sortedBy(once, 'people', false)).toEqual([{ column: 'people', down: false }]);
  });
});
