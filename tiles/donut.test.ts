import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { donut, donutArcs, donutShares, donutTotal, LEAST_RED_DEG, totalOf } from './donut.ts';

const counts = fc
  .tuple(fc.nat(50), fc.nat(5000), fc.nat(9000), fc.nat(9000), fc.nat(900))
  .map(([red, orange, yellow, blue, none]) => ({ '1': red, '2': orange, '3': yellow, '4': blue, null: none }))
  .filter((one) => totalOf(one) > 0);

describe('the arcs of a donut', () => {
  it('fill the circle, follow one another from the top, worst first', () => {
    fc.assert(
      fc.property(counts, (one) => {
        const arcs = donutArcs(one);
        expect(arcs[0]?.fromDeg).toBe(0);
        expect(arcs.at(-1)?.toDeg).toBeCloseTo(360, 6);
        arcs.slice(1).forEach((arc, i) => {
          expect(arc.fromDeg).toBe(arcs[i]?.toDeg);
        });
        expect(arcs.map(({ grade }) => grade)).toEqual(arcs.map(({ grade }) => grade).toSorted());
      }),
    );
  });

  it('give any red at least 12°, also when its picture is shared', () => {
    fc.assert(
      fc.property(counts, (one) => {
        fc.pre(one['1'] > 0);
        for (const drawn of [one, donutShares(one)]) {
          const red = donutArcs(drawn).find(({ grade }) => grade === '1');
          expect((red?.toDeg ?? 0) - (red?.fromDeg ?? 0)).toBeGreaterThanOrEqual(LEAST_RED_DEG);
        }
      }),
    );
  });

  it('have no red without a red object', () => {
    expect(donutArcs({ '1': 0, '2': 1, '3': 2, '4': 3, null: 0 }).some(({ grade }) => grade === '1')).toBe(
      false,
    );
  });
});

describe('a donut', () => {
  it('shows its total, shortened where it would not fit', () => {
    expect(donut({ '1': 1, '2': 0, '3': 1440, '4': 1, null: 0 }, 'light')).toContain('>1442<');
    expect(donutTotal(12_345)).toBe('12.3k');
    expect(donutTotal(234_567)).toBe('235k');
  });

  it('of one grade is a whole ring', () => {
    expect(donut({ '1': 5, '2': 0, '3': 0, '4': 0, null: 0 }, 'dark').match(/A/g)?.length).toBe(2);
  });
});
