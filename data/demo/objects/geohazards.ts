/** Geohazard points of the demo city: on slopes, in gullies, over old workings and on the settling coast. 模拟数据. */
import type { Grade } from '../../grade.ts';
import type { HAZARD_KINDS, HAZARD_SIZES } from '../../layers/hazard-points.ts';
import { addDays } from '../days.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { nameSupply } from '../names.ts';
import { mulberry32, noise, type Random } from '../random.ts';
import { centreOf } from '../raster.ts';
import { person } from './contacts.ts';
import { type Country, countryOf, round, serial } from './country.ts';
import { dot } from './shapes.ts';
import { assessed, inspected } from './stamps.ts';

export type HazardKind = (typeof HAZARD_KINDS)[number]['id'];
export type HazardSize = (typeof HAZARD_SIZES)[number]['id'];

interface Habit {
  readonly kind: HazardKind;
  readonly word: string;
  readonly count: number;
  /** Usual number of people threatened. */
  readonly people: number;
  readonly advice: string;
  weight(country: Country, square: number): number;
}

const byRoad = (country: Country, square: number) => 0.2 + 1 / (1 + 2.5 * country.roadKm[square]!);

/** Ground over old workings and limestone, in patches. */
function hollowGround(square: number): number {
  const [x, y] = centreOf(square);
  return Math.max(0, noise(701, x * 0.16, y * 0.16) - 0.15);
}

/** 15,000 in all: the number of a provincial-level city's work-safety report; the shares of the kinds are ours. */
export const GEOHAZARDS: readonly Habit[] = [
  {
    kind: 'landslide',
    word: '滑坡',
    count: 6300,
    people: 14,
    advice: '连续降雨时撤离坡脚，向两侧山坡高处转移。',
    weight: (country, square) => country.slope[square]! ** 1.3 * byRoad(country, square),
  },
  {
    kind: 'rockfall',
    word: '崩塌',
    count: 3600,
    people: 9,
    advice: '不在陡崖下停留，发现落石立即离开。',
    weight: (country, square) => country.slope[square]! ** 2.2 * byRoad(country, square),
  },
  {
    kind: 'unstable_slope',
    word: '不稳定斜坡',
    count: 2400,
    people: 11,
    advice: '雨季加强观察，出现裂缝及时报告。',
    weight: (country, square) => country.slope[square]! * byRoad(country, square) ** 2,
  },
  {
    kind: 'debris_flow',
    word: '泥石流',
    count: 1350,
    people: 28,
    advice: '暴雨时离开沟口和沟道，向两侧高处转移。',
    weight: (country, square) =>
      country.ground.terrain.height[square]! > 0.05 ? country.hollow[square]! ** 1.2 : 0,
  },
  {
    kind: 'ground_collapse',
    word: '地面塌陷',
    count: 750,
    people: 12,
    advice: '远离塌陷坑和裂缝，设置警戒。',
    weight: ({ ground: { terrain } }, square) =>
      terrain.height[square]! > 0.03 && terrain.height[square]! < 0.4 ? hollowGround(square) : 0,
  },
  {
    kind: 'subsidence',
    word: '地面沉降',
    count: 360,
    people: 40,
    advice: '注意房屋和管线变形，发现异常及时报告。',
    weight: ({ ground: { terrain } }, square) =>
      terrain.height[square]! < 0.03 && terrain.coastKm[square]! < 7 ? terrain.urban[square]! : 0,
  },
  {
    kind: 'ground_fissure',
    word: '地裂缝',
    count: 240,
    people: 10,
    advice: '不在裂缝两侧建房，注意房屋开裂。',
    weight: ({ ground: { terrain } }, square) => (terrain.height[square]! < 0.12 ? hollowGround(square) : 0),
  },
];

/**
 * Size of a geohazard by what it threatens: people to be moved, or property in 万元 (limits for 险情 of the
 * national emergency plan for sudden geological disasters, 2006: 1000/100 million yuan, 500/50 million, 100/5 million).
 */
export function threatSize(people: number, property10k: number): HazardSize {
  if (people >= 1000 || property10k >= 10_000) return 'very_large';
  if (people >= 500 || property10k >= 5000) return 'large';
  return people >= 100 || property10k >= 500 ? 'medium' : 'small';
}

function gradeOf(size: HazardSize, people: number, active: boolean): Grade {
  const worst = { very_large: 1, large: 1, medium: 2 }[size as string];
  if (worst) return (active ? Math.max(1, worst - 1) : worst) as Grade;
  return active && people > 45 ? 2 : active || people > 12 ? 3 : 4;
}

function geohazard(
  habit: Habit,
  country: Country,
  index: number,
  at: readonly [number, number],
  name: string,
  random: Random,
): DemoObject {
  const { today } = country.ground;
  // Roughly log-normal: most threaten a few families, a few a whole village.
  const spread = Math.exp(1.15 * (random() + random() + random() + random() - 2) * Math.sqrt(3));
  const village = random() < 0.004 ? 16 : 1;
  const people = Math.round(habit.people * spread * village);
  const property = round(people * (2 + 5 * random()), 1);
  const size = threatSize(people, property);
  const active = random() < 0.16;
  const place = country.home(at);
  return {
    sourceId: serial('GH', index),
    geometry: dot(at),
    values: {
      name: `${place.short}${name}${habit.word}`,
      kind: habit.kind,
      sector: 'geology',
      size,
      threatened_people: random() < 0.03 ? null : people,
      threatened_property_10k: property,
      monitored: size !== 'small' || random() < 0.12 ? 'yes' : 'no',
      responsible_unit: `${place.township}人民政府`,
      advice: habit.advice,
      description: active ? '近一年有变形迹象，群测群防' : '目前基本稳定，汛期巡查',
      occurred_on: active ? addDays(today, -2 - Math.floor(random() * 360)) : null,
      ...person(random),
      ...inspected(180, today, random, { never: 0.05, overdue: 0.06 }),
      ...assessed(random() < 0.05 ? null : gradeOf(size, people, active), today, random),
    },
  };
}

export function buildGeohazards(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const random = mulberry32(15_000);
  const supply = nameSupply(random);
  const out: DemoObject[] = [];
  for (const habit of GEOHAZARDS) {
    const place = country.squares((square) => habit.weight(country, square));
    for (let i = scaled(habit.count, ground.scale); i > 0; i--) {
      out.push(geohazard(habit, country, out.length, place(random), supply().zh, random));
    }
  }
  return out;
}
