/** Attribute tables of shapefiles (dBASE III to V, Visual FoxPro's number types), row after row. */
import {
  type ByteSource,
  decodedBytes,
  type Encoding,
  encodingByName,
  type FoundEncoding,
  headOf,
  looksChinese,
} from '../encoding.ts';
import { type Problem, problem } from '../problem.ts';
import { byteReader, viewOf } from './bytes.ts';
import { LIMITS } from './limits.ts';
import { setOwn } from './own.ts';
import { damaged, Refused, truncated } from './refused.ts';

export interface DbfTable {
  readonly columns: readonly string[];
  readonly duplicated: readonly string[];
  readonly encoding: FoundEncoding;
  /** Rows that the file states, deleted ones included. */
  readonly rows: number;
  readonly notes: readonly Problem[];
  /** Every row in order; null = deleted. */
  values(): AsyncGenerator<Readonly<Record<string, unknown>> | null>;
}

interface DbfField {
  readonly name: Uint8Array;
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

/** Language driver of the header (byte 29) → encoding, where there is one that still says something. */
const DRIVERS: Readonly<Record<number, Encoding>> = {
  1: 'cp437',
  2: 'cp850',
  3: 'windows-1252',
  19: 'shift_jis',
  31: 'cp852',
  38: 'cp866',
  77: 'gb18030',
  78: 'euc-kr',
  79: 'big5',
  80: 'windows-874',
  100: 'cp852',
  101: 'cp866',
  120: 'big5',
  121: 'euc-kr',
  122: 'gb18030',
  123: 'shift_jis',
  124: 'windows-874',
  200: 'windows-1250',
  201: 'windows-1251',
  202: 'windows-1254',
  203: 'windows-1253',
  204: 'windows-1257',
};
/** Bytes of rows looked at to tell the encoding. */
const SAMPLE = 1 << 20;

/**
 * Reads the header and enough rows to tell the encoding: chosen, else stated by the .cpg or the header, where the bytes
 * agree, else told by the bytes.
 */
export async function openDbf(
  source: ByteSource,
  { chosen, codePage }: { readonly chosen?: Encoding | undefined; readonly codePage?: string | undefined },
): Promise<DbfTable> {
  const head = await headOf(source, SAMPLE);
  if (head.length < 33) throw truncated();
  const view = viewOf(head);
  const rows = view.getUint32(4, true);
  const headerLength = view.getUint16(8, true);
  const rowLength = view.getUint16(10, true);
  const fields = fieldsOf(head.subarray(0, headerLength), rowLength);
  const driver = DRIVERS[head[29]!];
  const texts = textBytes(head.subarray(headerLength), fields, rowLength);
  const { encoding, notes } = encodingOf(texts, chosen, codePage, driver);
  const names = fields.map((field) => decodedBytes(field.name, encoding.name).trim());
  return {
    columns: [...new Set(names)],
    duplicated: [...new Set(names.filter((name, i) => names.indexOf(name) !== i))],
    encoding,
    rows,
    notes,
    values: () => readRows(source, fields, names, { rows, headerLength, rowLength }, encoding.name),
  };
}

function fieldsOf(header: Uint8Array, rowLength: number): DbfField[] {
  const fields: DbfField[] = [];
  let at = 1;
  for (let place = 32; place + 32 <= header.length && header[place] !== 0x0d; place += 32) {
    if (fields.length >= LIMITS.columns)
      throw new Refused(problem('too_many_columns', {}, { limit: LIMITS.columns }));
    const end = header.subarray(place, place + 11).indexOf(0);
    const type = String.fromCharCode(header[place + 11]!);
    // long texts keep the upper half of their length where numbers keep their decimals
    const length = header[place + 16]! + (type === 'C' ? 256 * header[place + 17]! : 0);
    fields.push({ name: header.subarray(place, place + (end === -1 ? 11 : end)), type, at, length });
    at += length;
  }
  if (at > rowLength) throw damaged('.dbf 的列比行长', 'the columns of the .dbf are wider than its rows');
  return fields;
}

/** Names and texts of the first rows, one after the other. */
function textBytes(rows: Uint8Array, fields: readonly DbfField[], rowLength: number): Uint8Array {
  const texts = fields.filter(({ type }) => type === 'C');
  const pieces: Uint8Array[] = fields.map(({ name }) => name);
  for (let from = 0; from + rowLength <= rows.length; from += rowLength)
    for (const { at, length } of texts)
      pieces.push(trimmed(rows.subarray(from + at, from + at + length)), SPACE);
  return Buffer.concat(pieces);
}

const SPACE = Uint8Array.of(0x20);

/** Without the padding: zeros and blanks at the end. */
function trimmed(bytes: Uint8Array): Uint8Array {
  const zero = bytes.indexOf(0);
  let end = zero === -1 ? bytes.length : zero;
  while (end > 0 && bytes[end - 1] === 0x20) end -= 1;
  return bytes.subarray(0, end);
}

function encodingOf(
  texts: Uint8Array,
  chosen: Encoding | undefined,
  codePage: string | undefined,
  driver: Encoding | undefined,
): { encoding: FoundEncoding; notes: Problem[] } {
  if (chosen !== undefined) return { encoding: { name: chosen, ground: 'chosen' }, notes: [] };
  const fromPage = codePage === undefined ? undefined : encodingByName(codePage.trim());
  const stated = fromPage ?? driver;
  const byBytes = toldByBytes(texts);
  const ascii = !texts.some((byte) => byte >= 0x80);
  if (stated !== undefined) {
    const fits = ascii || !decodedBytes(texts, stated).includes('\uFFFD');
    // any two bytes read as some character of GB18030 or Windows-1252, few texts read as UTF-8 by chance
    if (fits && (stated === 'utf-8' || byBytes !== 'utf-8' || ascii))
      return { encoding: { name: stated, ground: 'stated' }, notes: [] };
    // the driver of most headers is what the program was set to, not what the texts are
    const contradicted = fromPage !== undefined;
    const name = byBytes ?? (fits ? stated : guess(texts));
    return {
      encoding: { name, ground: byBytes === undefined ? 'assumed' : 'bytes' },
      notes: contradicted ? [problem('encoding_contradicted', {}, { stated, encoding: name })] : [],
    };
  }
  const name = byBytes ?? guess(texts);
  const encoding: FoundEncoding = { name, ground: byBytes === undefined ? 'assumed' : 'bytes' };
  return {
    encoding,
    notes: byBytes === undefined ? [problem('encoding_assumed', {}, { encoding: name })] : [],
  };
}

function toldByBytes(texts: Uint8Array): Encoding | undefined {
  // a name cut in the middle of a character is no reason against UTF-8
  const broken = decodedBytes(texts, 'utf-8').match(/\uFFFD+/g)?.length ?? 0;
  const many = texts.reduce((sum, byte) => sum + (byte >= 0x80 ? 1 : 0), 0);
  if (broken === 0 || broken * 20 < many) return 'utf-8';
  return looksChinese(texts) ? 'gb18030' : undefined;
}

/** What is neither UTF-8 nor Chinese: letters with accents stand alone among others, characters of East Asia in pairs. */
function guess(texts: Uint8Array): Encoding {
  let alone = 0;
  let inPairs = 0;
  for (let i = 0; i < texts.length; i += 1) {
    if (texts[i]! < 0x80) continue;
    if ((texts[i - 1] ?? 0) >= 0x80 || (texts[i + 1] ?? 0) >= 0x80) inPairs += 1;
    else alone += 1;
  }
  return alone > 2 * inPairs ? 'windows-1252' : 'gb18030';
}

async function* readRows(
  source: ByteSource,
  fields: readonly DbfField[],
  names: readonly string[],
  { rows, headerLength, rowLength }: { rows: number; headerLength: number; rowLength: number },
  encoding: Encoding,
): AsyncGenerator<Readonly<Record<string, unknown>> | null> {
  const reader = byteReader(source);
  try {
    await reader.take(headerLength);
    for (let row = 0; row < rows; row += 1) {
      const bytes = await reader.take(rowLength);
      if (bytes.length < rowLength) throw truncated();
      if (bytes[0] === DELETED) yield null;
      else {
        const values: Record<string, unknown> = {};
        // the first of two columns with one name counts
        for (let i = fields.length - 1; i >= 0; i -= 1) {
          const { type, at, length } = fields[i]!;
          setOwn(values, names[i]!, cellValue(type, bytes.subarray(at, at + length), encoding));
        }
        yield values;
      }
    }
  } finally {
    await reader.close();
  }
}

const DELETED = 0x2a;
/** Days from 1 January 4713 BC, with which FoxPro counts, to 1 January 1970. */
const JULIAN_1970 = 2_440_588;

function cellValue(type: string, bytes: Uint8Array, encoding: Encoding): unknown {
  if (type === 'C') return decodedBytes(trimmed(bytes), encoding);
  if (type === 'I' && bytes.length === 4) return viewOf(bytes).getInt32(0, true);
  if (type === 'O' && bytes.length === 8) return finite(viewOf(bytes).getFloat64(0, true));
  if (type === 'T' || type === '@') return momentOf(bytes);
  const text = decodedBytes(trimmed(bytes), 'utf-8').trim();
  if (type === 'N' || type === 'F') return numberOf(text);
  if (type === 'D') {
    const day = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
    if (day !== null) return text === '00000000' ? null : `${day[1]}-${day[2]}-${day[3]}`;
    return text === '' ? null : text;
  }
  if (type === 'L') return /^[TtYy]$/.test(text) ? 'true' : /^[FfNn]$/.test(text) ? 'false' : null;
  // memos and pictures stand in another file
  return null;
}

/** A number, or its text where a number would lose digits; blanks and the asterisks of an overflow say nothing. */
function numberOf(text: string): number | string | null {
  if (text === '' || /^\*+$/.test(text)) return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) || /[.e]/i.test(text) ? finite(value) : text;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function momentOf(bytes: Uint8Array): string | null {
  if (bytes.length !== 8) return null;
  const [day, millisecond] = [viewOf(bytes).getInt32(0, true), viewOf(bytes).getInt32(4, true)];
  const at = new Date((day - JULIAN_1970) * 86_400_000 + millisecond);
  if (day === 0 || Number.isNaN(at.getTime())) return null;
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
