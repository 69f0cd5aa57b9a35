/** Words of reports and atlases. */
import { GRADE_WORDS, type GradeKey } from '../../data/grade.ts';
import type { Text } from '../../data/layer.ts';
import { hazardPoints } from '../../data/layers/hazard-points.ts';

interface Figures {
  readonly name: string;
  readonly enterprises: number;
  readonly red: number;
  readonly orange: number;
  readonly unassessed: number;
  readonly dangers: number | null;
  readonly major: number | null;
  readonly overdue: number | null;
}

const zh = {
  title: '安全风险报告',
  atlasTitle: '安全风险图集',
  city: '城市',
  region: '区域',
  madeBy: '编制',
  summary: '总体情况',
  township: '乡镇（街道）',
  grade: '风险等级',
  gradeOf: (key: GradeKey): string => GRADE_WORDS[key].zh,
  enterprises: '企业',
  hazards: String(hazardPoints.label.zh),
  objects: '对象',
  object: '对象',
  total: '合计',
  byTownship: '各乡镇（街道）',
  byVillage: '各村（社区）的企业',
  byGrade: '按风险等级',
  ledger: '台账',
  openDangers: '未销号隐患',
  overdueTasks: '逾期任务',
  worst: '风险最高的对象',
  reason: '定级依据',
  state: (state: string): string => (state === 'overdue' ? '逾期未复评' : '–'),
  dangers: '未销号的隐患',
  danger: '隐患',
  class: '级别',
  stateLabel: '状态',
  deadline: '整改期限',
  overdue: '已逾期',
  noDangers: '没有未销号的隐患。',
  moreDangers: (most: number) => `只列出前 ${most} 条，其余见隐患清单。`,
  caption: (name: string) => `${name}：区域按风险等级着色，符号为企业`,
  sentence: ({ name, enterprises, red, orange, unassessed, dangers, major, overdue }: Figures) =>
    `${name}共有企业 ${enterprises} 家，其中重大风险 ${red} 家、较大风险 ${orange} 家，未评估 ${unassessed} 家。` +
    (dangers === null ? '' : `未销号隐患 ${dangers} 条，其中重大隐患 ${major} 条，已逾期 ${overdue} 条。`),
  method: '口径与来源',
  methodLines: [
    '数量与风险图屏幕上的区域统计、台账和隐患清单出自同一查询，按编制者的权限统计。',
    '区域按行政区划代码归属；未评估的对象单独列出，不等于安全。',
    '地图由登记的边界与位置绘制，正北向上，比例尺见图。',
  ],
  index: '图幅索引',
  sheet: '图幅',
  sheetNo: '序号',
  counties: '分县（区）图',
  sectors: '分行业图',
  sectorCaption: (name: string) => `${name}：区域按风险等级着色，符号为该行业企业`,
  of: (text: Text): string => text.zh,
};
export type ReportWords = typeof zh;

const en: ReportWords = {
  title: 'Safety risk report',
  atlasTitle: 'Safety risk atlas',
  city: 'City',
  region: 'Region',
  madeBy: 'Made by',
  summary: 'Summary',
  township: 'Township',
  grade: 'Risk grade',
  gradeOf: (key) => GRADE_WORDS[key].en,
  enterprises: 'Enterprises',
  hazards: hazardPoints.label.en,
  objects: 'Objects',
  object: 'Object',
  total: 'Total',
  byTownship: 'Townships',
  byVillage: 'Enterprises by village',
  byGrade: 'By risk grade',
  ledger: 'Ledger',
  openDangers: 'Open dangers',
  overdueTasks: 'Overdue tasks',
  worst: 'Objects of highest risk',
  reason: 'Why this grade',
  state: (state) => (state === 'overdue' ? 'Reassessment overdue' : '–'),
  dangers: 'Open hidden dangers',
  danger: 'Danger',
  class: 'Class',
  stateLabel: 'State',
  deadline: 'Deadline',
  overdue: 'overdue',
  noDangers: 'No open hidden dangers.',
  moreDangers: (most) => `The first ${most}; the others are in the list of dangers.`,
  caption: (name) => `${name}: regions by risk grade, enterprises as signs`,
  sentence: ({ name, enterprises, red, orange, unassessed, dangers, major, overdue }) =>
    `${name} has ${enterprises} enterprises: ${red} of major risk, ${orange} of larger risk, ${unassessed} not assessed.` +
    (dangers === null
      ? ''
      : ` Open hidden dangers: ${dangers}, of which ${major} major and ${overdue} overdue.`),
  method: 'How it was counted',
  methodLines: [
    'The numbers come from the same queries as the region figures, the ledger and the list of dangers on screen, as far as the author may see.',
    'Objects belong to regions by code; what is not assessed stands apart and is not the same as safe.',
    'Maps are drawn from the borders and places of the register, north up; each has its scale bar.',
  ],
  index: 'Index of sheets',
  sheet: 'Sheet',
  sheetNo: 'No.',
  counties: 'Sheets by county',
  sectors: 'Sheets by sector',
  sectorCaption: (name) => `${name}: regions by risk grade, enterprises of the sector as signs`,
  of: (text) => text.en,
};

export const REPORT_WORDS: Readonly<Record<'zh' | 'en', ReportWords>> = { zh, en };
