/** One door for files of every format: what they are, which layers they hold, and their records. */

import { openCsv } from '../csv.ts';
import type { ByteSource } from '../encoding.ts';
import { openGeojson } from '../geojson.ts';
import { ImportUsage, problem } from '../problem.ts';
import type { Format, SourceRecord } from '../records.ts';
import type { Choices, Dataset, OpenedLayer, OpenLayer, SourceLayer } from './dataset.ts';
import { type Description, described } from './describe.ts';
import { contentOf, endingOf, FORMAT_NAMES, textEncoding } from './detect.ts';
import { flatgeobufDataset } from './flatgeobuf.ts';
import { geopackageDataset } from './geopackage.ts';
import { kmlDataset } from './kml.ts';
import { LIMITS } from './limits.ts';
import { Refused, whyNot } from './refused.ts';
import { shapefileDataset } from './shapefile.ts';
import { xlsxDataset } from './xlsx.ts';
import { isWorkbook } from './xlsx-parts.ts';
import { refuseNested, zipEntries } from './zip.ts';

export interface Opened {
  layers(): Promise<readonly SourceLayer[]>;
  /** The chosen layer, else the first; undefined when it holds nothing. @throws {ImportUsage} */
  layer(choices?: Choices): Promise<OpenedLayer | undefined>;
  /** @throws {ImportUsage} */
  describe(choices?: Choices): Promise<Description | undefined>;
  /** Every record of the chosen layer; what ends the reading comes as a record with its problem. @throws {ImportUsage} */
  records(choices?: Choices): AsyncIterable<SourceRecord>;
}

/**
 * Opens one file, or several that belong together (the parts of a shapefile). The content decides what they are.
 * @throws {ImportUsage} when it is nothing that is read; undefined for empty files
 */
export async function openFile(
  sources: ByteSource | readonly ByteSource[],
  choices: Choices = {},
): Promise<Opened | undefined> {
  const files = 'chunks' in sources ? [sources] : sources;
  const datasets = await asProblems(() => datasetsOf(files, choices));
  const [first] = datasets;
  if (first === undefined) return undefined;
  if (choices.format !== undefined && choices.format !== first.format) {
    const format = FORMAT_NAMES[first.format];
    throw new Refused(problem('format_contradicted', {}, { chosen: FORMAT_NAMES[choices.format], format }));
  }
  const all = () => asProblems(() => layersOf(datasets));
  const layer = async (more: Choices = {}) => asProblems(() => openLayer(datasets, { ...choices, ...more }));
  return {
    layers: async () => (await all()).map(({ layer: one }) => one),
    layer,
    describe: async (more) => {
      const open = await layer(more);
      return open === undefined
        ? undefined
        : described(
            open,
            (await all()).map(({ layer: one }) => one),
          );
    },
    async *records(more) {
      const open = await layer(more);
      if (open !== undefined) for await (const batch of open.batches()) yield* batch;
    },
  };
}

/** Names of parts of a shapefile. */
const PARTS = ['shp', 'dbf', 'prj', 'cpg', 'shx', 'sbn', 'sbx', 'qix', 'qpj', 'cst', 'xml', 'fix'];
/** Endings in an archive that are looked into; others are read-me files, styles and licences. */
const READ_IN_ARCHIVE = ['csv', 'tsv', 'geojson', 'geojsonl', 'geojsons', 'ndjson', 'gpkg', 'kml', 'fgb'];
const SECOND_IN_ARCHIVE = ['json', 'txt', 'tab'];

