/** KML 2.2 and 2.3 (OGC 12-007r2): every placemark a record, its folders as a column; KMZ is the same in an archive. */
import { type ByteSource, encodingByName } from '../encoding.ts';
import { ImportUsage, problem } from '../problem.ts';
import type { SourceRecord } from '../records.ts';
import type { Choices, Dataset, OpenLayer } from './dataset.ts';
import { type KmlGeometry, KmlShape } from './kml-geometry.ts';
import { LIMITS } from './limits.ts';
import { setOwn } from './own.ts';
import { Refused } from './refused.ts';
import { readXml, xmlEncoding } from './xml.ts';

/** Children of a placemark that are text. */
const OWN = ['name', 'description', 'address', 'phoneNumber', 'when', 'begin', 'end'];
const BATCH = 256;
const FOLDER = 'folder';

export function kmlDataset(source: ByteSource, name: string): Dataset {
  return {
    format: 'kml',
    name,
    notes: [],
    layers: async () => [{ name, rows: null, geometryType: null }],
    open: async (_, choices) => openKml(source, name, choices),
  };
}

/** Goes through the document once for its columns, so that they are known before the first record is given. */
async function openKml(source: ByteSource, name: string, choices: Choices): Promise<OpenLayer | undefined> {
  const chosen = choices.encoding === undefined ? undefined : encodingByName(choices.encoding);
  const encoding =
    chosen === undefined ? await xmlEncoding(source) : ({ name: chosen, ground: 'chosen' } as const);
  const columns = new Set<string>();
  const types = new Set<string>();
  let rows = 0;
  for await (const batch of placemarks(source, encoding.name))
    for (const { values, geometry } of batch) {
      rows += 1;
      for (const column in values) columns.add(column);
      if (columns.size > LIMITS.columns)
        throw new ImportUsage([problem('too_many_columns', {}, { limit: LIMITS.columns })]);
      if (geometry !== null && typeof geometry === 'object' && geometry !== undefined && 'type' in geometry)
        types.add(String(geometry.type));
    }
  if (rows === 0) return undefined;
  const [type = null, ...others] = types;
  return {
    layer: { name, rows, geometryType: others.length > 0 ? 'Mixed' : type },
    columns: [...columns],
    duplicated: [],
    headerLine: 1,
    encoding,
    delimiter: null,
    crs: 'EPSG:4326',
    ownGeometry: true,
    notes: [],
    batches: () => placemarks(source, encoding.name),
  };
}

interface Placemark {
  readonly values: Record<string, unknown>;
  readonly extended: Record<string, unknown>;
  readonly shape: KmlShape;
  id: string | undefined;
}

async function* placemarks(
  source: ByteSource,
  encoding: Parameters<typeof readXml>[1],
): AsyncGenerator<readonly SourceRecord[]> {
  const folders: string[] = [];
  const path: string[] = [];
  let batch: SourceRecord[] = [];
  let row = 0;
  let current: Placemark | undefined;
  let dataName: string | undefined;
  let text = '';
  const tooLong = (limit: number) => new Refused(problem('cell_too_long', {}, { limit }));

  const finish = (mark: Placemark) => {
    row += 1;
    const folder = folders.filter((one) => one !== '').join(' / ');
    const values: Record<string, unknown> = { ...mark.values };
    if (folder !== '') values[FOLDER] = folder;
    // what a person declared keeps its name, unless the placemark's own child has it
    for (const [key, value] of Object.entries(mark.extended))
      setOwn(values, Object.hasOwn(values, key) ? `${key} (data)` : key, value);
    const read = mark.shape.geometry();
    const record = { row, line: row, ...(mark.id === undefined ? {} : { id: mark.id }) };
    batch.push(
      'problem' in read
        ? { ...record, values: {}, problem: { ...read.problem, row } }
        : { ...record, values, geometry: read.geometry satisfies KmlGeometry | null },
    );
  };
  const reading = readXml(
    source,
    encoding,
    {
      open(name, attributes) {
        path.push(name);
        text = '';
        if (name === 'Folder' || name === 'Document') folders.push('');
        else if (name === 'Placemark' && current === undefined)
          current = { values: {}, extended: {}, shape: new KmlShape(), id: attributes.id };
        else if (current !== undefined) {
          if (name === 'Data' || name === 'SimpleData' || name === 'SimpleArrayData')
            dataName = attributes.name;
          else current.shape.open(name);
        }
      },
      text(piece) {
        text += piece;
        const limit = current?.shape.reading ? LIMITS.recordBytes : LIMITS.cellLength;
        if (text.length > limit) throw tooLong(limit);
      },
      close(name) {
        path.pop();
        const parent = path.at(-1);
        const said = text.trim();
        text = '';
        if (current === undefined) {
          if (name === 'name' && parent === 'Folder') folders[folders.length - 1] = said;
          else if (name === 'Folder' || name === 'Document') folders.pop();
          return;
        }
        if (name === 'Placemark') {
          finish(current);
          current = undefined;
        } else if ((name === 'value' || name === 'SimpleData') && dataName !== undefined) {
          if (said !== '') setOwn(current.extended, dataName, said);
        } else if (name === 'Data') dataName = undefined;
        else if (
          OWN.includes(name) &&
          (parent === 'Placemark' || parent === 'TimeStamp' || parent === 'TimeSpan')
        ) {
          if (said !== '') current.values[name] = said;
        } else current.shape.close(name, said);
      },
    },
    { length: LIMITS.recordBytes },
  );
  for await (const _ of reading)
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
  if (batch.length > 0) yield batch;
}
