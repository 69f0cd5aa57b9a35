/** One shape of a shapefile as GeoJSON: rings sorted into areas and their holes, altitudes kept, measures dropped. */
import { type Problem, problem } from '../problem.ts';
import { viewOf } from './bytes.ts';
import { assembled, type Position } from './rings.ts';

/** Type of the header → GeoJSON's name of what the file holds. */
export const TYPES: ReadonlyMap<number, string> = new Map([
  ...[1, 11, 21].map((type) => [type, 'Point'] as const),
  ...[3, 13, 23].map((type) => [type, 'MultiLineString'] as const),
  ...[5, 15, 25].map((type) => [type, 'MultiPolygon'] as const),
  ...[8, 18, 28].map((type) => [type, 'MultiPoint'] as const),
]);

type Read =
  | { readonly ok: true; readonly geometry: object | null }
  | { readonly ok: false; readonly problem: Problem };

/** ESRI writes "no measure" as any number below this. */
const NO_DATA = -1e38;

export function shapeOf(bytes: Uint8Array): Read {
  const view = viewOf(bytes);
  const type = view.getInt32(0, true);
  if (type === 0) return { ok: true, geometry: null };
  const kind = TYPES.get(type);
  if (kind === undefined)
    return {
      ok: false,
      problem: problem('geometry_unsupported', { value: type === 31 ? 'MultiPatch' : `${type}` }),
    };
  const hasZ = type > 10 && type < 20;
  try {
    return { ok: true, geometry: geometryOf(kind, view, hasZ) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = { zh: '记录比其内容短', en: 'the record is shorter than its content' };
    return { ok: false, problem: problem('geometry_broken', {}, { detail }) };
  }
}

function geometryOf(kind: string, view: DataView, hasZ: boolean): object | null {
  if (kind === 'Point') {
    const at = [view.getFloat64(4, true), view.getFloat64(12, true)];
    if (at.some((one) => Number.isNaN(one) || one < NO_DATA)) return null;
    return { type: 'Point', coordinates: hasZ ? [...at, view.getFloat64(20, true)] : at };
  }
  if (kind === 'MultiPoint') {
    const count = counted(view, 36, 16);
    return { type: 'MultiPoint', coordinates: positions(view, 40, count, hasZ) };
  }
  const partCount = counted(view, 36, 4);
  const count = counted(view, 40, 16);
  const all = positions(view, 44 + 4 * partCount, count, hasZ);
  const parts: Position[][] = [];
  for (let i = 0; i < partCount; i += 1) {
    const from = view.getInt32(44 + 4 * i, true);
    const to = i + 1 < partCount ? view.getInt32(48 + 4 * i, true) : count;
    if (from < 0 || to < from || to > count) throw new RangeError('part');
    parts.push(all.slice(from, to));
  }
  if (kind === 'MultiPolygon') return assembled(parts);
  return parts.length === 1
    ? { type: 'LineString', coordinates: parts[0]! }
    : { type: 'MultiLineString', coordinates: parts };
}

/** A number of things of so many bytes each, of which the record has room for all. */
function counted(view: DataView, at: number, bytesEach: number): number {
  const count = view.getInt32(at, true);
  if (count < 0 || count * bytesEach > view.byteLength) throw new RangeError('count');
  return count;
}

function positions(view: DataView, from: number, count: number, hasZ: boolean): Position[] {
  // altitudes stand behind all positions and their range
  const zFrom = from + 16 * count + 16;
  return Array.from({ length: count }, (_, i) => {
    const at: [number, number] = [
      view.getFloat64(from + 16 * i, true),
      view.getFloat64(from + 16 * i + 8, true),
    ];
    return hasZ ? [...at, view.getFloat64(zFrom + 8 * i, true)] : at;
  });
}
