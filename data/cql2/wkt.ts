/** The geometries of a filter: WKT points, lines and polygons, and ENVELOPE or BBOX. */
import type { FilterGeometry, Position } from './ast.ts';
import { type Reader, readNumber } from './reader.ts';
import { FilterError } from './tokens.ts';

/** Reads one geometry with lon/lat coordinates in range. Throws FilterError. */
export function readGeometry(reader: Reader): FilterGeometry {
  const { at, text } = reader.peek();
  const type = text.toUpperCase();
  if (reader.peek().kind !== 'word') throw reader.unexpected('POINT, LINESTRING, POLYGON, ENVELOPE');
  reader.take();
  if (type === 'POINT') return { type: 'Point', coordinates: enclosed(reader, position) };
  if (type === 'LINESTRING') {
    const coordinates = listOf(reader, position);
    if (coordinates.length < 2) throw tooFew(at);
    return { type: 'LineString', coordinates };
  }
  if (type === 'POLYGON') return { type: 'Polygon', coordinates: listOf(reader, ring) };
  if (type === 'ENVELOPE' || type === 'BBOX') return { type: 'Envelope', bbox: enclosed(reader, corners) };
  throw new FilterError(
    { zh: `不支持的几何类型 ${text}`, en: `The geometry type ${text} is not understood` },
    at,
  );
}

function enclosed<T>(reader: Reader, read: (reader: Reader) => T): T {
  reader.expectSign('(');
  const value = read(reader);
  reader.expectSign(')');
  return value;
}

function listOf<T>(reader: Reader, read: (reader: Reader) => T): T[] {
  return enclosed(reader, () => {
    const values = [read(reader)];
    while (reader.takeSign(',')) values.push(read(reader));
    return values;
  });
}

function ring(reader: Reader): Position[] {
  const { at } = reader.peek();
  const positions = listOf(reader, position);
  const [first, last] = [positions[0], positions.at(-1)];
  if (positions.length < 4) throw tooFew(at);
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    throw new FilterError({ zh: '多边形的环没有闭合', en: 'A ring of the polygon is not closed' }, at);
  }
  return positions;
}

function position(reader: Reader): Position {
  return [coordinate(reader, 180), coordinate(reader, 90)];
}

function corners(reader: Reader): [number, number, number, number] {
  const { at } = reader.peek();
  const west = coordinate(reader, 180);
  reader.expectSign(',');
  const south = coordinate(reader, 90);
  reader.expectSign(',');
  const east = coordinate(reader, 180);
  reader.expectSign(',');
  const north = coordinate(reader, 90);
  if (west > east || south > north) {
    throw new FilterError(
      { zh: '范围的顺序应为西、南、东、北', en: 'A box is west, south, east, north' },
      at,
    );
  }
  return [west, south, east, north];
}

function coordinate(reader: Reader, limit: number): number {
  const { at } = reader.peek();
  const value = readNumber(reader);
  if (Math.abs(value) > limit) {
    throw new FilterError(
      { zh: `坐标 ${value} 超出范围`, en: `The coordinate ${value} is out of range` },
      at,
    );
  }
  return value;
}

const tooFew = (at: number) =>
  new FilterError({ zh: '几何图形的点太少', en: 'The geometry has too few points' }, at);
