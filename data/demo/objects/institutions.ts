/** Schools, hospitals, homes, museums and stations of the demo city: each is a place, most are protected targets. */
import { scaled } from '../ground.ts';
import { mulberry32, pick } from '../random.ts';
import type { Site, Sites, Wishes } from './sites.ts';

export type InstitutionKind =
  | 'kindergarten'
  | 'school'
  | 'hospital'
  | 'elderly_care'
  | 'culture'
  | 'station'
  | 'sports'
  | 'prison';

export interface Institution {
  readonly kind: InstitutionKind;
  readonly name: string;
  readonly site: Site;
  /** At most present by day and by night, staff included. */
  readonly day: number;
  readonly night: number;
  /** Hospitals and homes. */
  readonly beds: number | null;
  /** Hospitals: 三级, 二级, 一级. */
  readonly level: string | null;
  readonly builtYear: number;
}

interface Habit {
  readonly kind: InstitutionKind;
  /** At scale 1. */
  readonly count: number;
  readonly where: Wishes;
  readonly words: readonly string[];
  /** Usual people by day; by night as a share of it. */
  readonly day: readonly [least: number, most: number];
  readonly nightShare: number;
  readonly beds?: readonly [least: number, most: number];
  readonly level?: string;
}

const HOMES: Wishes = { people: 1 };
const TOWN: Wishes = { centre: 0.6, people: 0.4 };

// biome-ignore format: one kind a line
const HABITS: readonly Habit[] = [
  { kind: 'kindergarten', count: 820, where: HOMES, words: ['中心幼儿园', '实验幼儿园', '阳光幼儿园', '蓝天幼儿园', '小星星幼儿园', '海贝幼儿园'], day: [90, 420], nightShare: 0.01 },
  { kind: 'school', count: 480, where: HOMES, words: ['中心小学', '实验小学', '第一小学', '第二小学', '外国语小学'], day: [280, 1900], nightShare: 0.01 },
  { kind: 'school', count: 190, where: HOMES, words: ['初级中学', '实验中学', '第三中学', '外国语中学'], day: [500, 2300], nightShare: 0.15 },
  { kind: 'school', count: 62, where: TOWN, words: ['高级中学', '第一中学', '第二高级中学'], day: [900, 3200], nightShare: 0.7 },
  { kind: 'school', count: 24, where: { fringe: 1, people: 0.5 }, words: ['职业技术学校', '技工学校', '中等专业学校'], day: [800, 3600], nightShare: 0.75 },
  { kind: 'school', count: 9, where: { fringe: 1, centre: 0.4 }, words: ['海洋大学', '理工学院', '职业技术学院'], day: [5200, 21000], nightShare: 0.85 },
  { kind: 'hospital', count: 9, where: { centre: 1 }, words: ['第一人民医院', '中医院', '妇女儿童医院', '第二人民医院'], day: [3200, 9000], nightShare: 0.4, beds: [900, 1800], level: '三级' },
  { kind: 'hospital', count: 31, where: TOWN, words: ['人民医院', '中西医结合医院', '康复医院', '骨科医院'], day: [600, 2600], nightShare: 0.35, beds: [180, 520], level: '二级' },
  { kind: 'hospital', count: 156, where: HOMES, words: ['社区卫生服务中心', '卫生院', '中心卫生院'], day: [60, 320], nightShare: 0.12, beds: [10, 60], level: '一级' },
  { kind: 'elderly_care', count: 184, where: HOMES, words: ['敬老院', '养老服务中心', '康养公寓', '护理院', '福利院'], day: [60, 320], nightShare: 0.85, beds: [60, 360] },
  { kind: 'culture', count: 168, where: { people: 0.7, hill: 0.2, coast: 0.1 }, words: ['博物馆', '美术馆', '古塔', '宗祠', '古戏台', '藏书楼', '海防炮台', '古廊桥', '科技馆'], day: [10, 900], nightShare: 0.02 },
  { kind: 'station', count: 46, where: { centre: 0.4, town: 0.4, coast: 0.2 }, words: ['客运站', '公交枢纽', '客运码头', '火车站', '轮渡站'], day: [180, 5200], nightShare: 0.12 },
  { kind: 'sports', count: 72, where: TOWN, words: ['体育馆', '全民健身中心', '体育场', '游泳馆'], day: [80, 3200], nightShare: 0.02 },
  { kind: 'prison', count: 4, where: { fringe: 1 }, words: ['看守所', '监狱', '强制隔离戒毒所'], day: [300, 1600], nightShare: 0.95 },
];

/** Invents them, the same for the same ground. */
export function buildInstitutions(sites: Sites): Institution[] {
  const random = mulberry32(7341);
  const between = ([least, most]: readonly [number, number]) =>
    Math.round(least * (most / least) ** random());
  const used = new Map<string, number>();
  return HABITS.flatMap((habit) => {
    const choose = sites.chooser(habit.where, 0.75);
    return Array.from({ length: scaled(habit.count, sites.ground.scale) }, (): Institution => {
      const site = sites.stand(choose(random), 0.6, random);
      const first = `${sites.townshipOf(site.face)}${pick(habit.words, random)}`;
      const again = (used.get(first) ?? 0) + 1;
      used.set(first, again);
      const day = between(habit.day);
      return {
        kind: habit.kind,
        name: again === 1 ? first : `${first}（${again}）`,
        site,
        day,
        night: Math.round(day * habit.nightShare),
        beds: habit.beds ? between(habit.beds) : null,
        level: habit.level ?? null,
        builtYear: /古|祠|藏书楼|炮台/.test(first)
          ? 1480 + Math.floor(random() * 430)
          : 1972 + Math.floor(random() * 52),
      };
    });
  });
}
