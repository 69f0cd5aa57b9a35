/** Pipelines of the demo city: long-distance lines in shared corridors, city gas, industrial lines, sewers. 模拟数据. */
import type { PIPELINE_MEDIA } from '../../layers/pipelines.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { type Km, resample, roundCorners, simplify, toLonLat } from '../plane.ts';
import { mulberry32, pick, type Random } from '../random.ts';
import { squareAt } from '../raster.ts';
import type { Road } from '../routes.ts';
import { harbourBlock, harbourLand } from '../terrain.ts';
import { person } from './contacts.ts';
import {
  beside,
  chance,
  corridors,
  HUBS,
  type HubKind,
  type Link,
  type Walk,
  walksFrom,
} from './corridors.ts';
import { countryOf, round, serial } from './country.ts';
import { Buildings, pointsOf } from './encroachments.ts';
import { CHEMICAL_ROWS } from './harbour.ts';
import { lengthKm } from './length.ts';
import { lines } from './shapes.ts';
import { inspected } from './stamps.ts';

/** From a provincial-level city's work-safety report: 120 long-distance oil and gas pipelines of 5,538 km in all. */
export const LONG_DISTANCE = 120;
export const LONG_DISTANCE_KM = 5538;
/** Ours. */
export const CITY_GAS_MAINS = 420;
export const INDUSTRIAL_PIPELINES = 90;
export const SEWERS = 80;

type Medium = (typeof PIPELINE_MEDIA)[number]['id'];

interface Trade {
  readonly medium: Medium;
  readonly word: string;
  /** Of 120. */
  readonly count: number;
  readonly from: readonly HubKind[];
  readonly to: readonly HubKind[];
  readonly pressureMPa: readonly number[];
  readonly diameterMm: readonly number[];
  readonly operator: string;
}

// biome-ignore format: one trade a line
const TRADES: readonly Trade[] = [
  { medium: 'natural_gas', word: '天然气管道', count: 58, from: ['port', 'gate'], to: ['gate', 'park', 'station'], pressureMPa: [4, 6.3, 8, 10], diameterMm: [323, 406, 508, 610, 711, 813, 1016], operator: '望澜天然气管网公司（模拟）' },
  { medium: 'oil_products', word: '成品油管道', count: 26, from: ['chemical', 'gate'], to: ['gate', 'park', 'station'], pressureMPa: [4, 6.3, 8], diameterMm: [219, 273, 323, 406], operator: '澜海油品管道公司（模拟）' },
  { medium: 'crude_oil', word: '原油管道', count: 16, from: ['port', 'gate'], to: ['gate', 'chemical', 'station'], pressureMPa: [4, 6.3, 8], diameterMm: [406, 508, 610, 711], operator: '澜海原油储运公司（模拟）' },
  { medium: 'lpg', word: '液化石油气管道', count: 6, from: ['port', 'chemical'], to: ['park', 'station'], pressureMPa: [2.5, 4], diameterMm: [159, 219], operator: '望澜液化气储配公司（模拟）' },
  { medium: 'ethylene', word: '乙烯管道', count: 6, from: ['chemical'], to: ['park', 'gate'], pressureMPa: [6.3, 8], diameterMm: [219, 273], operator: '东港烯烃公司（模拟）' },
  { medium: 'ammonia', word: '液氨管道', count: 4, from: ['chemical'], to: ['park', 'gate'], pressureMPa: [4], diameterMm: [159, 219], operator: '东港合成氨公司（模拟）' },
  { medium: 'hydrogen', word: '氢气管道', count: 4, from: ['chemical'], to: ['park', 'station'], pressureMPa: [4, 6.3], diameterMm: [273, 406], operator: '东港氢能公司（模拟）' },
];

/** The trades in turn, so that any first part of the list has nearly the same shares. */
function tradeOrder(count: number): Trade[] {
  const due = TRADES.map(() => 0);
  return Array.from({ length: count }, () => {
    TRADES.forEach((trade, i) => {
      due[i]! += trade.count / LONG_DISTANCE;
    });
    const most = due.indexOf(Math.max(...due));
    due[most]!--;
    return TRADES[most]!;
  });
}

/** 石油天然气管道保护法, article 30: metres on each side of the middle. */
const PROTECTION_M = 5;
const LANE_KM = 0.024;

