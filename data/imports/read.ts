/** A file to records: which format, which encoding, then the reader of that format. */
import { csvRecords } from './csv.ts';
import { type ByteSource, decoded, detectEncoding, type Encoding, encodingByName } from './encoding.ts';
import { geojsonRecords } from './geojson.ts';
import type { Mapping } from './mapping.ts';
import { ImportUsage, problem } from './problem.ts';
import type { RecordFile } from './records.ts';

export interface OpenedFile {
  readonly encoding: Encoding;
  readonly records: RecordFile;
}

/**
 * Opens a file; undefined when it holds no record at all.
 * @throws {ImportUsage} when format, encoding or coordinate system are not supported
 */
export async function readRecords(
  source: ByteSource,
  mapping: Mapping | undefined,
): Promise<OpenedFile | undefined> {
  const named = mapping?.encoding;
  const encoding = named === undefined ? await detectEncoding(source) : encodingByName(named);
  if (encoding === undefined) throw new ImportUsage([problem('encoding_unknown', { value: named })]);
  const format = mapping?.format ?? (await formatOf(source, encoding));
  if (format === undefined) throw new ImportUsage([problem('format_unknown', { value: source.name })]);
  const text = decoded(source, encoding);
  const records = format === 'csv' ? await csvRecords(text) : await geojsonRecords(text);
  for (const crs of [mapping?.crs, records?.crs])
    if (crs !== undefined && !isLonLat(crs))
      throw new ImportUsage([problem('crs_unsupported', { value: crs })]);
  return records === undefined ? undefined : { encoding, records };
}

/** WGS84 and CGCS2000 differ by centimetres: both are taken as longitude and latitude as they stand. */
export function isLonLat(crs: string): boolean {
  const name = crs.toUpperCase().replaceAll(/[\s_-]/g, '');
  if (/^(WGS84|CRS84|CGCS2000|OGC:CRS84|EPSG:(4326|4490))$/.test(name)) return true;
  if (/^URN:OGC:DEF:CRS:(OGC:[\d.]*:CRS84|EPSG:[\d.]*:(4326|4490))$/.test(name)) return true;
  return /^HTTPS?:\/\/WWW\.OPENGIS\.NET\/DEF\/CRS\/(OGC\/[\d.]+\/CRS84|EPSG\/[\d.]+\/(4326|4490))$/.test(
    name,
  );
}

/** By the name's ending; otherwise a text that begins with a brace is GeoJSON, and any other is CSV. */
async function formatOf(source: ByteSource, encoding: Encoding): Promise<'csv' | 'geojson' | undefined> {
  const ending = /\.(\w+)$/.exec(source.name.toLowerCase())?.[1] ?? '';
  if (['csv', 'tsv', 'txt'].includes(ending)) return 'csv';
  if (['geojson', 'json', 'geojsonl', 'ndjson', 'geojsons'].includes(ending)) return 'geojson';
  for await (const piece of decoded(source, encoding)) {
    const start = piece.trimStart().slice(0, 1);
    if (start === '') continue;
    if (piece.includes('\0') || piece.startsWith('PK')) return undefined;
    return start === '{' || start === '\u001e' ? 'geojson' : 'csv';
  }
  return 'csv';
}
