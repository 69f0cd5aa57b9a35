/** The mapping: which column of a file becomes which field, and how the file is to be read. */
import { z } from 'zod';
import { ImportUsage, problem } from './problem.ts';

const FieldMapping = z.union([
  z.string().min(1),
  z
    .strictObject({
      column: z.string().min(1).optional(),
      /** The same value for every row. */
      value: z.union([z.string(), z.number()]).optional(),
      /** Words of the file → words of the field; null = not known. */
      values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
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
  /** Without it the columns are matched by name. */
  fields: z.record(z.string(), FieldMapping).optional(),
  where: z.strictObject({ geometryType: z.array(z.string()).min(1).optional() }).optional(),
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
