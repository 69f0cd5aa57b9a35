/** Indicators by which regions are coloured: each with its unit, its source and classes whose bounds never move. */
import { GRADE_KEYS, type GradeKey } from '../grade.ts';
import type { Text } from '../layer.ts';

export type GradeCounts = Readonly<Record<GradeKey, number>>;

/** What is known of one region, as far as the reader sees it. null = not known, which is not 0. */
export interface RegionNumbers {
  /** FRI, 0–100. */
  readonly score: number | null;
  readonly population: number | null;
  readonly areaKm2: number | null;
  readonly enterprises: GradeCounts;
  readonly hazards: GradeCounts;
  /** Dangers neither closed nor rejected. */
  readonly dangers: { readonly general: number; readonly major: number; readonly overdue: number } | null;
  readonly tasks: { readonly overdue: number } | null;
  /** Of the dangers found and verified this year: those that passed the recheck. */
  readonly rectified: { readonly done: number; readonly found: number } | null;
}

export interface RegionIndicator {
  readonly id: string;
  readonly label: Text;
  /** '' = a plain number. */
  readonly unit: Text;
  readonly decimals: 0 | 1;
  /** Five values at which the next of the six classes begins. */
  readonly bounds: readonly [number, number, number, number, number];
  /** Can be told of a day of the past. */
  readonly past: boolean;
  /** What is counted, over what. */
  readonly basis: Text;
  readonly source: Text;
}

const REGISTER: Text = { zh: '由本登记册实时统计', en: 'Counted in this register' };
const COUNT: Text = { zh: '处', en: '' };
const PERCENT: Text = { zh: '%', en: '%' };

export const REGION_INDICATORS = [
  {
    id: 'index',
    label: { zh: '区域风险指数', en: 'Regional risk index' },
    unit: { zh: '', en: '' },
    decimals: 1,
    bounds: [12.5, 25, 37.5, 50, 75],
    past: true,
    basis: {
      zh: '0–100；25、50、75 为等级界限',
      en: '0–100; grades begin at 25, 50 and 75',
    },
    source: {
      zh: '本项目的区域风险指数 FRI（建议方法，非官方规定）',
      en: 'The Fourcolor Regional Risk Index, our own proposal and no rule of any authority',
    },
  },
  {
    id: 'severe',
    label: { zh: '红橙风险数', en: 'Red and orange' },
    unit: COUNT,
    decimals: 0,
    bounds: [1, 5, 20, 50, 200],
    past: true,
    basis: {
      zh: '等级为红色或橙色的企业与灾害危险点',
      en: 'Enterprises and hazard points graded red or orange',
    },
    source: REGISTER,
  },
  {
    id: 'enterprise_density',
    label: { zh: '企业密度', en: 'Enterprises per km²' },
    unit: { zh: '家/km²', en: 'per km²' },
    decimals: 1,
    bounds: [0.5, 2, 5, 10, 25],
    past: true,
    basis: { zh: '企业数除以区域面积', en: 'Enterprises by the area of the region' },
    source: REGISTER,
  },
  {
    id: 'not_assessed_share',
    label: { zh: '未评估比例', en: 'Share not assessed' },
    unit: PERCENT,
    decimals: 1,
    bounds: [5, 10, 20, 30, 50],
    past: true,
    basis: { zh: '没有等级的企业占全部企业', en: 'Enterprises without a grade, of all enterprises' },
    source: REGISTER,
  },
  {
    id: 'open_dangers',
    label: { zh: '未销号隐患', en: 'Open hidden dangers' },
    unit: COUNT,
    decimals: 0,
    bounds: [1, 5, 20, 50, 200],
    past: false,
    basis: { zh: '未销号且属实的一般与重大隐患', en: 'General and major, neither closed nor rejected' },
    source: REGISTER,
  },
  {
    id: 'major_dangers',
    label: { zh: '未销号重大隐患', en: 'Open major dangers' },
    unit: COUNT,
    decimals: 0,
    bounds: [1, 2, 5, 10, 20],
    past: false,
    basis: { zh: '未销号且属实的重大隐患', en: 'Major ones, neither closed nor rejected' },
    source: REGISTER,
  },
  {
    id: 'overdue_tasks',
    label: { zh: '逾期未查任务', en: 'Overdue inspections' },
    unit: COUNT,
    decimals: 0,
    bounds: [1, 5, 20, 50, 200],
    past: false,
    basis: { zh: '过了截止日期还没有检查的任务', en: 'Inspection tasks past their day and not done' },
    source: REGISTER,
  },
  {
    id: 'rectification_rate',
    label: { zh: '隐患整改率', en: 'Dangers rectified' },
    unit: PERCENT,
    decimals: 1,
    bounds: [60, 70, 80, 90, 95],
    past: false,
    basis: {
      zh: '今年发现并核实的隐患中已通过复查或销号的',
      en: 'Of the dangers found this year and verified: those that passed the recheck or are closed',
    },
    source: REGISTER,
  },
  {
    id: 'population_density',
    label: { zh: '人口密度', en: 'Residents per km²' },
    unit: { zh: '人/km²', en: 'per km²' },
    decimals: 0,
    bounds: [100, 500, 1000, 5000, 10_000],
    past: false,
    basis: { zh: '常住人口除以区域面积', en: 'Residents by the area of the region' },
    source: { zh: '登记的常住人口', en: 'Registered residents' },
  },
] as const satisfies readonly RegionIndicator[];

export type RegionIndicatorId = (typeof REGION_INDICATORS)[number]['id'];
export const REGION_INDICATOR_IDS = REGION_INDICATORS.map(({ id }) => id) as [
  RegionIndicatorId,
  ...RegionIndicatorId[],
];
export const regionIndicator = (id: string): RegionIndicator | undefined =>
  REGION_INDICATORS.find((one) => one.id === id);

export const sumOf = (counts: GradeCounts): number => GRADE_KEYS.reduce((sum, key) => sum + counts[key], 0);

/** The indicator of a region; null where something for it is not known or there is nothing to divide by. */
export function indicatorValue(id: RegionIndicatorId, numbers: RegionNumbers): number | null {
  const { enterprises, hazards, dangers, tasks, rectified, areaKm2, population } = numbers;
  switch (id) {
    case 'index':
      return numbers.score;
    case 'severe':
      return enterprises['1'] + enterprises['2'] + hazards['1'] + hazards['2'];
    case 'enterprise_density':
      return per(sumOf(enterprises), areaKm2);
    case 'not_assessed_share':
      return percent(enterprises.null, sumOf(enterprises));
    case 'open_dangers':
      return dangers && dangers.general + dangers.major;
    case 'major_dangers':
      return dangers?.major ?? null;
    case 'overdue_tasks':
      return tasks?.overdue ?? null;
    case 'rectification_rate':
      return rectified && percent(rectified.done, rectified.found);
    case 'population_density':
      return population === null ? null : per(population, areaKm2);
  }
}

/** 0 for values below the first bound … 5 from the last one on. */
export function classOf(value: number, bounds: RegionIndicator['bounds']): number {
  return bounds.findLastIndex((from) => value >= from) + 1;
}

const per = (count: number, areaKm2: number | null) => (areaKm2 ? count / areaKm2 : null);
const percent = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : null);
