/** How the columns of a file may be understood: fields, key, coordinate system, words of the dictionaries. */

import { parseAngle } from '../../data/geo/angle.ts';
import { describeCrs } from '../../data/geo/describe-crs.ts';
import { guessCrs } from '../../data/geo/guess-crs.ts';
import { type ColumnMatch, datumOfColumns, matchColumns } from '../../data/imports/match/columns.ts';
import { hasWords, matchValues } from '../../data/imports/match/words.ts';
import type { Layer, Text } from '../../data/layer.ts';
import { LAYERS } from '../../data/layers/all.ts';
import type { Description } from './api-types.ts';

type Box = readonly [number, number, number, number];
type Pair = readonly [number, number];

/** What is known of the city when a file is described. */
export interface City {
  /** [west, south, east, north]; null = no borders are known. */
  readonly bbox: Box | null;
}

export interface Sample {
  readonly columns: readonly string[];
  readonly head: readonly (readonly (string | null)[])[];
  readonly geometries: readonly unknown[];
  readonly crs: string | null;
  readonly geometryType: string | null;
  readonly layer: Layer | undefined;
  readonly city: City;
}

type Guesses = Description['guesses'];

const REASONS: Readonly<Record<ColumnMatch['why'], Text>> = {
  name: { zh: '列名相同', en: 'the column has its name' },
  synonym: { zh: '列名是同义词', en: 'the column has a usual name of it' },
  content: { zh: '内容相符', en: 'the values look like it' },
};
const KEY: Text = { zh: '像是发布者的编号', en: 'looks like the publisher’s number' };
const ADDRESS: Text = { zh: '可用来定位没有坐标的行', en: 'can locate rows without coordinates' };

/** For the chosen layer; without one for the layer that the columns suit best. */
export function guesses(sample: Sample): Guesses {
  const columns = sample.columns
    // reasons and row numbers of rejected rows that come back
    .filter((name) => !name.startsWith('_'))
    .map((name) => ({ name, samples: samplesOf(sample, name) }));
  const options = sample.city.bbox === null ? {} : { city: sample.city.bbox };
  const suiting = suitingLayers(sample, columns);
  const layer = sample.layer ?? LAYERS.find(({ id }) => id === suiting[0]?.id);
  const matches = layer === undefined ? [] : matchColumns(layer, columns, options);
  const fields: Guesses['fields'] = matches.map(({ column, field, confidence, why }) => ({
    field,
    column,
    confidence,
    reason: REASONS[why],
  }));
  const address = matches.find(({ field }) => field === 'address')?.column;
  if (address !== undefined)
    fields.push({ field: 'address', column: address, confidence: 0.5, reason: ADDRESS });
  const key = keyColumn(sample, matches);
  if (key !== undefined) fields.push({ field: 'key', column: key, confidence: 0.8, reason: KEY });
  return {
    layer: suiting,
    fields,
    ...(layer === undefined ? { values: {}, unknown: {} } : wordsOf(layer, matches, sample)),
    ...systems(sample, matches),
  };
}

function samplesOf({ columns, head }: Sample, name: string): string[] {
  const at = columns.indexOf(name);
  return head.map((row) => row[at] ?? '').filter((text) => text.trim() !== '');
}

/** Layers by how well the columns fill them; those that do not hold the geometry are left out. */
function suitingLayers(
  { geometryType }: Sample,
  columns: readonly { name: string; samples: readonly string[] }[],
): Guesses['layer'] {
  const few = columns.slice(0, 60).map(({ name, samples }) => ({ name, samples: samples.slice(0, 20) }));
  return LAYERS.filter((layer) => geometryType === null || holds(layer, geometryType))
    .map((layer) => {
      const found = matchColumns(layer, few).filter(({ field }) => !['lon', 'lat', 'wkt'].includes(field));
      const sum = found.reduce((total, { confidence }) => total + confidence, 0);
      return { id: layer.id, confidence: Math.round((100 * sum) / Math.max(3, few.length)) / 100 };
    })
    .filter(({ confidence }) => confidence > 0.1)
    .toSorted((a, b) => b.confidence - a.confidence)
    .slice(0, 5);
}

function holds(layer: Layer, type: string): boolean {
  if (type === 'Mixed' || layer.geometry.includes('Point')) return true;
  const wanted = type.endsWith('LineString')
    ? 'MultiLineString'
    : type.endsWith('Polygon')
      ? 'MultiPolygon'
      : '';
  return (
    layer.geometry.some((one) => one === wanted) ||
    (type.endsWith('LineString') && layer.geometry.includes('MultiPolygon'))
  );
}

/** Words below this are left to the person. */
const SURE_WORD = 0.8;

