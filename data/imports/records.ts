/** Records of a file, whatever its format: what the readers give and the checks take. */
import type { Problem } from './problem.ts';

export interface SourceRecord {
  /** From 1 after the header, or the feature's index from 1. */
  readonly row: number;
  /** Line of the file on which the record begins, from 1; for one-document GeoJSON always 1. */
  readonly line: number;
  /** The GeoJSON feature's id. */
  readonly id?: string | number;
  readonly values: Readonly<Record<string, unknown>>;
  /** The GeoJSON geometry as it stood in the file. */
  readonly geometry?: unknown;
  /** Why the record itself could not be read; its values are then empty. */
  readonly problem?: Problem;
}

export interface RecordFile {
  readonly format: 'csv' | 'geojson';
  /** Names of the columns, or of the properties seen. */
  readonly columns: readonly string[];
  /** Column names that appear more than once, and the line of the header. */
  readonly duplicated: readonly string[];
  readonly headerLine: number;
  /** The coordinate system that the file states, if any. */
  readonly crs?: string;
  /** The records in file order, in batches. */
  readonly batches: AsyncIterable<readonly SourceRecord[]>;
}
