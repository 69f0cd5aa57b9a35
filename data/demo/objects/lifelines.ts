/** Lifelines of the demo city: power, bridges, tunnels, water, heat, rail and utility tunnels. 模拟数据. */
import type { Geometry } from 'geojson';
import type { CONDITIONS, LIFELINE_KINDS } from '../../layers/lifelines.ts';
import { INDUSTRY, LAKES, RIVERS, TOWNS } from '../geography.ts';
import { type DemoGround, type DemoObject, scaled } from '../ground.ts';
import { type Km, resample, simplify, spline } from '../plane.ts';
import { mulberry32, type Random } from '../random.ts';
import { centreOf, squareAt } from '../raster.ts';
import { BRIDGES, links, RAILWAYS, Router } from '../routes.ts';
import { inLake, type Terrain } from '../terrain.ts';
import { person } from './contacts.ts';
import { beside, chance } from './corridors.ts';
import { countryOf, serial } from './country.ts';
import { CHEMICAL_PARK, GAS_TERMINAL } from './harbour.ts';
import { Apart, dot, lines } from './shapes.ts';
import { inspected } from './stamps.ts';

type Kind = (typeof LIFELINE_KINDS)[number]['id'];

/** Ours: the documents name lifelines without counts. */
export const LOCAL_SUBSTATIONS = 72;

interface Draft {
  readonly kind: Kind;
  readonly name: string;
  readonly geometry: Geometry;
  readonly voltageKv?: number;
}

interface Substation {
  readonly at: Km;
  readonly kv: number;
  readonly name: string;
}

// biome-ignore format: tables of points
const MAIN_SUBSTATIONS: readonly Substation[] = [
  { at: [-12.6, -4.2], kv: 500, name: '云江' }, { at: [16.6, 10.4], kv: 500, name: '望海' }, { at: [1.6, -16.8], kv: 500, name: '南澜' },
];
// biome-ignore format: tables of points
const METRO: readonly { readonly name: string; readonly points: readonly Km[] }[] = [
  { name: '轨道交通 1 号线', points: [[-3.4, -0.4], [0.6, -0.4], [4, -1], [6.8, -1.6], [10.4, -2], [13.4, -2.6], [17, -2.2], [20.4, -2.6]] },
  { name: '轨道交通 2 号线', points: [[5.4, 8.4], [5.8, 5], [6, 1.6], [6.4, -1.6], [7, -4.6], [8, -7.6], [8.2, -9]] },
  { name: '轨道交通 3 号线', points: [[0.4, 2.6], [4, 1.4], [8.6, 0.6], [12.4, -0.4], [13.4, -2.6], [13, -5.4], [12, -7.4]] },
];
const WORKS: readonly { readonly name: string; readonly at: Km }[] = [
  ...LAKES.filter(({ kind }) => kind === 'reservoir').map(({ name, centre: [x, y], axes }) => ({
    name: `${name.zh.replace('水库', '')}水厂`,
    at: [x + axes[0] + 1.2, y - 0.4] as Km,
  })),
  { name: '望江水厂', at: [-3.6, 0.6] },
  { name: '北塘水厂', at: [6, 11.2] },
  { name: '渔浦水厂', at: [12, -16.8] },
];

const onDryLand = (terrain: Terrain, line: readonly Km[]) =>
  resample(line, 0.3, false).every(
    ([x, y]) => terrain.coastKm[squareAt(x, y)]! > 0.3 && !inLake(terrain, x, y),
  );

/** Main substations, one at each larger town and park, and local ones where people and works are. */
function substations(ground: DemoGround, random: Random): Substation[] {
  const country = countryOf(ground);
  const { terrain } = ground;
  const near = ([x, y]: Km): Km => [x + 1.1, y + 0.9];
  const main = [
    ...MAIN_SUBSTATIONS,
    ...TOWNS.filter(({ weight }) => weight >= 0.34).map(({ at }) => near(at)),
    ...INDUSTRY.map(({ centre }) => near(centre)),
    CHEMICAL_PARK,
    GAS_TERMINAL,
  ].map((site): Substation => {
    if ('kv' in site) return site;
    return { at: site as Km, kv: 220, name: country.home(site as Km).short };
  });
  const dry = main.filter(
    ({ at: [x, y] }) => terrain.coastKm[squareAt(x, y)]! > 0.35 && !inLake(terrain, x, y),
  );
  const taken = new Apart();
  for (const { at } of dry) taken.take(at, 0.6);
  const place = country.squares((square) => 0.02 + terrain.urban[square]! + terrain.industry[square]!);
  const local: Substation[] = [];
  for (let tries = 0; local.length < LOCAL_SUBSTATIONS && tries < 5000; tries++) {
    const at = place(random);
    if (taken.take(at, 0.7)) local.push({ at, kv: 110, name: country.home(at).short });
  }
  return [...dry, ...local];
}

