/** A file to records as a mapping wants it read. */
import type { ByteSource, Encoding } from './encoding.ts';
import { openFile } from './formats/open.ts';
import type { Mapping } from './mapping.ts';
import type { Problem } from './problem.ts';
import type { RecordFile } from './records.ts';

export interface OpenedFile {
  /** In which the texts are read; "utf-8" where the format fixes it. */
  readonly encoding: Encoding;
  readonly records: RecordFile;
  /** What the person should know about the file before anything is read. */
  readonly notes: readonly Problem[];
}

/**
 * Opens a file, or the parts of one; undefined when it holds no record at all.
 * @throws {ImportUsage} when the file is not read, or not as the mapping wants it
 */
export async function readRecords(
  source: ByteSource | readonly ByteSource[],
  mapping: Mapping | undefined,
): Promise<OpenedFile | undefined> {
  const { format, encoding, delimiter, headerRow, sheet } = mapping ?? {};
  const opened = await openFile(source, { format, encoding, delimiter, headerRow, layer: sheet });
  const layer = await opened?.layer();
  if (layer === undefined) return undefined;
  const { format: read, columns, duplicated, headerLine, ownGeometry, crs } = layer;
  return {
    encoding: layer.encoding?.name ?? 'utf-8',
    notes: layer.notes,
    records: {
      format: read,
      columns,
      duplicated,
      headerLine,
      ownGeometry,
      ...(crs === null ? {} : { crs }),
      batches: layer.batches(),
    },
  };
}
