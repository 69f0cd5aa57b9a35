import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { demoGround } from '../city.ts';
import type { DemoObject } from '../ground.ts';
import { inShape } from '../shape-check.ts';
import { threatSize } from './geohazards.ts';
import { buildHazardPoints } from './hazard-points.ts';
import { reservoirSize } from './waters.ts';

// Building the ground of the city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const full = demoGround({ scale: 1, today });
const hazards = buildHazardPoints(full);
const ofKind = (list: readonly DemoObject[], kind: string) =>
  list.filter(({ values }) => values.kind === kind);
const count = (kind: string) => ofKind(hazards, kind).length;
const GEOHAZARDS = [
  'rockfall',
  'landslide',
  'debris_flow',
  'ground_collapse',
  'ground_fissure',
  'subsidence',
  'unstable_slope',
];

describe('the hazard points of the demo city', () => {
  it('are as many as the reports count', () => {
    expect(GEOHAZARDS.reduce((sum, kind) => sum + count(kind), 0)).toBe(15_000);
    for (const kind of GEOHAZARDS) expect(count(kind)).toBeGreaterThan(200);
    expect(count('reservoir')).toBe(3049);
    expect([count('coal_mine'), count('mine')]).toEqual([31, 431]);
    expect([count('fireworks_wholesale'), count('fireworks_shop')]).toEqual([87, 8635]);
    expect(['tailings_pond', 'waterlogging', 'road_collapse', 'fog_road', 'forest_fire'].map(count)).toEqual([
      36, 180, 260, 46, 120,
    ]);
    const coal = ofKind(hazards, 'coal_mine').map(({ values }) => String(values.description));
    expect(coal.filter((text) => text.includes('突出')).length).toBe(20);
    const stations = full.enterprises.filter(({ sector }) => sector === 'fuel_station');
    expect(count('filling_station')).toBe(stations.length);
  });

  it('shrink with the scale, but none of the kinds is ever missing', () => {
    const small = buildHazardPoints(demoGround({ scale: 0.002, today }));
    expect(small.length).toBeLessThan(100);
    expect(new Set(small.map(({ values }) => values.kind)).size).toBe(18);
  });

  it('give each reservoir the size of its capacity, and nearly all are small or medium', () => {
    const reservoirs = ofKind(hazards, 'reservoir');
    expect(
      reservoirs.filter(({ values }) => values.size !== reservoirSize(values.capacity_10k_m3 as number)),
    ).toEqual([]);
    const large = reservoirs.filter(({ values }) => String(values.size).startsWith('large')).length;
    expect(large).toBeGreaterThanOrEqual(1);
    expect(large / reservoirs.length).toBeLessThan(0.01);
    const names = reservoirs.map(({ values }) => values.name);
    for (const name of ['云岭水库', '石梁水库', '青岙水库']) expect(names).toContain(name);
  });

  it.each([
    [9.9, null],
    [10, 'small_2'],
    [99.9, 'small_2'],
    [100, 'small_1'],
    [1000, 'medium'],
    [9999, 'medium'],
    [10_000, 'large_2'],
    [100_000, 'large_1'],
  ])('call a reservoir of %d 万 m³ %s', (capacity, size) => {
    expect(reservoirSize(capacity)).toBe(size);
  });

  it('never make a geohazard smaller for threatening more', () => {
    const order = ['small', 'medium', 'large', 'very_large'];
    const some = fc.nat(3000);
    fc.assert(
      fc.property(some, some, some, some, (people, more, property, dearer) => {
        const less = order.indexOf(threatSize(people, property)!);
        expect(order.indexOf(threatSize(people + more, property + dearer)!)).toBeGreaterThanOrEqual(less);
      }),
    );
    const wrong = hazards.filter(({ values }) => {
      if (!GEOHAZARDS.includes(String(values.kind)) || values.threatened_people === null) return false;
      return (
        values.size !==
        threatSize(values.threatened_people as number, values.threatened_property_10k as number)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('lie on land with every vertex', () => {
    const land = full.regions[0]!.geometry;
    const vertices = ({ geometry }: DemoObject): Position[] =>
      geometry.type === 'Point'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates.flat(2)
          : geometry.type === 'MultiLineString'
            ? geometry.coordinates.flat()
            : [];
    // One in three of the many points, every line and area.
    const sample = hazards.filter(({ geometry }, i) => geometry.type !== 'Point' || i % 3 === 0);
    for (const hazard of sample) {
      const wet = vertices(hazard).some((at) => !inShape(at, land));
      if (wet) throw new Error(`${hazard.values.name} is in the sea`);
    }
  });

  it('keep reservoirs and tailings ponds apart', () => {
    const areas = [...ofKind(hazards, 'reservoir'), ...ofKind(hazards, 'tailings_pond')].map(
      ({ values, geometry }) => {
        const ring = (geometry as MultiPolygon).coordinates[0]![0]!;
        const [lons, lats] = [ring.map(([lon]) => lon!), ring.map(([, lat]) => lat!)];
        return {
          name: values.name,
          ring,
          geometry: geometry as MultiPolygon,
          west: Math.min(...lons),
          east: Math.max(...lons),
          south: Math.min(...lats),
          north: Math.max(...lats),
        };
      },
    );
    areas.sort((a, b) => a.west - b.west);
    areas.forEach((a, i) => {
      for (let j = i + 1; j < areas.length && areas[j]!.west <= a.east; j++) {
        const b = areas[j]!;
        if (b.south > a.north || b.north < a.south) continue;
        if (b.ring.some((at) => inShape(at, a.geometry)) || a.ring.some((at) => inShape(at, b.geometry)))
          throw new Error(`${a.name} and ${b.name} overlap`);
      }
    });
  });

  it('have all grades, some not assessed, some overdue, some never inspected', () => {
    for (const grade of [1, 2, 3, 4, null]) {
      expect(hazards.filter(({ values }) => values.grade === grade).length).toBeGreaterThan(100);
    }
    expect(hazards.some(({ values }) => values.review_due != null && values.review_due < today)).toBe(true);
    expect(hazards.some(({ values }) => values.inspection_due != null && values.inspection_due < today)).toBe(
      true,
    );
    expect(hazards.some(({ values }) => values.last_inspected_on === null)).toBe(true);
    const overhead = ofKind(hazards, 'tailings_pond').filter(
      ({ values }) => Number(values.downstream_people) > 0,
    );
    expect(overhead.length).toBe(9);
  });
});
