/** The mapping: which column of a file becomes which field, and how the file is to be read. */
import { z } from 'zod';
import { ImportUsage, problem } from './problem.ts';
import { FORMATS } from './records.ts';

/** Ways of writing a value, shown by an example of a number or by the places of a date. */
export const VALUE_FORMATS = [
  // every usual writing that leaves no doubt, Chinese ones too; what was made of it is told
  'auto',
  'M/D/YYYY',
  'D/M/YYYY',
  'D.M.YYYY',
  'YYYYMMDD',
  '1,234.5',
  '1.234,5',
  '1 234,5',
] as const;
export type ValueFormat = (typeof VALUE_FORMATS)[number];

const Word = z.union([z.string(), z.number(), z.null()]);

const FieldMapping = z.union([
  z.string().min(1),
  z
    .strictObject({
      /** One column, or several of which the first that says something counts. */
      column: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
      /** The same value for every row. */
      value: z.union([z.string(), z.number()]).optional(),
      /** Words of the file → words of the field; null = not known. */
      values: z.record(z.string(), Word).optional(),
      /** Where the file says nothing, or `values` is given and does not list what it says. */
      otherwise: Word.optional(),
      /** How the file writes dates or numbers, when not as 2026-03-01 and 1234.5. */
      format: z.enum(VALUE_FORMATS).optional(),
    })
    .refine((one) => (one.column === undefined) !== (one.value === undefined), {
      error: 'exactly one of column and value',
    }),
]);

const finite = z.number();

/** Coordinates of the file: a name or code, or that with what only the user knows. */
export const CrsSpec = z.strictObject({
  /** WGS84, CGCS2000, GCJ-02, BD-09, EPSG:4549, …; `local` = fitted to the control points. */
  crs: z.string().trim().min(1).max(10_000),
  /** Which number comes first; without it metres decide for themselves, and degrees are longitude first. */
  axes: z.enum(['east_north', 'north_east', 'auto']).optional(),
  /** Points known in both systems: x and y as the file writes them, WGS84 lon/lat. */
  controlPoints: z
    .array(
      z.strictObject({
        name: z.string().max(100).optional(),
        x: finite,
        y: finite,
        lon: finite.min(-180).max(180),
        lat: finite.min(-85).max(85),
      }),
    )
    .max(200)
    .optional(),
  /** helmert: shift, turn and one scale (two points); affine: six parameters (three points). */
  method: z.enum(['helmert', 'affine']).optional(),
  /** Bursa-Wolf: metres, seconds of arc, parts per million. */
  sevenParameters: z
    .strictObject({
      dxM: finite,
      dyM: finite,
      dzM: finite,
      rxArcsec: finite,
      ryArcsec: finite,
      rzArcsec: finite,
      scalePpm: finite,
      rotation: z.enum(['coordinate_frame', 'position_vector']),
    })
    .optional(),
});
export type CrsSpec = z.infer<typeof CrsSpec>;

const ChildField = z.union([
  z.string().min(1),
  z.strictObject({
    column: z.string().min(1).optional(),
    value: z.union([z.string(), z.number()]).optional(),
    values: z.record(z.string(), Word).optional(),
    /** The file's unit, where it is not that of the field. */
    factor: z.number().positive().optional(),
  }),
]);

/** Lists that hang on the objects: several rows of the file are one object with one line each. */
export const Children = z.strictObject({
  /** Substances of a major hazard source; equal substances of one object are summed. */
  inventories: z.strictObject({ fields: z.record(z.string(), ChildField) }),
});
export type Children = z.infer<typeof Children>;

export const Mapping = z.strictObject({
  layer: z.string().optional(),
  format: z.enum(FORMATS).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().length(1).optional(),
  /** Line or row with the names of the columns, from 1. */
  headerRow: z.int().min(1).max(1000).optional(),
  /** Sheet of a workbook, layer of a GeoPackage, file of an archive. */
  sheet: z.string().min(1).max(500).optional(),
  crs: z.union([z.string(), CrsSpec]).optional(),
  /** Who published the data: together with the key it identifies an object for ever. */
  source: z.string().trim().min(1).max(80).optional(),
  key: z.array(z.string().min(1)).min(1).optional(),
  /** Rows with the same key are parts of one line or area. */
  parts: z.literal('join').optional(),
  /** Without it the columns are matched by name. */
  fields: z.record(z.string(), FieldMapping).optional(),
  where: z
    .strictObject({
      geometryType: z.array(z.string()).min(1).optional(),
      /** Column → the words that are read; records with others are left out. */
      values: z.record(z.string(), z.array(z.string()).min(1)).optional(),
    })
    .optional(),
  /** Offset from UTC of times that state none, as "+08:00" or "Z". */
  timeZone: z
    .string()
    .regex(/^(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/)
    .optional(),
  /** Under which terms the source publishes, how it wants to be named, where it is found. */
  licence: z.string().trim().min(1).max(200).optional(),
  attribution: z.string().trim().min(1).max(500).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  /** For people; not read. */
  about: z.string().optional(),
  children: Children.optional(),
});
export type Mapping = z.infer<typeof Mapping>;

/** A mapping file's text. @throws {ImportUsage} naming the place that is wrong */
export function parseMapping(text: string): Mapping {
  const detail = (why: string) => new ImportUsage([problem('mapping_invalid', {}, { detail: why })]);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw detail(error instanceof Error ? error.message : String(error));
  }
  const mapping = Mapping.safeParse(json);
  if (mapping.success) return mapping.data;
  throw detail(mapping.error.issues.map((one) => `${one.path.join('.') || '/'}: ${one.message}`).join('; '));
}

/** `name=FacName,people=FacFTE` as a mapping; a comma inside a column name is written `\,`. */
export function parseMapArgument(text: string): Mapping {
  const fields: Record<string, string> = {};
  for (const pair of text.split(/(?<!\\),/)) {
    const at = pair.indexOf('=');
    if (at <= 0 || at === pair.length - 1)
      throw new ImportUsage([problem('mapping_invalid', {}, { detail: `--map ${pair}` })]);
    fields[pair.slice(0, at).trim()] = pair
      .slice(at + 1)
      .replaceAll('\\,', ',')
      .trim();
  }
  return { fields };
}
