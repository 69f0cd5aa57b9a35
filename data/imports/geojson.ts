/** GeoJSON text to records (RFC 7946): FeatureCollection, one Feature, or one Feature a line. */
import { z } from 'zod';
import { type ByteSource, decoded, type FoundEncoding } from './encoding.ts';
import type { OpenLayer } from './formats/dataset.ts';
import { type JsonFault, jsonPieces } from './formats/json-scan.ts';
import { LIMITS } from './formats/limits.ts';
import { setOwn } from './formats/own.ts';
import { ImportUsage, problem } from './problem.ts';
import type { RecordFile, SourceRecord } from './records.ts';

/** Deepest nesting that is read: a MultiPolygon in a FeatureCollection needs 8. */
export const JSON_DEPTH = 64;
/** May begin a line of a GeoJSON text sequence (RFC 8142). */
const RECORD_SEPARATOR = '\u001e';

const Feature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.unknown().optional(),
});
const Crs = z.object({ crs: z.object({ properties: z.object({ name: z.string() }) }) });

/** Whether brackets nest deeper than the limit, without parsing (brackets inside strings do not count). */
export function nestsDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

export interface GeojsonFile extends RecordFile {
  readonly rows: number;
  readonly geometryTypes: ReadonlySet<string>;
}

/**
 * Goes through the text once for names, number and faults, then gives the features from a second reading, one after
 * the other; undefined for an empty text.
 * @throws {ImportUsage} where the features have more properties than are read
 */
export async function geojsonRecords(text: () => AsyncIterable<string>): Promise<GeojsonFile | undefined> {
  const shape = await shapeOf(text());
  if (shape === undefined) return undefined;
  const readings = { lines: () => lineRecords(linesOf(text())), document: () => documentRecords(text()) };
  const columns = new Set<string>();
  const geometryTypes = new Set<string>();
  let rows = 0;
  let failed: SourceRecord | undefined;
  let crs: string | undefined;
  const first = readings[shape]();
  for (;;) {
    const next = await first.next();
    if (next.done) {
      crs = next.value?.crs;
      failed = next.value?.failed;
      break;
    }
    for (const record of next.value) {
      rows += 1;
      for (const name in record.values) columns.add(name);
      const type = z.object({ type: z.string() }).safeParse(record.geometry);
      if (type.success) geometryTypes.add(type.data.type);
    }
    if (columns.size > LIMITS.columns)
      throw new ImportUsage([problem('too_many_columns', {}, { limit: LIMITS.columns })]);
  }
  return {
    format: 'geojson',
    ownGeometry: true,
    duplicated: [],
    headerLine: 1,
    columns: [...columns],
    geometryTypes,
    rows: failed === undefined ? rows : 1,
    ...(crs === undefined ? {} : { crs }),
    // a document that is broken somewhere is broken as a whole
    batches: failed === undefined ? again(readings[shape]) : once([failed]),
  };
}

/** One file of text; it is gone through now, its records come as often as asked for. */
export async function openGeojson(
  source: ByteSource,
  encoding: FoundEncoding,
): Promise<OpenLayer | undefined> {
  const file = await geojsonRecords(() => decoded(source, encoding.name));
  if (file === undefined) return undefined;
  const { columns, duplicated, headerLine, rows, crs = null, batches } = file;
  const [type = null, ...others] = file.geometryTypes;
  return {
    layer: { name: source.name, rows, geometryType: others.length > 0 ? 'Mixed' : type },
    columns,
    duplicated,
    headerLine,
    encoding,
    delimiter: null,
    crs,
    ownGeometry: true,
    notes: [],
    batches: () => batches,
  };
}

interface Line {
  readonly text: string;
  readonly line: number;
  /** Longer than is read; the text is then empty. */
  readonly tooLong?: true;
}

/** Characters by which one feature a line is told from one document. */
const HEAD_LENGTH = 1 << 18;

