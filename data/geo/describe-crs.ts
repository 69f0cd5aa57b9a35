/** What people, files and registries call a coordinate system → the system, its canonical id and its name. */
import type { Text } from '../layer.ts';
import {
  accuracyOf,
  type Crs,
  type CrsDescription,
  DATUMS,
  type DatumId,
  type TransverseMercatorCrs,
  warningOf,
} from './crs.ts';
import { crsOfEpsg, epsgOf, GK_ZONES, gaussKruger, meridianOfZone, utm } from './crs-code.ts';
import { crsOfWkt, datumByName } from './crs-wkt.ts';

/**
 * The system that a code (4549, "EPSG:4549", a URN), a .prj text, a canonical id or a name in Chinese or English means;
 * undefined when it is none that can be converted.
 */
export function describeCrs(text: string | number): CrsDescription | undefined {
  const crs = typeof text === 'number' ? crsOfEpsg(text) : crsOfText(text.trim());
  return crs === undefined ? undefined : described(crs);
}

/** The description of a system; `withParameters`: the user has given its seven parameters. */
export function described(crs: Crs, withParameters = false): CrsDescription {
  return {
    crs,
    id: crsId(crs),
    ...nameOfCrs(crs),
    accuracyM: accuracyOf(crs, withParameters),
    warning: warningOf(crs, withParameters),
    degrees: crs.kind === 'geographic' || crs.kind === 'gcj02' || crs.kind === 'bd09',
  };
}

/** EPSG:…, GCJ-02, BD-09, LOCAL, or TM:datum:meridian:scale:false easting:false northing where the registry has no number. */
export function crsId(crs: Crs): string {
  const code = epsgOf(crs);
  if (code !== undefined) return `EPSG:${code}`;
  if (crs.kind === 'transverse_mercator')
    return `TM:${crs.datum}:${crs.centralMeridian}:${crs.scale}:${crs.falseEastingM}:${crs.falseNorthingM}`;
  return {
    gcj02: 'GCJ-02',
    bd09: 'BD-09',
    local: 'LOCAL',
    web_mercator: 'EPSG:3857',
    geographic: 'EPSG:4326',
  }[crs.kind];
}

function crsOfText(text: string): Crs | undefined {
  if (text.length > 200 || /^\s*[A-Z_]+\s*[[(]/i.test(text)) return crsOfWkt(text);
  const code =
    /^(?:EPSG\s*[:：]?\s*)?(\d{4,6})$/i.exec(text) ??
    /^urn:(?:ogc|x-ogc):def:crs:EPSG:[\d.]*:(\d{4,6})$/i.exec(text) ??
    /^https?:\/\/(?:www\.)?opengis\.net\/def\/crs\/EPSG\/[\d.]+\/(\d{4,6})$/i.exec(text) ??
    /^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d{4,6})$/i.exec(text);
  if (code !== null) return crsOfEpsg(Number(code[1]));
  if (/CRS:?84$/i.test(text)) return { kind: 'geographic', datum: 'wgs84' };
  return text.startsWith('TM:') ? ownId(text) : byName(text);
}

/** TM:cgcs2000:120.5:1:500000:0 */
function ownId(text: string): Crs | undefined {
  const [kind, datum = '', ...numbers] = text.split(':');
  if (kind !== 'TM' || numbers.length !== 4 || !Object.hasOwn(DATUMS, datum)) return undefined;
  const [centralMeridian = 0, scale = 1, falseEastingM = 0, falseNorthingM = 0] = numbers.map(Number);
  if (![centralMeridian, scale, falseEastingM, falseNorthingM].every(Number.isFinite)) return undefined;
  if (numbers.includes('') || Math.abs(centralMeridian) > 180 || !(scale > 0.5 && scale < 2))
    return undefined;
  return {
    kind: 'transverse_mercator',
    datum: datum as DatumId,
    centralMeridian,
    scale,
    falseEastingM,
    falseNorthingM,
  };
}

/** Names as people write them: "CGCS2000 3度带 40带", "Xian_1980_GK_CM_117E", "火星坐标", "WGS 84 / UTM zone 51N". */
function byName(text: string): Crs | undefined {
  const name = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[_\s]+/g, ' ');
  if (/gcj-? ?02|火星|国测局|高德|腾讯|amap/.test(name)) return { kind: 'gcj02' };
  if (/bd-? ?09|百度|baidu/.test(name)) return { kind: 'bd09' };
  if (/web ?mercator|pseudo-?mercator|web墨卡托|球面墨卡托/.test(name)) return { kind: 'web_mercator' };
  if (/^(local|地方坐标|城市坐标|独立坐标|城市独立坐标)(系|系统)?$/.test(name)) return { kind: 'local' };
  const zoned = /utm ?(?:zone)? ?(\d{1,2}) ?([ns])?/.exec(name);
  if (zoned !== null) {
    const zone = Number(zoned[1]);
    return zone >= 1 && zone <= 60 ? utm(zone, zoned[2] === 's') : undefined;
  }
  const datum = datumByName(name) ?? (/^gps/.test(name) ? 'wgs84' : undefined);
  if (datum === undefined) return undefined;
  const meridian =
    /(?:cm|中央经线|中央子午线|central meridian|meridian) ?[:=]? ?(\d{2,3}(?:\.\d+)?)/.exec(name) ??
    /(\d{2,3}(?:\.\d+)?) ?°?e\b/.exec(name);
  if (meridian !== null) {
    const degrees = Number(meridian[1]);
    return degrees >= 70 && degrees <= 140 ? gaussKruger(datum, degrees, null) : undefined;
  }
  const zone = /zone ?(\d{2}) ?(n)?|带号?[:=]? ?(\d{2})|(\d{2}) ?(?:号)?带/.exec(name);
  if (zone !== null) return zoneCrs(datum, Number(zone[1] ?? zone[3] ?? zone[4]), zone[2] === undefined);
  // a projected name without its zone: somebody has to say it
  if (/gk|gauss|高斯|度带|投影|degree/.test(name)) return undefined;
  return { kind: 'geographic', datum };
}

