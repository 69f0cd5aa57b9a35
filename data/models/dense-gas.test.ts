import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brittermcquaidCurves, densePlume, densePuff } from './dense-gas.ts';
import { betasAt, PLUME_CURVES, PUFF_CURVES, plumeShare, puffShare } from './dense-gas-curves.ts';
import { denseRelease } from './dense-release.ts';

const lng = {
  massFlowKgS: 97.888,
  releaseDensityKgM3: 1.76,
  releaseTemperatureK: 111.15,
  windMS: 10.9,
  ambientTemperatureK: 298,
};
const equal = (mine: readonly number[], known: readonly number[]) => {
  known.forEach((value, i) => {
    expect(mine[i]! / value).toBeCloseTo(1, 6);
  });
};

describe('the curves of Britter & McQuaid 1988', () => {
  it.each([
    [-0.75, [1.75, 1.92, 2.08, 2.25, 2.4, 2.6]],
    [-0.4, [1.784, 2.016, 2.21, 2.394, 2.564, 2.714]],
    [-0.2, [1.832, 2.06, 2.25, 2.45, 2.63, 2.77]],
    [0, [1.78, 1.96, 2.16, 2.35, 2.56, 2.71]],
  ])('are met for plumes at α = %d', (alpha, betas) => {
    equal(brittermcquaidCurves.answer({ alpha }).value.beta, betas);
  });

  it.each([
    [-0.75, [0.7, 0.85, 0.95, 1.15, 1.48, 1.83, 2.075]],
    [0, [0.81, 1, 1.19, 1.39, 1.62, 1.83, 2.05]],
    [0.75, [0.93, 1.03, 1.185, 1.375, 1.525, 1.68, 1.8475]],
  ])('are met for puffs at α = %d', (alpha, betas) => {
    equal(
      betasAt(PUFF_CURVES, alpha).map(({ beta }) => beta),
      betas,
    );
  });

  it('dilute with distance and never jump', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 5_000, noNaN: true }),
        (alpha, lengths) => {
          for (const of of [plumeShare, puffShare]) {
            expect(of(alpha, lengths * 1.01)).toBeLessThanOrEqual(of(alpha, lengths) * (1 + 1e-12));
            expect(of(alpha, lengths * (1 + 1e-9)) / of(alpha, lengths)).toBeCloseTo(1, 4);
          }
        },
      ),
      { numRuns: 500 },
    );
    for (const alpha of [-1, -0.5, -0.2, 0, 0.5, 0.7, 1]) {
      const borders = [30, ...betasAt(PLUME_CURVES, alpha).map(({ beta }) => 10 ** beta)];
      for (const x of borders)
        expect(plumeShare(alpha, x * 1.000001) / plumeShare(alpha, x * 0.999999)).toBeCloseTo(1, 3);
      for (const x of betasAt(PUFF_CURVES, alpha).map(({ beta }) => 10 ** beta))
        expect(puffShare(alpha, x * 1.000001) / puffShare(alpha, x * 0.999999)).toBeCloseTo(1, 3);
    }
    expect(betasAt(PLUME_CURVES, Number.NEGATIVE_INFINITY)[0]!.beta).toBe(1.75);
  });
});

