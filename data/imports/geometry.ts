/** GeoJSON geometry or lon/lat values to the geometry of a layer: form, range, closed rings (RFC 7946), its own type. */
import type { GeometryType, Text } from '../layer.ts';
import type { ProblemCode, ProblemParams } from './problem.ts';

type Position = readonly [number, number];
/** WGS84 lon/lat degrees, two dimensions, one of the layer's types. */
export type ImportGeometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

export interface RingFault {
  readonly reason: Text;
  /** Which ring, and its first position. */
  readonly place: string;
}

/** What a geometry of another type becomes in the layer: a point on its surface, or the area that a closed line bounds. */
export type GeometryChange = 'to_point' | 'to_area';

export type CheckedGeometry =
  | {
      readonly ok: true;
      /** Of the layer's types; with `to_point` the line or area on whose surface the point lies. */
      readonly geometry: ImportGeometry;
      /** null = the file's type is one of the layer's. */
      readonly change: GeometryChange | null;
      /** Of the geometry as the file has it: 0 point, 1 line, 2 area. */
      readonly dimension: 0 | 1 | 2;
      readonly altitude: boolean;
      /** Rings that had to be closed or, without an area, left out; null = taken as it stood. */
      readonly repaired: RingFault | null;
    }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly value: unknown;
      readonly params?: ProblemParams;
    };

/** The largest latitude that Web Mercator maps can show, degrees. */
const MERCATOR_LAT = 85.06;
const TOO_SHORT = { zh: '环少于 4 个点', en: 'ring with fewer than 4 positions' };
const NOT_CLOSED = { zh: '环没有闭合', en: 'ring not closed' };
const PROMOTED = { Polygon: 'MultiPolygon', LineString: 'MultiLineString' } as const;

/**
 * The geometry as the layer holds it, Polygon → MultiPolygon and LineString → MultiLineString. Where the layer does not
 * hold the type: closed lines stand for the area that they bound, lines and areas for a point on their surface.
 */
export function checkGeometry(raw: unknown, allowed: readonly GeometryType[]): CheckedGeometry {
  if (raw === null || raw === undefined) return refused('geometry_missing', undefined);
  if (typeof raw !== 'object' || !('type' in raw) || typeof raw.type !== 'string')
    return refused('geometry_form', raw);
  const type = raw.type;
  const given = 'coordinates' in raw ? raw.coordinates : undefined;
  const fitted = layerGeometry(type, given, allowed);
  if (fitted === undefined) return refused('geometry_type', type, { got: type, allowed: allowed.join(', ') });
  const reader = new Reader();
  try {
    const geometry = reader.geometry(fitted.type, fitted.coordinates);
    const { altitude, fault } = reader;
    if (geometry.coordinates.length === 0 && fault !== null)
      return refused('geometry_unrepairable', fault.place, { reason: fault.reason });
    const { change, dimension } = fitted;
    return { ok: true, geometry, change, dimension, altitude, repaired: fault };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.value, error.params);
    throw error;
  }
}

interface Fitted {
  readonly type: GeometryType;
  readonly coordinates: unknown;
  readonly change: GeometryChange | null;
  readonly dimension: 0 | 1 | 2;
}

function layerGeometry(type: string, given: unknown, allowed: readonly GeometryType[]): Fitted | undefined {
  const target = Object.hasOwn(PROMOTED, type) ? PROMOTED[type as keyof typeof PROMOTED] : type;
  const coordinates = target === type ? given : [given];
  const known = allowed.find((one) => one === target);
  const dimension = target === 'MultiPolygon' ? 2 : target === 'MultiLineString' ? 1 : 0;
  if (known !== undefined) return { type: known, coordinates, change: null, dimension };
  const [hasPoints, hasAreas] = [allowed.includes('Point'), allowed.includes('MultiPolygon')];
  if (type === 'MultiPoint' && hasPoints && Array.isArray(given) && given.length === 1)
    return { type: 'Point', coordinates: given[0], change: null, dimension };
  if (target === 'MultiLineString' && (hasAreas || hasPoints)) {
    const rings = closedLines(coordinates);
    if (rings !== undefined)
      return {
        type: 'MultiPolygon',
        coordinates: rings,
        change: hasAreas ? 'to_area' : 'to_point',
        dimension,
      };
  }
  if (hasPoints && (target === 'MultiLineString' || target === 'MultiPolygon'))
    return { type: target, coordinates, change: 'to_point', dimension };
  return undefined;
}

