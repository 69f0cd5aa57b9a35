/** The indicators of safety work: what each counts, over which rows, and where the city reports take it from. */
import type { Text } from '../layer.ts';

/**
 * How a figure comes from its rows: `count` sums the weights of the rows that count; `ratio` is their share of all
 * rows' weights in percent; `per_gdp` divides the count by the gross domestic product of the same months.
 */
export type IndicatorKind = 'count' | 'ratio' | 'per_gdp';

export interface Indicator {
  readonly id: string;
  readonly kind: IndicatorKind;
  /** `flow`: what happened within the months; `stock`: how things stand on a day. */
  readonly over: 'flow' | 'stock';
  readonly label: Text;
  readonly unit: Text;
  readonly better: 'higher' | 'lower';
  /** What counts, and among what. */
  readonly basis: Text;
  /** What the rows that do not count (of a ratio) or that count (of a count) are called. */
  readonly behind: Text;
  readonly group: 'accidents' | 'risk' | 'dangers' | 'duties';
  readonly source: Text;
}

const PLAN: Text = {
  zh: '地市“十四五”安全生产规划核心指标表',
  en: 'Core indicators of a municipal 14th five-year plan for work safety',
};
const REPORT: Text = {
  zh: '地市安全生产工作年报（起数、死亡、受伤、损失与同期比较；隐患整改率）',
  en: 'Annual work-safety reports of Chinese cities (accidents against the same period, rectification rates)',
};
const OWN: Text = { zh: '本系统自定，口径见说明', en: 'Of this system; see its definition' };
const PERCENT: Text = { zh: '%', en: '%' };
const TIMES: Text = { zh: '起', en: 'accidents' };
const PEOPLE: Text = { zh: '人', en: 'people' };

