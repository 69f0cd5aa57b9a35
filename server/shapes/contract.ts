/** What a drawn shape is to the outside: its fields, its limits, and what a file of shapes may bring. */
import { z } from '@hono/zod-openapi';
import { GeometryInput } from '../geometry-input.ts';

/** Vertices of one shape; every one of them is a handle that somebody may drag. */
export const MAX_SHAPE_VERTICES = 5000;
/** A province is about this large; a larger area is a mistake of coordinates. */
export const MAX_SHAPE_AREA_M2 = 2e11;
export const MAX_SHAPES_OF_PERSON = 1000;
export const MAX_IMPORTED = 500;

const property = z.union([z.string().max(2000), z.number(), z.boolean()]).nullable();
const name = z.string().trim().min(1).max(200);
const note = z
  .string()
  .trim()
  .max(2000)
  .transform((text) => (text === '' ? null : text))
  .nullable();
const properties = z
  .record(z.string().min(1).max(100), property)
  .refine((all) => Object.keys(all).length <= 100)
  .openapi({
    description: 'Plain values. Of a circle: kind "circle", centreLon, centreLat, radiusM',
  });

export const NewShape = z
  .strictObject({
    name,
    note: note.default(null),
    geometry: GeometryInput,
    properties: properties.default({}),
    shared: z.boolean().default(false),
  })
  .openapi('NewShape');
export type NewShape = z.output<typeof NewShape>;

export const ShapePatch = z
  .strictObject({
    version: z.int().min(1).optional().openapi({ description: 'The version that was changed; or If-Match' }),
    name: name.optional(),
    note: note.optional(),
    geometry: GeometryInput.optional(),
    properties: properties.optional(),
    shared: z.boolean().optional(),
    deleted: z.literal(false).optional().openapi({ description: 'Brings a deleted shape back' }),
  })
  .openapi('ShapePatch');
export type ShapePatch = z.output<typeof ShapePatch>;

export const StoredShape = z
  .object({
    id: z.string(),
    name: z.string(),
    note: z.string().nullable(),
    geometry: z.looseObject({ type: z.string() }).openapi({ description: 'GeoJSON, CRS84' }),
    properties: z.record(z.string(), property),
    shared: z.boolean(),
    mine: z.boolean(),
    version: z.int(),
    lengthM: z.number().nullable().openapi({ description: 'Geodesic; the perimeter of an area' }),
    areaM2: z.number().nullable().openapi({ description: 'Geodesic' }),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('Shape');
export type StoredShape = z.infer<typeof StoredShape>;

/** Rows are checked one by one, so that a bad one does not keep the others out. */
export const Import = z
  .strictObject({ rows: z.array(z.unknown()).min(1).max(MAX_IMPORTED) })
  .openapi('ShapeImport');
export const ImportAnswer = z
  .object({
    saved: z.array(StoredShape),
    refused: z.array(
      z.object({ row: z.int().openapi({ description: 'From 0' }), name: z.string(), reason: z.string() }),
    ),
  })
  .openapi('ShapeImportAnswer');
