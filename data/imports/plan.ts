/** Mapping + columns of a file → what each field is read from; whatever cannot be carried out is told at once. */
import type { Field, Layer } from '../layer.ts';
import { type ChildrenPlan, planChildren } from './children.ts';
import { type DatumPlan, planDatum } from './datum.ts';
import type { Mapping } from './mapping.ts';
import { ImportUsage, type Problem, problem } from './problem.ts';
import type { RecordFile } from './records.ts';
import { formatSuits, type ParseValue, plainText, type Value, valueParser } from './values.ts';

export interface FieldPlan {
  readonly name: string;
  readonly field: Field;
  /** Columns of the file, "$id" for the feature's id; empty when `constant` stands for them. The first that says something counts. */
  readonly columns: readonly string[];
  readonly constant: Value;
  readonly parse: ParseValue;
  /** Text of the file → text of the field, before parsing. */
  readonly values: ReadonlyMap<string, Value>;
  /** What stands where the file says nothing that is listed; undefined = what the file says. */
  readonly otherwise: Value | undefined;
}

export interface Plan {
  readonly layer: Layer;
  /** The constant source, or null when a column says it. */
  readonly source: string | null;
  /** Columns whose values, joined by "-", identify an object; empty = the region's code; see also `OSM`. One with "?" may be blank. */
  readonly key: readonly string[];
  /** Rows with the same key are parts of one line or area. */
  readonly joins: boolean;
  /** What becomes of rows with one key is told once all are there. */
  readonly keysMayRepeat: boolean;
  readonly fields: readonly FieldPlan[];
  /** Columns of the coordinates; null = the feature's own geometry. */
  readonly point: { readonly lon: string; readonly lat: string } | null;
  /** Column with the geometry as well-known text; null = coordinates or the feature's own geometry. */
  readonly wkt: string | null;
  /** Lines that hang on the objects; rows with one key are one object with a line each. */
  readonly children: ChildrenPlan | null;
  /** Coordinates of the file to WGS84. */
  readonly datum: DatumPlan;
  /** Column → words of the records that are read. */
  readonly only: ReadonlyMap<string, ReadonlySet<string>>;
  /** Cells begin with the apostrophe that an export puts before what spreadsheets take for a formula. */
  readonly csv: boolean;
  /** Geometry types of the file that are read; null = all. */
  readonly geometryTypes: ReadonlySet<string> | null;
  /** What the person should know before anything is read. */
  readonly warnings: readonly Problem[];
}

const LON = ['lon', 'lng', 'longitude', '经度', 'x'] as const;
const LAT = ['lat', 'latitude', '纬度', 'y'] as const;
const ID = '$id';
/** Key made from what tells type and number of an OpenStreetMap object, whatever tool wrote the file. */
export const OSM = '$osm';
/** Not fields of the layer: where the place stands. */
const PLACE = ['lon', 'lat', 'wkt'];

/**
 * The plan by which every record is read.
 * @throws {ImportUsage} with every fault of the mapping at once
 */
