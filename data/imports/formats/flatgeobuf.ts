/** FlatGeobuf, version 3 (https://flatgeobuf.org), feature after feature; its index is passed over. */
import { type ByteSource, decodedBytes } from '../encoding.ts';
import { problem } from '../problem.ts';
import type { SourceRecord } from '../records.ts';
import { type ByteReader, byteReader, viewOf } from './bytes.ts';
import type { Dataset, OpenLayer } from './dataset.ts';
import { FlatTable } from './flat-table.ts';
import { LIMITS } from './limits.ts';
import { setOwn } from './own.ts';
import { damaged, Refused, truncated, whyNot } from './refused.ts';

/** Numbers of the types of geometry are GeoJSON's in this order; those beyond are curves. */
const TYPES = [
  'Mixed',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
];
const MAGIC_LENGTH = 8;
/** Longest header, with the names of all columns and the definition of the coordinate system. */
const HEADER_LENGTH = 10 * 2 ** 20;
const NODE_BYTES = 40;
const BATCH = 256;
const DEPTH = 8;

interface Header {
  readonly name: string;
  readonly type: number;
  readonly columns: readonly { readonly name: string; readonly type: number }[];
  readonly count: number;
  readonly nodeSize: number;
  readonly crs: string | null;
  readonly measures: boolean;
}

export function flatgeobufDataset(source: ByteSource, name: string): Dataset {
  const header = async () => {
    const reader = byteReader(source);
    try {
      return await headerOf(reader);
    } finally {
      await reader.close();
    }
  };
  const layerOf = ({ count, type }: Header) => ({
    name,
    rows: count > 0 ? count : null,
    geometryType: TYPES[type] ?? 'Mixed',
  });
  return {
    format: 'flatgeobuf',
    name,
    notes: [],
    layers: async () => [layerOf(await header())],
    open: async (): Promise<OpenLayer> => {
      const read = await header();
      const names = read.columns.map((column) => column.name);
      return {
        layer: layerOf(read),
        columns: [...new Set(names)],
        duplicated: [...new Set(names.filter((one, i) => names.indexOf(one) !== i))],
        headerLine: 1,
        encoding: null,
        delimiter: null,
        crs: read.crs,
        ownGeometry: true,
        notes: read.measures ? [problem('measures_dropped', {})] : [],
        batches: () => batches(source),
      };
    },
  };
}

async function headerOf(reader: ByteReader): Promise<Header> {
  await reader.take(MAGIC_LENGTH);
  const table = FlatTable.root(await sized(reader, HEADER_LENGTH));
  const columns = table.tables(7);
  if (columns.length > LIMITS.columns)
    throw new Refused(problem('too_many_columns', {}, { limit: LIMITS.columns }));
  const crs = table.table(10);
  const [code, wkt] = [crs?.int32(1, 0) ?? 0, crs?.text(4) ?? null];
  const authority = crs?.text(0) || 'EPSG';
  return {
    name: table.text(0) ?? '',
    type: table.uint8(2, 0),
    columns: columns.map((column) => ({ name: column.text(0) ?? '', type: column.uint8(1, 0) })),
    count: table.uint64(8),
    nodeSize: table.uint16(9, 16),
    crs: code > 0 ? `${authority}:${code}` : wkt,
    measures: table.uint8(4, 0) === 1,
  };
}

/** The buffer that follows, its size in front. */
async function sized(reader: ByteReader, limit: number): Promise<Uint8Array> {
  const prefix = await reader.take(4);
  if (prefix.length < 4) throw truncated();
  const length = viewOf(prefix).getUint32(0, true);
  if (length < 8 || length > limit)
    throw damaged('一个对象的长度不对', 'the length of an object is not possible');
  const bytes = await reader.take(length);
  if (bytes.length < length) throw truncated();
  return bytes;
}

/** Bytes of the index: a packed R-tree over all features. */
function indexLength(count: number, nodeSize: number): number {
  if (nodeSize < 2 || count === 0) return 0;
  if (count > Number.MAX_SAFE_INTEGER / NODE_BYTES) throw new RangeError('count');
  let level = count;
  let nodes = count;
  while (level > 1) {
    level = Math.ceil(level / nodeSize);
    nodes += level;
  }
  return nodes * NODE_BYTES;
}

/** Bytes passed over at a time. */
const STEP = 1 << 20;

