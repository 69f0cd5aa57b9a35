/** 全要素评价: an enterprise's five elements judged good, fair or poor, and what follows for the whole. */
import type { Text } from '../layer.ts';
import type { Explanation, Method } from './explanation.ts';

export const ELEMENTS = [
  { id: 'people', zh: '人员', en: 'People' },
  { id: 'equipment', zh: '设备', en: 'Equipment' },
  { id: 'site', zh: '场所', en: 'Site' },
  { id: 'process', zh: '工艺', en: 'Process' },
  { id: 'environment', zh: '环境', en: 'Environment' },
] as const;
export type Element = (typeof ELEMENTS)[number]['id'];
export const JUDGEMENTS = [
  { id: 'good', zh: '好', en: 'Good' },
  { id: 'fair', zh: '中', en: 'Fair' },
  { id: 'poor', zh: '差', en: 'Poor' },
] as const;
export type Judgement = (typeof JUDGEMENTS)[number]['id'];
export type Elements = Readonly<Partial<Record<Element, Judgement>>>;

/** The words of a judgement, as a part of a sentence. */
export const judgementWords = (judgement: Judgement): Text => {
  const { zh, en } = JUDGEMENTS.find(({ id }) => id === judgement)!;
  return { zh, en: en.toLowerCase() };
};

/** How elements make up the whole: this project's own proposal, a city may set others. */
export interface EvaluationRule {
  readonly id: string;
  readonly version: string;
  /** So many poor elements make the whole poor. */
  readonly poorFrom: number;
  /** So many good elements, and no poor one, make the whole good. */
  readonly goodFrom: number;
}
export const EVALUATION_RULE: EvaluationRule = {
  id: 'five-elements',
  version: '1',
  poorFrom: 2,
  goodFrom: 4,
};
export const EVALUATION_SOURCE: Text = {
  zh: '人员、设备、场所、工艺、环境全要素评价“好、中、差”为地方做法；汇总规则为本项目建议',
  en: 'Judging people, equipment, site, process and environment is local practice; the summary is our proposal',
};

/** The whole of an evaluation; null while an element is not judged. */
export function evaluationOf(
  elements: Elements,
  rule: Pick<EvaluationRule, 'poorFrom' | 'goodFrom'> = EVALUATION_RULE,
): Judgement | null {
  const judged = ELEMENTS.map(({ id }) => elements[id]);
  if (judged.some((one) => one === undefined)) return null;
  const poor = judged.filter((one) => one === 'poor').length;
  const good = judged.filter((one) => one === 'good').length;
  if (poor >= rule.poorFrom) return 'poor';
  return poor === 0 && good >= rule.goodFrom ? 'good' : 'fair';
}

export const EVALUATION_METHOD: Method = {
  id: EVALUATION_RULE.id,
  version: EVALUATION_RULE.version,
  name: { zh: '全要素评价（五要素好、中、差）', en: 'Evaluation of five elements (good, fair, poor)' },
  source: EVALUATION_SOURCE,
};

/** Why the whole is judged so. It gives no colour of its own: it sets the class of supervision and corrects the region. */
export function explainEvaluation(
  elements: Elements,
  options: {
    readonly date?: string | null;
    readonly source?: Text;
    readonly rule?: Pick<EvaluationRule, 'poorFrom' | 'goodFrom'>;
  } = {},
): Explanation & { readonly judgement: Judgement | null } {
  const rule = options.rule ?? EVALUATION_RULE;
  const judgement = evaluationOf(elements, rule);
  const counted = (wanted: Judgement) => ELEMENTS.filter(({ id }) => elements[id] === wanted).length;
  const [good, fair, poor] = [counted('good'), counted('fair'), counted('poor')];
  const absent = ELEMENTS.filter(({ id }) => elements[id] === undefined);
  const sentence: Text = judgement
    ? {
        zh: `${good} 项好、${fair} 项中、${poor} 项差，总体为“${judgementWords(judgement).zh}”（${rule.poorFrom} 项差即为差；无差且 ${rule.goodFrom} 项好为好）`,
        en: `${good} good, ${fair} fair, ${poor} poor: ${judgementWords(judgement).en} on the whole (${rule.poorFrom} poor make it poor; none poor and ${rule.goodFrom} good make it good)`,
      }
    : {
        zh: `尚未评价：${absent.map(({ zh }) => zh).join('、')}`,
        en: `Not judged yet: ${absent.map(({ en }) => en.toLowerCase()).join(', ')}`,
      };
  return {
    method: EVALUATION_METHOD,
    inputs: ELEMENTS.map(({ id, zh, en }) => ({
      name: { zh: `要素：${zh}`, en: `Element: ${en.toLowerCase()}` },
      value: elements[id] === undefined ? null : judgementWords(elements[id]),
      ...(options.source && { source: options.source }),
      ...(options.date !== undefined && { date: options.date }),
    })),
    formula: '',
    numbers: '',
    steps: [{ rule: EVALUATION_METHOD.name, result: sentence, grade: null, decisive: false }],
    score: null,
    grade: null,
    rule: sentence,
    toLower: [],
    judgement,
  };
}