export function planImport(
  layer: Layer,
  mapping: Mapping | undefined,
  file: RecordFile,
  fileName: string,
): Plan {
  const faults: Problem[] = [];
  const columnsText = file.columns.join(', ');
  const known = new Set<string>([...file.columns, ...(file.ownGeometry ? [ID] : [])]);
  const needColumn = (written: string, field: string) => {
    const column = columnNamed(written);
    // GeoJSON names only what is said: a column with "?" may be absent
    if (!known.has(column) && column === written)
      faults.push(problem('missing_column', { field, value: column }, { allowed: columnsText }));
    return column;
  };
  if (mapping?.layer !== undefined && mapping.layer !== layer.id)
    faults.push(problem('layer_mismatch', { value: mapping.layer }));

  const wanted = mapping?.fields ?? automatic(layer, file.columns);
  const fields: FieldPlan[] = [];
  for (const [name, from] of Object.entries(wanted)) {
    if (PLACE.includes(name)) continue;
    const field = Object.hasOwn(layer.fields, name) ? layer.fields[name] : undefined;
    if (field === undefined) {
      faults.push(
        problem('unknown_field', { field: name, value: name }, { allowed: importable(layer).join(', ') }),
      );
      continue;
    }
    if (field.derived) {
      faults.push(problem('derived_field', { field: name, value: name }));
      continue;
    }
    const spec: Exclude<typeof from, string> = typeof from === 'string' ? { column: from } : from;
    if (spec.format !== undefined && !formatSuits(spec.format, field))
      faults.push(problem('mapping_invalid', {}, { detail: `${name}: ${spec.format}` }));
    fields.push({
      name,
      field,
      columns: listed(spec.column).map((column) => needColumn(column, name)),
      constant: spec.value ?? null,
      parse: valueParser(layer, name, field, { format: spec.format, timeZone: mapping?.timeZone }),
      values: new Map(Object.entries(spec.values ?? {})),
      otherwise: spec.otherwise,
    });
  }
  const mapped = (name: string) => fields.some((field) => field.name === name);
  const missing = (field: string) =>
    faults.push(problem('field_unmapped', { field, value: field }, { allowed: columnsText }));
  for (const [name, field] of Object.entries(layer.fields))
    if (!field.nullable && !field.derived && !filledByImport(layer, name) && !mapped(name)) missing(name);

  for (const key of mapping?.key ?? []) {
    if (key === '$row') faults.push(problem('key_missing', { field: 'key', value: key }));
    else if (key === OSM && mapping?.key?.length === 1) continue;
    else needColumn(key, 'key');
  }
  const key = keyOf(layer, mapping, fields);
  if (key === undefined) faults.push(problem('key_missing', { field: 'key' }));
  const warnings: Problem[] = [];
  const source = mapped('source') ? null : (mapping?.source ?? fileName.replace(/\.[^.]*$/, '').slice(0, 80));
  if (source !== null && mapping?.source === undefined)
    warnings.push(problem('source_from_file_name', { field: 'source', value: source }));

  const only = Object.entries(mapping?.where?.values ?? {}).map(
    ([column, words]) => [needColumn(column, 'where'), new Set(words)] as const,
  );
  const wkt = wktColumn(wanted, file, needColumn);
  const point = wkt === null ? pointColumns(layer, wanted, file, needColumn) : null;
  if (point === undefined) {
    if (layer.geometry.includes('Point')) {
      missing('lon');
      missing('lat');
    } else faults.push(problem('borders_need_geojson', {}));
  }
  const used = new Set([
    ...fields.flatMap((one) => one.columns),
    ...(key ?? []).map(columnNamed),
    point?.lon,
    point?.lat,
    wkt,
  ]);
  for (const column of file.duplicated.filter((name) => !used.has(name)))
    warnings.push(problem('duplicate_header_unused', { field: column }, { column, line: file.headerLine }));
  const children =
    mapping?.children === undefined ? null : planChildren(layer, mapping.children, file.columns, faults);
  const datum = datumOf(mapping, file, faults);
  if (faults.length > 0 || datum === undefined) throw new ImportUsage(faults);
  const types = mapping?.where?.geometryType;
  return {
    layer,
    source,
    key: key ?? [],
    joins: mapping?.parts === 'join',
    keysMayRepeat: mapping?.parts === 'join' || key?.[0] === OSM,
    fields,
    point: point ?? null,
    wkt,
    children,
    datum,
    only: new Map(only),
    csv: file.format === 'csv',
    geometryTypes: types === undefined ? null : new Set(types),
    warnings,
  };
}

function datumOf(mapping: Mapping | undefined, file: RecordFile, faults: Problem[]): DatumPlan | undefined {
  try {
    return planDatum(mapping?.crs, file.crs);
  } catch (error) {
    if (!(error instanceof ImportUsage)) throw error;
    faults.push(...error.problems);
    return undefined;
  }
}

/** The column that a mapping names, whether it may be absent or blank ("name?") or not. */
export const columnNamed = (written: string): string =>
  written.endsWith('?') ? written.slice(0, -1) : written;

function listed(column: string | readonly string[] | undefined): readonly string[] {
  if (column === undefined) return [];
  return typeof column === 'string' ? [column] : column;
}

