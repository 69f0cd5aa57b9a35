/** Grade of a producer or storer of hazardous chemicals by the 100-point form. */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';
import { type FormGroup, HAZMAT_BOUNDS, HAZMAT_DIRECT_RED, HAZMAT_FORM } from '../tables/hazmat-form.ts';
import { atLeast, type Fraction, fraction, plus, times, toNumber, ZERO } from './decimal.ts';
import { type Explanation, GRADE_TEXTS, type Method, type Relief, written } from './explanation.ts';

export const HAZMAT_METHOD: Method = {
  id: 'hazmat-form',
  version: '2018',
  name: {
    zh: '危险化学品企业安全风险评估诊断分级（100 分）',
    en: 'Diagnosis of hazardous-chemical enterprises (100 points)',
  },
  source: {
    zh: '危险化学品生产储存企业安全风险评估诊断分级指南（试行），应急〔2018〕19号',
    en: 'Trial guideline for grading producers and storers of hazardous chemicals, 2018',
  },
};

/** How often each item applies, by its id; absent = not. */
export type FormAnswers = Readonly<Record<string, number>>;

const ITEMS = new Map(HAZMAT_FORM.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));

/** Points of a group: what is taken off stops at the group's cap, bonuses count in full. */
function pointsOf({ items, cap }: FormGroup, answers: FormAnswers): { off: Fraction; bonus: Fraction } {
  let off = ZERO;
  let bonus = ZERO;
  for (const { id, points, counted } of items) {
    const times_ = Math.min(answers[id] ?? 0, counted === 'once' ? 1 : Number.POSITIVE_INFINITY);
    if (times_ === 0) continue;
    const value = times(fraction(Math.abs(points)), fraction(times_));
    if (points < 0) off = plus(off, value);
    else bonus = plus(bonus, value);
  }
  return { off: atLeast(off, cap) ? fraction(cap) : off, bonus };
}

/** Least scores of blue, yellow and orange. */
export type FormBounds = readonly [blue: number, yellow: number, orange: number];
const bandsOf = ([blue, yellow, orange]: FormBounds): readonly { from: number; grade: Grade }[] => [
  { from: blue, grade: 4 },
  { from: yellow, grade: 3 },
  { from: orange, grade: 2 },
];

/** Points that each group takes off and adds, by its id: for a form that shows them while it is filled. */
export function groupPoints(answers: FormAnswers): Record<string, { off: number; bonus: number }> {
  return Object.fromEntries(
    HAZMAT_FORM.map((group) => {
      const { off, bonus } = pointsOf(group, answers);
      return [group.id, { off: toNumber(off), bonus: toNumber(bonus) }];
    }),
  );
}

/** Score of a form, at most 100 plus bonuses. Throws a RangeError for unknown items and negative counts. */
export function hazmatScore(
  answers: FormAnswers,
  bounds: FormBounds = HAZMAT_BOUNDS,
): { readonly score: number; readonly grade: Grade } {
  for (const [id, count] of Object.entries(answers)) {
    if (!ITEMS.has(id)) throw new RangeError(`The form has no item ${id}`);
    if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`Not a count: ${id} ${count}`);
  }
  let score = fraction(100);
  for (const group of HAZMAT_FORM) {
    const { off, bonus } = pointsOf(group, answers);
    score = plus(score, plus(bonus, { over: -off.over, under: off.under }));
  }
  const grade = bandsOf(bounds).find(({ from }) => atLeast(score, from))?.grade ?? 1;
  return { score: toNumber(score), grade };
}

/** Why the form gives its grade; `directRed` are ids of `HAZMAT_DIRECT_RED`. */
export function explainHazmatForm(
  answers: FormAnswers,
  directRed: readonly string[],
  options: {
    readonly date?: string | null;
    readonly source?: Text;
    readonly bounds?: FormBounds;
    /** Id of the bounds where they are a city's own. */
    readonly scheme?: string;
  } = {},
): Explanation {
  const bounds = options.bounds ?? HAZMAT_BOUNDS;
  const { score, grade: byScore } = hazmatScore(answers, bounds);
  const direct = HAZMAT_DIRECT_RED.filter(({ id }) => directRed.includes(id));
  const grade: Grade = direct.length > 0 ? 1 : byScore;
  const groups = HAZMAT_FORM.map((group) => ({ group, ...pointsOf(group, answers) })).filter(
    ({ off, bonus }) => off.over !== 0n || bonus.over !== 0n,
  );
  const band = bandsOf(bounds).find((one) => one.grade === byScore);
  const scored: Text = {
    zh: `${written(score)} 分，${band ? `不低于 ${band.from}` : `低于 ${bounds[2]}`}，为${GRADE_TEXTS[byScore].zh}`,
    en: `${written(score)} points, ${band ? `at least ${band.from}` : `below ${bounds[2]}`}: ${GRADE_TEXTS[byScore].en}`,
  };
  const rule: Text = direct[0]
    ? { zh: `直接判定为红：${direct[0].zh}`, en: `Red without regard to the score: ${direct[0].en}` }
    : scored;
  const signed = groups.flatMap(({ off, bonus }) => [
    ...(off.over !== 0n ? [`− ${written(toNumber(off))}`] : []),
    ...(bonus.over !== 0n ? [`+ ${written(toNumber(bonus))}`] : []),
  ]);
  return {
    method: HAZMAT_METHOD,
    ...(options.scheme && { scheme: options.scheme }),
    inputs: Object.entries(answers)
      .filter(([, count]) => count > 0)
      .map(([id, count]) => {
        const item = ITEMS.get(id)!;
        return {
          name: { zh: item.zh, en: item.en },
          value: count,
          unit: `× ${item.points}`,
          ...(options.source && { source: options.source }),
          ...(options.date !== undefined && { date: options.date }),
        };
      }),
    formula: '100 − Σ min(扣分, 上限) + Σ 加分',
    formulaEn: '100 − Σ min(points off, cap) + Σ bonus',
    numbers: `100 ${signed.join(' ')} = ${written(score)}`.replace('  ', ' '),
    steps: [
      {
        rule: { zh: '评分', en: 'Score' },
        result: scored,
        grade: byScore,
        decisive: direct.length === 0,
      },
      {
        rule: {
          zh: `直接判定条款（${HAZMAT_DIRECT_RED.length} 条）`,
          en: `Direct rules (${HAZMAT_DIRECT_RED.length})`,
        },
        result:
          direct.length > 0
            ? { zh: direct.map(({ zh }) => zh).join('；'), en: direct.map(({ en }) => en).join('; ') }
            : { zh: '均不符合', en: 'None is met' },
        grade: direct.length > 0 ? 1 : null,
        decisive: direct.length > 0,
      },
    ],
    score,
    grade,
    rule,
    toLower: direct.length > 0 ? [] : reliefs(answers, grade, bounds),
  };
}

/** Every single item that, were it put right, would bring the grade down. */
function reliefs(answers: FormAnswers, grade: Grade, bounds: FormBounds): Relief[] {
  return Object.entries(answers).flatMap(([id, count]): Relief[] => {
    const item = ITEMS.get(id);
    if (!item || item.points > 0 || count === 0) return [];
    const changed = hazmatScore({ ...answers, [id]: 0 }, bounds);
    return changed.grade > grade
      ? [
          {
            change: { zh: `消除：${item.zh}`, en: `Put right: ${item.en}` },
            score: changed.score,
            grade: changed.grade,
          },
        ]
      : [];
  });
}
