import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grade } from '../grade.ts';
import { cellIndex, correctionFactor, gradeOfIndex, objectScore, parentIndex } from './region.ts';

const many = (count: number, grade: Grade) => Array.from({ length: count }, () => objectScore(grade));

describe('the regional risk index', () => {
  it.each([
    ['three 较大 on 1 km²', many(3, 2), 1, 70.367, 2],
    ['six 较大 on 1 km²', many(6, 2), 1, 81.105, 1],
    ['eight 一般 on 1 km²', many(8, 3), 1, 51.576, 2],
    ['twenty 低 on 1 km²', many(20, 4), 1, 25.083, 3],
    ['two 一般 on 0.1 km², which counts as 0.25', many(2, 3), 0.1, 41.59, 3],
    ['an empty cell', [], 1, 0, 4],
  ] as const)('gives a cell with %s its index', (_, scores, areaKm2, index, grade) => {
    expect(cellIndex(scores, areaKm2)).toBeCloseTo(index, 3);
    expect(gradeOfIndex(cellIndex(scores, areaKm2))).toBe(grade);
  });

  it('multiplies the circumstances and stops at 1.5', () => {
    const k = correctionFactor({
      management: 'poor',
      openMajorDanger: true,
      recentAccident: true,
      residents500m: 120,
    });
    expect(k).toBe(1.5);
    expect(objectScore(2, k)).toBe(90);
    expect(cellIndex([objectScore(2, k), ...many(2, 3)], 2)).toBeCloseTo(90.606, 3);
  });

  it('never goes below 0.7 and caps an object at 100', () => {
    expect(correctionFactor({ management: 'good', residents500m: 0 })).toBeCloseTo(0.81, 12);
    expect(objectScore(1, 1.5)).toBe(100);
  });

  it.each([
    [0, 0.9],
    [1, 1],
    [29, 1],
    [30, 1.05],
    [49, 1.05],
    [50, 1.1],
    [99, 1.1],
    [100, 1.2],
  ])('takes the exposure step of %i residents', (residents500m, factor) => {
    expect(correctionFactor({ residents500m })).toBe(factor);
  });

  it('joins the worst child and the weighted mean of the children', () => {
    const township = parentIndex([
      { index: 100, weight: 1000 },
      { index: 30, weight: 3000 },
      { index: 5, weight: 6000 },
    ])!;
    expect(township).toBeCloseTo(72.402, 3);
    expect(gradeOfIndex(township)).toBe(2);
    // Counts of 重大, 较大, 一般 and 低 risks of ten townships, from a city's public report.
    const counts = [11, 99, 607, 5].map((weight, i) => ({ index: objectScore((i + 1) as Grade), weight }));
    expect(parentIndex(counts)).toBeCloseTo(73.989, 3);
    expect(
      parentIndex([
        { index: 5, weight: 0 },
        { index: 5, weight: 0 },
      ]),
    ).toBe(5);
    expect(parentIndex([])).toBeNull();
  });

  it('draws the lines at 75, 50 and 25 and respects a floor', () => {
    expect([75, 74.999, 50, 49.999, 25, 24.999].map((index) => gradeOfIndex(index))).toEqual([
      1, 2, 2, 3, 3, 4,
    ]);
    expect(gradeOfIndex(10, 2)).toBe(2);
    expect(gradeOfIndex(80, 2)).toBe(1);
  });

  const score = fc.double({ min: 0, max: 100, noNaN: true });

  it('never falls when an object is added, and stays between the worst object and 100', () => {
    fc.assert(
      fc.property(
        fc.array(score, { maxLength: 30 }),
        score,
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        (scores, added, areaKm2) => {
          const before = cellIndex(scores, areaKm2);
          const after = cellIndex([...scores, added], areaKm2);
          expect(after).toBeGreaterThanOrEqual(before - 1e-9);
          expect(after).toBeGreaterThanOrEqual(added - 1e-9);
          expect(after).toBeLessThanOrEqual(100 + 1e-9);
        },
      ),
    );
  });

  it('puts a parent between its mean child and its worst child', () => {
    const child = fc.record({ index: score, weight: fc.integer({ min: 1, max: 100_000 }) });
    fc.assert(
      fc.property(fc.array(child, { minLength: 1, maxLength: 20 }), (children) => {
        const worst = Math.max(...children.map(({ index }) => index));
        const parent = parentIndex(children)!;
        expect(parent).toBeLessThanOrEqual(worst + 1e-9);
        expect(parent).toBeGreaterThanOrEqual(worst / Math.SQRT2 - 1e-9);
      }),
    );
  });
});
