/** Where words stand on shapes, and how far an arrow key moves a handle. */
import fc from 'fast-check';
import { LngLat } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { moved } from './tool-handles.ts';
import { labelPlace } from './tool-shapes.ts';

describe('The label of a shape', () => {
  const plume = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [122, 30],
        [122.01, 30.002],
        [122.03, 30],
        [122.01, 29.998],
        [122, 30],
      ],
    ],
  };

  it('stands where the outline is farthest from the release', () => {
    expect(labelPlace(plume, [122, 30])).toEqual([122.03, 30]);
  });

  it('stands at the northernmost corner where nothing was released', () => {
    expect(labelPlace(plume, undefined)).toEqual([122.01, 30.002]);
  });

  it('stands at a point itself, and nowhere on nothing', () => {
    expect(labelPlace({ type: 'Point', coordinates: [1, 2] }, undefined)).toEqual([1, 2]);
    expect(labelPlace({ type: 'MultiPolygon', coordinates: [] }, [0, 0])).toBeNull();
  });
});

describe('A handle under the arrow keys', () => {
  it('moves by metres on the ground, at any latitude', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.constantFrom([1, 0] as const, [-1, 0] as const, [0, 1] as const, [0, -1] as const),
        fc.constantFrom(10, 100),
        (lat, arrow, metres) => {
          const before = new LngLat(120, lat);
          expect(before.distanceTo(moved(before, arrow, metres)) / metres).toBeCloseTo(1, 2);
        },
      ),
    );
  });
});
