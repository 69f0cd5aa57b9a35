/** Which coordinate system and which order of axes put a sample of pairs into the city, and whether that settles it. */
import type { Text } from '../layer.ts';
import type { Crs, CrsDescription } from './crs.ts';
import { GK_ZONES, gaussKruger, meridianOfZone, utm } from './crs-code.ts';
import { described } from './describe-crs.ts';
import { orderOf, toWgs84By } from './to-wgs84.ts';

type Pair = readonly [number, number];
type Box = readonly [west: number, south: number, east: number, north: number];

export interface CityArea {
  readonly bbox: Box;
  /** Finer than the box where borders are known. */
  readonly contains?: (lon: number, lat: number) => boolean;
}

export interface CrsGuess {
  readonly description: CrsDescription;
  readonly axes: 'east_north' | 'north_east';
  /** Part of the sample that falls into the city, 0-1. */
  readonly share: number;
  /** Mean distance of its places from those of the first guess, metres; 0 for the first. */
  readonly fromFirstM: number;
}

export interface GuessedCrs {
  /** Best first; only systems that put at least one pair into the city. */
  readonly ranking: readonly CrsGuess[];
  /** Another system does about as well and would put the places elsewhere. */
  readonly ambiguous: boolean;
  /** Latitude or northing comes first. */
  readonly swapped: boolean;
  /** What the person should know; null = the first guess is the only one. */
  readonly note: Text | null;
}

/** Shares that differ by less than this say nothing about which system is right. */
const SAME_SHARE = 0.05;
/** Places nearer than this are one place. */
const SAME_PLACE_M = 5;
/** Pairs of the sample that are tried. */
const MOST = 400;

/**
 * Ranks the systems for a sample of pairs as the file writes them.
 * `offered` narrows the systems that are tried; default: all that reach the city.
 */
export function guessCrs(sample: readonly Pair[], city: CityArea, offered?: readonly Crs[]): GuessedCrs {
  const pairs = sample.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)).slice(0, MOST);
  const inside = (at: Pair | null) => at !== null && within(at, city);
  const tried = (offered ?? systemsOf(pairs, city.bbox)).flatMap((crs, prior) =>
    (['east_north', 'north_east'] as const).map((axes) => {
      const convert = toWgs84By(crs, { axes });
      const places = pairs.map(([x, y]) => convert(x, y));
      return { crs, axes, prior, places, share: places.filter(inside).length / (pairs.length || 1) };
    }),
  );
  const best = Math.max(0, ...tried.map(({ share }) => share));
  // equal but for a row or two: the system that is met more often
  const rank = ({ share, prior }: { share: number; prior: number }) =>
    best - share < SAME_SHARE ? prior : tried.length + 1 - share;
  const found = tried.filter(({ share }) => share > 0).toSorted((a, b) => rank(a) - rank(b));
  const first = found[0];
  const ranking = found.map(({ crs, axes, share, places }): CrsGuess => {
    const fromFirstM = first === undefined ? 0 : meanDistanceM(first.places, places);
    return { description: described(crs), axes, share, fromFirstM };
  });
  const rivals = ranking.filter(
    ({ share, fromFirstM }, index) =>
      index > 0 && (first?.share ?? 0) - share < SAME_SHARE && fromFirstM > SAME_PLACE_M,
  );
  return {
    ranking,
    ambiguous: rivals.length > 0,
    swapped: first?.axes === 'north_east',
    note: noteOf(ranking, rivals, pairs.length),
  };
}