/** Lines between neighbouring substations of a level, and from each local one to the two nearest larger ones. */
function powerLines(stations: readonly Substation[], terrain: Terrain): Draft[] {
  const out: Draft[] = [];
  const add = (a: Substation, b: Substation, kv: number, seed: number) => {
    const sway = (chance(seed, 31) - 0.5) * 0.16;
    const middle: Km = [
      (a.at[0] + b.at[0]) / 2 - (b.at[1] - a.at[1]) * sway,
      (a.at[1] + b.at[1]) / 2 + (b.at[0] - a.at[0]) * sway,
    ];
    const line = [a.at, middle, b.at];
    if (!onDryLand(terrain, line)) return;
    const word = a.name === b.name ? `${a.name}联络线` : `${a.name}—${b.name}线`;
    out.push({ kind: 'power_line', name: `${kv} kV ${word}`, geometry: lines([line]), voltageKv: kv });
  };
  for (const level of [500, 220]) {
    const own = stations.filter(({ kv }) => (level === 500 ? kv === 500 : kv >= 220));
    if (own.length < 3) continue;
    for (const [i, j] of links(
      own.map(({ at }) => at),
      'gabriel',
    ))
      add(own[i]!, own[j]!, level, i * 100 + j);
  }
  const large = stations.filter(({ kv }) => kv === 220);
  stations.forEach((station, i) => {
    if (station.kv !== 110) return;
    const far = ({ at }: Substation) => Math.hypot(at[0] - station.at[0], at[1] - station.at[1]);
    for (const other of [...large].sort((a, b) => far(a) - far(b)).slice(0, 2))
      add(other, station, 110, 9000 + i);
  });
  return out;
}

function crossing(a: Km, b: Km, c: Km, d: Km): Km | undefined {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const det = rx * sy - ry * sx;
  if (Math.abs(det) < 1e-9) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / det;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / det;
  return t >= 0 && t < 1 && u >= 0 && u < 1 ? [a[0] + rx * t, a[1] + ry * t] : undefined;
}

/** The sea bridges as lines, and a point where a larger road crosses a river; two roads that cross together share one. */
function bridges({ roads, terrain }: DemoGround): Draft[] {
  const out = BRIDGES.map(
    ({ name, points }): Draft => ({
      kind: 'bridge',
      name: name.zh,
      geometry: lines([spline(points, false, 8)]),
    }),
  );
  const taken = new Apart();
  for (const road of roads) {
    if (road.bridge || road.class === 'minor') continue;
    for (let i = 1; i < road.line.length; i++) {
      const [a, b] = [road.line[i - 1]!, road.line[i]!];
      const reach = Math.hypot(b[0] - a[0], b[1] - a[1]) + 0.4;
      if (terrain.riverKm[squareAt(...a)]! > reach) continue;
      terrain.rivers.forEach((river, r) => {
        for (let k = 1; k < river.length; k++) {
          const at = crossing(a, b, river[k - 1]!, river[k]!);
          if (!at || !taken.take(at, 0.06)) continue;
          const stem = (road.name?.zh ?? '').replace(/(高速|省道|大道|路|街|线)$/, '');
          out.push({ kind: 'bridge', name: `${stem}${RIVERS[r]!.name.zh}桥`, geometry: dot(at) });
        }
      });
    }
  }
  return out;
}

/** Where motorways, main roads and railways go under the ranges. */
function tunnels({ roads, terrain }: DemoGround): Draft[] {
  const ways = [
    ...roads
      .filter(({ class: cls }) => cls === 'motorway' || cls === 'trunk' || cls === 'primary')
      .map(({ name, line, class: cls }) => ({
        name: name?.zh ?? '',
        line,
        high: cls === 'motorway' ? 0.34 : 0.52,
      })),
    ...RAILWAYS.map(({ name, points }) => ({ name: name.zh, line: spline(points, false, 10), high: 0.3 })),
  ];
  const out: Draft[] = [];
  for (const { name, line, high } of ways) {
    let run: Km[] = [];
    let number = 0;
    const close = () => {
      if (run.length >= 5)
        out.push({
          kind: 'tunnel',
          name: `${name}${++number} 号隧道`,
          geometry: lines([simplify(run, 0.004)]),
        });
      run = [];
    };
    for (const at of resample(line, 0.1, false)) {
      if (terrain.height[squareAt(...at)]! > high) run.push(at);
      else close();
    }
    close();
  }
  return out;
}

/** Water works by reservoirs and rivers, and mains from them to the towns that are nearest. */
function water({ terrain }: DemoGround): Draft[] {
  const router = new Router(
    Float32Array.from(terrain.land, (land, square) => {
      if (land === 0 || terrain.coastKm[square]! < 0.5) return Number.POSITIVE_INFINITY;
      return inLake(terrain, ...centreOf(square)) ? 30 : 1 + 3 * terrain.height[square]!;
    }),
  );
  const out: Draft[] = WORKS.map(({ name, at }) => ({ kind: 'water_works', name, geometry: dot(at) }));
  for (const { name, at } of WORKS) {
    const far = ({ at: [x, y] }: { readonly at: Km }) => Math.hypot(x - at[0], y - at[1]);
    const towns = TOWNS.filter(({ weight }) => weight > 0.3)
      .sort((a, b) => far(a) - far(b))
      .slice(0, 3);
    towns.forEach((town, i) => {
      const way = router.way(at, town.at);
      if (way)
        out.push({
          kind: 'water_supply',
          name: `${name} ${i + 1} 号输水干线`,
          geometry: lines([simplify(way, 0.006)]),
        });
    });
  }
  return out;
}

