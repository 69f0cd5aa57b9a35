/** Which grid serves which view. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridOf, serves } from './field-box.ts';

const view = fc
  .record({
    west: fc.double({ min: -170, max: 150, noNaN: true }),
    south: fc.double({ min: -70, max: 60, noNaN: true }),
    spanLon: fc.double({ min: 0.005, max: 3, noNaN: true }),
    spanLat: fc.double({ min: 0.003, max: 3, noNaN: true }),
  })
  .map(({ west, south, spanLon, spanLat }) => [west, south, west + spanLon, south + spanLat] as const);

describe('The grid asked for a view', () => {
  it('covers the view, has square cells on the map and at most a million', () => {
    fc.assert(
      fc.property(view, fc.integer({ min: 320, max: 3840 }), (box, px) => {
        const { bbox, width, height } = gridOf(box, px);
        expect(bbox[0]).toBeLessThan(box[0]);
        expect(bbox[3]).toBeGreaterThan(box[3]);
        expect(width * height).toBeLessThan(1_010_000);
      }),
    );
  });

  it('serves its own view and a small move of it, and no far or much closer one', () => {
    const home = [116, 39, 116.2, 39.1] as const;
    const grid = gridOf(home, 1000);
    expect(serves(grid, home, 1000)).toBe(true);
    expect(serves(grid, [116.02, 39, 116.22, 39.1], 1000)).toBe(true);
    expect(serves(grid, [116.1, 39, 116.3, 39.1], 1000)).toBe(false);
    expect(serves(grid, [116.08, 39.04, 116.12, 39.06], 1000)).toBe(false);
  });
});
