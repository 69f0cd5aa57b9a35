/** The open country of the demo city in squares: slopes, hollows, roads and dry ground, for what lies outside the faces' middles. */
import type { DemoGround } from '../ground.ts';
import { type Km, resample } from '../plane.ts';
import { type Random, weightedChoice } from '../random.ts';
import { CELL_KM, COLUMNS, centreOf, distanceTo, gridOf, ROWS, squareAt } from '../raster.ts';
import { inLake } from '../terrain.ts';

export interface Country {
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

const prepared = new WeakMap<DemoGround, Country>();

/** The fields of the ground on which the layers lean; made once for each ground. */
export function countryOf(ground: DemoGround): Country {
  const known = prepared.get(ground);
  if (known) return known;
  const made = prepare(ground);
  prepared.set(ground, made);
  return made;
}

// A little beyond a square's corners.
const CORNERS: readonly Km[] = [
  [0.15, 0.15],
  [-0.15, 0.15],
  [0.15, -0.15],
  [-0.15, -0.15],
];

function prepare(ground: DemoGround): Country {
  const { terrain, mesh, hierarchy, roads } = ground;
  const { height } = terrain;
  const at = (column: number, row: number) =>
    height[Math.min(ROWS - 1, Math.max(0, row)) * COLUMNS + Math.min(COLUMNS - 1, Math.max(0, column))]!;
  const around = (square: number, far: number, value: (n: readonly number[]) => number) => {
    const [c, r] = [square % COLUMNS, Math.floor(square / COLUMNS)];
    return value([at(c + far, r), at(c - far, r), at(c, r + far), at(c, r - far)]);
  };
  const slope = gridOf((_x, _y, square) =>
    // Most of the raster is sea or level.
    height[square] === 0
      ? 0
      : Math.min(
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
  let shore = 0;
  gridOf((x, y, square) => {
    // Half the widest river and half a square; the mesh's own coast is up to a square off.
    const wet = terrain.coastKm[square]! < 0.65 || terrain.riverKm[square]! < 0.55;
    if (wet || inLake(terrain, x, y)) return 0;
    dry[square] = 1;
    if (terrain.coastKm[square]! > 2) return 0;
    for (const [u, v] of CORNERS) {
      const face = mesh.nearest(x + u, y + v, shore);
      if (face < 0) dry[square] = 0;
      else shore = face;
    }
    return 0;
  });
  const drySquares = Array.from(dry.keys()).filter((square) => dry[square] === 1);
  const townshipOf = new Int32Array(mesh.sites.length).fill(-1);
  hierarchy.levels.township.forEach((unit, i) => {
    for (const face of unit.faces) townshipOf[face] = i;
  });
  const homes = hierarchy.levels.township.map(
    (unit): Home => ({
      county: hierarchy.levels.county[unit.parent]!.name.zh,
      township: unit.name.zh,
      short: unit.name.zh.replace(/(街道|镇|乡)$/, ''),
    }),
  );
  // The last face found within about two kilometres: the search walks only a few steps.
  const hints = new Map<number, number>();
  return {
    ground,
    slope,
    hollow,
    roadKm,
    dry,
    squares(weight) {
      const choose = weightedChoice(drySquares.map((square) => Math.max(0, weight(square))));
      return (random) => {
        const [x, y] = centreOf(drySquares[choose(random)]!);
        return [x + (random() - 0.5) * CELL_KM, y + (random() - 0.5) * CELL_KM];
      };
    },
    home([x, y]) {
      const near = Math.floor(x / 2) * 1000 + Math.floor(y / 2);
      const face = mesh.nearest(x, y, hints.get(near) ?? 0);
      if (face < 0) return { county: '望澜市', township: '海域', short: '海域' };
      hints.set(near, face);
      return homes[townshipOf[face]!]!;
    },
  };
}

/** People who live inside the circle, from the density of the faces whose middle is in it (at least the nearest). */
export function peopleWithin(ground: DemoGround, [x, y]: Km, radiusKm: number): number {
  const { mesh, settling } = ground;
  const faces = new Set<number>();
  for (const [dx, dy] of [
    [0, 0],
    [0.6, 0],
    [-0.6, 0],
    [0, 0.6],
    [0, -0.6],
  ] as const) {
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

const EIGHTS = [0, 1, 2, 3, 4, 5, 6, 7].map(
  (k): Km => [Math.cos((k * Math.PI) / 4), Math.sin((k * Math.PI) / 4)],
);

/** Whether the middle and the rim of a circle are on land, by the grid and by the mesh, which differ at the coast. */
export function onLand({ ground: { terrain, mesh } }: Country, [x, y]: Km, radiusKm: number): boolean {
  if (terrain.coastKm[squareAt(x, y)]! < radiusKm * 1.1 + 0.45) return false;
  // Far from the sea the two agree.
  if (terrain.coastKm[squareAt(x, y)]! > radiusKm + 3) return true;
  const far = radiusKm * 1.1 + 0.2;
  const hint = Math.max(0, mesh.nearest(x, y));
  return EIGHTS.every(([u, v]) => mesh.nearest(x + far * u, y + far * v, hint) >= 0);
}

/** Whether no lake or wide river comes near the circle. */
export function awayFromWater({ ground: { terrain } }: Country, [x, y]: Km, radiusKm: number): boolean {
  if (terrain.riverKm[squareAt(x, y)]! < radiusKm + 0.45 || inLake(terrain, x, y)) return false;
  return EIGHTS.every(([u, v]) => !inLake(terrain, x + radiusKm * u, y + radiusKm * v));
}

export const serial = (prefix: string, index: number, digits = 5): string =>
  `${prefix}${String(index + 1).padStart(digits, '0')}`;

/** Rounds to so many digits after the point. */
export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits;
