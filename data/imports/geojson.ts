/** GeoJSON text to records (RFC 7946): FeatureCollection, one Feature, or one Feature a line. */
import { z } from 'zod';
import { problem } from './problem.ts';
import type { RecordFile, SourceRecord } from './records.ts';

/** Deepest nesting that is read: a MultiPolygon in a FeatureCollection needs 8. */
export const JSON_DEPTH = 64;
/** May begin a line of a GeoJSON text sequence (RFC 8142). */
const RECORD_SEPARATOR = '\u001e';
/** Features looked at for the names of properties when they come one a line. */
const NAMES_FROM = 1000;

const Feature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.unknown().optional(),
});
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
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

/** Reads the document, or the first lines, then gives the features; undefined for an empty text. */
export async function geojsonRecords(text: AsyncIterable<string>): Promise<RecordFile | undefined> {
  const lines = linesOf(text);
  const first = await lines.next();
  if (first.done) return undefined;
  const alone = parsed(first.value.text);
  if (alone.ok && Feature.safeParse(alone.value).success) return byLine(first.value, lines);
  // Not one Feature a line: the whole text is one document.
  const pieces = [first.value.text];
  let previous = first.value.line;
  for await (const { text: next, line } of lines) {
    pieces.push('\n'.repeat(line - previous), next);
    previous = line;
  }
  const document = alone.ok && pieces.length === 1 ? alone : parsed(pieces.join(''));
  return oneDocument(document, first.value.line);
}

interface Line {
  readonly text: string;
  readonly line: number;
}

function oneDocument(document: Parsed, firstLine: number): RecordFile {
  const failed = (record: SourceRecord): RecordFile => ({ ...EMPTY, batches: once([record]) });
  if (!document.ok) return failed(unreadable(document, 1, firstLine));
  const collection = Collection.safeParse(document.value);
  const features = collection.success ? collection.data.features : [document.value];
  const records = features.map((feature, i) => toRecord(feature, i + 1, firstLine));
  const crs = Crs.safeParse(document.value);
  return {
    ...EMPTY,
    columns: namesOf(records),
    ...(crs.success ? { crs: crs.data.crs.properties.name } : {}),
    batches: once(records),
  };
}

async function byLine(first: Line, rest: AsyncGenerator<Line>): Promise<RecordFile> {
  let row = 0;
  const read = ({ text, line }: Line): SourceRecord => {
    row += 1;
    const value = parsed(text);
    return value.ok ? toRecord(value.value, row, line) : unreadable(value, row, line);
  };
  const head = [read(first)];
  while (head.length < NAMES_FROM) {
    const next = await rest.next();
    if (next.done) break;
    head.push(read(next.value));
  }
  async function* batches() {
    yield head;
    for await (const line of rest) yield [read(line)];
  }
  return { ...EMPTY, columns: namesOf(head), batches: batches() };
}

const EMPTY = { format: 'geojson', columns: [], duplicated: [], headerLine: 1 } as const;

async function* once(records: readonly SourceRecord[]): AsyncGenerator<readonly SourceRecord[]> {
  yield records;
}

function namesOf(records: readonly SourceRecord[]): string[] {
  const names = new Set<string>();
  for (const record of records) for (const name of Object.keys(record.values)) names.add(name);
  return [...names];
}

function toRecord(value: unknown, row: number, line: number): SourceRecord {
  const feature = Feature.safeParse(value);
  if (!feature.success) {
    const type = z.object({ type: z.unknown() }).safeParse(value);
    const found = type.success ? String(type.data.type) : typeof value;
    return { row, line, values: {}, problem: problem('not_a_feature', { row, value: found }, { line }) };
  }
  const { id, properties, geometry } = feature.data;
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
  let open: string[] = [];
  const cleaned = (raw: string) => (raw.startsWith(RECORD_SEPARATOR) ? raw.slice(1) : raw).replace(/\r$/, '');
  for await (const piece of text) {
    const parts = piece.split('\n');
    for (const [i, part] of parts.entries()) {
      open.push(part);
      if (i === parts.length - 1) break;
      line += 1;
      const whole = cleaned(open.join(''));
      open = [];
      if (whole.trim() !== '') yield { text: whole, line };
    }
  }
  const last = cleaned(open.join(''));
  if (last.trim() !== '') yield { text: last, line: line + 1 };
}
