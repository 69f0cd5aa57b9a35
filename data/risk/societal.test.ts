/** Societal risk in numbers that can be checked by hand, and against the field of individual risk. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEMO_ROSE, UNIFORM_ROSE } from '../tables/wind-rose.ts';
import { fieldOf, gridOf, readySource, riskAt, sourceOf } from './field.ts';
import type { Footprint, Outcome, OutcomeId } from './outcomes.ts';
import { towardsOf } from './polar.ts';
import { COS, RING, SIN } from './rings.ts';
import {
  casualtiesOf,
  DAY_SHARE,
  INDOORS,
  nodesOf,
  type PeoplePoint,
  packPeople,
  polarPeople,
  threatsOf,
} from './societal.ts';
import { countsOf, fnAt, fnCurve, standingOf, togetherAt } from './societal-curve.ts';
import { type CensusUnit, peoplePoints, unitPoints } from './societal-people.ts';

const HERE = { lon: 122.3, lat: 30.2 };
const DEGREE_M = (Math.PI / 180) * 6_371_008.8;
const beside = (eastM: number, northM: number, day: number, night = day): PeoplePoint => ({
  lon: HERE.lon + eastM / (DEGREE_M * Math.cos((HERE.lat * Math.PI) / 180)),
  lat: HERE.lat + northM / DEGREE_M,
  day,
  night,
});
const OUTDOORS = { day: 0, night: 0 };

/** A footprint from a plain function, sampled as the real ones are. */
function footprint(reachM: number, lethality: (x: number, y: number) => number): Footprint {
  return {
    reachM,
    halfWidthM: reachM,
    lethality,
    ring: ({ rM }: { rM: number }, samples: Float64Array) => {
      for (let j = 0; j < RING; j++) samples[j] = lethality(rM * COS[j]!, rM * SIN[j]!);
      return RING;
    },
  } as Footprint;
}
const outcome = (kind: OutcomeId, fPerYr: number, round: boolean, shape: Footprint): Outcome => ({
  scenario: 'instantaneous',
  outcome: kind,
  frequencyPerYear: fPerYr,
  round,
  footprint: () => shape,
});
const disc = (radiusM: number, share = 1) =>
  footprint(radiusM, (x, y) => (Math.hypot(x, y) <= radiusM ? share : 0));
const ROSE = { ...UNIFORM_ROSE, weather: [{ stability: 'D' as const, windMS: 5, share: 1 }] };

function risk(outcomes: Outcome[], people: PeoplePoint[], indoors = OUTDOORS, rose = ROSE) {
  const threats = threatsOf({ outcomes }, rose.weather);
  const polar = polarPeople(HERE, packPeople(people), nodesOf(threats));
  const casualties = casualtiesOf(threats, polar, towardsOf(rose), indoors);
  return { day: countsOf(casualties, 'day'), night: countsOf(casualties, 'night') };
}

describe('one source and one point of people', () => {
  it('kills everybody there once in so many years: N, F and PLL exact', () => {
    const counts = risk([outcome('fireball', 1e-5, true, disc(500))], [beside(200, 0, 40)]);
    const together = togetherAt([counts], 'mean');
    const curve = fnCurve(together);
    expect(curve.at(-1)!.n).toBeCloseTo(40, 9);
    expect(curve.at(-1)!.fPerYr).toBeCloseTo(1e-5, 15);
    expect(fnAt(curve, 1)).toBeCloseTo(1e-5, 15);
    expect(fnAt(curve, 41)).toBe(0);
    expect(together.pllPerYr).toBeCloseTo(4e-4, 12);
  });

  it('reaches nobody beyond', () => {
    expect(
      fnCurve(togetherAt([risk([outcome('fireball', 1e-5, true, disc(500))], [beside(600, 0, 40)])], 'day')),
    ).toEqual([]);
  });

  it('by a wind that must blow there: a wedge of 30° needs a twelfth of a uniform year', () => {
    const wedge = footprint(1000, (x, y) => (Math.abs(Math.atan2(y, x)) <= Math.PI / 12 ? 1 : 0));
    const { day } = risk([outcome('flash-fire', 1.2e-4, false, wedge)], [beside(0, 300, 10)]);
    expect(day.pllPerYr).toBeCloseTo(1e-4, 9);
    expect(fnAt(fnCurve(togetherAt([{ day, night: day }], 'day')), 9.9)).toBeLessThan(1.03e-5);
  });

  it('by day and night differs by how many are indoors and by how many there are', () => {
    const toxic = outcome('toxic', 1e-5, true, disc(500, 0.5));
    const counts = risk([toxic], [beside(100, 0, 100, 1000)], INDOORS);
    // half of the 7 % outdoors and of a tenth of the 93 % indoors
    expect(fnCurve(togetherAt([counts], 'day')).at(-1)!.n).toBeCloseTo(100 * 0.5 * (0.07 + 0.093), 6);
    const night = 1000 * 0.5 * (0.01 + 0.099);
    expect(fnCurve(togetherAt([counts], 'mean')).at(-1)).toEqual({
      n: expect.closeTo(night, 6),
      fPerYr: expect.closeTo(1e-5 * (1 - DAY_SHARE), 15),
    });
    // heat indoors kills nobody unless nobody outdoors survives
    const heat = risk([outcome('pool-fire', 1e-5, true, disc(500, 0.5))], [beside(100, 0, 100)], INDOORS);
    expect(fnCurve(togetherAt([heat], 'day')).at(-1)!.n).toBeCloseTo(100 * 0.5 * 0.07, 6);
    const inside = risk([outcome('pool-fire', 1e-5, true, disc(500))], [beside(100, 0, 100)], INDOORS);
    expect(fnCurve(togetherAt([inside], 'day')).at(-1)!.n).toBeCloseTo(100, 6);
  });
});

