/** What a person reads of a layer: which table, which columns, and the box condition that keeps its index. */

import { type Layer, readableFields } from '../data/layer.ts';
import { LAYERS, layerById } from '../data/layers/all.ts';
import { keyCondition } from '../tiles/key-sql.ts';
import type { Who } from './db/database.ts';
import { NotFound } from './failure.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];
export type AddParam = (value: unknown) => string;

export interface Reading {
  readonly layer: Layer;
  /** Schema-qualified table. */
  readonly table: string;
  /** Readable columns in declared order. */
  readonly fields: readonly string[];
  /** Rows are behind a policy: boxes are asked by key as well. */
  readonly scoped: boolean;
}

/** The layer as this person reads its objects; undefined when it is hidden or absent. */
export function findReading(layerId: string, who: Who): Reading | undefined {
  const layer = layerById(layerId);
  if (!layer || (who.role === 'public' && layer.publication !== 'features')) return undefined;
  const fields = readableFields(layer, who.role);
  if (fields.length === 0) return undefined;
  const scoped = who.role !== 'public';
  return { layer, table: `${scoped ? 'fourcolor' : 'published'}.${layer.id}`, fields, scoped };
}

/** As `findReading`; throws NotFound. */
export function readingOf(layerId: string, who: Who): Reading {
  const reading = findReading(layerId, who);
  if (!reading) throw new NotFound();
  return reading;
}

/** Every layer whose objects this person reads. */
export function readingsOf(who: Who): Reading[] {
  return LAYERS.flatMap((layer) => findReading(layer.id, who) ?? []);
}

/** The name under which the version of this person's copy of a layer is counted. */
export const versionName = (layerId: string, who: Who): string =>
  who.role === 'public' ? `published.${layerId}` : layerId;

/** Necessary condition for objects in the lon/lat box, by which the index is found; boxes of `&&` are rounded. */
export function nearBox(reading: Reading, box: Box, addParam: AddParam): string {
  const [west, south, east, north] = box.map((degrees) => addParam(degrees)) as [
    string,
    string,
    string,
    string,
  ];
  const envelope = envelopeSql(west, south, east, north);
  if (!reading.scoped) return `geom && ${envelope}`;
  const kind = reading.layer.geometry.every((type) => type === 'Point') ? 'point' : 'extended';
  return `(${keyCondition('qk', box, kind, addParam)} and geom && ${envelope})`;
}

/** Condition for objects that touch the lon/lat box, borders included. */
export function touchesBox(reading: Reading, box: Box, addParam: AddParam): string {
  const [west, south, east, north] = box.map((degrees) => addParam(degrees)) as [
    string,
    string,
    string,
    string,
  ];
  const exact = reading.layer.geometry.every((type) => type === 'Point')
    ? `st_x(geom) between ${west}::double precision and ${east}::double precision
      and st_y(geom) between ${south}::double precision and ${north}::double precision`
    : `st_intersects(geom, ${envelopeSql(west, south, east, north)})`;
  return `(${nearBox(reading, box, addParam)} and ${exact})`;
}

/** Collects values and answers their placeholders. */
export function parameters(): { readonly values: unknown[]; readonly add: AddParam } {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** A column name, quoted; names come only from declarations. */
export const column = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function envelopeSql(...corners: readonly string[]): string {
  return `st_makeenvelope(${corners.map((corner) => `${corner}::double precision`).join(', ')}, 4326)`;
}
