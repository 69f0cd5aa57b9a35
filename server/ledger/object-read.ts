/** An object of the register as its form shows it: the values that the person may read, and what may be changed. */
import type { Layer } from '../../data/layer.ts';
import type { Session, Who } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { column, readingOf } from '../reading.ts';
import { editableFields } from './object-write.ts';
import { versionOf } from './versions.ts';

export interface ObjectDocument {
  readonly layer: string;
  readonly id: string;
  readonly version: number;
  readonly editable: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
  readonly boundary?: unknown;
  readonly may: { readonly edit: boolean; readonly delete: boolean };
}

/** Throws NotFound when the object is absent or hidden. */
export async function readObject(
  session: Session,
  who: Who,
  layer: Layer,
  id: string,
): Promise<ObjectDocument> {
  const { table, fields } = readingOf(layer.id, who);
  const boundary = layer.id === 'major_hazards';
  const [row] = await session.query<Record<string, unknown> & { shape: string; border: string | null }>(
    `select ${fields.map(column).join(', ')}, st_asgeojson(geom, 7) as shape,
  ${boundary ? 'st_asgeojson(boundary, 7)' : 'null'} as border
from ${table}
where id = $1::text`,
    [id],
  );
  if (!row) throw new NotFound();
  const { shape, border, ...values } = row;
  const edits = who.role === 'planner' || who.role === 'admin';
  return {
    layer: layer.id,
    id,
    version: await versionOf(session, layer.id, id),
    editable: edits ? editableFields(layer, who) : [],
    fields: values,
    geometry: JSON.parse(shape),
    ...(border ? { boundary: JSON.parse(border) } : {}),
    may: {
      edit: edits,
      delete: (who.role === 'admin' && !who.regions && !who.sectors) || (edits && layer.id === 'risk_points'),
    },
  };
}
