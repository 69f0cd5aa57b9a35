/**
 * A reader's scope spelled out in the statement. The row policies enforce it anyway; said here as constant, leakproof
 * ranges it lets the planner use the index on the region code for people who see only a part of the city.
 */
import { regionPrefix } from '../data/geo/region-prefix.ts';
import type { Reader } from '../data/layer.ts';

/** `true`, or the ranges of region codes within the reader's scope. Relies on a text_pattern_ops index. */
export function scopeCondition(column: string, reader: Reader, addParam: (value: unknown) => string): string {
  if (reader.regions === null) return 'true';
  if (reader.regions.length === 0) return 'false';
  const ranges = reader.regions.map((code) => {
    const prefix = regionPrefix(code);
    // ':' follows '9' in byte order, so the range ends after the last code with this prefix
    return `(${column} ~>=~ ${addParam(prefix)}::text and ${column} ~<~ ${addParam(`${prefix}:`)}::text)`;
  });
  return `(${ranges.join(' or ')})`;
}