/** The line of a walk: on each link in a lane of its own, from hub to hub. */
function laneLine(
  walk: Walk,
  network: readonly Link[],
  lanes: readonly Set<number>[],
  buildings: Buildings,
): Km[] {
  const line: Km[] = [HUBS[walk[0]!.from]!.at];
  for (const { link, from } of walk) {
    const { line: middle, from: start } = network[link]!;
    const taken = lanes[link]!;
    // Like a surveyor: of the next free lanes the one with the fewest buildings in the way.
    let best: { lane: number; part: Km[]; conflicts: number } | undefined;
    for (let lane = 0, free = 0; free < 8 && best?.conflicts !== 0; lane++) {
      if (taken.has(lane)) continue;
      free++;
      const side = (lane % 2 === 0 ? 1 : -1) * Math.ceil(lane / 2) * LANE_KM;
      const part = beside(middle, side, 0.3);
      const conflicts = buildings.near(part, PROTECTION_M / 1000);
      if (!best || conflicts < best.conflicts) best = { lane, part, conflicts };
    }
    taken.add(best!.lane);
    line.push(...(from === start ? best!.part : best!.part.reverse()));
  }
  const { link, from } = walk[walk.length - 1]!;
  const { from: a, to: b } = network[link]!;
  line.push(HUBS[from === a ? b : a]!.at);
  return simplify(roundCorners(line, 2), 0.004);
}

const kmOf = (line: readonly Km[]) => lengthKm(line.map(([x, y]) => toLonLat(x, y)));

/** Where each long-distance pipeline runs: lengths vary, and together they come to the reported total. */
function longDistance(ground: DemoGround, buildings: Buildings, random: Random) {
  const network = corridors(ground.terrain);
  const lanes = network.map(() => new Set<number>());
  const count = scaled(LONG_DISTANCE, ground.scale);
  let left = (LONG_DISTANCE_KM * count) / LONG_DISTANCE;
  return tradeOrder(count).map((trade, index) => {
    // What is much used becomes dear, so that the lines spread over the corridors.
    const walks = new Map<number, (Walk | undefined)[]>();
    const from = (hub: number) => {
      let list = walks.get(hub);
      if (!list) {
        list = walksFrom(
          hub,
          network,
          (link) => network[link]!.km * (1 + 0.25 * lanes[link]!.size + 0.3 * chance(index, link)),
        );
        walks.set(hub, list);
      }
      return list;
    };
    const ofKind = (kinds: readonly HubKind[]) =>
      HUBS.flatMap(({ kind }, hub) => (kinds.includes(kind) && from(hub).some(Boolean) ? hub : []));
    const [starts, goals] = [ofKind(trade.from), ofKind(trade.to)];
    const sway = index > count * 0.85 ? 1 : 0.55 + 0.9 * random();
    const wanted = (left / (count - index)) * sway;
    let best: { walk: Walk; start: number; goal: number } | undefined;
    let off = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 160; tries++) {
      const [start, via, goal] = [
        pick(starts, random),
        Math.floor(random() * HUBS.length),
        pick(goals, random),
      ];
      const first = from(start)[via];
      const second = from(via)[goal];
      const walk = tries % 3 === 0 ? from(start)[goal] : first && second ? [...first, ...second] : undefined;
      if (!walk || start === goal) continue;
      const hubs = new Set([...walk.map((step) => step.from), goal]);
      if (hubs.size <= walk.length) continue;
      const km = walk.reduce((sum, { link }) => sum + network[link]!.km, 0);
      if (Math.abs(km - wanted) < off) {
        off = Math.abs(km - wanted);
        best = { walk, start, goal };
      }
    }
    if (!best) throw new Error(`No way for pipeline ${index}`);
    const line = laneLine(best.walk, network, lanes, buildings);
    left -= kmOf(line);
    return { trade, line, start: HUBS[best.start]!.name, goal: HUBS[best.goal]!.name };
  });
}

const short = (name: string) =>
  name.replace(/(产业园|工业园|纺织园|冶金园|食品园|分输站|清管站|阀室|油品码头| LNG 接收站)$/, '');
const NUMERALS = '一二三四五六七八九';

