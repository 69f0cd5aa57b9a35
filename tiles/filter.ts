/** What a reader narrows a layer's tiles to: grades and sectors. */
import { SECTORS } from '../data/tables/sectors.ts';

export interface TileFilter {
  /** Only these grades; null stands for not assessed. Absent = all. */
  readonly grade?: readonly (1 | 2 | 3 | 4 | null)[];
  /** Only these sectors. Absent = all. */
  readonly sector?: readonly string[];
}

const GRADES: Readonly<Record<string, 1 | 2 | 3 | 4 | null>> = { '1': 1, '2': 2, '3': 3, '4': 4, null: null };

/** Reads `grade=1,2,null` and `sector=a,b`; undefined when a value is none of the known ones. */
export function parseTileFilter(
  grade: string | undefined,
  sector: string | undefined,
): TileFilter | undefined {
  const grades = grade?.split(',').map((word) => GRADES[word]);
  const sectors = sector?.split(',');
  if (grades?.some((value) => value === undefined)) return undefined;
  if (sectors?.some((id) => !SECTORS.some((known) => known.id === id))) return undefined;
  return {
    ...(grades && { grade: [...new Set(grades as (1 | 2 | 3 | 4 | null)[])].sort(nullsLast) }),
    ...(sectors && { sector: [...new Set(sectors)].sort() }),
  };
}

const nullsLast = (a: number | null, b: number | null) => (a ?? 9) - (b ?? 9);

/** The same text for the same filter, for cache keys. */
export function filterKey(filter: TileFilter): string {
  return `${filter.grade?.join(',') ?? ''}/${filter.sector?.join(',') ?? ''}`;
}
