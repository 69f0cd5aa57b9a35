/** The mapping: which column of a file becomes which field, and how the file is to be read. */
import { z } from 'zod';
import { ImportUsage, problem } from './problem.ts';

/** Ways of writing a value, shown by an example of a number or by the places of a date. */
export const VALUE_FORMATS = [
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

export const Mapping = z.strictObject({
  layer: z.string().optional(),
  format: z.enum(['csv', 'geojson']).optional(),
  encoding: z.string().optional(),
  crs: z.string().optional(),
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
  children: z.unknown().optional(),
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
