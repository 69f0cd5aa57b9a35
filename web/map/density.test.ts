/** Density and hexagons keep their scale wherever the map looks. */
import { WebMercatorViewport } from '@deck.gl/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hexagonRadiusM,
  KERNEL_VOLUME,
  kernelRadiusPx,
  metresPerPx,
  rampOf,
  sumAtDensity,
} from './density-layers.ts';
import { type CountedPoint, sumOf, weightOf, worstOf } from './density-points.ts';
import { hexagonClass } from './density-scale.ts';

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
    expect(weightOf(point, true)).toBe(100 + 120 + 15);
    expect(weightOf(point, false)).toBe(13);
  });

  it('has the colours of the scale at its stops, and nothing where there is nothing', () => {
    const ramp = rampOf('light');
    expect(ramp).toHaveLength(12);
    expect([ramp[0], ramp[2], ramp[5], ramp[11]]).toEqual([
      [185, 191, 199, 255],
      [133, 142, 153, 255],
      [79, 88, 100, 255],
      [31, 38, 46, 255],
    ]);
  });
});

describe('hexagons', () => {
  it('are classed by fixed counts', () => {
    expect([0, 1, 4, 5, 19, 20, 79, 80, 299, 300, 1e6].map(hexagonClass)).toEqual([
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

  it('have one size in the plane of the map, whatever part of the data is loaded', () => {
    const lat = fc.double({ min: 29, max: 31, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(lat, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 6, max: 16 }),
        (lats, zoom) => {
          const points = lats.map((one) => ({ at: [122, one] as const, counts: counts(1) }));
          const middle = [122, (Math.min(...lats) + Math.max(...lats)) / 2];
          const { unitsPerMeter } = new WebMercatorViewport({
            longitude: 122,
            latitude: 30,
            zoom: 12,
          }).getDistanceScales(middle);
          const common = hexagonRadiusM(points, zoom) * (unitsPerMeter[0] ?? 0);
          expect(common / (26 / 2 ** zoom)).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});
