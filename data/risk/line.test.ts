import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEMO_ROSE, UNIFORM_ROSE, type WindRose } from '../tables/wind-rose.ts';
import { cellLat, cellLon, type Grid, gridOf } from './field.ts';
import { addLines, type Line, lineRiskAt, lineTable } from './line.ts';
import { lineSourceOf, type RiskPipeline } from './pipelines.ts';
import { footprintsOf, type Kernel, kernelOf, riskOf, towardsOf } from './polar.ts';

const LON = 122;
const LAT = 30;
const DEGREE_M = (Math.PI / 180) * 6_371_008.8;
const toLon = (eastM: number) => LON + eastM / (DEGREE_M * Math.cos((LAT * Math.PI) / 180));
const toLat = (northM: number) => LAT + northM / DEGREE_M;
const pipeline = (medium: RiskPipeline['medium'], diameterMm: number, pressureMPa: number): RiskPipeline => ({
  id: medium,
  name: medium,
  medium,
  diameterMm,
  pressureMPa,
});

function metre(one: RiskPipeline, rose: WindRose): { kernel: Kernel; round: boolean } {
  const { outcomes } = lineSourceOf(one)!;
  return {
    kernel: kernelOf(footprintsOf(outcomes, rose.weather), towardsOf(rose)),
    round: outcomes.every(({ round }) => round),
  };
}
const lineOf = (points: readonly (readonly [number, number])[]) =>
  Float64Array.from(points.flatMap(([east, north]) => [toLon(east), toLat(north)]));

/** The integral along the line in metre steps and finer. */
function plain(kernel: Kernel, points: readonly (readonly [number, number])[], east: number, north: number) {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1]!, points[i]!];
    const length = Math.hypot(bx - ax, by - ay);
    const steps = Math.ceil(2 * length);
    for (let k = 0; k < steps; k++) {
      const f = (k + 0.5) / steps;
      sum += (length / steps) * riskOf(kernel, east - ax - f * (bx - ax), north - ay - f * (by - ay));
    }
  }
  return sum;
}

const BEND = [
  [-1500, -200],
  [-300, 100],
  [-290, 102],
  [500, -350],
  [520, 1200],
] as const;

describe('the risk of a pipeline', { timeout: 60_000 }, () => {
  it.each([
    ['natural gas', pipeline('natural_gas', 610, 8), 0.02],
    ['oil products', pipeline('oil_products', 273, 6.3), 0.04],
    ['hydrogen', pipeline('hydrogen', 406, 4), 0.02],
    ['LPG', pipeline('lpg', 219, 4), 0.05],
    ['ammonia', pipeline('ammonia', 159, 4), 0.05],
  ])('of %s is the integral of its metres, around bends and ends', (_, one, tolerance) => {
    const { kernel, round } = metre(one, DEMO_ROSE);
    const line: Line = { table: lineTable(kernel, round), parts: [lineOf(BEND)] };
    const pairs = Array.from({ length: 60 }, (_, i) => {
      const r = 8 * 250 ** (i / 60);
      const [east, north] = [200 + r * Math.sin(i * 2.39996), -180 + r * Math.cos(i * 2.39996)];
      return [plain(kernel, BEND, east, north), lineRiskAt(line, toLon(east), toLat(north))] as const;
    });
    const most = Math.max(...pairs.map(([known]) => known));
    // at the sharp edge of a pool fire a point may be a step of the table in or out
    for (const [known, mine] of pairs)
      expect(Math.abs(mine - known)).toBeLessThan(tolerance * known + 0.015 * most);
    expect(pairs.filter(([known]) => known > 1e-8).length).toBeGreaterThan(8);
  });

  it('has no beads: along a straight line it is the same everywhere but at the ends', () => {
    for (const one of [pipeline('natural_gas', 406, 6.3), pipeline('lpg', 159, 2.5)]) {
      const { kernel, round } = metre(one, UNIFORM_ROSE);
      const points = Array.from({ length: 41 }, (_, i) => [0, -10_000 + 500 * i] as const);
      const line: Line = { table: lineTable(kernel, round), parts: [lineOf(points)] };
      for (const aside of [0, 20, 100]) {
        const along = Array.from({ length: 50 }, (_, i) => lineRiskAt(line, toLon(aside), toLat(37 * i)));
        expect(Math.max(...along) / Math.min(...along)).toBeLessThan(1.01);
      }
    }
  });

  it('does not depend on where a straight line has points, nor on its direction', () => {
    const { kernel, round } = metre(pipeline('ammonia', 108, 2.5), DEMO_ROSE);
    const table = lineTable(kernel, round);
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: 20, max: 900, noNaN: true }),
        (share, angle, r) => {
          const [ends, middle] = [
            [
              [-700 * Math.sin(angle), -700 * Math.cos(angle)] as const,
              [800 * Math.sin(angle), 800 * Math.cos(angle)] as const,
            ],
            [(-700 + 1500 * share) * Math.sin(angle), (-700 + 1500 * share) * Math.cos(angle)] as const,
          ] as const;
          const at = [toLon(r), toLat(r / 3)] as const;
          const whole = lineRiskAt({ table, parts: [lineOf(ends)] }, ...at);
          const split = lineRiskAt({ table, parts: [lineOf([ends[0], middle, ends[1]])] }, ...at);
          const back = lineRiskAt({ table, parts: [lineOf([ends[1], ends[0]])] }, ...at);
          expect(Math.abs(split - whole)).toBeLessThan(1e-3 * whole + 1e-13);
          expect(Math.abs(back - whole)).toBeLessThan(1e-9 * whole + 1e-16);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['degrees', 'mercator'] as const)(
    'on a grid with rows in %s is at each centre what it is there',
    (rows) => {
      const { kernel, round } = metre(pipeline('natural_gas', 813, 10), DEMO_ROSE);
      const line: Line = { table: lineTable(kernel, round), parts: [lineOf(BEND)] };
      const grid: Grid = { ...gridOf([toLon(-2_200), toLat(-900), toLon(1_200), toLat(1_800)], 70), rows };
      const values = new Float64Array(grid.width * grid.height);
      addLines(values, [line], grid, [0, 20]);
      addLines(values, [line], grid, [20, grid.height]);
      let positive = 0;
      for (const [at, value] of values.entries()) {
        const there = lineRiskAt(
          line,
          cellLon(grid, at % grid.width),
          cellLat(grid, Math.floor(at / grid.width)),
        );
        expect(Math.abs(value - there)).toBeLessThanOrEqual(1e-9 * there + 1e-18);
        if (there > 0) positive++;
      }
      expect(positive).toBeGreaterThan(200);
    },
  );
});

