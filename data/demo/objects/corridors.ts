/** 管廊带: the corridors through open country that the long-distance pipelines of the demo city share. */

import { INDUSTRY } from '../geography.ts';
import { type Km, resample, simplify, toLonLat } from '../plane.ts';
import { hash2, noise } from '../random.ts';
import { centreOf } from '../raster.ts';
import { links, Router } from '../routes.ts';
import { inLake, type Terrain } from '../terrain.ts';
import { CHEMICAL_PARK, GAS_TERMINAL, OIL_PORT } from './harbour.ts';
import { lengthKm } from './length.ts';

export type HubKind = 'port' | 'chemical' | 'park' | 'gate' | 'station';

export interface Hub {
  readonly name: string;
  readonly kind: HubKind;
  readonly at: Km;
}

export interface Link {
  readonly from: number;
  readonly to: number;
  /** From hub to hub. */
  readonly line: readonly Km[];
  readonly km: number;
}

// biome-ignore format: a table of places
const OUTLYING: readonly Hub[] = [
  { name: '西门站', kind: 'gate', at: [-29.5, -8.2] },
  { name: '西北门站', kind: 'gate', at: [-25.6, 14.6] },
  { name: '北门站', kind: 'gate', at: [-12.2, 20.4] },
  { name: '西南门站', kind: 'gate', at: [-22, -17.6] },
  { name: '南门站', kind: 'gate', at: [-12.6, -22.6] },
  { name: '北塘门站', kind: 'gate', at: [11.6, 20.4] },
  { name: '大澜门站', kind: 'gate', at: [22.8, 16.4] },
  { name: '渔浦门站', kind: 'gate', at: [21.6, -15] },
  { name: '云岭分输站', kind: 'station', at: [-20.4, 1.6] },
  { name: '西屏清管站', kind: 'station', at: [-22.4, -9.6] },
  { name: '柳汀分输站', kind: 'station', at: [-13.6, 13.2] },
  { name: '霞浦阀室', kind: 'station', at: [-24.6, 6.2] },
  { name: '石梁阀室', kind: 'station', at: [-5.2, 17.4] },
  { name: '双溪分输站', kind: 'station', at: [-10.4, 3.6] },
  { name: '白鹭清管站', kind: 'station', at: [-10.8, -10.4] },
  { name: '枫桥阀室', kind: 'station', at: [-15.4, -9.4] },
  { name: '南浦分输站', kind: 'station', at: [-3.2, -16.2] },
  { name: '镜月阀室', kind: 'station', at: [-6.4, -4.4] },
  { name: '南屏阀室', kind: 'station', at: [3, -16.6] },
  { name: '江南分输站', kind: 'station', at: [8.4, -18.6] },
  { name: '澄溪阀室', kind: 'station', at: [-2.4, 6.4] },
  { name: '北塘分输站', kind: 'station', at: [4.2, 12.6] },
  { name: '望海分输站', kind: 'station', at: [16.4, 7.6] },
  { name: '大澜阀室', kind: 'station', at: [17.4, 16.2] },
  { name: '鹤鸣阀室', kind: 'station', at: [11.2, 7.8] },
  { name: '象鼻末站', kind: 'station', at: [28, -20.8] },
  { name: '渔港阀室', kind: 'station', at: [22.6, -19.4] },
  { name: '望江分输站', kind: 'station', at: [-0.4, -11.8] },
  { name: '渔浦分输站', kind: 'station', at: [9.6, -14.2] },
];

export const HUBS: readonly Hub[] = [
  { name: '东港 LNG 接收站', kind: 'port', at: GAS_TERMINAL },
  { name: '东港油品码头', kind: 'port', at: OIL_PORT },
  { name: '望澜化工园区', kind: 'chemical', at: CHEMICAL_PARK },
  ...INDUSTRY.map(({ name, centre }): Hub => ({ name: name.zh, kind: 'park', at: centre })),
  ...OUTLYING,
];