/** Doubled column names that the plan reads: which of the two is meant nobody can tell. */
export function ambiguousColumns(plan: Plan, file: RecordFile): Problem[] {
  const used = new Set<string | null | undefined>([
    ...plan.fields.flatMap((field) => field.columns),
    ...plan.key.map(columnNamed),
    plan.point?.lon,
    plan.point?.lat,
    plan.wkt,
  ]);
  return file.duplicated
    .filter((column) => used.has(column))
    .map((column) => problem('duplicate_header', { field: column }, { column, line: file.headerLine }));
}

/** The value of a column in a record; "$id" is the feature's id. */
export function rawValue(
  record: { readonly id?: string | number; readonly values: Readonly<Record<string, unknown>> },
  column: string,
): unknown {
  return column === ID ? record.id : record.values[column];
}

/** A field's value as the file has it, after the mapping's own words. */
export function mappedValue(plan: FieldPlan, raw: unknown): unknown {
  if (plan.columns.length === 0) return plan.constant;
  const { values, otherwise } = plan;
  if (values.size === 0 && otherwise === undefined) return raw;
  const text = plainText(raw);
  if (text === undefined) return raw;
  if (values.has(text)) return values.get(text);
  return otherwise !== undefined && (text === '' || values.size > 0) ? otherwise : raw;
}

/** Columns called like a field, or like its label in either language. */
function automatic(layer: Layer, columns: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, field] of Object.entries(layer.fields)) {
    if (field.derived) continue;
    const names = [name, field.label.zh, field.label.en].map((one) => one.toLowerCase());
    const column = columns.find((one) => names.includes(one.toLowerCase()));
    if (column !== undefined) found[name] = column;
  }
  return found;
}

function importable(layer: Layer): string[] {
  const names = Object.entries(layer.fields).filter(([, field]) => !field.derived);
  return [...names.map(([name]) => name), ...(layer.geometry.includes('Point') ? ['lon', 'lat'] : []), 'wkt'];
}

/** Source and key have their own place in the mapping; a region's level follows from its code. */
function filledByImport(layer: Layer, name: string): boolean {
  return name === 'source' || name === 'source_id' || (layer.id === 'regions' && name === 'level');
}

function keyOf(
  layer: Layer,
  mapping: Mapping | undefined,
  fields: readonly FieldPlan[],
): readonly string[] | undefined {
  if (mapping?.key !== undefined) return mapping.key;
  const own =
    fields.find((field) => field.name === 'source_id') ??
    fields.find((field) => field.name === 'credit_code');
  if (own?.columns[0] !== undefined) return [own.columns[0]];
  return layer.id === 'regions' ? [] : undefined;
}

/** The mapped column, or one of that name in a CSV; null = the place stands elsewhere. */
function wktColumn(
  wanted: NonNullable<Mapping['fields']>,
  file: RecordFile,
  needColumn: (column: string, field: string) => string,
): string | null {
  const spec = wanted.wkt;
  const [column] = listed(typeof spec === 'string' ? spec : spec?.column);
  if (column !== undefined) return needColumn(column, 'wkt');
  if (file.ownGeometry || wanted.lon !== undefined) return null;
  return file.columns.find((one) => one.toLowerCase() === 'wkt') ?? null;
}

/** Mapped columns, else guessed ones, else null for the feature's own geometry; undefined = there is none. */
function pointColumns(
  layer: Layer,
  wanted: NonNullable<Mapping['fields']>,
  file: RecordFile,
  needColumn: (column: string, field: string) => string,
): { lon: string; lat: string } | null | undefined {
  const named = (name: 'lon' | 'lat', guesses: readonly string[]) => {
    const spec = wanted[name];
    const [column] = listed(typeof spec === 'string' ? spec : spec?.column);
    if (column !== undefined) return needColumn(column, name);
    if (file.ownGeometry) return undefined;
    return guesses
      .map((guess) => file.columns.find((one) => one.toLowerCase() === guess))
      .find((one) => one !== undefined);
  };
  if (!layer.geometry.includes('Point')) return file.ownGeometry ? null : undefined;
  const lon = named('lon', LON);
  const lat = named('lat', LAT);
  if (lon !== undefined && lat !== undefined) return { lon, lat };
  return file.ownGeometry ? null : undefined;
}
