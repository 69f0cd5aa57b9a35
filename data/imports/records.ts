/** Records of a file, whatever its format: what the readers give and the checks take. */
import type { Problem } from './problem.ts';

export const FORMATS = ['csv', 'xlsx', 'geojson', 'shapefile', 'geopackage', 'kml', 'flatgeobuf'] as const;
export type Format = (typeof FORMATS)[number];

export interface SourceRecord {
  /** From 1 after the header, or the feature's index from 1. */
  readonly row: number;
  /** Line or sheet row on which the record begins, from 1; the row itself where a format has no lines. */
  readonly line: number;
  /** The feature's id. */
  readonly id?: string | number;
  readonly values: Readonly<Record<string, unknown>>;
  /** The geometry as it stood in the file, as GeoJSON in the coordinates of the file. */
  readonly geometry?: unknown;
  /** Why the record itself could not be read; its values are then empty. */
  readonly problem?: Problem;
}

export interface RecordFile {
  readonly format: Format;
  /** Whether records carry a geometry of their own. */
  readonly ownGeometry: boolean;
  /** Names of the columns, or of the properties seen. */
  readonly columns: readonly string[];
  /** Column names that appear more than once, and the line of the header. */
  readonly duplicated: readonly string[];
  readonly headerLine: number;
  /** The coordinate system that the file states, if any: "EPSG:4490", another name, or well-known text. */
  readonly crs?: string;
  /** The records in file order, in batches. */
  readonly batches: AsyncIterable<readonly SourceRecord[]>;
}
