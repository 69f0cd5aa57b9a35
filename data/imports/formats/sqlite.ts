/**
 * Tables of an SQLite database (https://www.sqlite.org/fileformat2.html), read page by page where the file lies.
 * No SQL of the file is run: no view, trigger or function of a stranger's database does anything here.
 */
import { decodedBytes, type Encoding } from '../encoding.ts';
import { type Places, viewOf } from './bytes.ts';
import { LIMITS } from './limits.ts';
import { damaged, truncated } from './refused.ts';
import { type SqliteColumn, sqliteColumns } from './sqlite-columns.ts';

export type SqliteValue = null | number | bigint | string | Uint8Array;
export type SqliteRow = Readonly<Record<string, SqliteValue>>;

export interface SqliteTable {
  readonly name: string;
  readonly columns: readonly SqliteColumn[];
  /** A few rows at a time, in the order of their numbers. */
  rows(): AsyncGenerator<readonly SqliteRow[]>;
}

export interface SqliteDatabase {
  /** Undefined when there is no table of that name, whatever its letters' size, or when it is a view. */
  table(name: string): SqliteTable | undefined;
}

interface Pages {
  readonly size: number;
  /** Bytes of a page that content may use. */
  readonly usable: number;
  readonly count: number;
  readonly encoding: Encoding;
  page(number: number): Promise<Uint8Array>;
}

const HEADER = 100;
const LEAF = 0x0d;
const INTERIOR = 0x05;
/** A tree of more levels would hold more rows than a file can. */
const DEPTH = 32;
/** Pages kept: a branch, and the tables of names. */
const KEPT = 64;

const broken = () => damaged('数据库的页面无法读取', 'a page of the database cannot be read');

export async function openSqlite(places: Places): Promise<SqliteDatabase> {
  const pages = await pagesOf(places);
  const schema = new Map<string, { root: number; sql: string; name: string }>();
  const columns = ['type', 'name', 'tbl_name', 'rootpage', 'sql'].map((name) => ({
    name,
    rowid: false,
    type: '',
  }));
  for await (const rows of rowsOf(pages, 1, columns))
    for (const { type, name, rootpage, sql } of rows)
      if (
        type === 'table' &&
        typeof name === 'string' &&
        typeof rootpage === 'number' &&
        typeof sql === 'string'
      )
        schema.set(name.toLowerCase(), { root: rootpage, sql, name });
  return {
    table(name) {
      const found = schema.get(name.toLowerCase());
      const columnsOf = found === undefined ? undefined : sqliteColumns(found.sql);
      if (found === undefined || columnsOf === undefined) return undefined;
      return { name: found.name, columns: columnsOf, rows: () => rowsOf(pages, found.root, columnsOf) };
    },
  };
}

async function pagesOf(places: Places): Promise<Pages> {
  const head = await places.read(0, HEADER);
  if (head.length < HEADER) throw truncated();
  const view = viewOf(head);
  const stated = view.getUint16(16, false);
  const size = stated === 1 ? 65536 : stated;
  if (size < 512 || (size & (size - 1)) !== 0) throw broken();
  const count = Math.floor(places.size / size);
  // the number of pages in the header counts only where it was written with the last change
  const inHeader = view.getUint32(24, false) === view.getUint32(92, false) ? view.getUint32(28, false) : 0;
  if (count === 0 || inHeader > count) throw truncated();
  const encodings: readonly (Encoding | undefined)[] = [undefined, 'utf-8', 'utf-16le', 'utf-16be'];
  const kept = new Map<number, Uint8Array>();
  return {
    size,
    usable: size - head[20]!,
    count,
    encoding: encodings[view.getUint32(56, false)] ?? 'utf-8',
    async page(number) {
      if (number < 1 || number > count) throw broken();
      const known = kept.get(number);
      if (known !== undefined) return known;
      const page = await places.read((number - 1) * size, size);
      if (page.length < size) throw truncated();
      kept.set(number, page);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
      return page;
    },
  };
}

