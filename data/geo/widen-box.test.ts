/** Widening a box never leaves out a point within the distance. */
import { destination } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widenBox } from './widen-box.ts';

describe('a widened box', () => {
  it('holds every point within the distance of a place, at any latitude', () => {
    const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
    const distance = fc.double({ min: 1, max: 200_000, noNaN: true });
    fc.assert(
      fc.property(degrees(179), degrees(89.9), distance, degrees(180), (lon, lat, distanceM, bearing) => {
        const [west, south, east, north] = widenBox([lon, lat, lon, lat], distanceM);
        const [x, y] = destination([lon, lat], distanceM, bearing, { units: 'meters' }).geometry
          .coordinates as [number, number];
        const turned = x > 180 ? x - 360 : x < -180 ? x + 360 : x;
        expect(turned >= west && turned <= east && y >= south && y <= north).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not much larger than needed in a city', () => {
    const [west, south, east, north] = widenBox([120, 30, 120, 30], 1000);
    expect(east - west).toBeLessThan(0.0211); // 2 km are 0.0207° of longitude at 30° N
    expect(north - south).toBeLessThan(0.0183);
  });
});
