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
const PARK_CLASSES = [
  { class: 'D', grade: 4, words: { zh: '较低安全风险', en: 'lower risk' } },
  { class: 'C', grade: 3, words: { zh: '一般安全风险', en: 'general risk' } },
  { class: 'B', grade: 2, words: { zh: '较高安全风险', en: 'higher risk' } },
  { class: 'A', grade: 1, words: { zh: '高安全风险', en: 'high risk' } },
] as const satisfies readonly Omit<ParkClass, 'from'>[];

/** Least scores of the classes D, C and B. */
export type ParkBounds = readonly [d: number, c: number, b: number];
export const PARK_BOUNDS: ParkBounds = [85, 70, 60];

interface ParkClass {
  readonly class: 'A' | 'B' | 'C' | 'D';
  readonly from: number;
  readonly grade: Grade;
  readonly words: Text;
}
const classesOf = (bounds: ParkBounds): readonly ParkClass[] =>
  PARK_CLASSES.map((one, i) => ({ ...one, from: bounds[i] ?? 0 }));

/** Class of a score of 0–100. Throws a RangeError outside. */
export function parkClass(score: number, bounds: ParkBounds = PARK_BOUNDS): ParkClass {
  if (!(score >= 0 && score <= 100)) throw new RangeError(`Not a score: ${score}`);
  return classesOf(bounds).find(({ from }) => atLeast(fraction(score), from))!;
}

/** Why a park has its grade. */
export function explainPark(
  score: number,
  options: {
    readonly date?: string | null;
    readonly source?: Text;
    readonly bounds?: ParkBounds;
    /** Id of the bounds where they are a city's own. */
    readonly scheme?: string;
  } = {},
): Explanation {
  const bounds = options.bounds ?? PARK_BOUNDS;
  const { class: letter, from, grade, words } = parkClass(score, bounds);
  const rule: Text = {
    zh: `${written(score)} 分，${from > 0 ? `不低于 ${from}` : `低于 ${bounds[2]}`}，${letter} 级${words.zh}，按${GRADE_TEXTS[grade].zh}显示`,
    en: `${written(score)} points, ${from > 0 ? `at least ${from}` : `below ${bounds[2]}`}: class ${letter}, ${words.en}, drawn as ${GRADE_TEXTS[grade].en}`,
  };
  const next = classesOf(bounds).findLast((one) => one.grade > grade);
  return {
    method: PARK_METHOD,
    ...(options.scheme && { scheme: options.scheme }),
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
