/** Grade of an enterprise, place or hazard point: the worst of its risk points, its form, and its floors. */
import type { Grade } from '../../data/grade.ts';
import { explainEvaluation, judgementWords } from '../../data/grading/evaluation.ts';
import {
  type ExplainedInput,
  type ExplainedStep,
  type Explanation,
  GRADE_TEXTS,
  type Relief,
  sourceWords,
  worstOf,
} from '../../data/grading/explanation.ts';
import { explainHazmatForm } from '../../data/grading/hazmat-form.ts';
import type { Text } from '../../data/layer.ts';
import { type CityNumbers, evaluationRuleOf, hazmatBoundsOf } from '../../data/ledger/city-bounds.ts';
import type { GradingSettings } from '../../data/ledger/settings.ts';
import { explainStated, raised, withDangers } from './stated.ts';
import type { HolderFacts } from './unit-facts.ts';
import { common, declaredOf } from './unit-verdicts.ts';
import type { Verdict } from './verdict.ts';

const LEVELS = ['', '一级', '二级', '三级', '四级'] as const;

/** One rule that gives the holder a grade. */
interface Candidate {
  readonly grade: Grade;
  readonly rule: Text;
  readonly result: Text;
  readonly relief: Text;
}

export function holderVerdict(
  layer: 'enterprises' | 'places' | 'hazard_points',
  facts: HolderFacts,
  numbers: CityNumbers,
): Verdict {
  const { settings } = numbers;
  const form = facts.form ? explainForm(facts.form, numbers) : null;
  const found = candidates(facts, form, settings);
  // without points and form the stated grade counts, and floors still hold
  const stated = facts.worst || form?.grade ? null : declaredOf(facts);
  const base = worstOf([stated, ...found.map(({ grade }) => grade)]);
  // a danger at a risk point has raised the point: only those of the holder itself raise once more
  const own = Math.max(0, facts.dangers - facts.pointDangers);
  const grade = raised(base, own, settings.floors.openMajorDanger);
  const judged = facts.elements
    ? explainEvaluation(facts.elements.elements, {
        rule: evaluationRuleOf(numbers),
        date: facts.elements.evaluatedOn,
        source: sourceWords(facts.elements.source),
      })
    : null;
  const evaluation = judged?.judgement ?? facts.evaluation;
  return {
    ...common(layer, facts, null),
    grade,
    score: null,
    declared: stated,
    decided:
      found.length > 0 || facts.dangers > 0 || facts.lastDeclared !== null || evaluation !== facts.evaluation,
    ...(layer === 'enterprises'
      ? { columns: { evaluation }, columnsChanged: evaluation !== facts.evaluation }
      : {}),
    explain: () => withDangers(explanation(facts, found, stated, base, form, judged), own, grade),
  };
}

function explainForm(form: NonNullable<HolderFacts['form']>, numbers: CityNumbers): Explanation | null {
  try {
    return explainHazmatForm(form.items, form.directRed, {
      ...hazmatBoundsOf(numbers),
      date: form.filledOn,
      source: sourceWords(form.source),
    });
  } catch {
    // filled before this version of the form
    return null;
  }
}

function candidates(facts: HolderFacts, form: Explanation | null, settings: GradingSettings): Candidate[] {
  const found: Candidate[] = [];
  const { worst, hazard } = facts;
  if (worst)
    found.push({
      grade: worst.grade,
      rule: {
        zh: `风险点最高等级（共 ${facts.points} 个已评估）`,
        en: `Worst of ${facts.points} graded risk points`,
      },
      result: {
        zh: `${worst.name}：${GRADE_TEXTS[worst.grade].zh}`,
        en: `${worst.name}: ${GRADE_TEXTS[worst.grade].en}`,
      },
      relief: { zh: `降低风险点“${worst.name}”的剩余风险`, en: `Lower the residual risk of "${worst.name}"` },
    });
  if (form?.grade)
    found.push({
      grade: form.grade,
      rule: form.method.name,
      result: form.rule,
      relief: form.toLower[0]?.change ?? {
        zh: '消除扣分项后重新评估诊断',
        en: 'Remove the deductions and assess again',
      },
    });
  if (hazard) {
    const floor = settings.floors.majorHazardLevel[hazard.level];
    found.push({
      grade: floor,
      rule: { zh: '重大危险源下限', en: 'Floor by major hazard source' },
      result: {
        zh: `${hazard.name}为${LEVELS[hazard.level]}重大危险源，企业至少为${GRADE_TEXTS[floor].zh}`,
        en: `${hazard.name} is a source of level ${hazard.level}: at least ${GRADE_TEXTS[floor].en}`,
      },
      relief: {
        zh: `减少“${hazard.name}”的存量，使其降级`,
        en: `Reduce the inventory of "${hazard.name}" to a lower level`,
      },
    });
  }
  return found;
}

