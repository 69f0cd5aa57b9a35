/** How far a theme map has come: means of what is told, by category and upward by region. */
import { regionPrefix } from '../../../data/geo/region-prefix.ts';
import type { ThemeRegion } from '../../../data/regions/theme-table.ts';

type Row = Pick<ThemeRegion, 'code' | 'category' | 'progress'>;

export interface Progress {
  /** Regions on the map. */
  readonly count: number;
  /** Of them, those whose progress is told. */
  readonly told: number;
  /** Mean of those, percent; null = of none. */
  readonly mean: number | null;
}

export function progressOf(rows: readonly Row[]): Progress {
  const told = rows.flatMap(({ progress }) => progress ?? []);
  return {
    count: rows.length,
    told: told.length,
    mean: told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0) / told.length,
  };
}

/** The progress of each region of a higher level, over those of its regions that are on the map. */
export function upward<R extends { readonly code: string }>(
  rows: readonly Row[],
  above: readonly R[],
): (R & Progress)[] {
  return above
    .map((region) => ({
      ...region,
      ...progressOf(rows.filter(({ code }) => code.startsWith(regionPrefix(region.code)))),
    }))
    .filter(({ count }) => count > 0);
}
