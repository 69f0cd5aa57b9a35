/** Records to rows: every value through its field, keys without doubles, a geometry in its place. */
import { levelOfRegion, parentOfRegion } from '../geo/region-code.ts';
import {
  type CheckedGeometry,
  checkGeometry,
  checkPoint,
  type GeometryChange,
  type ImportGeometry,
  type RingFault,
} from './geometry.ts';
import { type Digest, objectPrint, osmId } from './object.ts';
import { columnNamed, type FieldPlan, mappedValue, OSM, type Plan, rawValue } from './plan.ts';
import { type Problem, type ProblemCode, type ProblemParams, problem } from './problem.ts';
import type { SourceRecord } from './records.ts';
import { decimal, plainText, type Value } from './values.ts';
import { readWkt } from './wkt.ts';

/** A row that may be written: values by field name, including source and source_id. */
export interface ImportRow {
  readonly row: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly geometry: ImportGeometry;
  /** What the geometry becomes in the layer; null = itself. */
  readonly change: GeometryChange | null;
  /** Of the geometry as the file has it: 0 point, 1 line, 2 area. */
  readonly dimension: 0 | 1 | 2;
  /** The same for two records of a line or area that differ in nothing but the key; null for points. */
  readonly print: string | null;
  /** What was already put right about the rings. */
  readonly ringFault: RingFault | null;
}

export interface CheckedRecord {
  /** Absent when the record has errors, or the mapping's `where` leaves it out. */
  readonly row?: ImportRow;
  readonly problems: readonly Problem[];
  readonly leftOut?: true;
}

/** Longest id, `source:source_id`, in characters. */
const ID_LENGTH = 200;
/** Longest id at the source, in characters. */
const KEY_LENGTH = 120;
const UNIQUE = ['credit_code', 'code'] as const;
/** What a spreadsheet would take for a formula, behind the apostrophe that an export puts before it. */
const PROTECTED = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;

/** A check that remembers the keys it has seen, so one is made for each file. */
export function rowChecker(
  plan: Plan,
  {
    encoding,
    repair,
    digest,
  }: { readonly encoding: string; readonly repair: boolean; readonly digest: Digest },
): (record: SourceRecord) => CheckedRecord {
  const firstRows = new Map<string, number>();
  let altitudeTold = false;
  return (record) => {
    if (record.problem !== undefined) return { problems: [record.problem] };
    if (leftOut(plan, record)) return { problems: [], leftOut: true };
    const problems: Problem[] = [];
    const notes: Problem[] = [];
    const row = record.row;
    const told = (code: ProblemCode, field: string, value: unknown, params: ProblemParams = {}) => {
      const label = plan.layer.fields[field]?.label ?? { zh: field, en: field };
      problems.push(problem(code, { row, field, value }, { label, line: record.line, encoding, ...params }));
    };
    const values: Record<string, Value> = {};
    for (const field of plan.fields) values[field.name] = fieldValue(field, record, plan.csv, told);
    if (plan.layer.id === 'regions') completeRegion(plan, values, told);
    identify(plan, record, values, digest, told);

    const key = JSON.stringify([values.source, values.source_id]);
    const doubled = (field: string, code: 'duplicate_key' | 'duplicate_value', unique: string) => {
      const first = firstRows.get(unique);
      if (first === undefined) firstRows.set(unique, row);
      else told(code, field, values[field], { first });
    };
    // ways and areas that are one object share its number: what becomes of them is told once all are there
    if (!plan.keysMayRepeat && values.source !== null && values.source_id !== null)
      doubled('source_id', 'duplicate_key', key);
    if (problems.at(-1)?.code !== 'duplicate_key')
      for (const field of UNIQUE)
        if (typeof values[field] === 'string')
          doubled(field, 'duplicate_value', `${field}\n${values[field]}`);

    const geometry = geometryOf(plan, record, told);
    if (geometry?.ok && geometry.repaired !== null && !repair)
      told('geometry_invalid', 'geometry', null, { ...geometry.repaired });
    if (geometry?.ok && geometry.change !== null) {
      const [refused, done] = CHANGES[geometry.change];
      const at = { row, field: 'geometry' };
      const got = plan.wkt === null ? geometryTypeOf(record.geometry) : geometry.geometry.type;
      if (!repair) told(refused, 'geometry', null, { got });
      else notes.push(problem(done, at, { got }));
    }
    if (geometry?.ok === false) told(geometry.code, 'geometry', geometry.value, geometry.params);
    if (problems.length > 0 || geometry?.ok !== true) return { problems };
    if (geometry.altitude && !altitudeTold) {
      altitudeTold = true;
      problems.push(problem('altitude_dropped', {}, { first: row }));
    }
    const print = objectPrint(geometry.geometry, values, digest);
    const { change, dimension, repaired: ringFault } = geometry;
    return {
      row: { row, values, geometry: geometry.geometry, change, dimension, print, ringFault },
      problems: [...problems, ...notes],
    };
  };
}

/** The problem without and the note with repair. */
const CHANGES = {
  to_point: ['geometry_not_point', 'geometry_pointed'],
  to_area: ['line_not_area', 'line_to_area'],
} as const satisfies Record<GeometryChange, readonly [ProblemCode, ProblemCode]>;

