/** The answer about the models is made of the models. */
import { describe, expect, it } from 'vitest';
import { MODELS } from '../data/models/all.ts';
import { validation } from './validation.ts';

describe('The validation of the models', () => {
  const answer = validation();
  it('has every model, and every published number belongs to one', () => {
    const ids = answer.families.flatMap(({ models }) => models.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(MODELS.map(({ id }) => id).toSorted());
    for (const { model } of answer.comparisons) expect(ids).toContain(model);
  });

  it('counts each pair once by kind and once by model, and is null where there is none', () => {
    const byKind = answer.kinds.reduce((sum, { agreement }) => sum + agreement.pairs, 0);
    const models = answer.families.flatMap(({ models }) => models);
    expect(models.reduce((sum, { agreement }) => sum + agreement.pairs, 0)).toBe(byKind);
    expect(answer.comparisons.length).toBeGreaterThanOrEqual(byKind);
    for (const { agreement } of models) expect(agreement.fac2 === null).toBe(agreement.pairs === 0);
  });

  it('says what no model can do', () => {
    expect(answer.limits.map(({ en }) => en).join(' ')).toContain('Obstacles');
  });
});
