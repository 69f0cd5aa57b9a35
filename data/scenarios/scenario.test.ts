import { booleanPointInPolygon, polygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicM } from '../../tests/harness/vincenty.ts';
import { runScenario, type ScenarioInput } from './all.ts';
import { destination, placed } from './place.ts';
import { scenariosOf, substanceIdOf } from './possible.ts';
import { NotPossible, type ScenarioId, type Zone } from './scenario.ts';
import { circle, extentM, type Point, type Ring, swept } from './shape.ts';

const weather = { windMS: 3, windFromDeg: 90, stability: 'D', tempC: 20, rh: 70 } as const;
const ask = (substance: string, scenario: ScenarioId, massKg: number, more: Partial<ScenarioInput> = {}) =>
  runScenario({ substance, scenario, massKg, weather, terrain: 'rural', ...more });
const zonesOf = (...inputs: Parameters<typeof ask>): readonly Zone[] => ask(...inputs).effects!.zones;

/** Whether the smaller ring lies in the larger, but for a thousandth of its extent (outlines are drawn by chords). */
function inside(smaller: Ring, larger: Ring): boolean {
  const closed = [...larger, larger[0]!].map(([x, y]): [number, number] => [x, y]);
  const slackM = extentM(larger) / 1000;
  return smaller.every(
    (point) => booleanPointInPolygon([...point], polygon([closed])) || fromBorderM(point, closed) < slackM,
  );
}

function fromBorderM([x, y]: Point, closed: readonly Point[]): number {
  return Math.min(
    ...closed.slice(1).map(([bx, by], k) => {
      const [ax, ay] = closed[k]!;
      const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
      const t = Math.min(1, Math.max(0, along));
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
    }),
  );
}

const CASES: readonly (readonly [string, ScenarioId, Partial<ScenarioInput>])[] = [
  ['chlorine', 'toxic_continuous', {}],
  ['chlorine', 'toxic_instantaneous', {}],
  ['ammonia', 'toxic_continuous', { holeDiameterM: 0.05 }],
  ['ammonia', 'toxic_instantaneous', {}],
  ['carbon_monoxide', 'toxic_continuous', {}],
  ['carbon_monoxide', 'toxic_instantaneous', {}],
  ['acrylonitrile', 'toxic_continuous', {}],
  ['phosgene', 'toxic_instantaneous', {}],
  ['propane', 'flash_fire', {}],
  ['propane', 'bleve', {}],
  ['propane', 'vce', {}],
  ['lpg', 'jet_fire', { holeDiameterM: 0.025 }],
  ['methane', 'jet_fire', { holeDiameterM: 0.05, storagePressurePa: 2e6 }],
  ['petrol', 'pool_fire', {}],
  ['petrol', 'vce', {}],
  ['methanol', 'pool_fire', { bundAreaM2: 400 }],
];

