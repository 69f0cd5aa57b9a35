/** An inventory under foreign names, graded by GB 18218-2018 as far as its names are known: unknown is never low. */
import type { Grade } from '../grade.ts';
import { thresholdAndBeta } from '../tables/gb18218.ts';
import { type Gb18218Row, rmpRow } from '../tables/rmp-names.ts';
import { gradeMajorHazard, type MajorHazardResult } from './major-hazard.ts';
import { GRADE_OF_LEVEL } from './major-hazard-explained.ts';

export interface NamedQuantity {
  readonly name: string;
  readonly quantityT: number;
}

export interface NamedInventoryResult extends MajorHazardResult {
  /** `at_least`: a level from the known part alone. `not_assessed`: unknown names might make it a source. */
  readonly state: 'assessed' | 'at_least' | 'not_a_source' | 'not_assessed';
  /** null when no source, or not assessed. */
  readonly grade: Grade | null;
  readonly unmapped: readonly string[];
}

/**
 * Level of an inventory. `residents` is the number within 500 m outward of the boundary; null = not known, the worst α.
 * Throws a RangeError for negative quantities.
 */
export function gradeNamedInventory(
  items: readonly NamedQuantity[],
  residents: number | null,
  rowOf: (name: string) => Gb18218Row | null = rmpRow,
): NamedInventoryResult {
  const unmapped: string[] = [];
  const known = items.flatMap(({ name, quantityT }) => {
    const row = rowOf(name);
    if (row) return [{ quantityT, ...thresholdAndBeta(row.substance ?? '', row.hazardClass) }];
    unmapped.push(name);
    return [];
  });
  const result = gradeMajorHazard(known, residents ?? 100);
  const grade = result.level === null ? null : GRADE_OF_LEVEL[result.level];
  const complete = items.length > 0 && unmapped.length === 0;
  const state =
    grade !== null
      ? complete
        ? ('assessed' as const)
        : ('at_least' as const)
      : complete
        ? ('not_a_source' as const)
        : ('not_assessed' as const);
  return { ...result, state, grade, unmapped };
}
