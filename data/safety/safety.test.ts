/** The rules of area safety: protection strips, the choice of a method, advice by zone and sensitivity. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupOf, type MethodLine, methodOf, overpressureDistanceM } from './distance-method.ts';
import { type ProtectedPipeline, pressureClassOf, protectionOf } from './pipeline-protection.ts';
import {
  adviceFor,
  advisedAgainst,
  DEVELOPMENT_IDS,
  type Development,
  sensitivityOf,
  ZONES,
  zoneOf,
  zoneOfShares,
} from './planning-advice.ts';

const line = (
  substance: string,
  classSymbol: string | null,
  quantityT: number,
  thresholdT: number | null,
  cas: string | null = null,
): MethodLine => ({
  unitId: 'u',
  substance,
  cas,
  classSymbol,
  quantityT,
  thresholdT,
});

describe('the method of GB/T 37243-2019', () => {
  it.each([
    [
      'explosives go before all else',
      [line('2,4,6-三硝基甲苯', null, 1, 5), line('氯', 'J1', 50, 5)],
      'consequence',
      10,
    ],
    ['toxic gas at the threshold', [line('氯', 'J1', 5, 5)], 'qra', 1],
    ['gases together reach it', [line('氯', 'J1', 2.5, 5), line('液化石油气', 'W2', 25, 50)], 'qra', 1],
    ['gas under the threshold', [line('氯', 'J1', 4.9, 5)], 'code', 0.98],
    ['liquids alone, however much', [line('甲醇', 'W5.3', 60_000, 500)], 'code', 0],
    ['a class stands for a substance that is not named', [line('某毒气', 'J3', 100, 50)], 'qra', 2],
    ['something without name and class', [line('某物', null, 3, 50)], 'unknown', 0],
    ['no threshold, no sum', [line('氯', 'J1', 5, null)], 'unknown', null],
    ['nothing at all', [], 'unknown', 0],
  ] as const)('%s', (_, lines, method, ratio) => {
    const choice = methodOf(lines, 'unit');
    expect(choice.method).toBe(method);
    if (ratio === null) expect(choice.ratio).toBeNull();
    else expect(choice.ratio).toBeCloseTo(ratio, 9);
    expect(choice.reason.zh.length).toBeGreaterThan(8);
    expect(choice.reason.en.length).toBeGreaterThan(8);
  });
  it('never shows a sum under one as one', () => {
    expect(methodOf([line('氯', 'J1', 4.99999, 5)], 'unit').reason.zh).toContain('0.99');
  });
  it('tells forms of one CAS number by their names', () => {
    expect(groupOf(line('硝酸铵（含可燃物>0.2%）', null, 1, 5, '6484-52-2'))).toBe('explosive');
    expect(groupOf(line('硝酸铵（含可燃物≤0.2%）', null, 1, 50, '6484-52-2'))).toBe('other');
  });
  it('more gas never leads back from risk assessment to codes', () => {
    const gas = fc.double({ min: 0, max: 50, noNaN: true });
    fc.assert(
      fc.property(gas, gas, (a, more) => {
        const before = methodOf([line('氯', 'J1', a, 5)], 'enterprise').method;
        const after = methodOf([line('氯', 'J1', a + more, 5)], 'enterprise').method;
        expect(before === 'qra' && after === 'code').toBe(false);
      }),
    );
  });
});

describe('overpressure distance', () => {
  it('gives the overpressure back', () => {
    for (const [kg, pa] of [
      [1000, 2000],
      [50_000, 5000],
      [5, 9000],
    ] as const) {
      const z = overpressureDistanceM(kg, pa) / Math.cbrt(kg);
      expect(1e5 * (14 / z ** 3 + 4.3 / z ** 2 + 1.1 / z)).toBeCloseTo(pa, 3);
    }
  });
  it('grows with the cube root of the charge and falls with the level', () => {
    expect(overpressureDistanceM(8000, 5000)).toBeCloseTo(2 * overpressureDistanceM(1000, 5000), 6);
    expect(overpressureDistanceM(1000, 9000)).toBeLessThan(overpressureDistanceM(1000, 2000));
    expect(() => overpressureDistanceM(0, 2000)).toThrow(RangeError);
  });
});

describe('protection of pipelines', () => {
  const pipe = (more: Partial<ProtectedPipeline>): ProtectedPipeline => ({
    medium: 'natural_gas',
    network: 'city',
    pressureClass: null,
    pressureMPa: null,
    diameterMm: 200,
    protectionM: null,
    ...more,
  });
  it.each([
    ['long-distance oil', { medium: 'crude_oil', network: 'long_distance' }, 5, 5, '第三十条'],
    ['city gas of low pressure', { pressureMPa: 0.005 }, 0.5, 0.6, '5.1.6'],
    ['city gas of medium pressure', { pressureMPa: 0.4 }, 0.5, 0.6, '5.1.6'],
    ['city gas of sub-high pressure', { pressureMPa: 1.6 }, 1.5, 1.6, '5.1.6'],
    ['city gas of high pressure', { pressureMPa: 2.5 }, 5, 5.1, '5.1.6'],
    ['class alone', { pressureClass: 'sub_high' }, 1.5, 1.6, '5.1.6'],
    ['what is registered wider', { pressureMPa: 0.4, protectionM: 3 }, 3, 3.1, '5.1.6'],
    [
      'what is registered too narrow',
      { medium: 'oil_products', network: 'long_distance', protectionM: 2 },
      5,
      5,
      '第三十条',
    ],
    ['ammonia far across country', { medium: 'ammonia', network: 'long_distance' }, 5, 5.1, '第二十一条'],
    ['a pipe inside a park', { medium: 'hydrogen', network: 'industrial', protectionM: 3 }, 3, 3, '登记'],
  ] as const)('%s', (_, more, protectionM, stripM, clause) => {
    const found = protectionOf(pipe(more));
    if ('missing' in found) throw new Error(found.missing.en);
    expect(found.protectionM).toBe(protectionM);
    expect(found.stripM).toBeCloseTo(stripM, 9);
    expect(found.rule.clause).toContain(clause);
  });
  it('is not guessed', () => {
    expect(protectionOf(pipe({}))).toHaveProperty('missing');
    expect(protectionOf(pipe({ medium: 'water' }))).toHaveProperty('missing');
  });
  it('knows the classes by their upper ends', () => {
    expect([0.009, 0.01, 0.4, 0.41, 1.6, 1.61].map(pressureClassOf)).toEqual([
      'low',
      'medium',
      'medium',
      'sub_high',
      'sub_high',
      'high',
    ]);
  });
});

describe('advice', () => {
  it('is the decision matrix', () => {
    const against = ([1, 2, 3, 4] as const).map((level) => ZONES.map((zone) => advisedAgainst(level, zone)));
    expect(against).toEqual([
      [false, false, false, false],
      [true, false, false, false],
      [true, true, false, false],
      [true, true, true, false],
    ]);
  });
  it.each([
    [{ kind: 'housing', dwellings: 2 }, 1],
    [{ kind: 'housing', dwellings: 30, perHectare: 40 }, 2],
    [{ kind: 'housing', dwellings: 31 }, 3],
    [{ kind: 'housing', dwellings: 20, perHectare: 41 }, 3],
    [{ kind: 'housing' }, 3],
    [{ kind: 'workplace', people: 99, storeys: 2 }, 1],
    [{ kind: 'workplace', people: 99, storeys: 3 }, 2],
    [{ kind: 'workplace', people: 100 }, 2],
    [{ kind: 'hotel', people: 101 }, 3],
    [{ kind: 'indoor_public', floorM2: 249 }, 1],
    [{ kind: 'indoor_public', floorM2: 5001 }, 3],
    [{ kind: 'outdoor_public', people: 1001 }, 4],
    [{ kind: 'school', areaHa: 1.4 }, 3],
    [{ kind: 'school' }, 4],
    [{ kind: 'hospital', areaHa: 0.26 }, 4],
    [{ kind: 'prison' }, 3],
  ] satisfies [Development, number][])('%j has level %i', (development, level) => {
    expect(sensitivityOf(development).level).toBe(level);
  });
  it('puts borders into the inner zone and says why in a sentence', () => {
    expect([1e-5, 9.9e-6, 1e-6, 3e-7, 2.9e-7].map(zoneOf)).toEqual([
      'inner',
      'middle',
      'middle',
      'outer',
      'outside',
    ]);
    const advice = adviceFor({ kind: 'school' }, 'outer');
    expect(advice).toMatchObject({ advise: 'against', sensitivity: 4, zone: 'outer' });
    expect(advice.reason.zh).toContain('外区');
    expect(advice.reason.en).toContain('advise against');
  });
  it('takes the innermost zone that has, with those inside, a tenth of the area', () => {
    expect(zoneOfShares({ inner: 0.09, middle: 0, outer: 0.91, outside: 0 })).toBe('outer');
    expect(zoneOfShares({ inner: 0.1, middle: 0, outer: 0, outside: 0.9 })).toBe('inner');
    expect(zoneOfShares({ inner: 0.05, middle: 0.05, outer: 0, outside: 0.9 })).toBe('middle');
    expect(zoneOfShares({ inner: 0, middle: 0, outer: 0.05, outside: 0.95 })).toBe('outside');
  });
  it('is never milder farther in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DEVELOPMENT_IDS), (kind) => {
        const against = ZONES.map((zone) => adviceFor({ kind }, zone).advise === 'against');
        expect(against).toEqual([...against].sort((a, b) => Number(b) - Number(a)));
      }),
    );
  });
});
