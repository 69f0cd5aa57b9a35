/** Two or more lists of the same things: what stands in several, only in one, and where they contradict each other. */

import { normaliseName } from './names.ts';
import type { PreparedRecord, SameObject, SameObjectOptions } from './objects.ts';
import {
  blockingKeys,
  type MatchRecord,
  metresBetween,
  prepared,
  preparedScore,
  REVIEW,
  SAME,
} from './objects.ts';
import { simplified } from './traditional.ts';

export interface MatchList {
  readonly id: string;
  readonly records: readonly (MatchRecord & { readonly values?: Readonly<Record<string, unknown>> })[];
}

export interface Member {
  readonly list: string;
  /** Place in the list. */
  readonly index: number;
}

export interface Conflict {
  readonly field: string;
  /** What each member says, in the order of the members; null = nothing. */
  readonly values: readonly unknown[];
}

export interface MatchedGroup {
  /** At most one of each list, in the order of the lists. */
  readonly members: readonly Member[];
  /** The weakest link that holds the group together. */
  readonly score: number;
  readonly conflicts: readonly Conflict[];
}

export interface MatchPair {
  readonly a: Member;
  readonly b: Member;
  readonly same: SameObject;
}

export interface MatchedLists {
  /** Objects that stand in two lists or more. */
  readonly matched: readonly MatchedGroup[];
  /** Places of the records that stand in no other list, by list. */
  readonly onlyIn: Readonly<Record<string, readonly number[]>>;
  /** Pairs of two lists that a person should look at, the likeliest first. */
  readonly review: readonly MatchPair[];
  /** Pairs inside one list that look like one object. */
  readonly duplicates: readonly MatchPair[];
  /** Pairs that were compared, and keys left out because too many share them. */
  readonly compared: number;
  readonly crowdedKeys: number;
}

export interface MatchListsOptions extends SameObjectOptions {
  /** Records under one key beyond which it tells nothing. */
  readonly crowd?: number;
}

/** Keys shared by more records than this are left out: n lists need no n² comparisons. */
const CROWD = 60;

export function matchLists(lists: readonly MatchList[], options: MatchListsOptions = {}): MatchedLists {
  const all = lists.flatMap((list, at) =>
    list.records.map((record, index): Entry => ({ at, index, own: prepared(record, options) })),
  );
  const { pairs, crowdedKeys } = candidates(all, options.crowd ?? CROWD);
  const found: { a: number; b: number; same: SameObject }[] = [];
  for (const [a, b] of pairs) {
    const [one, other] = [all[a], all[b]];
    if (one === undefined || other === undefined) continue;
    const same = preparedScore(one.own, other.own, options);
    if (same.score >= REVIEW) found.push({ a, b, same });
  }
  found.sort((one, other) => other.same.score - one.same.score || one.a - other.a || one.b - other.b);
  const across = found.filter(({ a, b }) => all[a]?.at !== all[b]?.at);
  const groups = grouped(all, across);
  const member = (entry: number): Member => {
    const { at, index } = all[entry] as Entry;
    return { list: lists[at]?.id ?? '', index };
  };
  const pair = ({ a, b, same }: (typeof found)[number]): MatchPair => ({ a: member(a), b: member(b), same });
  const joined = new Set(groups.flatMap(({ entries }) => entries));
  const groupOf = new Map(
    groups.flatMap(({ entries }, index) => entries.map((entry) => [entry, index] as const)),
  );
  return {
    matched: groups.map(({ entries, score }) => ({
      members: entries.map(member),
      score,
      conflicts: conflictsOf(entries.map((entry) => recordOf(lists, all[entry] as Entry))),
    })),
    onlyIn: Object.fromEntries(
      lists.map(({ id }, at) => [
        id,
        all.flatMap((entry, index) => (entry.at === at && !joined.has(index) ? [entry.index] : [])),
      ]),
    ),
    // what already is one group needs no question
    review: across
      .filter(({ a, b }) => groupOf.get(a) === undefined || groupOf.get(a) !== groupOf.get(b))
      .map(pair),
    duplicates: found.filter(({ a, b }) => all[a]?.at === all[b]?.at).map(pair),
    compared: pairs.length,
    crowdedKeys,
  };
}

