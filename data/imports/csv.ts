/** CSV text to records with line numbers (RFC 4180; the delimiter is detected). */
import { type Info, parse } from 'csv-parse';
import type { Text } from '../layer.ts';
import { type ByteSource, decoded, type FoundEncoding } from './encoding.ts';
import type { OpenLayer } from './formats/dataset.ts';
import { LIMITS } from './formats/limits.ts';
import { setOwn } from './formats/own.ts';
import { ImportUsage, problem } from './problem.ts';
import type { RecordFile, SourceRecord } from './records.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
/** What csv-parse says about quotes, for people. */
const QUOTES = {
  CSV_QUOTE_NOT_CLOSED: { zh: '引号没有闭合', en: 'a quote is never closed' },
  CSV_INVALID_CLOSING_QUOTE: { zh: '引号之后应是分隔符', en: 'a separator must follow a closing quote' },
  INVALID_OPENING_QUOTE: { zh: '内容中间出现引号', en: 'a quote stands inside unquoted text' },
  other: { zh: '无法拆分', en: 'the line cannot be split' },
} as const satisfies Record<string, Text>;
/** Characters looked at to detect the delimiter; a header longer than this is no header. */
const HEAD_LENGTH = 64 * 1024;
/** Characters of one record; a quote that is never closed would otherwise take the rest of the file into memory. */
const RECORD_LENGTH = 8 * 2 ** 20;
/** Borders as well-known text may be longer than any other cell; a column of theirs is told by its name or its content. */
const BORDERS = /wkt|geom|shape|POLYGON|LINESTRING/i;
const SHAPE = /^\s*(SRID=\d+;)?\s*(MULTI|POLYGON|LINESTRING|GEOMETRY)/i;

/** The delimiter that occurs most often in the first line outside quotes; a comma where none does. */
export function detectDelimiter(head: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) {
      if ([...counts.values()].some((count) => count > 0)) break;
    } else if (!quoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

export interface CsvChoices {
  readonly delimiter?: string | undefined;
  /** Line of the names of the columns, from 1; lines above are passed over. */
  readonly headerRow?: number | undefined;
}

export interface CsvRecords extends RecordFile {
  readonly delimiter: string;
  /** Lets go of the text when nobody reads on. */
  close(): Promise<void>;
}

/** Rows looked at to tell titles from the names of the columns. */
const LOOKED_AT = 20;

/**
 * Reads the header, then gives the records as the text arrives; undefined for a text without any line.
 * @throws {ImportUsage} where the header has more columns than are read
 */
export async function csvRecords(
  text: AsyncIterable<string>,
  choices: CsvChoices = {},
): Promise<CsvRecords | undefined> {
  const found = { delimiter: ',' };
  const rows = csvRows(text, choices.delimiter, found);
  const first: CsvRow[] = [];
  while (first.length < LOOKED_AT) {
    const next = await rows.next();
    if (next.done) break;
    first.push(...next.value.filter((row) => row.line >= (choices.headerRow ?? 1)));
  }
  const titles = choices.headerRow === undefined ? titleRows(first) : 0;
  const header = first[titles];
  if (header === undefined) return undefined;
  if (header.cells.length > LIMITS.columns) throw tooManyColumns();
  const columns = header.cells.map((name) => name.trim());
  return {
    format: 'csv',
    ownGeometry: false,
    delimiter: found.delimiter,
    columns: [...new Set(columns.filter((name) => name !== ''))],
    duplicated: [...new Set(columns.filter((name, i) => name !== '' && columns.indexOf(name) !== i))],
    headerLine: header.line,
    batches: records(columns, first.slice(titles + 1), rows),
    close: async () => {
      await rows.return(undefined);
    },
  };
}

/** One file of text; its header is read now, its records as often as asked for. */
export async function openCsv(
  source: ByteSource,
  encoding: FoundEncoding,
  choices: CsvChoices,
): Promise<OpenLayer | undefined> {
  const read = (known: CsvChoices) => csvRecords(decoded(source, encoding.name), known);
  const file = await read(choices);
  if (file === undefined) return undefined;
  await file.close();
  const { delimiter, headerLine: headerRow } = file;
  return {
    layer: { name: source.name, rows: null, geometryType: null },
    columns: file.columns,
    duplicated: file.duplicated,
    headerLine: headerRow,
    encoding,
    delimiter,
    crs: null,
    ownGeometry: false,
    notes: [],
    async *batches() {
      yield* (await read({ delimiter, headerRow }))?.batches ?? [];
    },
  };
}

function tooManyColumns(): ImportUsage {
  return new ImportUsage([problem('too_many_columns', {}, { limit: LIMITS.columns })]);
}

function fieldsOfFirstLine(head: string, delimiter: string): number {
  const line = head.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return line.split(delimiter, LIMITS.columns + 2).length;
}

/** How many rows above the header hold a title only: one cell of as many as the header has, and names below. */
function titleRows(rows: readonly CsvRow[]): number {
  const filled = (row: CsvRow) => row.cells.filter((cell) => cell.trim() !== '');
  for (const [i, row] of rows.entries()) {
    const texts = filled(row);
    if (texts.length === 1 && row.cells.length > 1) continue;
    const names = texts.length > 1 && texts.every((cell) => Number.isNaN(Number(cell)));
    return names && rows.slice(0, i).every((title) => title.cells.length === row.cells.length) ? i : 0;
  }
  return 0;
}

interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly trouble?: Text | 'too_long';
}

