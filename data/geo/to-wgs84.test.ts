/** Every coordinate system there and back, and the ways in which files write eastings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crs, DATUMS, type DatumId } from './crs.ts';
import { crsOfEpsg, epsgOf, GK_ZONES, gaussKruger, meridianOfZone, utm } from './crs-code.ts';
import type { SevenParameters } from './seven-parameters.ts';
import { fromWgs84By, toWgs84, toWgs84By } from './to-wgs84.ts';

const PARAMETERS: SevenParameters = {
  dxM: 12,
  dyM: -150,
  dzM: -80,
  rxArcsec: 0.4,
  ryArcsec: -1.2,
  rzArcsec: 2,
  scalePpm: -3,
  rotation: 'coordinate_frame',
};

const ZONES = ([3, 6] as const).flatMap((width) =>
  Array.from(
    { length: GK_ZONES[width].last - GK_ZONES[width].first + 1 },
    (_, index) => [width, GK_ZONES[width].first + index] as const,
  ),
);

describe('coordinates of a file', () => {
  it('come back from every Gauss-Krüger zone of every datum, with and without prefix, in either order', () => {
    for (const [width, zone] of ZONES)
      for (const datum of ['cgcs2000', 'xian80', 'beijing54'] as const satisfies readonly DatumId[])
        for (const prefix of [zone, null]) {
          const crs = gaussKruger(datum, meridianOfZone(width, zone), prefix);
          const place = [crs.centralMeridian + 1.2, 31.7] as const;
          const options = { sevenParameters: PARAMETERS };
          const [x, y] = fromWgs84By(crs, options)(...place) ?? [0, 0];
          expect(Math.floor(x / 1e6)).toBe(prefix ?? 0);
          for (const [first, second] of [
            [x, y],
            [y, x],
          ] as const) {
            const [lon, lat] = toWgs84(crs, first, second, options) ?? [];
            expect(lon).toBeCloseTo(place[0], 10);
            expect(lat).toBeCloseTo(place[1], 10);
          }
          const code = epsgOf(crs);
          const known = crsOfEpsg(code ?? 0);
          expect(known).toEqual(crs);
        }
  });

  it('come back from every other system', () => {
    const systems: Crs[] = [
      ...(Object.keys(DATUMS) as DatumId[]).map((datum) => ({ kind: 'geographic', datum }) as const),
      ...[1, 30, 50, 51, 60].flatMap((zone) => [utm(zone, false), utm(zone, true)]),
      { kind: 'web_mercator' },
      { kind: 'gcj02' },
      { kind: 'bd09' },
    ];
    const latitude = fc.double({ min: 3, max: 54, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...systems),
        fc.double({ min: -2.9, max: 2.9, noNaN: true }),
        latitude,
        (crs, east, north) => {
          const south = crs.kind === 'transverse_mercator' && crs.falseNorthingM > 0;
          const place =
            crs.kind === 'transverse_mercator'
              ? ([crs.centralMeridian + east, south ? -north : north] as const)
              : ([110 + 8 * east, north] as const);
          const options = { sevenParameters: PARAMETERS, axes: 'east_north' } as const;
          const there = fromWgs84By(crs, options)(...place);
          const back = toWgs84(crs, ...(there ?? [0, 0]), options);
          expect(back?.[0]).toBeCloseTo(place[0], 8);
          expect(back?.[1]).toBeCloseTo(place[1], 8);
          expect(crsOfEpsg(epsgOf(crs) ?? 0)).toEqual(epsgOf(crs) === undefined ? undefined : crs);
        },
      ),
    );
  });

  it('agree with PROJ for Web Mercator', () => {
    const [x, y] = fromWgs84By({ kind: 'web_mercator' })(121.55, 29.87) ?? [];
    expect(x).toBeCloseTo(13530884.1059, 4);
    expect(y).toBeCloseTo(3486850.4767, 4);
  });

  it('may drop the zone that the system declares, or write one that it does not', () => {
    const [bare, prefixed] = [gaussKruger('cgcs2000', 120, null), gaussKruger('cgcs2000', 120, 40)];
    for (const crs of [bare, prefixed])
      for (const easting of [548122.0631, 40548122.0631]) {
        const [lon, lat] = toWgs84(crs, 3347932.8162, easting) ?? [];
        expect(lon).toBeCloseTo(120.5, 8);
        expect(lat).toBeCloseTo(30.25, 8);
      }
    expect(toWgs84(bare, 39548122, 3347932)).toBeNull();
  });

  it('move by the parameters, and stay without them', () => {
    const crs: Crs = { kind: 'geographic', datum: 'beijing54' };
    expect(toWgs84(crs, 121.5, 31.2)).toEqual([121.5, 31.2]);
    const [lon, lat] =
      toWgs84(crs, 121.5, 31.2, {
        sevenParameters: {
          ...PARAMETERS,
          dxM: 11.911,
          dyM: -154.833,
          dzM: -80.079,
          rzArcsec: 2.1,
          scalePpm: -3.5,
        },
      }) ?? [];
    // PROJ 9.5.1, +proj=helmert +exact +convention=coordinate_frame, for a height of 35 m
    expect(lon).toBeCloseTo(121.4999530521, 7);
    expect(lat).toBeCloseTo(31.2001299595, 7);
  });

  it('are refused where the system has no place for them', () => {
    const none = [
      toWgs84({ kind: 'geographic', datum: 'wgs84' }, 548122, 3347932),
      toWgs84({ kind: 'gcj02' }, 121, 95),
      toWgs84({ kind: 'web_mercator' }, 1e9, 0),
      toWgs84({ kind: 'bd09' }, Number.NaN, 30),
      toWgs84(gaussKruger('cgcs2000', 120, null), 120.5, 3e8),
    ];
    expect(none).toEqual([null, null, null, null, null]);
    expect(() => toWgs84By({ kind: 'local' })).toThrow('fit');
  });

  it('any two numbers give a place or nothing', () => {
    const any = fc.double();
    const systems: Crs[] = [
      utm(51, false),
      gaussKruger('xian80', 117, 20),
      { kind: 'gcj02' },
      { kind: 'bd09' },
      { kind: 'web_mercator' },
      { kind: 'geographic', datum: 'wgs84' },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...systems), any, any, (crs, x, y) => {
        const at = toWgs84(crs, x, y);
        if (at !== null) expect(Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90).toBe(true);
      }),
    );
  });
});
