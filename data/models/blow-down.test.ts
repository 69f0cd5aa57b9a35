import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gasBlowDown, pipelineRupture, tankDrain } from './blow-down.ts';

const tank = {
  dischargeCoefficient: 0.62,
  holeDiameterM: 0.05,
  tankDiameterM: 5,
  headM: 0.85 * 10 - 1,
  densityKgM3: 867,
};
const vessel = {
  holeDiameterM: 0.02,
  volumeM3: 10,
  pressurePa: 1e6,
  temperatureK: 300,
  molarMassKgMol: 0.028,
  heatCapacityRatio: 1.4,
};

describe('a tank that drains', () => {
  it('meets the table of Casal 2018 example 2.1 within 2 %', () => {
    const { value } = tankDrain.answer({ ...tank, timesS: [360, 1080, 1800] });
    [12.68, 12.23, 11.76].forEach((book, i) => {
      expect(Math.abs(value.massFlowKgS[i]! / book - 1)).toBeLessThan(0.02);
    });
  });

  it('releases what the level lost, and no more than there was', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 2e5, noNaN: true }),
        (t, padPressurePa) => {
          const step = 1e-3;
          const { value } = tankDrain.answer({ ...tank, padPressurePa, timesS: [t, t + step] });
          const all = 867 * (Math.PI / 4) * 25 * tank.headM;
          expect(value.releasedKg[1]!).toBeLessThanOrEqual(all * (1 + 1e-12));
          const lost = (value.releasedKg[1]! - value.releasedKg[0]!) / step;
          if (t + step < value.emptyAfterS) expect(lost / value.massFlowKgS[0]!).toBeCloseTo(1, 3);
        },
      ),
    );
  });
});

describe('a gas vessel that blows down', () => {
  it('decays exponentially while choked and isothermal, as the analytic solution does', () => {
    const { value } = gasBlowDown.answer({ ...vessel, process: 'isothermal', timesS: [0, 30, 60] });
    const rate = value.massFlowKgS[0]! / value.initialMassKg;
    expect(value.massFlowKgS[1]! / (value.massFlowKgS[0]! * Math.exp(-30 * rate))).toBeCloseTo(1, 6);
    expect(value.pressurePa[2]! / (1e6 * Math.exp(-60 * rate))).toBeCloseTo(1, 6);
  });

  it('follows the analytic adiabatic solution P/P0 = (1 + (γ−1)/2 · t/τ)^(−2γ/(γ−1)) while choked', () => {
    const { value } = gasBlowDown.answer({ ...vessel, timesS: [0, 60] });
    const tau = value.initialMassKg / value.massFlowKgS[0]!;
    expect(value.pressurePa[1]! / (1e6 * (1 + (0.2 * 60) / tau) ** -7)).toBeCloseTo(1, 5);
  });

  it('ends at ambient pressure and never releases more than it held', () => {
    const { value } = gasBlowDown.answer({ ...vessel, process: 'isothermal', timesS: [1e6] });
    expect(value.pressurePa[0]! / 101_325).toBeCloseTo(1, 2);
    expect(value.releasedKg[0]!).toBeLessThan(value.initialMassKg);
  });
});

describe('a long pipeline that breaks', () => {
  const line = {
    ...vessel,
    diameterM: 0.5,
    lengthM: 10_000,
    pressurePa: 4e6,
    molarMassKgMol: 0.0164,
    heatCapacityRatio: 1.31,
  };
  const { volumeM3: _, holeDiameterM: __, ...inputs } = line;

  it('starts with the flow of the open bore and empties the line exactly (mass balance)', () => {
    const { value, validity } = pipelineRupture.answer({ ...inputs, timesS: [0, 60, 1e9] });
    expect(value.massFlowKgS[0]! / value.initialMassFlowKgS).toBeCloseTo(1, 12);
    expect(value.releasedKg[2]! / value.initialMassKg).toBeCloseTo(1, 12);
    // over the first minute a long line gives a third or so of the first flow
    expect(value.releasedKg[1]! / 60 / value.initialMassFlowKgS).toBeGreaterThan(0.15);
    expect(value.releasedKg[1]! / 60 / value.initialMassFlowKgS).toBeLessThan(0.5);
    expect(validity).toBe('edge');
  });

  it('is out of its range for a short pipe', () => {
    expect(pipelineRupture.answer({ ...inputs, lengthM: 50, timesS: [1] }).validity).toBe('out');
  });
});
