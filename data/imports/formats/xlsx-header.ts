/** Which rows of a sheet name the columns: titles above are passed over, names of several rows are joined. */
import { LIMITS } from './limits.ts';
import { columnLetters } from './xlsx-cells.ts';
import type { CellValue, Merge, SheetRow } from './xlsx-sheet.ts';

export interface SheetHeader {
  /** First and last row with names, from 1. */
  readonly top: number;
  readonly bottom: number;
  /** Name of each column by its place; columns without a name go by their letter. */
  readonly names: ReadonlyMap<number, string>;
}

/** Most rows that names take. */
const TIERS = 5;

/** Of the first rows of a sheet, merged cells filled; undefined for none. */
export function findHeader(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  chosen: number | undefined,
): SheetHeader | undefined {
  const from = chosen === undefined ? topOf(rows) : rows.find(({ number }) => number >= chosen);
  if (from === undefined) return undefined;
  const top = from.number;
  const bottom = bottomOf(rows, merges, top);
  const tiers = rows.filter(({ number }) => number >= top && number <= bottom);
  const names = new Map<number, string>();
  for (const column of columnsOf(rows.filter(({ number }) => number >= top))) {
    const parts = tiers.map(({ cells }) => plainName(cells.get(column))).filter((part) => part !== '');
    const joined = parts.filter((part, i) => part !== parts[i - 1]).join('/');
    names.set(column, joined === '' ? columnLetters(column) : joined.slice(0, LIMITS.cellLength));
  }
  return { top, bottom, names };
}

function columnsOf(rows: readonly SheetRow[]): number[] {
  const columns = new Set<number>();
  for (const { cells } of rows) for (const column of cells.keys()) columns.add(column);
  return [...columns].toSorted((a, b) => a - b);
}

/** The first row that is as wide as the table, all words, and not one word over and over as a merged title is. */
function topOf(rows: readonly SheetRow[]): SheetRow | undefined {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.size));
  if (width === 1) return rows[0];
  const wide = rows.filter(({ cells }) => cells.size >= Math.max(2, width / 2));
  const named = wide.find(({ cells }) => {
    const values = [...cells.values()];
    return values.every(isWord) && new Set(values).size >= Math.min(3, width);
  });
  return named ?? wide[0] ?? rows[0];
}

/** Not a number and not a date. */
function isWord(value: CellValue): boolean {
  return typeof value === 'string' && Number.isNaN(Number(value)) && !/^\d{4}-\d\d-\d\d/.test(value);
}

/** Names merged downwards reach to the last row of names; a name merged sideways has more names below. */
function bottomOf(rows: readonly SheetRow[], merges: readonly Merge[], top: number): number {
  let bottom = top;
  for (;;) {
    const limit = top + TIERS - 1;
    const within = merges.filter((merge) => merge.top >= top && merge.top <= bottom && merge.bottom <= limit);
    const down = Math.max(bottom, ...within.map((merge) => merge.bottom));
    if (down > bottom) {
      bottom = down;
      continue;
    }
    const groups = within.filter((merge) => merge.bottom === bottom && merge.right > merge.left);
    const below = rows.find(({ number }) => number === bottom + 1);
    const named = groups.some((merge) => isWord(below?.cells.get(merge.left) ?? 0));
    if (!named || bottom >= limit) return bottom;
    bottom += 1;
  }
}

/** On one line; line breaks between Chinese characters only make room. */
function plainName(value: CellValue | undefined): string {
  if (value === undefined) return '';
  return String(value)
    .replaceAll(/(?<=\p{Script=Han}|[（(）)])\s*[\r\n]+\s*(?=\p{Script=Han}|[（(）)])/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
