/** A document as an Excel workbook: a sheet that says what it is, and one for every table, with typed cells. */
import writeWorkbook, { type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import type { Cell, Column, ReportDocument, Table } from '../../data/documents/document.ts';
import { GRADE_KEYS, GRADE_WORDS } from '../../data/grade.ts';
import {
  cellText,
  clean,
  DOCUMENT_WORDS,
  digitsOf,
  gradeKey,
  gradeText,
  headLines,
  headText,
  isNumeric,
} from './words.ts';

type Page = Sheet<Buffer>;
/** The most characters that a cell of a workbook holds (ECMA-376, limits of Excel). */
const LONGEST = 32_767;

/** The whole file. */
export async function writeXlsx(document: ReportDocument): Promise<Uint8Array> {
  const { lang } = document;
  const names = new Set<string>();
  const pages: Page[] = [about(document, sheetName(DOCUMENT_WORDS[lang].sheet, names))];
  let heading: string | undefined;
  for (const part of document.parts) {
    if (part.kind === 'heading') heading = part.text;
    const table = part.kind === 'table' ? part : part.kind === 'gradeBars' ? barsTable(part, lang) : null;
    if (!table) continue;
    pages.push(pageOf(table, lang, sheetName(table.caption ?? heading ?? document.title, names)));
  }
  return new Uint8Array(await writeWorkbook(pages).toBuffer());
}

function about(document: ReportDocument, sheet: string): Page {
  const words = DOCUMENT_WORDS[document.lang];
  const rows: Row[] = [[{ value: text(document.title), type: String, fontWeight: 'bold', fontSize: 16 }]];
  if (document.subtitle) rows.push([said(document.subtitle)]);
  if (document.demo) rows.push([{ ...said(words.invented), fontWeight: 'bold' }]);
  const pairs = (all: readonly (readonly [string, string])[]) => {
    for (const [label, value] of all) rows.push([{ ...said(label), fontWeight: 'bold' }, said(value)]);
  };
  pairs(headLines(document));
  for (const part of document.parts) {
    if (part.kind === 'heading') rows.push([], [{ ...said(part.text), fontWeight: 'bold' }]);
    else if (part.kind === 'paragraph') rows.push([said(part.text)]);
    else if (part.kind === 'keyValues') pairs(part.rows);
  }
  return { sheet, data: rows, columns: [{ width: 26 }, { width: 90 }] };
}

function pageOf({ columns, rows, totals }: Table, lang: ReportDocument['lang'], sheet: string): Page {
  const head: Row = columns.map((column) => ({
    ...said(headText(column, lang)),
    fontWeight: 'bold',
    backgroundColor: '#EEF0F2',
    align: isNumeric(column) ? 'right' : 'left',
  }));
  const line = (row: readonly Cell[], bold: boolean): Row =>
    columns.map((column, at) => {
      const cell = typed(row[at] ?? null, column, lang);
      return cell && bold ? { ...cell, fontWeight: 'bold' } : cell;
    });
  const data = [head, ...rows.map((row) => line(row, false)), ...(totals ? [line(totals, true)] : [])];
  return {
    sheet,
    data,
    stickyRowsCount: 1,
    columns: columns.map((column, at) => ({ width: widthOf(column, at, rows, lang) })),
    ...(columns.length > 6 && { orientation: 'landscape' as const }),
  };
}

/** Numbers stay numbers, dates dates; what is unknown is an empty cell. */
function typed(value: Cell, column: Column, lang: ReportDocument['lang']): CellObject | null {
  if (column.type === 'grade') return said(gradeText(gradeKey(value), lang));
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return said(cellText(value, column, lang));
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    // a workbook knows no time zone: the clock of China
    const local = new Date(value.getTime() + 8 * 3_600_000);
    const format = column.type === 'moment' ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd';
    return { value: column.type === 'moment' ? local : midnight(local), type: Date, format };
  }
  if (typeof value === 'string') return said(value);
  if (!Number.isFinite(value)) return null;
  const digits = digitsOf(column);
  if (digits === null) return { value, type: Number };
  const point = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  const format = column.type === 'percent' ? `0${point}%` : `#,##0${point}`;
  return { value, type: Number, format };
}

const midnight = (at: Date) => new Date(Math.floor(at.getTime() / 86_400_000) * 86_400_000);
const text = (value: string) => clean(value).slice(0, LONGEST);
const said = (value: string): CellObject => ({ value: text(value), type: String });

function barsTable(
  { caption, rows }: Extract<ReportDocument['parts'][number], { kind: 'gradeBars' }>,
  lang: ReportDocument['lang'],
): Table {
  const words = DOCUMENT_WORDS[lang];
  return {
    kind: 'table',
    ...(caption !== undefined && { caption }),
    columns: [
      { label: words.region, width: 2 },
      ...GRADE_KEYS.map((key) => ({ label: GRADE_WORDS[key][lang], type: 'count' as const })),
      { label: words.total, type: 'count' },
    ],
    rows: rows.map(({ label, counts }) => [
      label,
      ...GRADE_KEYS.map((key) => counts[key]),
      GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0),
    ]),
  };
}

/** In characters, Chinese ones twice as wide, over the first rows. */
function widthOf(column: Column, at: number, rows: Table['rows'], lang: ReportDocument['lang']): number {
  const length = (said: string) =>
    said.split('\n').reduce((most, line) => Math.max(most, widthOfLine(line)), 0);
  const longest = rows
    .slice(0, 200)
    .reduce(
      (most, row) => Math.max(most, length(cellText(row[at] ?? null, column, lang))),
      length(headText(column, lang)),
    );
  return Math.min(60, Math.max(8, longest + 2));
}

const widthOfLine = (line: string) =>
  [...line].reduce((sum, char) => sum + (char.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);

/** At most 31 characters, none of those that a workbook forbids, no name twice. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    clean(wanted)
      .replace(/[\\/?*[\]:'\n\t]/g, ' ')
      .trim() || 'Sheet';
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : ` ${number}`;
    const name = `${cut(plain, 31 - end.length)}${end}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** So many UTF-16 units at most, never half a character. */
function cut(said: string, length: number): string {
  let short = '';
  for (const char of said) {
    if (short.length + char.length > length) break;
    short += char;
  }
  return short.trim();
}
