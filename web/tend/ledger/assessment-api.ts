/** The papers that assess enterprises and parks, as the server tells and takes them. */
import type { Grade } from '../../../data/grade.ts';
import type { Elements, Judgement } from '../../../data/grading/evaluation.ts';
import type { FormAnswers } from '../../../data/grading/hazmat-form.ts';
import { answered } from '../../api.ts';

export interface Evaluation {
  readonly evaluatedOn: string;
  readonly elements: Elements;
  readonly evaluator: string | null;
  readonly source: string;
}
export interface HazmatForm {
  readonly filledOn: string;
  readonly items: FormAnswers;
  readonly directRed: readonly string[];
  readonly assessor: string | null;
  readonly source: string;
}
export interface Assessment {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly sector: string | null;
  readonly grade: Grade | null;
  readonly evaluation: Judgement | null;
  /** Worst level of its major hazard sources. */
  readonly hazardLevel: 1 | 2 | 3 | 4 | null;
  /** Newest first. */
  readonly evaluations: readonly Evaluation[];
  readonly forms: readonly HazmatForm[];
}
export interface ParkScores {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly class: 'A' | 'B' | 'C' | 'D' | null;
  readonly classScore: number | null;
  readonly scores: readonly {
    readonly scoredOn: string;
    readonly score: number;
    readonly assessor: string | null;
    readonly source: string;
  }[];
}

export const readAssessment = (id: string, signal: AbortSignal) =>
  answered<Assessment>(fetch(`/api/enterprises/${encodeURIComponent(id)}/assessment`, { signal }));
export const readParkScores = (id: string, signal: AbortSignal) =>
  answered<ParkScores>(fetch(`/api/parks/${encodeURIComponent(id)}/scores`, { signal }));
