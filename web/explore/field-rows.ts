/** Fields of an object as labelled values, from the layer's declaration: words for codes, units for numbers. */
import type { Field, Layer } from '../../data/layer.ts';
import type { Lang } from '../map/props.ts';
import type { Formats } from '../parts/formats.ts';

export interface FieldRow {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** What a card shows first where the declared order would not tell; the grade, name and place stand above already. */
const HEADLINE: Readonly<Record<string, readonly string[]>> = {
  enterprises: ['people', 'supervision', 'evaluation', 'insurance', 'contact_phone'],
  regions: ['population', 'area_km2', 'score'],
  major_hazards: ['level', 'r_value', 'substances', 'enterprise_name', 'exposed_people'],
  pipelines: ['network', 'pressure_mpa', 'diameter_mm', 'operator', 'length_km', 'protection_m', 'conflicts'],
};
/** Said elsewhere on the card, or only of use to machines. */
const ELSEWHERE: readonly string[] = [
  'id',
  'source',
  'source_id',
  'valid_from',
  'recorded_at',
  'name',
  'name_en',
  'grade',
  'grade_state',
  'assessed_on',
  'review_due',
  'last_inspected_on',
  'inspection_due',
  'inspection_state',
  'region_code',
  'address',
];
const MOST_HEADLINES = 6;

/** The important fields that have a value, and all fields that the reader got, in declared order. */
export function fieldRows(
  layer: Layer,
  properties: Readonly<Record<string, unknown>>,
  lang: Lang,
  f: Formats,
): { readonly headline: FieldRow[]; readonly all: FieldRow[] } {
  const row = (name: string): FieldRow => ({
    name,
    label: layer.fields[name]?.label[lang] ?? name,
    value: textOf(layer, name, properties[name], lang, f),
  });
  const known = Object.keys(layer.fields).filter((name) => name in properties);
  const first =
    HEADLINE[layer.id] ?? known.filter((name) => !ELSEWHERE.includes(name) && name !== layer.kindField);
  return {
    headline: first
      .filter((name) => known.includes(name) && properties[name] !== null)
      .slice(0, MOST_HEADLINES)
      .map(row),
    all: known.map(row),
  };
}

/** One value as people read it; an unknown one is a dash, never a zero. */
export function textOf(layer: Layer, name: string, value: unknown, lang: Lang, f: Formats): string {
  if (value === null || value === undefined) return '–';
  const field: Field | undefined = layer.fields[name];
  const word = field?.dictionary?.find(({ id }) => id === value);
  if (word) return word[lang];
  if (typeof value === 'number') {
    const number = Number.isInteger(value) ? f.count(value) : f.decimal(value);
    const unit = field?.unit;
    if (!unit) return number;
    // ranges such as 0–100 and formulas explain a number, they are no unit
    return /^[\dΣα]/.test(unit)
      ? `${number} (${unit})`
      : `${number} ${lang === 'en' ? (ENGLISH_UNIT[unit] ?? unit) : unit}`;
  }
  if (field?.type === 'timestamp with time zone') return f.moment(String(value));
  return String(value);
}

const ENGLISH_UNIT: Readonly<Record<string, string>> = {
  人: 'people',
  级: 'level',
  张: 'beds',
  辆: 'vehicles',
  处: 'places',
  层: 'floors',
  户: 'households',
  万元: '× 10,000 CNY',
  '万 m³': '× 10,000 m³',
  家: 'enterprises',
  道: 'lanes',
  路: 'channels',
};
