/**
 * The 100-point form for producers and storers of hazardous chemicals (危险化学品生产储存企业安全风险评估诊断分级指南（试行）,
 * 应急〔2018〕19号; read from an open copy of the whole form): points taken off item by item, bonuses, direct rules.
 */
import type { Text } from '../layer.ts';

export interface FormItem {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Points each time it applies; negative = taken off. */
  readonly points: number;
  /** Applies at most once, or any number of times. */
  readonly counted: 'once' | 'each';
}
export interface FormGroup {
  readonly id: string;
  readonly label: Text;
  /** Most that the group takes off. */
  readonly cap: number;
  readonly items: readonly FormItem[];
}

type Row = readonly [id: string, points: number, counted: 'once' | 'each', zh: string, en: string];
const group = (id: string, cap: number, zh: string, en: string, rows: readonly Row[]): FormGroup => ({
  id,
  cap,
  label: { zh, en },
  items: rows.map(([item, points, counted, itemZh, itemEn]) => ({
    id: item,
    points,
    counted,
    zh: itemZh,
    en: itemEn,
  })),
});

// biome-ignore format: one item a line
export const HAZMAT_FORM: readonly FormGroup[] = [
  group('source', 10, '重大危险源', 'Major hazard sources', [
    ['source_1', -10, 'once', '存在一级重大危险源', 'A source of level one'],
    ['source_2', -8, 'once', '存在二级重大危险源', 'A source of level two'],
    ['source_3', -6, 'once', '存在三级重大危险源', 'A source of level three'],
    ['source_4', -4, 'once', '存在四级重大危险源', 'A source of level four'],
  ]),
  group('substance', 5, '物质危险性', 'Substances', [
    ['explosive', -2, 'each', '具有爆炸性的化学品（种）', 'Explosive substances'],
    ['inhalation_toxic', -2, 'each', '吸入性剧毒、高毒化学品，如氯、光气（种）', 'Toxic by inhalation, such as chlorine'],
    ['key_regulated', -0.1, 'each', '其他重点监管危险化学品（种）', 'Other key-regulated substances'],
  ]),
  group('process', 10, '危险化工工艺', 'Hazardous processes', [
    ['regulated_process', -2, 'each', '18 种重点监管危险化工工艺（种）', 'Of the 18 regulated processes'],
  ]),
  group('fire', 5, '火灾爆炸危险', 'Fire and explosion', [
    ['class_a', -1, 'each', '甲类装置、仓库、罐区（套）', 'Class A plants, stores, tank farms'],
    ['class_b', -0.5, 'each', '乙类装置、仓库、罐区（套）', 'Class B plants, stores, tank farms'],
    ['open_flame', -5, 'once', '甲、乙类与明火装置邻近布置', 'Next to a unit with open flame'],
  ]),
  group('surroundings', 10, '周边环境', 'Surroundings', [
    ['outside_park', -3, 'once', '不在化工园区内', 'Outside a chemical park'],
    ['distance', -10, 'once', '外部安全防护距离不符合风险基准', 'External distance fails the risk criteria'],
  ]),
  group('design', 10, '设计与评估', 'Design', [
    ['undemonstrated', -5, 'once', '国内首次使用的工艺未经安全可靠性论证', 'New process not demonstrated'],
    ['no_reaction_study', -10, 'once', '精细化工未按规定做反应安全风险评估', 'No reaction-risk assessment'],
    ['class_a_design', 2, 'once', '全部由甲级设计单位设计', 'All designed by a class A institute'],
  ]),
  group('equipment', 5, '设备', 'Equipment', [
    ['obsolete', -2, 'each', '使用淘汰落后的工艺、设备（项）', 'Obsolete items'],
    ['special_equipment', -2, 'once', '特种设备未登记或未检验', 'Special equipment not registered or inspected'],
    ['no_dual_power', -5, 'once', '未按规定设双电源', 'No dual power'],
  ]),
  group('automation', 10, '自控与安全设施', 'Automation', [
    ['no_automation', -10, 'once', '重点监管工艺未装设自动化控制或紧急停车', 'No automation or emergency shut-down'],
    ['no_sis', -10, 'once', '毒性、液化气体一、二级重大危险源罐区无独立安全仪表系统', 'No safety-instrumented system on a level one or two tank farm of toxic or liquefied gas'],
    ['no_cut_off', -5, 'once', '一、二级重大危险源未设紧急切断', 'No emergency cut-off'],
    ['no_telemetry', -1, 'each', '温度、压力、液位等远传缺失（处）', 'Missing telemetry'],
    ['no_gas_alarm', -1, 'each', '可燃、有毒气体报警缺失（处）', 'Missing gas alarms'],
    ['no_ex', -1, 'each', '爆炸危险场所未用防爆电气（处）', 'No Ex equipment'],
    ['manned_room', -5, 'once', '甲、乙类装置内设有人值守的房间', 'A manned room inside a class A or B unit'],
  ]),
  group('people', 15, '人员资质', 'People', [
    ['untested_manager', -5, 'each', '主要负责人、安全管理人员未经考核合格（人）', 'Managers without the examination'],
    ['unqualified', -5, 'each', '安全、技术、设备负责人不具备规定学历资历（人）', 'Unqualified safety or technical heads'],
    ['no_engineer', -3, 'once', '未按规定配备注册安全工程师', 'No registered safety engineer'],
    ['trained_heads', 2, 'each', '主要负责人、分管负责人为化工专业（人）', 'Heads trained in chemistry'],
  ]),
  group('system', 10, '管理制度', 'Management', [
    ['procedures', -5, 'once', '操作规程、工艺指标不完善', 'Operating procedures incomplete'],
    ['special_operations', -10, 'once', '特殊作业管理制度缺失或未执行', 'No system for special operations'],
    ['responsibility', -2, 'each', '未建立岗位安全责任（岗位）', 'Posts without responsibilities'],
  ]),
  group('performance', 10, '应急与安全绩效', 'Emergency and record', [
    ['fire_team', 3, 'once', '设有专职消防队', 'Own fire team'],
    ['standard_1', 15, 'once', '安全生产标准化一级', 'Standardisation level one'],
    ['standard_2', 5, 'once', '安全生产标准化二级', 'Standardisation level two'],
    ['standard_3', 2, 'once', '安全生产标准化三级', 'Standardisation level three'],
    ['larger_accident', -10, 'once', '三年内发生过较大事故', 'A larger accident within three years'],
    ['fatal', -8, 'once', '三年内发生过 1–2 人死亡事故', 'One or two deaths within three years'],
    ['social', -5, 'once', '三年内发生过有社会影响的事故', 'An accident of public concern within three years'],
    ['none_in_5', 5, 'once', '五年内未发生事故', 'No accident in five years'],
  ]),
];

/** Least scores of blue, yellow and orange; below the last one red. */
export const HAZMAT_BOUNDS = [90, 75, 60] as const;

/** Whatever the score, any of these makes the enterprise red. */
export const HAZMAT_DIRECT_RED = [
  {
    id: 'no_pilot',
    zh: '新开发的工艺未经小试、中试、工业化试验直接投产',
    en: 'A process put into production without pilot stages',
  },
  {
    id: 'no_design',
    zh: '在役装置未经正规设计且未做设计诊断',
    en: 'A plant in service without formal design and diagnosis',
  },
  {
    id: 'uncertified',
    zh: '特种作业人员无证上岗或不具备高中以上文化',
    en: 'Special-operation staff without certificate or high school',
  },
  {
    id: 'accidents',
    zh: '三年内发生重大以上事故，或较大事故 2 起，或一年内亡人一般事故 2 起',
    en: 'A major accident or two larger ones in three years, or two fatal ones in a year',
  },
] as const;