describe('a dense plume', () => {
  it('meets CCPS 1999 p. 122 (LNG spill): near the source, at 367 m and far away', () => {
    const { value, validity } = densePlume.answer({ ...lng, distancesM: [45.2, 367, 1200] });
    expect(Math.abs(value.concentrationShare[0]! / 0.6720234544594696 - 1)).toBeLessThan(0.005);
    expect(Math.abs(value.concentrationShare[1]! / 0.050717667650511944 - 1)).toBeLessThan(0.005);
    expect(Math.abs(value.concentrationShare[2]! / 0.004920569368181627 - 1)).toBeLessThan(0.005);
    expect(validity).toBe('in');
  });

  it('meets Casal 2018 example 7.5: propane to its lower limit at 340 m within 12 %', () => {
    const { value } = densePlume.answer({
      massFlowKgS: 36.052242120677725,
      releaseDensityKgM3: 2.32,
      releaseTemperatureK: 231,
      ambientTemperatureK: 293,
      ambientDensityKgM3: 1.21,
      windMS: 5.2,
      targetShare: 0.021,
    });
    expect(Math.abs(value.reachM! / 340 - 1)).toBeLessThan(0.12);
  });

  it('carries its volume through every cross-section (continuity)', () => {
    const { value } = densePlume.answer({ ...lng, distancesM: [100, 400] });
    value.concentrationShare.forEach((c, i) => {
      const flow = c * 2 * value.halfWidthM[i]! * value.heightM[i]! * 10.9;
      expect(flow / (97.888 / 1.76)).toBeCloseTo(1, 9);
    });
  });

  it('says that a light gas is outside and a very dilute cloud at the edge of its range', () => {
    expect(densePlume.answer({ ...lng, releaseDensityKgM3: 0.7, distancesM: [200] }).validity).toBe('out');
    expect(densePlume.answer({ ...lng, distancesM: [5000] }).validity).toBe('edge');
  });
});

describe('a dense puff', () => {
  const potchefstroom = {
    massKg: 72_500 * 1.434,
    releaseDensityKgM3: 1.434,
    windMS: 2,
    ambientTemperatureK: 293.15,
    initialShare: 0.06097560975609757,
  };

  it('meets the Potchefstroom ammonia case of the workbook at 333 m, and is nothing outside the cloud', () => {
    const { value } = densePuff.answer({ ...potchefstroom, distanceM: 333, timesS: [124, 5000] });
    expect(Math.abs(value.concentrationShare[0]! / 0.006097560975609757 - 1)).toBeLessThan(0.005);
    expect(value.concentrationShare[1]).toBe(0);
  });

  it('meets the same release cold, near, between and far (GasDispersion.jl)', () => {
    const cold = {
      ...potchefstroom,
      initialShare: 38e3 / 1.434 / 72_500,
      releaseTemperatureK: 273.15 - 33.316,
    };
    for (const [distanceM, time, kgM3] of [
      [160, 200, 0.11109705839813348],
      [355, 200, 0.06264084534270946],
      [3133, 3000, 0.0006403658290584752],
    ] as const) {
      const { value } = densePuff.answer({ ...cold, distanceM, timesS: [time] });
      // the known answers are kg/m³ with an initial 38 t in 72 500 m³
      expect(Math.abs((value.concentrationShare[0]! * 1.434) / kgM3 - 1)).toBeLessThan(0.005);
    }
  });
});

describe('a dense release of finite duration', () => {
  it.each([
    ['Burro 7', 99.46, 8.4, 174, 127, 264],
    ['Burro 8', 116.93, 1.94, 107, 314, 455],
  ] as const)(
    'keeps the lower limit of %s (Ermak 1982; PHMSA FEA of Phast) within a factor 2.5',
    (_, massFlowKgS, windMS, durationS, least, most) => {
      const { value } = denseRelease.answer({
        massFlowKgS,
        durationS,
        windMS,
        releaseDensityKgM3: 1.76,
        releaseTemperatureK: 111.7,
        ambientTemperatureK: 306,
        targetShare: 0.05,
      });
      expect(value.reachM!).toBeGreaterThan(least / 2.5);
      expect(value.reachM!).toBeLessThan(most * 2.5);
    },
  );

  it('is the plume near and the puff far', () => {
    const { value } = denseRelease.answer({ ...lng, durationS: 100, distancesM: [100, 800, 5000] });
    expect(value.regimes).toEqual(['continuous', 'finite', 'instantaneous']);
    const plume = densePlume.answer({ ...lng, distancesM: [100] }).value;
    expect(value.concentrationShare[0]).toBe(plume.concentrationShare[0]);
  });
});
