import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HAZARD_CLASSES, LISTED_SUBSTANCES, TOXIC_GAS_BETA, thresholdAndBeta } from '../tables/gb18218.ts';
import { exposureAlpha, gradeMajorHazard, type InventoryItem } from './major-hazard.ts';

const item = (quantityT: number, thresholdT: number, beta: number): InventoryItem => ({
  quantityT,
  thresholdT,
  beta,
});

describe('the level of a major hazard source (GB 18218-2018)', () => {
  it.each([
    ['chlorine', [item(60, 5, 4)], 120, 12, 96, 2],
    ['LPG and petrol', [item(400, 50, 1.5), item(3000, 200, 1)], 65, 23, 40.5, 3],
    ['too little ammonia', [item(9, 10, 2)], 0, 0.9, null, null],
    ['ammonia and methanol', [item(8, 10, 2), item(150, 500, 1)], 20, 1.1, 1.9, 4],
    ['hydrogen sulfide, 99 residents', [item(50, 5, 5)], 99, 10, 75, 2],
    ['hydrogen sulfide, 100 residents', [item(50, 5, 5)], 100, 10, 100, 1],
    ['hydrogen', [item(125, 5, 1.5)], 20, 25, 37.5, 3],
    ['phosgene', [item(0.3, 0.3, 20)], 100, 1, 40, 3],
    ['a flammable liquid', [item(1000, 1000, 1)], 0, 1, 0.5, 4],
    ['exactly one', [item(7, 10, 2), item(2, 10, 2), item(1, 10, 3)], 10, 1, 2.1, 4],
  ] as const)('%s', (_, inventory, residents, s, r, level) => {
    expect(gradeMajorHazard(inventory, residents)).toMatchObject({ s, r, level });
  });

  it('takes α from the residents, parts of a person as one', () => {
    expect([0, 0.2, 1, 29, 29.5, 30, 49, 50, 99, 99.1, 100, 5000].map(exposureAlpha)).toEqual([
      0.5, 1, 1, 1, 1.2, 1.2, 1.2, 1.5, 1.5, 2, 2, 2,
    ]);
  });

  it('refuses what is no quantity', () => {
    for (const wrong of [item(-1, 10, 1), item(Number.NaN, 10, 1), item(1, 0, 1), item(1, -5, 1)])
      expect(() => gradeMajorHazard([wrong], 0)).toThrow(RangeError);
    expect(() => gradeMajorHazard([], -1)).toThrow(RangeError);
  });

  it('never depends on the order, and more of anything is never milder', () => {
    const quantities = fc.array(
      fc.record({
        quantityT: fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1000),
        thresholdT: fc.constantFrom(0.3, 0.5, 0.75, 1, 5, 10, 20, 50, 200, 500),
        beta: fc.constantFrom(1, 1.5, 2, 3, 4, 5, 10, 20),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(quantities, fc.nat(300), (inventory, residents) => {
        const result = gradeMajorHazard(inventory, residents);
        expect(gradeMajorHazard([...inventory].reverse(), residents)).toEqual(result);
        const more = gradeMajorHazard([...inventory, inventory[0]!], residents + 10);
        expect(more.s).toBeGreaterThanOrEqual(result.s);
        if (result.level !== null) expect(more.level).toBeLessThanOrEqual(result.level);
        const plain = inventory.reduce((sum, one) => sum + one.quantityT / one.thresholdT, 0);
        expect(Math.abs(result.s - plain)).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('the tables of GB 18218-2018', () => {
  it('name 85 entries, some of them in several rows, each with its own id and name', () => {
    expect(new Set(LISTED_SUBSTANCES.map(({ id }) => id)).size).toBe(LISTED_SUBSTANCES.length);
    expect(new Set(LISTED_SUBSTANCES.map(({ zh }) => zh)).size).toBe(LISTED_SUBSTANCES.length);
    expect(LISTED_SUBSTANCES.length).toBeGreaterThanOrEqual(85);
    for (const { cas } of LISTED_SUBSTANCES) {
      if (cas === null) continue;
      // the last digit checks the others (CAS)
      const digits = [...cas.replaceAll('-', '')].map(Number);
      const check = digits.pop();
      expect(digits.reverse().reduce((sum, digit, i) => sum + digit * (i + 1), 0) % 10, cas).toBe(check);
    }
  });

  it('give β by name first, then by class', () => {
    expect(thresholdAndBeta('chlorine', 'J1')).toEqual({ thresholdT: 5, beta: 4 });
    expect(thresholdAndBeta('lpg', 'W2')).toEqual({ thresholdT: 50, beta: 1.5 });
    expect(thresholdAndBeta('petrol', 'W5.3')).toEqual({ thresholdT: 200, beta: 1 });
    expect(thresholdAndBeta('naphtha', 'W5.3')).toEqual({ thresholdT: 1000, beta: 1 });
    expect(thresholdAndBeta('methanethiol', ['J3', 'W2'])).toEqual({ thresholdT: 10, beta: 2 });
    expect(thresholdAndBeta('chlorine', ['W4', 'J1'])).toEqual({ thresholdT: 5, beta: 4 });
    expect(() => thresholdAndBeta('nothing', [])).toThrow(RangeError);
    expect(HAZARD_CLASSES.J2.beta).toBe(1);
    for (const id of Object.keys(TOXIC_GAS_BETA).filter((id) => id !== 'carbon_monoxide'))
      expect(
        LISTED_SUBSTANCES.some((substance) => substance.id === id),
        id,
      ).toBe(true);
  });
});
