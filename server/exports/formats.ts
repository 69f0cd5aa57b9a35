/** Rows of a layer as CSV, GeoJSON or FlatGeobuf, piece by piece. */
import { type FlatColumn, flatFeature, flatHeader, joined } from '../../data/exports/flatgeobuf.ts';
import { wktOf } from '../../data/exports/wkt.ts';
import { onlyPoints, type Text } from '../../data/layer.ts';
import { BYTE_ORDER_MARK, csvLine } from '../ogc/csv.ts';
import { MEDIA } from '../ogc/format.ts';
import type { Reading } from '../reading.ts';
import type { ExportAbout } from './about.ts';
import type { ExportRow } from './rows.ts';

export const EXPORT_FORMATS = ['csv', 'geojson', 'flatgeobuf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FORMAT_ABOUT: Readonly<
  Record<ExportFormat, { readonly media: string; readonly ending: string }>
> = {
  csv: { media: MEDIA.csv, ending: 'csv' },
  geojson: { media: MEDIA.geojson, ending: 'geojson' },
  flatgeobuf: { media: 'application/flatgeobuf', ending: 'fgb' },
};

export interface ExportOptions {
  /** Begin a CSV with the mark by which spreadsheets know UTF-8. */
  readonly mark: boolean;
}

interface Writer {
  readonly head: () => string | Uint8Array;
  readonly rows: (rows: readonly ExportRow[], first: boolean) => string | Uint8Array;
  readonly tail: () => string;
}

const encoder = new TextEncoder();

/** The file in pieces: head, one for each chunk of rows, tail. */
export async function* exportPieces(
  format: ExportFormat,
  reading: Reading,
  about: ExportAbout,
  chunks: AsyncIterable<readonly ExportRow[]>,
  options: ExportOptions = { mark: true },
): AsyncGenerator<Uint8Array> {
  const writer = WRITERS[format](reading, about, options);
  const bytes = (piece: string | Uint8Array) => (typeof piece === 'string' ? encoder.encode(piece) : piece);
  yield bytes(writer.head());
  let first = true;
  for await (const rows of chunks) {
    yield bytes(writer.rows(rows, first));
    first = false;
  }
  const tail = writer.tail();
  if (tail !== '') yield bytes(tail);
}

const WRITERS: Readonly<
  Record<ExportFormat, (reading: Reading, about: ExportAbout, options: ExportOptions) => Writer>
> = { csv: csvWriter, geojson: geojsonWriter, flatgeobuf: flatWriter };

/** Points in two columns, anything else as well-known text. The source stands in each row; terms do not fit. */
function csvWriter({ layer, fields }: Reading, _: ExportAbout, { mark }: ExportOptions): Writer {
  const points = onlyPoints(layer);
  const place = points ? ['lon', 'lat'] : ['wkt'];
  return {
    head: () => `${mark ? BYTE_ORDER_MARK : ''}${csvLine([...fields, ...place])}`,
    rows: (rows) =>
      rows
        .map(({ values, geometry }) =>
          csvLine([
            ...values,
            ...(geometry.type === 'Point' && points ? geometry.coordinates : [wktOf(geometry)]),
          ]),
        )
        .join(''),
    tail: () => '',
  };
}

/** RFC 7946, one feature a line, with date, terms and sources as foreign members (its section 6.1). */
function geojsonWriter({ layer, fields }: Reading, about: ExportAbout): Writer {
  const head = JSON.stringify({ type: 'FeatureCollection', name: layer.id, ...metadata(layer.label, about) });
  return {
    head: () => `${head.slice(0, -1)},"features":[\n`,
    rows: (rows, first) =>
      rows
        .map(({ id, values, geometry }, at) => {
          const properties = Object.fromEntries(fields.map((name, i) => [name, values[i]]));
          const feature = JSON.stringify({ type: 'Feature', id, properties, geometry });
          return first && at === 0 ? feature : `,\n${feature}`;
        })
        .join(''),
    tail: () => '\n]}\n',
  };
}

function flatWriter({ layer, fields }: Reading, about: ExportAbout): Writer {
  const columns: FlatColumn[] = fields.map((name) => {
    const { type, label } = layer.fields[name]!;
    return { name, type, title: label.zh };
  });
  const { label } = layer;
  return {
    head: () =>
      flatHeader({
        name: layer.id,
        title: `${label.zh} / ${label.en}`,
        description: `${layer.about.zh} / ${layer.about.en}`,
        metadata: metadata(label, about),
        geometry: layer.geometry,
        columns,
      }),
    rows: (rows) => joined(rows.map(({ values, geometry }) => flatFeature(geometry, columns, values))),
    tail: () => '',
  };
}

const metadata = (title: Text, { at, ...rest }: ExportAbout) => ({ title, timeStamp: at, ...rest });
