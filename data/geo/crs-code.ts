/** EPSG codes of the coordinate systems met in Chinese files, both ways; the registry numbers zones in runs. */
import type { Crs, DatumId, TransverseMercatorCrs } from './crs.ts';

const GEOGRAPHIC: readonly (readonly [code: number, datum: DatumId])[] = [
  [4326, 'wgs84'],
  [4490, 'cgcs2000'],
  [4610, 'xian80'],
  [4214, 'beijing54'],
  [4269, 'nad83'],
  [4258, 'etrs89'],
  // with a height
  [4979, 'wgs84'],
  [4480, 'cgcs2000'],
];

/** First code of each run of Gauss-Krüger zones; `prefix` = the zone stands before the easting. */
const RUNS: readonly {
  readonly first: number;
  readonly datum: DatumId;
  readonly width: 3 | 6;
  readonly prefix: boolean;
}[] = [
  { first: 4491, datum: 'cgcs2000', width: 6, prefix: true },
  { first: 4502, datum: 'cgcs2000', width: 6, prefix: false },
  { first: 4513, datum: 'cgcs2000', width: 3, prefix: true },
  { first: 4534, datum: 'cgcs2000', width: 3, prefix: false },
  { first: 2327, datum: 'xian80', width: 6, prefix: true },
  { first: 2338, datum: 'xian80', width: 6, prefix: false },
  { first: 2349, datum: 'xian80', width: 3, prefix: true },
  { first: 2370, datum: 'xian80', width: 3, prefix: false },
  { first: 21413, datum: 'beijing54', width: 6, prefix: true },
  { first: 21453, datum: 'beijing54', width: 6, prefix: false },
  { first: 2401, datum: 'beijing54', width: 3, prefix: true },
  { first: 2422, datum: 'beijing54', width: 3, prefix: false },
];

/** Zones of mainland China: 13-23 of 6°, 25-45 of 3°; both reach from 75° to 135°. */
export const GK_ZONES = { 3: { first: 25, last: 45 }, 6: { first: 13, last: 23 } } as const;

/** Central meridian of a Gauss-Krüger zone, degrees. */
export function meridianOfZone(width: 3 | 6, zone: number): number {
  return width === 3 ? zone * 3 : zone * 6 - 3;
}

/** A Gauss-Krüger zone; any number is taken, since cities also use meridians between zones. */
export function gaussKruger(
  datum: DatumId,
  centralMeridian: number,
  prefix: number | null,
): TransverseMercatorCrs {
  return {
    kind: 'transverse_mercator',
    datum,
    centralMeridian,
    scale: 1,
    falseEastingM: 500_000 + (prefix ?? 0) * 1_000_000,
    falseNorthingM: 0,
  };
}

export function utm(zone: number, south: boolean): TransverseMercatorCrs {
  return {
    kind: 'transverse_mercator',
    datum: 'wgs84',
    centralMeridian: zone * 6 - 183,
    scale: 0.9996,
    falseEastingM: 500_000,
    falseNorthingM: south ? 10_000_000 : 0,
  };
}

/** 3857, and what it was called before it had a number of its own. */
const WEB_MERCATOR = [3857, 900913, 3785, 102100, 102113];

/** The system of a code, or undefined when it is none of those that files of a Chinese city use. */
export function crsOfEpsg(code: number): Crs | undefined {
  const datum = GEOGRAPHIC.find(([one]) => one === code)?.[1];
  if (datum !== undefined) return { kind: 'geographic', datum };
  if (WEB_MERCATOR.includes(code)) return { kind: 'web_mercator' };
  if (code > 32600 && code <= 32660) return utm(code - 32600, false);
  if (code > 32700 && code <= 32760) return utm(code - 32700, true);
  for (const { first, datum: own, width, prefix } of RUNS) {
    const { first: from, last } = GK_ZONES[width];
    const zone = from + code - first;
    if (zone >= from && zone <= last)
      return gaussKruger(own, meridianOfZone(width, zone), prefix ? zone : null);
  }
  return undefined;
}

/** The code of a system, or undefined when the registry has none, as for a meridian between zones. */
export function epsgOf(crs: Crs): number | undefined {
  if (crs.kind === 'web_mercator') return 3857;
  if (crs.kind === 'geographic') return GEOGRAPHIC.find(([, datum]) => datum === crs.datum)?.[0];
  if (crs.kind !== 'transverse_mercator') return undefined;
  const { datum, centralMeridian, scale, falseEastingM, falseNorthingM } = crs;
  if (datum === 'wgs84' && scale === 0.9996 && falseEastingM === 500_000) {
    const zone = (centralMeridian + 183) / 6;
    if (!Number.isInteger(zone) || zone < 1 || zone > 60) return undefined;
    return { 0: 32600 + zone, 10000000: 32700 + zone }[falseNorthingM];
  }
  if (scale !== 1 || falseNorthingM !== 0) return undefined;
  for (const { first, datum: own, width, prefix } of RUNS) {
    const zone = width === 3 ? centralMeridian / 3 : (centralMeridian + 3) / 6;
    const { first: from, last } = GK_ZONES[width];
    if (own !== datum || !Number.isInteger(zone) || zone < from || zone > last) continue;
    if (falseEastingM === 500_000 + (prefix ? zone * 1_000_000 : 0)) {
      // without a prefix 6° and 3° zones of one meridian are the same plane: the 3° code is the usual one
      if (!prefix && width === 6) return epsgOfThreeDegrees(datum, centralMeridian);
      return first + zone - from;
    }
  }
  return undefined;
}

function epsgOfThreeDegrees(datum: DatumId, centralMeridian: number): number | undefined {
  const run = RUNS.find((one) => one.datum === datum && one.width === 3 && !one.prefix);
  return run === undefined ? undefined : run.first + centralMeridian / 3 - GK_ZONES[3].first;
}
