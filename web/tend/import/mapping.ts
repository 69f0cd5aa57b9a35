/** The mapping as the screen edits it: what was chosen, or what was guessed as long as nothing was. */
import type { Layer } from '../../../data/layer.ts';
import type { ImportChoices, ImportDetail } from './import-api.ts';

export type Mapping = NonNullable<ImportChoices['mapping']>;
export type FieldMapping = NonNullable<Mapping['fields']>[string];
export type Words = Readonly<Record<string, string | number | null>>;

/** Guesses below it are shown but not used, as on the server. */
export const SURE = 0.6;

/** Where a row is, beside its fields. */
const PLACES = ['lon', 'lat', 'wkt'] as const;

/** Fields that a file may fill, in the order of the layer; needed ones first. */
export function fillable(layer: Layer): { readonly id: string; readonly needed: boolean }[] {
  const names = Object.entries(layer.fields)
    .filter(([id, field]) => !field.derived && !['source', 'source_id', 'id'].includes(id))
    .map(([id, field]) => ({ id, needed: !field.nullable }));
  const points = layer.geometry.includes('Point');
  return [
    ...names.filter(({ needed }) => needed),
    ...(points ? PLACES.slice(0, 2) : []).map((id) => ({ id, needed: false })),
    { id: 'wkt', needed: false },
    ...names.filter(({ needed }) => !needed),
  ];
}

/** The mapping in use: what the person chose, else the guesses that are sure enough. */
export function mappingOf({ choices, description }: Pick<ImportDetail, 'choices' | 'description'>): Mapping {
  const fields = description?.guesses.fields ?? [];
  const values: Readonly<Record<string, Record<string, string | number | null> | undefined>> =
    description?.guesses.values ?? {};
  const sure = fields.filter(({ confidence }) => confidence >= SURE);
  const guessed = Object.fromEntries(
    sure
      .filter(({ field }) => field !== 'key' && field !== 'address')
      .map(({ field, column }) => [field, values[field] ? { column, values: values[field] } : column]),
  );
  const key = fields.find(({ field }) => field === 'key')?.column;
  const mapping = choices.mapping ?? {};
  return {
    ...mapping,
    fields: mapping.fields ?? guessed,
    ...(mapping.key ? {} : key ? { key: [key] } : {}),
  };
}

/** The column of a field; '' = none, null = a constant. */
export function columnOf(field: FieldMapping | undefined): string | null {
  if (field === undefined) return '';
  if (typeof field === 'string') return field;
  if (field.column === undefined) return null;
  return typeof field.column === 'string' ? field.column : (field.column[0] ?? '');
}

/** The mapping with another column for a field; '' takes the field out. Words of the old column go with it. */
export function withColumn(mapping: Mapping, field: string, column: string): Mapping {
  const { [field]: _, ...others } = mapping.fields ?? {};
  return { ...mapping, fields: column === '' ? others : { ...others, [field]: column } };
}

/** The mapping with a word of the file that means a word of the field. */
export function withWord(
  mapping: Mapping,
  field: string,
  word: string,
  means: string | number | null,
): Mapping {
  const before = mapping.fields?.[field];
  if (before === undefined) return mapping;
  const whole = typeof before === 'string' ? { column: before } : before;
  return {
    ...mapping,
    fields: { ...mapping.fields, [field]: { ...whole, values: { ...whole.values, [word]: means } } },
  };
}
