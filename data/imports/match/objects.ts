/** Whether two records are one object: evidence for and against, added up, with its reasons. */
import { isCreditCode } from '../../credit-code.ts';
import type { Text } from '../../layer.ts';
import { type AddressParts, parseAddress } from './addresses.ts';
import {
  bigramsShared,
  type NameOptions,
  type NameParts,
  nameParts,
  normaliseName,
  partsSimilarity,
} from './names.ts';

/** What is compared; everything but the name may be missing. */
export interface MatchRecord {
  readonly name?: string | null | undefined;
  readonly credit_code?: string | null | undefined;
  readonly at?: readonly [lon: number, lat: number] | null | undefined;
  readonly address?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

export interface Reason extends Text {
  readonly kind: 'credit_code' | 'name' | 'place' | 'address' | 'phone' | 'rule';
  /** For (above 0) or against; the logarithm of the odds. */
  readonly weight: number;
}

export interface SameObject {
  /** 0-1, the odds of the weights; not a frequency measured on this city's data. */
  readonly score: number;
  readonly verdict: 'same' | 'review' | 'different';
  /** The strongest first. */
  readonly reasons: readonly Reason[];
}

/** From here two records are one without a question; below `REVIEW` nobody is asked. */
export const SAME = 0.95;
export const REVIEW = 0.3;

/** What a person decided about a pair: kept by `pairKey`, asked before anything else. */
export type MatchRules = ReadonlyMap<string, 'same' | 'different'>;

export interface SameObjectOptions extends NameOptions {
  readonly rules?: MatchRules | undefined;
}

/** A record with everything computed once. */
export interface PreparedRecord {
  readonly record: MatchRecord;
  readonly normal: string;
  readonly parts: NameParts;
  readonly code: string | null;
  readonly address: AddressParts | null;
  readonly phone: string | null;
}

export function prepared(record: MatchRecord, options: NameOptions = {}): PreparedRecord {
  const code = record.credit_code?.normalize('NFKC').trim().toUpperCase() ?? '';
  const phone =
    record.phone
      ?.normalize('NFKC')
      .replaceAll(/\D/g, '')
      .replace(/^86(?=1\d{10}$)/, '') ?? '';
  return {
    record,
    normal: normaliseName(record.name ?? ''),
    parts: nameParts(record.name ?? '', options),
    code: isCreditCode(code) ? code : null,
    address: record.address == null || record.address.trim() === '' ? null : parseAddress(record.address),
    phone: phone.length >= 7 ? phone : null,
  };
}

/** The key under which a decision about a pair is remembered: the same whichever comes first. */
export function pairKey(a: MatchRecord, b: MatchRecord): string {
  const own = (record: MatchRecord) =>
    `${normaliseName(record.name ?? '')}|${record.credit_code?.toUpperCase() ?? ''}`;
  return [own(a), own(b)].toSorted().join('\n');
}

export function sameObjectScore(a: MatchRecord, b: MatchRecord, options: SameObjectOptions = {}): SameObject {
  return preparedScore(prepared(a, options), prepared(b, options), options);
}

/** The same for prepared records, which is faster for lists. */
export function preparedScore(
  a: PreparedRecord,
  b: PreparedRecord,
  { rules }: SameObjectOptions = {},
): SameObject {
  const ruled = rules === undefined || rules.size === 0 ? undefined : rules.get(pairKey(a.record, b.record));
  if (ruled !== undefined) {
    const weight = ruled === 'same' ? 20 : -20;
    const reason: Reason = { kind: 'rule', weight, zh: '此前的人工判定', en: 'Decided by a person before' };
    return { score: ruled === 'same' ? 1 : 0, verdict: ruled, reasons: [reason] };
  }
  const reasons = [codes(a, b), names(a, b), distances(a, b), addresses(a, b), phones(a, b)].filter(
    (one) => one !== undefined,
  );
  // most pairs that share a block are two objects
  const odds = reasons.reduce((sum, { weight }) => sum + weight, -3);
  const score = 1 / (1 + Math.exp(-odds));
  return {
    score,
    verdict: score >= SAME ? 'same' : score >= REVIEW ? 'review' : 'different',
    reasons: reasons.toSorted((one, other) => Math.abs(other.weight) - Math.abs(one.weight)),
  };
}

function codes(a: PreparedRecord, b: PreparedRecord): Reason | undefined {
  if (a.code === null || b.code === null) return undefined;
  if (a.code === b.code)
    return { kind: 'credit_code', weight: 12, zh: '信用代码相同', en: 'Same credit code' };
  // characters 9-17 are the organisation's own, which stays when it moves to another registry (GB 32100-2015, GB 11714)
  if (a.code.slice(8, 17) === b.code.slice(8, 17))
    return {
      kind: 'credit_code',
      weight: 6,
      zh: '主体标识码（组织机构代码）相同',
      en: 'Same organisation code inside the credit code',
    };
  return { kind: 'credit_code', weight: -6, zh: '信用代码不同', en: 'Different credit codes' };
}

function names(a: PreparedRecord, b: PreparedRecord): Reason | undefined {
  if (a.normal === '' || b.normal === '') return undefined;
  if (a.normal === b.normal) {
    // a registry gives a full name once, but every city has its registry: without a place or a code a person looks
    const full = a.parts.form !== '' && a.parts.core.length >= 4;
    return { kind: 'name', weight: full ? 5.8 : 4.5, zh: '名称相同', en: 'Same name' };
  }
  const likeness = partsSimilarity(a.parts, b.parts);
  // 0.75 speaks neither for nor against
  const weight = likeness >= 0.75 ? (likeness - 0.75) * 18 : Math.max(-6, (likeness - 0.75) * 14);
  const percent = Math.round(likeness * 100);
  return { kind: 'name', weight, zh: `名称相似度 ${percent}%`, en: `Names ${percent}% alike` };
}

/** Distance in metres → weight, linear in the logarithm between these. */
const DISTANCES: readonly (readonly [distanceM: number, weight: number])[] = [
  [30, 2.5],
  [200, 1.5],
  [1000, 0.3],
  [5000, -1.5],
  [20_000, -3],
  [100_000, -4],
];

function distances(a: PreparedRecord, b: PreparedRecord): Reason | undefined {
  const [one, other] = [a.record.at, b.record.at];
  if (one == null || other == null) return undefined;
  const distanceM = metresBetween(one, other);
  const said = distanceM < 1000 ? `${Math.round(distanceM)}` : `${Math.round(distanceM / 100) / 10}`;
  return {
    kind: 'place',
    weight: interpolated(DISTANCES, Math.max(1, distanceM)),
    zh: `相距 ${said} ${distanceM < 1000 ? '米' : '公里'}`,
    en: `${said} ${distanceM < 1000 ? 'm' : 'km'} apart`,
  };
}

function addresses(a: PreparedRecord, b: PreparedRecord): Reason | undefined {
  if (a.address === null || b.address === null) return undefined;
  const [one, other] = [a.address, b.address];
  if (one.road !== null && other.road !== null && one.road === other.road) {
    if (one.number !== null && one.number === other.number && one.lane === other.lane)
      return { kind: 'address', weight: 1.8, zh: '路名门牌相同', en: 'Same road and number' };
    if (one.number !== null && other.number !== null && one.number !== other.number)
      return { kind: 'address', weight: -0.8, zh: '同一条路，门牌不同', en: 'Same road, other number' };
    return { kind: 'address', weight: 0.5, zh: '同一条路', en: 'Same road' };
  }
  const text = (parts: AddressParts) =>
    `${parts.township ?? ''}${parts.village ?? ''}${parts.road ?? ''}${parts.number ?? ''}${parts.rest}`;
  const likeness = bigramsShared(text(one), text(other));
  if (likeness < 0.3) return { kind: 'address', weight: -0.7, zh: '地址不同', en: 'Other address' };
  return { kind: 'address', weight: 1.2 * (likeness - 0.3), zh: '地址相近', en: 'Similar address' };
}

function phones(a: PreparedRecord, b: PreparedRecord): Reason | undefined {
  if (a.phone === null || b.phone === null) return undefined;
  const same = a.phone.endsWith(b.phone) || b.phone.endsWith(a.phone);
  if (!same) return { kind: 'phone', weight: -0.3, zh: '电话不同', en: 'Other telephone' };
  return { kind: 'phone', weight: 2, zh: '电话相同', en: 'Same telephone' };
}

/** Haversine on a sphere of 6371.0088 km: right to half a per cent. */
export function metresBetween(
  [lonA, latA]: readonly [number, number],
  [lonB, latB]: readonly [number, number],
): number {
  const turn = Math.PI / 180;
  const h =
    Math.sin(((latB - latA) * turn) / 2) ** 2 +
    Math.cos(latA * turn) * Math.cos(latB * turn) * Math.sin(((lonB - lonA) * turn) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

function interpolated(table: readonly (readonly [number, number])[], value: number): number {
  let before = table[0];
  if (before === undefined) return 0;
  for (const point of table) {
    if (value <= point[0]) {
      if (point === before) return point[1];
      const part = Math.log(value / before[0]) / Math.log(point[0] / before[0]);
      return before[1] + part * (point[1] - before[1]);
    }
    before = point;
  }
  return before[1];
}

/** Side of the cells by which near records find each other, degrees: about a kilometre. */
const CELL = 0.01;

/**
 * Keys of which two records of one object share at least one: the code, the beginning and end of the name's core, the
 * telephone, the house, and every pair of characters of the core within about 500 m.
 */
export function blockingKeys({ record, parts, code, address, phone }: PreparedRecord): string[] {
  const keys = new Set<string>();
  if (code !== null) {
    keys.add(`c:${code}`);
    keys.add(`o:${code.slice(8, 17)}`);
  }
  if (phone !== null) keys.add(`p:${phone.slice(-8)}`);
  if (address?.road != null && address.number !== null)
    keys.add(`a:${address.road}${address.lane ?? ''}-${address.number}`);
  const core = [...parts.core];
  if (core.length > 0) {
    keys.add(`f:${core.slice(0, 4).join('')}`);
    keys.add(`l:${core.slice(-4).join('')}`);
    // one wrong or missing character among the first four
    if (core.length >= 4) keys.add(`s:${core.slice(0, 2).join('')}${core.slice(-2).join('')}`);
  }
  if (record.at != null) {
    const pieces = core.length < 2 ? core : core.slice(1).map((one, index) => `${core[index]}${one}`);
    // two grids, half a cell apart each way: whoever is nearer than half a cell shares a cell of one of the four
    for (const [east, north] of [
      [0, 0],
      [0.5, 0],
      [0, 0.5],
      [0.5, 0.5],
    ] as const) {
      const cell = `${Math.floor(record.at[0] / CELL + east)},${Math.floor(record.at[1] / CELL + north)},${east}${north}`;
      for (const piece of new Set(pieces)) keys.add(`g:${cell}:${piece}`);
    }
  }
  return [...keys];
}
