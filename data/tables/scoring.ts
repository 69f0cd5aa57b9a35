/**
 * Factor values and grade bounds of the three scoring methods, as data with their sources: LEC (Graham and Kinney),
 * LS matrix, MES. Sources differ on bounds, so every result names the scheme that was used.
 */
import type { Grade } from '../grade.ts';
import type { Text } from '../layer.ts';

export interface FactorValue {
  readonly value: number;
  readonly words: Text;
}
export interface Factor {
  readonly key: string;
  readonly letter: string;
  readonly name: Text;
  /** Highest first. */
  readonly values: readonly FactorValue[];
}
/** Bounds from the worst grade on; below the last one is grade 4. */
export interface Scheme {
  readonly id: string;
  readonly name: Text;
  readonly source: Text;
  readonly bands: readonly { readonly from: number; readonly grade: Grade; readonly exclusive?: true }[];
}

const values = (rows: readonly (readonly [number, string, string])[]): FactorValue[] =>
  rows.map(([value, zh, en]) => ({ value, words: { zh, en } }));
const bands = (...from: readonly number[]): Scheme['bands'] =>
  from.map((bound, i) => ({ from: bound, grade: (i + 1) as Grade }));

const EXPOSURE = values([
  [10, '连续暴露', 'Continuous'],
  [6, '每天工作时间内暴露', 'Daily in working hours'],
  [3, '每周一次，或偶然暴露', 'Weekly or occasional'],
  [2, '每月一次', 'Monthly'],
  [1, '每年几次', 'A few times a year'],
  [0.5, '非常罕见', 'Very rare'],
]);

export const LEC_FACTORS: readonly Factor[] = [
  {
    key: 'l',
    letter: 'L',
    name: { zh: '发生事故的可能性', en: 'Likelihood' },
    values: values([
      [10, '完全可以预料', 'Fully expected'],
      [6, '相当可能', 'Quite possible'],
      [3, '可能，但不经常', 'Possible, not usual'],
      [1, '可能性小，完全意外', 'Unlikely, accidental'],
      [0.5, '很不可能', 'Very unlikely'],
      [0.2, '极不可能', 'Extremely unlikely'],
      [0.1, '实际不可能', 'Practically impossible'],
    ]),
  },
  { key: 'e', letter: 'E', name: { zh: '暴露的频繁程度', en: 'Exposure' }, values: EXPOSURE },
  {
    key: 'c',
    letter: 'C',
    name: { zh: '发生事故的后果', en: 'Consequence' },
    values: values([
      [100, '10 人以上死亡', '10 deaths or more'],
      [40, '3–9 人死亡', '3–9 deaths'],
      [15, '1–2 人死亡', '1–2 deaths'],
      [7, '严重伤残', 'Severe injury'],
      [3, '需要住院治疗', 'Hospital treatment'],
      [1, '需要急救', 'First aid'],
    ]),
  },
];

const FOUR_BANDS: Text = { zh: '四级划分（常用做法）', en: 'Four bands, as commonly used' };
export const LEC_SCHEMES: readonly Scheme[] = [
  {
    id: 'LEC-4',
    name: { zh: '四级：≥320、≥160、≥70', en: 'Four bands: ≥320, ≥160, ≥70' },
    source: FOUR_BANDS,
    bands: bands(320, 160, 70),
  },
  {
    id: 'LEC-5',
    name: {
      zh: '五级：>320、160–320、70–160、20–70、<20（后两级为低）',
      en: 'Five bands; the last two are low',
    },
    source: { zh: 'Graham、Kinney 的五级划分', en: 'The five bands after Graham and Kinney' },
    bands: [
      { from: 320, grade: 1, exclusive: true },
      { from: 160, grade: 2 },
      { from: 70, grade: 3 },
    ],
  },
];

const oneToFive = (rows: readonly (readonly [string, string])[]): FactorValue[] =>
  rows.map(([zh, en], i) => ({ value: 5 - i, words: { zh, en } }));
