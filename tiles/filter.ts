/** What a reader narrows a layer's tiles to: grades, sectors and kinds, a condition, and a day of the past. */
import { type AsOf, asOfKey } from './as-of.ts';

/** A condition of the reader, checked already: its text for cache keys, and how it is asked of the layer's columns. */
export interface Where {
  readonly text: string;
  readonly sql: (add: (value: unknown) => string) => string;
}

export interface TileFilter {
  /** Only these grades; null stands for not assessed. Absent = all. */
  readonly grade?: readonly (1 | 2 | 3 | 4 | null)[];
  /** Only these sectors. Absent = all. */
  readonly sector?: readonly string[];
  /** Only these words of the layer's kind field. Absent = all. */
  readonly kind?: readonly string[];
  /** Only objects for which it holds. Absent = all. */
  readonly where?: Where;
  /** A graded layer as it was on a day. Absent = as it is. */
  readonly asOf?: AsOf;
}

/** The same text for the same filter, for cache keys. */
export function filterKey({ grade, sector, kind, where, asOf }: TileFilter): string {
  const list = (values: readonly (string | number | null)[] | undefined) =>
    values === undefined ? '' : [...new Set(values.map(String))].sort().join(',');
  return `${list(grade)}/${list(sector)}/${list(kind)}${where ? `?${where.text}` : ''}${asOfKey(asOf)}`;
}