/** Whether the mapping's `where` passes over the record. */
function leftOut(plan: Plan, record: SourceRecord): boolean {
  if (plan.geometryTypes !== null && !plan.geometryTypes.has(geometryTypeOf(record.geometry))) return true;
  for (const [column, words] of plan.only)
    if (!words.has(plainText(rawValue(record, column)) ?? '')) return true;
  return false;
}

type Tell = (code: ProblemCode, field: string, value: unknown, params?: ProblemParams) => void;

function fieldValue(plan: FieldPlan, record: SourceRecord, csv: boolean, told: Tell): Value {
  const inFile = firstSaid(plan.columns, record);
  const raw = mappedValue(plan, csv && typeof inFile === 'string' ? inFile.replace(PROTECTED, '') : inFile);
  const parsed = plan.parse(raw);
  if (!parsed.ok) {
    told(parsed.code, plan.name, raw, parsed.params);
    return null;
  }
  const byKey = plan.name === 'source' || plan.name === 'source_id' || plan.name === 'level';
  if (parsed.value === null && !plan.field.nullable && !byKey) told('required', plan.name, null);
  return parsed.value;
}

/** The value of the first column that says something legible; of columns that nobody can read, the first. */
function firstSaid(columns: readonly string[], record: SourceRecord): unknown {
  const said = columns.map((column) => rawValue(record, column)).filter((raw) => plainText(raw) !== '');
  return said.find((raw) => !plainText(raw)?.includes('\uFFFD')) ?? said[0] ?? null;
}

/** Level and parent from the code where the file does not say them. */
function completeRegion(plan: Plan, values: Record<string, Value>, told: Tell): void {
  const code = values.code;
  if (typeof code !== 'string') return;
  const level = values.level ?? levelOfRegion(code) ?? null;
  if (level === null) told('level_unknown', 'level', code);
  else if ((level === 'cell') !== (code.length === 14)) told('level_mismatch', 'level', `${level} ${code}`);
  values.level = level;
  if (!plan.fields.some((field) => field.name === 'parent_code')) values.parent_code = parentOfRegion(code);
}

function identify(
  plan: Plan,
  record: SourceRecord,
  values: Record<string, Value>,
  digest: Digest,
  told: Tell,
): void {
  if (plan.source !== null) values.source = plan.source;
  const missingBefore = values.source === undefined || values.source === null;
  if (missingBefore) told('required', 'source', null);
  const parts = plan.key.map((column) =>
    column === OSM ? (osmId(record) ?? '') : keyText(rawValue(record, columnNamed(column)), plan.csv),
  );
  const id =
    plan.key.length === 0
      ? String(values.code ?? '')
      : parts.some((part, i) => part === '' && !plan.key[i]!.endsWith('?')) ||
          parts.every((part) => part === '')
        ? ''
        : keyOf(parts, digest);
  values.source_id = id === '' ? null : id;
  // a region without a readable code has been told already
  if (id === '' && plan.key.length > 0) told('required', 'source_id', parts.join('-'));
  if (id.length > KEY_LENGTH || `${values.source}:${id}`.length > ID_LENGTH)
    told('too_long', 'source_id', id, { limit: KEY_LENGTH });
}

/** The parts as one id; where several are too long together, their beginning and a digest of all. */
function keyOf(parts: readonly string[], digest: Digest): string {
  const id = parts.join('-');
  if (parts.length === 1 || id.length <= KEY_LENGTH) return id;
  return `${id.slice(0, KEY_LENGTH - 17)}-${digest(JSON.stringify(parts)).slice(0, 16)}`;
}

function keyText(raw: unknown, csv: boolean): string {
  const text = plainText(raw) ?? '';
  return csv ? text.replace(PROTECTED, '') : text;
}

function geometryOf(plan: Plan, record: SourceRecord, told: Tell): CheckedGeometry | undefined {
  if (plan.wkt !== null) {
    const text = plainText(rawValue(record, plan.wkt)) ?? '';
    if (text === '') return { ok: false, code: 'geometry_missing', value: null };
    const read = readWkt(text);
    if (read.ok) return checkGeometry(read.geometry, plan.layer.geometry);
    return { ok: false, code: 'wkt_form', value: text, params: { detail: read.detail } };
  }
  if (plan.point === null) return checkGeometry(record.geometry, plan.layer.geometry);
  const texts = [plan.point.lon, plan.point.lat].map(
    (column) => plainText(rawValue(record, column)) ?? 'NaN',
  );
  if (texts.every((text) => text === '')) return { ok: false, code: 'geometry_missing', value: null };
  const [lon, lat] = texts.map((text, i) => {
    const parsed = decimal(text);
    if (!parsed.ok) told('not_a_number', i === 0 ? 'lon' : 'lat', text);
    return parsed.ok && typeof parsed.value === 'number' ? parsed.value : undefined;
  });
  return lon === undefined || lat === undefined ? undefined : checkPoint(lon, lat);
}

function geometryTypeOf(geometry: unknown): string {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry)) return '';
  return String(geometry.type);
}
