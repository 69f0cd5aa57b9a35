/** What a person is shown about an uploaded file before anything is checked, and how its columns may be understood. */
import { createHash } from 'node:crypto';
import { describeCrs } from '../../data/geo/describe-crs.ts';
import type { ByteSource } from '../../data/imports/encoding.ts';
import { type Opened, openFile } from '../../data/imports/formats/open.ts';
import type { Mapping } from '../../data/imports/mapping.ts';
import type { Layer } from '../../data/layer.ts';
import { tableById } from '../../data/layers/all.ts';
import type { Choices, Description } from './api-types.ts';
import { type City, guesses } from './guess.ts';
import { shownProblem } from './problems.ts';
import { cellText } from './record-store.ts';

/** Rows that the description shows and from which columns are guessed. */
const HEAD = 200;
const SHOWN = 10;

/** How the file is to be read, from the choices. */
function reading({ format, encoding, delimiter, headerRow, part }: Choices) {
  return { format, encoding, delimiter, headerRow, layer: part };
}

/**
 * Looks at the first rows.
 * @throws {ImportUsage} when the file is nothing that is read
 */
export async function describeUpload(
  sources: readonly ByteSource[],
  choices: Choices,
  layer: Layer | undefined,
  city: City,
): Promise<Description | undefined> {
  const opened: Opened | undefined = await openFile(sources, reading(choices));
  const about = await opened?.describe();
  if (opened === undefined || about === undefined) return undefined;
  const columns = about.columns.map(({ name }) => name);
  const head: (string | null)[][] = [];
  const geometries: unknown[] = [];
  for await (const { values, geometry, problem } of opened.records()) {
    if (problem === undefined) {
      head.push(columns.map((name) => (Object.hasOwn(values, name) ? cellText(values[name]) : null)));
      if (geometry !== undefined && geometry !== null) geometries.push(geometry);
    }
    if (head.length >= HEAD) break;
  }
  const short = (text: string | null) => (text ?? '').slice(0, 200);
  return {
    format: about.format,
    encoding: about.encoding?.name ?? null,
    delimiter: about.delimiter,
    headerRow: about.headerRow,
    parts: about.layers.map(({ name, rows }) => ({ name, rows })),
    part: about.layer,
    rows: about.rows,
    crs: about.crs,
    geometryTypes: about.geometryType === null ? [] : [about.geometryType],
    columns: about.columns.map(({ name, samples }, i) => ({
      name,
      samples: samples.map((value) => short(cellText(value))),
      filled: head.length === 0 ? 0 : head.filter((row) => (row[i] ?? '').trim() !== '').length / head.length,
    })),
    head: head.slice(0, SHOWN).map((row) => row.map(short)),
    guesses: guesses({
      columns,
      head,
      geometries,
      crs: about.crs,
      geometryType: about.geometryType,
      layer,
      city,
    }),
    problems: about.notes.map((one) => shownProblem(one)),
  };
}

/** The same for two files with the same columns in any order. */
export function signatureOf(columns: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(columns.toSorted())).digest('base64url');
}

/** Guesses from here on are used where the person has mapped nothing. */
export const SURE = 0.6;

/** The mapping by which the file is read: the person's choices, and guesses where nothing was chosen. */
export function mappingOf(choices: Choices, description: Description): Mapping {
  const { format, encoding, delimiter, headerRow, part, mapping = {}, layer } = choices;
  const { fields, key, ...rest } = mapping;
  const guessed = description.guesses.fields.filter(
    ({ confidence, field }) => confidence >= SURE && field !== 'key' && field !== 'address',
  );
  const wanted = fields ?? Object.fromEntries(guessed.map(({ field, column }) => [field, column]));
  const own = description.guesses.fields.find(({ field }) => field === 'key');
  const crs = choices.crs ?? guessedCrs(description);
  return {
    ...rest,
    ...(format && { format }),
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter }),
    ...(headerRow && { headerRow }),
    ...(part && { sheet: part }),
    ...(crs && { crs }),
    ...(Object.keys(wanted).length > 0 && {
      fields: readGenerously(wanted, description, layer === undefined ? undefined : tableById(layer)),
    }),
    ...(key !== undefined ? { key } : own === undefined ? {} : { key: [own.column] }),
  };
}

/** Metres that the file does not explain: the system that puts them into the city. Degrees are taken as WGS84. */
function guessedCrs({ crs, guesses: { crs: ranking } }: Description): Choices['crs'] {
  const [first] = ranking;
  if (crs !== null || first === undefined || first.confidence < 0.5) return undefined;
  const { crs: about } = describeCrs(first.crs) ?? {};
  const degrees =
    about === undefined || about.kind === 'geographic' || about.kind === 'gcj02' || about.kind === 'bd09';
  return degrees ? undefined : { crs: first.crs, axes: first.axes };
}

/** Numbers and dates in the usual Chinese writings, words by what they mean: people look at the result before writing. */
function readGenerously(
  wanted: NonNullable<Mapping['fields']>,
  { guesses: { values, fields } }: Description,
  layer: Layer | undefined,
): NonNullable<Mapping['fields']> {
  return Object.fromEntries(
    Object.entries(wanted).map(([name, from]) => {
      const spec = typeof from === 'string' ? { column: from } : from;
      const type = layer?.fields[name]?.type ?? '';
      const generous = layer !== undefined && isNumberOrDay(layer, name) && spec.format === undefined;
      const guess = fields.find(({ field }) => field === name);
      const words = values[name];
      const sameColumn = guess !== undefined && guess.column === spec.column;
      const worded = spec.values === undefined && words !== undefined && sameColumn;
      if (type === '' || (!generous && !worded) || spec.column === undefined) return [name, from];
      return [
        name,
        { ...spec, ...(generous && { format: 'auto' as const }), ...(worded && { values: words }) },
      ];
    }),
  );
}

function isNumberOrDay({ fields }: Layer, name: string): boolean {
  const field = fields[name];
  if (field === undefined || field.dictionary !== undefined || name === 'grade') return false;
  return ['smallint', 'integer', 'double precision', 'date'].includes(field.type);
}
