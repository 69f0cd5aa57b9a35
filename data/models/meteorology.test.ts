import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLASSES,
  obukhovLengthM,
  pasquillClass,
  solarRadiationWM2,
  windLogProfile,
  windPowerLaw,
} from './meteorology.ts';

describe('the stability class', () => {
  it.each([
    [1.5, 70, 0, 'A'],
    [2.5, 70, 0, 'B'],
    [4, 40, 0, 'C'],
    [5.5, 70, 0, 'C'],
    [7, 40, 0, 'D'],
    [1.5, -20, 2, 'F'],
    [2.5, -20, 5, 'E'],
    [4, -20, 2, 'E'],
    [8, -20, 2, 'D'],
    [1.5, 70, 8, 'D'],
    [1.5, -20, 8, 'D'],
  ])(
    'of Pasquill 1961 at %d m/s, sun %d°, cloud %d/8 is %s',
    (windMS, solarElevationDeg, cloudOktas, cls) => {
      expect(pasquillClass.answer({ windMS, solarElevationDeg, cloudOktas }).value.stability).toBe(cls);
    },
  );

  it('calls a clear sun above 60° strong and says so of a low sun', () => {
    expect(solarRadiationWM2(60, 0)).toBeGreaterThan(700);
    expect(pasquillClass.answer({ windMS: 3, solarElevationDeg: 5, cloudOktas: 0 }).validity).toBe('edge');
  });
});

describe('wind at another height', () => {
  it('meets the rural power law of CCPS 1999 table 2.11, A to F', () => {
    const known = [
      3.5246926648185886, 3.5246926648185886, 3.776776235382502, 4.237612633868263, 6.716163415705019,
      10.644401677007265,
    ];
    CLASSES.forEach((stability, i) => {
      const { value } = windPowerLaw.answer({ windMS: 3, referenceHeightM: 1, heightM: 10, stability });
      expect(value.windMS / known[i]!).toBeCloseTo(1, 6);
    });
  });

  it('meets the urban and open exponents of the same table', () => {
    const urban = windPowerLaw.answer({
      windMS: 3,
      referenceHeightM: 1,
      heightM: 10,
      stability: 'F',
      set: 'urban',
    });
    expect(urban.value.windMS).toBeCloseTo(11.943215116604916, 9);
    const open = windPowerLaw.answer({
      windMS: 3,
      referenceHeightM: 1,
      heightM: 10,
      stability: 'D',
      set: 'open',
    });
    expect(open.value.windMS).toBeCloseTo(4.160267486615665, 9);
  });

  it('warns of a wide extrapolation in stable air', () => {
    expect(
      windPowerLaw.answer({ windMS: 3, referenceHeightM: 1, heightM: 10, stability: 'F' }).validity,
    ).toBe('edge');
  });

  it('is the plain logarithm in neutral air, steeper in stable and flatter in unstable air', () => {
    const at = (stability: string) =>
      windLogProfile.answer({ windMS: 5, heightM: 50, stability, roughnessM: 0.1 }).value.windMS;
    expect(at('D')).toBeCloseTo((5 * Math.log(500)) / Math.log(100), 9);
    expect(at('F')).toBeGreaterThan(at('D'));
    expect(at('A')).toBeLessThan(at('D'));
  });

  it('grows with height in every class', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLASSES),
        fc.double({ min: 2, max: 100, noNaN: true }),
        fc.double({ min: 1.01, max: 2, noNaN: true }),
        (stability, heightM, k) => {
          const at = (h: number) =>
            windLogProfile.answer({ windMS: 5, heightM: h, stability, roughnessM: 0.03 }).value.windMS;
          expect(at(heightM * k)).toBeGreaterThan(at(heightM));
        },
      ),
    );
  });

  it('has a negative Obukhov length in unstable, a positive one in stable air', () => {
    expect(obukhovLengthM('A', 0.1)).toBeLessThan(0);
    expect(obukhovLengthM('C', 0.1)).toBeLessThan(obukhovLengthM('A', 0.1));
    expect(obukhovLengthM('F', 0.1)).toBeGreaterThan(0);
    expect(obukhovLengthM('E', 0.1)).toBeGreaterThan(obukhovLengthM('F', 0.1));
  });
});
