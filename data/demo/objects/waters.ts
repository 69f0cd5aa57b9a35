/** Reservoirs, tailings ponds and places that flood: areas of the demo city shaped by its valleys and towns. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { addDays } from '../days.ts';
import { LAKES } from '../geography.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { nameSupply } from '../names.ts';
import type { Km } from '../plane.ts';
import { mulberry32, type Random } from '../random.ts';
import { COLUMNS, squareAt } from '../raster.ts';
import { person } from './contacts.ts';
import { awayFromWater, type Country, countryOf, onLand, peopleWithin, round, serial } from './country.ts';
import type { HazardSize } from './geohazards.ts';
import { Apart, area, blob, ringKm2 } from './shapes.ts';
import { assessed, inspected } from './stamps.ts';

/** The number of a provincial-level city's work-safety report, of which 99 % are small or medium. */
export const RESERVOIRS = 3049;
/** Ours: the documents ask for the people downstream but give no count. */
export const TAILINGS_PONDS = 36;
/** Ours. */
export const FLOODED_PLACES = 180;

/** Size of a reservoir by what it holds, in 万 m³ (SL 252-2017); below 10 it is a pond and has none. */
export function reservoirSize(capacity10kM3: number): HazardSize | null {
  if (capacity10kM3 >= 100_000) return 'large_1';
  if (capacity10kM3 >= 10_000) return 'large_2';
  if (capacity10kM3 >= 1000) return 'medium';
  if (capacity10kM3 >= 100) return 'small_1';
  return capacity10kM3 >= 10 ? 'small_2' : null;
}

/** Which way the ground falls, radians from east; any way where it is level. */
function downhill({ ground: { terrain } }: Country, at: Km, random: Random): number {
  const square = squareAt(...at);
  const high = (step: number) => terrain.height[square + step] ?? 0;
  const [dx, dy] = [high(-2) - high(2), high(-2 * COLUMNS) - high(2 * COLUMNS)];
  return Math.hypot(dx, dy) > 0.005 ? Math.atan2(dy, dx) : random() * 2 * Math.PI;
}

/** Whether an area of this reach is on land, away from other water and from what was placed before. */
const fits = (country: Country, taken: Apart, at: Km, reach: number) =>
  onLand(country, at, reach) && awayFromWater(country, at, reach) && taken.take(at, reach);

/** Likely fall of the water: where a dam's people live. */
function below(at: Km, angle: number, km: number): Km {
  return [at[0] + Math.cos(angle) * km, at[1] + Math.sin(angle) * km];
}

interface Basin {
  readonly ring: readonly Km[];
  readonly dam: Km;
  readonly capacity: number;
  readonly name: string;
}

function reservoir(country: Country, basin: Basin, index: number, random: Random): DemoObject {
  const { today } = country.ground;
  const capacity = Math.max(10, round(basin.capacity, 1));
  const size = reservoirSize(capacity)!;
  const chance = random();
  const dam = chance < 0.55 ? '1' : chance < 0.92 ? '2' : '3';
  const people = peopleWithin(country.ground, basin.dam, size === 'small_2' ? 0.4 : 1.2);
  const risk =
    (dam === '3' ? 2 : dam === '2' ? 1 : 0) + (people > 1500 ? 1 : 0) + (size === 'small_2' ? 0 : 0.6);
  const grade: Grade = risk > 2.5 ? 1 : risk >= 2 ? 2 : risk >= 0.9 ? 3 : 4;
  const place = country.home(basin.dam);
  return {
    sourceId: serial('RS', index),
    geometry: area(basin.ring),
    values: {
      name: basin.name,
      kind: 'reservoir',
      sector: 'water',
      size,
      capacity_10k_m3: capacity,
      // One in twenty has not been appraised yet.
      dam_class: random() < 0.05 ? null : dam,
      downstream_people: people,
      monitored: size !== 'small_2' || random() < 0.4 ? 'yes' : 'no',
      responsible_unit: size === 'small_2' ? `${place.township}人民政府` : `${place.county}水利局`,
      description: `库长负责制，${random() < 0.6 ? '土石坝' : random() < 0.6 ? '浆砌石坝' : '混凝土坝'}`,
      ...person(random),
      ...inspected(365, today, random, { never: 0.04, overdue: 0.07 }),
      ...assessed(random() < 0.04 ? null : grade, today, random),
    },
  };
}

