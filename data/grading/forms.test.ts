/** The 100-point form, the five elements and the classes of parks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAZMAT_FORM } from '../tables/hazmat-form.ts';
import { ELEMENTS, evaluationOf, explainEvaluation, JUDGEMENTS } from './evaluation.ts';
import { explainHazmatForm, groupPoints, hazmatScore } from './hazmat-form.ts';
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

  it('shows what each group takes off and adds while it is filled; together they are the score', () => {
    const of = groupPoints({ source_1: 1, regulated_process: 9, fire_team: 1 });
    expect(Object.values(of).reduce((sum, { off }) => sum + off, 0)).toBe(20);
    expect(Object.values(of).reduce((sum, { bonus }) => sum + bonus, 0)).toBe(3);
    fc.assert(
      fc.property(answers, (given) => {
        const groups = groupPoints(given);
        let score = 100;
        for (const { id, cap } of HAZMAT_FORM) {
          const { off, bonus } = groups[id]!;
          expect(off).toBeLessThanOrEqual(cap);
          score += bonus - off;
        }
        expect(hazmatScore(given).score).toBeCloseTo(score, 6);
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
  it('says how many were judged how, by which numbers, or what is still to be judged', () => {
    const explained = explainEvaluation(
      { people: 'good', equipment: 'good', site: 'poor', process: 'fair', environment: 'poor' },
      { date: '2026-05-01', rule: { poorFrom: 3, goodFrom: 4 } },
    );
    expect(explained.judgement).toBe('fair');
    expect(explained.rule.zh).toContain('2 项好、1 项中、2 项差，总体为“中”（3 项差即为差');
    expect(explained.rule.en).toContain('2 good, 1 fair, 2 poor: fair on the whole (3 poor make it poor');
    expect(explained.inputs.map(({ date }) => date)).toEqual(Array(5).fill('2026-05-01'));
    expect([explained.grade, explained.score, explained.toLower]).toEqual([null, null, []]);
    const open = explainEvaluation({ people: 'good', site: 'fair', process: 'poor' });
    expect(open.rule).toEqual({ zh: '尚未评价：设备、环境', en: 'Not judged yet: equipment, environment' });
    expect(open.inputs.filter(({ value }) => value === null)).toHaveLength(2);
  });
  it('never gets better by a worse element, and explains what it finds', () => {
    const worse = { good: 'fair', fair: 'poor', poor: 'poor' } as const;
    const order = JUDGEMENTS.map(({ id }) => id);
    const judgement = fc.constantFrom(...order);
    fc.assert(
      fc.property(
        fc.tuple(judgement, judgement, judgement, judgement, judgement),
        fc.nat(4),
        (judged, which) => {
          const before = all(...judged)!;
          const after = all(...judged.map((one, n) => (n === which ? worse[one] : one)))!;
          expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
          const elements = Object.fromEntries(ELEMENTS.map(({ id }, n) => [id, judged[n]]));
          expect(explainEvaluation(elements).judgement).toBe(before);
        },
      ),
    );
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
