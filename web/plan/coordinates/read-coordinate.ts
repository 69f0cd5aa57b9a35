/** Places as people write them: degrees, degrees-minutes-seconds, GCJ-02, Gauss-Krüger metres; and the way back. */
import { parseAnglePair } from '../../../data/geo/angle.ts';
import { GK_ZONES, gaussKruger, meridianOfZone } from '../../../data/geo/crs-code.ts';
import { gcj02FromWgs84, wgs84FromGcj02 } from '../../../data/geo/gcj02.ts';
import { fromWgs84By, toWgs84 } from '../../../data/geo/to-wgs84.ts';
import type { LonLat } from '../../map/props.ts';

/**
 * `degrees`, `dms`: WGS 84, and CGCS2000, which agrees with it within a metre. `gk3`, `gk6`: CGCS2000 Gauss-Krüger in
 * zones of 3° and 6°, metres, the easting with the number of its zone before it.
 */
export const COORDINATE_SYSTEMS = ['degrees', 'dms', 'gcj02', 'gk3', 'gk6'] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

/** Two numbers, with thousands separated by nothing. */
const METRES =
  /^\s*([+-]?\d{5,8}(?:\.\d*)?)\s*(?:m|米)?\s*[,，;； ]\s*([+-]?\d{5,8}(?:\.\d*)?)\s*(?:m|米)?\s*$/;
/** Eastings of a zone lie around 500 km. */
const PREFIX_M = 1_000_000;

/**
 * The place in WGS 84, or null when the text is none. Degrees are taken as longitude, latitude unless the text names
 * them. Metres are read in every system but GCJ-02; an easting without a zone is of the zone nearest to `nearLon`.
 */
export function readCoordinate(text: string, system: CoordinateSystem, nearLon: number): LonLat | null {
  const metres = METRES.exec(text);
  if (metres) {
    if (system === 'gcj02') return null;
    return fromMetres(Number(metres[1]), Number(metres[2]), system === 'gk6' ? 6 : 3, nearLon);
  }
  if (system === 'gk3' || system === 'gk6') return null;
  const pair = parseAnglePair(text);
  if (!pair || Math.abs(pair[0]) > 180 || Math.abs(pair[1]) > 90) return null;
  return system === 'gcj02' ? wgs84FromGcj02(pair) : [pair[0], pair[1]];
}

/** The place as text that `readCoordinate` reads again: to a metre in degrees, a centimetre in Gauss-Krüger metres. */
export function writeCoordinate(at: LonLat, system: CoordinateSystem): string {
  switch (system) {
    case 'degrees':
      return degrees(at);
    case 'dms':
      return `${dms(at[1], ['N', 'S'])} ${dms(at[0], ['E', 'W'])}`;
    case 'gcj02':
      return degrees(gcj02FromWgs84(at));
    default: {
      const width = system === 'gk3' ? 3 : 6;
      const zone = zoneOf(at[0], width);
      const pair = fromWgs84By(gaussKruger('cgcs2000', meridianOfZone(width, zone), zone))(at[0], at[1]);
      return pair ? pair.map((metre) => metre.toFixed(2)).join(', ') : '—';
    }
  }
}

const degrees = ([lon, lat]: LonLat) => `${lon.toFixed(6)}, ${lat.toFixed(6)}`;

function dms(value: number, [positive, negative]: readonly [string, string]): string {
  // in hundredths of a second, so that 59.999″ never reads 60″
  const hundredths = Math.round(Math.abs(value) * 360_000);
  const seconds = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0');
  const minutes = String(Math.floor(hundredths / 6000) % 60).padStart(2, '0');
  return `${Math.floor(hundredths / 360_000)}°${minutes}′${seconds}″${value < 0 ? negative : positive}`;
}

/** The Gauss-Krüger zone nearest to a longitude. */
export function zoneOf(lon: number, width: 3 | 6): number {
  const { first, last } = GK_ZONES[width];
  const zone = width === 3 ? Math.round(lon / 3) : Math.floor(lon / 6) + 1;
  return Math.min(last, Math.max(first, zone));
}

function fromMetres(x: number, y: number, width: 3 | 6, nearLon: number): LonLat | null {
  // whichever number carries a zone is the easting; zones of 6° end where those of 3° begin
  for (const metres of [x, y]) {
    const written = Math.floor(metres / PREFIX_M);
    for (const one of [3, 6] as const) {
      const { first, last } = GK_ZONES[one];
      if (written < first || written > last) continue;
      return placeIn(one, written, x, y);
    }
  }
  return placeIn(width, zoneOf(nearLon, width), x, y);
}

function placeIn(width: 3 | 6, zone: number, x: number, y: number): LonLat | null {
  const place = toWgs84(gaussKruger('cgcs2000', meridianOfZone(width, zone), zone), x, y);
  return place && [place[0], place[1]];
}

/** Places one a line, or parted by semicolons; the numbers (from 1) of lines that are none. */
export function readCoordinates(
  text: string,
  system: CoordinateSystem,
  nearLon: number,
): { readonly places: readonly LonLat[]; readonly bad: readonly number[] } {
  const places: LonLat[] = [];
  const bad: number[] = [];
  for (const [index, line] of text.split(/[\n;；]/).entries()) {
    if (line.trim() === '') continue;
    const place = readCoordinate(line, system, nearLon);
    if (place) places.push(place);
    else bad.push(index + 1);
  }
  return { places, bad };
}