function buildLongDistance(ground: DemoGround, buildings: Buildings): DemoObject[] {
  const random = mulberry32(5538);
  const namesakes = new Map<string, number>();
  return longDistance(ground, buildings, random).map(({ trade, line, start, goal }, index): DemoObject => {
    const stem = `${short(start)}—${short(goal)}${trade.word}`;
    const number = namesakes.get(stem) ?? 0;
    namesakes.set(stem, number + 1);
    return {
      sourceId: serial('PL', index, 4),
      geometry: lines([line]),
      values: {
        name: number === 0 ? stem : `${stem}（${NUMERALS[number] ?? number + 1}线）`,
        medium: trade.medium,
        network: 'long_distance',
        sector: 'oil_gas_pipeline',
        pressure_class: 'high',
        pressure_mpa: pick(trade.pressureMPa, random),
        diameter_mm: pick(trade.diameterMm, random),
        commissioned_year: 1979 + Math.floor(46 * Math.sqrt(random())),
        operator: trade.operator,
        protection_m: PROTECTION_M,
        conflicts: buildings.near(line, PROTECTION_M / 1000),
        ...person(random),
        // A report says that about half of the pipelines are inspected.
        ...inspected(1095, ground.today, random, { never: 0.46, overdue: 0.08 }),
      },
    };
  });
}

/** Named streets where the test holds, the most wanted first, at most `count`. */
function streetsBy(
  roads: readonly Road[],
  count: number,
  want: (road: Road, middle: Km, index: number) => number,
): Road[] {
  return roads
    .map((road, i) => ({
      road,
      // Streets end in 路, 街 or 大道; country roads in 线.
      want:
        /[路街道]$/.test(road.name?.zh ?? '') && road.line.length > 1 && !road.bridge
          ? want(road, road.line[road.line.length >> 1]!, i)
          : 0,
    }))
    .filter((entry) => entry.want > 0)
    .sort((a, b) => b.want - a.want)
    .slice(0, count)
    .map(({ road }) => road);
}

/** A pipe under the street, some metres to one side of its middle. */
const underStreet = (road: Road, leftM: number): Km[] =>
  simplify(beside(resample(road.line, 0.12, false), leftM / 1000, 0), 0.003);

function buildCity(ground: DemoGround, buildings: Buildings): DemoObject[] {
  const { terrain, today, roads } = ground;
  const country = countryOf(ground);
  const random = mulberry32(420);
  const streets = streetsBy(roads, scaled(CITY_GAS_MAINS, ground.scale), (road, at, i) =>
    road.class === 'secondary' || road.class === 'minor'
      ? Math.max(0, terrain.urban[squareAt(...at)]! - 0.15) * (0.4 + chance(i, 7))
      : 0,
  );
  return streets.map((road, index): DemoObject => {
    const wide = road.class === 'secondary';
    // 燃气工程项目规范 GB 55009-2021, 5.1.6: low and medium pressure 0.5 m, sub-high 1.5 m, high 5 m.
    const protection = wide && index % 5 === 0 ? 1.5 : 0.5;
    // On the side and at the distance from the middle of the street where the fewest buildings are in the way.
    const line = [7, -7, 10, -10]
      .map((leftM) => underStreet(road, leftM))
      .reduce((best, other) =>
        buildings.near(other, protection / 1000) < buildings.near(best, protection / 1000) ? other : best,
      );
    const old = random() < 0.2;
    return {
      sourceId: serial('GM', index, 4),
      geometry: lines([line]),
      values: {
        name: `${road.name!.zh}${protection > 1 ? '次高压' : '中压'}燃气管`,
        medium: old && protection < 1 && random() < 0.25 ? 'manufactured_gas' : 'natural_gas',
        network: 'city',
        sector: 'city_gas',
        pressure_class: protection > 1 ? 'sub_high' : 'medium',
        pressure_mpa: protection > 1 ? 1.6 : pick([0.2, 0.4], random),
        diameter_mm: pick(wide ? [219, 315, 406] : [110, 160, 200], random),
        commissioned_year: old ? 1986 + Math.floor(14 * random()) : 2000 + Math.floor(26 * random()),
        operator: `${country.home(line[0]!).county}城市燃气公司（模拟）`,
        protection_m: protection,
        conflicts: buildings.near(line, protection / 1000),
        ...person(random),
        ...inspected(365, today, random, { never: 0.12, overdue: 0.1 }),
      },
    };
  });
}

