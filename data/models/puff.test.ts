import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES } from './meteorology.ts';
import { gaussianPlume } from './plume.ts';
import { briggsPlumeRise } from './plume-rise.ts';
import { gaussianFiniteRelease, gaussianPuff, puffKgM3, regimeOf } from './puff.ts';

const release = { massFlowKgS: 2, windMS: 3, stability: 'D', distanceM: 600 };

describe('the Gaussian puff', () => {
  it('meets CCPS 1999 p. 101 (σy 5.05 m; the 6.1 printed there is an erratum)', () => {
    const { value } = gaussianPuff.answer({
      massKg: 1,
      windMS: 2,
      stability: 'F',
      distanceM: 500,
      timesS: [250],
    });
    expect(value.sigmaYM[0]! / 5.047929716825321).toBeCloseTo(1, 6);
    expect(value.sigmaZM[0]! / 2.214836678536473).toBeCloseTo(1, 6);
    expect(value.concentrationKgM3[0]! / 0.0022500485395327723).toBeCloseTo(1, 5);
  });

  it('holds its whole mass (mass balance) and is symmetric about its centre', () => {
    const n = 60;
    let sum = 0;
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++)
        for (let c = 0; c < n; c++) {
          const x = -40 + (80 * (a + 0.5)) / n;
          const y = -30 + (60 * (b + 0.5)) / n;
          const z = (20 * (c + 0.5)) / n;
          sum += puffKgM3(7, 8, 6, 4, x, y, z, 0) * (80 / n) * (60 / n) * (20 / n);
        }
    expect(sum / 7).toBeCloseTo(1, 3);
    expect(puffKgM3(1, 8, 6, 4, 5, 3, 1, 0)).toBe(puffKgM3(1, 8, 6, 4, -5, -3, 1, 0));
  });
});

describe('a release of finite duration', () => {
  it('meets Palazzi 1982 as worked in GasDispersion.jl (CCPS puff coefficients, 10 s of 0.1 kg/s)', () => {
    const { value } = gaussianFiniteRelease.answer({
      massFlowKgS: 0.1,
      durationS: 10,
      windMS: 2,
      stability: 'F',
      distanceM: 500,
      heightM: 10,
      releaseHeightM: 10,
      sigmaSet: 'ccps-puff',
      timesS: [250],
    });
    expect(value.concentrationKgM3[0]! / 0.00035586710616021256).toBeCloseTo(1, 6);
  });

  it('is the plume while a long release lasts, and nothing before it begins', () => {
    const { value } = gaussianFiniteRelease.answer({ ...release, durationS: 7200, timesS: [0, 3600] });
    const plume = gaussianPlume.answer({
      massFlowKgS: 2,
      windMS: 3,
      stability: 'D',
      distancesM: [600],
    }).value;
    expect(value.concentrationKgM3[0]).toBe(0);
    expect(value.concentrationKgM3[1]! / plume.concentrationKgM3[0]!).toBeCloseTo(1, 6);
    expect(value.regime).toBe('continuous');
  });

  it('never exceeds its plume, and its dose grows with its duration', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLASSES),
        fc.double({ min: 20, max: 1_000, noNaN: true }),
        (stability, durationS) => {
          const load = (seconds: number) =>
            gaussianFiniteRelease.answer({
              ...release,
              stability,
              durationS: seconds,
              timesS: [100, 300, 3000],
              molarMassKgMol: 0.0709,
              toxicLoadExponent: 2,
            }).value;
          const one = load(durationS);
          for (const c of one.concentrationKgM3)
            expect(c).toBeLessThanOrEqual(one.plumeConcentrationKgM3 * (1 + 1e-12));
          expect(load(durationS * 1.2).toxicLoadPpmNMin!).toBeGreaterThanOrEqual(one.toxicLoadPpmNMin!);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is weaker and later indoors', () => {
    const { value } = gaussianFiniteRelease.answer({ ...release, durationS: 600, timesS: [500, 3000] });
    expect(value.indoorConcentrationKgM3[0]!).toBeLessThan(value.concentrationKgM3[0]!);
    expect(value.indoorConcentrationKgM3[1]!).toBeGreaterThan(value.concentrationKgM3[1]!);
  });

  it('is told apart by u td/x (Britter & McQuaid 1988)', () => {
    expect([regimeOf(2, 1000, 500), regimeOf(2, 300, 500), regimeOf(2, 100, 500)]).toEqual([
      'continuous',
      'finite',
      'instantaneous',
    ]);
  });
});

describe('plume rise', () => {
  const stack = {
    stackDiameterM: 1,
    exitVelocityMS: 72.93819699672669,
    exitTemperatureK: 400,
    ambientTemperatureK: 288.15,
    windMS: 4,
    distancesM: [50, 2000],
  };

  it('meets ISC3 vol. II in unstable air, Fb = 50', () => {
    const { value } = briggsPlumeRise.answer({ ...stack, stability: 'A' });
    expect(value.buoyancyFluxM4S3).toBeCloseTo(50, 6);
    expect(value.finalRiseM / 100.71365158671999).toBeCloseTo(1, 5);
    expect(value.finalDistanceM / 565.0050541491846).toBeCloseTo(1, 5);
    expect(value.riseM[0]! / 20).toBeCloseTo(1, 5);
    expect(value.riseM[1]).toBe(value.finalRiseM);
  });

  it.each([
    ['E', 68.59722859012221, 317.60677324769046],
    ['F', 56.92380039947288, 240.0881533494489],
  ])('meets ISC3 vol. II in stable air, class %s', (stability, rise, distance) => {
    const { value } = briggsPlumeRise.answer({ ...stack, stability });
    expect(value.finalRiseM / rise).toBeCloseTo(1, 5);
    expect(value.finalDistanceM / distance).toBeCloseTo(1, 5);
  });

  it('meets ISC3 vol. II for Fb = 60 and for a momentum plume', () => {
    const strong = briggsPlumeRise.answer({
      ...stack,
      exitVelocityMS: 87.52583639607202,
      stability: 'A',
    }).value;
    expect(strong.finalRiseM / 112.8895989623143).toBeCloseTo(1, 5);
    const fast = briggsPlumeRise.answer({
      ...stack,
      exitVelocityMS: 179.87751923862007,
      exitTemperatureK: 325,
      stability: 'A',
    }).value;
    expect(fast.drivenBy).toBe('momentum');
    expect(fast.riseM[0]! / 81.01824072514351).toBeCloseTo(1, 5);
  });
});
