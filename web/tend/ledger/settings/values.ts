/** Values of the settings compared, and what is wrong with a row of them. */
import type { SettingPart } from '../../../../data/ledger/setting-rows.ts';
import { pathKey } from './setting-errors.ts';

/** Sets keep no order. */
const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
export const sameValue = (one: unknown, other: unknown): boolean => plain(one) === plain(other);

/** What is wrong with a row: with one of its values, or with their order. */
export function errorsOf(parts: readonly SettingPart[], errors: ReadonlyMap<string, string>): string[] {
  const keys = new Set(parts.flatMap(({ path }) => path.map((_, at) => pathKey(path.slice(0, at + 1)))));
  return [...errors].filter(([key]) => keys.has(key)).map(([, sentence]) => sentence);
}