describe('a scenario', () => {
  it.each(CASES)('of %s, %s: heavier levels lie inside lighter ones', (substance, scenario, more) => {
    for (const massKg of [500, 5_000, 50_000]) {
      const zones = zonesOf(substance, scenario, massKg, more);
      expect(zones.length).toBeGreaterThan(0);
      zones.slice(1).forEach((zone, k) => {
        expect([zone.level.endpoint, zone.level.threshold > zones[k]!.level.threshold]).toEqual([
          zone.level.endpoint,
          true,
        ]);
        expect([zone.level.endpoint, inside(zone.ring, zones[k]!.ring)]).toEqual([zone.level.endpoint, true]);
        expect(zone.arrivalS).toBeLessThanOrEqual(zones[k]!.arrivalS + 1e-9);
      });
    }
  });

  it.each(CASES)(
    'of %s, %s: the zone of a larger mass contains that of a smaller one',
    (substance, scenario, more) => {
      fc.assert(
        fc.property(
          fc.double({ min: 500, max: 50_000, noNaN: true }),
          fc.double({ min: 1.1, max: 5, noNaN: true }),
          (massKg, times) => {
            const [small, large] = [
              ask(substance, scenario, massKg, more),
              ask(substance, scenario, massKg * times, more),
            ];
            const ids = (one: typeof small) => one.models.map(({ id }) => id).join();
            // between two models there may be a step
            fc.pre(ids(small) === ids(large));
            for (const zone of small.effects!.zones) {
              const larger = large.effects!.zones.find(({ level }) => level.endpoint === zone.level.endpoint);
              expect([zone.level.endpoint, larger !== undefined && inside(zone.ring, larger.ring)]).toEqual([
                zone.level.endpoint,
                true,
              ]);
            }
          },
        ),
        { numRuns: 15 },
      );
    },
  );

  it('turns with the wind', () => {
    const { ring } = zonesOf('chlorine', 'toxic_continuous', 5_000)[0]!;
    const source = [122.4, 30.3] as const;
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (from, turn) => {
          const [one, other] = [placed(ring, source, from), placed(ring, source, from + turn)];
          for (const k of [0, Math.floor(ring.length / 3), Math.floor(ring.length / 2)]) {
            const straight = (place: readonly [number, number]) => geodesicM([...source], [...place]);
            expect(straight(other[k]!)).toBeCloseTo(straight(one[k]!), 3);
          }
        },
      ),
      { numRuns: 20 },
    );
    // a wind from the east carries it west
    const west = placed(ring, source, 90);
    const metres = west.map((place) => geodesicM([...source], [...place]));
    const farthest = west[metres.indexOf(Math.max(...metres))]!;
    expect(farthest[0]).toBeLessThan(source[0]);
  });

  it('says "no data" where properties or levels are not known, and computes nothing', () => {
    for (const outcome of [
      ask('tnt', 'vce', 1000),
      ask('hydrogen_chloride', 'toxic_continuous', 1000),
      ask('chlorine', 'bleve', 1000),
    ]) {
      expect(outcome).toMatchObject({ effects: null, validity: null, models: [] });
      expect(outcome.reasons[0]!.zh).toContain('没有数据');
      expect(outcome.reasons[0]!.en).toContain('No data');
    }
    expect(scenariosOf('tnt', 20)).toEqual([]);
  });

  it('refuses what the state of the substance or a missing input forbids, naming the input', () => {
    const input = (run: () => unknown) => {
      try {
        run();
      } catch (error) {
        return error instanceof NotPossible ? error.input : error;
      }
    };
    expect(input(() => ask('petrol', 'bleve', 1000))).toBe('scenario');
    expect(input(() => ask('propane', 'pool_fire', 1000))).toBe('scenario');
    expect(input(() => ask('propane', 'jet_fire', 1000))).toBe('holeDiameterM');
    expect(input(() => ask('methane', 'jet_fire', 1000, { holeDiameterM: 0.05 }))).toBe('storagePressurePa');
  });

  it('keeps the worst validity of its models and every text once', () => {
    const rank = ['in', 'edge', 'out'];
    for (const [substance, scenario, more] of CASES) {
      const outcome = ask(substance, scenario, 5_000, more);
      for (const { validity } of outcome.models)
        expect(rank.indexOf(outcome.validity!)).toBeGreaterThanOrEqual(rank.indexOf(validity));
      expect(outcome.validity === 'in').toBe(outcome.reasons.length === 0);
      expect(new Set(outcome.assumptions.map(({ zh }) => zh)).size).toBe(outcome.assumptions.length);
      expect(outcome.sources.length).toBeGreaterThan(0);
      expect(scenariosOf(substance, 20)).toContain(scenario);
      const { profile } = outcome.effects!;
      expect(profile.value.length).toBe(profile.distanceM.length);
      expect(profile.value.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    }
  });

  it('reaches on its profile what its zones say', () => {
    for (const [substance, scenario] of [
      ['chlorine', 'toxic_continuous'],
      ['carbon_monoxide', 'toxic_continuous'],
      ['propane', 'vce'],
    ] as const) {
      const { zones, profile } = ask(substance, scenario, 5_000).effects!;
      const { level, extentM } = zones[0]!;
      const beyond = profile.distanceM.findIndex((x) => x > extentM * 1.02);
      expect(profile.value[beyond]!).toBeLessThan(level.threshold * 1.001);
    }
  });
});

describe('an outline', () => {
  it('swept by the wind contains the zone, and all around the source is a circle', () => {
    const { ring, extentM } = zonesOf('carbon_monoxide', 'toxic_continuous', 5_000)[0]!;
    expect(inside(ring, swept(ring, 20))).toBe(true);
    for (const [x, y] of swept(ring, 180)) expect(Math.hypot(x, y)).toBeCloseTo(extentM, 3);
    expect(inside(circle(100), swept(circle(100), 15))).toBe(true);
  });

  it('is placed by the geodesic', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 1, max: 50_000, noNaN: true }),
        fc.double({ min: -60, max: 60, noNaN: true }),
        (bearing, metres, lat) => {
          const [lon, far] = destination([120, lat], bearing, metres);
          expect(geodesicM([120, lat], [lon, far])).toBeCloseTo(metres, 3);
        },
      ),
    );
  });
});

describe('a substance of a register', () => {
  it('is found by its id, its names and its CAS number', () => {
    expect(substanceIdOf('氯')).toBe('chlorine');
    expect(substanceIdOf('chlorine')).toBe('chlorine');
    expect(substanceIdOf('Liquid chlorine', '7782-50-5')).toBe('chlorine');
    expect(substanceIdOf('液化石油气')).toBe('lpg');
    expect(substanceIdOf('某物')).toBeUndefined();
  });
});
