/** Well-known binary (OGC 06-103r4; ISO Z and M, and PostGIS's own flags) as GeoJSON; measures are left out. */
import { type Problem, problem } from '../problem.ts';
import { viewOf } from './bytes.ts';

export type WkbRead =
  | { readonly ok: true; readonly geometry: object | null; readonly measures: boolean }
  | { readonly ok: false; readonly problem: Problem };

const NAMES = [
  'Geometry',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
  'CircularString',
  'CompoundCurve',
  'CurvePolygon',
  'MultiCurve',
  'MultiSurface',
  'Curve',
  'Surface',
  'PolyhedralSurface',
  'TIN',
  'Triangle',
];
/** A collection inside collections, and no deeper. */
const DEPTH = 8;

export function readWkb(bytes: Uint8Array): WkbRead {
  const reader = new WkbReader(bytes);
  try {
    const geometry = reader.geometry(0);
    return { ok: true, geometry, measures: reader.measures };
  } catch (error) {
    if (error instanceof Unsupported)
      return { ok: false, problem: problem('geometry_unsupported', { value: error.message }) };
    if (!(error instanceof RangeError)) throw error;
    const detail = { zh: '二进制内容不完整', en: 'its bytes are incomplete' };
    return { ok: false, problem: problem('geometry_broken', {}, { detail }) };
  }
}

class Unsupported extends Error {}

class WkbReader {
  measures = false;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.view = viewOf(bytes);
  }

  geometry(depth: number): object | null {
    if (depth > DEPTH) throw new RangeError('depth');
    const order = this.view.getUint8(this.at);
    if (order > 1) throw new RangeError('byte order');
    const little = order === 1;
    const code = this.view.getUint32(this.at + 1, little);
    this.at += 5;
    if ((code & 0x2000_0000) !== 0) this.at += 4;
    const plain = code & 0x0fff_ffff;
    const type = plain % 1000;
    const thousands = Math.floor(plain / 1000);
    const hasZ = (code & 0x8000_0000) !== 0 || thousands === 1 || thousands === 3;
    const hasM = (code & 0x4000_0000) !== 0 || thousands === 2 || thousands === 3;
    if (hasM) this.measures = true;
    const name = NAMES[type];
    if (name === undefined || thousands > 3) throw new RangeError('type');
    const positions = () => this.positions(little, hasZ, hasM);
    switch (name) {
      case 'Point': {
        const [at] = this.some(1, little, hasZ, hasM);
        return at!.some(Number.isNaN) ? null : { type: name, coordinates: at };
      }
      case 'LineString':
        return { type: name, coordinates: positions() };
      case 'Polygon':
      case 'Triangle':
        return { type: 'Polygon', coordinates: Array.from({ length: this.count(little, 4) }, positions) };
      case 'MultiPoint':
      case 'MultiLineString':
      case 'MultiPolygon': {
        const parts = this.parts(little, depth);
        const one = name.slice(5);
        if (parts.some((part) => part.type !== one)) throw new RangeError('part');
        return { type: name, coordinates: parts.map((part) => part.coordinates) };
      }
      case 'PolyhedralSurface':
      case 'TIN':
        return {
          type: 'MultiPolygon',
          coordinates: this.parts(little, depth).map((part) => part.coordinates),
        };
      case 'GeometryCollection':
        return { type: name, geometries: this.parts(little, depth) };
      default:
        throw new Unsupported(name);
    }
  }

  private parts(little: boolean, depth: number): { type?: unknown; coordinates?: unknown }[] {
    const parts: object[] = [];
    for (let left = this.count(little, 9); left > 0; left -= 1) {
      const part = this.geometry(depth + 1);
      if (part !== null) parts.push(part);
    }
    return parts;
  }

  private positions(little: boolean, hasZ: boolean, hasM: boolean): number[][] {
    return this.some(this.count(little, 16), little, hasZ, hasM);
  }

  private some(count: number, little: boolean, hasZ: boolean, hasM: boolean): number[][] {
    const list: number[][] = [];
    const step = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);
    for (let i = 0; i < count; i += 1) {
      const at = [this.view.getFloat64(this.at, little), this.view.getFloat64(this.at + 8, little)];
      if (hasZ) at.push(this.view.getFloat64(this.at + 16, little));
      list.push(at);
      this.at += step;
    }
    if (this.at > this.view.byteLength) throw new RangeError('end');
    return list;
  }

  /** A number of things of at least so many bytes each, of which there is room for all. */
  private count(little: boolean, bytesEach: number): number {
    const count = this.view.getUint32(this.at, little);
    this.at += 4;
    if (count * bytesEach > this.view.byteLength - this.at) throw new RangeError('count');
    return count;
  }
}
