/** Small invented files of every format, written byte by byte for the tests of reading them (模拟数据). */
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { ByteSource } from '../encoding.ts';
import type { SourceRecord } from '../records.ts';
import { columnLetters } from './xlsx-cells.ts';

/** Bytes that can be read anywhere, in chunks of an odd size. */
export function placed(name: string, bytes: Uint8Array, chunkBytes = 1021): ByteSource {
  return {
    name,
    size: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
    read: async (from, length) => bytes.subarray(from, from + length),
  };
}

export async function allOf(records: AsyncIterable<SourceRecord>): Promise<SourceRecord[]> {
  const list: SourceRecord[] = [];
  for await (const record of records) list.push(record);
  return list;
}

/** A text, a number, a date by its serial number (style 1), a code of six digits (style 2); null = empty. */
export type SampleCell = string | number | null | { readonly serial: number } | { readonly code: number };

export interface SampleSheet {
  readonly name: string;
  readonly rows: readonly (readonly SampleCell[])[];
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

/** A workbook as spreadsheets write it: texts shared, dates as numbers with a format. */
export function workbook(
  sheets: readonly SampleSheet[],
  { date1904 = false, inline = false }: { date1904?: boolean; inline?: boolean } = {},
): Uint8Array {
  const shared: string[] = [];
  const cell = (value: SampleCell, reference: string) => {
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`;
    if (typeof value === 'object')
      return 'serial' in value
        ? `<c r="${reference}" s="1"><v>${value.serial}</v></c>`
        : `<c r="${reference}" s="2"><v>${value.code}</v></c>`;
    const text = `<t xml:space="preserve">${escaped(value)}</t>`;
    if (inline) return `<c r="${reference}" t="inlineStr"><is>${text}</is></c>`;
    shared.push(`<si>${text}</si>`);
    return `<c r="${reference}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  const sheetXml = ({ rows, merges = [] }: SampleSheet) => {
    const body = rows.map((cells, i) => {
      const all = cells.map((value, column) => cell(value, `${columnLetters(column)}${i + 1}`)).join('');
      return `<row r="${i + 1}">${all}</row>`;
    });
    const ranges = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    const after = ranges === '' ? '' : `<mergeCells count="${merges.length}">${ranges}</mergeCells>`;
    return `<worksheet xmlns="${MAIN}"><dimension ref="A1:Z${rows.length}"/><sheetData>${body.join('')}</sheetData>${after}</worksheet>`;
  };
  const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
  const files: Record<string, Uint8Array> = {};
  for (const [i, sheet] of sheets.entries()) files[`xl/worksheets/sheet${i + 1}.xml`] = xml(sheetXml(sheet));
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const listed = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  files['xl/workbook.xml'] = xml(
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
  );
  files['xl/_rels/workbook.xml.rels'] = xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${relation('s', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', 'styles.xml')}</Relationships>`,
  );
  files['xl/sharedStrings.xml'] = xml(`<sst xmlns="${MAIN}">${shared.join('')}</sst>`);
  files['xl/styles.xml'] = xml(
    `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>`,
  );
  return zipSync(files);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface SampleField {
  readonly name: string;
  readonly type: 'C' | 'N' | 'D' | 'L';
  readonly length: number;
}

/** An attribute table; rows listed in `deleted` are marked so. */
export function dbf(
  fields: readonly SampleField[],
  rows: readonly (readonly string[])[],
  {
    encoding = 'utf-8',
    driver = 0,
    deleted = [],
  }: { encoding?: string; driver?: number; deleted?: readonly number[] } = {},
): Uint8Array {
  const rowLength = 1 + fields.reduce((sum, { length }) => sum + length, 0);
  const headerLength = 33 + 32 * fields.length;
  const bytes = Buffer.alloc(headerLength + rows.length * rowLength + 1, 0x20);
  bytes.fill(0, 0, headerLength);
  bytes.writeUInt8(3, 0);
  bytes.writeUInt32LE(rows.length, 4);
  bytes.writeUInt16LE(headerLength, 8);
  bytes.writeUInt16LE(rowLength, 10);
  bytes.writeUInt8(driver, 29);
  for (const [i, { name, type, length }] of fields.entries()) {
    iconv
      .encode(name, encoding)
      .subarray(0, 10)
      .copy(bytes, 32 + 32 * i);
    bytes.write(type, 43 + 32 * i, 'latin1');
    bytes.writeUInt8(length, 48 + 32 * i);
  }
  bytes.writeUInt8(0x0d, headerLength - 1);
  for (const [i, row] of rows.entries()) {
    let at = headerLength + i * rowLength;
    bytes.writeUInt8(deleted.includes(i) ? 0x2a : 0x20, at);
    at += 1;
    for (const [j, { length, type }] of fields.entries()) {
      const text = iconv.encode(row[j] ?? '', encoding).subarray(0, length);
      text.copy(bytes, type === 'N' ? at + length - text.length : at);
      at += length;
    }
  }
  bytes.writeUInt8(0x1a, bytes.length - 1);
  return bytes;
}

type Position = readonly number[];
export type SampleShape =
  | null
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] };

/** The main file of a shapefile without Z and M; shells have to run clockwise, holes the other way. */
export function shp(type: 1 | 3 | 5, shapes: readonly SampleShape[]): Uint8Array {
  const records = shapes.map((shape, i) => {
    const content = shape === null ? Buffer.alloc(4) : shapeBytes(type, shape);
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const body = Buffer.concat(records);
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + body.length) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(type, 32);
  return Buffer.concat([header, body]);
}

function shapeBytes(type: number, shape: NonNullable<SampleShape>): Buffer {
  if (shape.type === 'Point') {
    const bytes = Buffer.alloc(20);
    bytes.writeInt32LE(type, 0);
    bytes.writeDoubleLE(shape.coordinates[0]!, 4);
    bytes.writeDoubleLE(shape.coordinates[1]!, 12);
    return bytes;
  }
  const parts = shape.type === 'LineString' ? [shape.coordinates] : shape.coordinates;
  const positions = parts.flat();
  const bytes = Buffer.alloc(44 + 4 * parts.length + 16 * positions.length);
  bytes.writeInt32LE(type, 0);
  bytes.writeInt32LE(parts.length, 36);
  bytes.writeInt32LE(positions.length, 40);
  let from = 0;
  for (const [i, part] of parts.entries()) {
    bytes.writeInt32LE(from, 44 + 4 * i);
    from += part.length;
  }
  for (const [i, at] of positions.entries()) {
    bytes.writeDoubleLE(at[0]!, 44 + 4 * parts.length + 16 * i);
    bytes.writeDoubleLE(at[1]!, 52 + 4 * parts.length + 16 * i);
  }
  return bytes;
}

/** A document of placemarks with their data and a point each. */
export function kml(
  marks: readonly {
    readonly name: string;
    readonly data: Readonly<Record<string, string>>;
    readonly at: Position;
  }[],
  folder = '加油站',
): Uint8Array {
  const all = marks.map(({ name, data, at }) => {
    const values = Object.entries(data).map(
      ([key, value]) => `<Data name="${escaped(key)}"><value>${escaped(value)}</value></Data>`,
    );
    return `<Placemark><name>${escaped(name)}</name><ExtendedData>${values.join('')}</ExtendedData><Point><coordinates>${at.join(',')}</coordinates></Point></Placemark>`;
  });
  return strToU8(
    `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>文档</name><Folder><name>${folder}</name>${all.join('')}</Folder></Document></kml>`,
  );
}

export const archive = (files: Readonly<Record<string, Uint8Array>>): Uint8Array => zipSync({ ...files });
