import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentrationUnits, stoichiometry } from './concentration.ts';
import { CLASSES } from './meteorology.ts';
import { gaussianPlume, gaussianPlumeMaximum, plumeKgM3 } from './plume.ts';
import { gaussianPlumeReach } from './plume-reach.ts';
import { sigmaYM, sigmaZM } from './sigmas.ts';

const spill = { massFlowKgS: 0.1, windMS: 2, stability: 'F', distancesM: [500] };
const stack = { massFlowKgS: 0.08, windMS: 6, stability: 'D', releaseHeightM: 60 };

describe('the Gaussian plume', () => {
  it('meets CCPS 1999 p. 97 with the coefficients of the book', () => {
    const { value } = gaussianPlume.answer({
      ...spill,
      sigmaYM: 18.10226425693628,
      sigmaZM: 8.4973632732228,
    });
    expect(value.concentrationKgM3[0]! / 0.00010346728324507407).toBeCloseTo(1, 4);
  });

  it('meets the same within 40 % with Briggs rural', () => {
    expect(Math.abs(gaussianPlume.answer(spill).value.concentrationKgM3[0]! / 0.00010347 - 1)).toBeLessThan(
      0.4,
    );
  });

  it('meets Crowl & Louvar example 5-1: 500 m below a 60 m stack, and the greatest concentration', () => {
    const at500 = gaussianPlume.answer({ ...stack, distancesM: [500] }).value.concentrationKgM3[0]!;
    expect(Math.abs((at500 * 1000) / 0.000145 - 1)).toBeLessThan(0.03);
    const { value } = gaussianPlumeMaximum.answer(stack);
    expect(Math.abs((value.concentrationKgM3 * 1000) / 0.000418 - 1)).toBeLessThan(0.04);
    expect(Math.abs(value.distanceM / 1175 - 1)).toBeLessThan(0.03);
    expect(Math.abs(value.fieldMaximumAtM / 1040 - 1)).toBeLessThan(0.03);
    expect(value.fieldMaximumKgM3).toBeGreaterThanOrEqual(value.concentrationKgM3 * 0.99);
  });

  it.each([
    ['7', 'B', 89.9, 4.44, [0.0978, 0.0233, 0.0051, 0.0008, 0.0001]],
    ['22', 'D', 48.4, 7.39, [0.224, 0.0818, 0.0277, 0.0086, 0.0025]],
    ['29', 'E', 41.5, 3.94, [0.248, 0.0878, 0.0276, 0.0092, 0.0026]],
  ] as const)(
    'agrees with Project Prairie Grass (Barad 1958) run %s',
    (_, stability, gramsS, windMS, arcs) => {
      const { value, validity } = gaussianPlume.answer({
        massFlowKgS: gramsS / 1000,
        windMS,
        stability,
        releaseHeightM: 0.46,
        heightM: 1.5,
        distancesM: [50, 100, 200, 400, 800],
      });
      const ratios = arcs.map((observed, i) => observed / (value.concentrationKgM3[i]! * 1000));
      const geometricMean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
      expect(
        ratios.filter((ratio) => ratio >= 0.5 && ratio <= 2).length / ratios.length,
      ).toBeGreaterThanOrEqual(0.4);
      expect(geometricMean).toBeGreaterThan(0.4);
      expect(geometricMean).toBeLessThan(2.5);
      expect(validity).toBe('edge');
    },
  );

  it('carries the whole release through every cross-section (mass balance), with and without a lid', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLASSES),
        fc.double({ min: 100, max: 5_000, noNaN: true }),
        fc.double({ min: 0, max: 80, noNaN: true }),
        fc.option(fc.double({ min: 150, max: 600, noNaN: true }), { nil: undefined }),
        (cls, x, release, lid) => {
          const sy = sigmaYM(x, cls, 'briggs-rural');
          const sz = sigmaZM(x, cls, 'briggs-rural');
          const top = Math.min(lid ?? Number.POSITIVE_INFINITY, release + 8 * sz);
          const n = 200;
          let sum = 0;
          for (let k = 0; k < n; k++) {
            const z = ((k + 0.5) / n) * top;
            sum += plumeKgM3(1, 3, sy, sz, 0, z, release, lid) * (top / n);
          }
          // the integral across is √(2π) σy times the axis
          expect(sum * Math.sqrt(2 * Math.PI) * sy * 3).toBeCloseTo(1, 2);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says when a class does not occur in such a wind, and when the gas is not passive', () => {
    expect(gaussianPlume.answer({ ...spill, windMS: 4 }).validity).toBe('edge');
    expect(gaussianPlume.answer({ ...spill, windMS: 10 }).validity).toBe('out');
    expect(gaussianPlume.answer({ ...spill, stability: 'D', windMS: 10 }).validity).toBe('in');
    const chlorine = { massFlowKgS: 60, windMS: 3, stability: 'D', molarMassKgMol: 0.0709 };
    expect(gaussianPlume.answer({ ...chlorine, distancesM: [150] }).validity).toBe('edge');
    expect(gaussianPlume.answer({ ...chlorine, distancesM: [5_000] }).validity).toBe('in');
  });

  it('is symmetric across the wind, nothing upwind, and proportional to the release', () => {
    const at = (crosswindM: number, massFlowKgS = 0.1) =>
      gaussianPlume.answer({ ...spill, massFlowKgS, crosswindM }).value.concentrationKgM3[0]!;
    expect(at(30)).toBe(at(-30));
    expect(at(0)).toBeGreaterThan(at(30));
    expect(at(0, 0.3) / at(0)).toBeCloseTo(3, 12);
    expect(gaussianPlume.answer({ ...spill, distancesM: [-50, 0] }).value.concentrationKgM3).toEqual([0, 0]);
  });

  it('reaches exactly as far as its concentration, farther for a lower one', () => {
    const { value } = gaussianPlumeReach.answer({
      massFlowKgS: 1,
      windMS: 3,
      stability: 'D',
      concentrationKgM3: 1e-5,
    });
    const there = gaussianPlume.answer({
      massFlowKgS: 1,
      windMS: 3,
      stability: 'D',
      distancesM: [value.reachM],
    }).value;
    expect(there.concentrationKgM3[0]! / 1e-5).toBeCloseTo(1, 6);
    const lower = gaussianPlumeReach.answer({
      massFlowKgS: 1,
      windMS: 3,
      stability: 'D',
      concentrationKgM3: 1e-6,
    });
    expect(lower.value.reachM).toBeGreaterThan(value.reachM);
  });
});

describe('concentrations', () => {
  it('give 58 mg/m³ for 20 ppm of chlorine (EPA AEGL) and come back', () => {
    const { value } = concentrationUnits.answer({ ppm: 20, molarMassKgMol: 0.070906 });
    expect(Math.abs(value.mgM3 / 58 - 1)).toBeLessThan(0.01);
    expect(concentrationUnits.answer({ mgM3: value.mgM3, molarMassKgMol: 0.070906 }).value.ppm).toBeCloseTo(
      20,
      9,
    );
  });

  it('give butane its stoichiometric share (A. Farrell, vapour cloud example)', () => {
    expect(stoichiometry.answer({ oxygenMolPerMol: 6.5 }).value.share).toBeCloseTo(0.031218607756809045, 9);
    expect(stoichiometry.answer({ carbon: 4, hydrogen: 10 }).value.oxygenMolPerMol).toBe(6.5);
  });
});
