/** 事故 of the demo city: two years of accidents with the deaths and injured of one city's report. 模拟数据. */
import { accidentClass } from '../../grading/accident-class.ts';
import type { ACCIDENT_TYPES } from '../../tables/accident-types.ts';
import type { SectorId } from '../../tables/sectors.ts';
import { addDays } from '../days.ts';
import { type DemoObject, scaled } from '../ground.ts';
import { mulberry32, pick, type Random, weightedChoice } from '../random.ts';
import type { Sites } from './sites.ts';

export interface AccidentYear {
  readonly count: number;
  readonly deaths: number;
  readonly injured: number;
  /** At scale 1 these are 较大 (three to nine deaths); no other has more than two. */
  readonly larger: readonly number[];
}

/**
 * The last twelve months at scale 1, and the twelve before: the report prints falls of 17.1, 15.7 and 3.5 % against
 * the same period.
 */
export const ACCIDENTS = {
  count: 246,
  deaths: 118,
  injured: 220,
  larger: [4, 3],
} as const satisfies AccidentYear;
export const ACCIDENTS_BEFORE = {
  count: 297,
  deaths: 140,
  injured: 228,
  larger: [5, 3, 3],
} as const satisfies AccidentYear;

interface Habit {
  readonly sector: SectorId;
  readonly type: (typeof ACCIDENT_TYPES)[number]['id'];
  readonly weight: number;
  readonly event: string;
  /** Happens on a road rather than at an enterprise. */
  readonly road?: true;
}

// biome-ignore format: one kind a line
const HABITS: readonly Habit[] = [
  { sector: 'road_transport', type: 'vehicle', weight: 92, event: '货运车辆与非机动车相撞', road: true },
  { sector: 'road_transport', type: 'vehicle', weight: 34, event: '客运车辆追尾', road: true },
  { sector: 'hazmat_transport', type: 'vehicle', weight: 4, event: '危货车辆侧翻', road: true },
  { sector: 'construction', type: 'fall', weight: 26, event: '作业人员从脚手架坠落' },
  { sector: 'construction', type: 'collapse', weight: 5, event: '沟槽土方坍塌' },
  { sector: 'construction', type: 'lifting', weight: 5, event: '吊物坠落' },
  { sector: 'construction', type: 'electric_shock', weight: 5, event: '临时用电触电' },
  { sector: 'machinery', type: 'machinery', weight: 15, event: '检修时卷入设备' },
  { sector: 'machinery', type: 'struck', weight: 8, event: '工件倾倒砸伤' },
  { sector: 'textile', type: 'fire', weight: 6, event: '车间电气线路起火' },
  { sector: 'food', type: 'poisoning', weight: 3, event: '清池作业硫化氢中毒' },
  { sector: 'confined_space', type: 'poisoning', weight: 4, event: '污水池作业中毒窒息' },
  { sector: 'fishery', type: 'drowning', weight: 9, event: '船员落水' },
  { sector: 'port', type: 'lifting', weight: 3, event: '集装箱吊装伤人' },
  { sector: 'hazmat_production', type: 'fire', weight: 3, event: '装置泄漏起火' },
  { sector: 'hazmat_use', type: 'burns', weight: 3, event: '物料喷溅灼伤' },
  { sector: 'metal_smelting', type: 'burns', weight: 3, event: '钢水喷溅灼伤' },
  { sector: 'dust_explosion', type: 'other_explosion', weight: 1, event: '除尘系统粉尘爆燃' },
  { sector: 'mine', type: 'collapse', weight: 2, event: '采场边坡滑塌' },
  { sector: 'city_gas', type: 'other_explosion', weight: 3, event: '液化气泄漏爆燃' },
  { sector: 'retail', type: 'fire', weight: 8, event: '店铺起火' },
  { sector: 'logistics', type: 'vehicle', weight: 6, event: '叉车碰撞行人' },
  { sector: 'power', type: 'electric_shock', weight: 3, event: '带电作业触电' },
];

/** So many handed out over the accidents one by one, none above the limit. */
function handOut(total: number, to: Int32Array, limit: number, random: Random): void {
  let left = total;
  while (left > 0) {
    const i = Math.floor(random() * to.length);
    if (to[i]! >= limit) continue;
    to[i]!++;
    left--;
  }
}

/** Invents the accidents; their class follows from deaths, injured and loss. */
export function buildAccidents(sites: Sites): readonly DemoObject[] {
  return [...buildYear(sites, ACCIDENTS, 0), ...buildYear(sites, ACCIDENTS_BEFORE, 1)];
}

function buildYear(sites: Sites, year: AccidentYear, yearsAgo: number): readonly DemoObject[] {
  const { scale, today, enterprises } = sites.ground;
  const random = mulberry32(year.count);
  const count = scaled(year.count, scale);
  const deaths = new Int32Array(count);
  const injured = new Int32Array(count);
  const many = scale >= 1 ? year.larger : [];
  const dead = scaled(year.deaths, scale) - many.reduce((a, b) => a + b, 0);
  handOut(dead, deaths, 2, random);
  const spared = Array.from(deaths.keys()).filter((i) => deaths[i] === 0);
  many.forEach((died, k) => {
    deaths[spared[k * 11]!] = died;
  });
  // where nobody died somebody was hurt
  let hurt = scaled(year.injured, scale);
  for (let i = 0; i < count && hurt > 0; i++) {
    if (deaths[i]! > 0) continue;
    injured[i] = 1;
    hurt--;
  }
  handOut(hurt, injured, 6, random);
  const bySector = new Map<string, number[]>();
  enterprises.forEach(({ sector }, i) => {
    const list = bySector.get(sector);
    if (list) list.push(i);
    else bySector.set(sector, [i]);
  });
  const chooseHabit = weightedChoice(HABITS.map(({ weight }) => weight));
  const roads = sites.chooser({ people: 0.5, fringe: 0.3, port: 0.1, open: 0.1 }, 0.7);
  return Array.from({ length: count }, (_, i): DemoObject => {
    const habit = HABITS[chooseHabit(random)]!;
    const index = pick(bySector.get(habit.sector) ?? enterprises.map((_, k) => k), random);
    const { name } = enterprises[index]!;
    const site = habit.road
      ? sites.stand(roads(random), 1, random)
      : sites.near(sites.enterprise(index), 40, random);
    const day = addDays(today, -1 - 365 * yearsAgo - Math.floor(random() * 364));
    const [hour, minute] = [Math.floor(random() * 24), Math.floor(random() * 60)];
    const loss = Math.round((5 + 60 * random() ** 3 + 130 * deaths[i]! + 12 * injured[i]!) * 10) / 10;
    const where = `${sites.countyOf(site.face)}${site.street}`;
    return {
      sourceId: `A${day.slice(0, 4)}${yearsAgo}${String(i + 1).padStart(4, '0')}`,
      geometry: { type: 'Point', coordinates: site.point },
      values: {
        name: `${where}“${day.slice(5).replace('-', '·')}”${habit.event}事故`,
        happened_at: `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`,
        type: habit.type,
        class: accidentClass(deaths[i]!, injured[i]!, loss),
        sector: habit.sector,
        deaths: deaths[i]!,
        injured: injured[i]!,
        loss_10k: loss,
        enterprise_name: name,
        description: `${name}在${where}发生${habit.event}，死亡${deaths[i]}人、受伤${injured[i]}人。（模拟数据）`,
      },
    };
  });
}