/** Dear through towns, hills and water; nothing comes nearer than 600 m to a natural shore. */
function pipelineCost(terrain: Terrain): Float32Array {
  return Float32Array.from(terrain.land, (land, square) => {
    const coast = terrain.coastKm[square]!;
    const [x, y] = centreOf(square);
    const harbour = terrain.industry[square]! > 0.99 && coast < 3;
    if (land === 0 || coast < (harbour ? 0.15 : 0.9)) return Number.POSITIVE_INFINITY;
    if (inLake(terrain, x, y)) return 40;
    const town = Math.max(0, terrain.urban[square]! - 0.08);
    const river = terrain.riverKm[square]! < 0.4 ? 2.5 : 0;
    return 1 + 3 * terrain.height[square]! + 14 * town + river + 0.4 * (1 + noise(83, x * 0.35, y * 0.35));
  });
}

/** Links between neighbouring hubs (Gabriel graph), routed over land. */
export function corridors(terrain: Terrain): Link[] {
  const router = new Router(pipelineCost(terrain));
  const out: Link[] = [];
  for (const [from, to] of links(
    HUBS.map(({ at }) => at),
    'gabriel',
  )) {
    const way = router.way(HUBS[from]!.at, HUBS[to]!.at);
    if (!way) continue;
    const line = simplify(resample(way, 0.1, false), 0.004);
    out.push({ from, to, line, km: lengthKm(line.map(([x, y]) => toLonLat(x, y))) });
  }
  return out;
}

/** The links of the cheapest walk between two hubs with the hub where each starts, or undefined. `cost` is by link. */
export type Walk = readonly { readonly link: number; readonly from: number }[];

/** Cheapest walks from one hub to all others (Dijkstra 1959, on a few dozen hubs). */
export function walksFrom(
  start: number,
  network: readonly Link[],
  cost: (link: number) => number,
): (Walk | undefined)[] {
  const known = new Float64Array(HUBS.length).fill(Number.POSITIVE_INFINITY);
  const last: ({ link: number; from: number } | undefined)[] = HUBS.map(() => undefined);
  const done = new Set<number>();
  known[start] = 0;
  for (;;) {
    let at = -1;
    for (let hub = 0; hub < HUBS.length; hub++) {
      if (!done.has(hub) && known[hub]! < (at < 0 ? Number.POSITIVE_INFINITY : known[at]!)) at = hub;
    }
    if (at < 0) break;
    done.add(at);
    network.forEach(({ from, to }, link) => {
      if (from !== at && to !== at) return;
      const other = from === at ? to : from;
      const far = known[at]! + cost(link);
      if (far < known[other]!) {
        known[other] = far;
        last[other] = { link, from: at };
      }
    });
  }
  return HUBS.map((_, goal) => {
    if (goal === start || !last[goal]) return undefined;
    const walk: { link: number; from: number }[] = [];
    for (let at = goal; at !== start; at = last[at]!.from) walk.unshift(last[at]!);
    return walk;
  });
}

/** A way along the line at this distance to its left; `trimKm` are left out at both ends. */
export function beside(line: readonly Km[], leftKm: number, trimKm: number): Km[] {
  const dense = resample(line, 0.12, false);
  const skip = Math.min(Math.floor(dense.length / 3), Math.ceil(trimKm / 0.12));
  const out: Km[] = [];
  for (let i = skip; i < dense.length - skip; i++) {
    const [a, b] = [dense[Math.max(0, i - 2)]!, dense[Math.min(dense.length - 1, i + 2)]!];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const [x, y] = dense[i]!;
    out.push([x - ((b[1] - a[1]) / length) * leftKm, y + ((b[0] - a[0]) / length) * leftKm]);
  }
  return out;
}

/** Steady small differences between two things, 0–1. */
export const chance = (a: number, b: number): number => (hash2(a, b) % 10_000) / 10_000;
