import { describe, expect, it } from 'vitest';
import { aerosolDilution, antoine } from './aerosol.ts';

const ammonia = {
  massFlowKgS: 10,
  liquidShare: 0.8,
  molarMassKgMol: 0.017031,
  boilingPointK: 239.8,
  latentHeatJKg: 1.369e6,
  liquidHeatCapacityJKgK: 4480,
  vapourHeatCapacityJKgK: 2060,
  antoineA: 9.4854,
  antoineB: 926.132,
  antoineC: -32.98,
};

describe('vapour pressure', () => {
  it.each([
    ['benzene at 25 °C (Perry 2-8)', 8.98523, 1184.24, -55.578, 298.15, 12_640, 0.01],
    ['propane at its boiling point', 8.92828, 803.997, -26.11, 231.036, 101_325, 0.01],
    ['chlorine at its boiling point', 9.0628, 861.34, -26.82, 239.198, 101_325, 0.02],
  ])('of %s follows Antoine (Poling et al. 2001)', (_, a, b, c, temperatureK, pa, tolerance) => {
    expect(Math.abs(antoine.answer({ a, b, c, temperatureK }).value.vapourPressurePa / pa - 1)).toBeLessThan(
      tolerance,
    );
  });
});

describe('an aerosol cloud', () => {
  it('of ammonia ends far below its boiling point, heavier than air, an order of ten kilograms of air a kilogram (Kaiser & Walker 1978)', () => {
    const { value, validity } = aerosolDilution.answer(ammonia);
    expect(value.temperatureK).toBeGreaterThan(195);
    expect(value.temperatureK).toBeLessThan(215);
    expect(value.airPerSubstanceKgKg).toBeGreaterThan(8);
    expect(value.airPerSubstanceKgKg).toBeLessThan(20);
    expect(value.densityKgM3).toBeGreaterThan(1.2);
    expect(validity).toBe('in');
  });

  it('needs more air the more liquid it holds, and keeps its mass', () => {
    const air = (liquidShare: number) =>
      aerosolDilution.answer({ ...ammonia, liquidShare }).value.airPerSubstanceKgKg;
    expect(air(0)).toBe(0);
    expect(air(0.4)).toBeGreaterThan(air(0.2));
    const { value } = aerosolDilution.answer(ammonia);
    expect(value.mixtureFlowKgS).toBeCloseTo(10 * (1 + value.airPerSubstanceKgKg), 9);
    expect(value.volumeFlowM3S * value.densityKgM3).toBeCloseTo(value.mixtureFlowKgS, 9);
  });
});
