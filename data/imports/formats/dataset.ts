/** What every format gives: its layers, and the records of one of them with all that is known before reading. */
import type { FoundEncoding } from '../encoding.ts';
import type { Problem } from '../problem.ts';
import type { Format, SourceRecord } from '../records.ts';

/** How a person wants the file read; what is left out is detected. */
export interface Choices {
  readonly format?: Format | undefined;
  /** Any usual name of an encoding. */
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  /** Sheet of a workbook, layer of a GeoPackage, file of an archive. */
  readonly layer?: string | undefined;
  /** Row of the sheet or line of the text with the names of the columns, from 1. */
  readonly headerRow?: number | undefined;
}

/** A sheet, a layer, or the one table that a file is. */
export interface SourceLayer {
  readonly name: string;
  /** As the file states it; null = known only once read. */
  readonly rows: number | null;
  /** GeoJSON's name of the type, "Mixed" where several occur; null = no geometry, or known only once read. */
  readonly geometryType: string | null;
}

/** One layer, ready to be read as often as wanted. */
export interface OpenLayer {
  readonly layer: SourceLayer;
  readonly columns: readonly string[];
  readonly duplicated: readonly string[];
  /** Line or row of the names of the columns, from 1; 1 where the format has no such row. */
  readonly headerLine: number;
  /** Null where the format fixes it. */
  readonly encoding: FoundEncoding | null;
  /** Of CSV only. */
  readonly delimiter: string | null;
  /** "EPSG:4490", another name, or well-known text as the file has it; null = not stated. */
  readonly crs: string | null;
  /** Whether records carry a geometry of their own. */
  readonly ownGeometry: boolean;
  readonly notes: readonly Problem[];
  batches(): AsyncIterable<readonly SourceRecord[]>;
}

export interface OpenedLayer extends OpenLayer {
  readonly format: Format;
}

/** One file, or the parts of one shapefile. */
export interface Dataset {
  readonly format: Format;
  readonly name: string;
  /** What the person should know before anything is read. */
  readonly notes: readonly Problem[];
  layers(): Promise<readonly SourceLayer[]>;
  /** @throws {Refused} undefined when the layer holds nothing at all */
  open(layer: string, choices: Choices): Promise<OpenLayer | undefined>;
}
