/** Scale, zoom and bar agree with each other, at every latitude where people live. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleBar, scaleOf, scaleToFit, zoomOf } from './map-scale.ts';

const latitude = fc.double({ min: -60, max: 60, noNaN: true });
const scale = fc.integer({ min: 500, max: 2_000_000 });

describe('the scale of a map on paper', () => {
  it('is 1:18 056 at zoom 14 on the equator', () => {
    // 40 075 016.7 m / (512 px · 2¹⁴) = 4.7773 m a pixel of 0.26458 mm
    expect(scaleOf(14, 0)).toBeCloseTo(18_056, -1);
  });
  it('comes back from its own zoom', () => {
    fc.assert(
      fc.property(scale, latitude, (n, lat) => {
        expect(scaleOf(zoomOf(n, lat), lat)).toBeCloseTo(n, 4);
      }),
    );
  });
  it('fits the whole box and is not much smaller than it must be', () => {
    fc.assert(
      fc.property(
        latitude,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (lat, wide, high) => {
          const [widthMm, heightMm] = [190, 240];
          const n = scaleToFit([110, lat, 110 + wide, lat + high], widthMm, heightMm);
          const pxOfWorld = 512 * 2 ** zoomOf(n, lat + high / 2);
          const widthPx = (wide / 360) * pxOfWorld;
          const merc = (d: number) => Math.log(Math.tan(Math.PI / 4 + (d * Math.PI) / 360)) / (2 * Math.PI);
          const heightPx = (merc(lat + high) - merc(lat)) * pxOfWorld;
          const [w, h] = [(widthPx * 25.4) / 96, (heightPx * 25.4) / 96];
          expect(Math.max(w / widthMm, h / heightMm)).toBeLessThanOrEqual(1 + 1e-9);
          expect(Math.max(w / widthMm, h / heightMm)).toBeGreaterThan(0.89);
        },
      ),
    );
  });
  it('has a bar of a round length that fits', () => {
    fc.assert(
      fc.property(scale, (n) => {
        const { metres, mm } = scaleBar(n, 50);
        expect(mm).toBeLessThanOrEqual(50 + 1e-9);
        expect(mm).toBeGreaterThan(19);
        expect(mm).toBeCloseTo((metres / n) * 1000, 9);
        expect(String(Number(metres.toPrecision(3)))).toMatch(/^0?\.?0*[125]0*$/);
      }),
    );
  });
});
