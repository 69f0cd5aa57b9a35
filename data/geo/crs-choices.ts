/** The coordinate systems that a screen offers for an import, and the zones that reach a city. */
import type { Text } from '../layer.ts';
import { accuracyOf, type Crs, DATUMS, type DatumId, warningOf } from './crs.ts';
import { GK_ZONES, gaussKruger, meridianOfZone, utm } from './crs-code.ts';

export interface CrsChoice extends Text {
  readonly id: string;
  /** What else has to be said before it is a system. */
  readonly needsZone: boolean;
  /** A fit to control points has to be given. */
  readonly needsFit: boolean;
  /** Seven parameters make it exact. */
  readonly takesParameters: boolean;
  readonly accuracyM: number;
  readonly warning: Text | null;
}

/** What a person says beside the choice. */
export interface ZoneChoice {
  readonly zone?: number | undefined;
  /** Degrees; for a city that uses a meridian between zones. */
  readonly centralMeridian?: number | undefined;
  readonly south?: boolean | undefined;
}

const DATUMS_OF_CHINA = ['cgcs2000', 'xian80', 'beijing54'] as const satisfies readonly DatumId[];

const SINGLE: readonly (readonly [id: string, crs: Crs, label: Text])[] = [
  [
    'wgs84',
    { kind: 'geographic', datum: 'wgs84' },
    { zh: 'WGS84 经纬度（GPS）', en: 'WGS 84 degrees (GPS)' },
  ],
  [
    'cgcs2000',
    { kind: 'geographic', datum: 'cgcs2000' },
    { zh: '2000 国家大地坐标系 经纬度（天地图）', en: 'CGCS2000 degrees (Tianditu)' },
  ],
  ['gcj02', { kind: 'gcj02' }, { zh: 'GCJ-02 火星坐标（高德、腾讯）', en: 'GCJ-02 (AMap, Tencent)' }],
  ['bd09', { kind: 'bd09' }, { zh: 'BD-09（百度）', en: 'BD-09 (Baidu)' }],
];

export const CRS_CHOICES: readonly CrsChoice[] = [
  ...SINGLE.map(([id, crs, label]) => choice(id, crs, label)),
  ...DATUMS_OF_CHINA.flatMap((datum) => {
    const { zh, en } = DATUMS[datum];
    const degrees = choice(datum, { kind: 'geographic', datum }, { zh: `${zh} 经纬度`, en: `${en} degrees` });
    const zoned = ([3, 6] as const).map((width) => ({
      ...choice(`${datum}_gk${width}`, gaussKruger(datum, 120, null), {
        zh: `${zh} 高斯投影 ${width}°带（米）`,
        en: `${en} Gauss-Krüger, ${width}° zones (metres)`,
      }),
      needsZone: true,
    }));
    return datum === 'cgcs2000' ? zoned : [...zoned, degrees];
  }),
  {
    ...choice('utm', utm(51, false), { zh: 'UTM（WGS84，米）', en: 'UTM (WGS 84, metres)' }),
    needsZone: true,
  },
  choice('web_mercator', { kind: 'web_mercator' }, { zh: 'Web 墨卡托（米）', en: 'Web Mercator (metres)' }),
  {
    ...choice(
      'local',
      { kind: 'local' },
      { zh: '城市独立坐标系（用控制点求解）', en: 'City grid (fitted to control points)' },
    ),
    needsFit: true,
  },
];

/** The system of a choice, or undefined while its zone is missing or is none. */
export function crsOfChoice(
  id: string,
  { zone, centralMeridian, south = false }: ZoneChoice = {},
): Crs | undefined {
  const single = SINGLE.find(([one]) => one === id)?.[1];
  if (single !== undefined) return single;
  if (id === 'xian80' || id === 'beijing54') return { kind: 'geographic', datum: id };
  if (id === 'web_mercator' || id === 'local') return { kind: id };
  if (id === 'utm') {
    if (zone === undefined || !Number.isInteger(zone) || zone < 1 || zone > 60) return undefined;
    return utm(zone, south);
  }
  const match = /^(\w+)_gk([36])$/.exec(id);
  const datum = DATUMS_OF_CHINA.find((one) => one === match?.[1]);
  if (datum === undefined) return undefined;
  if (centralMeridian !== undefined)
    return Math.abs(centralMeridian) <= 180 ? gaussKruger(datum, centralMeridian, null) : undefined;
  const width = match?.[2] === '3' ? 3 : 6;
  if (zone === undefined || !Number.isInteger(zone)) return undefined;
  if (zone < GK_ZONES[width].first || zone > GK_ZONES[width].last) return undefined;
  // with the prefix: eastings without it are taken too
  return gaussKruger(datum, meridianOfZone(width, zone), zone);
}

export interface ZoneOption extends Text {
  readonly zone: number;
  readonly centralMeridian: number;
}

/** The zones of a choice, nearest to a longitude first; none where no zone is asked. */
export function zonesOf(id: string, lon: number): ZoneOption[] {
  const width = /_gk([36])$/.exec(id)?.[1];
  const zones =
    id === 'utm'
      ? Array.from({ length: 60 }, (_, index) => [index + 1, (index + 1) * 6 - 183] as const)
      : width === undefined
        ? []
        : gkZones(width === '3' ? 3 : 6);
  return zones
    .map(([zone, centralMeridian]) => ({
      zone,
      centralMeridian,
      zh: `第 ${zone} 带（中央经线 ${centralMeridian}°）`,
      en: `Zone ${zone} (meridian ${centralMeridian}°)`,
    }))
    .toSorted((a, b) => Math.abs(a.centralMeridian - lon) - Math.abs(b.centralMeridian - lon));
}

function gkZones(width: 3 | 6): (readonly [number, number])[] {
  const { first, last } = GK_ZONES[width];
  return Array.from({ length: last - first + 1 }, (_, index) => [
    first + index,
    meridianOfZone(width, first + index),
  ]);
}

function choice(id: string, crs: Crs, label: Text): CrsChoice {
  const { zh, en } = label;
  const takesParameters = warningOf(crs, false) !== null;
  return {
    id,
    zh,
    en,
    needsZone: false,
    needsFit: false,
    takesParameters,
    accuracyM: accuracyOf(crs, false),
    warning: warningOf(crs, false),
  };
}
