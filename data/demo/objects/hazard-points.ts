/** Every hazard point of the demo city, and what endangers its roads and forests. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { addDays } from '../days.ts';
import { RIDGES } from '../geography.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { type Km, resample } from '../plane.ts';
import { mulberry32, pick, weightedChoice } from '../random.ts';
import { squareAt } from '../raster.ts';
import type { Road } from '../routes.ts';
import { person } from './contacts.ts';
import { awayFromWater, countryOf, onLand, serial } from './country.ts';
import { buildGeohazards } from './geohazards.ts';
import { Apart, area, blob, dot, lines } from './shapes.ts';
import { assessed, inspected } from './stamps.ts';
import { buildFloodedPlaces, buildReservoirs, buildTailingsPonds } from './waters.ts';
import { buildFillingStations, buildFireworksDepots, buildFireworksShops, buildMines } from './workings.ts';

/** Ours: the documents name collapsing roads, fog and forest fires without counts. */
export const ROAD_COLLAPSES = 260;
export const FOG_ROADS = 46;
export const FOREST_FIRE_SPOTS = 120;

/** Voids under town streets, most of them along old sewers and metro works. */
function roadCollapses(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { mesh, settling, terrain, today } = ground;
  const random = mulberry32(260);
  const choose = weightedChoice(
    mesh.sites.map((site, face) => {
      const urban = terrain.urban[squareAt(...site)]!;
      return urban > 0.15 && settling.roadPoints[face]!.length > 0 ? urban ** 2 : 0;
    }),
  );
  return Array.from({ length: scaled(ROAD_COLLAPSES, ground.scale) }, (_, index): DemoObject => {
    const face = choose(random);
    const { at, road } = pick(settling.roadPoints[face]!, random);
    const home = country.home(mesh.sites[face]!);
    const found = random() < 0.3;
    const chance = random();
    const grade: Grade = found ? (chance < 0.15 ? 1 : 2) : chance < 0.6 ? 3 : 4;
    return {
      sourceId: serial('RC', index, 4),
      geometry: dot(at),
      values: {
        name: `${home.short}${road.name?.zh ?? '村道'}塌陷隐患 ${index + 1} 号`,
        kind: 'road_collapse',
        sector: 'municipal',
        monitored: random() < 0.35 ? 'yes' : 'no',
        responsible_unit: `${home.county}市政管理中心`,
        description: found
          ? `雷达探测发现${random() < 0.5 ? '空洞' : '疏松体'}，埋深约 ${(0.8 + 2.2 * random()).toFixed(1)} m`
          : pick(['周边深基坑施工', '老旧排水管线渗漏', '轨道交通施工影响', '路面反复沉降'], random),
        occurred_on: random() < 0.2 ? addDays(today, -10 - Math.floor(random() * 900)) : null,
        ...person(random),
        ...inspected(365, today, random, { never: 0.15, overdue: 0.1 }),
        ...assessed(random() < 0.08 ? null : grade, today, random),
      },
    };
  });
}

/** Stretches of motorways and main roads near water and between hills, 1.5–4 km long. */
function fogRoads(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { terrain, today } = ground;
  const random = mulberry32(46);
  const taken = new Apart();
  const roads = ground.roads
    .filter(({ class: cls, bridge }) => !bridge && (cls === 'motorway' || cls === 'trunk'))
    .map((road) => ({ road, line: resample(road.line, 0.15, false) }));
  const starts: { road: Road; line: readonly Km[]; from: number }[] = [];
  const weights: number[] = [];
  for (const { road, line } of roads) {
    for (let from = 0; from + 10 < line.length; from += 3) {
      const square = squareAt(...line[from]!);
      const damp = 1 / (0.4 + Math.min(terrain.riverKm[square]!, terrain.coastKm[square]!));
      starts.push({ road, line, from });
      weights.push((damp + 3 * country.hollow[square]!) * (1 - Math.min(0.9, 1.5 * terrain.urban[square]!)));
    }
  }
  const choose = weightedChoice(weights);
  const total = scaled(FOG_ROADS, ground.scale);
  const out: DemoObject[] = [];
  for (let tries = 0; out.length < total && tries < 4000; tries++) {
    const { road, line, from } = starts[choose(random)]!;
    const part = line.slice(from, from + 10 + Math.floor(random() * 17));
    const middle = part[part.length >> 1]!;
    if (!taken.take(middle, 1.5)) continue;
    const home = country.home(middle);
    const chance = random();
    const km = 2 + Math.floor(from * 0.15);
    out.push({
      sourceId: serial('FR', out.length, 3),
      geometry: lines([part]),
      values: {
        name: `${road.name?.zh ?? '公路'} K${km} 团雾多发路段`,
        kind: 'fog_road',
        sector: 'road_transport',
        monitored: random() < 0.65 ? 'yes' : 'no',
        responsible_unit: `${home.county}公安局交通警察大队`,
        advice: '减速慢行，打开雾灯，保持车距，必要时就近驶离。',
        description: `年均团雾 ${4 + Math.floor(random() * 28)} 天，多发于 11 月至次年 3 月`,
        occurred_on: addDays(today, -5 - Math.floor(random() * 330)),
        ...person(random),
        ...inspected(365, today, random, { never: 0.05, overdue: 0.05 }),
        ...assessed(
          random() < 0.05 ? null : chance < 0.06 ? 1 : chance < 0.35 ? 2 : chance < 0.85 ? 3 : 4,
          today,
          random,
        ),
      },
    });
  }
  return out;
}

