/** Scores of the invented past: for each state the score by which its method gives the grade that it had. 模拟数据. */
import type { Grade } from '../grade.ts';
import { REGION_INDEX } from '../grading/region.ts';
import { SCORINGS, type ScoringMethod, scorePoint } from '../grading/scored-point.ts';
import type { GradedToday, PastChange } from './past-grades.ts';
import { hash2, mulberry32, pick, type Random, textSeed } from './random.ts';

/** How an object is scored today; of objects without a score of their own (an enterprise is its worst point) nothing. */
export interface ScoredToday extends GradedToday {
  readonly score?: number | null;
  /** Of a risk point: its method, scheme and residual factors. */
  readonly method?: ScoringMethod | null;
  readonly scheme?: string | null;
  readonly factors?: Readonly<Record<string, number>> | null;
}

export interface ScoredChange extends PastChange {
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
}

/** The changes with the scores of both their states; the last leads to today's score. Objects come as for the changes. */
export function scoredPast(
  layer: string,
  objects: readonly ScoredToday[],
  changes: readonly PastChange[],
): ScoredChange[] {
  const today = new Map(objects.map((one) => [one.id, one]));
  const scored: ScoredChange[] = [];
  let after: { readonly id: string; readonly score: number | null } | undefined;
  // backward from today, because each state is scored once
  for (const change of changes.toReversed()) {
    const object = today.get(change.id);
    if (!object) throw new Error(`A past without its object: ${change.id}`);
    const random = mulberry32(hash2(textSeed(`${change.id} ${change.since}`), 31));
    const scoreAfter = after?.id === change.id ? after.score : (object.score ?? null);
    const scoreBefore = object.score == null ? null : scoreFor(layer, change.before, object, random);
    scored.push({ ...change, scoreBefore, scoreAfter });
    after = { id: change.id, score: scoreBefore };
  }
  return scored.reverse();
}

/** R of GB 18218-2018 by grade; grade 4 is no major hazard source and has none. */
const R_OF_GRADE: Readonly<Record<Grade, readonly [from: number, below: number] | null>> = {
  1: [50, 150],
  2: [10, 50],
  3: [1, 10],
  4: null,
};

function scoreFor(layer: string, grade: Grade | null, object: ScoredToday, random: Random): number | null {
  if (grade === null) return null;
  if (layer === 'regions') {
    const { thresholds } = REGION_INDEX;
    return within(
      grade === 4 ? 0 : thresholds[grade],
      grade === 1 ? 100 : thresholds[(grade - 1) as 1 | 2 | 3],
      random,
    );
  }
  if (layer === 'major_hazards') {
    const band = R_OF_GRADE[grade];
    return band && within(band[0], band[1], random);
  }
  return layer === 'risk_points' ? productFor(grade, object, random) : null;
}

/** A number with two decimals, not below the first bound and below the second. */
const within = (from: number, below: number, random: Random): number =>
  Math.floor((from + random() * (below - from)) * 100) / 100;

/** What one other factor would have given, or where none does any product of the method's table. */
function productFor(grade: Grade, { method, scheme, factors }: ScoredToday, random: Random): number | null {
  if (!method || !factors) return null;
  const table = SCORINGS[method].factors;
  const scoreOf = (values: Readonly<Record<string, number>>) => {
    const scored = scorePoint(method, values, scheme);
    return scored.grade === grade ? [scored.score] : [];
  };
  const near = table.flatMap(({ key, values }) =>
    values.flatMap(({ value }) => (value > 0 ? scoreOf({ ...factors, [key]: value }) : [])),
  );
  if (near.length > 0) return pick(near, random);
  const all = table.reduce<Readonly<Record<string, number>>[]>(
    (rows, { key, values }) =>
      rows.flatMap((row) =>
        values.filter(({ value }) => value > 0).map(({ value }) => ({ ...row, [key]: value })),
      ),
    [{}],
  );
  const any = all.flatMap(scoreOf);
  return any.length > 0 ? pick(any, random) : null;
}
