/** Levels by GB 18218-2018 with the numbers filled in, and what would bring them down. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeMajorHazard } from './major-hazard.ts';
import { explainMajorHazard, type NamedItem } from './major-hazard-explained.ts';

const named = (substance: string, quantityT: number, thresholdT: number, beta: number): NamedItem => ({
  substance,
  quantityT,
  thresholdT,
  beta,
});
const CHLORINE = [named('氯', 60, 5, 4)];

describe('The explanation of a major hazard source', () => {
  it('fills the numbers in: 60 t of chlorine beside 120 residents is level two', () => {
    const { numbers, level, grade, score, rule } = explainMajorHazard(CHLORINE, 120);
    expect(numbers).toBe('R = 2 × (4×60/5) = 96');
    expect([level, grade, score]).toEqual([2, 1, 96]);
    expect(rule.zh).toContain('二级');
  });

  it('says what would bring the grade down, and it would', () => {
    const { toLower, grade } = explainMajorHazard(CHLORINE, 120);
    // R below 50 makes it level three, orange: q < 31.25 t
    expect(toLower[0]?.change.zh).toBe('氯由 60 t 降到 31.2 t');
    expect(toLower.some(({ change }) => change.zh.includes('常住人口'))).toBe(true);
    for (const relief of toLower) expect(relief.grade).toBeGreaterThan(grade!);
  });

  it('is no source below S = 1, exactly', () => {
    const below = explainMajorHazard([named('氨', 9, 10, 2)], 0);
    expect([below.level, below.grade]).toEqual([null, null]);
    const exact = explainMajorHazard(
      [named('氨', 7, 10, 2), named('环氧乙烷', 2, 10, 2), named('溴甲烷', 1, 10, 3)],
      10,
    );
    expect([exact.level, exact.score]).toEqual([4, 2.1]);
  });

  it('takes the worst α where residents are not known, and says so', () => {
    const unknown = explainMajorHazard(CHLORINE, null);
    expect(unknown.score).toBe(96);
    expect(unknown.outside).toHaveLength(1);
  });

  it('is not assessed without an inventory', () => {
    expect(explainMajorHazard([], 500).grade).toBeNull();
  });

  it('agrees with the grading, and every relief holds, whatever is stored', () => {
    const item = fc.record({
      quantityT: fc.double({ min: 0, max: 5000, noNaN: true }).map((q) => Number(q.toFixed(2))),
      thresholdT: fc.constantFrom(0.3, 1, 5, 10, 50, 500),
      beta: fc.constantFrom(1, 1.5, 2, 4, 20),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), fc.nat(300), (items, residents) => {
        const inventory = items.map((one, i) => ({ ...one, substance: `物质${i}` }));
        const explained = explainMajorHazard(inventory, residents);
        expect(explained.level).toBe(gradeMajorHazard(items, residents).level);
        for (const relief of explained.toLower) expect(relief.grade).toBeGreaterThan(explained.grade!);
      }),
    );
  });
});
