/** Where objects of the demo's nature and networks stand, and the values that many of them share. 模拟数据. */
import type { MultiLineString, MultiPolygon, Point } from 'geojson';
import { addDays } from '../days.ts';
import type { DemoGround } from '../ground.ts';
import { inRing, type Km, lineToLonLat, resample, toLonLat } from '../plane.ts';
import { hash2, noise, type Random, weightedChoice } from '../random.ts';
import { CELL_KM, COLUMNS, centreOf, distanceTo, gridOf, ROWS, squareAt } from '../raster.ts';
import { inLake } from '../terrain.ts';

export type Values = Record<string, string | number | null>;

export interface Siting {
  readonly ground: DemoGround;
  /** Steepness of each square, about 0–1. */
  readonly slope: Float32Array;
  /** How much lower a square lies than the ground about 800 m around it: valleys and feet of hills. */
  readonly hollow: Float32Array;
  /** Kilometres to the nearest road that is not a motorway. */
  readonly roadKm: Float32Array;
  /** Away from the sea, lakes and the wide rivers, so that small things stand dry. */
  readonly dry: Uint8Array;
  /** Draws squares by weight; only dry squares count. */
  squares(weight: (square: number) => number): (random: Random) => Km;
  /** Names of the township and county around a point. */
  home(at: Km): Home;
}

export interface Home {
  readonly county: string;
  readonly township: string;
  /** Without 街道, 镇 or 乡. */
  readonly short: string;
}

const prepared = new WeakMap<DemoGround, Siting>();

/** The fields of the ground on which the layers lean; made once for each ground. */
export function siting(ground: DemoGround): Siting {
  const known = prepared.get(ground);
  if (known) return known;
  const made = prepare(ground);
  prepared.set(ground, made);
  return made;
}

function prepare(ground: DemoGround): Siting {
  const { terrain, mesh, hierarchy, roads } = ground;
  const { height } = terrain;
  const at = (column: number, row: number) =>
    height[Math.min(ROWS - 1, Math.max(0, row)) * COLUMNS + Math.min(COLUMNS - 1, Math.max(0, column))]!;
  const around = (square: number, far: number, value: (n: readonly number[]) => number) => {
    const [c, r] = [square % COLUMNS, Math.floor(square / COLUMNS)];
    return value([at(c + far, r), at(c - far, r), at(c, r + far), at(c, r - far)]);
  };
  const slope = gridOf((_x, _y, square) =>
    Math.min(
      1,
      around(square, 1, ([e, w, n, s]) => 2.2 * Math.hypot(e! - w!, n! - s!)),
    ),
  );
  const hollow = gridOf((_x, _y, square) =>
    around(square, 4, ([e, w, n, s]) => Math.max(0, (e! + w! + n! + s!) / 4 - height[square]!)),
  );
  const near = new Uint8Array(height.length);
  for (const road of roads) {
    if (road.class === 'motorway' || road.bridge) continue;
    for (const [x, y] of resample(road.line, CELL_KM, false)) near[squareAt(x, y)] = 1;
  }
  const roadKm = distanceTo((square) => near[square] === 1);
  const dry = new Uint8Array(height.length);
  gridOf((x, y, square) => {
    // Half the widest river and half a square; the mesh's own coast is up to a square off.
    const wet = terrain.coastKm[square]! < 0.65 || terrain.riverKm[square]! < 0.55;
    if (!wet && !inLake(terrain, x, y)) dry[square] = 1;
    return 0;
  });
  const townshipOf = new Int32Array(mesh.sites.length).fill(-1);
  hierarchy.levels.township.forEach((unit, i) => {
    for (const face of unit.faces) townshipOf[face] = i;
  });
  const homes = hierarchy.levels.township.map((unit): Home => ({
    county: hierarchy.levels.county[unit.parent]!.name.zh,
    township: unit.name.zh,
    short: unit.name.zh.replace(/(街道|镇|乡)$/, ''),
  }));
  let hint = 0;
  return {
    ground,
    slope,
    hollow,
    roadKm,
    dry,
    squares(weight) {
      const weights = new Float64Array(dry.length);
      for (let square = 0; square < dry.length; square++) {
        if (dry[square] === 1) weights[square] = Math.max(0, weight(square));
      }
      const choose = weightedChoice(weights);
      return (random) => {
        const [x, y] = centreOf(choose(random));
        return [x + (random() - 0.5) * CELL_KM, y + (random() - 0.5) * CELL_KM];
      };
    },
    home([x, y]) {
      const face = mesh.nearest(x, y, hint);
      if (face < 0) return { county: '望澜市', township: '海域', short: '海域' };
      hint = face;
      return homes[townshipOf[face]!]!;
    },
  };
}

export const dot = ([x, y]: Km): Point => ({ type: 'Point', coordinates: toLonLat(x, y) });

/** Parts of a line; repeated positions are left out. */
export function lines(parts: readonly (readonly Km[])[]): MultiLineString {
  const coordinates = parts
    .map((part) =>
      lineToLonLat(part).filter(([x, y], i, all) => i === 0 || x !== all[i - 1]![0] || y !== all[i - 1]![1]),
    )
    .filter((part) => part.length > 1);
  return { type: 'MultiLineString', coordinates };
}

/** An area with one ring, given open and anticlockwise. */
export function area(ring: readonly Km[]): MultiPolygon {
  const line = lineToLonLat(ring).filter(
    ([x, y], i, all) => i === 0 || x !== all[i - 1]![0] || y !== all[i - 1]![1],
  );
  const [first, last] = [line[0]!, line[line.length - 1]!];
  if (first[0] !== last[0] || first[1] !== last[1]) line.push([...first]);
  return { type: 'MultiPolygon', coordinates: [[line]] };
}