async function* batches(source: ByteSource): AsyncGenerator<readonly SourceRecord[]> {
  const reader = byteReader(source);
  let batch: SourceRecord[] = [];
  let row = 0;
  try {
    const header = await headerOf(reader);
    for (let left = indexLength(header.count, header.nodeSize); left > 0; ) {
      const passed = await reader.take(Math.min(left, STEP));
      if (passed.length === 0) throw truncated();
      left -= passed.length;
    }
    for (;;) {
      const bytes = await nextFeature(reader);
      if (bytes === undefined) break;
      row += 1;
      batch.push(recordOf(FlatTable.root(bytes), header, row));
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (header.count > row) throw truncated();
  } catch (error) {
    row += 1;
    batch.push({ row, line: row, values: {}, problem: whyNot(error, row) });
  } finally {
    await reader.close();
  }
  if (batch.length > 0) yield batch;
}

/** Undefined at the end of the file. */
async function nextFeature(reader: ByteReader): Promise<Uint8Array | undefined> {
  const before = reader.offset;
  try {
    return await sized(reader, LIMITS.recordBytes);
  } catch (error) {
    if (error instanceof Refused && reader.offset === before) return undefined;
    throw error;
  }
}

function recordOf(feature: FlatTable, header: Header, row: number): SourceRecord {
  const at = { row, line: row };
  const shape = feature.table(0);
  const unsupported = shape === null ? undefined : curve(shape, header.type);
  if (unsupported !== undefined)
    return { ...at, values: {}, problem: problem('geometry_unsupported', { row, value: unsupported }) };
  const values: Record<string, unknown> = {};
  const bytes = feature.octets(1);
  if (bytes !== null) readProperties(bytes, header, values);
  return { ...at, values, geometry: shape === null ? null : geometryOf(shape, header.type, 0) };
}

function curve(shape: FlatTable, stated: number): string | undefined {
  const type = shape.uint8(6, 0) || stated;
  return type > 0 && TYPES[type] === undefined && type < 15 ? `FlatGeobuf ${type}` : undefined;
}

/** Each value behind the number of its column. */
function readProperties(bytes: Uint8Array, { columns }: Header, values: Record<string, unknown>): void {
  const view = viewOf(bytes);
  let at = 0;
  while (at < bytes.length) {
    const column = columns[view.getUint16(at, true)];
    if (column === undefined) throw new RangeError('column');
    at += 2;
    const fixed = FIXED[column.type];
    let value: unknown;
    if (fixed !== undefined) {
      value = fixed.read(view, at);
      at += fixed.bytes;
    } else {
      const length = view.getUint32(at, true);
      at += 4;
      if (at + length > bytes.length) throw new RangeError('text');
      value = column.type === BINARY ? null : decodedBytes(bytes.subarray(at, at + length), 'utf-8');
      at += length;
    }
    if (!Object.hasOwn(values, column.name)) setOwn(values, column.name, value);
  }
}

const BINARY = 14;

/** Types of a fixed length: how many bytes, and how they are read. */
const FIXED: Readonly<
  Record<number, { readonly bytes: number; read(view: DataView, at: number): number | string | null }>
> = {
  0: { bytes: 1, read: (view, at) => view.getInt8(at) },
  1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  2: { bytes: 1, read: (view, at) => (view.getUint8(at) === 0 ? 'false' : 'true') },
  3: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  4: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  5: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  6: { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  7: { bytes: 8, read: (view, at) => plain(view.getBigInt64(at, true)) },
  8: { bytes: 8, read: (view, at) => plain(view.getBigUint64(at, true)) },
  9: { bytes: 4, read: (view, at) => finite(view.getFloat32(at, true)) },
  10: { bytes: 8, read: (view, at) => finite(view.getFloat64(at, true)) },
};

function plain(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function geometryOf(shape: FlatTable, stated: number, depth: number): object | null {
  if (depth > DEPTH) throw new RangeError('depth');
  const own = shape.uint8(6, 0);
  const type = TYPES[own || stated];
  const parts = shape.tables(7);
  if (type === 'MultiPolygon' || type === 'GeometryCollection') {
    const each = parts.map((part) => geometryOf(part, type === 'MultiPolygon' ? 3 : 0, depth + 1));
    if (type === 'GeometryCollection') return { type, geometries: each.filter((one) => one !== null) };
    const coordinates = each.map((one) => (one !== null && 'coordinates' in one ? one.coordinates : []));
    return { type, coordinates };
  }
  const positions = positionsOf(shape);
  if (positions.length === 0) return null;
  const lists = () => cut(positions, shape.uint32s(0));
  switch (type) {
    case 'Point':
      return { type, coordinates: positions[0] };
    case 'LineString':
    case 'MultiPoint':
      return { type, coordinates: positions };
    case 'Polygon':
    case 'MultiLineString':
      return { type, coordinates: lists() };
    default:
      throw new RangeError('type');
  }
}

function positionsOf(shape: FlatTable): number[][] {
  const xy = shape.doubles(1);
  const z = shape.doubles(2);
  if (xy === null) return [];
  return Array.from({ length: Math.floor(xy.length / 2) }, (_, i) => {
    const at = [xy[2 * i]!, xy[2 * i + 1]!];
    return z !== null && z.length > i ? [...at, z[i]!] : at;
  });
}

/** Lists of positions, each up to its end. */
function cut(positions: readonly number[][], ends: readonly number[] | null): number[][][] {
  if (ends === null || ends.length === 0) return [[...positions]];
  let from = 0;
  return ends.map((to) => {
    if (to < from || to > positions.length) throw new RangeError('ends');
    const list = positions.slice(from, to);
    from = to;
    return list;
  });
}