describe('a metre of a pipeline', () => {
  it('is not guessed where diameter, pressure or substance are missing', () => {
    const missing = (one: RiskPipeline) => lineSourceOf(one)!.missing.map(({ en }) => en);
    expect(missing({ ...pipeline('natural_gas', 406, 4), diameterMm: null })).toEqual(['No diameter']);
    expect(missing({ ...pipeline('ammonia', 108, 2), pressureMPa: null })).toEqual(['No pressure']);
    expect(missing(pipeline('chemical', 219, 1.6))).toHaveLength(1);
    expect(missing(pipeline('manufactured_gas', 219, 0.2))).toHaveLength(1);
    expect(lineSourceOf(pipeline('water', 600, 0.4))).toBeNull();
    expect(lineSourceOf(pipeline('steam', 406, 1.6))).toBeNull();
  });

  it('of wide gas lines breaks as often and burns as often as EGIG counts', () => {
    const { outcomes } = lineSourceOf(pipeline('natural_gas', 610, 8))!;
    const of = (scenario: string) => outcomes.find((one) => one.scenario === scenario)!.frequencyPerYear;
    expect(of('rupture')).toBeCloseTo(0.012e-6 * 0.33, 15);
    expect(of('hole')).toBeCloseTo(0.027e-6 * 0.02, 15);
    expect(of('pinhole')).toBeCloseTo(0.085e-6 * 0.04, 15);
  });

  it('of natural gas that breaks has the hazard radius 0.685 √(p d²) feet for 15.8 kW/m² (Stephens 2000, GRI-00/0189)', () => {
    // some 24 % die in 20 s there: probit −36.38 + 2.56 ln(20 · 15,800^(4/3)) = 4.3
    const { outcomes } = lineSourceOf(pipeline('natural_gas', 610, 8))!;
    const rupture = outcomes.find(({ scenario }) => scenario === 'rupture')!;
    const { lethality } = rupture.footprint(DEMO_ROSE.weather[0]!);
    const reach = (share: number) => {
      let r = 1;
      while (lethality(r, 0) > share) r *= 1.005;
      return r;
    };
    // 0.685 √(p d²) feet with psi and inches
    const published = 0.3048 * 0.685 * Math.sqrt(1160.3 * (610 / 25.4) ** 2);
    expect(Math.abs(reach(0.24) / published - 1)).toBeLessThan(0.15);
  });
});
