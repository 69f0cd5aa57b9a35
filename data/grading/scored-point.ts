/** Risk points graded by a product of factors: LEC, LS, MES; and by direct rules. Scores are exact decimals. */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';
import {
  type Factor,
  LEC_FACTORS,
  LEC_SCHEMES,
  LS_FACTORS,
  LS_SCHEMES,
  MES_FACTORS,
  MES_SCHEMES,
  type Scheme,
} from '../tables/scoring.ts';
import { atLeast, type Fraction, fraction, productOf, toNumber } from './decimal.ts';
import { type Explanation, GRADE_TEXTS, type Method, type Relief, written } from './explanation.ts';

export type ScoringMethod = 'LEC' | 'LS' | 'MES';

interface Scoring {
  readonly method: Method;
  readonly product: string;
  readonly factors: readonly Factor[];
  /** The first one is the default. */
  readonly schemes: readonly Scheme[];
}

const OWN_TABLES: Text = {
  zh: '公开的评价表；分级界限随所选方案',
  en: 'Published tables; bounds by the chosen scheme',
};
export const SCORINGS: Readonly<Record<ScoringMethod, Scoring>> = {
  LEC: {
    method: {
      id: 'LEC',
      version: '1',
      name: { zh: '作业条件危险性评价法（LEC）', en: 'Hazard of working conditions (LEC)' },
      source: OWN_TABLES,
    },
    product: 'D',
    factors: LEC_FACTORS,
    schemes: LEC_SCHEMES,
  },
  LS: {
    method: {
      id: 'LS',
      version: '1',
      name: { zh: '风险矩阵法（LS）', en: 'Risk matrix (LS)' },
      source: OWN_TABLES,
    },
    product: 'R',
    factors: LS_FACTORS,
    schemes: LS_SCHEMES,
  },
  MES: {
    method: { id: 'MES', version: '1', name: { zh: 'MES 法', en: 'MES' }, source: OWN_TABLES },
    product: 'R',
    factors: MES_FACTORS,
    schemes: MES_SCHEMES,
  },
};

/** The scheme of a method; the default without an id. Throws a RangeError for an id that the method does not have. */
export function schemeOf(method: ScoringMethod, id?: string | null): Scheme {
  const { schemes } = SCORINGS[method];
  const scheme = id ? schemes.find((one) => one.id === id) : schemes[0];
  if (!scheme) throw new RangeError(`${method} has no scheme ${id}`);
  return scheme;
}

function gradeOf(score: Fraction, { bands }: Scheme): Grade {
  for (const { from, grade, exclusive } of bands) {
    if (!atLeast(score, from)) continue;
    const bound = fraction(from);
    if (!exclusive || score.over * bound.under !== bound.over * score.under) return grade;
  }
  return 4;
}

const given = (method: ScoringMethod, scheme?: Scheme | string | null): Scheme =>
  typeof scheme === 'object' && scheme ? scheme : schemeOf(method, scheme);

/** Score and grade of a point, by a published scheme's id or by a scheme of other bounds. Throws a RangeError when a factor is missing or not above 0. */
export function scorePoint(
  method: ScoringMethod,
  values: Readonly<Record<string, number>>,
  scheme?: Scheme | string | null,
): { readonly score: number; readonly grade: Grade } {
  const factors = SCORINGS[method].factors.map(({ key }) => {
    const value = values[key];
    if (!(typeof value === 'number' && value > 0 && Number.isFinite(value)))
      throw new RangeError(`${method} needs ${key} above 0`);
    return value;
  });
  const product = productOf(factors);
  return { score: toNumber(product), grade: gradeOf(product, given(method, scheme)) };
}

/** The worst of the severity columns of the LS matrix. */
export const severityOf = (columns: Readonly<Record<string, number>>): number =>
  Math.max(...Object.values(columns));

