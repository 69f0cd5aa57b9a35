/** The grade of a whole enterprise: the worst of its points and forms, raised by floors and direct rules. */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';
import {
  type ExplainedInput,
  type ExplainedStep,
  type Explanation,
  GRADE_TEXTS,
  type Method,
  type Relief,
  worstOf,
} from './explanation.ts';
import { levelWords } from './major-hazard-explained.ts';

export const ENTERPRISE_METHOD: Method = {
  id: 'enterprise',
  version: '1',
  name: { zh: '企业整体风险分级', en: 'Grade of a whole enterprise' },
  source: {
    zh: '取风险点最高等级，按重大危险源、直判条款和未整改重大隐患提级；提级规则为本项目建议，可配置',
    en: 'The worst risk point, raised by major hazard sources, direct rules and open major dangers; our proposal, configurable',
  },
};

/** By which numbers an enterprise is raised; a city sets its own. */
export interface EnterpriseRules {
  readonly majorHazardLevel: Readonly<Record<'1' | '2' | '3' | '4', Grade>>;
  /** An open major hidden danger: so many grades worse, and at least this grade. */
  readonly openMajorDanger: { readonly raise: number; readonly atLeast: Grade };
}
export const ENTERPRISE_RULES: EnterpriseRules = {
  majorHazardLevel: { 1: 1, 2: 1, 3: 2, 4: 3 },
  openMajorDanger: { raise: 1, atLeast: 2 },
};

export interface EnterpriseBasis {
  /** Graded risk points, with a direct rule where one made it red. */
  readonly points: readonly {
    readonly id: string;
    readonly name: string;
    readonly grade: Grade | null;
    readonly direct?: boolean;
  }[];
  readonly hazards: readonly {
    readonly id: string;
    readonly name: string;
    readonly level: 1 | 2 | 3 | 4 | null;
  }[];
  /** The latest 100-point form, explained. */
  readonly form?: Explanation | null;
  readonly evaluation?: {
    readonly overall: 'good' | 'fair' | 'poor' | null;
    readonly date: string | null;
  } | null;
  readonly openMajorDangers: number;
  /** What the source of the register stated. */
  readonly declared?: { readonly grade: Grade; readonly source: string; readonly date: string | null } | null;
}

const JUDGED = {
  good: { zh: '好', en: 'good' },
  fair: { zh: '中', en: 'fair' },
  poor: { zh: '差', en: 'poor' },
} as const;

/** The grade without what an open danger adds; null when there is nothing to grade by. */
function groundGrade(basis: EnterpriseBasis, rules: EnterpriseRules): Grade | null {
  const known = worstOf([
    ...basis.points.map(({ grade }) => grade),
    ...basis.hazards.map(({ level }) => level && rules.majorHazardLevel[`${level}`]),
    basis.form?.grade,
  ]);
  // what was stated holds where the ledger has nothing of its own
  return known ?? basis.declared?.grade ?? null;
}

/** A grade so many steps worse, at least red, and at least `atLeast`. */
export function raised(grade: Grade | null, { raise, atLeast }: EnterpriseRules['openMajorDanger']): Grade {
  const worse = grade === null ? atLeast : (Math.max(1, grade - raise) as Grade);
  return Math.min(worse, atLeast) as Grade;
}

