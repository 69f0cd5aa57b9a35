/** Vectors of the published tables, and what must hold for every point. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEC_SCHEMES, LS_SCHEMES } from '../tables/scoring.ts';
import {
  explainDirect,
  explainPoint,
  SCORINGS,
  type ScoringMethod,
  scorePoint,
  severityOf,
} from './scored-point.ts';

const method = fc.constantFrom<ScoringMethod>('LEC', 'LS', 'MES');
/** A method with one of its schemes and values of its tables. */
const point = method.chain((id) =>
  fc.record({
    id: fc.constant(id),
    scheme: fc.constantFrom(...SCORINGS[id].schemes.map((scheme) => scheme.id)),
    values: fc.record(
      Object.fromEntries(
        SCORINGS[id].factors.map(({ key, values }) => [
          key,
          fc.constantFrom(...values.map(({ value }) => value)),
        ]),
      ),
    ) as fc.Arbitrary<Record<string, number>>,
  }),
);

describe('A scored risk point', () => {
  it.each([
    [3, 6, 15, 270, 2],
    [1, 6, 3, 18, 4],
    [6, 10, 15, 900, 1],
    [10, 0.5, 100, 500, 1],
  ])('has by LEC for %d × %d × %d the score %d and the grade %d', (l, e, c, score, grade) => {
    expect(scorePoint('LEC', { l, e, c })).toEqual({ score, grade });
  });

  it('puts a score on a bound where its scheme says', () => {
    // 320 = 10 · 10 · 3.2 is not of the table; bounds are tested by values outside it
    const on = { l: 10, e: 10, c: 3.2 };
    expect(scorePoint('LEC', on, 'LEC-4').grade).toBe(1);
    expect(scorePoint('LEC', on, 'LEC-5').grade).toBe(2);
    expect(explainPoint('LEC', on).outside).toHaveLength(1);
  });

  it('is exact: 0.1 · 0.5 · 100 is 5', () => {
    expect(scorePoint('LEC', { l: 0.1, e: 0.5, c: 100 }).score).toBe(5);
    expect(scorePoint('LEC', { l: 0.2, e: 3, c: 100 }).score).toBe(60);
  });

  it('divides the possible products of LS as each of the four published schemes says', () => {
    const products = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25];
    const grades = (scheme: string) =>
      products.map((product) => {
        const l = [5, 4, 3, 2, 1].find((value) => product % value === 0 && product / value <= 5)!;
        return scorePoint('LS', { l, s: product / l }, scheme).grade;
      });
    expect(grades('LS-SD')).toEqual([4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 2, 2, 1, 1]);
    expect(grades('LS-COAL')).toEqual([4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1]);
    expect(grades('LS-16')).toEqual([4, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2, 1, 1]);
    expect(grades('LS-15')).toEqual([4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1]);
    expect(LS_SCHEMES).toHaveLength(4);
    expect(LEC_SCHEMES).toHaveLength(2);
  });

  it('takes the worst column as severity', () => {
    expect(severityOf({ regulation: 2, casualties: 5, loss: 3, stoppage: 1, reputation: 1 })).toBe(5);
  });

  it('follows the bands of MES', () => {
    expect(scorePoint('MES', { m: 3, e: 6, s: 10 })).toEqual({ score: 180, grade: 1 });
    expect(scorePoint('MES', { m: 5, e: 3, s: 10 })).toEqual({ score: 150, grade: 2 });
    expect(scorePoint('MES', { m: 5, e: 2, s: 8 })).toEqual({ score: 80, grade: 3 });
    expect(scorePoint('MES', { m: 1, e: 6, s: 8 })).toEqual({ score: 48, grade: 4 });
  });

  it('never gets a better grade by a higher factor', () => {
    fc.assert(
      fc.property(point, fc.nat(), ({ id, scheme, values }, which) => {
        const { factors } = SCORINGS[id];
        const factor = factors[which % factors.length]!;
        const before = scorePoint(id, values, scheme);
        for (const { value } of factor.values) {
          if (value < values[factor.key]!) continue;
          expect(scorePoint(id, { ...values, [factor.key]: value }, scheme).grade).toBeLessThanOrEqual(
            before.grade,
          );
        }
      }),
    );
  });

  it('names its scheme and shows only reliefs that really lower the grade', () => {
    fc.assert(
      fc.property(point, ({ id, scheme, values }) => {
        const explained = explainPoint(id, values, { scheme });
        expect(explained.scheme).toBe(scheme);
        expect(explained.grade).toBe(scorePoint(id, values, scheme).grade);
        for (const relief of explained.toLower) expect(relief.grade).toBeGreaterThan(explained.grade!);
        if (explained.grade === 4) expect(explained.toLower).toEqual([]);
      }),
    );
  });

  it('refuses what is missing or not above 0', () => {
    expect(() => scorePoint('LEC', { l: 1, e: 1 })).toThrow(RangeError);
    expect(() => scorePoint('LS', { l: 0, s: 3 })).toThrow(RangeError);
    expect(() => scorePoint('LS', { l: 1, s: 3 }, 'LS-99')).toThrow(RangeError);
  });
});

describe('A direct rule', () => {
  it('makes a point red, and none leaves it not assessed', () => {
    expect(explainDirect(['major_hazard']).grade).toBe(1);
    expect(explainDirect([]).grade).toBeNull();
  });
});
