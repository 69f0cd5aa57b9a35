/** The best assignment against trying them all. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestAssignment } from './assignment.ts';

const total = (weights: readonly (readonly number[])[], assigned: readonly number[]) =>
  assigned.reduce((sum, column, row) => sum + (column < 0 ? 0 : (weights[row]?.[column] ?? 0)), 0);

function best(weights: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  const own = weights[row];
  if (own === undefined) return 0;
  const without = best(weights, row + 1, taken);
  return Math.max(
    without,
    ...own.map((weight, column) =>
      weight > 0 && !taken.includes(column) ? weight + best(weights, row + 1, [...taken, column]) : 0,
    ),
  );
}

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: -2, max: 9 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

it('has the greatest total of all assignments, gives no column twice and takes no weight of 0', () => {
  fc.assert(
    fc.property(matrix, (weights) => {
      const assigned = bestAssignment(weights);
      const columns = assigned.filter((column) => column >= 0);
      expect(new Set(columns).size).toBe(columns.length);
      for (const [row, column] of assigned.entries())
        if (column >= 0) expect(weights[row]?.[column]).toBeGreaterThan(0);
      expect(total(weights, assigned)).toBe(best(weights));
    }),
  );
});

it('takes nothing and a wide table', () => {
  expect(bestAssignment([])).toEqual([]);
  expect(bestAssignment([[], []])).toEqual([-1, -1]);
  const wide = Array.from({ length: 40 }, (_, row) =>
    Array.from({ length: 300 }, (_, column) => (column === 299 - row ? 1 : 0.1)),
  );
  expect(bestAssignment(wide)).toEqual(Array.from({ length: 40 }, (_, row) => 299 - row));
});
