/** Which grades are shown after a click on one of them; null = all. */
import { GRADE_KEYS, type GradeKey } from '../../data/grade.ts';

type Choice = readonly GradeKey[] | null;

/** Shows a hidden grade, hides a shown one; all five together are again "all". */
export function toggled(shown: Choice, grade: GradeKey): Choice {
  const now = shown ?? GRADE_KEYS;
  const next = GRADE_KEYS.filter((key) => (key === grade ? !now.includes(key) : now.includes(key)));
  return next.length === GRADE_KEYS.length ? null : next;
}

/** Only this grade; once more brings all back. */
export function isolated(shown: Choice, grade: GradeKey): Choice {
  return shown?.length === 1 && shown[0] === grade ? null : [grade];
}