function explanation(
  facts: HolderFacts,
  found: readonly Candidate[],
  stated: Grade | null,
  base: Grade | null,
  form: Explanation | null,
  judged: ReturnType<typeof explainEvaluation> | null,
): Explanation {
  const evaluation = judged?.judgement ?? facts.evaluation;
  const evaluated = evaluationParts(evaluation, judged);
  if (found.length === 0 || base === null) {
    const plain = explainStated(stated, facts);
    return {
      ...plain,
      inputs: [...plain.inputs, ...evaluated.inputs],
      steps: [...plain.steps, ...evaluated.steps],
    };
  }
  const decisive = found.find(({ grade }) => grade === base);
  const steps: ExplainedStep[] = [
    ...(stated === null
      ? []
      : [
          {
            rule: { zh: '来源申报的等级', en: 'The grade stated by the source' },
            result: explainStated(stated, facts).rule,
            grade: stated,
            decisive: !decisive,
          },
        ]),
    ...found.map((one) => ({ ...one, decisive: one === decisive })),
  ].map(({ rule, result, grade, decisive: decides }) => ({ rule, result, grade, decisive: decides }));
  const from = decisive ?? null;
  const numbersIn = (lang: 'zh' | 'en') =>
    `max(${steps.map(({ grade }) => (grade ? GRADE_TEXTS[grade][lang] : '—')).join(', ')}) = ${GRADE_TEXTS[base][lang]}`;
  return {
    method: {
      id: 'whole-object',
      version: '1',
      name: { zh: '整体定级（取最高，设下限）', en: 'Whole grade (worst, with floors)' },
      source: {
        zh: '双重预防机制通行做法：取风险点最高等级；重大危险源下限为本项目建议值',
        en: 'Common practice: the worst of the risk points; the floors by major hazard source are our proposal',
      },
    },
    inputs: [
      ...pointInputs(facts),
      ...formInputs(form, facts.form),
      ...(facts.hazard
        ? [
            {
              name: { zh: '重大危险源最高级别', en: 'Highest level of its major hazard sources' },
              value: facts.hazard.level,
              unit: '级',
            },
          ]
        : []),
      ...evaluated.inputs,
    ],
    formula: '等级 = max(风险点, 诊断分级, 下限)',
    numbers: numbersIn('zh'),
    formulaEn: 'Grade = max(risk points, 100-point form, floors)',
    numbersEn: numbersIn('en'),
    steps: [...steps, ...evaluated.steps],
    score: null,
    grade: base,
    rule: from ? from.result : explainStated(stated, facts).rule,
    toLower: reliefs(found, stated, base),
  };
}

/** The score of the 100-point form, and the items that it was taken off for. */
function formInputs(form: Explanation | null, filled: HolderFacts['form']): ExplainedInput[] {
  if (form?.score == null || !filled) return [];
  return [
    {
      name: { zh: '评估诊断得分', en: 'Score of the form' },
      value: form.score,
      source: sourceWords(filled.source),
      date: filled.filledOn,
    },
    ...form.inputs,
  ];
}

/** The evaluation with its elements; without elements only what was stated. */
function evaluationParts(
  evaluation: HolderFacts['evaluation'],
  judged: ReturnType<typeof explainEvaluation> | null,
): Pick<Explanation, 'inputs' | 'steps'> {
  if (!evaluation) return { inputs: judged?.inputs ?? [], steps: judged?.steps ?? [] };
  return {
    inputs: [
      {
        name: {
          zh: '全要素评价（影响监管类别与区域修正）',
          en: 'Evaluation (class of supervision, regional correction)',
        },
        value: judgementWords(evaluation),
        date: judged?.inputs[0]?.date ?? null,
      },
      ...(judged?.inputs ?? []),
    ],
    steps: judged?.steps ?? [],
  };
}

function pointInputs({ worst, points }: HolderFacts): ExplainedInput[] {
  return worst
    ? [
        { name: { zh: '已评估风险点', en: 'Graded risk points' }, value: points, unit: '个' },
        {
          name: { zh: '最高风险点等级', en: 'Grade of the worst point' },
          value: worst.grade,
          source: { zh: worst.name, en: worst.name },
          date: worst.on,
        },
      ]
    : [];
}

/** What must change, all of it at once where several rules hold the grade. */
function reliefs(found: readonly Candidate[], stated: Grade | null, base: Grade): Relief[] {
  if (base === 4) return [];
  const holding = found.filter(({ grade }) => grade === base);
  if (holding.length === 0) return [];
  const others = [stated, ...found.filter(({ grade }) => grade !== base).map(({ grade }) => grade)];
  const next = Math.min(worstOf(others) ?? 4, 4) as Grade;
  const zh = holding.map(({ relief }) => relief.zh).join('；并');
  const en = holding.map(({ relief }) => relief.en).join('; and ');
  return [{ change: { zh, en }, score: null, grade: Math.max(next, base + 1) as Grade }];
}
