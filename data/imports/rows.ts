/** Records to rows: every value through its field, keys without doubles, a geometry in its place. */
import { parseAngle } from '../geo/angle.ts';
import { levelOfRegion, parentOfRegion } from '../geo/region-code.ts';
import { childOf, type InventoryLine } from './children.ts';
import { convertedGeometry } from './datum.ts';
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
  /** The pair as it stood in the file and its system, where a point was converted. */
  readonly original: { readonly x: string; readonly y: string; readonly crs: string } | null;
}

/** A row that lacks only its place, which its address may tell. */
export interface UnplacedRow {
  readonly row: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly address: string;
}

export interface CheckedRecord {
  /** Absent when the record has errors, or the mapping's `where` leaves it out. */
  readonly row?: ImportRow;
  /** Instead of `row`, where coordinates are missing and addresses are to be located. */
  readonly unplaced?: UnplacedRow;
  /** What hangs on the object, where the mapping has children. */
  readonly child?: InventoryLine;
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
    addressColumns = [],
  }: {
    readonly encoding: string;
    readonly repair: boolean;
    readonly digest: Digest;
    /** Columns whose text locates a row without coordinates. */
    readonly addressColumns?: readonly string[];
  },
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
    for (const field of plan.fields) {
      values[field.name] = fieldValue(field, record, plan.csv, told, (value, read) =>
        notes.push(
          problem(
            'value_interpreted',
            { row, field: field.name, value },
            { label: field.field.label, read: read ?? '' },
          ),
        ),
      );
    }
    if (plan.layer.id === 'regions') completeRegion(plan, values, told);
    identify(plan, record, values, digest, told);

    const key = JSON.stringify([values.source, values.source_id]);
    let child: InventoryLine | undefined;
    if (plan.children !== null && typeof values.source_id === 'string') {
      const owner = { source: String(values.source), source_id: values.source_id };
      const read = childOf(plan.children, record, owner);
      if (read.line === undefined) return { problems: read.problems };
      child = read.line;
      // the object itself came with the first of its rows
      if (firstRows.has(key)) return { child, problems: [] };
    }
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

    const placed = geometryOf(plan, record, told);
    const geometry = placed?.checked;
    if (geometry?.ok === false && geometry.code === 'geometry_missing' && addressColumns.length > 0) {
      const address = addressColumns.map((column) => plainText(rawValue(record, column)) ?? '').join('');
      if (problems.length > 0) return { problems };
      if (address !== '') return { unplaced: { row, values, address }, problems };
    }
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
      ...(child && { child }),
      row: {
        row,
        values,
        geometry: geometry.geometry,
        change,
        dimension,
        print,
        ringFault,
        original: placed?.original ?? null,
      },
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

function fieldValue(
  plan: FieldPlan,
  record: SourceRecord,
  csv: boolean,
  told: Tell,
  interpreted: (value: unknown, read: Value) => void,
): Value {
  const inFile = firstSaid(plan.columns, record);
  const raw = mappedValue(plan, csv && typeof inFile === 'string' ? inFile.replace(PROTECTED, '') : inFile);
  const parsed = plan.parse(raw);
  if (!parsed.ok) {
    told(parsed.code, plan.name, raw, parsed.params);
    return null;
  }
  if (parsed.interpreted) interpreted(raw, parsed.value);
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

/** The row at the place that was found for it. */
export function placedRow({ row, values }: UnplacedRow, lon: number, lat: number): ImportRow {
  const geometry = { type: 'Point', coordinates: [lon, lat] } as const;
  return {
    row,
    values,
    geometry,
    change: null,
    dimension: 0,
    print: null,
    ringFault: null,
    original: null,
  };
}

interface Placed {
  readonly checked: CheckedGeometry;
  readonly original?: ImportRow['original'];
}

function geometryOf(plan: Plan, record: SourceRecord, told: Tell): Placed | undefined {
  if (plan.wkt !== null) {
    const text = plainText(rawValue(record, plan.wkt)) ?? '';
    if (text === '') return { checked: { ok: false, code: 'geometry_missing', value: null } };
    const read = readWkt(text);
    if (read.ok) return shapeOf(plan, read.geometry);
    return { checked: { ok: false, code: 'wkt_form', value: text, params: { detail: read.detail } } };
  }
  if (plan.point === null) return shapeOf(plan, record.geometry);
  const texts = [plan.point.lon, plan.point.lat].map(
    (column) => plainText(rawValue(record, column)) ?? 'NaN',
  );
  if (texts.every((text) => text === ''))
    return { checked: { ok: false, code: 'geometry_missing', value: null } };
  const { degrees } = plan.datum.about;
  const [x, y] = texts.map((text, i) => {
    const parsed = coordinate(text, degrees);
    if (parsed === undefined) told('not_a_number', i === 0 ? 'lon' : 'lat', text);
    return parsed;
  });
  if (x === undefined || y === undefined) return undefined;
  const { convert, about } = plan.datum;
  if (convert === null) return { checked: checkPoint(x, y) };
  // 0,0 is a blank in every system
  if (x === 0 && y === 0) return { checked: checkPoint(0, 0) };
  const at = convert(x, y);
  if (at === null) return { checked: notOf(about, `${texts[0]},${texts[1]}`) };
  return {
    checked: checkPoint(at[0], at[1]),
    original: { x: texts[0]!, y: texts[1]!, crs: about.id },
  };
}

function notOf(crs: Plan['datum']['about'], value: string): CheckedGeometry {
  return { ok: false, code: 'coordinates_not_of_crs', value, params: { crs: { zh: crs.zh, en: crs.en } } };
}

function shapeOf(plan: Plan, raw: unknown): Placed {
  const { convert, about } = plan.datum;
  if (convert === null || raw === null || raw === undefined)
    return { checked: checkGeometry(raw, plan.layer.geometry) };
  const { geometry, failed } = convertedGeometry(raw, convert);
  if (failed !== null) return { checked: notOf(about, failed) };
  const checked = checkGeometry(geometry, plan.layer.geometry);
  if (!checked.ok || checked.geometry.type !== 'Point') return { checked };
  const [x, y] = (raw as { coordinates: readonly number[] }).coordinates.flat();
  return { checked, original: { x: String(x), y: String(y), crs: about.id } };
}

/** A number of a coordinate column; degrees also with minutes and seconds, and with their hemisphere. */
function coordinate(text: string, degrees: boolean): number | undefined {
  const parsed = decimal(text);
  if (parsed.ok && typeof parsed.value === 'number') return parsed.value;
  return degrees ? parseAngle(text)?.degrees : undefined;
}

function geometryTypeOf(geometry: unknown): string {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry)) return '';
  return String(geometry.type);
}
