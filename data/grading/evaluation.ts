/** 全要素评价: an enterprise's five elements judged good, fair or poor, and what follows for the whole. */
import type { Text } from '../layer.ts';

export const ELEMENTS = [
  { id: 'people', zh: '人员', en: 'People' },
  { id: 'equipment', zh: '设备', en: 'Equipment' },
  { id: 'site', zh: '场所', en: 'Site' },
  { id: 'process', zh: '工艺', en: 'Process' },
  { id: 'environment', zh: '环境', en: 'Environment' },
] as const;
export type Element = (typeof ELEMENTS)[number]['id'];
export type Judgement = 'good' | 'fair' | 'poor';

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
  elements: Readonly<Partial<Record<Element, Judgement>>>,
  rule: EvaluationRule = EVALUATION_RULE,
): Judgement | null {
  const judged = ELEMENTS.map(({ id }) => elements[id]);
  if (judged.some((one) => one === undefined)) return null;
  const poor = judged.filter((one) => one === 'poor').length;
  const good = judged.filter((one) => one === 'good').length;
  if (poor >= rule.poorFrom) return 'poor';
  return poor === 0 && good >= rule.goodFrom ? 'good' : 'fair';
}
