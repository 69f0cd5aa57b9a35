/** The invented forms and evaluations give what the demo's enterprises have. */
import { expect, it } from 'vitest';
import { evaluationOf } from '../../grading/evaluation.ts';
import { hazmatScore } from '../../grading/hazmat-form.ts';
import { elementsFor, formItems } from './assessments.ts';

it.each([1, 2, 3, 4] as const)('a form of grade %s scores that grade', (grade) => {
  expect(hazmatScore(formItems(grade))).toMatchObject({ grade });
});

it.each(['good', 'fair', 'poor'] as const)('elements of a whole that is %s', (overall) => {
  for (let index = 0; index < 20; index++) expect(evaluationOf(elementsFor(overall, index))).toBe(overall);
});