it('falling parts kill indoors between 0.1 and 0.3 bar, and nobody outdoors', () => {
  const blast = { ...disc(100), damaged: { centreM: 50, radiusM: 400 } };
  const at = (metres: number, indoors: number) =>
    risk([outcome('explosion', 1e-5, false, blast)], [beside(0, metres, 100)], {
      day: indoors,
      night: indoors,
    }).day.pllPerYr;
  expect(at(60, 0)).toBeCloseTo(1e-3, 8);
  expect(at(250, 0)).toBe(0);
  expect(at(250, 1)).toBeCloseTo(0.025 * 1e-3, 8);
  // the wind must carry the cloud there
  expect(at(420, 1)).toBeGreaterThan(0);
  expect(at(420, 1)).toBeLessThan(0.025 * 1e-3);
  expect(at(480, 1)).toBe(0);
});

describe('PLL', () => {
  const source = sourceOf({
    id: 'm1',
    name: '',
    kind: 'tank_farm',
    ...HERE,
    inventory: [
      { substance: '氯', cas: '7782-50-5', quantityT: 8, state: '加压液化' },
      { substance: '液化石油气', cas: '68476-85-7', quantityT: 120, state: '加压液化' },
    ],
  });
  const ready = readySource(source, DEMO_ROSE);
  const threats = threatsOf(source, DEMO_ROSE.weather);
  const of = (people: PeoplePoint[]) => {
    const casualties = casualtiesOf(
      threats,
      polarPeople(HERE, packPeople(people), nodesOf(threats)),
      towardsOf(DEMO_ROSE),
      OUTDOORS,
    );
    return countsOf(casualties, 'day');
  };

  it('of people outdoors is the sum of individual risk over them', { timeout: 20_000 }, () => {
    const place = fc.tuple(
      fc.double({ min: -4000, max: 4000, noNaN: true }),
      fc.double({ min: -4000, max: 4000, noNaN: true }),
      fc.integer({ min: 1, max: 500 }),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (places) => {
        const people = places.map(([east, north, n]) => beside(east, north, n));
        const expected = people.reduce((sum, { lon, lat, day }) => sum + day * riskAt([ready], lon, lat), 0);
        expect(Math.abs(of(people).pllPerYr - expected)).toBeLessThanOrEqual(1e-5 * expected + 1e-18);
      }),
      { numRuns: 8 },
    );
  });

  it('of a crowd is the integral of the field', { timeout: 20_000 }, () => {
    const bbox = [HERE.lon - 0.02, HERE.lat - 0.02, HERE.lon + 0.02, HERE.lat + 0.02] as const;
    const grid = gridOf(bbox, 40);
    const field = fieldOf([ready], grid);
    const people: PeoplePoint[] = [];
    for (let row = 0; row < grid.height; row++)
      for (let column = 0; column < grid.width; column++)
        people.push({
          lon: bbox[0] + ((column + 0.5) / grid.width) * 0.04,
          lat: bbox[3] - ((row + 0.5) / grid.height) * 0.04,
          day: 2,
          night: 0,
        });
    const integral = field.reduce((sum, ir) => sum + 2 * ir, 0);
    expect(Math.abs(of(people).pllPerYr / integral - 1)).toBeLessThan(1e-5);
  });

  it('and F(N) never fall when there are more people, and the curve falls as N rises', {
    timeout: 20_000,
  }, () => {
    const near = [beside(150, 0, 50), beside(-400, 300, 80)];
    const [few, more] = [of(near), of([...near, beside(300, -200, 40)])];
    expect(more.pllPerYr).toBeGreaterThan(few.pllPerYr);
    const curves = [few, more].map((day) => fnCurve(togetherAt([{ day, night: day }], 'day')));
    // the last point of a curve is its own, the others are at fixed N
    for (const { n, fPerYr } of curves[0]!.slice(0, -1))
      expect(fnAt(curves[1]!, n)).toBeGreaterThanOrEqual(fPerYr * (1 - 1e-9));
    for (const curve of curves)
      for (let i = 1; i < curve.length; i++) {
        expect(curve[i]!.n).toBeGreaterThan(curve[i - 1]!.n);
        expect(curve[i]!.fPerYr).toBeLessThanOrEqual(curve[i - 1]!.fPerYr * (1 + 1e-12));
      }
  });

  it('of two sources is the sum of both, at every N', () => {
    const one = of([beside(150, 0, 50)]);
    const both = togetherAt(
      [
        { day: one, night: one },
        { day: one, night: one },
      ],
      'day',
    );
    expect(both.pllPerYr).toBeCloseTo(2 * one.pllPerYr, 15);
    const single = fnCurve(togetherAt([{ day: one, night: one }], 'day'));
    for (const { n, fPerYr } of fnCurve(both)) expect(fPerYr).toBeCloseTo(2 * fnAt(single, n), 12);
  });
});

