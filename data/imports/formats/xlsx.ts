/** Workbooks (.xlsx, .xlsm): a sheet as a table, row after row. */
import type { ByteSource } from '../encoding.ts';
import type { SourceRecord } from '../records.ts';
import type { Choices, Dataset, OpenLayer, SourceLayer } from './dataset.ts';
import { setOwn } from './own.ts';
import { columnLetters } from './xlsx-cells.ts';
import { findHeader, type SheetHeader } from './xlsx-header.ts';
import { openWorkbook, type Sheet, type Workbook } from './xlsx-parts.ts';
import {
  type CellContext,
  type Merge,
  mergeFiller,
  mergesOf,
  type SheetRow,
  sheetRows,
  statedRows,
} from './xlsx-sheet.ts';

/** Rows looked at to find the names of the columns. */
const LOOKED_AT = 40;
const BATCH = 256;
/** Sheets of which the size is looked up. */
const SIZED = 30;

export async function xlsxDataset(entries: readonly ByteSource[], name: string): Promise<Dataset> {
  const workbook = await openWorkbook(entries);
  const surveys = new Map<Sheet, Promise<readonly Merge[]>>();
  const merges = (sheet: Sheet) => {
    const known = surveys.get(sheet) ?? mergesOf(sheet.file);
    surveys.set(sheet, known);
    return known;
  };
  let layers: Promise<SourceLayer[]> | undefined;
  return {
    format: 'xlsx',
    name,
    notes: [],
    layers: () =>
      (layers ??= Promise.all(
        workbook.sheets.map(async ({ name: sheet, file }, i) => {
          const rows = i < SIZED ? await statedRows(file) : null;
          return { name: sheet, rows, geometryType: null };
        }),
      )),
    open: async (wanted, choices) => {
      const sheet = workbook.sheets.find((one) => one.name === wanted);
      return sheet === undefined ? undefined : openSheet(workbook, sheet, await merges(sheet), choices);
    },
  };
}

async function openSheet(
  workbook: Workbook,
  sheet: Sheet,
  merges: readonly Merge[],
  { headerRow }: Choices,
): Promise<OpenLayer | undefined> {
  const context: CellContext = {
    date1904: workbook.date1904,
    styles: await workbook.styles(),
    texts: await workbook.texts(),
  };
  const first = await firstRows(sheet.file, context, merges, headerRow ?? 1);
  const header = findHeader(first, merges, headerRow);
  if (header === undefined) return undefined;
  const names = [...header.names.values()];
  return {
    layer: { name: sheet.name, rows: null, geometryType: null },
    columns: [...new Set(names)],
    duplicated: [...new Set(names.filter((name, i) => names.indexOf(name) !== i))],
    headerLine: header.top,
    encoding: null,
    delimiter: null,
    crs: null,
    ownGeometry: false,
    notes: [],
    batches: () => batches(sheet.file, context, merges, header),
  };
}

async function firstRows(
  file: ByteSource,
  context: CellContext,
  merges: readonly Merge[],
  from: number,
): Promise<SheetRow[]> {
  const fill = mergeFiller(merges);
  const rows: SheetRow[] = [];
  for await (const some of sheetRows(file, context)) {
    for (const row of some) {
      const filled = fill(row);
      if (row.number >= from) rows.push(filled);
    }
    if (rows.length >= LOOKED_AT) break;
  }
  return rows.slice(0, LOOKED_AT);
}

async function* batches(
  file: ByteSource,
  context: CellContext,
  merges: readonly Merge[],
  { bottom, names }: SheetHeader,
): AsyncGenerator<readonly SourceRecord[]> {
  const fill = mergeFiller(merges);
  // the first of two columns with one name counts
  const places = new Map<number, string>();
  const taken = new Set<string>();
  for (const [column, name] of names) {
    if (!taken.has(name)) places.set(column, name);
    taken.add(name);
  }
  let batch: SourceRecord[] = [];
  let row = 0;
  for await (const some of sheetRows(file, context)) {
    for (const one of some) {
      const { number, cells } = fill(one);
      if (number <= bottom) continue;
      row += 1;
      const values: Record<string, unknown> = {};
      for (const name of places.values()) setOwn(values, name, null);
      for (const [column, value] of cells) {
        const name = places.get(column) ?? (names.has(column) ? undefined : columnLetters(column));
        if (name !== undefined) setOwn(values, name, value);
      }
      batch.push({ row, line: number, values });
    }
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
