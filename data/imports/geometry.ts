/** GeoJSON geometry or lon/lat values to the geometry of a layer: form, range, closed rings (RFC 7946 section 3.1). */
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

export type CheckedGeometry =
  | {
      readonly ok: true;
      readonly geometry: ImportGeometry;
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

/** The geometry as the layer holds it, Polygon → MultiPolygon and LineString → MultiLineString. */
export function checkGeometry(raw: unknown, allowed: readonly GeometryType[]): CheckedGeometry {
  if (raw === null || raw === undefined) return refused('geometry_missing', undefined);
  if (typeof raw !== 'object' || !('type' in raw) || typeof raw.type !== 'string')
    return refused('geometry_form', raw);
  const type = raw.type;
  const target = Object.hasOwn(PROMOTED, type) ? PROMOTED[type as keyof typeof PROMOTED] : type;
  const known = allowed.find((one) => one === target);
  if (known === undefined) return refused('geometry_type', type, { got: type, allowed: allowed.join(', ') });
  const given = 'coordinates' in raw ? raw.coordinates : undefined;
  const coordinates = type === target ? given : [given];
  const reader = new Reader();
  try {
    const geometry = reader.geometry(known, coordinates);
    const { altitude, fault } = reader;
    if (geometry.coordinates.length === 0 && fault !== null)
      return refused('geometry_unrepairable', fault.place, { reason: fault.reason });
    return { ok: true, geometry, altitude, repaired: fault };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.code, error.value, error.params);
    throw error;
  }
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
