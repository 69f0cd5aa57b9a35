/** GCJ-02 and BD-09 against published points, and there and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bd09FromGcj02,
  bd09FromWgs84,
  gcj02FromBd09,
  gcj02FromWgs84,
  wgs84FromBd09,
  wgs84FromGcj02,
} from './gcj02.ts';

/** Test points of github.com/googollee/eviltransform: WGS 84 → GCJ-02 in Shanghai, Shenzhen and Beijing. */
const PUBLISHED = [
  [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
  [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
  [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
  // the example in the README of github.com/wandergis/coordtransform
  [116.404, 39.915, 116.41024449916938, 39.91640428150164],
] as const;

describe('GCJ-02', () => {
  it.each(PUBLISHED)('shifts %f, %f as published', (lon, lat, shiftedLon, shiftedLat) => {
    const [x, y] = gcj02FromWgs84([lon, lat]);
    expect(x).toBeCloseTo(shiftedLon, 9);
    expect(y).toBeCloseTo(shiftedLat, 9);
    const [backLon, backLat] = wgs84FromGcj02([shiftedLon, shiftedLat]);
    expect(backLon).toBeCloseTo(lon, 9);
    expect(backLat).toBeCloseTo(lat, 9);
  });

  it('leaves places outside China where they are', () => {
    expect(gcj02FromWgs84([2.35, 48.85])).toEqual([2.35, 48.85]);
    expect(wgs84FromGcj02([2.35, 48.85])).toEqual([2.35, 48.85]);
    expect(wgs84FromBd09([-74, 40.7])).toEqual([-74, 40.7]);
  });

  it('returns from any place in China to a tenth of a millimetre, moved by at most 1 km', () => {
    const place = fc.tuple(
      fc.double({ min: 74, max: 135, noNaN: true }),
      fc.double({ min: 18, max: 53.5, noNaN: true }),
    );
    fc.assert(
      fc.property(place, ([lon, lat]) => {
        const there = gcj02FromWgs84([lon, lat]);
        const back = wgs84FromGcj02(there);
        expect(Math.abs(back[0] - lon) + Math.abs(back[1] - lat)).toBeLessThan(1e-9);
        const eastM = (there[0] - lon) * 111_320 * Math.cos((lat * Math.PI) / 180);
        expect(Math.hypot(eastM, (there[1] - lat) * 110_900)).toBeLessThan(1200);
        const baidu = wgs84FromBd09(bd09FromWgs84([lon, lat]));
        expect(Math.abs(baidu[0] - lon) + Math.abs(baidu[1] - lat)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('BD-09', () => {
  // the example in the README of github.com/wandergis/coordtransform
  it('lies about 0.0065° east and 0.006° north of GCJ-02', () => {
    const [lon, lat] = bd09FromGcj02([116.404, 39.915]);
    expect(lon).toBeCloseTo(116.41036949371029, 10);
    expect(lat).toBeCloseTo(39.92133699351021, 10);
    // the project's own inverse is a single step, right to some ten metres
    const [stepLon, stepLat] = gcj02FromBd09([116.404, 39.915]);
    expect(Math.abs(stepLon - 116.39762729119315) * 85_000).toBeLessThan(15);
    expect(Math.abs(stepLat - 39.90865673957631) * 111_000).toBeLessThan(15);
    const [backLon, backLat] = gcj02FromBd09([lon, lat]);
    expect(backLon).toBeCloseTo(116.404, 9);
    expect(backLat).toBeCloseTo(39.915, 9);
  });
});
