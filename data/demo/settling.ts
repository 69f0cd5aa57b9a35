/** Where things may stand: amounts of ground per face, and points that are surely inside a face and dry. */
import { HARBOUR, LAKES } from './geography.ts';
import type { Mesh } from './mesh.ts';
import { inRing, type Km, resample, toKm } from './plane.ts';
import type { Random } from './random.ts';
import { squareAt } from './raster.ts';
import type { Road } from './routes.ts';
import { GROUNDS, type Ground } from './sectors.ts';
import { harbourBlock, harbourLand, type Terrain } from './terrain.ts';

/** Bent edges stay outside the middle of a face scaled by 1 - 0.3; this leaves a margin. */
const CORE = 0.66;

interface Kernel {
  readonly site: Km;
  /** Ends of the face's edges in kilometres. */
  readonly sides: readonly (readonly [Km, Km])[];
}

export interface RoadPoint {
  readonly at: Km;
  readonly road: Road;
}

export interface Settling {
  readonly areaKm2: Float64Array;
  readonly population: Float64Array;
  readonly ground: Readonly<Record<Ground, Float64Array>>;
  /** Points on roads inside the core of each face. */
  readonly roadPoints: readonly (readonly RoadPoint[])[];
  /** A dry point inside the face. */
  point(face: number, random: Random): Km;
  /** A point near the road point, moved a little towards the middle of the face. */
  beside(face: number, road: RoadPoint, random: Random): Km;
  /** Whether a place on this face is clear of rivers and lakes. */
  dry(face: number, at: Km): boolean;
}

function faceAreas(mesh: Mesh): Float64Array {
  const areas = new Float64Array(mesh.sites.length);
  for (const edge of mesh.edges) {
    let sum = 0;
    for (let i = 1; i < edge.line.length; i++) {
      const [a, b] = [toKm(edge.line[i - 1]!), toKm(edge.line[i]!)];
      sum += (a[0] * b[1] - b[0] * a[1]) / 2;
    }
    if (edge.left >= 0) areas[edge.left]! += sum;
    if (edge.right >= 0) areas[edge.right]! -= sum;
  }
  return areas;
}

function inCore(kernel: Kernel, [x, y]: Km): boolean {
  const [px, py] = [(x - kernel.site[0]) / CORE, (y - kernel.site[1]) / CORE];
  return kernel.sides.some(([a, b]) => {
    const [ax, ay, bx, by] = [
      a[0] - kernel.site[0],
      a[1] - kernel.site[1],
      b[0] - kernel.site[0],
      b[1] - kernel.site[1],
    ];
    const det = ax * by - bx * ay;
    const [u, v] = [(px * by - bx * py) / det, (ax * py - px * ay) / det];
    return u >= 0 && v >= 0 && u + v <= 1;
  });
}

/** Amount of each ground on a face of this area. */
function grounds(terrain: Terrain, [x, y]: Km, areaKm2: number): Readonly<Record<Ground, number>> {
  const square = squareAt(x, y);
  const urban = terrain.urban[square]!;
  const harbour = harbourLand(x, y) === 1;
  const chemical = harbour && harbourBlock(x, y)[1] >= HARBOUR.chemicalFromRow;
  const high = terrain.height[square]!;
  const industry = harbour ? 0 : terrain.industry[square]! > 0.35 ? terrain.industry[square]! : 0;
  const level = high > 0.25 ? 0.1 : 1;
  return {
    chemical: chemical ? areaKm2 : 0,
    port: harbour && !chemical ? areaKm2 : 0,
    industry: industry * areaKm2,
    centre: harbour ? 0 : Math.max(0, urban - 0.3) * 2.2 * areaKm2,
    town: harbour ? 0 : (urban > 0.1 ? Math.min(0.45, urban) * 1.6 : 0.02 * level) * areaKm2,
    fringe: harbour ? 0 : (urban > 0.04 && urban < 0.4 ? 0.5 : 0.03 * level) * areaKm2,
    coast: harbour || terrain.coastKm[square]! > 0.7 ? 0 : Math.sqrt(areaKm2) * (0.3 + urban),
    hill: high > 0.2 && high < 0.6 ? areaKm2 : 0,
    open: harbour ? 0 : level * Math.sqrt(areaKm2),
  };
}

