import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Undefined } from './model.ts';
import { poolOnLand } from './pool-on-land.ts';
import { poolBoiling, poolEvaporation, poolSpread, rmpEvaporation } from './pools.ts';

const butane = {
  massFlowKgS: 20,
  durationS: 300,
  liquidDensityKgM3: 602,
  boilingPointK: 272.7,
  latentHeatJKg: 385e3,
  liquidTemperatureK: 272.7,
  molarMassKgMol: 0.0581,
};

describe('evaporation of a pool', () => {
  it('meets Casal 2018 example 2.9 (n-hexane, 11 m) within 1 %', () => {
    const { value, validity } = poolEvaporation.answer({
      windMS: 3,
      radiusM: 11,
      molarMassKgMol: 0.086,
      temperatureK: 293,
      vapourPressurePa: 16_130,
      ambientPressurePa: 101_320,
    });
    expect(Math.abs(value.massFlowKgS / 0.851 - 1)).toBeLessThan(0.01);
    expect(validity).toBe('in');
  });

  it('meets the undiked acrylonitrile example of EPA 550-B-99-009 § 3.2 within 1 %', () => {
    const { value } = rmpEvaporation.answer({
      massKg: 20_000 * 0.45359237,
      liquidFactorAmbient: 0.018,
      densityFactor: 0.61,
    });
    expect(Math.abs(value.massFlowLbMin / 307 - 1)).toBeLessThan(0.01);
  });

  it('is refused where the liquid boils', () => {
    expect(() =>
      poolEvaporation.answer({
        windMS: 3,
        radiusM: 5,
        molarMassKgMol: 0.044,
        temperatureK: 293,
        vapourPressurePa: 8e5,
      }),
    ).toThrow(Undefined);
  });

  it('slows with the square root of time on cooling ground', () => {
    const { value } = poolBoiling.answer({
      areaM2: 100,
      groundTemperatureK: 293,
      boilingPointK: 112,
      latentHeatJKg: 509e3,
      timesS: [60, 240],
    });
    expect(value.massFlowKgS[0]! / value.massFlowKgS[1]!).toBeCloseTo(2, 12);
    // what has evaporated is the integral of the flow
    expect(value.evaporatedKg[0]! / (2 * 60 * value.massFlowKgS[0]!)).toBeCloseTo(1, 12);
  });
});

describe('a pool on land', () => {
  it('never covers more than its bund and never gets thinner than its ground allows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e5, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (t, bundAreaM2) => {
          const free = poolSpread.answer({ volumeM3: 20, timesS: [t] }).value;
          expect(free.depthM[0]!).toBeGreaterThanOrEqual(0.01 * (1 - 1e-12));
          expect(
            poolSpread.answer({ volumeM3: 20, bundAreaM2, timesS: [t] }).value.areaM2[0]!,
          ).toBeLessThanOrEqual(bundAreaM2 * (1 + 1e-12));
        },
      ),
    );
  });

  it('keeps the books: spilt = pool + evaporated, at every moment', () => {
    for (const inputs of [
      butane,
      { ...butane, bundAreaM2: 50 },
      { ...butane, liquidTemperatureK: 263, vapourPressurePa: 7e4 },
    ]) {
      const { value } = poolOnLand.answer(inputs);
      value.timesS.forEach((_, k) => {
        expect((value.poolMassKg[k]! + value.evaporatedKg[k]!) / value.spiltKg[k]!).toBeCloseTo(1, 9);
      });
      expect(value.spiltKg.at(-1)! / 6000).toBeCloseTo(1, 9);
    }
  });

  it('boils off less at its peak inside a bund', () => {
    const open = poolOnLand.answer(butane).value.peakEvaporationKgS;
    expect(poolOnLand.answer({ ...butane, bundAreaM2: 50 }).value.peakEvaporationKgS).toBeLessThan(open);
  });
});
