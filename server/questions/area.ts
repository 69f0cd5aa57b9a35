/** Where a question asks: a drawn geometry or an object of the register, with a distance around it or without. */
import { widenBox } from '../../data/geo/widen-box.ts';
import { onlyPoints } from '../../data/layer.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid, NotFound } from '../failure.ts';
import { bulgeOf, checkShape, type Shape, shapeOf } from '../geometry-input.ts';
import { type AddParam, nearBox, parameters, type Reading, readingOf } from '../reading.ts';
import type { AreaInput, ObjectInput } from './inputs.ts';

/** Borders of objects are geodesics for distances: between two corners 0.5° apart they bulge this much, metres. */
export const BULGE_OF_OBJECTS_M = bulgeOf(0.5);

const POINTER = '/inputs/geometry';

export interface Area {
  readonly shape: Shape;
  /** 0 = only what touches the shape. */
  readonly radiusM: number;
}

/** The area of a question; throws NotFound for an object that this person does not see, Invalid. */
export async function areaOf(
  session: Session,
  who: Who,
  geometry: AreaInput,
  radiusM: number | undefined,
): Promise<Area> {
  const shape = 'layer' in geometry ? await objectShape(session, who, geometry) : shapeOf(geometry, POINTER);
  if (shape.dimension === 1 && !radiusM)
    throw new Invalid(valueProblem('/inputs/radiusM', 'radius_required'));
  if (!('layer' in geometry)) await checkShape(session, shape, POINTER);
  return { shape, radiusM: radiusM ?? 0 };
}

/** Condition for objects within the radius of the shape (geodesic, to the nearest point), or that touch it. */
export function inArea(reading: Reading, { shape, radiusM }: Area, add: AddParam): string {
  if (radiusM === 0)
    return `${nearBox(reading, shape.box, add)}\n  and st_intersects(geom, ${shape.sql(add)})`;
  const slackM = shape.bulgeM + (onlyPoints(reading.layer) ? 0 : BULGE_OF_OBJECTS_M);
  return `${nearBox(reading, widenBox(shape.box, radiusM + slackM), add)}
  and st_dwithin(geom::geography, ${shape.sql(add)}::geography, ${add(radiusM)}::double precision)`;
}

/** Metres from an object to the shape, to a millimetre (finer than any coordinate here); 0 where it touches. */
export function distanceSql({ shape, radiusM }: Area, add: AddParam): string {
  if (radiusM === 0) return '0::double precision';
  return metresSql('geom', shape.sql(add));
}

/** Geodesic metres between two geometries, to a millimetre (Karney 2013). */
export const metresSql = (one: string, other: string): string =>
  `round(st_distance(${one}::geography, ${other}::geography)::numeric, 3)::double precision`;

/** What an object is measured by: its geometry, or the border of the plant around a major hazard source. */
export const measuredSql = (reading: Reading, from: 'boundary' | 'point'): string =>
  hasBoundary(reading) && from === 'boundary' ? 'coalesce(boundary, geom)' : 'geom';

/** Condition for objects whose measured geometry may lie in the box; a plant's border reaches beyond its point. */
export function measuredNear(
  reading: Reading,
  from: 'boundary' | 'point',
  box: Shape['box'],
  add: AddParam,
): string | undefined {
  return hasBoundary(reading) && from === 'boundary' ? undefined : nearBox(reading, box, add);
}

const hasBoundary = (reading: Reading) => reading.layer.id === 'major_hazards' && reading.scoped;

async function objectShape(session: Session, who: Who, { layer, id, from }: ObjectInput): Promise<Shape> {
  const reading = readingOf(layer, who);
  const { values, add } = parameters();
  const [row] = await session.query<{
    shape: string;
    dimension: 0 | 1 | 2;
    west: number;
    south: number;
    east: number;
    north: number;
  }>(
    `select shape::text as shape, st_dimension(shape) as dimension,
  st_xmin(shape) as west, st_ymin(shape) as south, st_xmax(shape) as east, st_ymax(shape) as north
from (select ${measuredSql(reading, from)} as shape from ${reading.table} where id = ${add(id)}::text) as object`,
    values,
  );
  if (!row) throw new NotFound();
  return {
    // hexadecimal EWKB: exact to the last bit
    sql: (addParam) => `${addParam(row.shape)}::text::geometry`,
    box: [row.west, row.south, row.east, row.north],
    dimension: row.dimension,
    bulgeM: BULGE_OF_OBJECTS_M,
  };
}
