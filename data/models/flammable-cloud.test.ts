import { describe, expect, it } from 'vitest';
import { flammablePlume } from './flammable-cloud.ts';

const methane = {
  massFlowKgS: 20,
  windMS: 2,
  stability: 'D',
  lowerLimitShare: 0.05,
  upperLimitShare: 0.15,
  molarMassKgMol: 0.016042,
};

describe('the flammable part of a plume', () => {
  it('holds about what flows in while it passes to the lower limit, and less above both limits', () => {
    const { value } = flammablePlume.answer(methane);
    expect(value.explosiveMassKg).toBeLessThan(value.massAboveLowerKg);
    expect(value.massAboveLowerKg).toBeLessThan(
      (methane.massFlowKgS * value.lowerLimitReachM) / methane.windMS,
    );
    expect(value.explosiveMassKg).toBeGreaterThan(0);
    expect(value.outerReachM).toBeGreaterThan(value.lowerLimitReachM);
  });

  it('meets the analytic mass above a level of a plume that grows as a power: Q x/u times b/(b+1)', () => {
    // all of ∫C dV up to x is Q x/u; with C falling as x^−b on the axis the part above the axis level at x is b/(b+1) of it
    const { value } = flammablePlume.answer({ ...methane, sigmaSet: 'tno', upperLimitShare: 1 });
    const b = 0.905 + 0.76;
    const analytic = ((methane.massFlowKgS * value.lowerLimitReachM) / methane.windMS) * (b / (b + 1));
    expect(value.massAboveLowerKg / analytic).toBeGreaterThan(0.85);
    expect(value.massAboveLowerKg / analytic).toBeLessThan(1.15);
  });

  it('holds more for a lower limit and in a weaker wind', () => {
    const mass = (over: object) => flammablePlume.answer({ ...methane, ...over }).value.massAboveLowerKg;
    expect(mass({ lowerLimitShare: 0.03 })).toBeGreaterThan(mass({}));
    expect(mass({ windMS: 1.5 })).toBeGreaterThan(mass({}));
  });
});