/** Prepares the ground for settling. `water` are the rings of lakes and wide rivers, in kilometres. */
export function prepareSettling(
  mesh: Mesh,
  terrain: Terrain,
  roads: readonly Road[],
  water: readonly (readonly Km[])[],
): Settling {
  const count = mesh.sites.length;
  const areaKm2 = faceAreas(mesh);
  const ends = mesh.vertices.map((vertex) => toKm(vertex));
  const kernels = mesh.sites.map((site, face): Kernel => {
    const sides = mesh.edgesOf[face]!.map((index): [Km, Km] => {
      const edge = mesh.edges[index]!;
      return [ends[edge.from]!, ends[edge.to]!];
    });
    return { site, sides };
  });
  const lakeNear = ([x, y]: Km) =>
    LAKES.some((lake) => Math.hypot(x - lake.centre[0], y - lake.centre[1]) < lake.axes[0] * 1.4 + 1);
  const wetFaces = mesh.sites.map((site) => terrain.riverKm[squareAt(...site)]! < 1.4 || lakeNear(site));
  const pools = water.map((ring) => {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    return {
      ring,
      west: Math.min(...xs),
      south: Math.min(...ys),
      east: Math.max(...xs),
      north: Math.max(...ys),
    };
  });
  const dry = ([x, y]: Km) =>
    !pools.some(
      ({ ring, west, south, east, north }) =>
        x >= west && x <= east && y >= south && y <= north && inRing(x, y, ring),
    );
  const ground = Object.fromEntries(GROUNDS.map((kind) => [kind, new Float64Array(count)])) as Record<
    Ground,
    Float64Array
  >;
  const population = new Float64Array(count);
  mesh.sites.forEach((site, face) => {
    if (wetFaces[face] && !dry(site)) return;
    const amounts = grounds(terrain, site, areaKm2[face]!);
    for (const kind of GROUNDS) ground[kind][face] = amounts[kind];
    const square = squareAt(...site);
    const empty = harbourLand(...site) === 1 ? 0.1 : 1 - Math.min(0.95, 1.6 * terrain.height[square]!);
    population[face] = areaKm2[face]! * (260 + 17500 * terrain.urban[square]! ** 1.25) * empty;
  });

  const roadPoints: RoadPoint[][] = mesh.sites.map(() => []);
  let hint = 0;
  for (const road of roads) {
    if (road.class === 'motorway' || road.bridge) continue;
    for (const at of resample(road.line, 0.15, false)) {
      const face = mesh.nearest(at[0], at[1], hint);
      if (face < 0) continue;
      hint = face;
      if (inCore(kernels[face]!, at) && (!wetFaces[face] || dry(at))) roadPoints[face]!.push({ at, road });
    }
  }
  const point = (face: number, random: Random): Km => {
    const { site, sides } = kernels[face]!;
    for (let tries = 0; tries < 8; tries++) {
      const [a, b] = sides[Math.floor(random() * sides.length)]!;
      const out = Math.sqrt(random()) * CORE;
      const along = random();
      const at: Km = [
        site[0] + out * (a[0] + (b[0] - a[0]) * along - site[0]),
        site[1] + out * (a[1] + (b[1] - a[1]) * along - site[1]),
      ];
      if (!wetFaces[face] || dry(at)) return at;
    }
    return site;
  };
  const beside = (face: number, { at }: RoadPoint, random: Random): Km => {
    const { site } = kernels[face]!;
    const length = Math.hypot(site[0] - at[0], site[1] - at[1]);
    const inward = length > 0 ? Math.min(0.9, (0.012 + 0.05 * random()) / length) : 0;
    const next: Km = [at[0] + (site[0] - at[0]) * inward, at[1] + (site[1] - at[1]) * inward];
    return !wetFaces[face] || dry(next) ? next : at;
  };
  return {
    areaKm2,
    population,
    ground,
    roadPoints,
    point,
    beside,
    dry: (face, at) => !wetFaces[face] || dry(at),
  };
}
