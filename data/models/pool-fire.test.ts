import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolBurningBabrauskas, poolBurningRate, poolFlameSize } from './pool-burning.ts';
import { cylinderViewFactors, poolFirePointSource, poolFireSolidFlame, rmpPoolFire } from './pool-fire.ts';
import { bagsterTransmissivity, transmissivity } from './transmissivity.ts';

describe('the air', () => {
  it.each([
    [253, [0.96, 0.86, 0.72]],
    [273, [0.91, 0.78, 0.61]],
  ])(
    'lets through what the table of Wayne 1991 says at %d K, 50 % humidity, within 3 %',
    (ambientTemperatureK, table) => {
      const { value } = transmissivity.answer({
        pathsM: [10, 100, 1000],
        ambientTemperatureK,
        relativeHumidity: 0.5,
      });
      table.forEach((tau, k) => {
        expect(Math.abs(value.wayne[k]! / tau - 1)).toBeLessThan(0.03);
      });
    },
  );

  it('lets through less the longer the path, also where the three forms meet', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1000, noNaN: true }), (path) => {
        expect(bagsterTransmissivity(1500, path * 1.1)).toBeLessThanOrEqual(
          bagsterTransmissivity(1500, path) * 1.005,
        );
      }),
    );
    for (const border of [1e4, 1e5])
      expect(
        bagsterTransmissivity(1, border * 1.0001) / bagsterTransmissivity(1, border * 0.9999),
      ).toBeCloseTo(1, 1);
  });
});

describe('a burning pool', () => {
  it('burns down as in CCPS CPQRA example 2.30 (25 m dike)', () => {
    const { value } = poolBurningRate.answer({
      heatOfCombustionJKg: 43.7e6,
      latentHeatJKg: 3e5,
      liquidHeatCapacityJKgK: 2500,
      boilingPointK: 363,
      ambientTemperatureK: 298,
      liquidDensityKgM3: 730,
    });
    expect(Math.abs(value.regressionMS / 0.00012 - 1)).toBeLessThan(0.01);
    expect(Math.abs(value.massFluxKgM2S / 0.0876 - 1)).toBeLessThan(0.01);
  });

  it('burns faster the wider it is, up to the value of Babrauskas 1983', () => {
    const at = (diameterM: number) =>
      poolBurningBabrauskas.answer({ fuel: 'gasoline', diameterM }).value.massFluxKgM2S;
    expect(at(0.3)).toBeLessThan(at(1));
    expect(at(30)).toBeCloseTo(0.055, 9);
  });

  it('has a flame of one to two diameters that the wind tilts', () => {
    const calm = poolFlameSize.answer({ diameterM: 20, massFluxKgM2S: 0.055 }).value;
    expect(calm.lengthM / 20).toBeGreaterThan(1);
    expect(calm.lengthM / 20).toBeLessThan(2.5);
    expect(calm.tiltDeg).toBe(0);
    expect(
      poolFlameSize.answer({ diameterM: 20, massFluxKgM2S: 0.055, windMS: 10 }).value.tiltDeg,
    ).toBeGreaterThan(30);
  });
});

const casal = {
  diameterM: 6,
  flameHeightM: 11.5,
  massFluxKgM2S: 0.0501 * (1 - Math.exp(-1.5 * 6)),
  heatOfCombustionJKg: 41.9e6,
  ambientTemperatureK: 289,
  relativeHumidity: 0.79,
  receiverHeightM: 1.6,
};

describe('the heat of a pool fire', () => {
  it('meets Casal 2018 example 3.4 (6 m pool at 18 m, 2.8 kW/m²) within 5 %', () => {
    const { value, validity } = poolFirePointSource.answer({ ...casal, distancesM: [18] });
    expect(Math.abs(value.heatFluxWM2[0]! / 2800 - 1)).toBeLessThan(0.05);
    expect(validity).toBe('in');
  });

  it('reaches its levels where it says', () => {
    const { value } = poolFirePointSource.answer({ ...casal, levelsWM2: [1600, 4000] });
    const there = poolFirePointSource.answer({ ...casal, distancesM: value.reachM }).value.heatFluxWM2;
    expect(there[0]! / 1600).toBeCloseTo(1, 6);
    expect(there[1]! / 4000).toBeCloseTo(1, 6);
  });

  it('sees an endless wall of flame under √½ at its foot, and less and less away from it', () => {
    const { vertical, horizontal, greatest } = cylinderViewFactors(1e6, 1 + 1e-6);
    expect(vertical).toBeCloseTo(0.5, 2);
    expect(horizontal).toBeCloseTo(0.5, 2);
    expect(greatest).toBeCloseTo(Math.SQRT1_2, 2);
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.double({ min: 1.02, max: 50, noNaN: true }),
        (h, s) => {
          const near = cylinderViewFactors(h, s).greatest;
          expect(near).toBeGreaterThan(cylinderViewFactors(h, s * 1.05).greatest);
          expect(near).toBeLessThan(cylinderViewFactors(h * 1.1, s).greatest * (1 + 1e-12));
          expect(near).toBeLessThan(1);
        },
      ),
    );
  });

  it('is the silhouette of the flame from far away', () => {
    // far away a cylinder is its silhouette: F = D H/(π x²) to a few per cent
    const far = cylinderViewFactors(1, 60).vertical;
    expect(far / ((2 * 1) / (Math.PI * 60 ** 2))).toBeCloseTo(1, 1);
  });

  it('is alike by both models at five diameters of a gasoline fire, within a factor 2.5', () => {
    const fire = { diameterM: 10, massFluxKgM2S: 0.055, distancesM: [50] };
    const point = poolFirePointSource.answer({ ...fire, heatOfCombustionJKg: 43.7e6 }).value.heatFluxWM2[0]!;
    const solid = poolFireSolidFlame.answer(fire).value.heatFluxWM2[0]!;
    expect(point / solid).toBeGreaterThan(0.4);
    expect(point / solid).toBeLessThan(2.5);
  });

  it('grows with the area by its root in the EPA form', () => {
    const at = (areaM2: number) =>
      rmpPoolFire.answer({
        areaM2,
        heatOfCombustionJKg: 45e6,
        latentHeatJKg: 349e3,
        liquidHeatCapacityJKgK: 2200,
        boilingPointK: 328,
      }).value.distanceM;
    expect(at(400) / at(100)).toBeCloseTo(2, 12);
  });
});