async function datasetsOf(files: readonly ByteSource[], choices: Choices): Promise<Dataset[]> {
  const [only] = files;
  if (files.length === 1 && only !== undefined) {
    if (['dbf', 'shx', 'sbn', 'sbx', 'qix', 'cpg', 'prj'].includes(endingOf(only.name)))
      throw new Refused(problem('shapefile_part_missing', { value: '.shp' }));
    const content = await contentOf(only, choices);
    if (content.kind === 'empty') return [];
    if (content.kind === 'zip') {
      const entries = await zipEntries(only);
      if (isWorkbook(entries)) return [withEnding(await xlsxDataset(entries, baseName(only.name)), only)];
      refuseOffice(entries);
      return ofArchive(only, entries, choices);
    }
    if (content.kind !== 'shp') return [withEnding(await single(only, choices), only)];
  }
  const shapes = shapefilesIn(files);
  const rest = files.filter((file) => !PARTS.includes(endingOf(file.name)));
  const others = files.length === 1 ? [] : await Promise.all(rest.map((file) => datasetsOf([file], choices)));
  const all = [...shapes, ...others.flat()];
  if (all.length === 0) throw new Refused(problem('shapefile_part_missing', { value: '.shp' }));
  return all;
}

/** Documents that are archives, but no workbooks of the kind that is read. */
function refuseOffice(entries: readonly ByteSource[]): void {
  const has = (start: string) => entries.some(({ name }) => name.startsWith(start));
  const what = has('xl/workbook.bin')
    ? { zh: '二进制工作簿（.xlsb）', en: 'A binary workbook (.xlsb)' }
    : has('word/')
      ? { zh: 'Word 文档', en: 'A Word document' }
      : has('ppt/')
        ? { zh: 'PowerPoint 文档', en: 'A PowerPoint document' }
        : has('META-INF/manifest.xml') && has('content.xml')
          ? { zh: 'OpenDocument 文档（.ods）', en: 'An OpenDocument file (.ods)' }
          : undefined;
  if (what !== undefined) throw new Refused(problem('format_unsupported', {}, { value: what }));
}

/** Shapefiles among the files, their parts found by name. */
function shapefilesIn(files: readonly ByteSource[]): Dataset[] {
  const stem = (name: string) => name.slice(0, -endingOf(name).length - 1).toLowerCase();
  return files
    .filter(({ name }) => endingOf(name) === 'shp')
    .map((shp) => {
      const part = (ending: string) =>
        files.find(({ name }) => endingOf(name) === ending && stem(name) === stem(shp.name));
      const name = baseName(shp.name).slice(0, -4);
      return shapefileDataset(name, { shp, dbf: part('dbf'), prj: part('prj'), cpg: part('cpg') });
    });
}

const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** A file that is a dataset by itself. */
async function single(file: ByteSource, choices: Choices): Promise<Dataset> {
  const content = await contentOf(file, choices);
  const name = baseName(file.name);
  const alone = async () => [{ name, rows: null, geometryType: null }];
  switch (content.kind) {
    case 'csv':
    case 'empty':
      return {
        format: 'csv',
        name,
        notes: [],
        layers: alone,
        open: async (_, chosen) => openCsv(file, await textEncoding(file, chosen.encoding), chosen),
      };
    case 'geojson':
      return {
        format: 'geojson',
        name,
        notes: [],
        layers: alone,
        open: async (_, chosen) => openGeojson(file, await textEncoding(file, chosen.encoding)),
      };
    case 'kml':
      return kmlDataset(file, name);
    case 'geopackage':
      return geopackageDataset(file, name);
    case 'flatgeobuf':
      return flatgeobufDataset(file, name);
    case 'zip':
      throw new Refused(problem('archive_nested', { value: file.name }));
    default:
      throw new Refused(problem('format_unknown', { value: file.name }));
  }
}

