/** The coordinate system of a sample, told by where it puts the city. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crs } from './crs.ts';
import { gaussKruger, utm } from './crs-code.ts';
import { crsId } from './describe-crs.ts';
import { guessCrs } from './guess-crs.ts';
import { fromWgs84By } from './to-wgs84.ts';

/** An invented city. */
const BBOX = [120.9, 29.5, 122.1, 30.4] as const;
const city = { bbox: BBOX };
const PLACES = Array.from({ length: 60 }, (_, index): [number, number] => [
  121 + (index % 10) / 10,
  29.6 + Math.floor(index / 10) / 8,
]);

const written = (crs: Crs, turned = false): (readonly [number, number])[] => {
  const convert = fromWgs84By(crs);
  return PLACES.map(([lon, lat]) => convert(lon, lat) ?? [0, 0]).map(([x, y]): [number, number] =>
    turned ? [y, x] : [x, y],
  );
};

describe('guessing the coordinate system', () => {
  it.each([
    gaussKruger('cgcs2000', 120, 40),
    gaussKruger('cgcs2000', 120, null),
    gaussKruger('cgcs2000', 123, 41),
    gaussKruger('cgcs2000', 123, 21),
    gaussKruger('cgcs2000', 121.5, null),
    { kind: 'web_mercator' },
    { kind: 'geographic', datum: 'wgs84' },
  ] satisfies Crs[])('finds %o in either order of the axes', (crs) => {
    for (const turned of [false, true]) {
      const { ranking, swapped } = guessCrs(written(crs, turned), city);
      expect(crsId(ranking[0]?.description.crs ?? { kind: 'local' })).toBe(crsId(crs));
      expect(ranking[0]?.share).toBe(1);
      expect(swapped).toBe(turned);
    }
  });

  it('says that WGS 84, GCJ-02 and BD-09 cannot be told apart by their numbers', () => {
    const { ranking, ambiguous, note } = guessCrs(written({ kind: 'gcj02' }), city);
    expect(ambiguous).toBe(true);
    expect(ranking.map(({ description }) => description.id).toSorted()).toEqual([
      'BD-09',
      'EPSG:4326',
      'GCJ-02',
    ]);
    const gcj = ranking.find(({ description }) => description.id === 'GCJ-02');
    expect(gcj?.fromFirstM).toBeGreaterThan(100);
    expect(gcj?.fromFirstM).toBeLessThan(1000);
    expect(note?.zh).toContain('无法区分');
  });

  it('takes a scale of 0.9996 for the rarer case, and says so', () => {
    const { ranking, ambiguous } = guessCrs(written(utm(51, false)), city);
    expect(ambiguous).toBe(true);
    expect(ranking.slice(0, 2).map(({ description }) => description.id)).toEqual(['EPSG:4550', 'EPSG:32651']);
  });

  it('is settled where the city’s border tells them apart', () => {
    const shore = { bbox: BBOX, contains: (lon: number) => lon < 121.9005 };
    const { ranking } = guessCrs(written({ kind: 'gcj02' }), shore);
    expect(ranking[0]?.description.id).toBe('GCJ-02');
    expect(ranking[0]?.share).toBe(1);
  });

  it('offers the old datums of the same meridian with their distance', () => {
    const { ranking, ambiguous, note } = guessCrs(written(gaussKruger('beijing54', 120, 40)), city);
    expect(ambiguous).toBe(true);
    const old = ranking.find(({ description }) => description.id === 'EPSG:2416');
    expect(old?.share).toBe(1);
    expect(old?.fromFirstM).toBeGreaterThan(20);
    expect(note?.en).toContain('CGCS2000');
  });

  it('names no system for places elsewhere', () => {
    const { ranking, note } = guessCrs(
      [
        [2.35, 48.85],
        [2.4, 48.9],
      ],
      city,
    );
    expect(ranking).toEqual([]);
    expect(note?.zh).toContain('外地');
    expect(guessCrs([], city).note?.zh).toContain('没有可用');
    expect(guessCrs([[Number.NaN, 1]], city).ranking).toEqual([]);
  });

  it('any numbers are looked at without failing', () => {
    const pairs = fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 5 });
    fc.assert(
      fc.property(pairs, (sample) => void guessCrs(sample, city)),
      { numRuns: 50 },
    );
  });
});
