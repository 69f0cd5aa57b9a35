/** 重大事故隐患判定标准: by which clause a hidden danger is major, per sector, with how sure the wording is. */
import type { Text } from '../layer.ts';
import { SECTORS, type SectorId } from '../tables/sectors.ts';

/** Grows with every change of a clause; a danger keeps the words by which it was judged. */
export const CRITERIA_VERSION = '2026-11';

/** A: wording checked against the published text; B: abridged from it; C: the edition in force must be looked up. */
export type Confidence = 'A' | 'B' | 'C';

export interface Criterion {
  readonly id: string;
  /** Where it holds; empty = everywhere. */
  readonly sectors: readonly SectorId[];
  /** The clause as people cite it. */
  readonly clause: string;
  readonly text: Text;
  readonly source: string;
  readonly confidence: Confidence;
}

interface Standard {
  readonly id: string;
  readonly sectors: readonly SectorId[];
  readonly source: string;
  readonly confidence: Confidence;
  /** [clause, zh, en] */
  readonly clauses: readonly (readonly [clause: string, zh: string, en: string])[];
}

// biome-ignore format: one clause a line
const STANDARDS: readonly Standard[] = [
  {
    id: 'hazmat', confidence: 'A',
    sectors: ['hazmat_production', 'hazmat_storage', 'hazmat_trade', 'hazmat_use', 'fuel_station'],
    source: '化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行），安监总管三〔2017〕121号',
    clauses: [
      ['第1条', '主要负责人和安全生产管理人员未依法经考核合格', 'Managers are not qualified as the law requires'],
      ['第2条', '特种作业人员未持证上岗', 'Special operators work without a licence'],
      ['第3条', '涉及“两重点一重大”的生产装置、储存设施外部安全防护距离不符合国家标准要求', 'External safety distance of key plant or storage below the standard'],
      ['第4条', '涉及重点监管危险化工工艺的装置未实现自动化控制，紧急停车系统未投入使用', 'Key hazardous process without automatic control or emergency shutdown in use'],
      ['第5条', '一级、二级重大危险源罐区未实现紧急切断功能或未配备独立的安全仪表系统', 'Tank farm of a level 1–2 source without emergency cut-off or independent SIS'],
      ['第6条', '全压力式液化烃储罐未按国家标准设置注水措施', 'Pressurised LPG tank without water injection'],
      ['第7条', '液化烃、液氨、液氯等液化气体的充装未使用万向管道充装系统', 'Liquefied gas is loaded without swivel arms'],
      ['第8条', '光气、氯气等剧毒气体及硫化氢管道穿越厂区外的公共区域', 'Pipe of a highly toxic gas crosses public ground'],
      ['第9条', '地区架空电力线路穿越生产区且不符合国家标准要求', 'Overhead power line crosses the plant against the standard'],
      ['第10条', '在役化工装置未经正规设计且未进行安全设计诊断', 'Plant neither properly designed nor diagnosed'],
      ['第11条', '使用淘汰落后安全技术工艺、设备', 'Obsolete processes or equipment in use'],
      ['第12条', '可燃和有毒气体泄漏场所未设置检测报警装置，爆炸危险场所未使用防爆电气设备', 'No gas detection, or no explosion-proof equipment where required'],
      ['第13条', '控制室或机柜间面向装置一侧不满足防火防爆要求', 'Control room facing the plant is not fire- and blast-proof'],
      ['第14条', '未设置双重电源供电，自动化控制系统未设置不间断电源', 'No double supply, or no UPS for the control system'],
      ['第15条', '安全阀、爆破片等安全附件未正常投用', 'Relief valves or bursting discs out of service'],
      ['第16条', '未建立全员安全生产责任制或者隐患排查治理制度', 'No system of responsibility or of finding hidden dangers'],
      ['第17条', '未制定操作规程和工艺控制指标', 'No operating procedures or process limits'],
      ['第18条', '未制定动火、进入受限空间等特殊作业管理制度，或者制度未有效执行', 'Hot work and confined space entry without permits in force'],
      ['第20条', '未分区分类储存危险化学品，超量、超品种储存，相互禁配物质混放混存', 'Storage over quantity, of other kinds, or of incompatible substances together'],
    ],
  },
  {
    id: 'industry', confidence: 'A',
    sectors: ['metal_smelting', 'machinery', 'textile', 'food', 'logistics', 'retail'],
    source: '工贸企业重大事故隐患判定标准，应急管理部令第10号（2023）',
    clauses: [
      ['第三条第（一）项', '未对承包单位、承租单位的安全生产工作统一协调、管理，或者未定期进行安全检查', 'Contractors and tenants neither coordinated nor inspected'],
      ['第三条第（二）项', '特种作业人员未按照规定培训并取得相应资格，上岗作业', 'Special operators work without training and licence'],
      ['第三条第（三）项', '金属冶炼企业主要负责人、安全生产管理人员未按照规定经考核合格', 'Managers of smelters are not qualified'],
    ],
  },
  {
    id: 'dust', confidence: 'A', sectors: ['dust_explosion'],
    source: '工贸企业重大事故隐患判定标准，应急管理部令第10号（2023）',
    clauses: [
      ['第十一条第（一）项', '粉尘爆炸危险场所设置在非框架结构的多层建（构）筑物内，或者内设人员聚集场所', 'Dust explosion area in a multi-storey non-frame building, or with rooms for people'],
      ['第十一条第（二）项', '不同类别可燃性粉尘或者不同防火分区共用一套除尘系统', 'Different dusts or fire compartments share one dust collector'],
      ['第十一条第（三）项', '干式除尘系统未采取泄爆、惰化、抑爆等任一种爆炸防控措施', 'Dry dust collector without any explosion protection'],
    ],
  },
  {
    id: 'ammonia', confidence: 'A', sectors: ['ammonia_cooling', 'food'],
    source: '工贸企业重大事故隐患判定标准，应急管理部令第10号（2023）',
    clauses: [
      ['第十二条第（一）项', '包装、分割、产品整理场所的空调系统采用氨直接蒸发制冷', 'Ammonia evaporates directly in the air conditioning of workrooms'],
      ['第十二条第（二）项', '快速冻结装置未设置在单独的作业间内，或者作业间内人员数量超过9人', 'Quick freezer not in a room of its own, or more than 9 people in it'],
    ],
  },
  {
    id: 'confined', confidence: 'A', sectors: ['confined_space', 'food', 'municipal', 'textile'],
    source: '工贸企业重大事故隐患判定标准，应急管理部令第10号（2023）',
    clauses: [
      ['第十三条第（一）项', '未对有限空间进行辨识、建立安全管理台账，并且未设置明显的安全警示标志', 'Confined spaces neither listed nor marked'],
      ['第十三条第（二）项', '未落实有限空间作业审批，或者未执行“先通风、再检测、后作业”要求，或者现场未设置监护人员', 'Entry without permit, without ventilation and test, or without an attendant'],
    ],
  },
  {
    id: 'city_gas', confidence: 'A', sectors: ['city_gas'],
    source: '城镇燃气经营安全重大隐患判定标准，建城规〔2023〕4号',
    clauses: [
      ['第四条第（一）项', '未取得燃气经营许可证从事燃气经营活动', 'Gas is sold without a licence'],
      ['第四条第（四）项', '未制定生产安全事故应急救援预案', 'No emergency plan'],
      ['第四条第（五）项', '未建立对燃气用户燃气设施的定期安全检查制度', 'No regular checks at users'],
      ['第五条第（一）项', '燃气储罐未设置压力、罐容或液位显示等监测装置，或不具有超限报警功能', 'Gas tank without gauges or limit alarms'],
      ['第五条第（二）项', '燃气厂站内设备和管道未设置防止系统压力参数超过限值的自动切断和放散装置', 'Station without automatic cut-off and relief'],
    ],
  },
  {
    id: 'building', confidence: 'A', sectors: ['construction', 'municipal'],
    source: '房屋市政工程生产安全重大事故隐患判定标准（2022版），建质规〔2022〕2号',
    clauses: [
      ['第四条第（三）项', '建筑施工特种作业人员未取得特种作业人员操作资格证书上岗作业', 'Special operators of the site without a licence'],
      ['第四条第（四）项', '危险性较大的分部分项工程未编制、未审核专项施工方案，或未按规定组织专家论证', 'Dangerous works without a reviewed method statement'],
      ['第五条第（二）项', '基坑土方超挖且未采取有效措施', 'Pit over-excavated without measures'],
      ['第五条第（三）项', '深基坑施工未进行第三方监测', 'Deep pit without third-party monitoring'],
      ['第八条第（一）项', '塔式起重机、施工升降机等起重机械设备未经验收合格即投入使用', 'Cranes or hoists used before acceptance'],
      ['第八条第（五）项', '建筑起重机械的安全装置不齐全、失效或者被违规拆除、破坏', 'Safety devices of cranes missing or broken'],
      ['第十一条第（一）项', '有限空间作业未履行作业审批制度，未执行“先通风、再检测、后作业”原则', 'Confined space entry without permit and test'],
    ],
  },
  {
    id: 'fire', confidence: 'C',
    sectors: ['fire_safety', 'crowded_place', 'high_rise', 'housing', 'education', 'health', 'elderly_care', 'culture_tourism', 'retail', 'logistics', 'textile'],
    source: 'GB 35181-2025 重大火灾隐患判定规则（2025-11-01 起代替 GB 35181-2017）',
    clauses: [
      ['直接判定要素（疏散）', '人员密集场所的安全出口或者疏散楼梯数量不足、被封堵', 'Too few exits or stairs, or blocked ones, where many people gather'],
      ['直接判定要素（合用）', '生产、储存、经营场所与住宿场所违规设置在同一建筑内', 'Production, storage or trade and sleeping in one building against the rules'],
      ['直接判定要素（材料）', '人员密集场所使用易燃、可燃材料装修或者建造', 'Combustible materials where many people gather'],
      ['综合判定要素（设施）', '自动消防设施不能正常运行，消防控制室无人值守', 'Automatic fire protection out of order, control room unmanned'],
      ['综合判定要素（通道）', '消防车通道被占用、堵塞或者埋压', 'Fire lane occupied or blocked'],
    ],
  },
  {
    id: 'mine', confidence: 'B', sectors: ['mine'],
    source: '金属非金属矿山重大事故隐患判定标准，矿安〔2022〕88号',
    clauses: [
      ['露天矿山', '露天矿山未采用自上而下的开采顺序分台阶或者分层开采', 'Open pit not worked downwards in benches'],
      ['地下矿山', '安全出口存在下列情形之一：少于两个，或者未保持畅通', 'Fewer than two exits from underground, or blocked'],
      ['尾矿库', '坝体出现严重的管涌、流土变形等现象', 'Serious piping or flow at a tailings dam'],
    ],
  },
  {
    id: 'fireworks', confidence: 'B', sectors: ['fireworks'],
    source: '烟花爆竹生产经营单位重大生产安全事故隐患判定标准（试行），安监总管三〔2017〕121号',
    clauses: [
      ['第1条', '主要负责人、安全生产管理人员未依法经考核合格', 'Managers are not qualified as the law requires'],
      ['超量', '工（库）房超过核定人数、药量、用途使用', 'Workroom or store over its people, charge or use'],
    ],
  },
  {
    id: 'general', confidence: 'A', sectors: [],
    source: '安全生产事故隐患排查治理暂行规定，原国家安全生产监督管理总局令第16号（2007）',
    clauses: [
      ['第三条', '危害和整改难度较大，应当全部或者局部停产停业，并经过一定时间整改治理方能排除', 'So harmful and hard that all or part must stop, and rectification takes time'],
    ],
  },
];

export const CRITERIA: readonly Criterion[] = STANDARDS.flatMap(
  ({ id, sectors, source, confidence, clauses }) =>
    clauses.map(([clause, zh, en], index) => ({
      id: `${id}-${index + 1}`,
      sectors,
      clause,
      text: { zh, en },
      source,
      confidence,
    })),
);

/** The clauses that may be cited in a sector, its own first, then those that hold everywhere. */
export function criteriaOf(sector: string | null): readonly Criterion[] {
  const own = CRITERIA.filter((one) => one.sectors.some((id) => id === sector));
  const common = CRITERIA.filter((one) => one.sectors.length === 0);
  return sector === null ? CRITERIA : [...own, ...common];
}

export function criterionById(id: string): Criterion | undefined {
  return CRITERIA.find((one) => one.id === id);
}

/** The clause as it is kept with a danger: clause, words, source. */
export function citation({ clause, text, source }: Criterion): string {
  return `${source} ${clause}：${text.zh}`;
}

/** Sectors that no published list here names; only the general definition serves them. */
export const SECTORS_WITHOUT_CRITERIA: readonly SectorId[] = SECTORS.map(({ id }) => id).filter(
  (id) => !CRITERIA.some((one) => one.sectors.includes(id)),
);