async function* records(
  columns: readonly string[],
  first: readonly CsvRow[],
  rest: AsyncIterable<readonly CsvRow[]>,
): AsyncGenerator<SourceRecord[]> {
  let row = 0;
  const batchOf = (batch: readonly CsvRow[]) => batch.map((one) => toRecord(columns, one, ++row));
  if (first.length > 0) yield batchOf(first);
  for await (const batch of rest) if (batch.length > 0) yield batchOf(batch);
}

function toRecord(columns: readonly string[], { cells, line, trouble }: CsvRow, row: number): SourceRecord {
  const limit = LIMITS.cellLength;
  if (trouble === 'too_long' || cells.some((cell) => cell.length > limit && !SHAPE.test(cell)))
    return { row, line, values: {}, problem: problem('cell_too_long', { row }, { limit }) };
  if (trouble !== undefined)
    return { row, line, values: {}, problem: problem('quote', { row }, { line, detail: trouble }) };
  if (cells.length !== columns.length) {
    const value = cells.slice(0, 100).join(' | ');
    const params = { line, got: cells.length, expected: columns.length };
    return { row, line, values: {}, problem: problem('ragged_row', { row, value }, params) };
  }
  const values: Record<string, string> = {};
  // The first of two columns with one name counts; that the name is doubled is told from the header.
  for (let i = columns.length - 1; i >= 0; i -= 1) setOwn(values, columns[i]!, cells[i]!);
  return { row, line, values };
}

/** Rows as csv-parse splits them, one batch for each piece of text. */
async function* csvRows(
  text: AsyncIterable<string>,
  chosen: string | undefined,
  found: { delimiter: string },
): AsyncGenerator<readonly CsvRow[], void, undefined> {
  let batch: CsvRow[] = [];
  let previousLine = 0;
  // After an unclosed quote nobody can tell where the next record begins: the rest is not read.
  let lost = false;
  // characters since the last record ended, and whether one may be as long as a border
  let pending = 0;
  let shapes = false;
  const open = (head: string) => {
    found.delimiter = chosen ?? detectDelimiter(head);
    shapes = BORDERS.test(head);
    // said here, because a million cells take longer to split than to count
    if (fieldsOfFirstLine(head, found.delimiter) > LIMITS.columns) throw tooManyColumns();
    return parse({
      delimiter: found.delimiter,
      max_record_size: RECORD_LENGTH,
      // a file may mix both; a lone carriage return ends lines only where no line feed does
      record_delimiter: head.includes('\n') ? ['\r\n', '\n'] : ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_record: (cells: string[], { lines }: Info) => {
        if (!lost) batch.push({ cells, line: startOf(cells, lines, previousLine) });
        previousLine = lines;
        return null;
      },
      on_skip: (error) => {
        if (error === undefined || lost) return undefined;
        const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
        const at = Number(/at line (\d+)/.exec(error.message)?.[1] ?? previousLine + 1);
        const tooLong = error.code === 'CSV_MAX_RECORD_SIZE';
        const trouble = tooLong ? 'too_long' : troubleOf(error.code);
        batch.push({ cells: [], line: unclosed || tooLong ? previousLine + 1 : at, trouble });
        previousLine = at;
        lost = unclosed || tooLong || error.code === 'CSV_INVALID_CLOSING_QUOTE';
        return undefined;
      },
    });
  };
  const taken = () => {
    const rows = batch;
    batch = [];
    return rows;
  };
  let parser: ReturnType<typeof parse> | undefined;
  let head = '';
  for await (const piece of text) {
    if (lost) break;
    if (parser === undefined) {
      head += piece;
      if (head.length < HEAD_LENGTH) continue;
    }
    parser ??= open(head);
    const ready = head === '' ? piece : head;
    head = '';
    for (let at = 0; at < ready.length && !lost; at += HEAD_LENGTH) {
      const part = ready.slice(at, at + HEAD_LENGTH);
      await written(parser, part);
      pending = batch.length > 0 ? 0 : pending + part.length;
      if (pending > 2 * LIMITS.cellLength && !shapes && !lost) {
        lost = true;
        batch.push({ cells: [], line: previousLine + 1, trouble: 'too_long' });
      }
      yield taken();
    }
  }
  parser ??= open(head);
  if (head !== '') await written(parser, head);
  await new Promise<void>((resolve, reject) => {
    parser.once('error', reject).once('end', resolve).resume().end();
  });
  yield taken();
}

function troubleOf(code: string): Text {
  return Object.entries(QUOTES).find(([known]) => known === code)?.[1] ?? QUOTES.other;
}

const written = (parser: ReturnType<typeof parse>, piece: string) =>
  new Promise<void>((resolve, reject) => {
    parser.write(piece, (error) => (error ? reject(error) : resolve()));
  });

/** csv-parse counts lines at the end of a record; the record began earlier by its line breaks within quotes. */
function startOf(cells: readonly string[], endLine: number, previousLine: number): number {
  if (endLine - previousLine <= 1) return endLine;
  const breaks = cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
  return endLine - breaks;
}
