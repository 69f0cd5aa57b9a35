/** Who comes to help in the demo city: rescue teams by trade, fire brigades, experts by pool. */
import type { SectorId } from '../../tables/sectors.ts';
import type { Wishes } from './sites.ts';

export interface Trade {
  readonly name: string;
  /** Teams at scale 1: 19 social ones, 132 of key sectors. */
  readonly teams: number;
  readonly skills: string;
  readonly where: Wishes;
  /** All its people and vehicles at scale 1. */
  readonly people: number;
  readonly vehicles: number;
  readonly social?: true;
  readonly sector?: SectorId;
}

// biome-ignore format: one trade a line
export const TRADES: readonly Trade[] = [
  { name: '社会应急救援队', teams: 19, skills: '水域救援、山地搜救、应急救护', where: { people: 1 }, people: 912, vehicles: 71, social: true },
  { name: '石油化工应急救援队', teams: 8, skills: '危化品泄漏处置、罐区灭火、堵漏输转', where: { chemical: 1 }, people: 437, vehicles: 53 },
  { name: '矿山救护队', teams: 6, skills: '矿山救护、边坡坍塌救援', where: { hill: 1 }, people: 168, vehicles: 19 },
  { name: '建筑工程抢险队', teams: 12, skills: '坍塌救援、起重破拆、基坑抢险', where: { fringe: 1 }, people: 540, vehicles: 88 },
  { name: '电力抢修队', teams: 12, skills: '线路抢修、应急供电', where: { fringe: 0.6, people: 0.4 }, people: 612, vehicles: 104 },
  { name: '燃气抢险队', teams: 14, skills: '燃气泄漏处置、管道抢修', where: { people: 1 }, people: 476, vehicles: 72 },
  { name: '供排水抢险队', teams: 10, skills: '供水抢修、排涝', where: { people: 1 }, people: 330, vehicles: 61 },
  { name: '通信保障队', teams: 9, skills: '应急通信、卫星链路', where: { centre: 1 }, people: 216, vehicles: 38 },
  { name: '公路抢险队', teams: 14, skills: '道路清障、桥梁抢修、除雪', where: { fringe: 0.5, open: 0.5 }, people: 658, vehicles: 142 },
  { name: '水上搜救队', teams: 12, skills: '海上搜救、船舶消防、溢油清除', where: { coast: 0.7, port: 0.3 }, people: 492, vehicles: 36 },
  { name: '森林消防队', teams: 14, skills: '森林灭火、火场清理', where: { hill: 1 }, people: 644, vehicles: 58 },
  { name: '防汛抢险队', teams: 12, skills: '堤防抢险、人员转移、排涝', where: { open: 0.5, people: 0.5 }, people: 720, vehicles: 66 },
  { name: '紧急医学救援队', teams: 9, skills: '现场急救、伤员转运', where: { centre: 1 }, people: 306, vehicles: 54 },
];

/** 35 pools of experts with 973 experts in all, as one city's report counts; the subjects are our choice. */
export const EXPERTS = { count: 973 } as const;
export const EXPERT_POOLS = [
  '危险化学品',
  '化工工艺',
  '化工设备',
  '自动化控制',
  '油气储运',
  '烟花爆竹',
  '非煤矿山',
  '尾矿库',
  '金属冶炼',
  '粉尘防爆',
  '涉氨制冷',
  '有限空间',
  '机械制造',
  '建筑施工',
  '深基坑与高支模',
  '起重机械',
  '特种设备',
  '电气安全',
  '消防工程',
  '城镇燃气',
  '道路运输',
  '水上交通',
  '港口作业',
  '桥梁隧道',
  '供水排水',
  '地质灾害',
  '水利防汛',
  '森林防火',
  '气象',
  '地震',
  '渔业船舶',
  '应急医学',
  '环境应急',
  '应急通信',
  '舆情与心理',
] as const;
