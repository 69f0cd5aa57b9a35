/** Counts of a layer under its filters: the server's numbers, only added up. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';
import type { LayerSummary } from '../api.ts';
import type { LayerShown } from '../map/props.ts';

type Counted = Pick<LayerSummary, 'count' | 'byGrade' | 'kinds'>;
type Filter = Pick<LayerShown, 'kinds' | 'grades'>;

/** Objects of each grade among the chosen kinds. */
export function gradeCounts(layer: Counted, { kinds }: Filter): Readonly<Record<GradeKey, number>> {
  const parts = kinds && layer.kinds ? layer.kinds.filter(({ id }) => kinds.includes(id)) : [layer];
  return Object.fromEntries(
    GRADE_KEYS.map((key) => [key, parts.reduce((sum, { byGrade }) => sum + (byGrade?.[key] ?? 0), 0)]),
  ) as Record<GradeKey, number>;
}

/** Objects of a kind among the chosen grades; of a layer without grades all of them. */
export function kindCount(kind: NonNullable<LayerSummary['kinds']>[number], { grades }: Filter): number {
  const { byGrade } = kind;
  if (!grades || !byGrade) return kind.count;
  return grades.reduce((sum, key) => sum + (byGrade[key] ?? 0), 0);
}

/** All objects that the filters leave. */
export function shownCount(layer: Counted, filter: Filter): number {
  if (!layer.byGrade) {
    const { kinds } = filter;
    if (!kinds || !layer.kinds) return layer.count;
    return layer.kinds.reduce((sum, kind) => sum + (kinds.includes(kind.id) ? kind.count : 0), 0);
  }
  const counts = gradeCounts(layer, filter);
  return (filter.grades ?? GRADE_KEYS).reduce((sum, key) => sum + counts[key], 0);
}
