/** How each sector behaves in the demo city: how common, where, how risky, how large, and what it calls itself. */
import type { SectorId } from '../tables/sectors.ts';

/** Kinds of ground on which enterprises settle; each face of the mesh has an amount of each. */
export const GROUNDS = [
  'chemical',
  'port',
  'industry',
  'centre',
  'town',
  'fringe',
  'coast',
  'hill',
  'open',
] as const;
export type Ground = (typeof GROUNDS)[number];

export interface SectorHabit {
  readonly sector: SectorId;
  /** Parts per thousand of all enterprises. */
  readonly share: number;
  readonly where: Readonly<Partial<Record<Ground, number>>>;
  /** How often it stands right at a road, 0–1. */
  readonly atRoad: number;
  /** Leaning to a worse grade, 0–1, before the place and chance. */
  readonly risk: number;
  /** Usual number of people at work. */
  readonly people: number;
  /** GB/T 4754-2017 codes. */
  readonly industry: readonly string[];
  /** Words for its name: business, then kind of body. */
  readonly business: readonly string[];
  readonly body: readonly string[];
}

const LTD = ['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司'];

// biome-ignore format: one sector a line
export const SECTOR_HABITS: readonly SectorHabit[] = [
  { sector: 'hazmat_production', share: 11, where: { chemical: 1, industry: 0.05 }, atRoad: 0.2, risk: 0.95, people: 180, industry: ['2614', '2611', '2651'], business: ['化工', '精细化工', '石化', '合成材料', '气体'], body: LTD },
  { sector: 'hazmat_storage', share: 9, where: { chemical: 1, port: 0.35 }, atRoad: 0.2, risk: 0.93, people: 70, industry: ['5941', '5942'], business: ['化工储运', '油品储运', '液体化工仓储', '低温储运'], body: LTD },
  { sector: 'hazmat_trade', share: 28, where: { centre: 0.5, town: 1, industry: 0.8, fringe: 0.6 }, atRoad: 0.5, risk: 0.47, people: 9, industry: ['5169', '5162'], business: ['化工贸易', '化工原料', '油漆涂料', '气体经营'], body: LTD },
  { sector: 'hazmat_use', share: 24, where: { industry: 1, fringe: 0.2 }, atRoad: 0.2, risk: 0.6, people: 120, industry: ['2710', '2641', '3985'], business: ['制药', '涂料', '电子化学品', '生物科技', '电镀'], body: LTD },
  { sector: 'hazmat_transport', share: 8, where: { chemical: 0.4, port: 0.5, industry: 0.8, fringe: 0.4 }, atRoad: 0.7, risk: 0.55, people: 45, industry: ['5435'], business: ['危货运输', '危险品物流'], body: LTD },
  { sector: 'fuel_station', share: 16, where: { centre: 0.5, town: 1, fringe: 1, open: 1 }, atRoad: 1, risk: 0.48, people: 9, industry: ['5265'], business: ['加油站', '加油加气站', '加油站'], body: [''] },
  { sector: 'fireworks', share: 11, where: { town: 1, fringe: 0.7, open: 0.8 }, atRoad: 0.6, risk: 0.5, people: 3, industry: ['5249'], business: ['烟花爆竹零售店', '烟花爆竹经营部', '烟花爆竹批发'], body: [''] },
  { sector: 'mine', share: 3, where: { hill: 1 }, atRoad: 0, risk: 0.66, people: 60, industry: ['1011', '1019'], business: ['采石', '矿业', '建材矿'], body: LTD },
  { sector: 'metal_smelting', share: 6, where: { industry: 1, chemical: 0.1 }, atRoad: 0.1, risk: 0.75, people: 210, industry: ['3130', '3211', '3392'], business: ['铸造', '金属材料', '特钢', '有色金属'], body: LTD },
  { sector: 'dust_explosion', share: 24, where: { industry: 1, fringe: 0.6, town: 0.2 }, atRoad: 0.3, risk: 0.58, people: 60, industry: ['2110', '2032', '3360'], business: ['家具', '木业', '金属抛光', '面粉'], body: LTD },
  { sector: 'ammonia_cooling', share: 8, where: { coast: 0.6, industry: 0.8, fringe: 0.4 }, atRoad: 0.3, risk: 0.64, people: 70, industry: ['1361', '5951'], business: ['冷冻食品', '冷链', '水产冷藏'], body: LTD },
  { sector: 'confined_space', share: 24, where: { industry: 0.8, fringe: 0.7, town: 0.3, open: 0.2 }, atRoad: 0.2, risk: 0.46, people: 40, industry: ['4620', '2221', '1751'], business: ['污水处理', '造纸', '酱腌食品', '印染'], body: LTD },
  { sector: 'machinery', share: 140, where: { industry: 1, fringe: 0.75, town: 0.25, open: 0.08 }, atRoad: 0.4, risk: 0.4, people: 75, industry: ['3484', '3670', '3525', '3829'], business: ['机械', '汽车零部件', '模具', '精工', '机电', '阀门', '电器'], body: [...LTD, '厂'] },
  { sector: 'textile', share: 80, where: { industry: 0.6, fringe: 0.9, town: 0.5, open: 0.15 }, atRoad: 0.6, risk: 0.34, people: 55, industry: ['1751', '1811', '1761'], business: ['纺织', '服饰', '针织', '印花', '家纺'], body: [...LTD, '厂'] },
  { sector: 'food', share: 60, where: { industry: 0.5, fringe: 0.8, town: 0.6, coast: 0.3, open: 0.25 }, atRoad: 0.6, risk: 0.34, people: 38, industry: ['1353', '1411', '1499', '1362'], business: ['食品', '水产加工', '粮油', '糕点', '饮料'], body: LTD },
  { sector: 'construction', share: 50, where: { fringe: 1, centre: 0.35, town: 0.4, industry: 0.3 }, atRoad: 0.4, risk: 0.48, people: 90, industry: ['4710', '4790', '4813'], business: ['建筑工程', '市政工程', '装饰工程', '地基基础工程', '钢结构'], body: LTD },
  { sector: 'road_transport', share: 36, where: { fringe: 1, industry: 0.5, town: 0.6, port: 0.4, open: 0.2 }, atRoad: 0.9, risk: 0.38, people: 40, industry: ['5430', '5421'], business: ['运输', '汽车运输', '客运', '货运代理'], body: LTD },
  { sector: 'port', share: 7, where: { port: 1, coast: 0.06 }, atRoad: 0.1, risk: 0.55, people: 160, industry: ['5532'], business: ['港务', '码头', '集装箱码头', '船货代理'], body: LTD },
  { sector: 'city_gas', share: 8, where: { town: 1, fringe: 0.8, centre: 0.4 }, atRoad: 0.6, risk: 0.58, people: 20, industry: ['4511'], business: ['燃气', '液化气储配站', '天然气门站'], body: ['', '有限公司'] },
  { sector: 'power', share: 6, where: { fringe: 1, industry: 0.5, open: 0.6, town: 0.5 }, atRoad: 0.2, risk: 0.42, people: 35, industry: ['4420', '4415'], business: ['变电站', '热电', '风力发电', '供电'], body: ['', '有限公司'] },
  { sector: 'energy_storage', share: 3, where: { industry: 1, fringe: 0.4, port: 0.2 }, atRoad: 0.2, risk: 0.52, people: 15, industry: ['4419'], business: ['储能科技', '储能电站'], body: LTD },
  { sector: 'logistics', share: 40, where: { port: 0.7, industry: 0.9, fringe: 0.9, town: 0.2 }, atRoad: 0.7, risk: 0.36, people: 42, industry: ['5990', '5920'], business: ['物流', '仓储', '供应链', '快递'], body: LTD },
  { sector: 'retail', share: 165, where: { centre: 1, town: 0.85, fringe: 0.25, open: 0.16 }, atRoad: 0.85, risk: 0.24, people: 16, industry: ['5212', '5211', '5283'], business: ['超市', '百货', '商贸', '建材市场', '五金', '家电'], body: ['有限公司', '商行', '有限公司', '店'] },
  { sector: 'crowded_place', share: 92, where: { centre: 1, town: 0.7, fringe: 0.12, open: 0.06 }, atRoad: 0.7, risk: 0.4, people: 60, industry: ['6110', '6210', '9011', '8321'], business: ['大酒店', '影城', '健身中心', '培训学校', '集贸市场', '美食广场', '商务宾馆'], body: [''] },
  { sector: 'fishery', share: 26, where: { coast: 1, port: 0.05 }, atRoad: 0.1, risk: 0.4, people: 14, industry: ['0421', '0411'], business: ['渔业', '远洋渔业', '水产养殖', '渔业专业合作社'], body: ['有限公司', '有限公司', ''] },
  { sector: 'medical_waste', share: 4, where: { fringe: 1, chemical: 0.5, industry: 0.5 }, atRoad: 0.1, risk: 0.52, people: 45, industry: ['7724'], business: ['危废处置', '医废处置', '环保科技'], body: LTD },
  { sector: 'other', share: 111, where: { centre: 0.9, town: 0.8, fringe: 0.5, open: 0.3, industry: 0.2 }, atRoad: 0.5, risk: 0.17, people: 20, industry: ['7211', '8090', '6513', '0141'], business: ['科技', '物业', '信息技术', '农业', '服务', '文化传播'], body: LTD },
];
