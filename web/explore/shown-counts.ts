/** Counts by grade of a layer under the chosen sectors: the server's numbers, only added up. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { LayerSummary } from '../api.ts';

export function shownCounts(
  layer: Pick<LayerSummary, 'byGrade' | 'sectors'>,
  sectors: readonly string[] | null,
): Readonly<Record<GradeKey, number>> {
  const whole = Object.fromEntries(GRADE_KEYS.map((key) => [key, layer.byGrade?.[key] ?? 0]));
  if (!sectors || !layer.sectors) return whole as Record<GradeKey, number>;
  const chosen = layer.sectors.filter((sector) => sectors.includes(sector.id));
  return Object.fromEntries(
    GRADE_KEYS.map((key) => [key, chosen.reduce((total, sector) => total + (sector.byGrade?.[key] ?? 0), 0)]),
  ) as Record<GradeKey, number>;
}
