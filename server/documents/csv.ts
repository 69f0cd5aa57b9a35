/** The tables of a document as CSV, one below the other; titles and terms do not fit into one. */

import { chinaDay } from '../../data/china-day.ts';
import type { Cell, Column, ReportDocument } from '../../data/documents/document.ts';
import { BYTE_ORDER_MARK, csvLine } from '../ogc/csv.ts';
import { clean, gradeKey, gradeText, headText, momentText } from './words.ts';

/** The whole file: UTF-8 with its mark; several tables are set apart by an empty line. */
export function writeCsv(document: ReportDocument): Uint8Array {
  const { lang } = document;
  const tables = document.parts.filter((part) => part.kind === 'table');
  const written = tables.map(({ columns, rows }) =>
    [
      csvLine(columns.map((column) => clean(headText(column, lang)))),
      ...rows.map((row) => csvLine(columns.map((column, at) => valueIn(row[at] ?? null, column, lang)))),
    ].join(''),
  );
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${written.join('\r\n')}`);
}

function valueIn(value: Cell, column: Column, lang: ReportDocument['lang']): string | number | null {
  if (column.type === 'grade') return gradeText(gradeKey(value), lang);
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? null
      : column.type === 'moment'
        ? momentText(value)
        : chinaDay(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? clean(value) : value;
}
