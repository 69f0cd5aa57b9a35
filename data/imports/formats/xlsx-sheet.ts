/** The rows of one sheet in a stream, and what stands around them: merged ranges and the stated size. */
import { type ByteSource, decoded } from '../encoding.ts';
import { problem } from '../problem.ts';
import { LIMITS } from './limits.ts';
import { damaged, Refused } from './refused.ts';
import { dateOf, type NumberStyle, placeOf, unescaped } from './xlsx-cells.ts';
import { readXml, xmlEncoding } from './xml.ts';

/** Text, or a number; truth as "TRUE" or "FALSE", errors as Excel writes them ("#N/A"). */
export type CellValue = string | number;

export interface SheetRow {
  /** From 1, as Excel counts. */
  readonly number: number;
  /** By column from 0; absent = empty. */
  readonly cells: ReadonlyMap<number, CellValue>;
}

export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface CellContext {
  readonly date1904: boolean;
  readonly styles: readonly NumberStyle[];
  readonly texts: readonly string[];
}

/** Rows that hold anything, a few at a time. */
export async function* sheetRows(
  file: ByteSource,
  context: CellContext,
): AsyncGenerator<readonly SheetRow[]> {
  let ready: SheetRow[] = [];
  let cells = new Map<number, CellValue>();
  let row = 0;
  let column = -1;
  let kind = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  let inRow = false;
  let phonetic = false;
  const { name: encoding } = await xmlEncoding(file);
  const handlers = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'c' && inRow) {
        const place = attributes.r === undefined ? undefined : placeOf(attributes.r);
        column = place?.column ?? column + 1;
        kind = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = '';
      } else if (name === 'v' || name === 't') inValue = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'row') {
        const stated = Number(attributes.r ?? row + 1);
        // rows come in order, so nobody has to sort a million of them
        if (!Number.isSafeInteger(stated) || stated <= row)
          throw damaged(`第 ${row} 行之后的行号不对`, `the row number after ${row} is not possible`);
        row = stated;
        column = -1;
        cells = new Map();
        inRow = true;
      }
    },
    text(piece: string) {
      if (!inValue || phonetic) return;
      value += piece;
      if (value.length > LIMITS.cellLength)
        throw new Refused(problem('cell_too_long', {}, { limit: LIMITS.cellLength }));
    },
    close(name: string) {
      if (name === 'c') {
        const read = value === '' ? undefined : cellValue(kind, style, value, context);
        if (read === undefined || read === '') return;
        if (column >= LIMITS.columns)
          throw new Refused(problem('too_many_columns', {}, { limit: LIMITS.columns }));
        cells.set(column, read);
      } else if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'row') {
        inRow = false;
        if (cells.size > 0) ready.push({ number: row, cells });
      }
    },
  };
  for await (const _ of readXml(file, encoding, handlers, { length: LIMITS.cellLength })) {
    if (ready.length === 0) continue;
    yield ready;
    ready = [];
  }
}

function cellValue(kind: string, style: number, value: string, context: CellContext): CellValue | undefined {
  switch (kind) {
    case 's':
      return context.texts[Number(value)];
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return value;
    case 'd':
      return value.replace(/T00:00:00(\.0+)?Z?$/, '');
    default: {
      const number = Number(value);
      if (Number.isNaN(number)) return value;
      const shown = context.styles[style];
      if (shown?.kind === 'date') return dateOf(number, context.date1904);
      if (shown?.kind === 'padded' && Number.isSafeInteger(number) && number >= 0)
        return String(number).padStart(shown.digits, '0');
      return number;
    }
  }
}

/** Characters kept from one piece to the next, so that no range is cut in two. */
const OVERLAP = 256;

/** Merged ranges, which stand behind all rows: the sheet is unpacked once for them. */
export async function mergesOf(file: ByteSource): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  const { name: encoding } = await xmlEncoding(file);
  let kept = '';
  for await (const piece of decoded(file, encoding)) {
    const text = kept + piece;
    kept = text.slice(-OVERLAP);
    if (!text.includes('mergeCell')) continue;
    let end = 0;
    for (const match of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?\bref="([^":]+):([^"]+)"[^>]*>/g)) {
      end = match.index + match[0].length;
      const [from, to] = [placeOf(match[1]!), placeOf(match[2]!)];
      if (from === undefined || to === undefined) continue;
      if (merges.length >= LIMITS.merges) {
        const what = { zh: '合并单元格数', en: 'The merged cells' };
        throw new Refused(problem('over_limit', {}, { what, limit: LIMITS.merges }));
      }
      merges.push({ top: from.row, bottom: to.row, left: from.column, right: to.column });
    }
    kept = text.slice(Math.max(end, text.length - OVERLAP));
  }
  return merges.toSorted((a, b) => a.top - b.top || a.left - b.left);
}

/** The last row, as the beginning of the sheet states it; null where it does not. */
export async function statedRows(file: ByteSource): Promise<number | null> {
  for await (const chunk of file.chunks()) {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 4096)).toString('latin1');
    const range = /<(?:\w+:)?dimension\s[^>]*?\bref="[^":]+:([^"]+)"/.exec(text)?.[1];
    return range === undefined ? null : (placeOf(range)?.row ?? null);
  }
  return null;
}

/** Gives cells of a merged range the value of its first cell; rows are given in order, each once. */
export function mergeFiller(merges: readonly Merge[]): (row: SheetRow) => SheetRow {
  let next = 0;
  let active: { merge: Merge; value: CellValue | undefined }[] = [];
  return ({ number, cells }) => {
    active = active.filter(({ merge }) => merge.bottom >= number);
    while (next < merges.length && merges[next]!.top <= number) {
      const merge = merges[next]!;
      if (merge.bottom >= number)
        active.push({ merge, value: merge.top === number ? cells.get(merge.left) : undefined });
      next += 1;
    }
    if (active.length === 0) return { number, cells };
    const filled = new Map(cells);
    for (const { merge, value } of active)
      if (value !== undefined)
        for (let column = merge.left; column <= Math.min(merge.right, LIMITS.columns); column += 1)
          if (!filled.has(column)) filled.set(column, value);
    return { number, cells: filled };
  };
}