/** Reservoirs by size, outside what is `taken`: the drawn lakes, then the medium ones, small (1) and small (2), each in room of its own. */
export function buildReservoirs(ground: DemoGround, taken: Apart): DemoObject[] {
  const country = countryOf(ground);
  const { terrain } = ground;
  const random = mulberry32(3049);
  const supply = nameSupply(random);
  const total = scaled(RESERVOIRS, ground.scale);
  const basins: Basin[] = [];
  LAKES.forEach((lake, i) => {
    if (lake.kind !== 'reservoir' || basins.length >= total) return;
    const ring = terrain.lakes[i]!;
    // Mean depth 26 m.
    basins.push({ ring, dam: lake.centre, capacity: Math.abs(ringKm2(ring)) * 2600, name: lake.name.zh });
  });
  const place = country.squares((square) => {
    const high = terrain.height[square]!;
    if (terrain.urban[square]! > 0.12 || terrain.industry[square]! > 0.2 || high > 0.6) return 0;
    return 0.03 + 2.5 * country.hollow[square]! + (high > 0.02 && high < 0.3 ? 0.15 : 0);
  });
  const medium = Math.ceil(total * 0.005);
  const small1 = Math.ceil(total * 0.1);
  for (let tries = 0; basins.length < total && tries < total * 60; tries++) {
    const rank = basins.length < 3 + medium ? 0 : basins.length < 3 + medium + small1 ? 1 : 2;
    const [least, most] = [
      [1000, 4000],
      [100, 700],
      [10, 90],
    ][rank]!;
    // Far more of the smaller ones.
    const capacity = least! + (most! - least!) * random() ** [2, 3.2, 2.4][rank]!;
    const depthM = [30, 15, 8][rank]! + 3 * random();
    const km2 = (capacity * 1e4) / depthM / 1e6;
    const stretch = 1.3 + random();
    const b = Math.sqrt(km2 / Math.PI / stretch);
    const reach = b * stretch * 1.25;
    const at = place(random);
    if (!fits(country, taken, at, reach)) continue;
    const turn = downhill(country, at, random);
    const ring = blob(at, [b * stretch, b], turn, basins.length, rank < 2 ? 32 : 18, 0.34, 0.72);
    basins.push({
      ring,
      dam: below(at, turn, b * stretch),
      capacity: Math.min(most!, Math.max(least!, ringKm2(ring) * depthM * 100)),
      name: `${country.home(at).short}${supply().zh}水库`,
    });
  }
  return basins.map((basin, index) => reservoir(country, basin, index, random));
}