/** ESRI writes 20N for a zone without its prefix. 13-23 are zones of 6°, 25-45 of 3°. */
function zoneCrs(datum: DatumId, zone: number, prefix: boolean): TransverseMercatorCrs | undefined {
  for (const width of [3, 6] as const)
    if (zone >= GK_ZONES[width].first && zone <= GK_ZONES[width].last)
      return gaussKruger(datum, meridianOfZone(width, zone), prefix ? zone : null);
  return undefined;
}

function nameOfCrs(crs: Crs): Text {
  switch (crs.kind) {
    case 'gcj02':
      return { zh: 'GCJ-02（高德、腾讯）', en: 'GCJ-02 (AMap, Tencent)' };
    case 'bd09':
      return { zh: 'BD-09（百度）', en: 'BD-09 (Baidu)' };
    case 'web_mercator':
      return { zh: 'Web 墨卡托', en: 'Web Mercator' };
    case 'local':
      return { zh: '城市独立坐标系', en: 'City grid' };
    case 'geographic': {
      const { zh, en } = DATUMS[crs.datum];
      return { zh: `${zh} 经纬度`, en: `${en}, degrees` };
    }
    case 'transverse_mercator':
      return nameOfPlane(crs);
  }
}

function nameOfPlane(crs: TransverseMercatorCrs): Text {
  const { zh, en } = DATUMS[crs.datum];
  const { centralMeridian: meridian, falseEastingM } = crs;
  const utmZone = (meridian + 183) / 6;
  if (crs.scale === 0.9996 && Number.isInteger(utmZone)) {
    const zone = `${utmZone}${crs.falseNorthingM > 0 ? 'S' : 'N'}`;
    return { zh: `${zh} UTM ${zone}`, en: `${en} / UTM zone ${zone}` };
  }
  const prefix = Math.floor(falseEastingM / 1e6);
  if (prefix > 0) {
    const width = prefix >= GK_ZONES[3].first ? 3 : 6;
    return {
      zh: `${zh} 高斯 ${width}°带 第 ${prefix} 带（横坐标含带号，中央经线 ${meridian}°）`,
      en: `${en} / Gauss-Krüger ${width}° zone ${prefix} (prefix in the easting, meridian ${meridian}°E)`,
    };
  }
  return { zh: `${zh} 高斯 中央经线 ${meridian}°`, en: `${en} / Gauss-Krüger, meridian ${meridian}°E` };
}