/**
 * A wobbly ellipse, anticlockwise and star-shaped about its middle, so it never crosses itself.
 * `cut` (0–1) flattens the far end of the first axis, as a dam does.
 */
export function blob(
  [x, y]: Km,
  [a, b]: readonly [number, number],
  turn: number,
  seed: number,
  points: number,
  rough = 0.3,
  cut = 1,
): Km[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return Array.from({ length: points }, (_, i): Km => {
    const angle = (i / points) * 2 * Math.PI;
    const wobble = 1 + rough * noise(seed, Math.cos(angle) * 1.8 + 9, Math.sin(angle) * 1.8 + 5);
    const [u, v] = [Math.min(cut * a, a * wobble * Math.cos(angle)), b * wobble * Math.sin(angle)];
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}

/** Area of an open ring in km² of the plane. */
export function ringKm2(ring: readonly Km[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
}

/** People who live inside the circle, from the density of the faces whose middle is in it (at least the nearest). */
export function peopleWithin(ground: DemoGround, [x, y]: Km, radiusKm: number): number {
  const { mesh, settling } = ground;
  const faces = new Set<number>();
  for (const [dx, dy] of [[0, 0], [0.6, 0], [-0.6, 0], [0, 0.6], [0, -0.6]] as const) {
    const face = mesh.nearest(x + dx * radiusKm, y + dy * radiusKm);
    if (face >= 0) faces.add(face);
  }
  let [people, km2] = [0, 0];
  for (const face of faces) {
    people += settling.population[face]!;
    km2 += settling.areaKm2[face]!;
  }
  return km2 > 0 ? Math.round((people / km2) * Math.PI * radiusKm ** 2) : 0;
}

/** Keeps things of some size apart. */
export class Apart {
  readonly #buckets = new Map<number, [number, number, number][]>();

  /** Takes the place and answers true, unless something taken before is nearer than both radii together. */
  take([x, y]: Km, radiusKm: number): boolean {
    const reach = Math.ceil(radiusKm + 1.6);
    for (let i = -reach; i <= reach; i++) {
      for (let j = -reach; j <= reach; j++) {
        for (const [ox, oy, other] of this.#buckets.get(key(x + i, y + j)) ?? []) {
          if (Math.hypot(ox - x, oy - y) < radiusKm + other) return false;
        }
      }
    }
    const list = this.#buckets.get(key(x, y));
    if (list) list.push([x, y, radiusKm]);
    else this.#buckets.set(key(x, y), [[x, y, radiusKm]]);
    return true;
  }
}
const key = (x: number, y: number) => Math.floor(x) * 1000 + Math.floor(y);

/** Whether the middle and the rim of a circle are on land, by the coarse grid. */
export function onLand({ ground: { terrain } }: Siting, [x, y]: Km, radiusKm: number): boolean {
  return terrain.coastKm[squareAt(x, y)]! > radiusKm * 1.1 + 0.45;
}

/** Whether no lake or wide river comes near the circle. */
export function awayFromWater({ ground: { terrain } }: Siting, [x, y]: Km, radiusKm: number): boolean {
  if (terrain.riverKm[squareAt(x, y)]! < radiusKm + 0.45) return false;
  return ![0, 1, 2, 3, 4, 5, 6, 7].some((k) => {
    const angle = (k * Math.PI) / 4;
    return inLake(terrain, x + radiusKm * Math.cos(angle), y + radiusKm * Math.sin(angle));
  }) && !terrain.lakes.some((ring) => inRing(x, y, ring));
}

const SURNAMES = '陈林王李张黄吴周徐朱沈郑胡许何郭叶高罗宋';
const GIVEN = '安平宁康和顺佳宜正守';

/** An invented person in charge. */
export function person(random: Random, seed: number): Values {
  const letter = (text: string) => text[Math.floor(random() * text.length)]!;
  return {
    contact_name: `${letter(SURNAMES)}${letter(GIVEN)}（模拟）`,
    contact_phone: `000-${String(hash2(seed, 4711) % 100_000_000).padStart(8, '0')}`,
  };
}

/** Shares of what was never inspected and of what is past its day; the rest is in time. */
export interface Inspecting {
  readonly everyDays: number;
  readonly never: number;
  readonly overdue: number;
}

/** Last and next inspection: some never, some overdue, the others within the interval. */
export function inspection(today: string, random: Random, { everyDays, never, overdue }: Inspecting): Values {
  const chance = random();
  if (chance < never) return { last_inspected_on: null, inspection_due: null };
  const late = chance < never + overdue;
  const age = late ? everyDays + 1 + Math.floor(random() * 200) : 1 + Math.floor(random() * (everyDays - 2));
  const last = addDays(today, -age);
  return { last_inspected_on: last, inspection_due: addDays(last, everyDays) };
}

/** A grade with the day it was given and its review, by our own rhythm: worse ones yearly, others every two or three years. */
export function graded(today: string, random: Random, wanted: 1 | 2 | 3 | 4): Values {
  const chance = random();
  if (chance < 0.04) return { grade: null, assessed_on: null, review_due: null };
  const every = wanted < 3 ? 365 : wanted === 3 ? 730 : 1095;
  const age = chance < 0.055 ? every + 1 + Math.floor(random() * 90) : 3 + Math.floor(random() * (every - 6));
  const assessed = addDays(today, -age);
  return { grade: wanted, assessed_on: assessed, review_due: addDays(assessed, every) };
}

export const serial = (prefix: string, index: number, digits = 5): string =>
  `${prefix}${String(index + 1).padStart(digits, '0')}`;

export const SOURCE = '模拟数据';

/** Rounds to so many digits after the point. */
export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits;
