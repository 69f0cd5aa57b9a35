/** A chemical park's class by its score (化工园区安全风险排查治理导则): A high to D lower, drawn as red to blue. */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';
import { atLeast, fraction } from './decimal.ts';
import { type Explanation, GRADE_TEXTS, type Method, written } from './explanation.ts';

export const PARK_METHOD: Method = {
  id: 'park',
  version: '2019',
  name: { zh: '化工园区安全风险排查治理分级', en: 'Safety-risk class of chemical parks' },
  source: {
    zh: '化工园区安全风险排查治理导则（试行），二手资料',
    en: 'Trial guideline for chemical parks (secondary source)',
  },
};
export const PARK_CLASSES = [
  { class: 'D', from: 85, grade: 4, words: { zh: '较低安全风险', en: 'lower risk' } },
  { class: 'C', from: 70, grade: 3, words: { zh: '一般安全风险', en: 'general risk' } },
  { class: 'B', from: 60, grade: 2, words: { zh: '较高安全风险', en: 'higher risk' } },
  { class: 'A', from: 0, grade: 1, words: { zh: '高安全风险', en: 'high risk' } },
] as const satisfies readonly { class: string; from: number; grade: Grade; words: Text }[];

/** Class of a score of 0–100. Throws a RangeError outside. */
export function parkClass(score: number): (typeof PARK_CLASSES)[number] {
  if (!(score >= 0 && score <= 100)) throw new RangeError(`Not a score: ${score}`);
  return PARK_CLASSES.find(({ from }) => atLeast(fraction(score), from))!;
}

/** Why a park has its grade. */
export function explainPark(
  score: number,
  options: { readonly date?: string | null; readonly source?: Text } = {},
): Explanation {
  const { class: letter, from, grade, words } = parkClass(score);
  const rule: Text = {
    zh: `${written(score)} 分，${from > 0 ? `不低于 ${from}` : '低于 60'}，${letter} 级${words.zh}，按${GRADE_TEXTS[grade].zh}显示`,
    en: `${written(score)} points, ${from > 0 ? `at least ${from}` : 'below 60'}: class ${letter}, ${words.en}, drawn as ${GRADE_TEXTS[grade].en}`,
  };
  const next = PARK_CLASSES.findLast((one) => one.grade > grade);
  return {
    method: PARK_METHOD,
    inputs: [
      {
        name: { zh: '排查治理得分', en: 'Score' },
        value: score,
        ...(options.source && { source: options.source }),
        ...(options.date !== undefined && { date: options.date }),
      },
    ],
    formula: '',
    numbers: '',
    steps: [{ rule: PARK_METHOD.name, result: rule, grade, decisive: true }],
    score,
    grade,
    rule,
    toLower: next
      ? [
          {
            change: { zh: `得分提高到 ${next.from} 分`, en: `Score raised to ${next.from}` },
            score: next.from,
            grade: next.grade,
          },
        ]
      : [],
  };
}