/** The rows of the tree at `root`, one leaf at a time. */
async function* rowsOf(
  pages: Pages,
  root: number,
  columns: readonly SqliteColumn[],
): AsyncGenerator<readonly SqliteRow[]> {
  // each page has one parent: a tree that meets a page twice is a circle
  const seen = new Uint8Array(Math.ceil((pages.count + 1) / 8));
  const stack: { page: number; depth: number }[] = [{ page: root, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { page: number, depth } = next;
    if (depth > DEPTH || number < 1 || number > pages.count || isSeen(seen, number)) throw broken();
    const page = await pages.page(number);
    const at = number === 1 ? HEADER : 0;
    const view = viewOf(page);
    const cells = view.getUint16(at + 3, false);
    if (page[at] === INTERIOR) {
      const children = Array.from({ length: cells }, (_, i) =>
        view.getUint32(view.getUint16(at + 12 + 2 * i, false), false),
      );
      children.push(view.getUint32(at + 8, false));
      for (const child of children.toReversed()) stack.push({ page: child, depth: depth + 1 });
    } else if (page[at] === LEAF) {
      const rows: SqliteRow[] = [];
      for (let i = 0; i < cells; i += 1) {
        const cell = await cellAt(pages, page, view.getUint16(at + 8 + 2 * i, false));
        rows.push(rowOf(cell.payload, cell.rowid, columns, pages.encoding));
      }
      if (rows.length > 0) yield rows;
    } else throw broken();
  }
}

function isSeen(seen: Uint8Array, number: number): boolean {
  const [byte, bit] = [number >> 3, 1 << (number & 7)];
  if ((seen[byte]! & bit) !== 0) return true;
  seen[byte]! |= bit;
  return false;
}

/** Payload and row number of a cell, its overflow pages joined. */
async function cellAt(pages: Pages, page: Uint8Array, from: number) {
  const length = varint(page, from);
  const rowid = varint(page, length.next);
  const total = Number(length.value);
  if (total < 0 || total > LIMITS.recordBytes || total > pages.count * pages.size) throw broken();
  // how much of a payload stays on its page: section 1.6 of the format
  const most = pages.usable - 35;
  let local = total;
  if (total > most) {
    const least = Math.floor(((pages.usable - 12) * 32) / 255) - 23;
    const kept = least + ((total - least) % (pages.usable - 4));
    local = kept <= most ? kept : least;
  }
  const at = rowid.next;
  const first = page.subarray(at, at + local);
  if (first.length < local) throw broken();
  if (local === total) return { payload: first, rowid: rowid.value };
  const payload = new Uint8Array(total);
  payload.set(first);
  let filled = local;
  let next = viewOf(page).getUint32(at + local, false);
  while (filled < total) {
    const overflow = await pages.page(next);
    const part = overflow.subarray(4, Math.min(pages.usable, 4 + total - filled));
    payload.set(part, filled);
    filled += part.length;
    next = viewOf(overflow).getUint32(0, false);
  }
  return { payload, rowid: rowid.value };
}

/** Big-endian, seven bits a byte, all eight of the ninth. */
function varint(bytes: Uint8Array, at: number): { value: bigint; next: number } {
  let small = 0;
  for (let i = 0; i < 4; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) throw broken();
    small = small * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value: BigInt(small), next: at + i + 1 };
  }
  let value = BigInt(small);
  for (let i = 4; i < 9; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) throw broken();
    if (i === 8) return { value: BigInt.asIntN(64, (value << 8n) | BigInt(byte)), next: at + 9 };
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, next: at + i + 1 };
  }
  throw broken();
}

function rowOf(
  payload: Uint8Array,
  rowid: bigint,
  columns: readonly SqliteColumn[],
  encoding: Encoding,
): SqliteRow {
  const head = varint(payload, 0);
  const headEnd = Number(head.value);
  if (headEnd > payload.length) throw broken();
  const row: Record<string, SqliteValue> = Object.create(null) as Record<string, SqliteValue>;
  let at = head.next;
  let from = headEnd;
  for (const column of columns) {
    let value: SqliteValue = null;
    // columns added later are missing in older rows
    if (at < headEnd) {
      const type = varint(payload, at);
      at = type.next;
      const read = valueAt(payload, from, Number(type.value), encoding);
      value = read.value;
      from = read.next;
    }
    row[column.name] = column.rowid && value === null ? plainNumber(rowid) : value;
  }
  return row;
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

function valueAt(
  payload: Uint8Array,
  from: number,
  type: number,
  encoding: Encoding,
): { value: SqliteValue; next: number } {
  if (type >= 12) {
    const next = from + Math.floor((type - 12) / 2);
    if (next > payload.length) throw broken();
    const bytes = payload.subarray(from, next);
    return { value: type % 2 === 0 ? bytes : decodedBytes(bytes, encoding), next };
  }
  if (type === 0) return { value: null, next: from };
  if (type === 8 || type === 9) return { value: type - 8, next: from };
  const view = viewOf(payload);
  if (type === 7) return { value: view.getFloat64(from, false), next: from + 8 };
  const length = INTEGER_BYTES[type];
  if (length === undefined) throw broken();
  let value = BigInt(view.getInt8(from));
  for (let i = 1; i < length; i += 1) value = (value << 8n) | BigInt(view.getUint8(from + i));
  return { value: plainNumber(value), next: from + length };
}

/** Beyond 2^53 a number would lose digits. */
function plainNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