interface Entry {
  readonly at: number;
  readonly index: number;
  readonly own: PreparedRecord;
}

function recordOf(lists: readonly MatchList[], { at, index }: Entry): MatchList['records'][number] {
  return lists[at]?.records[index] ?? {};
}

/** Pairs that share a key which not too many share. */
function candidates(
  all: readonly Entry[],
  crowd: number,
): { pairs: (readonly [number, number])[]; crowdedKeys: number } {
  const blocks = new Map<string, number[]>();
  for (const [index, { own }] of all.entries())
    for (const key of blockingKeys(own)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  const seen = new Set<number>();
  const pairs: (readonly [number, number])[] = [];
  let crowdedKeys = 0;
  for (const [key, block] of blocks) {
    // an equal code is never too common to matter
    if (block.length > crowd && !key.startsWith('c:')) {
      crowdedKeys++;
      continue;
    }
    for (const [at, a] of block.entries())
      for (const b of block.slice(at + 1)) {
        const pair = a * all.length + b;
        if (seen.has(pair)) continue;
        seen.add(pair);
        pairs.push([a, b]);
      }
  }
  return { pairs, crowdedKeys };
}

/** Groups with at most one record of each list, the surest pairs first. */
function grouped(
  all: readonly Entry[],
  pairs: readonly { readonly a: number; readonly b: number; readonly same: SameObject }[],
): { entries: number[]; score: number }[] {
  const groupOf = new Map<number, { entries: number[]; score: number }>();
  for (const { a, b, same } of pairs) {
    if (same.score < SAME) break;
    const one = groupOf.get(a) ?? { entries: [a], score: 1 };
    const other = groupOf.get(b) ?? { entries: [b], score: 1 };
    if (one === other) continue;
    const entries = [...one.entries, ...other.entries];
    if (new Set(entries.map((entry) => all[entry]?.at)).size < entries.length) continue;
    const group = {
      entries: entries.toSorted((x, y) => x - y),
      score: Math.min(one.score, other.score, same.score),
    };
    for (const entry of entries) groupOf.set(entry, group);
  }
  return [...new Set(groupOf.values())].filter(({ entries }) => entries.length > 1);
}

/** Fields in which the members say different things; what one of them does not say is no conflict. */
function conflictsOf(records: readonly MatchList['records'][number][]): Conflict[] {
  const conflicts: Conflict[] = [];
  const fields = new Set(records.flatMap(({ values }) => Object.keys(values ?? {})));
  const told = (field: string, values: readonly unknown[], same: (a: unknown, b: unknown) => boolean) => {
    const said = values.filter((value) => value !== null && value !== undefined && value !== '');
    if (said.some((value) => !same(value, said[0])))
      conflicts.push({ field, values: values.map((value) => value ?? null) });
  };
  const name = (value: unknown) => normaliseName(String(value));
  told(
    'name',
    records.map((record) => record.name),
    (a, b) => name(a) === name(b),
  );
  told(
    'credit_code',
    records.map((record) => record.credit_code),
    (a, b) => String(a).toUpperCase() === String(b).toUpperCase(),
  );
  const places = records.flatMap(({ at }) => (at == null ? [] : [at]));
  const first = places[0];
  if (first !== undefined && places.some((at) => metresBetween(at, first) > FAR_M))
    conflicts.push({ field: 'at', values: records.map(({ at }) => at ?? null) });
  for (const field of fields)
    if (!['name', 'credit_code', 'at'].includes(field))
      told(
        field,
        records.map(({ values }) => values?.[field]),
        sameValue,
      );
  return conflicts;
}

/** Places farther apart are not one place. */
const FAR_M = 200;

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  const plain = (value: unknown) =>
    simplified(String(value).normalize('NFKC').toLowerCase()).replaceAll(/\s+/g, '');
  return plain(a) === plain(b);
}
