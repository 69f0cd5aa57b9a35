/** Transverse Mercator, geocentric coordinates and seven parameters against values computed with PROJ 9.5.1. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CGCS2000_ELLIPSOID,
  geocentric,
  geographic,
  IAG75_ELLIPSOID,
  KRASSOVSKY_ELLIPSOID,
  WGS84_ELLIPSOID,
} from './ellipsoid.ts';
import { sevenParameters } from './seven-parameters.ts';
import { transverseMercator } from './transverse-mercator.ts';

const gaussKruger = (ellipsoid: typeof WGS84_ELLIPSOID, centralMeridian: number) =>
  transverseMercator({ ellipsoid, centralMeridian, scale: 1, falseEastingM: 500_000, falseNorthingM: 0 });

/** EPSG code (for the record), ellipsoid, meridian, lon, lat, easting, northing. */
const PROJ = [
  [4549, CGCS2000_ELLIPSOID, 120, 120.5, 30.25, 548122.0631, 3347932.8162],
  [4509, CGCS2000_ELLIPSOID, 117, 121.9, 41.3, 910452.4823, 4585489.2991],
  [4513, CGCS2000_ELLIPSOID, 75, 75.2, 39.5, 517202.6906, 4374033.2114],
  [4533, CGCS2000_ELLIPSOID, 135, 134.5, 48.2, 462831.8215, 5340786.9492],
  [2343, IAG75_ELLIPSOID, 105, 100.2, 25.1, 15467.0311, 2785755.8876],
  [2385, IAG75_ELLIPSOID, 120, 121.6, 29.9, 654542.8442, 3310105.606],
  [21460, KRASSOVSKY_ELLIPSOID, 117, 117.3, 31.8, 528409.8395, 3519777.1201],
  [2437, KRASSOVSKY_ELLIPSOID, 120, 120.9, 29.1, 587613.8646, 3220744.9147],
] as const;

describe('transverse Mercator', () => {
  it.each(PROJ)(
    'EPSG:%i agrees with PROJ to a tenth of a millimetre',
    (_, ellipsoid, meridian, lon, lat, east, north) => {
      const { forward, inverse } = gaussKruger(ellipsoid, meridian);
      const [x, y] = forward(lon, lat) ?? [];
      expect(x).toBeCloseTo(east, 3.9);
      expect(y).toBeCloseTo(north, 3.9);
      const [backLon, backLat] = inverse(east, north) ?? [];
      expect(backLon).toBeCloseTo(lon, 9);
      expect(backLat).toBeCloseTo(lat, 9);
    },
  );

  it('agrees for UTM on both hemispheres', () => {
    const utm = (meridian: number, falseNorthingM: number) =>
      transverseMercator({
        ellipsoid: WGS84_ELLIPSOID,
        centralMeridian: meridian,
        scale: 0.9996,
        falseEastingM: 500_000,
        falseNorthingM,
      });
    const [x, y] = utm(123, 0).forward(121.55, 29.87) ?? [];
    expect(x).toBeCloseTo(359961.3504, 3.9);
    expect(y).toBeCloseTo(3305263.0758, 3.9);
    expect(utm(123, 1e7).forward(121.55, -29.87)?.[1]).toBeCloseTo(6694736.9242, 3.9);
    expect(utm(-177, 0).forward(-176.2, 12.3)?.[0]).toBeCloseTo(586992.3705, 3.9);
  });

  it('comes back from anywhere within 20° of the meridian', () => {
    const away = fc.double({ min: -20, max: 20, noNaN: true });
    const latitude = fc.double({ min: -89.9, max: 89.9, noNaN: true });
    const { forward, inverse } = gaussKruger(CGCS2000_ELLIPSOID, 117);
    fc.assert(
      fc.property(away, latitude, (east, lat) => {
        const there = forward(117 + east, lat);
        if (there === null) throw new Error('not projected');
        const back = inverse(...there);
        expect(Math.abs((back?.[0] ?? 0) - 117 - east) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(1e-10);
        expect(back?.[1]).toBeCloseTo(lat, 10);
      }),
    );
  });

  it('says nothing about numbers that are no place', () => {
    const { forward, inverse } = gaussKruger(CGCS2000_ELLIPSOID, 117);
    expect(inverse(500_000, 2e7)).toBeNull();
    expect(inverse(5e7, 3e6)).toBeNull();
    expect(inverse(Number.NaN, 3e6)).toBeNull();
    expect(forward(-60, 30)).toBeNull();
  });
});

describe('seven parameters', () => {
  const given = {
    dxM: 11.911,
    dyM: -154.833,
    dzM: -80.079,
    rxArcsec: 0.4,
    ryArcsec: -1.2,
    rzArcsec: 2.1,
    scalePpm: -3.5,
  };

  it.each([
    ['coordinate_frame', 121.4999530521, 31.2001299595, -38.2831518603],
    ['position_vector', 121.5015315521, 31.1999705896, -38.3339972468],
  ] as const)('%s agrees with PROJ', (rotation, lon, lat, heightM) => {
    const { forward, inverse } = sevenParameters({ ...given, rotation });
    const from = geocentric(121.5, 31.2, 35, KRASSOVSKY_ELLIPSOID);
    const [x, y, h] = geographic(forward(from), WGS84_ELLIPSOID);
    expect(x).toBeCloseTo(lon, 9);
    expect(y).toBeCloseTo(lat, 9);
    expect(h).toBeCloseTo(heightM, 4);
    for (const [axis, value] of inverse(forward(from)).entries())
      expect(value).toBeCloseTo(from[axis] ?? 0, 6);
  });

  it('geocentric coordinates come back at any height', () => {
    const latitude = fc.double({ min: -90, max: 90, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -179.9, max: 179.9, noNaN: true }),
        latitude,
        fc.integer({ min: -5000, max: 9000 }),
        (lon, lat, height) => {
          const [x, y, h] = geographic(geocentric(lon, lat, height, IAG75_ELLIPSOID), IAG75_ELLIPSOID);
          expect(Math.abs(x - lon) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(1e-10);
          expect(y).toBeCloseTo(lat, 10);
          expect(h).toBeCloseTo(height, 4);
        },
      ),
    );
  });
});
