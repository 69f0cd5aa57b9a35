/** What a reader narrows a layer's tiles to: grades, sectors and kinds, and a day of the past. */
import { type AsOf, asOfKey } from './as-of.ts';

export interface TileFilter {
  /** Only these grades; null stands for not assessed. Absent = all. */
  readonly grade?: readonly (1 | 2 | 3 | 4 | null)[];
  /** Only these sectors. Absent = all. */
  readonly sector?: readonly string[];
  /** Only these words of the layer's kind field. Absent = all. */
  readonly kind?: readonly string[];
  /** A graded layer as it was on a day. Absent = as it is. */
  readonly asOf?: AsOf;
}

/** The same text for the same filter, for cache keys. */
export function filterKey({ grade, sector, kind, asOf }: TileFilter): string {
  const list = (values: readonly (string | number | null)[] | undefined) =>
    values === undefined ? '' : [...new Set(values.map(String))].sort().join(',');
  return `${list(grade)}/${list(sector)}/${list(kind)}${asOfKey(asOf)}`;
}
