/** The geometry of a question: GeoJSON, or a point as [lon, lat]; checked before any SQL. */
import { z } from '@hono/zod-openapi';
import { valueProblem } from '../data/problem.ts';
import type { Session } from './db/database.ts';
import { Invalid } from './failure.ts';
import { type AddParam, type Box, parameters } from './reading.ts';

/** Every vertex costs time in each comparison. */
const MAX_VERTICES = 20_000;

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const line = z.array(position).min(2);
const ring = z
  .array(position)
  .min(4)
  .refine((points) => points[0]?.[0] === points.at(-1)?.[0] && points[0]?.[1] === points.at(-1)?.[1]);

const shape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(position).min(1) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);

const bare = position.transform((coordinates) => ({ type: 'Point' as const, coordinates }));

/** A GeoJSON point in CRS84, or a bare [lon, lat]. */
export const PointInput = z
  .union([z.object({ type: z.literal('Point'), coordinates: position }), bare])
  .openapi('PointInput', { type: 'object', description: 'GeoJSON Point, lon/lat, or [lon, lat]' });

/** A GeoJSON geometry in CRS84, or a bare [lon, lat]. */
export const GeometryInput = z.union([shape, bare]).openapi('GeometryInput', {
  type: 'object',
  description: 'GeoJSON geometry, lon/lat (Point, LineString, Polygon, Multi…), or [lon, lat]',
});
export type GeometryInput = z.output<typeof GeometryInput>;

export interface Shape {
  /** The geometry as SQL. */
  readonly sql: (add: AddParam) => string;
  readonly box: Box;
  /** 0 points, 1 lines, 2 areas. */
  readonly dimension: 0 | 1 | 2;
  /** How far a geodesic may bulge beyond the straight lon/lat line between two corners, metres. */
  readonly bulgeM: number;
}

/** The shape of an input. Throws Invalid when it has too many corners. */
export function shapeOf(geometry: GeometryInput, pointer: string): Shape {
  const lines = linesOf(geometry);
  const positions = lines.flat();
  if (positions.length > MAX_VERTICES) throw new Invalid(valueProblem(`${pointer}/coordinates`, 'range'));
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  const widest = lines.reduce(
    (most, points) =>
      points.reduce((max, [lon], i) => (i ? Math.max(max, Math.abs(lon - points[i - 1]![0])) : max), most),
    0,
  );
  const text = JSON.stringify({ type: geometry.type, coordinates: flat(geometry.coordinates) });
  return {
    sql: (add) => `st_setsrid(st_geomfromgeojson(${add(text)}::text), 4326)`,
    box: [west, south, east, north],
    dimension: geometry.type.endsWith('Polygon') ? 2 : geometry.type.endsWith('LineString') ? 1 : 0,
    bulgeM: bulgeOf(widest),
  };
}

/** How far a geodesic may bulge beyond the straight lon/lat line over so many degrees of longitude, metres. */
export function bulgeOf(degrees: number): number {
  // the arc between two points of equal latitude φ rises R·(Δλ²/8)·sin φ·cos φ above their parallel, at most R·Δλ²/16
  return (6_378_137 * ((degrees * Math.PI) / 180) ** 2) / 16;
}

/** Refuses an area that crosses itself, with the database's reason and place. */
export async function checkShape(session: Session, shape: Shape, pointer: string): Promise<void> {
  if (shape.dimension !== 2) return;
  const { values, add } = parameters();
  const sql = `select st_isvalidreason(${shape.sql(add)}) as reason`;
  const [row] = await session.query<{ reason: string }>(sql, values);
  if (!row || row.reason === 'Valid Geometry') return;
  const message = { zh: `面无效：${row.reason}`, en: `The area is not valid: ${row.reason}` };
  const remedy = { zh: '请去掉自相交的部分', en: 'Remove where the border crosses itself' };
  throw new Invalid(valueProblem(pointer, 'geometry', message, remedy));
}

type Position = readonly [number, number, ...number[]];

function linesOf(geometry: GeometryInput): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'MultiPoint':
      return geometry.coordinates.map((point) => [point]);
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}

function flat(coordinates: unknown): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  return typeof coordinates[0] === 'number' ? coordinates.slice(0, 2) : coordinates.map(flat);
}
