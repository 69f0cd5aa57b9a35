import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airDensityKgM3 } from './constants.ts';
import { denseFlammable } from './dense-flammable.ts';
import { densePlume } from './dense-gas.ts';
import { jetShare, momentumJet } from './momentum-jet.ts';
import { flashExpansion } from './vessel-burst.ts';

describe('a momentum jet', () => {
  it('has on its axis 6 d/x √(ρj/ρa) and half of it at r = x √(ln 2)/5 (Long 1963)', () => {
    expect(jetShare(0.01, 4, 6, 0)).toBeCloseTo(6 * (0.01 / 6) * 2, 12);
    expect(jetShare(0.01, 4, 6, (6 * Math.sqrt(Math.log(2))) / 5)).toBeCloseTo(0.01, 12);
  });

  it('reaches its level where it says, is pure at the mouth and nothing behind it', () => {
    const jet = { jetDiameterM: 0.02, jetDensityKgM3: airDensityKgM3(293.15), releaseHeightM: 50 };
    const { value } = momentumJet.answer({ ...jet, targetShare: 0.05 });
    const there = momentumJet.answer({
      ...jet,
      receivers: [
        { alongM: value.reachM!, heightM: 50 },
        { alongM: -1, heightM: 50 },
      ],
    });
    expect(there.value.concentrationShare[0]! / 0.05).toBeCloseTo(1, 9);
    expect(there.value.concentrationShare[1]).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 5, noNaN: true }), (x) => {
        expect(jetShare(0.02, 1, x, 0)).toBeLessThanOrEqual(1);
        expect(jetShare(0.02, 1, x * 1.1, 0)).toBeLessThanOrEqual(jetShare(0.02, 1, x, 0));
      }),
    );
  });
});

describe('the flammable part of a dense cloud', () => {
  const lng = {
    massFlowKgS: 97.888,
    releaseDensityKgM3: 1.76,
    releaseTemperatureK: 111.15,
    windMS: 10.9,
    ambientTemperatureK: 298,
    lowerLimitShare: 0.05,
    upperLimitShare: 0.15,
  };

  it('ends where the plume has the lower limit (CCPS 1999 p. 122: 5.07 % at 367 m)', () => {
    const { value } = denseFlammable.answer(lng);
    expect(value.lowerLimitReachM).toBeGreaterThan(367);
    expect(value.lowerLimitReachM).toBeLessThan(375);
    expect(value.halfLowerLimitReachM).toBeGreaterThan(value.lowerLimitReachM);
  });

  it('holds what flowed in while the cloud passed from one limit to the other', () => {
    const { value } = denseFlammable.answer(lng);
    const between = (value.lowerLimitReachM - value.upperLimitReachM) / 10.9;
    expect(value.explosiveMassKg).toBeCloseTo(97.888 * between, 6);
    // the volume between two sections at the speed of the wind, by steps
    const n = 4_000;
    const dx = (value.lowerLimitReachM - value.upperLimitReachM) / n;
    const xs = Array.from({ length: 1_000 }, (_, k) => value.upperLimitReachM + (k + 0.5) * dx * 4);
    const plume = densePlume.answer({
      massFlowKgS: 97.888,
      releaseDensityKgM3: 1.76,
      releaseTemperatureK: 111.15,
      windMS: 10.9,
      ambientTemperatureK: 298,
      distancesM: xs,
    }).value;
    const mass = xs.reduce(
      (sum, _, k) =>
        sum + plume.concentrationShare[k]! * 2 * plume.halfWidthM[k]! * plume.heightM[k]! * 4 * dx * 1.76,
      0,
    );
    expect(mass / value.explosiveMassKg).toBeCloseTo(1, 6);
    expect(denseFlammable.answer({ ...lng, durationS: 1 }).value.explosiveMassKg).toBeCloseTo(97.888, 6);
  });
});

describe('a bursting vessel of superheated liquid', () => {
  it('sets free some 50–90 kJ/kg for propane at 55 °C, nothing at its boiling point', () => {
    const propane = {
      massKg: 1,
      boilingPointK: 231,
      liquidHeatCapacityJKgK: 2700,
      latentHeatJKg: 425e3,
      molarMassKgMol: 0.0441,
    };
    const { value } = flashExpansion.answer({ ...propane, temperatureK: 328 });
    expect(value.specificEnergyJKg).toBeGreaterThan(50e3);
    expect(value.specificEnergyJKg).toBeLessThan(90e3);
    expect(flashExpansion.answer({ ...propane, temperatureK: 231.001 }).value.specificEnergyJKg).toBeLessThan(
      10,
    );
    expect(() => flashExpansion.answer({ ...propane, temperatureK: 230 })).toThrow();
  });
});
