import { booleanPointInPolygon, polygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicM } from '../../tests/harness/vincenty.ts';
import { runScenario, type ScenarioInput } from './all.ts';
import { around, destination, placed } from './place.ts';
import { scenariosOf, substanceIdOf } from './possible.ts';
import { NotPossible, type ScenarioId, type Zone } from './scenario.ts';
import { circle, extentM, type Point, type Ring, swept } from './shape.ts';
import { type Threat, threatAt } from './threat.ts';

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

/** The threat of a scenario at metres around its source. */
const threat = (place: Point, airChanges: number | null, ...inputs: Parameters<typeof ask>): Threat =>
  threatAt(ask(...inputs).effects!, place, airChanges);

describe('the threat at a place', () => {
  const leak = ['chlorine', 'toxic_continuous', 10_000, { holeDiameterM: 0.01 }] as const;
  const sources: readonly Parameters<typeof ask>[] = [
    [...leak],
    ['chlorine', 'toxic_instantaneous', 1_000],
    ['carbon_monoxide', 'toxic_instantaneous', 500],
    ['carbon_monoxide', 'toxic_continuous', 500, { durationS: 3600 }],
    ['ammonia', 'toxic_continuous', 5_000, { holeDiameterM: 0.02 }],
    ['benzene', 'pool_fire', 5_000],
    ['propane', 'jet_fire', 20_000, { holeDiameterM: 0.025 }],
    ['propane', 'bleve', 20_000],
    ['propane', 'vce', 20_000],
  ];

  it.each(sources)('of %s, %s: is what the profile says on the axis', (...source) => {
    const { effects } = ask(...source);
    const { distanceM, value } = effects!.profile;
    for (const k of [5, Math.floor(distanceM.length / 2), distanceM.length - 2]) {
      const at = threatAt(effects!, [distanceM[k]!, 0], null);
      // weaker where the release ends before the plume is steady; a puff is richest a moment before its middle comes
      expect(at.outdoorMax).toBeLessThanOrEqual(Math.min(1e6, value[k]!) * 1.005);
      expect(at.outdoorMax).toBeGreaterThan(Math.min(1e6, value[k]!) * 0.85);
    }
  });

  it.each(sources.slice(0, 2))('of %s, %s: holds a level inside its zone and not outside', (...source) => {
    const { effects } = ask(...source);
    for (const { level, ring } of effects!.zones) {
      const zone = polygon([[...ring, ring[0]!].map(([x, y]) => [x, y])]);
      fc.assert(
        fc.property(
          fc.double({ min: -0.2, max: 1.2, noNaN: true }),
          fc.double({ min: -0.3, max: 0.3, noNaN: true }),
          (along, across) => {
            const reach = extentM(ring);
            const place: Point = [along * reach, across * reach];
            const holds = effects!.at(place).most >= level.threshold;
            const inside = booleanPointInPolygon([...place], zone);
            // outlines are drawn by chords: a hundredth of the reach about them is left out
            const near = [0.01, -0.01].some((d) =>
              [
                [place[0] + d * reach, place[1]],
                [place[0], place[1] + d * reach],
              ].some((moved) => booleanPointInPolygon(moved, zone) !== inside),
            );
            if (!near) expect(holds).toBe(inside);
          },
        ),
        { numRuns: 150 },
      );
    }
  });

  it('indoors follows the one-room equation: C (1 − e^(−λ t)) while the cloud lasts', () => {
    const at = threat([1000, 0], 1, ...leak);
    const gone = at.untilS!;
    const k = at.timeS.lastIndexOf(gone);
    expect(at.outdoorMax).toBeGreaterThan(20);
    expect(at.indoor[k]).toBeCloseTo(at.outdoorMax * (1 - Math.exp(-(gone - at.arrivalS!) / 3600)), 6);
    expect(at.indoorMax).toBeCloseTo(at.indoor[k]!, 9);
    // afterwards it leaves as slowly as it came
    const [later, last] = [at.timeS.at(-1)!, at.indoor.at(-1)!];
    expect(last).toBeCloseTo(at.indoorMax! * Math.exp(-(later - gone) / 3600), 6);
  });

  it('indoors is never above the greatest outdoors, and more the more air is exchanged', () => {
    for (const source of sources.slice(0, 5)) {
      const rates = [0.3, 1, 5].map((rate) => threat([600, 0], rate, ...source).indoorMax!);
      expect(rates).toEqual([...rates].sort((a, b) => a - b));
      expect(rates.at(-1)).toBeLessThanOrEqual(threat([600, 0], 5, ...source).outdoorMax);
    }
  });

  it('arrives when the zones say, and heavier levels later and for a shorter time', () => {
    const { effects } = ask(...leak);
    const at = threatAt(effects!, [1500, 0], 1);
    expect(at.arrivalS).toBeCloseTo(1500 / effects!.speedMS!, 6);
    const plume = threat([800, 0], 1, 'carbon_monoxide', 'toxic_continuous', 2_000, { durationS: 900 });
    const reached = plume.endpoints.filter(({ outdoorFromS }) => outdoorFromS !== null);
    expect(reached.length).toBeGreaterThan(0);
    for (const [k, level] of reached.entries()) {
      const lighter = reached[k - 1];
      if (!lighter) continue;
      expect(level.outdoorFromS).toBeGreaterThanOrEqual(lighter.outdoorFromS!);
      expect(level.outdoorUntilS).toBeLessThanOrEqual(lighter.outdoorUntilS!);
    }
  });

  it('beside the cloud is nothing, but says what comes when the wind turns', () => {
    const at = threat([1000, 400], 1, ...leak);
    expect(at).toMatchObject({ outdoorMax: 0, arrivalS: null, timeS: [], indoorMax: 0 });
    expect(at.turned!.outdoorMax).toBeGreaterThan(20);
    expect(threat([-1000, 0], 1, ...leak).turned!.outdoorMax).toBe(0);
  });

  it('of heat lasts as long as the fire, of a blast comes with the speed of sound', () => {
    const ball = threat([300, 0], null, 'propane', 'bleve', 20_000);
    expect(ball.untilS).toBeCloseTo(ask('propane', 'bleve', 20_000).effects!.source.durationS!, 6);
    const blast = threat([0, 340], null, 'propane', 'vce', 20_000);
    expect(blast.arrivalS).toBeCloseTo(1, 1);
    expect(blast).toMatchObject({ untilS: null, indoorMax: null, turned: null });
  });

  it('is told in few moments that keep the peaks', () => {
    for (const source of sources.slice(0, 5)) {
      const at = threat([700, 0], 1, ...source);
      expect(at.timeS.length).toBeLessThan(200);
      expect([...at.timeS]).toEqual([...at.timeS].sort((a, b) => a - b));
      expect(Math.max(...at.outdoor)).toBeCloseTo(at.outdoorMax, 2 - Math.ceil(Math.log10(at.outdoorMax)));
      expect(Math.max(...at.indoor)).toBe(at.indoorMax);
    }
  });
});

describe('a place around a source', () => {
  it('is found back from where the geodesic led', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -170, max: 170, noNaN: true }),
        fc.double({ min: -80, max: 80, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 1, max: 200_000, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (lon, lat, bearing, distance, wind) => {
          const [x, y] = around([lon, lat], destination([lon, lat], bearing, distance), wind);
          const angle = ((wind + 180 - bearing) * Math.PI) / 180;
          expect(x).toBeCloseTo(distance * Math.cos(angle), 3);
          expect(y).toBeCloseTo(distance * Math.sin(angle), 3);
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
