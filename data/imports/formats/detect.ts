/** What a file is, told by its bytes: names only decide where bytes cannot. */
import type { Text } from '../../layer.ts';
import {
  type ByteSource,
  decodedBytes,
  encodingByName,
  type FoundEncoding,
  findEncoding,
  headOf,
} from '../encoding.ts';
import { ImportUsage, problem } from '../problem.ts';
import type { Format } from '../records.ts';
import { Refused } from './refused.ts';

export type Content =
  | { readonly kind: 'zip' | 'geopackage' | 'flatgeobuf' | 'shp' }
  | { readonly kind: 'kml' }
  | { readonly kind: 'csv' | 'geojson'; readonly encoding: FoundEncoding }
  | { readonly kind: 'empty' };

export const FORMAT_NAMES: Readonly<Record<Format, string>> = {
  csv: 'CSV',
  xlsx: 'Excel (.xlsx)',
  geojson: 'GeoJSON',
  shapefile: 'Shapefile',
  geopackage: 'GeoPackage',
  kml: 'KML',
  flatgeobuf: 'FlatGeobuf',
};

/** What is not read, by its first bytes in hexadecimal. */
const OTHERS: readonly (readonly [start: string, what: Text])[] = [
  ['1f8b', { zh: 'gzip 压缩文件', en: 'A gzip archive' }],
  ['377abcaf271c', { zh: '7z 压缩文件', en: 'A 7z archive' }],
  ['526172211a07', { zh: 'RAR 压缩文件', en: 'A RAR archive' }],
  ['425a68', { zh: 'bzip2 压缩文件', en: 'A bzip2 archive' }],
  ['fd377a585a00', { zh: 'xz 压缩文件', en: 'An xz archive' }],
  ['28b52ffd', { zh: 'zstd 压缩文件', en: 'A zstd archive' }],
  ['25504446', { zh: 'PDF 文件', en: 'A PDF document' }],
  ['89504e47', { zh: '图片（PNG）', en: 'A picture (PNG)' }],
  ['ffd8ff', { zh: '图片（JPEG）', en: 'A picture (JPEG)' }],
  ['49492a00', { zh: 'TIFF 影像', en: 'A TIFF raster' }],
  ['4d4d002a', { zh: 'TIFF 影像', en: 'A TIFF raster' }],
  ['50415231', { zh: 'Parquet 文件', en: 'A Parquet file' }],
  ['41433130', { zh: 'DWG 图纸', en: 'A DWG drawing' }],
  ['7f454c46', { zh: '程序', en: 'A program' }],
  ['4d5a', { zh: '程序', en: 'A program' }],
];

const HEAD = 8192;
const TEXT_ENDINGS = ['csv', 'tsv', 'txt', 'tab'];

/**
 * What the file is.
 * @throws {Refused} for what is not read, with its name and what to do instead
 */
export async function contentOf(
  source: ByteSource,
  choices: { encoding?: string | undefined },
): Promise<Content> {
  const head = await headOf(source, HEAD);
  if (head.length === 0) return { kind: 'empty' };
  const start = Buffer.from(head.subarray(0, 16)).toString('hex');
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return { kind: 'zip' };
  if (start.startsWith('53514c69746520666f726d6174203300')) return { kind: 'geopackage' };
  if (start.startsWith('66676203')) return { kind: 'flatgeobuf' };
  if (start.startsWith('0000270a')) return { kind: 'shp' };
  if (start.startsWith('d0cf11e0a1b11ae1')) throw await oldOffice(source);
  for (const [bytes, what] of OTHERS)
    if (start.startsWith(bytes) && (bytes.length > 4 || hasZero(head)))
      throw new Refused(problem('format_unsupported', {}, { value: what }));
  return textContent(source, head, choices.encoding);
}

/** Ending of the name, small letters, without the dot. */
export function endingOf(name: string): string {
  return /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? '';
}

function hasZero(bytes: Uint8Array): boolean {
  return bytes.includes(0);
}

async function textContent(
  source: ByteSource,
  head: Uint8Array,
  chosen: string | undefined,
): Promise<Content> {
  const ending = endingOf(source.name);
  const encoding = await textEncoding(source, chosen);
  const text = decodedBytes(head, encoding.name).replace(/^\uFEFF/, '');
  if (text.includes('\0')) throw new Refused(problem('format_unknown', { value: source.name }));
  const start = text.trimStart();
  if (start.startsWith('<')) return { kind: xmlKind(start, source.name) };
  if (start.startsWith('\u001e') || /^\{\s*("|\}|$)/.test(start)) return { kind: 'geojson', encoding };
  if (['geojson', 'geojsonl', 'geojsons', 'ndjson', 'json'].includes(ending))
    return { kind: 'geojson', encoding };
  // whatever has no lines of text is not CSV, unless somebody says so
  if (!TEXT_ENDINGS.includes(ending) && chosen === undefined && mostlyControls(text))
    throw new Refused(problem('format_unknown', { value: source.name }));
  return { kind: 'csv', encoding };
}

/** As chosen, or as found. @throws {ImportUsage} for names that are no encoding */
export async function textEncoding(source: ByteSource, chosen: string | undefined): Promise<FoundEncoding> {
  if (chosen === undefined) return findEncoding(source);
  const name = encodingByName(chosen);
  if (name === undefined) throw new ImportUsage([problem('encoding_unknown', { value: chosen })]);
  return { name, ground: 'chosen' };
}

function mostlyControls(text: string): boolean {
  let controls = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 9 || (code > 13 && code < 32) || code === 0xfffd) controls += 1;
  }
  return controls * 20 > text.length;
}

function xmlKind(text: string, name: string): 'kml' {
  const root = /<(?:\w+:)?(\w+)[\s>/]/.exec(
    text.replaceAll(/<!--[\s\S]*?(-->|$)|<\?[\s\S]*?(\?>|$)|<![^>]*>/g, ''),
  )?.[1];
  if (root === 'kml' || (root === undefined && /\.kml$/i.test(name))) return 'kml';
  const what =
    root?.toLowerCase() === 'html' || root?.toLowerCase() === 'table'
      ? { zh: '网页表格（HTML，常被存成 .xls）', en: 'A table of a web page (HTML, often named .xls)' }
      : root === 'Workbook'
        ? { zh: 'XML 表格 2003', en: 'A spreadsheet in XML of 2003' }
        : { zh: `XML 文件（${root ?? name}）`, en: `An XML document (${root ?? name})` };
  // a declaration of document type is refused by the reader, with its own sentence
  if (root === undefined && text.includes('<!DOCTYPE')) throw new Refused(problem('xml_entities', {}));
  throw new Refused(problem('format_unsupported', {}, { value: what }));
}

/** Old Excel, a workbook under a password, or any other compound file. */
async function oldOffice(source: ByteSource): Promise<Refused> {
  const head = await headOf(source, 1 << 20);
  const names = (name: string) =>
    Buffer.from(head.buffer, head.byteOffset, head.length).includes(Buffer.from(name, 'utf16le'));
  if (names('EncryptedPackage')) return new Refused(problem('file_encrypted', {}));
  if (names('Workbook') || names('Book') || endingOf(source.name) === 'xls')
    return new Refused(problem('workbook_old', {}));
  const what = { zh: '旧版 Office 文件', en: 'An old Office document' };
  return new Refused(problem('format_unsupported', {}, { value: what }));
}