export const LS_FACTORS: readonly Factor[] = [
  {
    key: 'l',
    letter: 'L',
    name: { zh: '可能性', en: 'Likelihood' },
    values: oneToFive([
      ['极有可能发生', 'Almost certain'],
      ['很可能发生', 'Likely'],
      ['可能发生', 'Possible'],
      ['不太可能发生', 'Unlikely'],
      ['几乎不可能发生', 'Rare'],
    ]),
  },
  {
    key: 's',
    letter: 'S',
    name: { zh: '严重性', en: 'Severity' },
    values: oneToFive([
      ['特别严重', 'Catastrophic'],
      ['严重', 'Severe'],
      ['较严重', 'Serious'],
      ['轻微', 'Slight'],
      ['极轻微', 'Negligible'],
    ]),
  },
];
/** Severity is the worst of these columns. */
export const LS_SEVERITY_COLUMNS = [
  { id: 'regulation', zh: '违反法规程度', en: 'Breach of rules' },
  { id: 'casualties', zh: '人员伤亡', en: 'Casualties' },
  { id: 'loss', zh: '直接经济损失', en: 'Direct loss' },
  { id: 'stoppage', zh: '停工', en: 'Stoppage' },
  { id: 'reputation', zh: '形象受损', en: 'Reputation' },
] as const;

const practice = (zh: string, en: string): Text => ({ zh, en });
export const LS_SCHEMES: readonly Scheme[] = [
  {
    id: 'LS-SD',
    name: { zh: '20–25、15–16、9–12、1–8', en: '20–25, 15–16, 9–12, 1–8' },
    source: practice(
      '山东 DB37/T 2882-2016 的做法（二手资料）',
      'Practice of DB37/T 2882-2016 (secondary source)',
    ),
    bands: bands(20, 15, 9),
  },
  {
    id: 'LS-COAL',
    name: { zh: '20–25、9–16、4–8、1–3', en: '20–25, 9–16, 4–8, 1–3' },
    source: practice('煤矿企业的做法（公开资料）', 'Practice of coal mines (public source)'),
    bands: bands(20, 9, 4),
  },
  {
    id: 'LS-16',
    name: { zh: '17–25、11–16、5–10、1–4', en: '17–25, 11–16, 5–10, 1–4' },
    source: practice('常见的划分（二手资料）', 'A common table (secondary source)'),
    bands: bands(17, 11, 5),
  },
  {
    id: 'LS-15',
    name: { zh: '≥15、9–<15、4–<9、<4', en: '≥15, 9–<15, 4–<9, <4' },
    source: practice('常见的划分（二手资料）', 'A common table (secondary source)'),
    bands: bands(15, 9, 4),
  },
];

export const MES_FACTORS: readonly Factor[] = [
  {
    key: 'm',
    letter: 'M',
    name: { zh: '控制措施的状态', en: 'State of control' },
    values: values([
      [5, '无控制措施', 'No control'],
      [3, '有减轻后果的应急措施', 'Mitigation only'],
      [1, '有预防措施', 'Prevention in place'],
    ]),
  },
  { key: 'e', letter: 'E', name: { zh: '暴露的频繁程度', en: 'Exposure' }, values: EXPOSURE },
  {
    key: 's',
    letter: 'S',
    name: { zh: '事故的后果', en: 'Consequence' },
    values: values([
      [10, '多人死亡', 'Several deaths'],
      [8, '1 人死亡', 'One death'],
      [4, '永久失能', 'Permanent disability'],
      [2, '需要住院治疗', 'Hospital treatment'],
      [1, '轻微', 'Slight'],
    ]),
  },
];
export const MES_SCHEMES: readonly Scheme[] = [
  {
    id: 'MES-5',
    name: {
      zh: '≥180、90–150、50–80、20–48、≤18（后两级为低）',
      en: '≥180, 90–150, 50–80, 20–48, ≤18; the last two are low',
    },
    source: practice('MES 法的五级划分（二手资料）', 'The five bands of MES (secondary source)'),
    bands: bands(180, 90, 50),
  },
];
