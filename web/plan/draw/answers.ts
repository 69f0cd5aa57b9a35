/** What the server keeps of drawn shapes and of register objects that are moved or drawn. */
import type { Geometry } from 'geojson';
import { answered, sendJson } from '../../api.ts';

export interface StoredShape {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly geometry: { readonly type: string };
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
  readonly shared: boolean;
  readonly mine: boolean;
  readonly version: number;
  readonly lengthM: number | null;
  readonly areaM2: number | null;
  readonly updatedAt: string;
}

export interface ShapeBody {
  readonly name: string;
  readonly note: string | null;
  readonly geometry: Geometry;
  readonly properties: StoredShape['properties'];
  readonly shared: boolean;
}

export const readShapes = (signal: AbortSignal) =>
  answered<{ shapes: readonly StoredShape[] }>(fetch('/api/shapes', { signal }));
export const addShape = (body: ShapeBody) => sendJson<StoredShape>('/api/shapes', 'POST', body);
export const changeShape = (id: string, body: Partial<ShapeBody> & { version?: number; deleted?: false }) =>
  sendJson<StoredShape>(`/api/shapes/${id}`, 'PUT', body);
export const dropShape = (id: string) => sendJson<null>(`/api/shapes/${id}`, 'DELETE');

export interface ImportAnswer {
  readonly saved: readonly StoredShape[];
  readonly refused: readonly { readonly row: number; readonly name: string; readonly reason: string }[];
}
export const importShapes = (rows: readonly unknown[]) =>
  sendJson<ImportAnswer>('/api/shapes/import', 'POST', { rows });

/** An object of the register as its form shows it. */
export interface RegisterObject {
  readonly layer: string;
  readonly id: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly geometry: Geometry;
  readonly may: { readonly edit: boolean };
}

const pathOf = (layer: string, id: string) => `/api/objects/${layer}/${encodeURIComponent(id)}`;
export const readObject = (layer: string, id: string, signal?: AbortSignal) =>
  answered<RegisterObject>(fetch(pathOf(layer, id), signal ? { signal } : {}));
export const moveObject = (object: RegisterObject, geometry: Geometry, why?: string) =>
  sendJson<RegisterObject>(pathOf(object.layer, object.id), 'PUT', {
    version: object.version,
    geometry,
    ...(why && { why }),
  });
export const addObject = (
  layer: string,
  body: { fields: Readonly<Record<string, string | number | null>>; geometry: Geometry },
) => sendJson<RegisterObject>(`/api/objects/${layer}`, 'POST', body);