/** Heat in the industrial parks and utility tunnels under the avenues of the centre. */
function underStreets({ roads, terrain }: DemoGround): Draft[] {
  const streets = roads.filter(
    ({ name, line, class: cls }) =>
      cls === 'secondary' && line.length > 1 && /(大道|路)$/.test(name?.zh ?? ''),
  );
  const by = (field: Float32Array, least: number, count: number, kind: Kind, word: string, leftKm: number) =>
    streets
      .map((road) => ({ road, value: field[squareAt(...road.line[road.line.length >> 1]!)]! }))
      .filter(({ value, road }) => value > least && terrain.coastKm[squareAt(...road.line[0]!)]! > 1.5)
      .sort((a, b) => b.value - a.value)
      .slice(0, count)
      .map(
        ({ road }): Draft => ({
          kind,
          name: `${road.name!.zh}${word}`,
          geometry: lines([simplify(beside(road.line, leftKm, 0), 0.003)]),
        }),
      );
  return [
    ...by(terrain.urban, 0.5, 18, 'utility_tunnel', '综合管廊', 0.006),
    ...by(terrain.industry, 0.6, 16, 'heating', '供热管', 0.018),
  ];
}

const OPERATORS: Readonly<
  Record<Kind, { readonly name: string; readonly sector: string; readonly everyDays: number }>
> = {
  power_line: { name: '望澜供电公司（模拟）', sector: 'power', everyDays: 365 },
  substation: { name: '望澜供电公司（模拟）', sector: 'power', everyDays: 365 },
  bridge: { name: '望澜市公路与桥梁中心（模拟）', sector: 'municipal', everyDays: 730 },
  tunnel: { name: '望澜市公路与桥梁中心（模拟）', sector: 'municipal', everyDays: 365 },
  heating: { name: '望澜热力公司（模拟）', sector: 'municipal', everyDays: 365 },
  water_supply: { name: '望澜水务集团（模拟）', sector: 'municipal', everyDays: 730 },
  water_works: { name: '望澜水务集团（模拟）', sector: 'municipal', everyDays: 365 },
  railway: { name: '望澜铁路公司（模拟）', sector: 'railway', everyDays: 180 },
  metro: { name: '望澜轨道交通集团（模拟）', sector: 'railway', everyDays: 180 },
  utility_tunnel: { name: '望澜管廊公司（模拟）', sector: 'municipal', everyDays: 365 },
};

type Condition = (typeof CONDITIONS)[number]['id'];

function conditionOf(kind: Kind, random: Random): Condition | null {
  if (kind !== 'bridge' && kind !== 'tunnel') return null;
  const drawn = random();
  if (drawn < 0.05) return null;
  return drawn < 0.4 ? '1' : drawn < 0.8 ? '2' : drawn < 0.95 ? '3' : drawn < 0.985 ? '4' : '5';
}

/** All lifelines. Below full size each kind keeps its first ones, larger before smaller. */
export function buildLifelines(ground: DemoGround): DemoObject[] {
  const random = mulberry32(1101);
  const stations = substations(ground, random);
  const drafts: Draft[] = [
    ...RAILWAYS.map(
      ({ name, points }): Draft => ({
        kind: 'railway',
        name: name.zh,
        geometry: lines([simplify(spline(points, false, 10), 0.006)]),
      }),
    ),
    ...METRO.map(
      ({ name, points }): Draft => ({
        kind: 'metro',
        name,
        geometry: lines([simplify(spline(points, false, 10), 0.006)]),
      }),
    ),
    ...stations.map(
      ({ at, kv, name }, i): Draft => ({
        kind: 'substation',
        name: `${kv} kV ${name}${i + 1} 号变电站`,
        geometry: dot(at),
        voltageKv: kv,
      }),
    ),
    ...powerLines(stations, ground.terrain),
    ...bridges(ground),
    ...tunnels(ground),
    ...water(ground),
    ...underStreets(ground),
  ];
  const counts = new Map<Kind, number>();
  for (const { kind } of drafts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kept = new Map<Kind, number>();
  return drafts
    .filter(({ kind }) => {
      const number = kept.get(kind) ?? 0;
      kept.set(kind, number + 1);
      return number < scaled(counts.get(kind)!, Math.min(1, ground.scale));
    })
    .map(({ kind, name, geometry, voltageKv }, index): DemoObject => {
      const { name: operator, sector, everyDays } = OPERATORS[kind];
      return {
        sourceId: serial('LL', index, 4),
        geometry,
        values: {
          name,
          kind,
          sector,
          operator,
          built_year: 1972 + Math.floor(53 * Math.sqrt(random())),
          voltage_kv: voltageKv ?? null,
          condition: conditionOf(kind, random),
          ...person(random),
          ...inspected(everyDays, ground.today, random, { never: 0.06, overdue: 0.07 }),
        },
      };
    });
}
