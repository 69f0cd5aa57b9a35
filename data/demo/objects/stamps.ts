/** Dates and grades that hang on the demo's objects: assessed or not, in time or overdue, inspected or not. */
import type { Grade } from '../../grade.ts';
import { addDays } from '../days.ts';
import type { Random } from '../random.ts';

/** Days between assessments by grade: the worse, the more often (our own default). */
const REVIEW_DAYS: Readonly<Record<Grade, number>> = { 1: 365, 2: 365, 3: 730, 4: 1095 };

/** Shares of red, orange, yellow and not assessed; the rest is blue. */
export type GradeShares = readonly [red: number, orange: number, yellow: number, notAssessed: number];

/** Shares with so much of the red turned orange: one red object makes its whole cell red, so red must stay rare. */
export const rarerRed = ([red, orange, yellow, none]: GradeShares, kept: number): GradeShares => [
  red * kept,
  orange + red * (1 - kept),
  yellow,
  none,
];

export function drawGrade([red, orange, yellow, none]: GradeShares, random: Random): Grade | null {
  const drawn = random();
  if (drawn < none) return null;
  if (drawn < none + red) return 1;
  if (drawn < none + red + orange) return 2;
  return drawn < none + red + orange + yellow ? 3 : 4;
}

/** Grade and dates of its assessment; one in fifty is past its review. */
export function assessed(grade: Grade | null, today: string, random: Random) {
  if (grade === null) return { grade, assessed_on: null, review_due: null };
  const every = REVIEW_DAYS[grade];
  const age =
    random() < 0.02 ? every + 1 + Math.floor(random() * 90) : 3 + Math.floor(random() * (every - 6));
  const assessedOn = addDays(today, -age);
  return { grade, assessed_on: assessedOn, review_due: addDays(assessedOn, every) };
}

/** Dates of a periodic inspection; some are overdue and some were never inspected. */
export function inspected(
  everyDays: number,
  today: string,
  random: Random,
  shares = { overdue: 0.04, never: 0.03 },
) {
  const drawn = random();
  if (drawn < shares.never) return { last_inspected_on: null, inspection_due: null };
  const late = drawn < shares.never + shares.overdue;
  const age = late ? everyDays + 1 + Math.floor(random() * 120) : 1 + Math.floor(random() * (everyDays - 2));
  const last = addDays(today, -age);
  return { last_inspected_on: last, inspection_due: addDays(last, everyDays) };
}