/** Each line as the outer ring of a polygon, if all of them come back to their start. */
function closedLines(lines: unknown): unknown[] | undefined {
  if (!Array.isArray(lines) || lines.length === 0) return undefined;
  const closed = (line: unknown) =>
    Array.isArray(line) && line.length >= 4 && String(line[0]) === String(line.at(-1));
  return lines.every(closed) ? lines.map((line) => [line]) : undefined;
}

/** A point from two numbers. */
export function checkPoint(lon: number, lat: number): CheckedGeometry {
  return checkGeometry({ type: 'Point', coordinates: [lon, lat] }, ['Point']);
}

function refused(code: ProblemCode, value: unknown, params?: ProblemParams): CheckedGeometry {
  return params === undefined ? { ok: false, code, value } : { ok: false, code, value, params };
}

class Refusal extends Error {
  readonly code: ProblemCode;
  readonly value: unknown;
  readonly params: ProblemParams | undefined;
  constructor(code: ProblemCode, value: unknown, params?: ProblemParams) {
    super(code);
    this.code = code;
    this.value = value;
    this.params = params;
  }
}

/** Walks the coordinates; the first fault ends the walk. */
class Reader {
  altitude = false;
  fault: RingFault | null = null;

  geometry(type: GeometryType, coordinates: unknown): ImportGeometry {
    if (type === 'Point') return { type, coordinates: this.point(coordinates) };
    const parts = list(coordinates);
    if (type === 'MultiLineString') return { type, coordinates: parts.map((part) => this.line(part)) };
    const polygons = parts.map((rings, polygon) =>
      list(rings).map((ring, i) => this.ring(ring, `[${polygon}][${i}]`)),
    );
    return {
      type,
      // a polygon goes with its outer ring, a hole alone
      coordinates: polygons
        .filter(([outer]) => outer !== null)
        .map((rings) => rings.filter((ring) => ring !== null)),
    };
  }

  point(raw: unknown): Position {
    const [lon, lat] = this.position(raw);
    if (lon === 0 && lat === 0) throw new Refusal('coordinates_zero', '0,0');
    if (Math.abs(lat) > MERCATOR_LAT) throw new Refusal('coordinates_range', `${lon},${lat}`);
    return [lon, lat];
  }

  line(raw: unknown): Position[] {
    const positions = list(raw).map((position) => this.position(position));
    if (positions.length < 2) throw new Refusal('geometry_form', raw);
    return positions;
  }

  /** The ring, closed; null when it has no area. */
  ring(raw: unknown, place: string): Position[] | null {
    const positions = list(raw).map((position) => this.position(position));
    const [first, last] = [positions[0], positions.at(-1)];
    if (first === undefined || last === undefined) throw new Refusal('geometry_form', raw);
    const closed = first[0] === last[0] && first[1] === last[1];
    if (positions.length < (closed ? 4 : 3)) return this.faulty(TOO_SHORT, place, first, null);
    return closed ? positions : this.faulty(NOT_CLOSED, place, first, [...positions, first]);
  }

  faulty<T>(reason: Text, place: string, at: Position, instead: T): T {
    this.fault ??= { reason, place: `${place} ${at.join(' ')}` };
    return instead;
  }

  position(raw: unknown): Position {
    if (!Array.isArray(raw)) throw new Refusal('geometry_form', raw);
    const [lon, lat]: unknown[] = raw;
    if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat))
      throw new Refusal('geometry_form', raw);
    if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90)
      throw new Refusal('coordinates_swapped', `${lon},${lat}`);
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw new Refusal('coordinates_range', `${lon},${lat}`);
    if (raw.length > 2) this.altitude = true;
    return [lon, lat];
  }
}

function list(raw: unknown): readonly unknown[] {
  if (!Array.isArray(raw) || raw.length === 0) throw new Refusal('geometry_form', raw);
  return raw;
}
