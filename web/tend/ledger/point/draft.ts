/** What the form of a risk point changes, and the grade that the draft would get. */
import type { Grade } from '../../../../data/grade.ts';
import type { Explanation } from '../../../../data/grading/explanation.ts';
import { explainPoint, SCORINGS, type ScoringMethod } from '../../../../data/grading/scored-point.ts';
import { type CityNumbers, citySchemeOf } from '../../../../data/ledger/city-bounds.ts';
import type { RiskPoint } from '../ledger-api.ts';

export type Draft = Pick<
  RiskPoint,
  | 'name'
  | 'unit'
  | 'event'
  | 'accidentType'
  | 'method'
  | 'scheme'
  | 'inputs'
  | 'controlLevel'
  | 'assessedOn'
  | 'reviewDue'
  | 'declaredGrade'
  | 'measures'
  | 'responsibilities'
>;

export const EMPTY: Draft = {
  name: '',
  unit: null,
  event: null,
  accidentType: null,
  method: null,
  scheme: null,
  inputs: null,
  controlLevel: null,
  assessedOn: null,
  reviewDue: null,
  declaredGrade: null,
  measures: [],
  responsibilities: [],
};

export const draftOf = (point: RiskPoint): Draft =>
  Object.fromEntries(
    Object.keys(EMPTY).map((name) => [name, point[name as keyof Draft]]),
  ) as unknown as Draft;

export const isScoring = (method: string | null): method is ScoringMethod =>
  method !== null && method in SCORINGS;

/** Score and grade of complete factors; null while one is missing, or for a scheme that is not known. */
export function scored(
  { method, scheme }: Pick<Draft, 'method' | 'scheme'>,
  values: Readonly<Record<string, number>> | undefined,
  city: CityNumbers,
): Explanation | null {
  if (!isScoring(method) || !values || !SCORINGS[method].factors.every(({ key }) => values[key])) return null;
  try {
    return explainPoint(method, values, { scheme: citySchemeOf(method, scheme, city) });
  } catch {
    return null;
  }
}

/** The grade that saving would give, as far as the form knows: open dangers may raise it. */
export function gradeOfDraft(draft: Draft, city: CityNumbers): Grade | null {
  const { method, inputs, declaredGrade } = draft;
  if (method === null) return declaredGrade;
  if (method === 'rule') return inputs?.reasons?.length ? 1 : null;
  return scored(draft, inputs?.residual, city)?.grade ?? scored(draft, inputs?.inherent, city)?.grade ?? null;
}