describe('where a curve stands', () => {
  it.each([
    [[{ n: 10, fPerYr: 9.9e-5 }], 'alarp'],
    [[{ n: 10, fPerYr: 1.01e-4 }], 'above'],
    [[{ n: 10, fPerYr: 9.9e-7 }], 'below'],
    [[{ n: 1200, fPerYr: 1e-8 }], 'above'],
    [[], 'below'],
  ] as const)('%j is %s', (curve, within) => {
    expect(standingOf(curve).within).toBe(within);
  });
  it('is told by its worst point', () => {
    expect(
      standingOf([
        { n: 1, fPerYr: 1e-4 },
        { n: 100, fPerYr: 5e-6 },
      ]).worst,
    ).toEqual({
      n: 100,
      fPerYr: 5e-6,
      timesUpper: expect.closeTo(0.5, 12),
    });
  });
});

describe('people', () => {
  const square = (west: number, south: number, side: number): CensusUnit['polygons'][number] => [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ];
  it('of a unit stand evenly inside it, and at its targets, and nobody is counted twice', () => {
    const unit = { polygons: [square(122, 30, 0.01)], day: 900, night: 1000 };
    const target = { lon: 122.004, lat: 30.006, day: 300, night: 10 };
    const away = { lon: 122.5, lat: 30.5, day: 7, night: 7 };
    const points = peoplePoints([unit], [target, away]);
    expect(points.reduce((sum, { day }) => sum + day, 0)).toBeCloseTo(907, 6);
    expect(points.reduce((sum, { night }) => sum + night, 0)).toBeCloseTo(1007, 6);
    expect(points).toContainEqual(target);
    const crowded = peoplePoints([unit], [{ ...target, day: 5000 }]);
    // the census has the last word on how many there are
    expect(crowded.reduce((sum, { day }) => sum + day, 0)).toBeCloseTo(900, 6);
  });
  it('are nowhere in a hole, and somewhere in the thinnest unit', () => {
    const [outer] = square(122, 30, 0.01);
    const [hole] = square(122.002, 30.002, 0.006);
    const ring = unitPoints({ polygons: [[outer!, hole!]], day: 1, night: 1 });
    expect(ring.length).toBeGreaterThan(10);
    for (const [lon, lat] of ring)
      expect(lon > 122.002 && lon < 122.008 && lat > 30.002 && lat < 30.008).toBe(false);
    const sliver = [
      [
        [122, 30],
        [122.00001, 30],
        [122.01, 30.01],
        [122, 30],
      ],
    ];
    expect(unitPoints({ polygons: [sliver], day: 1, night: 1 }).length).toBeGreaterThanOrEqual(1);
  });
});