function noteOf(ranking: readonly CrsGuess[], rivals: readonly CrsGuess[], count: number): Text | null {
  const first = ranking[0];
  if (count === 0) return { zh: '没有可用的坐标。', en: 'There are no coordinates to look at.' };
  if (first === undefined || first.share < 0.5)
    return {
      zh: '没有一种坐标系能使半数以上的点落在本市范围内：请选择坐标系，或检查是否为外地数据、独立坐标系。',
      en: 'No coordinate system puts half of the points into the city: choose one, or check for a city grid or data from elsewhere.',
    };
  if (rivals.length === 0) return null;
  const far = Math.max(...rivals.map(({ fromFirstM }) => fromFirstM));
  const names = (language: 'zh' | 'en') =>
    [first, ...rivals].slice(0, 4).map(({ description }) => description[language]);
  return {
    zh: `${names('zh').join('、')}都能使点落在本市，位置最多相差约 ${Math.round(far)} 米，仅凭坐标无法区分：请核实来源，或在预览图上与道路、建筑对照。`,
    en: `${names('en').join('; ')} all put the points into the city, up to about ${Math.round(far)} m apart. The numbers alone cannot tell: ask the source, or compare with roads and buildings on the preview.`,
  };
}

/** Systems whose numbers can look like these, the usual ones first. */
function systemsOf(pairs: readonly Pair[], bbox: Box): Crs[] {
  const degrees =
    pairs.filter(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 180).length * 2 > pairs.length;
  if (degrees) return [{ kind: 'geographic', datum: 'wgs84' }, { kind: 'gcj02' }, { kind: 'bd09' }];
  const [west, , east, north] = bbox;
  const near = (meridian: number) => meridian > west - 4.5 && meridian < east + 4.5;
  const meridians = [...new Set(([3, 6] as const).flatMap((width) => meridiansOf(width)))].filter(near);
  // cities also count from a meridian through themselves, usually a half degree
  const own = Array.from(
    { length: Math.ceil((east - west + 2) * 2) },
    (_, index) => Math.floor(west * 2 - 1 + index) / 2,
  ).filter((one) => one > west - 0.5 && one < east + 0.5 && !meridians.includes(one));
  const middle = (west + east) / 2;
  const nearest = (a: number, b: number) => Math.abs(a - middle) - Math.abs(b - middle);
  const prefixed = pairs.some(([x, y]) => x > 12e6 || y > 12e6);
  const planes = [...meridians.toSorted(nearest), ...own.toSorted(nearest)].flatMap((meridian) =>
    (['cgcs2000', 'xian80', 'beijing54'] as const).map((datum) =>
      gaussKruger(datum, meridian, prefixed ? prefixOf(pairs, meridian) : null),
    ),
  );
  const zones = Array.from({ length: 60 }, (_, index) => index + 1).filter((zone) => near(zone * 6 - 183));
  const byDatum = (datum: string) => planes.filter((plane) => plane.datum === datum);
  return [
    ...byDatum('cgcs2000'),
    ...zones.map((zone) => utm(zone, north < 0)),
    { kind: 'web_mercator' },
    ...byDatum('xian80'),
    ...byDatum('beijing54'),
  ];
}

function meridiansOf(width: 3 | 6): number[] {
  const { first, last } = GK_ZONES[width];
  return Array.from({ length: last - first + 1 }, (_, index) => meridianOfZone(width, first + index));
}

/** The prefix with which the file writes this meridian; null where it writes none of it. */
function prefixOf(pairs: readonly Pair[], meridian: number): number | null {
  const zones = [meridian / 3, (meridian + 3) / 6].filter(Number.isInteger);
  const written = (zone: number) =>
    pairs.some(
      ([x, y]) =>
        orderOf(gaussKruger('cgcs2000', meridian, zone), x, y) !== undefined &&
        (Math.floor(x / 1e6) === zone || Math.floor(y / 1e6) === zone),
    );
  return zones.find(written) ?? null;
}

function within([lon, lat]: Pair, { bbox: [west, south, east, north], contains }: CityArea): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false;
  return contains?.(lon, lat) ?? true;
}

function meanDistanceM(from: readonly (Pair | null)[], to: readonly (Pair | null)[]): number {
  let [sum, count] = [0, 0];
  for (const [index, a] of from.entries()) {
    const b = to[index];
    if (a === null || b === null || b === undefined) continue;
    const east = (a[0] - b[0]) * 111_320 * Math.cos((a[1] * Math.PI) / 180);
    sum += Math.hypot(east, (a[1] - b[1]) * 110_950);
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
