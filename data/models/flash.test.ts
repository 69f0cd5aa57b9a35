import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adiabaticFlash, airborneShare, dropRainOut } from './flash.ts';

describe('the flash of a superheated liquid', () => {
  it('meets the worked example of A. Farrell (CCPS 1996 eq. 4-14), butane at 25 °C', () => {
    const { value } = adiabaticFlash.answer({
      liquidHeatCapacityJKgK: 140498.09049348923,
      latentHeatJKg: 20998917.070754148,
      temperatureK: 298.15,
      boilingPointK: 272.55,
    });
    expect(value.flashShare / 0.17128269541302374).toBeCloseTo(1, 4);
  });

  it('leaves nothing behind: what is not airborne rains out, and shares stay shares', () => {
    fc.assert(
      fc.property(fc.double({ min: 200, max: 500, noNaN: true }), (temperatureK) => {
        const { value } = adiabaticFlash.answer({
          liquidHeatCapacityJKgK: 2500,
          latentHeatJKg: 4e5,
          temperatureK,
          boilingPointK: 231,
        });
        expect(value.airborneShare + value.rainOutShare).toBeCloseTo(1, 12);
        expect(value.airborneShare).toBeGreaterThanOrEqual(value.flashShareExponential * 0.999);
      }),
    );
  });

  it('joins the three parts of the Purple Book rule without a step', () => {
    for (const border of [0.1, 0.36])
      expect(airborneShare(border + 1e-9)).toBeCloseTo(airborneShare(border - 1e-9), 6);
  });
});

describe('drops of a flashing jet', () => {
  it('rain out less the hotter the liquid', () => {
    const airborne = (superheatK: number) =>
      dropRainOut.answer({ jetSpeedMS: 40, superheatK, surfaceTensionNM: 0.02, liquidDensityKgM3: 600 }).value
        .airborneShare;
    expect(airborne(60)).toBeGreaterThan(airborne(5));
  });
});