/** Tailings ponds outside what is `taken`, in the side valleys of the ore hills; about one in four has people right below its dam (头顶库). */
export function buildTailingsPonds(ground: DemoGround, taken: Apart): DemoObject[] {
  const country = countryOf(ground);
  const { terrain, today } = ground;
  const random = mulberry32(3636);
  const supply = nameSupply(random);
  const place = country.squares((square) => {
    const high = terrain.height[square]!;
    return high > 0.12 && high < 0.55 && terrain.urban[square]! < 0.1 ? country.hollow[square]! : 0;
  });
  const total = scaled(TAILINGS_PONDS, ground.scale);
  const out: DemoObject[] = [];
  for (let tries = 0; out.length < total && tries < 5000; tries++) {
    const at = place(random);
    const b = 0.09 + 0.13 * random();
    if (!fits(country, taken, at, b * 2)) continue;
    const turn = downhill(country, at, random);
    const ring = blob(at, [b * 1.7, b], turn, 900 + out.length, 24, 0.25, 0.7);
    const overhead = out.length % 4 === 0;
    const people = overhead
      ? Math.max(12, Math.round(peopleWithin(ground, below(at, turn, 0.8), 0.5) * (0.3 + random())))
      : 0;
    const capacity = round(ringKm2(ring) * (20 + 20 * random()) * 100, 1);
    const state = random() < 0.7 ? '运行' : random() < 0.6 ? '停用' : '已闭库';
    const grade: Grade = people > 100 ? 1 : overhead ? 2 : state === '已闭库' ? 4 : 3;
    const home = country.home(at);
    out.push({
      sourceId: serial('TP', out.length, 4),
      geometry: area(ring),
      values: {
        name: `${home.short}${supply().zh}尾矿库${overhead ? '（头顶库）' : ''}`,
        kind: 'tailings_pond',
        sector: 'mine',
        capacity_10k_m3: capacity,
        downstream_people: people,
        threatened_people: people,
        monitored: state === '运行' || overhead ? 'yes' : 'no',
        responsible_unit: `${home.county}应急管理局`,
        description: `${state}；下游 1 km 内${overhead ? `有居民约 ${people} 人` : '无居民'}`,
        ...person(random),
        ...inspected(180, today, random, { never: 0.06, overdue: 0.1 }),
        ...assessed(random() < 0.06 ? null : grade, today, random),
      },
    });
  }
  return out;
}

const FLOOD_PLACES = ['下穿通道', '低洼路段', '老旧小区', '地下车库出入口', '立交桥下', '菜市场周边'];

/** Low ground of the towns that stands under water after cloudbursts. */
export function buildFloodedPlaces(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { terrain, today } = ground;
  const random = mulberry32(180);
  const supply = nameSupply(random);
  const taken = new Apart();
  const place = country.squares((square) =>
    terrain.height[square]! < 0.05
      ? terrain.urban[square]! ** 1.4 * (1 + 2 / (1 + terrain.riverKm[square]!))
      : 0,
  );
  const total = scaled(FLOODED_PLACES, ground.scale);
  const out: DemoObject[] = [];
  for (let tries = 0; out.length < total && tries < 20_000; tries++) {
    const at = place(random);
    const b = 0.035 + 0.09 * random() ** 2;
    if (!onLand(country, at, b * 2) || !taken.take(at, b * 2 + 0.08)) continue;
    const depthCm = Math.round(20 + 110 * random() ** 2);
    const people = Math.round(peopleWithin(ground, at, b) * (0.3 + random()));
    const grade: Grade = depthCm > 105 ? 1 : depthCm > 70 ? 2 : depthCm > 35 ? 3 : 4;
    const home = country.home(at);
    const word = FLOOD_PLACES[Math.floor(random() * FLOOD_PLACES.length)]!;
    out.push({
      sourceId: serial('WL', out.length, 4),
      geometry: area(blob(at, [b * (1.2 + random()), b], random() * 3.1, 1500 + out.length, 20)),
      values: {
        name: `${home.short}${supply().zh}${word}内涝点`,
        kind: 'waterlogging',
        sector: 'water',
        threatened_people: people,
        monitored: random() < 0.55 ? 'yes' : 'no',
        responsible_unit: `${home.county}城市管理局`,
        advice: '暴雨时绕行，水深不明不要涉水，地下空间人员尽快撤离。',
        description: `历史最大积水深度约 ${depthCm} cm`,
        occurred_on: random() < 0.7 ? addDays(today, -30 - Math.floor(random() * 700)) : null,
        ...person(random),
        ...inspected(180, today, random, { never: 0.08, overdue: 0.06 }),
        ...assessed(random() < 0.04 ? null : grade, today, random),
      },
    });
  }
  return out;
}
