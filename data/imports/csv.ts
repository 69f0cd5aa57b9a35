/** CSV text to records with line numbers (RFC 4180; the delimiter is detected). */
import { type Info, parse } from 'csv-parse';
import type { Text } from '../layer.ts';
import { problem } from './problem.ts';
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

/** Reads the header, then gives the records as the text arrives; undefined for a text without any line. */
export async function csvRecords(text: AsyncIterable<string>): Promise<RecordFile | undefined> {
  const rows = csvRows(text);
  let header: CsvRow | undefined;
  let first: readonly CsvRow[] = [];
  for (;;) {
    const next = await rows.next();
    if (next.done) break;
    if (next.value.length === 0) continue;
    [header, ...first] = next.value;
    break;
  }
  if (header === undefined) return undefined;
  const columns = header.cells.map((name) => name.trim());
  return {
    format: 'csv',
    columns: [...new Set(columns.filter((name) => name !== ''))],
    duplicated: [...new Set(columns.filter((name, i) => name !== '' && columns.indexOf(name) !== i))],
    headerLine: header.line,
    batches: records(columns, first, rows),
  };
}

interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly trouble?: Text;
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
  if (trouble !== undefined)
    return { row, line, values: {}, problem: problem('quote', { row }, { line, detail: trouble }) };
  if (cells.length !== columns.length) {
    const value = cells.join(' | ');
    const params = { line, got: cells.length, expected: columns.length };
    return { row, line, values: {}, problem: problem('ragged_row', { row, value }, params) };
  }
  const values: Record<string, string> = {};
  // The first of two columns with one name counts; that the name is doubled is told from the header.
  for (let i = columns.length - 1; i >= 0; i -= 1) values[columns[i]!] = cells[i]!;
  return { row, line, values };
}

/** Rows as csv-parse splits them, one batch for each piece of text. */
async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<readonly CsvRow[]> {
  let batch: CsvRow[] = [];
  let previousLine = 0;
  // After an unclosed quote nobody can tell where the next record begins: the rest is not read.
  let lost = false;
  const open = (head: string) =>
    parse({
      delimiter: detectDelimiter(head),
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
        batch.push({ cells: [], line: unclosed ? previousLine + 1 : at, trouble: troubleOf(error.code) });
        previousLine = at;
        lost = unclosed || error.code === 'CSV_INVALID_CLOSING_QUOTE';
        return undefined;
      },
    });
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
    await written(parser, head === '' ? piece : head);
    head = '';
    yield taken();
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
