import { describe, expect, it } from 'vitest';
import { MODELS } from '../all.ts';
import { PUBLISHED_CASES } from './all.ts';
import { agreement, compareWithPublished } from './compare.ts';

const comparisons = compareWithPublished(PUBLISHED_CASES);

describe('the models against what was published', () => {
  it.each(PUBLISHED_CASES.map((one) => [`${one.title}: ${one.source}`, one.id] as const))(
    'meet %s',
    (_, id) => {
      const of = comparisons.filter(({ caseId }) => caseId === id);
      expect(of.length).toBeGreaterThan(0);
      expect(of.filter(({ within }) => !within)).toEqual([]);
    },
  );

  it('have FAC2 ≥ 0.4 and a geometric mean bias of 0.4–2.5 on each Prairie Grass run', () => {
    for (const run of ['7', '22', '29']) {
      const { fac2, meanBias, pairs } = agreement(
        comparisons.filter(({ caseId }) => caseId === `prairie-grass-${run}`),
      );
      expect(pairs).toBe(5);
      expect(fac2).toBeGreaterThanOrEqual(0.4);
      expect(meanBias).toBeGreaterThan(0.4);
      expect(meanBias).toBeLessThan(2.5);
    }
  });

  it('name each case once and only models that exist', () => {
    expect(new Set(PUBLISHED_CASES.map(({ id }) => id)).size).toBe(PUBLISHED_CASES.length);
    for (const { model } of PUBLISHED_CASES) expect(MODELS.some(({ id }) => id === model)).toBe(true);
  });

  it('measure agreement as Hanna et al. 1993: a model twice too high has a bias of one half', () => {
    const { fac2, meanBias, worst } = agreement([
      { published: 1, predicted: 2 },
      { published: 3, predicted: 6 },
    ]);
    expect(fac2).toBe(1);
    expect(meanBias).toBeCloseTo(0.5, 12);
    expect(worst).toBeCloseTo(2, 12);
  });
});