const KEY_NAME = /(编号|编码|代码|序列号|^id$|_id$|^objectid$|^code$|^fid$|^uuid$|^gid$|标识)/i;

/** A column of numbers or codes that is different in every row and is no field of the layer. */
function keyColumn(sample: Sample, matches: readonly ColumnMatch[]): string | undefined {
  const own = matches.find(({ field }) => field === 'source_id' || field === 'credit_code');
  if (own !== undefined && own.confidence >= 0.8) return own.column;
  const taken = new Set(matches.filter(({ confidence }) => confidence >= 0.8).map(({ column }) => column));
  return sample.columns.find((name) => {
    if (taken.has(name) || !KEY_NAME.test(name)) return false;
    const values = samplesOf(sample, name);
    return (
      values.length === sample.head.length && new Set(values).size === values.length && values.length > 0
    );
  });
}

/** Words of the file → words of the field, for every matched field that has words; those that match nothing apart. */
function wordsOf(
  layer: Layer,
  matches: readonly ColumnMatch[],
  sample: Sample,
): Pick<Guesses, 'values' | 'unknown'> {
  const values: Guesses['values'] = {};
  const unknown: Guesses['unknown'] = {};
  for (const { field, column, confidence } of matches) {
    if (confidence < 0.6 || !Object.hasOwn(layer.fields, field) || !hasWords(layer, field)) continue;
    const { matched, unmatched } = matchValues(layer, field, [...new Set(samplesOf(sample, column))]);
    const sure = matched.filter(({ confidence: own }) => own >= SURE_WORD);
    const said = sure.filter(({ why }) => why !== 'word').map(({ value, word }) => [value, word] as const);
    const unsure = matched.filter(({ confidence: own }) => own < SURE_WORD);
    const left = [...unsure, ...unmatched].map(({ value }) => value);
    if (said.length > 0) values[field] = Object.fromEntries(said);
    if (left.length > 0) unknown[field] = left;
  }
  return { values, unknown };
}

function systems(sample: Sample, matches: readonly ColumnMatch[]): Pick<Guesses, 'crs' | 'crsNote'> {
  const told = datumOfColumns(sample.columns);
  const named = told === undefined ? undefined : describeCrs(told);
  const column = (field: string) => matches.find((one) => one.field === field)?.column;
  const pairs =
    sample.geometries.length > 0 ? shapePairs(sample) : columnPairs(sample, column('lon'), column('lat'));
  if (sample.city.bbox === null || pairs.length === 0) return { crs: [], crsNote: null };
  const { ranking, note } = guessCrs(pairs, { bbox: sample.city.bbox });
  const crs: Guesses['crs'] = ranking.slice(0, 6).map(({ description, axes, share, fromFirstM }) => ({
    crs: description.id,
    label: { zh: description.zh, en: description.en },
    axes,
    confidence: Math.round(share * 100) / 100,
    fromFirstM: Math.round(fromFirstM * 10) / 10,
    reason: {
      zh: `${Math.round(share * 100)}% 的位置落在本市`,
      en: `${Math.round(share * 100)}% of the places fall into the city`,
    },
  }));
  if (named === undefined) return { crs, crsNote: note };
  const byName = crs.find((one) => one.crs === named.id);
  const rest = crs.filter((one) => one !== byName);
  const reason = { zh: '列名写明', en: 'the columns are named so' };
  return byName === undefined
    ? { crs, crsNote: note }
    : { crs: [{ ...byName, reason }, ...rest], crsNote: null };
}

function columnPairs(sample: Sample, lon: string | undefined, lat: string | undefined): Pair[] {
  if (lon === undefined || lat === undefined) return [];
  const [i, j] = [sample.columns.indexOf(lon), sample.columns.indexOf(lat)];
  return sample.head.flatMap((row): Pair[] => {
    const [x, y] = [number(row[i]), number(row[j])];
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
}

function number(text: string | null | undefined): number | undefined {
  const plain = text?.trim() ?? '';
  if (plain === '') return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : parseAngle(plain)?.degrees;
}

/** The first position of each geometry. */
function shapePairs({ geometries }: Sample): Pair[] {
  const first = (part: unknown): Pair | undefined => {
    if (!Array.isArray(part)) return undefined;
    const [x, y]: unknown[] = part;
    if (typeof x === 'number' && typeof y === 'number') return [x, y];
    return first(part[0]);
  };
  return geometries.flatMap((shape) => {
    const at =
      typeof shape === 'object' && shape !== null && 'coordinates' in shape
        ? first(shape.coordinates)
        : undefined;
    return at === undefined ? [] : [at];
  });
}
