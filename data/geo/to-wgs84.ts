/** Numbers of a file in its coordinate system ↔ longitude and latitude of WGS 84. */
import { type Crs, DATUMS, type TransverseMercatorCrs } from './crs.ts';
import { geocentric, geographic, WGS84_ELLIPSOID } from './ellipsoid.ts';
import { bd09FromWgs84, gcj02FromWgs84, wgs84FromBd09, wgs84FromGcj02 } from './gcj02.ts';
import { type GridFit, localGrid } from './local-grid.ts';
import { type SevenParameters, sevenParameters } from './seven-parameters.ts';
import { transverseMercator } from './transverse-mercator.ts';

/** Which of a pair comes first; `auto` lets each pair of metres decide, and takes degrees as lon, lat. */
export type Axes = 'east_north' | 'north_east' | 'auto';

export interface ConvertOptions {
  /** Default `auto`. */
  readonly axes?: Axes;
  /** For Xi'an 80 and Beijing 54; without them latitudes are taken as they stand. */
  readonly sevenParameters?: SevenParameters | undefined;
  /** For a local grid. */
  readonly fit?: GridFit | undefined;
}

type Pair = readonly [number, number];
/** First and second number of the file → lon, lat; null = no place of this system. */
export type ToWgs84 = (x: number, y: number) => Pair | null;

/**
 * The conversion for a whole file, made once.
 * @throws {Error} for a local grid without its fit, which is a fault of the caller
 */
export function toWgs84By(crs: Crs, options: ConvertOptions = {}): ToWgs84 {
  const axes = options.axes ?? 'auto';
  if (crs.kind === 'local') {
    if (options.fit === undefined) throw new Error('A local grid needs its fit');
    // the fit knows the order in which the file writes
    return checked(localGrid(options.fit).inverse);
  }
  if (crs.kind === 'transverse_mercator') return checked(transverseToWgs84(crs, axes, options));
  const convert = degreesOrMercator(crs, options);
  return checked(axes === 'north_east' ? (x, y) => convert(y, x) : convert);
}

/** One pair; `toWgs84By` is faster for many. */
export function toWgs84(crs: Crs, x: number, y: number, options: ConvertOptions = {}): Pair | null {
  return toWgs84By(crs, options)(x, y);
}

/** The way back, easting or longitude first (a local grid: as its file writes). */
export function fromWgs84By(crs: Crs, options: ConvertOptions = {}): ToWgs84 {
  const turned = options.axes === 'north_east' && crs.kind !== 'local';
  const convert = backFrom(crs, options);
  return (lon, lat) => {
    const at = convert(lon, lat);
    return at === null || !turned ? at : [at[1], at[0]];
  };
}

function checked(convert: ToWgs84): ToWgs84 {
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
    const at = convert(x, y);
    if (at === null || !(Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90)) return null;
    return at;
  };
}

function degreesOrMercator(
  crs: Exclude<Crs, { kind: 'local' | 'transverse_mercator' }>,
  options: ConvertOptions,
): ToWgs84 {
  switch (crs.kind) {
    case 'gcj02':
      return (lon, lat) => (isDegrees(lon, lat) ? wgs84FromGcj02([lon, lat]) : null);
    case 'bd09':
      return (lon, lat) => (isDegrees(lon, lat) ? wgs84FromBd09([lon, lat]) : null);
    case 'web_mercator':
      return fromMercator;
    default: {
      const shift = datumShift(crs.datum, options.sevenParameters);
      return (lon, lat) => (isDegrees(lon, lat) ? shift(lon, lat) : null);
    }
  }
}

const isDegrees = (lon: number, lat: number) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** Nothing without parameters; heights are taken as 0, which moves no place by a centimetre for heights of a city. */
function datumShift(
  datum: keyof typeof DATUMS,
  parameters: SevenParameters | undefined,
): (lon: number, lat: number) => Pair {
  if (parameters === undefined || !DATUMS[datum].needsParameters) return (lon, lat) => [lon, lat];
  const { forward } = sevenParameters(parameters);
  const { ellipsoid } = DATUMS[datum];
  return (lon, lat) => {
    const [x, y] = geographic(forward(geocentric(lon, lat, 0, ellipsoid)), WGS84_ELLIPSOID);
    return [x, y];
  };
}

/** Farthest that a file's easting lies from its false easting, metres: 5° of longitude at the equator. */
const WIDEST_M = 560_000;

