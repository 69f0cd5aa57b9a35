/** Density and hexagons keep their scale wherever the map looks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalOf } from '../../tiles/donut.ts';
import { binsOf } from './density-bins.ts';
import { KERNEL_VOLUME, kernelRadiusPx, metresPerPx, rampOf, sumAtDensity } from './density-layers.ts';
import { type CountedPoint, sumOf, weightOf } from './density-points.ts';
import { cellClass, cellColour, worstOf } from './density-scale.ts';

const counts = (...[a = 0, b = 0, c = 0, d = 0, none = 0]: number[]) => ({
  '1': a,
  '2': b,
  '3': c,
  '4': d,
  null: none,
});
/** The kernel of the library, as in its shader. */
const kernel = (u: number) => Math.exp((-u * u) / 0.05555) / (1.77245385 * 0.166666);

describe('density', () => {
  it('knows what the kernel adds up to', () => {
    let volume = 0;
    const step = 1 / 200;
    for (let x = -1; x < 1; x += step) {
      for (let y = -1; y < 1; y += step) {
        const u = Math.hypot(x + step / 2, y + step / 2);
        if (u <= 1) volume += kernel(u) * step * step;
      }
    }
    expect(volume).toBeCloseTo(KERNEL_VOLUME, 3);
  });

  it('reads even ground as its density at every zoom', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 7, max: 17, noNaN: true }),
        fc.double({ min: 18, max: 53, noNaN: true }),
        (zoom, latDeg) => {
          const radiusPx = kernelRadiusPx(zoom, latDeg);
          // one object on every square of ground of 1/25 radius: their sum against the scale
          const grid = 25;
          let sum = 0;
          for (let i = -grid; i <= grid; i++)
            for (let j = -grid; j <= grid; j++) {
              const u = Math.hypot(i, j) / grid;
              if (u <= 1) sum += kernel(u);
            }
          const sideKm = (radiusPx * metresPerPx(zoom, latDeg)) / 1000 / grid;
          const perKm2 = 1 / sideKm ** 2;
          expect(sum / sumAtDensity(perKm2, radiusPx, zoom, latDeg)).toBeCloseTo(1, 1);
        },
      ),
    );
  });

  it('counts grades by their score, and objects where there are no grades', () => {
    const point: CountedPoint = { at: [122, 30], counts: counts(1, 2, 0, 3, 7) };
    expect(weightOf(point, 'score')).toBe(100 + 120 + 15);
    expect(weightOf(point, 'count')).toBe(13);
  });

  it('has the colours of the scale at its stops, and nothing where there is nothing', () => {
    const ramp = rampOf('light', 'score');
    expect(ramp).toHaveLength(12);
    expect([ramp[0], ramp[2], ramp[5], ramp[11]]).toEqual([
      [185, 191, 199, 255],
      [133, 142, 153, 255],
      [79, 88, 100, 255],
      [31, 38, 46, 255],
    ]);
  });
});

describe('cells', () => {
  it('are classed by fixed counts', () => {
    expect([0, 1, 4, 5, 19, 20, 79, 80, 299, 300, 1e6].map((n) => cellClass('count', n))).toEqual([
      -1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it('show the worst grade of what lies in them', () => {
    const points = [counts(0, 0, 1, 4), counts(0, 1), counts(0, 0, 0, 0, 9)].map((one) => ({
      at: [122, 30] as const,
      counts: one,
    }));
    expect(sumOf(points)).toEqual(counts(0, 1, 1, 4, 9));
    expect(worstOf(sumOf(points))).toBe('2');
    expect(worstOf(counts(0, 0, 0, 0, 3))).toBe('null');
  });

  it('lie still on the ground, whatever part of the data is loaded, and lose nobody', () => {
    const point = fc
      .record({
        lon: fc.double({ min: 121, max: 123, noNaN: true }),
        lat: fc.double({ min: 29, max: 31, noNaN: true }),
        n: fc.integer({ min: 1, max: 50 }),
      })
      .map(({ lon, lat, n }) => ({ at: [lon, lat] as const, counts: counts(0, n) }));
    const as = fc.constantFrom('hexagons' as const, 'grid' as const, 'clusters' as const);
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 20 }),
        as,
        fc.integer({ min: 6, max: 16 }),
        (points, way, zoom) => {
          const bins = binsOf(points, way, zoom);
          const all = bins.reduce((sum, bin) => sum + totalOf(bin.counts), 0);
          expect(all).toBe(points.reduce((sum, one) => sum + totalOf(one.counts), 0));
          const [first] = points;
          const [alone] = first ? binsOf([first], way, zoom + 0.9) : [];
          const same = bins.find(({ key }) => key === alone?.key);
          expect(same?.ring).toEqual(alone?.ring);
          for (const { at } of way === 'clusters' ? [] : points)
            expect(bins.some(({ ring }) => isIn(at, ring))).toBe(true);
        },
      ),
    );
  });

  it('have colours that depend on nothing but what lies in them', () => {
    expect(cellColour('worst', counts(0, 0, 1, 9), 10, 'light')).toBe('#ffdd1a');
    expect(cellColour('worst', counts(0, 0, 0, 0, 2), 2, 'light')).toBe('#c3c7cc');
    expect(cellColour('count', counts(0, 0, 0, 0, 4), 4, 'light')).toBe(
      cellColour('count', counts(4), 4, 'light'),
    );
    // what is not assessed is not drawn as a low score
    expect(cellColour('score', counts(0, 0, 0, 0, 400), 400, 'light')).toBeNull();
    expect(cellColour('score', counts(1), 1, 'light')).toBe('#c3c9cf');
  });
});

/** Whether a place lies in a convex ring, or on its edge. */
function isIn([x, y]: readonly [number, number], ring: readonly (readonly [number, number])[]): boolean {
  const sides = ring.map(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [0, 0];
    return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  });
  const edge = 1e-7;
  return sides.every((side) => side >= -edge) || sides.every((side) => side <= edge);
}
