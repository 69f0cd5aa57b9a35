/** Shapefiles (ESRI Shapefile Technical Description, 1998): shapes and their attributes read side by side. */
import { type ByteSource, decodedBytes, encodingByName, headOf } from '../encoding.ts';
import { type Problem, problem } from '../problem.ts';
import type { SourceRecord } from '../records.ts';
import { type ByteReader, byteReader, viewOf } from './bytes.ts';
import type { Choices, Dataset, OpenLayer } from './dataset.ts';
import { type DbfTable, openDbf } from './dbf.ts';
import { LIMITS } from './limits.ts';
import { damaged, Refused, truncated, whyNot } from './refused.ts';
import { shapeOf, TYPES } from './shape.ts';

/** The parts of one shapefile; the index (.shx) is not needed for reading front to back. */
export interface ShapefileParts {
  readonly shp: ByteSource;
  readonly dbf?: ByteSource | undefined;
  readonly prj?: ByteSource | undefined;
  readonly cpg?: ByteSource | undefined;
}

const HEADER = 100;
const MAGIC = 9994;
const BATCH = 256;

export function shapefileDataset(name: string, parts: ShapefileParts): Dataset {
  return {
    format: 'shapefile',
    name,
    notes: [],
    layers: async () => {
      const { type } = await headerOf(parts.shp);
      const rows = parts.dbf === undefined ? null : await statedRows(parts.dbf);
      return [{ name, rows, geometryType: TYPES.get(type) ?? null }];
    },
    open: async (_, choices) => openShapefile(name, parts, choices),
  };
}

async function statedRows(dbf: ByteSource): Promise<number | null> {
  const head = await headOf(dbf, 8);
  return head.length < 8 ? null : viewOf(head).getUint32(4, true);
}

async function openShapefile(name: string, parts: ShapefileParts, choices: Choices): Promise<OpenLayer> {
  const { type, length } = await headerOf(parts.shp);
  const chosen = choices.encoding === undefined ? undefined : encodingByName(choices.encoding);
  const codePage = parts.cpg && decodedBytes(await headOf(parts.cpg, 64), 'utf-8').replace(/^\uFEFF/, '');
  const table = parts.dbf === undefined ? undefined : await openDbf(parts.dbf, { chosen, codePage });
  const prj =
    parts.prj &&
    decodedBytes(await headOf(parts.prj, 64 * 1024), 'utf-8')
      .replace(/^\uFEFF/, '')
      .trim();
  const notes: Problem[] = table === undefined ? [problem('attributes_missing', {})] : [...table.notes];
  // types 11 to 18 carry Z and may carry M, 21 to 28 carry M
  if (type > 20 && type < 30) notes.push(problem('measures_dropped', {}));
  const size = parts.shp.size;
  if (size !== undefined && size > length) notes.push(problem('extra_bytes', {}, { count: size - length }));
  return {
    layer: { name, rows: table?.rows ?? null, geometryType: TYPES.get(type) ?? null },
    columns: table?.columns ?? [],
    duplicated: table?.duplicated ?? [],
    headerLine: 1,
    encoding: table?.encoding ?? null,
    delimiter: null,
    crs: prj === undefined || prj === '' ? null : prj,
    ownGeometry: true,
    notes,
    batches: () => batches(parts.shp, length, table),
  };
}

/** Type of the shapes, and the length of the file in bytes as it states it. */
async function headerOf(shp: ByteSource): Promise<{ type: number; length: number }> {
  const head = await headOf(shp, HEADER);
  if (head.length < HEADER) throw truncated();
  const view = viewOf(head);
  if (view.getInt32(0, false) !== MAGIC) throw damaged('.shp 的文件头不对', 'the .shp does not begin as one');
  return { type: view.getInt32(32, true), length: 2 * view.getInt32(24, false) };
}

async function* batches(
  shp: ByteSource,
  length: number,
  table: DbfTable | undefined,
): AsyncGenerator<readonly SourceRecord[]> {
  const reader = byteReader(shp);
  const rows = table?.values();
  let batch: SourceRecord[] = [];
  let row = 0;
  try {
    await reader.take(HEADER);
    for (;;) {
      const shape = await nextShape(reader, length);
      const values = await rows?.next();
      if (shape === undefined) {
        if (rows !== undefined && !values?.done) throw uneven(row, table!.rows);
        break;
      }
      row += 1;
      if (values?.done) throw uneven(`≥ ${row}`, row - 1);
      if (values?.value === null) continue;
      const at = { row, line: row };
      const read = shapeOf(shape);
      if (read.ok) batch.push({ ...at, values: values?.value ?? {}, geometry: read.geometry });
      else batch.push({ ...at, values: {}, problem: { ...read.problem, row } });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    row += 1;
    batch.push({ row, line: row, values: {}, problem: whyNot(error, row) });
  } finally {
    await reader.close();
    await rows?.return(undefined);
  }
  if (batch.length > 0) yield batch;
}

function uneven(shapes: number | string, rows: number): Refused {
  return new Refused(problem('attributes_short', {}, { shapes, rows }));
}

/** The bytes of the next shape; undefined at the end that the header states, or at that of the file. */
async function nextShape(reader: ByteReader, length: number): Promise<Uint8Array | undefined> {
  if (reader.offset >= length) return undefined;
  const head = await reader.take(8);
  if (head.length === 0) throw truncated();
  if (head.length < 8) throw truncated();
  const size = 2 * viewOf(head).getInt32(4, false);
  if (size < 4 || size > LIMITS.recordBytes)
    throw damaged('.shp 中一个对象的长度不对', 'the length of a shape in the .shp is not possible');
  const content = await reader.take(size);
  if (content.length < size) throw truncated();
  return content;
}
