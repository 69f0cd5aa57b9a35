/** Factors of the demo city's risk points: such that the method gives the point's grade, with and without measures. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { scorePoint } from '../../grading/scored-point.ts';
import { hash2 } from '../random.ts';

type Factors = Readonly<Record<string, number>>;
type Method = 'LEC' | 'LS' | 'MES';

// biome-ignore format: one grade a line, two choices each: [residual, inherent]
const CHOICES: Readonly<Record<Method, Readonly<Record<Grade, readonly (readonly [Factors, Factors])[]>>>> = {
  LEC: {
    1: [[{ l: 3, e: 6, c: 40 }, { l: 6, e: 6, c: 40 }], [{ l: 6, e: 6, c: 15 }, { l: 6, e: 6, c: 40 }]],
    2: [[{ l: 3, e: 6, c: 15 }, { l: 6, e: 6, c: 15 }], [{ l: 1, e: 6, c: 40 }, { l: 3, e: 6, c: 40 }]],
    3: [[{ l: 1, e: 6, c: 15 }, { l: 3, e: 6, c: 15 }], [{ l: 3, e: 6, c: 7 }, { l: 6, e: 6, c: 7 }]],
    4: [[{ l: 1, e: 6, c: 7 }, { l: 3, e: 6, c: 7 }], [{ l: 3, e: 6, c: 3 }, { l: 6, e: 6, c: 3 }]],
  },
  LS: {
    1: [[{ l: 4, s: 5 }, { l: 5, s: 5 }], [{ l: 5, s: 4 }, { l: 5, s: 5 }]],
    2: [[{ l: 3, s: 5 }, { l: 4, s: 5 }], [{ l: 4, s: 4 }, { l: 5, s: 4 }]],
    3: [[{ l: 3, s: 3 }, { l: 4, s: 4 }], [{ l: 3, s: 4 }, { l: 4, s: 4 }]],
    4: [[{ l: 2, s: 3 }, { l: 3, s: 3 }], [{ l: 2, s: 2 }, { l: 3, s: 3 }]],
  },
  MES: {
    1: [[{ m: 3, e: 6, s: 10 }, { m: 5, e: 6, s: 10 }], [{ m: 5, e: 6, s: 8 }, { m: 5, e: 6, s: 10 }]],
    2: [[{ m: 3, e: 6, s: 8 }, { m: 5, e: 6, s: 8 }], [{ m: 3, e: 10, s: 4 }, { m: 5, e: 10, s: 4 }]],
    3: [[{ m: 3, e: 6, s: 4 }, { m: 5, e: 6, s: 4 }], [{ m: 1, e: 6, s: 10 }, { m: 3, e: 6, s: 10 }]],
    4: [[{ m: 3, e: 6, s: 2 }, { m: 5, e: 6, s: 2 }], [{ m: 1, e: 6, s: 4 }, { m: 3, e: 6, s: 4 }]],
  },
};
const SCHEMES = { LEC: 'LEC-4', LS: 'LS-SD', MES: 'MES-5' } as const;
const REASONS = ['涉及重大危险源', '具有中毒、爆炸、火灾危险的场所同时作业 10 人以上'];

/** Scheme and inputs of a graded point; `index` draws among the choices. */
export function factorsOf(method: string | null, grade: Grade | null, index: number) {
  if (grade === null || method === null) return { method_scheme: null, inputs: null };
  const drawn = hash2(index, 2882) % 2;
  if (method === 'rule') return { method_scheme: null, inputs: { reasons: [REASONS[drawn]!] } };
  const [residual, inherent] = CHOICES[method as Method][grade][drawn]!;
  return { method_scheme: SCHEMES[method as Method], inputs: { inherent, residual } };
}

/** The same as columns of the row, with the scores that follow; the inputs as JSON text. */
export function factorsFor(method: string | null, grade: Grade | null, index: number) {
  const { method_scheme, inputs } = factorsOf(method, grade, index);
  const score = (factors: Factors | undefined) =>
    factors ? scorePoint(method as Method, factors, method_scheme) : null;
  const scored = inputs && 'inherent' in inputs ? inputs : null;
  const inherent = score(scored?.inherent);
  return {
    method_scheme,
    inputs: inputs && JSON.stringify(inputs),
    inherent_score: inherent?.score ?? null,
    inherent_grade: inherent?.grade ?? null,
    residual_score: score(scored?.residual)?.score ?? null,
  };
}
