import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Undefined } from './model.ts';
import { flashingFlow, gasOrifice, liquidOrifice } from './orifice.ts';

describe('liquid through a hole', () => {
  it('meets the liquid jet of CCPS 1999 p. 40', () => {
    const { value, validity } = liquidOrifice.answer({
      dischargeCoefficient: 0.63,
      holeDiameterM: 0.01,
      densityKgM3: 490,
      pressurePa: 120935.0368,
    });
    expect(value.massFlowKgS).toBeCloseTo(0.21691154763598, 7);
    expect(value.velocityMS).toBeCloseTo(5.636333880812954, 6);
    expect(validity).toBe('in');
  });

  it('refuses a vessel under vacuum and flags a liquid that flashes', () => {
    const base = { holeDiameterM: 0.01, densityKgM3: 500 };
    expect(() => liquidOrifice.answer({ ...base, pressurePa: 90_000 })).toThrow(Undefined);
    expect(liquidOrifice.answer({ ...base, pressurePa: 9e5, vapourPressurePa: 8e5 }).validity).toBe('edge');
  });
});

describe('gas through a hole', () => {
  it('meets the choked jet of CCPS 1999 p. 47', () => {
    const { value } = gasOrifice.answer({
      dischargeCoefficient: 0.85,
      holeDiameterM: 0.01,
      densityKgM3: 8.9,
      pressurePa: 501_000,
      temperatureK: 298,
      heatCapacityRatio: 1.15,
    });
    expect(value.massFlowKgS / 0.09002799947040846).toBeCloseTo(1, 6);
    expect(value.throatPressurePa / 287766.01316878956).toBeCloseTo(1, 6);
    expect(value.throatTemperatureK / 277.2093023255814).toBeCloseTo(1, 6);
    expect(value.velocityMS / 208.58711308961637).toBeCloseTo(1, 6);
    expect(value.choked).toBe(true);
  });

  it('meets Casal 2018 example 2.3 (propane, 20 mm) within 1 %', () => {
    const { value } = gasOrifice.answer({
      dischargeCoefficient: 0.62,
      holeDiameterM: 0.02,
      pressurePa: 1e6,
      temperatureK: 298,
      heatCapacityRatio: 1.15,
      molarMassKgMol: 0.0441,
      ambientPressurePa: 101_300,
    });
    expect(Math.abs(value.massFlowKgS / 0.525 - 1)).toBeLessThan(0.01);
  });

  it('flows alike on both sides of choking, more with more pressure, and not at all without a difference', () => {
    const flow = (pressurePa: number) =>
      gasOrifice.answer({
        holeDiameterM: 0.01,
        pressurePa,
        temperatureK: 300,
        heatCapacityRatio: 1.3,
        molarMassKgMol: 0.03,
      }).value.massFlowKgS;
    expect(flow(101_325)).toBe(0);
    const border = 101_325 / (2 / 2.3) ** (1.3 / 0.3);
    expect(flow(border * 1.0001) / flow(border * 0.9999)).toBeCloseTo(1, 3);
    fc.assert(
      fc.property(
        fc.double({ min: 102_000, max: 1e7, noNaN: true }),
        fc.double({ min: 1.001, max: 3, noNaN: true }),
        (p, k) => {
          expect(flow(p * k)).toBeGreaterThan(flow(p));
        },
      ),
    );
  });

  it('says that 5 MPa without a compressibility is at its edge, 20 MPa outside', () => {
    const at = (pressurePa: number) =>
      gasOrifice.answer({
        holeDiameterM: 0.01,
        pressurePa,
        temperatureK: 300,
        heatCapacityRatio: 1.3,
        molarMassKgMol: 0.016,
      });
    expect(at(5e6).validity).toBe('edge');
    expect(at(2e7).validity).toBe('out');
  });
});

describe('a flashing liquid', () => {
  const propylene = {
    holeDiameterM: 0.01,
    liquidDensityKgM3: 505,
    temperatureK: 298,
    pressurePa: 1.15e6,
    saturationPressurePa: 1.15e6,
    latentHeatJKg: 3.34e5,
    specificVolumeChangeM3Kg: 0.042,
    liquidHeatCapacityJKgK: 2180,
  };

  it('meets Crowl & Louvar example 4-8: saturated propylene, 1 cm, 0.774 kg/s', () => {
    expect(flashingFlow.answer(propylene).value.massFlowKgS).toBeCloseTo(0.774, 2);
  });

  it('meets Crowl & Louvar example 4-7: subcooled ammonia, 97.6 kg/s of the subcooled part', () => {
    const { value } = flashingFlow.answer({
      ...propylene,
      holeDiameterM: 0.0945,
      liquidDensityKgM3: 603,
      pressurePa: 1.4e6,
      saturationPressurePa: 0.968e6,
    });
    expect(value.subcooledFluxKgM2S * (Math.PI / 4) * 0.0945 ** 2).toBeCloseTo(97.6, 0);
    expect(value.fluxKgM2S).toBeGreaterThan(value.subcooledFluxKgM2S);
  });

  it('is the liquid orifice without a pipe, and never more than it with one', () => {
    const orifice = liquidOrifice.answer({ holeDiameterM: 0.01, densityKgM3: 505, pressurePa: 1.15e6 }).value
      .massFlowKgS;
    expect(flashingFlow.answer({ ...propylene, pipeLengthM: 0 }).value.massFlowKgS / orifice).toBeCloseTo(
      1,
      9,
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.3, noNaN: true }), (pipeLengthM) => {
        const flow = flashingFlow.answer({ ...propylene, pipeLengthM }).value.massFlowKgS;
        expect(flow).toBeLessThanOrEqual(orifice * (1 + 1e-9));
      }),
    );
  });
});
