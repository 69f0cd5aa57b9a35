/**
 * FlatGeobuf, version 3 (https://flatgeobuf.org): a header, then one size-prefixed buffer a feature, without an index,
 * so that any number of features can be written as they come.
 */
import { Builder } from 'flatbuffers';
import type { ImportGeometry } from '../imports/geometry.ts';
import type { GeometryType, SqlType } from '../layer.ts';

const MAGIC = Uint8Array.of(0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00);
const GEOMETRY = { Point: 1, MultiLineString: 5, MultiPolygon: 6 } as const;
const POLYGON = 3;
/** Layers of several types say the type with each feature. */
const ANY = 0;
const [INT, DOUBLE, STRING, DATE_TIME] = [5, 10, 11, 13] as const;
const COLUMN_TYPE: Readonly<Record<SqlType, number>> = {
  text: STRING,
  smallint: INT,
  integer: INT,
  'double precision': DOUBLE,
  date: DATE_TIME,
  'timestamp with time zone': DATE_TIME,
};

export interface FlatColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly title: string;
}

export interface FlatHeader {
  /** Name of the layer. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Anything more, as JSON. */
  readonly metadata: object;
  readonly geometry: readonly GeometryType[];
  readonly columns: readonly FlatColumn[];
}

/** The beginning of the file; features follow. WGS84, longitude first; how many there will be is not said. */
export function flatHeader(header: FlatHeader): Uint8Array {
  const builder = new Builder(1024);
  const columns = header.columns.map(({ name, type, title }) => {
    const [nameAt, titleAt] = [builder.createString(name), builder.createString(title)];
    builder.startObject(11);
    builder.addFieldOffset(0, nameAt, 0);
    builder.addFieldInt8(1, COLUMN_TYPE[type], 0);
    builder.addFieldOffset(2, titleAt, 0);
    return builder.endObject();
  });
  const columnsAt = offsets(builder, columns);
  const organisation = builder.createString('EPSG');
  builder.startObject(6);
  builder.addFieldOffset(0, organisation, 0);
  builder.addFieldInt32(1, 4326, 0);
  const crs = builder.endObject();
  const texts = [header.name, header.title, header.description, JSON.stringify(header.metadata)].map((text) =>
    builder.createString(text),
  );
  const [name, title, description, metadata] = texts as [number, number, number, number];
  const only = header.geometry.length === 1 ? header.geometry[0] : undefined;
  builder.startObject(14);
  builder.addFieldOffset(0, name, 0);
  builder.addFieldInt8(2, only === undefined ? ANY : GEOMETRY[only], ANY);
  builder.addFieldOffset(7, columnsAt, 0);
  builder.addFieldInt16(9, 0, 16); // no index
  builder.addFieldOffset(10, crs, 0);
  builder.addFieldOffset(11, title, 0);
  builder.addFieldOffset(12, description, 0);
  builder.addFieldOffset(13, metadata, 0);
  builder.finishSizePrefixed(builder.endObject());
  const body = builder.asUint8Array();
  const whole = new Uint8Array(MAGIC.length + body.length);
  whole.set(MAGIC);
  whole.set(body, MAGIC.length);
  return whole;
}

/** One feature, its values in the order of the header's columns; null values are left out. */
export function flatFeature(
  geometry: ImportGeometry,
  columns: readonly FlatColumn[],
  values: readonly unknown[],
): Uint8Array {
  const builder = new Builder(1024);
  const properties = builder.createByteVector(propertyBytes(columns, values));
  const shape = geometryTable(builder, geometry);
  builder.startObject(3);
  builder.addFieldOffset(0, shape, 0);
  builder.addFieldOffset(1, properties, 0);
  builder.finishSizePrefixed(builder.endObject());
  return builder.asUint8Array();
}

function geometryTable(builder: Builder, geometry: ImportGeometry): number {
  if (geometry.type === 'Point') return part(builder, GEOMETRY.Point, [[geometry.coordinates]]);
  if (geometry.type === 'MultiLineString')
    return part(builder, GEOMETRY.MultiLineString, geometry.coordinates);
  const polygons = geometry.coordinates.map((rings) => part(builder, POLYGON, rings));
  const parts = offsets(builder, polygons);
  builder.startObject(8);
  builder.addFieldInt8(6, GEOMETRY.MultiPolygon, ANY);
  builder.addFieldOffset(7, parts, 0);
  return builder.endObject();
}

/** Positions one after the other, and after how many of them each list ends. */
function part(
  builder: Builder,
  type: number,
  lists: readonly (readonly (readonly [number, number])[])[],
): number {
  const positions = lists.flat();
  builder.startVector(8, 2 * positions.length, 8);
  for (const [x, y] of positions.toReversed()) {
    builder.addFloat64(y);
    builder.addFloat64(x);
  }
  const xy = builder.endVector();
  let ends = 0;
  // readers expect the ends of lines even where there is one line
  if (lists.length > 1 || type === GEOMETRY.MultiLineString) {
    let end = 0;
    const all = lists.map((list) => {
      end += list.length;
      return end;
    });
    builder.startVector(4, all.length, 4);
    for (const one of all.toReversed()) builder.addInt32(one);
    ends = builder.endVector();
  }
  builder.startObject(8);
  if (ends !== 0) builder.addFieldOffset(0, ends, 0);
  builder.addFieldOffset(1, xy, 0);
  builder.addFieldInt8(6, type, ANY);
  return builder.endObject();
}

function offsets(builder: Builder, of: readonly number[]): number {
  builder.startVector(4, of.length, 4);
  for (const one of of.toReversed()) builder.addOffset(one);
  return builder.endVector();
}

const encoder = new TextEncoder();

/** Each value behind the number of its column, little-endian. */
function propertyBytes(columns: readonly FlatColumn[], values: readonly unknown[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const [at, { type }] of columns.entries()) {
    const value = values[at];
    if (value === null || value === undefined) continue;
    const kind = COLUMN_TYPE[type];
    if (kind === INT || kind === DOUBLE) {
      const view = new DataView(new ArrayBuffer(kind === INT ? 6 : 10));
      view.setUint16(0, at, true);
      if (kind === INT) view.setInt32(2, Number(value), true);
      else view.setFloat64(2, Number(value), true);
      pieces.push(new Uint8Array(view.buffer));
    } else {
      const text = encoder.encode(String(value));
      const view = new DataView(new ArrayBuffer(6));
      view.setUint16(0, at, true);
      view.setUint32(2, text.length, true);
      pieces.push(new Uint8Array(view.buffer), text);
    }
  }
  return joined(pieces);
}

/** The pieces as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
