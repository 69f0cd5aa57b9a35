/** Columns of a file → fields of a layer, one to one, by name, synonym and content, with how sure that is. */
import type { Layer } from '../../layer.ts';
import { bestAssignment } from './assignment.ts';
import { contentFit, looksLikeNames } from './content.ts';
import { OF_LAYER, SYNONYMS } from './field-synonyms.ts';
import { simplified } from './traditional.ts';

export interface SampledColumn {
  readonly name: string;
  /** Values from all over the file, as it writes them; some hundred are enough. */
  readonly samples: readonly string[];
}

export interface ColumnMatch {
  readonly column: string;
  /** Field of the layer, or lon, lat, wkt. */
  readonly field: string;
  /** 0-1; from 0.8 nobody need look. */
  readonly confidence: number;
  /** What spoke for it most. */
  readonly why: 'name' | 'synonym' | 'content';
}

export interface MatchOptions {
  /** West, south, east, north of the city: tells coordinates from other numbers. */
  readonly city?: readonly [number, number, number, number] | undefined;
  /** Pairs that a person has confirmed or forbidden for this source: the rest is matched around them. */
  readonly fixed?: readonly { readonly column: string; readonly field: string | null }[];
}

/** Weaker matches are not offered. */
const WEAKEST = 0.4;
/** Columns that are looked at: the refusal of wider files is the reader's. */
const MOST_COLUMNS = 500;

/**
 * The one-to-one assignment with the greatest total of confidence cubed, so that a sure match is hardly given up for two
 * doubtful ones, and a field's own name or label never; in the order of the file's columns. Columns and fields that match nothing are left out.
 */
export function matchColumns(
  layer: Layer,
  columns: readonly SampledColumn[],
  options: MatchOptions = {},
): ColumnMatch[] {
  const fixed = options.fixed ?? [];
  const taken = new Set(fixed.map(({ field }) => field));
  const free = columns
    .slice(0, MOST_COLUMNS)
    .filter(({ name }) => !fixed.some(({ column }) => column === name));
  const fields = fieldsOf(layer).filter((name) => !taken.has(name));
  const named = fields.map((field) => knownNames(layer, field));
  const scores = free.map((column) => {
    const spoken = spokenName(column.name);
    return fields.map((field, index) =>
      scored(layer, field, named[index] ?? [], column, spoken, options.city),
    );
  });
  // the earlier of two equals: a millionth a column
  const weights = scores.map((row, at) => row.map((score) => weightOf(score) * (1 - at * 1e-6)));
  const assigned = bestAssignment(weights);
  const found = free.flatMap((column, row): ColumnMatch[] => {
    const at = assigned[row] ?? -1;
    const [field, score] = [fields[at], scores[row]?.[at]];
    if (field === undefined || score === undefined) return [];
    return [
      { column: column.name, field, confidence: Math.round(score.confidence * 100) / 100, why: score.why },
    ];
  });
  const kept = fixed.flatMap(({ column, field }): ColumnMatch[] =>
    field === null ? [] : [{ column, field, confidence: 1, why: 'name' }],
  );
  const order = new Map(columns.map(({ name }, index) => [name, index]));
  return [...kept, ...found].toSorted((a, b) => (order.get(a.column) ?? 0) - (order.get(b.column) ?? 0));
}

/** A field's own name or label outweighs whatever else its column could be; cubes keep sure matches from two doubtful ones. */
function weightOf({ confidence, why }: Score): number {
  if (confidence < WEAKEST) return 0;
  return why === 'name' && confidence > 0.99 ? 10 : confidence ** 3;
}

/** Everything that a column can fill. */
function fieldsOf(layer: Layer): string[] {
  const own = Object.entries(layer.fields).filter(([, field]) => field.derived !== true);
  return [...own.map(([name]) => name), ...(layer.geometry.includes('Point') ? ['lon', 'lat'] : []), 'wkt'];
}

interface Named {
  readonly spoken: string;
  readonly score: number;
  readonly why: 'name' | 'synonym';
}

/** Made once for each layer. */
const NAMES = new WeakMap<Layer, Map<string, readonly Named[]>>();

function knownNames(layer: Layer, field: string): readonly Named[] {
  const known = NAMES.get(layer) ?? new Map<string, readonly Named[]>();
  NAMES.set(layer, known);
  const names = known.get(field) ?? namesOf(layer, field);
  known.set(field, names);
  return names;
}

