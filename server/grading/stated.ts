/** Explanations of what was not computed: the grade that a source stated, and what an open danger makes of a grade. */
import type { Grade } from '../../data/grade.ts';
import { type Explanation, GRADE_TEXTS, sourceWords } from '../../data/grading/explanation.ts';
import type { Text } from '../../data/layer.ts';
import type { GradingSettings } from '../../data/ledger/settings.ts';

interface Stated {
  readonly source: string;
  readonly assessedOn: string | null;
}

/** The source said so; nothing in the register tells how it came to it. */
export function explainStated(grade: Grade | null, { source, assessedOn }: Stated): Explanation {
  const by = sourceWords(source);
  const rule: Text =
    grade === null
      ? {
          zh: '未评估：没有评定结果，也没有可据以评定的台账数据',
          en: 'Not assessed: no grade was stated, and the ledger holds nothing to grade by',
        }
      : {
          zh: `由来源“${by.zh}”${assessedOn ? `于 ${assessedOn} ` : ''}申报为${GRADE_TEXTS[grade].zh}；本系统没有可核算的台账数据`,
          en: `Stated by source "${by.en}"${assessedOn ? ` on ${assessedOn}` : ''} as ${GRADE_TEXTS[grade].en}; the ledger holds nothing to recompute it`,
        };
  return {
    method: {
      id: 'stated',
      version: '1',
      name: { zh: '来源申报', en: 'Stated by the source' },
      source: by,
    },
    inputs:
      grade === null
        ? []
        : [
            {
              name: { zh: '申报等级', en: 'Stated grade' },
              value: grade,
              source: by,
              date: assessedOn,
            },
          ],
    formula: '',
    numbers: '',
    steps: [
      {
        rule: { zh: '采用来源申报的等级', en: 'The grade stated by the source' },
        result: rule,
        grade,
        decisive: true,
      },
    ],
    score: null,
    grade,
    rule,
    toLower: [],
  };
}

/** Grade while major hidden dangers are open: so many grades worse, and at least the least one. */
export function raised(
  base: Grade | null,
  dangers: number,
  { raise, atLeast }: GradingSettings['floors']['openMajorDanger'],
): Grade | null {
  if (dangers === 0) return base;
  if (base === null) return atLeast;
  return Math.min(Math.max(1, base - raise), atLeast) as Grade;
}

/** The explanation with the step that an open danger adds; the same one without dangers. */
export function withDangers(base: Explanation, dangers: number, grade: Grade | null): Explanation {
  if (dangers === 0 || grade === null) return base;
  const decides = grade !== base.grade;
  const rule: Text = {
    zh: `有 ${dangers} 项重大隐患未销号，剩余风险上调为${GRADE_TEXTS[grade].zh}`,
    en: `${dangers} major hidden danger${dangers > 1 ? 's' : ''} open: the residual risk rises to ${GRADE_TEXTS[grade].en}`,
  };
  return {
    ...base,
    inputs: [
      ...base.inputs,
      { name: { zh: '未销号的重大隐患', en: 'Open major hidden dangers' }, value: dangers, unit: '项' },
    ],
    steps: [
      ...base.steps.map((step) => (decides ? { ...step, decisive: false } : step)),
      {
        rule: { zh: '重大隐患未销号', en: 'Major hidden danger open' },
        result: rule,
        grade,
        decisive: decides,
      },
    ],
    grade,
    rule: decides ? rule : base.rule,
    toLower:
      decides && base.grade !== null
        ? [
            {
              change: { zh: '重大隐患整改、复查并销号', en: 'Rectify, recheck and close the major danger' },
              score: base.score,
              grade: base.grade,
            },
            ...base.toLower,
          ]
        : base.toLower,
  };
}
