import fc from 'fast-check';
import type { MultiLineString } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { demoGround } from '../city.ts';
import { toLonLat } from '../plane.ts';
import { inShape } from '../shape-check.ts';
import { Buildings } from './encroachments.ts';
import { lengthKm } from './length.ts';
import { buildPipelines, longDistanceKm } from './pipelines.ts';

// Building the ground of the city takes seconds, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const today = '2026-11-22';
const full = demoGround({ scale: 1, today });
const pipelines = buildPipelines(full);
const long = pipelines.filter(({ values }) => values.network === 'long_distance');

describe('the pipelines of the demo city', () => {
  it('are 120 long-distance ones of 5,538 km, besides city and industrial lines', () => {
    expect(long.length).toBe(120);
    expect(Math.abs(longDistanceKm(pipelines) / 5538 - 1)).toBeLessThan(0.005);
    expect(pipelines.filter(({ values }) => values.network === 'city').length).toBe(500);
    expect(pipelines.filter(({ values }) => values.network === 'industrial').length).toBe(90);
  });

  it('wind through the region without zigzag: no sharp turn away from stations', () => {
    let sharp = 0;
    let turns = 0;
    for (const { geometry } of long) {
      for (const line of (geometry as MultiLineString).coordinates) {
        for (let i = 2; i < line.length; i++) {
          const [a, b, c] = [line[i - 2]!, line[i - 1]!, line[i]!];
          const [ux, uy, vx, vy] = [b[0]! - a[0]!, b[1]! - a[1]!, c[0]! - b[0]!, c[1]! - b[1]!];
          turns++;
          if (Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)) > 1.6) sharp++;
        }
      }
    }
    expect(sharp / turns).toBeLessThan(0.02);
  });

  it('stay on land with every vertex', () => {
    const land = full.regions[0]!.geometry;
    for (const { geometry, values } of pipelines) {
      const wet = (geometry as MultiLineString).coordinates.flat().find((at) => !inShape(at, land));
      if (wet) throw new Error(`${values.name} is in the sea at ${wet}`);
    }
  });

  it('count what stands in their protection zone: some, not many', () => {
    const found = long.map(({ values }) => Number(values.conflicts));
    expect(found.filter((n) => n > 0).length).toBeGreaterThan(10);
    expect(found.reduce((a, b) => a + b, 0) / full.enterprises.length).toBeLessThan(0.02);
  });

  it('have about half of the long-distance ones inspected, some of them too long ago', () => {
    const inspected = long.filter(({ values }) => values.last_inspected_on !== null);
    expect(Math.abs(inspected.length / long.length - 0.55)).toBeLessThan(0.15);
    expect(inspected.some(({ values }) => String(values.inspection_due) < today)).toBe(true);
  });

  it('have names of their own and operators that are marked as invented', () => {
    expect(new Set(long.map(({ values }) => values.name)).size).toBe(long.length);
    expect(pipelines.filter(({ values }) => !String(values.operator).includes('模拟'))).toEqual([]);
  });

  it('shrink with the scale', () => {
    const small = buildPipelines(demoGround({ scale: 0.05, today }));
    expect(small.filter(({ values }) => values.network === 'long_distance').length).toBe(6);
    expect(Math.abs(longDistanceKm(small) / (5538 / 20) - 1)).toBeLessThan(0.1);
  });
});

describe('the length of a line', () => {
  it('knows a degree of the meridian and of the equator', () => {
    // From the WGS84 ellipsoid: 110.5743 km from the equator to 1°N, 111.3195 km along the equator.
    const steps = (at: (t: number) => number[]) => Array.from({ length: 101 }, (_, i) => at(i / 100));
    expect(lengthKm(steps((t) => [10, t]))).toBeCloseTo(110.5744, 3);
    expect(lengthKm(steps((t) => [10 + t, 0]))).toBeCloseTo(111.3195, 3);
  });
});

describe('buildings near a line', () => {
  it('are those that every building compared with every piece finds', () => {
    const place = fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }));
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 60 }),
        fc.array(place, { minLength: 2, maxLength: 6 }),
        (spots, way) => {
          const line = way.map(([x, y]) => [x / 300, y / 300] as const);
          const spread = spots.map(([x, y]) => [x / 300 + 0.0007, y / 300 + 0.0003] as const);
          const near = ([x, y]: readonly [number, number]) =>
            line.some((b, i) => {
              if (i === 0) return false;
              const a = line[i - 1]!;
              const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
              const t = Math.max(
                0,
                Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)),
              );
              return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy) <= 0.15;
            });
          const buildings = new Buildings(spread.map(([x, y]) => toLonLat(x, y)));
          expect(Math.abs(buildings.near(line, 0.15) - spread.filter(near).length)).toBe(0);
        },
      ),
    );
  });
});