/** What a field may be called, the surest first: its own name and labels, then synonyms. */
function namesOf(layer: Layer, field: string): Named[] {
  const label = layer.fields[field]?.label;
  const own = [field, ...(label === undefined ? [] : [label.zh, label.en])];
  const synonyms = [OF_LAYER[layer.id]?.[field], SYNONYMS[field]].flatMap((list) => list?.split('|') ?? []);
  const layerName = field === 'name' ? [`${layer.label.zh}名称`, `${layer.label.en} name`] : [];
  return [
    ...own.map((name): Named => ({ spoken: spokenName(name), score: 1, why: 'name' })),
    // the first synonyms are the usual ones; the last are other fields' words too
    ...[...layerName, ...synonyms].map(
      (name, index): Named => ({
        spoken: spokenName(name),
        score: Math.max(0.85, 0.94 - index * 0.003),
        why: 'synonym',
      }),
    ),
  ];
}

interface Score {
  readonly confidence: number;
  readonly why: ColumnMatch['why'];
}

function scored(
  layer: Layer,
  field: string,
  names: readonly Named[],
  column: SampledColumn,
  spoken: string,
  city: MatchOptions['city'],
): Score {
  const name = nameScore(names, spoken);
  const content = contentFit(layer, field, column.samples, city);
  const byContent = content === undefined ? 0 : content.fit > 0.8 ? content.fit * content.strength : 0;
  if (name === undefined) {
    const names = field === 'name' ? 0.5 * looksLikeNames(column.samples) : 0;
    return { confidence: Math.max(byContent, names), why: 'content' };
  }
  // values that cannot be the field speak against the name, values that can only be it speak for it
  const doubt = content === undefined ? 1 : 0.4 + 0.6 * Math.min(1, content.fit / 0.8);
  const support = (1 - name.score) * (content?.fit ?? 0) * (content?.strength ?? 0);
  const confidence = Math.min(1, (name.score + support) * doubt);
  return byContent > confidence ? { confidence: byContent, why: 'content' } : { confidence, why: name.why };
}

/** Equal to one of the names; or one inside the other, in proportion to how much of it that is. */
function nameScore(names: readonly Named[], spoken: string): Named | undefined {
  // numbers of rows move when the file is sorted: they identify nothing
  if (spoken === '' || ROW_NUMBERS.has(spoken)) return undefined;
  let best: Named | undefined;
  for (const one of names) {
    const score = one.spoken === spoken ? one.score : partScore(one.spoken, spoken) * one.score;
    if (score > (best?.score ?? 0))
      best = { ...one, score, why: one.spoken === spoken ? one.why : 'synonym' };
  }
  return best !== undefined && best.score >= 0.35 ? best : undefined;
}

const ROW_NUMBERS = new Set(['序号', '行号', 'no', 'rownum', 'rownumber', 'rowid', 'sn']);

function partScore(known: string, spoken: string): number {
  const [short, long] = known.length < spoken.length ? [known, spoken] : [spoken, known];
  const han = /\p{Script=Han}/u.test(short);
  if (short.length < (han ? 2 : 4) || !long.includes(short)) return 0;
  const share = short.length / long.length;
  // 企业详细地址 ends with what it is; 地址编号 does not
  return long.endsWith(short) && known === short ? 0.55 + 0.35 * share : 0.3 + 0.5 * share;
}

/** Half width, simplified, lower case; without units and remarks in brackets, stars, numbers in front, separators. */
function spokenName(name: string): string {
  const plain = simplified(name.slice(0, 200).normalize('NFKC').toLowerCase())
    .replaceAll(/[([{【〔].*?[)\]}】〕]/g, '')
    .replace(/^\s*(?:\d+[.、)]|[*#]+)/, '')
    .replaceAll(/[\s_\-*:：/.、"'“”]+/g, '')
    // which datum a coordinate is in says nothing about which coordinate it is
    .replaceAll(/wgs-?84|gcj-?02|bd-?09|cgcs2000|国家2000|高德|百度|腾讯|火星/g, '');
  return plain.slice(0, 60);
}

/** The datum that the names of coordinate columns mention: lng_gcj02, 百度经度; undefined when none or several do. */
export function datumOfColumns(
  names: readonly string[],
): 'GCJ-02' | 'BD-09' | 'EPSG:4326' | 'EPSG:4490' | undefined {
  const told = names.flatMap((name) => {
    const plain = name.normalize('NFKC').toLowerCase();
    if (/gcj-?_?02|高德|腾讯|火星/.test(plain)) return ['GCJ-02' as const];
    if (/bd-?_?09|百度/.test(plain)) return ['BD-09' as const];
    if (/wgs-?_?(19)?84|gps/.test(plain)) return ['EPSG:4326' as const];
    return /cgcs-?_?2000|国家2000|2000坐标/.test(plain) ? ['EPSG:4490' as const] : [];
  });
  return new Set(told).size === 1 ? told[0] : undefined;
}