/** Why a point has its grade, with the single changes of one factor that would bring it down. */
export function explainPoint(
  method: ScoringMethod,
  values: Readonly<Record<string, number>>,
  options: {
    readonly scheme?: Scheme | string | null;
    readonly date?: string | null;
    readonly source?: Text;
  } = {},
): Explanation {
  const { method: described, product, factors } = SCORINGS[method];
  const scheme = given(method, options.scheme);
  const { score, grade } = scorePoint(method, values, scheme);
  const letters = factors.map(({ letter }) => letter);
  const wordsOf = (factor: Factor, value: number) => factor.values.find((one) => one.value === value)?.words;
  const band = scheme.bands.find((one) => one.grade === grade);
  const rule: Text = band
    ? {
        zh: `${product} = ${written(score)}，${band.exclusive ? '大于' : '不低于'} ${band.from}，为${GRADE_TEXTS[grade].zh}`,
        en: `${product} = ${written(score)} is ${band.exclusive ? 'above' : 'at least'} ${band.from}: ${GRADE_TEXTS[grade].en}`,
      }
    : {
        zh: `${product} = ${written(score)}，低于 ${scheme.bands.at(-1)!.from}，为${GRADE_TEXTS[grade].zh}`,
        en: `${product} = ${written(score)} is below ${scheme.bands.at(-1)!.from}: ${GRADE_TEXTS[grade].en}`,
      };
  const outside = factors
    .filter((factor) => !wordsOf(factor, values[factor.key]!))
    .map(
      (factor): Text => ({
        zh: `${factor.letter} = ${values[factor.key]} 不在评价表的取值之内`,
        en: `${factor.letter} = ${values[factor.key]} is not a value of the table`,
      }),
    );
  return {
    method: described,
    scheme: scheme.id,
    inputs: factors.map((factor) => {
      const value = values[factor.key]!;
      const words = wordsOf(factor, value);
      return {
        name: {
          zh: `${factor.letter} ${factor.name.zh}${words ? `：${words.zh}` : ''}`,
          en: `${factor.letter} ${factor.name.en}${words ? `: ${words.en}` : ''}`,
        },
        value,
        ...(options.source && { source: options.source }),
        ...(options.date !== undefined && { date: options.date }),
      };
    }),
    formula: `${product} = ${letters.join(' × ')}`,
    numbers: `${product} = ${factors.map(({ key }) => written(values[key]!)).join(' × ')} = ${written(score)}`,
    steps: [
      {
        rule: {
          zh: `${described.name.zh}，方案 ${scheme.id}`,
          en: `${described.name.en}, scheme ${scheme.id}`,
        },
        result: { zh: `${scheme.name.zh}；${rule.zh}`, en: `${scheme.name.en}; ${rule.en}` },
        grade,
        decisive: true,
      },
    ],
    score,
    grade,
    rule,
    toLower: reliefs(method, values, scheme, grade),
    ...(outside.length > 0 && { outside }),
  };
}

/** For each factor the largest of its lower values that brings the grade down. */
function reliefs(
  method: ScoringMethod,
  values: Readonly<Record<string, number>>,
  scheme: Scheme,
  grade: Grade,
): Relief[] {
  return SCORINGS[method].factors.flatMap((factor): Relief[] => {
    const now = values[factor.key]!;
    for (const { value, words } of factor.values) {
      if (value >= now) continue;
      const changed = scorePoint(method, { ...values, [factor.key]: value }, scheme);
      if (changed.grade <= grade) continue;
      return [
        {
          change: {
            zh: `${factor.letter} ${factor.name.zh}由 ${written(now)} 降到 ${written(value)}（${words.zh}）`,
            en: `${factor.letter} ${factor.name.en} from ${written(now)} to ${written(value)} (${words.en})`,
          },
          score: changed.score,
          grade: changed.grade,
        },
      ];
    }
    return [];
  });
}

/** Direct rules (直判): any one of them makes the point red. Reasons are the ids of `DIRECT_RULES` or plain words. */
export function explainDirect(reasons: readonly string[], date?: string | null): Explanation {
  const words = reasons.map(
    (reason): Text => DIRECT_RULES.find(({ id }) => id === reason) ?? { zh: reason, en: reason },
  );
  const grade = reasons.length > 0 ? (1 as const) : null;
  return {
    method: DIRECT_METHOD,
    inputs: words.map((name) => ({ name, value: '√', ...(date !== undefined && { date }) })),
    formula: '',
    numbers: '',
    steps: words.map((rule) => ({
      rule,
      result: { zh: '符合，直接判定为重大', en: 'Met: major without a score' },
      grade: 1,
      decisive: true,
    })),
    score: null,
    grade,
    rule:
      grade === 1
        ? { zh: `直接判定：${words[0]!.zh}`, en: `Direct rule: ${words[0]!.en}` }
        : { zh: '没有符合的直判条款，也没有评分：未评估', en: 'No direct rule and no score: not assessed' },
    toLower: [],
  };
}

export const DIRECT_METHOD: Method = {
  id: 'rule',
  version: '1',
  name: { zh: '直接判定', en: 'Direct rule' },
  source: {
    zh: 'DB37/T 2882 的做法（二手资料）',
    en: 'Practice of DB37/T 2882 (secondary source)',
  },
};

/** Conditions under which a risk is major whatever its score. */
export const DIRECT_RULES = [
  { id: 'breach', zh: '违反法律法规或强制性标准', en: 'Breach of law or of a mandatory standard' },
  {
    id: 'past_accident',
    zh: '发生过死亡、重伤或重大损失事故，且条件依然存在',
    en: 'A fatal, serious or costly accident whose conditions still exist',
  },
  { id: 'major_hazard', zh: '涉及重大危险源', en: 'Involves a major hazard source' },
  {
    id: 'ten_workers',
    zh: '具有中毒、爆炸、火灾等危险的场所，同时作业人员 10 人以上',
    en: 'A place with poisoning, explosion or fire hazard and ten workers or more at once',
  },
] as const;
