/** What every chart says, in both languages. */
import { useLanguage } from '../texts.tsx';

const zh = {
  asTable: '数据表',
  asChart: '图形',
  nothing: '没有可统计的对象',
  total: '合计',
  part: (name: string, grade: string, count: string) => `${name}：${grade} ${count}`,
  selected: '已选',
  noValue: '无值',
  below: (edge: string) => `< ${edge}`,
  from: (edge: string) => `≥ ${edge}`,
  day: '日期',
};
type ChartTexts = typeof zh;
const en: ChartTexts = {
  asTable: 'Table',
  asChart: 'Chart',
  nothing: 'Nothing to count',
  total: 'Total',
  part: (name, grade, count) => `${name}: ${grade} ${count}`,
  selected: 'selected',
  noValue: 'No value',
  below: (edge) => `< ${edge}`,
  from: (edge) => `≥ ${edge}`,
  day: 'Date',
};
const TEXTS = { zh, en };

export function useChartTexts(): ChartTexts {
  return TEXTS[useLanguage().lang];
}
