import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { demoGround } from '../city.ts';
import { inShape } from '../shape-check.ts';
import { buildManagementAreas } from './management-areas.ts';
import { buildParks, parkClass } from './parks.ts';

// Building the ground of the city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const ground = demoGround({ scale: 1, today });
const parks = buildParks(ground);
const zones = buildManagementAreas(ground);
const vertices = (geometry: unknown): Position[] => (geometry as MultiPolygon).coordinates.flat(2);

describe('the parks of the demo city', () => {
  it('are the chemical park, the seven industrial parks of the map and seven smaller ones', () => {
    const kinds = parks.map(({ values }) => values.kind);
    expect(kinds.filter((kind) => kind === 'chemical').length).toBe(1);
    expect(kinds.filter((kind) => kind === 'industrial').length).toBe(7);
    expect(parks.length).toBe(15);
  });

  it('have the class of their score, all four classes, and some are not classified or overdue', () => {
    for (const { values } of parks) {
      expect(values.class).toBe(values.class_score === null ? null : parkClass(Number(values.class_score)));
      expect(values.measures === null).toBe(values.class === null);
    }
    expect(new Set(parks.map(({ values }) => values.class))).toEqual(new Set(['A', 'B', 'C', 'D', null]));
    expect(parks.some(({ values }) => values.review_due != null && values.review_due < today)).toBe(true);
  });

  it.each([
    [59.9, 'A'],
    [60, 'B'],
    [70, 'C'],
    [84.9, 'C'],
    [85, 'D'],
  ])('are of class by score: %d is %s', (score, cls) => {
    expect(parkClass(score)).toBe(cls);
  });

  it('lie on land and hold the enterprises that they count', () => {
    const land = ground.regions[0]!.geometry;
    for (const { geometry, values } of parks) {
      const inside = ground.enterprises.filter(({ point }) => inShape(point, geometry as MultiPolygon));
      expect(values.tenants).toBe(inside.length);
      if (values.kind !== 'chemical')
        expect(vertices(geometry).filter((at) => !inShape(at, land))).toEqual([]);
    }
    expect(Number(parks[0]!.values.tenants)).toBeGreaterThan(100);
  });
});

describe('the management areas of the demo city', () => {
  it('are twelve of all kinds, and at least five cross a county border', () => {
    expect(zones.length).toBe(12);
    expect(new Set(zones.map(({ values }) => values.kind)).size).toBe(7);
    const counties = ground.regions.filter(({ level }) => level === 'county');
    const crossing = zones.filter(({ geometry }) => {
      const found = vertices(geometry).map((at) =>
        counties.findIndex((county) => inShape(at, county.geometry)),
      );
      return new Set(found.filter((i) => i >= 0)).size > 1;
    });
    expect(crossing.length).toBeGreaterThanOrEqual(5);
  });
});