/** Why an enterprise has its grade. */
export function explainEnterprise(
  basis: EnterpriseBasis,
  rules: EnterpriseRules = ENTERPRISE_RULES,
): Explanation {
  const { points, hazards, form, evaluation, openMajorDangers, declared } = basis;
  const ground = groundGrade(basis, rules);
  const grade = openMajorDangers > 0 ? raised(ground, rules.openMajorDanger) : ground;
  const worstPoint = worstOf(points.map((point) => point.grade));
  const named = points.find((point) => point.grade !== null && point.grade === worstPoint);
  const levels = hazards.flatMap(({ level }) => (level ? [level] : []));
  const worstLevel = levels.length > 0 ? (Math.min(...levels) as 1 | 2 | 3 | 4) : null;
  const floor = worstLevel && rules.majorHazardLevel[`${worstLevel}`];
  const hazard = hazards.find(({ level }) => level === worstLevel);
  const steps: Omit<ExplainedStep, 'decisive'>[] = [];
  const graded = points.filter((point) => point.grade !== null).length;
  steps.push({
    rule: {
      zh: `风险点最高等级（${points.length} 个，已评 ${graded} 个）`,
      en: `Worst risk point (${points.length}, ${graded} graded)`,
    },
    result: named
      ? {
          zh: `${named.name}：${GRADE_TEXTS[worstPoint!].zh}`,
          en: `${named.name}: ${GRADE_TEXTS[worstPoint!].en}`,
        }
      : { zh: '没有已评定的风险点', en: 'No graded risk point' },
    grade: worstPoint,
  });
  if (form) steps.push({ rule: form.method.name, result: form.rule, grade: form.grade });
  const direct = points.filter((point) => point.direct);
  steps.push({
    rule: { zh: '直接判定条款', en: 'Direct rules' },
    result:
      direct.length > 0
        ? { zh: direct.map(({ name }) => name).join('、'), en: direct.map(({ name }) => name).join(', ') }
        : { zh: '均不符合', en: 'None is met' },
    grade: direct.length > 0 ? 1 : null,
  });
  steps.push({
    rule: { zh: `重大危险源（${levels.length} 个）`, en: `Major hazard sources (${levels.length})` },
    result:
      worstLevel && floor
        ? {
            zh: `${hazard!.name}为${levelWords(worstLevel).zh}，企业不低于${GRADE_TEXTS[floor].zh}`,
            en: `${hazard!.name} is of ${levelWords(worstLevel).en}: at least ${GRADE_TEXTS[floor].en}`,
          }
        : { zh: '没有', en: 'None' },
    grade: floor,
  });
  const usesDeclared = ground !== null && worstOf([worstPoint, floor, form?.grade]) === null;
  if (declared)
    steps.push({
      rule: { zh: `来源“${declared.source}”申报的等级`, en: `Grade stated by "${declared.source}"` },
      result: {
        zh: `${GRADE_TEXTS[declared.grade].zh}${usesDeclared ? '，台账没有可核算的数据，采用申报等级' : '，台账已有评定，不采用'}`,
        en: `${GRADE_TEXTS[declared.grade].en}${usesDeclared ? ': taken, the ledger has nothing to recompute it' : ': not taken, the ledger has its own'}`,
      },
      grade: usesDeclared ? declared.grade : null,
    });
  steps.push({
    rule: { zh: '未整改的重大事故隐患', en: 'Open major hidden dangers' },
    result:
      openMajorDangers > 0
        ? {
            zh: `${openMajorDangers} 项，提高 ${rules.openMajorDanger.raise} 级且不低于${GRADE_TEXTS[rules.openMajorDanger.atLeast].zh}`,
            en: `${openMajorDangers}: ${rules.openMajorDanger.raise} grade worse, at least ${GRADE_TEXTS[rules.openMajorDanger.atLeast].en}`,
          }
        : { zh: '没有，不改变等级', en: 'None: no change' },
    grade: openMajorDangers > 0 ? grade : null,
  });
  // an open danger decides only where it changed something; else the first rule that gives the grade
  const dangerDecides = openMajorDangers > 0 && grade !== ground;
  const decisive = dangerDecides
    ? steps.length - 1
    : steps.findIndex((step) => step.grade !== null && step.grade === grade);
  const rule: Text =
    grade === null
      ? {
          zh: '没有风险点、重大危险源或评分，未评估',
          en: 'No risk point, major hazard source or form: not assessed',
        }
      : dangerDecides
        ? {
            zh: `因有 ${openMajorDangers} 项重大事故隐患未整改，由${ground ? GRADE_TEXTS[ground].zh : '未评估'}提为${GRADE_TEXTS[grade].zh}`,
            en: `${openMajorDangers} open major dangers raise it from ${ground ? GRADE_TEXTS[ground].en : 'not assessed'} to ${GRADE_TEXTS[grade].en}`,
          }
        : {
            zh: `${steps[decisive]!.rule.zh}：${steps[decisive]!.result.zh}`,
            en: `${steps[decisive]!.rule.en}: ${steps[decisive]!.result.en}`,
          };
  const inputs: ExplainedInput[] = [
    { name: { zh: '风险点', en: 'Risk points' }, value: points.length, unit: '个' },
    { name: { zh: '重大危险源', en: 'Major hazard sources' }, value: levels.length, unit: '个' },
    { name: { zh: '未整改的重大事故隐患', en: 'Open major dangers' }, value: openMajorDangers, unit: '项' },
    ...(evaluation?.overall
      ? [
          {
            name: {
              zh: '全要素评价（影响监管频次与区域指数，不改变企业等级）',
              en: 'Evaluation (for visits and the regional index only)',
            },
            value: JUDGED[evaluation.overall].zh,
            date: evaluation.date,
          },
        ]
      : []),
    ...(declared
      ? [
          {
            name: { zh: '来源申报等级', en: 'Stated grade' },
            value: declared.grade,
            source: { zh: declared.source, en: declared.source },
            date: declared.date,
          },
        ]
      : []),
  ];
  return {
    method: ENTERPRISE_METHOD,
    inputs,
    formula: '',
    numbers: '',
    steps: steps.map((step, i) => ({ ...step, decisive: i === decisive })),
    score: null,
    grade,
    rule,
    toLower: grade === null ? [] : reliefs(basis, rules, grade),
  };
}

/** Single changes, tried one by one: the dangers closed, a point or a source gone, the form put right. */
function reliefs(basis: EnterpriseBasis, rules: EnterpriseRules, grade: Grade): Relief[] {
  const after = (changed: EnterpriseBasis) => {
    const ground = groundGrade(changed, rules);
    return changed.openMajorDangers > 0 ? raised(ground, rules.openMajorDanger) : ground;
  };
  const tried: { change: Text; basis: EnterpriseBasis }[] = [];
  if (basis.openMajorDangers > 0)
    tried.push({
      change: {
        zh: `${basis.openMajorDangers} 项重大事故隐患整改并复查通过`,
        en: `The ${basis.openMajorDangers} major dangers rectified and rechecked`,
      },
      basis: { ...basis, openMajorDangers: 0 },
    });
  for (const point of basis.points)
    if (point.grade !== null && point.grade <= grade)
      tried.push({
        change: { zh: `风险点“${point.name}”降到低风险`, en: `Risk point "${point.name}" down to low` },
        basis: {
          ...basis,
          points: basis.points.map((one) => (one === point ? { ...one, grade: 4 as const } : one)),
        },
      });
  for (const hazard of basis.hazards)
    if (hazard.level)
      tried.push({
        change: {
          zh: `重大危险源“${hazard.name}”降到四级`,
          en: `Major hazard source "${hazard.name}" down to level four`,
        },
        basis: {
          ...basis,
          hazards: basis.hazards.map((one) => (one === hazard ? { ...one, level: 4 as const } : one)),
        },
      });
  if (basis.form)
    tried.push({
      change: { zh: '100 分评分提高到 90 分以上', en: 'The 100-point form raised to 90 and above' },
      basis: { ...basis, form: { ...basis.form, grade: 4 } },
    });
  return tried.flatMap(({ change, basis: changed }): Relief[] => {
    const lower = after(changed);
    return lower !== null && lower > grade ? [{ change, score: null, grade: lower }] : [];
  });
}