function transverseToWgs84(crs: TransverseMercatorCrs, axes: Axes, options: ConvertOptions): ToWgs84 {
  const { inverse } = projectionOf(crs);
  const shift = datumShift(crs.datum, options.sevenParameters);
  const place = (eastM: number, northM: number): Pair | null => {
    const easting = ownEasting(crs, eastM);
    const at = easting === null ? null : inverse(easting, northM);
    return at === null ? null : shift(at[0], at[1]);
  };
  if (axes === 'east_north') return place;
  if (axes === 'north_east') return (x, y) => place(y, x);
  return (x, y) => {
    const order = orderOf(crs, x, y);
    return order === 'north_east' ? place(y, x) : place(x, y);
  };
}

function projectionOf(crs: TransverseMercatorCrs) {
  return transverseMercator({ ...crs, ellipsoid: DATUMS[crs.datum].ellipsoid });
}

/**
 * The easting with the prefix that the system declares: files drop the zone or write it, whatever their .prj says.
 * Null where the prefix names another zone: such a row belongs to another system.
 */
function ownEasting(
  { falseEastingM, scale, centralMeridian }: TransverseMercatorCrs,
  eastM: number,
): number | null {
  if (Math.abs(eastM - falseEastingM) <= WIDEST_M || scale !== 1) return eastM;
  const declared = Math.floor(falseEastingM / 1e6);
  const written = Math.floor(eastM / 1e6);
  if (declared > 0 && written === 0) return eastM + declared * 1e6;
  const zones = [centralMeridian / 3, (centralMeridian + 3) / 6];
  if (declared === 0 && zones.includes(written)) return eastM - written * 1e6;
  return null;
}

/** Which of the two numbers is the easting; undefined where both or neither could be. */
export function orderOf(
  crs: TransverseMercatorCrs,
  x: number,
  y: number,
): 'east_north' | 'north_east' | undefined {
  const east = (value: number) => {
    const own = ownEasting(crs, value);
    return own !== null && Math.abs(own - crs.falseEastingM) <= WIDEST_M;
  };
  const [first, second] = [east(x), east(y)];
  if (first === second) return undefined;
  return first ? 'east_north' : 'north_east';
}

function backFrom(crs: Crs, options: ConvertOptions): ToWgs84 {
  switch (crs.kind) {
    case 'local':
      if (options.fit === undefined) throw new Error('A local grid needs its fit');
      return localGrid(options.fit).forward;
    case 'gcj02':
      return (lon, lat) => gcj02FromWgs84([lon, lat]);
    case 'bd09':
      return (lon, lat) => bd09FromWgs84([lon, lat]);
    case 'web_mercator':
      return toMercator;
    default: {
      const shift = datumShiftBack(crs.datum, options.sevenParameters);
      if (crs.kind === 'geographic') return shift;
      const { forward } = projectionOf(crs);
      return (lon, lat) => forward(...shift(lon, lat));
    }
  }
}

/** Solved on the ground rather than through the inverse parameters, so that heights of 0 stay 0 on both sides. */
function datumShiftBack(
  datum: keyof typeof DATUMS,
  parameters: SevenParameters | undefined,
): (lon: number, lat: number) => [number, number] {
  const shift = datumShift(datum, parameters);
  return (lon, lat) => {
    let [x, y] = [lon, lat];
    for (let turn = 0; turn < 8; turn++) {
      const at = shift(x, y);
      const [east, north] = [lon - at[0], lat - at[1]];
      x += east;
      y += north;
      if (Math.abs(east) + Math.abs(north) < 1e-13) break;
    }
    return [x, y];
  };
}

const MERCATOR_RADIUS_M = 6_378_137;

/** Spherical formulas on the ellipsoid's longitudes and latitudes (EPSG method 1024). */
function fromMercator(eastM: number, northM: number): Pair {
  const lat = 2 * Math.atan(Math.exp(northM / MERCATOR_RADIUS_M)) - Math.PI / 2;
  return [((eastM / MERCATOR_RADIUS_M) * 180) / Math.PI, (lat * 180) / Math.PI];
}

function toMercator(lon: number, lat: number): Pair | null {
  if (!(Math.abs(lat) < 89.9)) return null;
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180));
  return [((lon * Math.PI) / 180) * MERCATOR_RADIUS_M, north * MERCATOR_RADIUS_M];
}