/** Wooded heights with graves, temples or farm fires near by. */
function forestFireSpots(ground: DemoGround): DemoObject[] {
  const country = countryOf(ground);
  const { terrain, today } = ground;
  const random = mulberry32(120);
  const taken = new Apart();
  const place = country.squares((square) => (terrain.height[square]! > 0.25 ? terrain.height[square]! : 0));
  const total = scaled(FOREST_FIRE_SPOTS, ground.scale);
  const out: DemoObject[] = [];
  for (let tries = 0; out.length < total && tries < 20_000; tries++) {
    const at = place(random);
    const b = 0.22 + 0.3 * random();
    const stretch = 1.1 + 0.8 * random();
    const reach = b * stretch * 1.3;
    if (!onLand(country, at, reach) || !awayFromWater(country, at, reach) || !taken.take(at, reach)) continue;
    const home = country.home(at);
    const away = ({ line }: { line: readonly Km[] }) =>
      Math.min(...line.map(([x, y]) => Math.hypot(x - at[0], y - at[1])));
    const ridge = RIDGES.reduce((best, other) => (away(other) < away(best) ? other : best));
    const chance = random();
    out.push({
      sourceId: serial('FF', out.length, 3),
      geometry: area(blob(at, [b * stretch, b], random() * 3.1, 2100 + out.length, 30)),
      values: {
        name: `${ridge.name.zh}${home.short}片森林火险区 ${out.length + 1} 号`,
        kind: 'forest_fire',
        sector: 'forest',
        monitored: random() < 0.5 ? 'yes' : 'no',
        responsible_unit: `${home.township}护林站`,
        advice: '防火期内严禁携带火种进山，发现烟火拨打 12119。',
        description: pick(
          ['坟墓集中，清明祭扫用火多', '针叶林连片，枯落物厚', '林缘农事用火多', '寺庙香火和登山游客多'],
          random,
        ),
        occurred_on: random() < 0.25 ? addDays(today, -20 - Math.floor(random() * 2500)) : null,
        ...person(random),
        ...inspected(365, today, random, { never: 0.06, overdue: 0.08 }),
        ...assessed(
          random() < 0.05 ? null : chance < 0.1 ? 1 : chance < 0.4 ? 2 : chance < 0.8 ? 3 : 4,
          today,
          random,
        ),
      },
    });
  }
  return out;
}

/** Every second red one is orange instead: one red object makes its whole cell red. */
const rarer = (objects: readonly DemoObject[]): DemoObject[] => {
  let reds = 0;
  return objects.map((object) =>
    object.values.grade === 1 && reds++ % 2 === 1
      ? { ...object, values: { ...object.values, grade: 2 } }
      : object,
  );
};

/** All hazard points; areas and lines lie among the points in a fixed order. */
export function buildHazardPoints(ground: DemoGround): DemoObject[] {
  const waters = new Apart();
  return rarer([
    ...buildReservoirs(ground, waters),
    ...buildTailingsPonds(ground, waters),
    ...buildFloodedPlaces(ground),
    ...forestFireSpots(ground),
    ...fogRoads(ground),
    ...buildGeohazards(ground),
    ...buildMines(ground),
    ...buildFillingStations(ground),
    ...buildFireworksDepots(ground),
    ...buildFireworksShops(ground),
    ...roadCollapses(ground),
  ]);
}