// biome-ignore format: one kind a line
const INDUSTRIAL: readonly { readonly medium: Medium; readonly word: string; readonly pressure: number; readonly diameter: number }[] = [
  { medium: 'steam', word: '蒸汽管', pressure: 1.6, diameter: 406 },
  { medium: 'steam', word: '蒸汽管', pressure: 4, diameter: 508 },
  { medium: 'chemical', word: '化工物料管', pressure: 1.6, diameter: 219 },
  { medium: 'ethylene', word: '乙烯丙烯管', pressure: 4, diameter: 219 },
  { medium: 'hydrogen', word: '氢气管', pressure: 2.5, diameter: 159 },
  { medium: 'ammonia', word: '液氨管', pressure: 2.5, diameter: 108 },
  { medium: 'lpg', word: '液化气管', pressure: 1.6, diameter: 159 },
];

function buildIndustrial(ground: DemoGround, buildings: Buildings): DemoObject[] {
  const { terrain, today, roads } = ground;
  const random = mulberry32(90);
  const chemical = ([x, y]: Km) => harbourLand(x, y) === 1 && harbourBlock(x, y)[1] >= CHEMICAL_ROWS[0];
  const streets = streetsBy(roads, scaled(INDUSTRIAL_PIPELINES, ground.scale), (road, at, i) =>
    road.class === 'secondary' || road.class === 'minor'
      ? (chemical(at) ? 1.5 : Math.max(0, terrain.industry[squareAt(...at)]! - 0.5)) * (0.5 + chance(i, 11))
      : 0,
  );
  return streets.map((road, index): DemoObject => {
    const inPark = chemical(road.line[road.line.length >> 1]!);
    const kind = inPark ? pick(INDUSTRIAL, random) : INDUSTRIAL[index % 2]!;
    const line = underStreet(road, -7);
    return {
      sourceId: serial('IP', index, 4),
      geometry: lines([line]),
      values: {
        name: `${road.name!.zh}${kind.word}`,
        medium: kind.medium,
        network: 'industrial',
        sector: inPark ? 'hazmat_production' : 'special_equipment',
        pressure_mpa: kind.pressure,
        diameter_mm: kind.diameter,
        commissioned_year: 1996 + Math.floor(30 * random()),
        operator: inPark ? '望澜化工园区公用工程公司（模拟）' : '望澜热力公司（模拟）',
        protection_m: 3,
        conflicts: buildings.near(line, 0.003),
        ...person(random),
        ...inspected(1095, today, random, { never: 0.2, overdue: 0.12 }),
      },
    };
  });
}

function buildSewers(ground: DemoGround): DemoObject[] {
  const { terrain, today, roads } = ground;
  const country = countryOf(ground);
  const random = mulberry32(80);
  const streets = streetsBy(roads, scaled(SEWERS, ground.scale), (road, at, i) =>
    road.class === 'secondary'
      ? Math.max(0, terrain.urban[squareAt(...at)]! - 0.2) * (0.3 + chance(i, 13))
      : 0,
  );
  return streets.map((road, index): DemoObject => {
    const line = underStreet(road, -4);
    return {
      sourceId: serial('SW', index, 4),
      geometry: lines([line]),
      values: {
        name: `${road.name!.zh}${pick(['雨水', '污水', '合流'], random)}干管`,
        medium: 'drainage',
        network: 'city',
        sector: 'municipal',
        diameter_mm: pick([600, 800, 1000, 1200, 1500], random),
        commissioned_year: 1982 + Math.floor(44 * random()),
        operator: `${country.home(line[0]!).county}排水公司（模拟）`,
        ...person(random),
        ...inspected(1095, today, random, { never: 0.3, overdue: 0.15 }),
      },
    };
  });
}

/** All pipelines; `places` are the buildings besides the enterprises that may stand on them. Lengths: geodesic. */
export function buildPipelines(ground: DemoGround, places: readonly DemoObject[] = []): DemoObject[] {
  const buildings = new Buildings([...ground.enterprises.map(({ point }) => point), ...pointsOf(places)]);
  return [
    ...buildLongDistance(ground, buildings),
    ...buildCity(ground, buildings),
    ...buildIndustrial(ground, buildings),
    ...buildSewers(ground),
  ];
}

/** Kilometres of the long-distance pipelines, rounded to metres. */
export const longDistanceKm = (objects: readonly DemoObject[]): number =>
  round(
    objects.reduce(
      (sum, { geometry, values }) =>
        values.network === 'long_distance' && geometry.type === 'MultiLineString'
          ? sum + geometry.coordinates.reduce((km, line) => km + lengthKm(line), 0)
          : sum,
      0,
    ),
    3,
  );