/** Whether each line is a feature, or the whole one document; undefined for an empty text. */
async function shapeOf(text: AsyncIterable<string>): Promise<'lines' | 'document' | undefined> {
  let head = '';
  for await (const piece of text) {
    head += head === '' ? piece.trimStart() : piece;
    if (head.length > HEAD_LENGTH || (head !== '' && piece.trimStart().includes('\n'))) break;
  }
  if (head === '') return undefined;
  const end = head.indexOf('\n');
  const first = head.slice(0, end === -1 ? undefined : end).replace(RECORD_SEPARATOR, '');
  if (end !== -1 || first.length <= HEAD_LENGTH) {
    const alone = parsed(first);
    return alone.ok && Feature.safeParse(alone.value).success ? 'lines' : 'document';
  }
  // a feature so long that its end is not in sight
  return /^\s*\{\s*("type"\s*:\s*"Feature"|"(id|bbox|geometry|properties)"\s*:)/.test(first) &&
    !/"type"\s*:\s*"FeatureCollection"/.test(first)
    ? 'lines'
    : 'document';
}

interface DocumentEnd {
  readonly crs?: string | undefined;
  /** What stands for all records of a document that is broken. */
  readonly failed?: SourceRecord;
}

async function* documentRecords(
  text: AsyncIterable<string>,
): AsyncGenerator<readonly SourceRecord[], DocumentEnd> {
  const members: Record<string, unknown> = {};
  const pieces = jsonPieces(text, { depth: JSON_DEPTH, length: LIMITS.recordBytes });
  let row = 0;
  let firstLine = 1;
  for (;;) {
    const next = await pieces.next();
    if (next.done) {
      if (next.value !== undefined) return { failed: faulty(next.value) };
      break;
    }
    const records: SourceRecord[] = [];
    for (const { member, text: json, line } of next.value) {
      firstLine = Math.min(firstLine, line);
      const value = plainlyParsed(json);
      if (!value.ok) return { failed: unreadable(value, 1, line) };
      if (member === null) records.push(toRecord(value.value, ++row, line, json.length));
      else setOwn(members, member, value.value);
    }
    if (records.length > 0) yield records;
  }
  if (members.type === 'FeatureCollection' && (row > 0 || members.features === undefined))
    return { crs: Crs.safeParse(members).data?.crs.properties.name };
  const alone = toRecord(members, 1, firstLine, 0);
  if (alone.problem !== undefined || row > 0)
    return { failed: alone.problem ? alone : notAFeature(members, 1, 1) };
  yield [alone];
  return { crs: Crs.safeParse(members).data?.crs.properties.name };
}

function faulty(fault: JsonFault): SourceRecord {
  const { kind, line } = fault;
  const at = { row: 1 };
  if (kind === 'depth')
    return { row: 1, line, values: {}, problem: problem('json_depth', at, { line, limit: JSON_DEPTH }) };
  if (kind === 'size') return tooLong(1, line);
  return { row: 1, line, values: {}, problem: problem('json_syntax', at, { line, detail: fault.detail }) };
}

function tooLong(row: number, line: number): SourceRecord {
  const what = { zh: '一个要素的字符数', en: 'The characters of one feature' };
  return {
    row,
    line,
    values: {},
    problem: problem('over_limit', { row }, { what, limit: LIMITS.recordBytes }),
  };
}

async function* lineRecords(
  lines: AsyncIterable<Line>,
): AsyncGenerator<readonly SourceRecord[], DocumentEnd | undefined> {
  let row = 0;
  let batch: SourceRecord[] = [];
  for await (const { text, line, tooLong: long } of lines) {
    row += 1;
    const value = parsed(text);
    if (long) batch.push(tooLong(row, line));
    else batch.push(value.ok ? toRecord(value.value, row, line, text.length) : unreadable(value, row, line));
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

const BATCH = 256;

/** Each iteration reads anew. */
function again<T>(read: () => AsyncGenerator<T, unknown>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => read() as AsyncGenerator<T, undefined> };
}

function once(records: readonly SourceRecord[]): AsyncIterable<readonly SourceRecord[]> {
  return again(async function* () {
    yield records;
  });
}

function notAFeature(value: unknown, row: number, line: number): SourceRecord {
  const type = z.object({ type: z.unknown() }).safeParse(value);
  const found = type.success ? String(type.data.type) : typeof value;
  return { row, line, values: {}, problem: problem('not_a_feature', { row, value: found }, { line }) };
}

function toRecord(value: unknown, row: number, line: number, length: number): SourceRecord {
  const feature = Feature.safeParse(value);
  if (!feature.success) return notAFeature(value, row, line);
  const { id, properties, geometry } = feature.data;
  const limit = LIMITS.cellLength;
  if (
    length > limit &&
    Object.values(properties ?? {}).some((one) => typeof one === 'string' && one.length > limit)
  )
    return { row, line, values: {}, problem: problem('cell_too_long', { row }, { limit }) };
  return {
    row,
    line,
    values: properties ?? {},
    ...(id === null || id === undefined ? {} : { id }),
    geometry,
  };
}

type Parsed = { ok: true; value: unknown } | { ok: false; tooDeep: boolean; detail: string; lines: number };

function parsed(text: string): Parsed {
  if (nestsDeeperThan(text, JSON_DEPTH)) return { ok: false, tooDeep: true, detail: '', lines: 0 };
  return plainlyParsed(text);
}

/** Where the depth is known to be bearable. */
function plainlyParsed(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(detail)?.[1] ?? text.length);
    const lines = text.slice(0, position).split('\n').length - 1;
    return { ok: false, tooDeep: false, detail: detail.slice(0, 160), lines };
  }
}

function unreadable(trouble: Extract<Parsed, { ok: false }>, row: number, line: number): SourceRecord {
  const at = trouble.tooDeep
    ? problem('json_depth', { row }, { line, limit: JSON_DEPTH })
    : problem('json_syntax', { row }, { line: line + trouble.lines, detail: trouble.detail });
  return { row, line, values: {}, problem: at };
}

/** Lines that hold something, with their numbers; RFC 8142's record separator is dropped. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0;
  let length = 0;
  let open: string[] = [];
  const cleaned = (raw: string) => (raw.startsWith(RECORD_SEPARATOR) ? raw.slice(1) : raw).replace(/\r$/, '');
  for await (const piece of text) {
    const parts = piece.split('\n');
    for (const [i, part] of parts.entries()) {
      length += part.length;
      if (length <= LIMITS.recordBytes) open.push(part);
      else open = [];
      if (i === parts.length - 1) break;
      line += 1;
      const whole = cleaned(open.join(''));
      if (length > LIMITS.recordBytes) yield { text: '', line, tooLong: true };
      else if (whole.trim() !== '') yield { text: whole, line };
      open = [];
      length = 0;
    }
  }
  if (length > LIMITS.recordBytes) yield { text: '', line: line + 1, tooLong: true };
  const last = cleaned(open.join(''));
  if (last.trim() !== '') yield { text: last, line: line + 1 };
}
