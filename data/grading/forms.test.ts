/** The 100-point form, the five elements and the classes of parks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAZMAT_FORM } from '../tables/hazmat-form.ts';
import { evaluationOf } from './evaluation.ts';
import { explainHazmatForm, hazmatScore } from './hazmat-form.ts';
import { explainPark, parkClass } from './park.ts';

const items = HAZMAT_FORM.flatMap((group) => group.items);
const answers = fc
  .array(fc.tuple(fc.constantFrom(...items.map(({ id }) => id)), fc.nat(4)), { maxLength: 12 })
  .map((pairs) => Object.fromEntries(pairs));

describe('The 100-point form', () => {
  it('starts at 100, blue, and each group takes off at most its cap', () => {
    expect(hazmatScore({})).toEqual({ score: 100, grade: 4 });
    expect(hazmatScore({ regulated_process: 9 })).toEqual({ score: 90, grade: 4 });
    expect(hazmatScore({ regulated_process: 9, key_regulated: 1 }).score).toBe(89.9);
    expect(hazmatScore({ source_1: 1, distance: 1, no_sis: 1 })).toEqual({ score: 70, grade: 2 });
  });

  it.each([
    [{ source_1: 1 }, 90, 4],
    [{ source_1: 1, source_4: 1, class_a: 5, regulated_process: 5 }, 75, 3],
    [{ source_1: 1, distance: 1, no_sis: 1, no_reaction_study: 1 }, 60, 2],
    [{ source_1: 1, distance: 1, no_sis: 1, no_reaction_study: 1, key_regulated: 1 }, 59.9, 1],
  ])('puts %j at %d points into grade %d', (given, score, grade) => {
    expect(hazmatScore(given)).toEqual({ score, grade });
  });

  it('adds bonuses, and is exact in tenths', () => {
    expect(hazmatScore({ key_regulated: 3 }).score).toBe(99.7);
    expect(hazmatScore({ source_1: 1, fire_team: 1 }).score).toBe(93);
  });

  it('is red by a direct rule whatever the score', () => {
    const explained = explainHazmatForm({}, ['no_design']);
    expect([explained.score, explained.grade]).toEqual([100, 1]);
    expect(explained.steps.find(({ decisive }) => decisive)?.grade).toBe(1);
  });

  it('never gets better by one more deduction, and its reliefs hold', () => {
    const deductions = items.filter(({ points }) => points < 0);
    fc.assert(
      fc.property(answers, fc.nat(), (given, which) => {
        const item = deductions[which % deductions.length]!;
        const before = hazmatScore(given);
        const after = hazmatScore({ ...given, [item.id]: (given[item.id] ?? 0) + 1 });
        expect(after.score).toBeLessThanOrEqual(before.score);
        expect(after.grade).toBeLessThanOrEqual(before.grade);
        const explained = explainHazmatForm(given, []);
        for (const relief of explained.toLower) expect(relief.grade).toBeGreaterThan(explained.grade!);
      }),
    );
  });

  it('refuses an item that it does not have', () => {
    expect(() => hazmatScore({ weather: 1 })).toThrow(RangeError);
    expect(() => hazmatScore({ source_1: -1 })).toThrow(RangeError);
  });
});

describe('The evaluation of five elements', () => {
  const all = (...judged: readonly ('good' | 'fair' | 'poor')[]) =>
    evaluationOf({
      people: judged[0],
      equipment: judged[1],
      site: judged[2],
      process: judged[3],
      environment: judged[4],
    });
  it('is poor from two poor ones, good from four good ones without a poor one', () => {
    expect(all('good', 'good', 'good', 'good', 'fair')).toBe('good');
    expect(all('good', 'good', 'good', 'good', 'poor')).toBe('fair');
    expect(all('good', 'good', 'good', 'poor', 'poor')).toBe('poor');
  });
  it('is not known while an element is not judged', () => {
    expect(evaluationOf({ people: 'good' })).toBeNull();
  });
});

describe('The class of a park', () => {
  it.each([
    [0, 'A', 1],
    [59.99, 'A', 1],
    [60, 'B', 2],
    [69.99, 'B', 2],
    [70, 'C', 3],
    [85, 'D', 4],
    [100, 'D', 4],
  ])('of %d points is %s, grade %d', (score, letter, grade) => {
    expect(parkClass(score)).toMatchObject({ class: letter, grade });
    expect(explainPark(score).grade).toBe(grade);
  });
  it('is refused outside 0–100', () => {
    expect(() => parkClass(101)).toThrow(RangeError);
  });
});
