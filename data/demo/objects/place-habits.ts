/** How each kind of place behaves in the demo city: how many, where, how large, how risky, what it is called. */
import type { PLACE_KINDS } from '../../layers/places.ts';
import type { SectorId } from '../../tables/sectors.ts';
import type { Wishes } from './sites.ts';
import type { GradeShares } from './stamps.ts';

export type PlaceKind = (typeof PLACE_KINDS)[number]['id'];
export type Span = readonly [least: number, most: number];

export interface PlaceHabit {
  readonly kind: PlaceKind;
  /** At scale 1. */
  readonly count: number;
  readonly sector: SectorId;
  readonly where: Wishes;
  /** Below 1 the places spread out. */
  readonly even: number;
  /** How often it stands right at a road, 0–1. */
  readonly atRoad: number;
  readonly floors: Span;
  readonly areaM2: Span;
  readonly people: Span;
  readonly built: Span;
  readonly grades: GradeShares;
  readonly words: readonly string[];
}

const HEART: Wishes = { centre: 0.75, people: 0.25 };
const SHOPS: Wishes = { centre: 0.35, town: 0.3, people: 0.35 };

// biome-ignore format: one kind a line
export const PLACE_HABITS: readonly PlaceHabit[] = [
  { kind: 'underground', count: 5000, sector: 'high_rise', where: HEART, even: 0.7, atRoad: 0.6, floors: [1, 3], areaM2: [900, 30000], people: [20, 900], built: [1985, 2025], grades: [0.003, 0.06, 0.42, 0.05], words: ['地下车库', '地下商场', '人防工程', '地下通道', '地下停车场'] },
  { kind: 'complex', count: 190, sector: 'retail', where: { centre: 1 }, even: 0.8, atRoad: 0.9, floors: [4, 9], areaM2: [20000, 180000], people: [2500, 26000], built: [2003, 2025], grades: [0.03, 0.24, 0.6, 0.02], words: ['海悦城', '天街', '望澜广场', '澜印城', '江湾天地', '云港百货'] },
  { kind: 'market', count: 12000, sector: 'retail', where: SHOPS, even: 0.7, atRoad: 0.9, floors: [1, 4], areaM2: [60, 9000], people: [5, 900], built: [1985, 2024], grades: [0.002, 0.05, 0.38, 0.07], words: ['农贸市场', '建材市场', '水产市场', '小商品市场', '服装市场', '家具城', '五金市场', '便民市场'] },
  { kind: 'three_in_one', count: 10266, sector: 'fire_safety', where: { people: 0.6, fringe: 0.4 }, even: 0.7, atRoad: 0.7, floors: [2, 6], areaM2: [60, 900], people: [2, 40], built: [1982, 2018], grades: [0.008, 0.13, 0.6, 0.06], words: ['沿街店铺', '缝纫加工点', '五金作坊', '小超市', '早餐店', '家具作坊', '汽修店', '箱包作坊'] },
  { kind: 'flammable', count: 3500, sector: 'fire_safety', where: { industry: 0.45, fringe: 0.3, port: 0.1, people: 0.15 }, even: 0.7, atRoad: 0.4, floors: [1, 3], areaM2: [80, 8000], people: [3, 120], built: [1988, 2024], grades: [0.04, 0.3, 0.52, 0.03], words: ['油漆仓库', '液化气供应站', '化工原料库', '氧气站', '木材堆场', '棉麻仓库', '酒精库'] },
  { kind: 'fire_key_unit', count: 1688, sector: 'fire_safety', where: { centre: 0.5, people: 0.3, industry: 0.15, port: 0.05 }, even: 0.75, atRoad: 0.8, floors: [3, 24], areaM2: [2500, 70000], people: [60, 3200], built: [1988, 2024], grades: [0.02, 0.2, 0.66, 0.02], words: ['商务中心', '电信枢纽楼', '广播电视中心', '档案馆', '数据中心', '会展中心', '行政中心', '仓储中心', '职工公寓', '写字楼'] },
  { kind: 'vacant_yard', count: 2350, sector: 'other', where: { fringe: 0.6, industry: 0.2, open: 0.2 }, even: 0.7, atRoad: 0.5, floors: [1, 3], areaM2: [400, 14000], people: [0, 3], built: [1978, 2012], grades: [0.004, 0.06, 0.4, 0.14], words: ['旧厂院', '闲置仓院', '老粮站院', '停产厂区', '空置院落'] },
  { kind: 'hotel', count: 1240, sector: 'crowded_place', where: { centre: 0.5, town: 0.2, coast: 0.12, people: 0.18 }, even: 0.75, atRoad: 0.9, floors: [2, 26], areaM2: [500, 38000], people: [30, 1100], built: [1990, 2024], grades: [0.006, 0.11, 0.58, 0.03], words: ['大酒店', '海景酒店', '商务宾馆', '客栈', '度假酒店', '海鲜大酒楼'] },
  { kind: 'entertainment', count: 1420, sector: 'crowded_place', where: { centre: 0.6, town: 0.2, people: 0.2 }, even: 0.75, atRoad: 0.9, floors: [1, 5], areaM2: [150, 5200], people: [30, 600], built: [1998, 2024], grades: [0.01, 0.16, 0.6, 0.04], words: ['影城', 'KTV', '电玩城', '网吧', '剧本娱乐馆', '健身会所', '浴场'] },
  { kind: 'scenic', count: 118, sector: 'culture_tourism', where: { hill: 0.4, coast: 0.35, open: 0.1, people: 0.15 }, even: 0.8, atRoad: 0.5, floors: [1, 3], areaM2: [400, 9000], people: [150, 9000], built: [1960, 2022], grades: [0.01, 0.14, 0.5, 0.04], words: ['海滨浴场', '森林公园', '古村', '湿地公园', '滑雪乐园', '玻璃栈道', '漂流景区', '观景台'] },
  { kind: 'construction_site', count: 2630, sector: 'construction', where: { fringe: 0.4, people: 0.35, industry: 0.15, port: 0.05, centre: 0.05 }, even: 0.6, atRoad: 0.5, floors: [1, 33], areaM2: [1500, 160000], people: [15, 620], built: [2024, 2026], grades: [0.02, 0.22, 0.6, 0.03], words: ['安置房工程', '商品房项目', '标准厂房项目', '学校扩建工程', '污水管网工程', '综合楼工程', '跨线桥工程'] },
];