async function ofArchive(
  archive: ByteSource,
  entries: readonly ByteSource[],
  choices: Choices,
): Promise<Dataset[]> {
  const files = entries.filter(({ name }) => !/(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/.test(name));
  refuseNested(files);
  const named = (endings: readonly string[]) => files.filter(({ name }) => endings.includes(endingOf(name)));
  const shapes = shapefilesIn(files);
  const first = named(READ_IN_ARCHIVE);
  const taken = first.length > 0 || shapes.length > 0 ? first : named(SECOND_IN_ARCHIVE);
  const datasets = [...shapes, ...(await Promise.all(taken.map((file) => single(file, choices))))];
  if (datasets.length === 0) {
    if (named(['dbf']).length > 0) throw new Refused(problem('shapefile_part_missing', { value: '.shp' }));
    throw new Refused(problem('archive_empty', { value: archive.name }));
  }
  return datasets;
}

/** Endings that a format usually has; others are told. */
const ENDINGS: Readonly<Record<Format, readonly string[]>> = {
  csv: ['csv', 'tsv', 'txt', 'tab'],
  xlsx: ['xlsx', 'xlsm'],
  geojson: ['geojson', 'json', 'geojsonl', 'geojsons', 'ndjson', 'jsonl'],
  shapefile: ['shp', 'zip'],
  geopackage: ['gpkg'],
  kml: ['kml', 'kmz'],
  flatgeobuf: ['fgb'],
};

function withEnding(dataset: Dataset, { name }: ByteSource): Dataset {
  const ending = endingOf(name);
  if (ending === '' || ENDINGS[dataset.format].includes(ending)) return dataset;
  if (!Object.values(ENDINGS).flat().includes(ending) && ending !== 'xls') return dataset;
  const note = problem('format_mismatch', {}, { ending, format: FORMAT_NAMES[dataset.format] });
  return { ...dataset, notes: [...dataset.notes, note] };
}

interface Placed {
  readonly dataset: Dataset;
  /** As the dataset calls it. */
  readonly own: string;
  /** As the person sees it: with the file's name where several files have several layers. */
  readonly layer: SourceLayer;
}

async function layersOf(datasets: readonly Dataset[]): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const dataset of datasets) {
    const layers = await dataset.layers();
    for (const layer of layers) {
      const name = datasets.length > 1 && layers.length > 1 ? `${dataset.name}/${layer.name}` : layer.name;
      placed.push({ dataset, own: layer.name, layer: { ...layer, name } });
    }
  }
  return placed;
}

async function openLayer(datasets: readonly Dataset[], choices: Choices): Promise<OpenedLayer | undefined> {
  const all = await layersOf(datasets);
  const wanted = choices.layer === undefined ? all : all.filter(({ layer }) => layer.name === choices.layer);
  if (choices.layer !== undefined && wanted.length === 0) {
    const allowed = all.map(({ layer }) => layer.name).join(', ');
    throw new Refused(problem('layer_unknown', { value: choices.layer }, { allowed }));
  }
  // an empty sheet, or a document that only points to others, is not what anybody means
  for (const { dataset, own, layer } of wanted) {
    const open = await dataset.open(own, choices);
    if (open !== undefined)
      return withNotes(open, dataset, layer.name, choices.layer === undefined ? all.length : 1);
  }
  return undefined;
}

function withNotes(open: OpenLayer, dataset: Dataset, name: string, among: number): OpenedLayer {
  if (open.columns.length > LIMITS.columns)
    throw new Refused(problem('too_many_columns', {}, { limit: LIMITS.columns }));
  const taken = among > 1 ? [problem('layer_taken', { value: name }, { count: among })] : [];
  const assumed =
    open.encoding?.ground === 'assumed' && !open.notes.some(({ code }) => code === 'encoding_assumed')
      ? [problem('encoding_assumed', {}, { encoding: open.encoding.name })]
      : [];
  return {
    ...open,
    format: dataset.format,
    layer: { ...open.layer, name },
    notes: [...dataset.notes, ...taken, ...assumed, ...open.notes],
    batches: () => guarded(open.batches()),
  };
}

/** What ends the reading becomes the problem of one more record; failures to read at all go on. */
async function* guarded(
  batches: AsyncIterable<readonly SourceRecord[]>,
): AsyncGenerator<readonly SourceRecord[]> {
  let row = 0;
  try {
    for await (const batch of batches) {
      row = batch.at(-1)?.row ?? row;
      yield batch;
    }
  } catch (error) {
    row += 1;
    yield [{ row, line: row, values: {}, problem: whyNot(error, row) }];
  }
}

async function asProblems<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ImportUsage) throw error;
    throw new Refused({ ...whyNot(error, 0), row: null });
  }
}
