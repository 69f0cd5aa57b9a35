/** The grade of a feature inside style expressions. */
import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import { GRADE_KEYS, type GradeKey } from '../data/grade.ts';

/** The feature's grade as a key: absent = not assessed. */
export const GRADE_KEY: ExpressionSpecification = [
  'case',
  ['has', 'grade'],
  ['to-string', ['get', 'grade']],
  'null',
];

/** A value for each grade. */
export function byGrade(value: (grade: GradeKey) => string | number): ExpressionSpecification {
  const pairs = GRADE_KEYS.filter((key) => key !== 'null').flatMap((key) => [key, value(key)]);
  return ['match', GRADE_KEY, ...pairs, value('null')] as unknown as ExpressionSpecification;
}