export const INDICATORS = [
  {
    id: 'accidents',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '生产安全事故起数', en: 'Accidents' },
    unit: TIMES,
    better: 'lower',
    basis: { zh: '期内发生的全部事故', en: 'All accidents of the period' },
    behind: { zh: '事故', en: 'Accidents' },
    source: PLAN,
  },
  {
    id: 'deaths',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '生产安全事故死亡人数', en: 'Deaths' },
    unit: PEOPLE,
    better: 'lower',
    basis: { zh: '期内事故的死亡人数之和', en: 'Deaths in the accidents of the period' },
    behind: { zh: '有死亡的事故', en: 'Accidents with deaths' },
    source: PLAN,
  },
  {
    id: 'injured',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '受伤人数', en: 'Injured' },
    unit: PEOPLE,
    better: 'lower',
    basis: { zh: '期内事故的受伤人数之和', en: 'Injured in the accidents of the period' },
    behind: { zh: '有受伤的事故', en: 'Accidents with injured' },
    source: REPORT,
  },
  {
    id: 'loss_10k',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '直接经济损失', en: 'Direct loss' },
    unit: { zh: '万元', en: '10,000 yuan' },
    better: 'lower',
    basis: { zh: '期内事故的直接经济损失之和', en: 'Direct loss of the accidents of the period' },
    behind: { zh: '有损失的事故', en: 'Accidents with a loss' },
    source: REPORT,
  },
  {
    id: 'larger_accidents',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '较大以上事故起数', en: 'Larger and worse accidents' },
    unit: TIMES,
    better: 'lower',
    basis: {
      zh: '等级为较大、重大、特别重大的事故（国务院令第493号）',
      en: 'Accidents of the classes larger, major, extraordinary (State Council decree 493)',
    },
    behind: { zh: '较大以上事故', en: 'Larger and worse accidents' },
    source: REPORT,
  },
  {
    id: 'road_deaths',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '道路运输事故死亡人数', en: 'Deaths in road transport' },
    unit: PEOPLE,
    better: 'lower',
    basis: {
      zh: '行业为道路运输、危险化学品运输的事故',
      en: 'Accidents of road transport, hazardous goods included',
    },
    behind: { zh: '有死亡的事故', en: 'Accidents with deaths' },
    source: PLAN,
  },
  {
    id: 'construction_deaths',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '建筑施工事故死亡人数', en: 'Deaths in construction' },
    unit: PEOPLE,
    better: 'lower',
    basis: { zh: '行业为建筑施工的事故', en: 'Accidents of construction' },
    behind: { zh: '有死亡的事故', en: 'Accidents with deaths' },
    source: PLAN,
  },
  {
    id: 'fishery_deaths',
    kind: 'count',
    over: 'flow',
    group: 'accidents',
    label: { zh: '渔业船舶事故死亡人数', en: 'Deaths on fishing vessels' },
    unit: PEOPLE,
    better: 'lower',
    basis: { zh: '行业为渔业船舶的事故', en: 'Accidents of fishing vessels' },
    behind: { zh: '有死亡的事故', en: 'Accidents with deaths' },
    source: PLAN,
  },
  {
    id: 'deaths_per_gdp',
    kind: 'per_gdp',
    over: 'flow',
    group: 'accidents',
    label: { zh: '单位地区生产总值生产安全事故死亡率', en: 'Deaths per 100 million yuan of GDP' },
    unit: { zh: '人/亿元', en: 'people per 100 million yuan' },
    better: 'lower',
    basis: {
      zh: '期内死亡人数除以同期地区生产总值；缺任何一个月的生产总值则不计算',
      en: 'Deaths over the GDP of the same months; not computed while a month of GDP is missing',
    },
    behind: { zh: '有死亡的事故', en: 'Accidents with deaths' },
    source: PLAN,
  },
  {
    id: 'reported_risks',
    kind: 'ratio',
    over: 'stock',
    group: 'risk',
    label: { zh: '较大以上安全风险报告率', en: 'Larger risks reported' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '等级为重大或较大的企业中，风险清单里至少有一个重大或较大风险点的',
      en: 'Of enterprises graded major or larger: those with at least one such risk point in the ledger',
    },
    behind: { zh: '没有报告的企业', en: 'Enterprises without a report' },
    source: PLAN,
  },
  {
    id: 'assessed',
    kind: 'ratio',
    over: 'stock',
    group: 'risk',
    label: { zh: '企业风险评定率', en: 'Enterprises assessed' },
    unit: PERCENT,
    better: 'higher',
    basis: { zh: '全部企业中已评定等级的', en: 'Of all enterprises: those with a grade' },
    behind: { zh: '未评估的企业', en: 'Enterprises not assessed' },
    source: OWN,
  },
  {
    id: 'reviews_in_time',
    kind: 'ratio',
    over: 'stock',
    group: 'risk',
    label: { zh: '按期复评率', en: 'Reviews in time' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '已评定企业中复评未逾期的',
      en: 'Of assessed enterprises: those whose review is not overdue',
    },
    behind: { zh: '逾期未复评的企业', en: 'Enterprises with an overdue review' },
    source: OWN,
  },
  {
    id: 'dangers_rectified',
    kind: 'ratio',
    over: 'flow',
    group: 'dangers',
    label: { zh: '隐患整改率', en: 'Dangers rectified' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '期内发现并核实的隐患中，已通过复查或销号的；由隐患记录计算，不能填报',
      en: 'Of dangers found in the period and verified: those that passed the recheck or are closed; computed from the records, never typed in',
    },
    behind: { zh: '未整改完成的隐患', en: 'Dangers not rectified' },
    source: REPORT,
  },
  {
    id: 'major_dangers_rectified',
    kind: 'ratio',
    over: 'flow',
    group: 'dangers',
    label: { zh: '重大事故隐患整改率', en: 'Major dangers rectified' },
    unit: PERCENT,
    better: 'higher',
    basis: { zh: '同上，只计重大事故隐患', en: 'The same, of major dangers only' },
    behind: { zh: '未整改完成的重大隐患', en: 'Major dangers not rectified' },
    source: REPORT,
  },
  {
    id: 'tasks_in_time',
    kind: 'ratio',
    over: 'flow',
    group: 'dangers',
    label: { zh: '检查任务按期完成率', en: 'Inspection tasks done in time' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '期内到期的检查任务中按期完成的',
      en: 'Of inspection tasks due in the period: those done in time',
    },
    behind: { zh: '没有按期完成的任务', en: 'Tasks not done in time' },
    source: OWN,
  },
  {
    id: 'insured',
    kind: 'ratio',
    over: 'stock',
    group: 'duties',
    label: { zh: '高危行业安全生产责任险投保率', en: 'Liability insurance in high-risk sectors' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '高危行业（矿山、危险化学品、烟花爆竹、交通运输、建筑施工、民用爆炸物品、金属冶炼、渔业生产，安全生产法第五十一条）企业中已投保且未过期的',
      en: 'Of enterprises in high-risk sectors (article 51 of the Work Safety Law): those insured and not expired',
    },
    behind: { zh: '未投保的企业', en: 'Enterprises without insurance' },
    source: PLAN,
  },
  {
    id: 'standardised',
    kind: 'ratio',
    over: 'stock',
    group: 'duties',
    label: { zh: '危化生产企业标准化达标率', en: 'Chemical producers standardised' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '危险化学品生产企业中标准化达到任一等级的',
      en: 'Of producers of hazardous chemicals: those of any level',
    },
    behind: { zh: '没有达标的企业', en: 'Enterprises without a level' },
    source: REPORT,
  },
  {
    id: 'pipelines_inspected',
    kind: 'ratio',
    over: 'stock',
    group: 'duties',
    label: { zh: '油气管道检验率', en: 'Oil and gas pipelines inspected' },
    unit: PERCENT,
    better: 'higher',
    basis: {
      zh: '管道中检验在有效期内的，按长度',
      en: 'Of pipelines: those with a valid inspection, by length',
    },
    behind: { zh: '未检验或逾期的管道', en: 'Pipelines not inspected or overdue' },
    source: REPORT,
  },
  {
    id: 'plans_current',
    kind: 'ratio',
    over: 'stock',
    group: 'duties',
    label: { zh: '预案在有效期内', en: 'Plans within revision date' },
    unit: PERCENT,
    better: 'higher',
    basis: { zh: '应急预案中修订未逾期的', en: 'Of emergency plans: those whose revision is not overdue' },
    behind: { zh: '该修订而未修订的预案', en: 'Plans past their revision' },
    source: OWN,
  },
] as const satisfies readonly Indicator[];

export type IndicatorId = (typeof INDICATORS)[number]['id'];

export const INDICATOR_IDS = INDICATORS.map(({ id }) => id) as [IndicatorId, ...IndicatorId[]];
export const indicatorOf = (id: string): Indicator | undefined => INDICATORS.find((one) => one.id === id);

/** Sectors that must be insured (Work Safety Law of 2021, article 51). */
export const HIGH_RISK_SECTORS = [
  'mine',
  'coal_mine',
  'hazmat_production',
  'hazmat_storage',
  'hazmat_trade',
  'hazmat_use',
  'hazmat_transport',
  'fuel_station',
  'fireworks',
  'road_transport',
  'construction',
  'metal_smelting',
  'fishery',
] as const;
