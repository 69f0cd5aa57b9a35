import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTree, ignitionProbability } from './event-tree.ts';
import { failureFrequency, pipelineFailure } from './failure.ts';
import { fatalAccidentRate, isotropicRisk, pipelineRisk, potentialLossOfLife } from './risk-measures.ts';

const near = (mine: number, known: number, relative = 1e-9) =>
  expect(Math.abs(mine / known - 1)).toBeLessThan(relative);

describe('the event tree', () => {
  it('meets the analytic case with the Purple Book split 0.6/0.4', () => {
    const { value } = eventTree.answer({
      frequencyPerYear: 5e-7,
      immediateIgnition: 0.7,
      delayedIgnition: 0.9,
    });
    near(value.immediatePerYear, 3.5e-7);
    near(value.flashFirePerYear, 8.1e-8);
    near(value.explosionPerYear, 5.4e-8);
    near(value.noIgnitionPerYear, 1.5e-8);
  });

  it('loses no frequency', () => {
    const s = () => fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(s(), s(), s(), s(), (immediateIgnition, delayedIgnition, explosionShare, bleveShare) => {
        const { value: v } = eventTree.answer({
          frequencyPerYear: 1e-5,
          immediateIgnition,
          delayedIgnition,
          explosionShare,
          bleveShare,
        });
        near(
          v.blevePerYear + v.firePerYear + v.flashFirePerYear + v.explosionPerYear + v.noIgnitionPerYear,
          1e-5,
        );
      }),
    );
  });

  it('ignites a large release of reactive gas in seven of ten cases (CPR 18E table 4.5)', () => {
    const at = (massFlowKgS: number) =>
      ignitionProbability.answer({ kind: 'gas-average-high', massFlowKgS }).value.immediate;
    expect([at(5), at(50), at(500)]).toEqual([0.2, 0.5, 0.7]);
  });

  it('ignites later the longer the cloud stays and the more people are in it', () => {
    const at = (count: number, cloudS: number) =>
      ignitionProbability.answer({ kind: 'gas-low', sources: [{ kind: 'person-at-home', count }], cloudS })
        .value.delayed;
    near(at(1, 60), 0.01);
    expect(at(10, 60)).toBeGreaterThan(at(1, 60));
    expect(at(10, 300)).toBeGreaterThan(at(10, 60));
    expect(at(1e4, 600)).toBeLessThanOrEqual(1);
  });
});

describe('failure frequencies', () => {
  it('are those of CPR 18E for a pressure vessel, with limits on both sides', () => {
    const { value } = failureFrequency.answer({ equipment: 'pressure-vessel-storage' });
    expect(value.scenarios.map((s) => s.frequencyPerYear)).toEqual([5e-7, 5e-7, 1e-5]);
    for (const s of value.scenarios) near(s.lowPerYear * s.highPerYear, s.frequencyPerYear ** 2);
  });

  it('multiply with length and hours, which must be given', () => {
    expect(
      failureFrequency.answer({ equipment: 'pipe-over-150mm', lengthM: 200 }).value.scenarios[0]!
        .frequencyPerYear,
    ).toBeCloseTo(2e-5, 12);
    expect(() => failureFrequency.answer({ equipment: 'hose' })).toThrow();
  });

  it('of gas lines break less the wider they are, up to 29 inches (EGIG)', () => {
    const at = (diameterMm: number) => pipelineFailure.answer({ diameterMm }).value.rupturePerYear;
    near(at(100), 1.33e-4);
    expect(at(300)).toBeLessThan(at(200));
  });
});

describe('measures of risk', () => {
  it('meet HyRAM+ test_risk: FAR, AIR, PLL', () => {
    near(fatalAccidentRate.answer({ pllPerYear: 2.5e-5, persons: 9 }).value.farPer1e8H, 0.0317098, 1e-5);
    near(fatalAccidentRate.answer({ farPer1e8H: 0.03, hoursPerYear: 2000 }).value.airPerYear, 6e-7);
    const { value } = potentialLossOfLife.answer({
      scenarios: [
        { frequencyPerYear: 1e-5, fatalities: 0.1 },
        { frequencyPerYear: 2e-5, fatalities: 0.2 },
      ],
    });
    near(value.pllPerYear, 5e-6);
    near(value.shares[0]!, 0.2);
    near(value.shares[1]!, 0.8);
  });

  it('give the frequency inside a round effect and nothing outside', () => {
    expect(
      isotropicRisk.answer({ frequencyPerYear: 1e-6, lethalRadiusM: 200, distancesM: [150, 250] }).value
        .riskPerYear,
    ).toEqual([1e-6, 0]);
  });

  it('meet the interaction length beside a pipeline', () => {
    const { value } = pipelineRisk.answer({
      frequencyPerKmYear: 1e-4,
      lethalRadiusM: 120,
      offsetsM: [50, 130],
    });
    near(value.riskPerYear[0]!, 2.181742422927143e-5);
    expect(value.riskPerYear[1]).toBe(0);
  });

  it('let the F-N curve fall, and its area be the PLL', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            frequencyPerYear: fc.double({ min: 1e-9, max: 1e-3, noNaN: true }),
            fatalities: fc.integer({ min: 1, max: 500 }),
          }),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        (scenarios) => {
          const { value } = potentialLossOfLife.answer({ scenarios });
          let area = 0;
          value.fn.forEach((point, i) => {
            const before = value.fn[i - 1]?.fatalities ?? 0;
            area += (point.fatalities - before) * point.frequencyPerYear;
            expect(point.frequencyPerYear).toBeLessThanOrEqual(
              (value.fn[i - 1]?.frequencyPerYear ?? 1) * (1 + 1e-12),
            );
          });
          near(area, value.pllPerYear);
        },
      ),
    );
  });
});
