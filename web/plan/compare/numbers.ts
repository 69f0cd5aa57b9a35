/** Objects by grade on both maps of a comparison, layer by layer, and how they differ. */
import { GRADE_KEYS, type GradeKey } from '../../../data/grade.ts';
import type { LayerSummary } from '../../api.ts';
import { gradeCounts, shownCount } from '../../explore/shown-counts.ts';
import { isLayerId } from '../../layers.ts';
import type { Shown } from '../../map/props.ts';

type Counted = Pick<LayerSummary, 'id' | 'label' | 'count' | 'graded' | 'byGrade' | 'kinds'>;

/** What one map draws of a layer; null = the layer is off there. */
export interface SideCounts {
  readonly total: number;
  /** null = the layer has no grades. */
  readonly byGrade: Readonly<Record<GradeKey, number>> | null;
}

export interface LayerNumbers {
  readonly id: string;
  readonly label: Counted['label'];
  readonly a: SideCounts | null;
  readonly b: SideCounts | null;
}

/** Every layer that is on at least on one side; `countsA`, `countsB` are of that side's day and conditions. */
export function compareNumbers(
  countsA: readonly Counted[],
  shownA: Shown,
  countsB: readonly Counted[],
  shownB: Shown,
): LayerNumbers[] {
  return countsA.flatMap((layer) => {
    const a = sideOf(layer, shownA);
    const b = sideOf(countsB.find(({ id }) => id === layer.id) ?? null, shownB);
    return a || b ? [{ id: layer.id, label: layer.label, a, b }] : [];
  });
}

function sideOf(layer: Counted | null, shown: Shown): SideCounts | null {
  const filter = layer && isLayerId(layer.id) ? shown.layers[layer.id] : undefined;
  if (!layer || !filter?.on) return null;
  const total = shownCount(layer, filter);
  if (!layer.byGrade) return { total, byGrade: null };
  const counts = gradeCounts(layer, filter);
  const byGrade = Object.fromEntries(
    GRADE_KEYS.map((key) => [key, !filter.grades || filter.grades.includes(key) ? counts[key] : 0]),
  ) as Record<GradeKey, number>;
  return { total, byGrade };
}

/** Right less left; null where one of them is not drawn. */
export function difference(a: number | undefined, b: number | undefined): number | null {
  return a === undefined || b === undefined ? null : b - a;
}

/** +12, −3, 0: with a true minus, so that columns line up. */
export function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`;
}
