/** The base map of the demo city: ground, water, roads, railways and names. */
import type { LineString, MultiLineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { Text } from '../layer.ts';
import { INDUSTRY, ISLANDS, LAKES, RIDGES, RIVERS, TOWNS } from './geography.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Mesh } from './mesh.ts';
import { inRing, type Km, lineToLonLat, simplify, spline, toKm, toLonLat } from './plane.ts';
import { hash2, mulberry32, noise } from './random.ts';
import { contourRings, gridOf, squareAt } from './raster.ts';
import { mergeFaces } from './rings.ts';
import { RAILWAYS, type Road } from './routes.ts';
import { harbourLand, type Terrain } from './terrain.ts';

export interface BaseFeature {
  kind:
    | 'land'
    | 'hill'
    | 'park'
    | 'built'
    | 'industrial'
    | 'farmland'
    | 'beach'
    | 'water'
    | 'river'
    | 'road'
    | 'rail'
    | 'place';
  class: string;
  name: string | null;
  nameEn: string | null;
  /** The first zoom at which a map should show it. */
  minZoom: number;
  geometry: Point | LineString | MultiLineString | Polygon | MultiPolygon;
}

function feature(
  kind: BaseFeature['kind'],
  cls: string,
  name: Text | null,
  minZoom: number,
  geometry: BaseFeature['geometry'],
): BaseFeature {
  return { kind, class: cls, name: name?.zh ?? null, nameEn: name?.en ?? null, minZoom, geometry };
}

const closed = (ring: readonly Km[]): Position[] => {
  const line = lineToLonLat(ring);
  return [...line, line[0]!];
};

const polygon = (...rings: (readonly Km[])[]): Polygon => ({
  type: 'Polygon',
  coordinates: rings.map(closed),
});

function ringArea(ring: readonly Km[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
}

/** Where the grid exceeds the level, as polygons of at least `leastKm2` with their holes. */
function areas(grid: Float32Array, level: number, leastKm2: number): Polygon[] {
  const rings = contourRings(grid, level).map((ring) => simplify([...ring, ring[0]!], 0.012).slice(0, -1));
  const large = rings.filter((ring) => ring.length >= 4 && Math.abs(ringArea(ring)) >= leastKm2);
  const holes = large.filter((ring) => ringArea(ring) < 0);
  return large
    .filter((ring) => ringArea(ring) > 0)
    .map((shell) => {
      const area = ringArea(shell);
      const own = holes.filter((hole) => {
        const [x, y] = hole[0]!;
        if (!inRing(x, y, shell)) return false;
        // Only if no smaller shell inside this one holds it.
        return !large.some((other) => ringArea(other) > 0 && ringArea(other) < area && inRing(x, y, other));
      });
      return polygon(shell, ...own.map((hole) => [...hole]));
    });
}

/** A river as a ring that widens towards its mouth. */
function riverRing(line: readonly Km[], [sourceM, mouthM]: readonly [number, number]): Km[] {
  const left: Km[] = [];
  const right: Km[] = [];
  line.forEach((at, i) => {
    const [a, b] = [line[Math.max(0, i - 1)]!, line[Math.min(line.length - 1, i + 1)]!];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const t = i / (line.length - 1);
    const wobble = 1 + 0.25 * noise(91, at[0] * 1.3, at[1] * 1.3);
    const half = ((sourceM + (mouthM - sourceM) * t ** 1.6) / 2000) * wobble;
    const [nx, ny] = [(-(b[1] - a[1]) / length) * half, ((b[0] - a[0]) / length) * half];
    left.push([at[0] + nx, at[1] + ny]);
    right.push([at[0] - nx, at[1] - ny]);
  });
  return [...right, ...left.reverse()];
}

/** Rings of rivers and lakes in kilometres: nothing is built inside. */
export function waterRings(terrain: Terrain): (readonly Km[])[] {
  return [...RIVERS.map((river, i) => riverRing(terrain.rivers[i]!, river.widthM)), ...terrain.lakes];
}

/** Strips of sand along quiet stretches of natural shore, cut from the coastline of the mesh. */
function beaches(land: MultiPolygon, terrain: Terrain): BaseFeature[] {
  const out: BaseFeature[] = [];
  for (const rings of land.coordinates) {
    const shore = rings[0]!.map((position) => toKm(position));
    let run: Km[] = [];
    const close = () => {
      if (run.length >= 10) {
        const inner = run.map((at, i): Km => {
          const [a, b] = [run[Math.max(0, i - 1)]!, run[Math.min(run.length - 1, i + 1)]!];
          const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
          const wide = 0.16 * Math.sin((Math.PI * i) / (run.length - 1));
          return [at[0] - ((b[1] - a[1]) / length) * wide, at[1] + ((b[0] - a[0]) / length) * wide];
        });
        out.push(feature('beach', 'sand', null, 11, polygon([...run, ...inner.slice(1, -1).reverse()])));
      }
      run = [];
    };
    for (const [x, y] of shore) {
      const quiet = noise(95, x * 0.24, y * 0.24) > 0.2 && terrain.industry[squareAt(x, y)]! < 0.2;
      if (quiet && harbourLand(x, y) === undefined) run.push([x, y]);
      else close();
    }
    close();
  }
  return out;
}

function ground(mesh: Mesh, terrain: Terrain): BaseFeature[] {
  const land = mergeFaces(mesh, new Int32Array(mesh.sites.length), 1)[0]!;
  const out = [feature('land', 'land', null, 0, land)];
  const fields = gridOf((x, y, square) => {
    if (terrain.coastKm[square]! < 0.5) return 0;
    const plain = 0.62 + 0.5 * noise(97, x * 0.3, y * 0.3) + 0.3 * noise(98, x * 0.9, y * 0.9);
    return plain - 2.4 * terrain.height[square]! - 2 * terrain.urban[square]! - 2 * terrain.industry[square]!;
  });
  for (const area of areas(fields, 0.45, 0.4)) out.push(feature('farmland', 'paddy', null, 9, area));
  for (const [level, cls] of [
    [0.22, 'low'],
    [0.48, 'middle'],
    [0.74, 'high'],
  ] as const) {
    for (const area of areas(terrain.height, level, 0.3)) out.push(feature('hill', cls, null, 7, area));
  }
  for (const area of areas(terrain.urban, 0.13, 0.3)) out.push(feature('built', 'town', null, 8, area));
  const port = Int32Array.from(mesh.sites, ([x, y]) => (harbourLand(x, y) === 1 ? 0 : -1));
  out.push(
    feature(
      'industrial',
      'harbour',
      { zh: '东港港区', en: 'Donggang Harbour' },
      9,
      mergeFaces(mesh, port, 1)[0]!,
    ),
  );
  const inland = gridOf((x, y, square) => (harbourLand(x, y) === undefined ? terrain.industry[square]! : 0));
  for (const area of areas(inland, 0.45, 0.3)) out.push(feature('industrial', 'park', null, 9, area));
  out.push(...parks(terrain), ...beaches(land, terrain));
  return out;
}

function parks(terrain: Terrain): BaseFeature[] {
  const random = mulberry32(6060);
  const out: BaseFeature[] = [];
  const taken: Km[] = [];
  for (let tries = 0; tries < 4000 && out.length < 70; tries++) {
    const town = TOWNS[Math.floor(random() * TOWNS.length)]!;
    const reach = town.reachKm * 1.6;
    const at: Km = [town.at[0] + (random() - 0.5) * 2 * reach, town.at[1] + (random() - 0.5) * 2 * reach];
    const square = squareAt(...at);
    if (terrain.urban[square]! < 0.2 || terrain.coastKm[square]! < 0.8) continue;
    if (taken.some((other) => Math.hypot(other[0] - at[0], other[1] - at[1]) < 1.1)) continue;
    taken.push(at);
    const radius = 0.12 + random() * random() * 0.45;
    const turn = random() * 6;
    const ring = Array.from({ length: 28 }, (_, i): Km => {
      const angle = (i / 28) * 2 * Math.PI;
      const wobble =
        radius * (1 + 0.35 * noise(taken.length, Math.cos(angle) * 1.6 + turn, Math.sin(angle) * 1.6));
      return [at[0] + wobble * Math.cos(angle) * 1.2, at[1] + wobble * Math.sin(angle) * 0.9];
    });
    out.push(feature('park', 'park', null, radius > 0.3 ? 10 : 12, polygon(ring)));
  }
  return out;
}

function waters(terrain: Terrain): BaseFeature[] {
  const out: BaseFeature[] = [];
  RIVERS.forEach((river, i) => {
    const line = terrain.rivers[i]!;
    const big = river.widthM[1] > 300;
    out.push(feature('water', 'river', null, big ? 7 : 10, polygon(riverRing(line, river.widthM))));
    const centre = simplify(line, 0.01);
    out.push(
      feature('river', big ? 'river' : 'stream', river.name, big ? 7 : 9, {
        type: 'LineString',
        coordinates: lineToLonLat(centre),
      }),
    );
  });
  LAKES.forEach((lake, i) => {
    out.push(feature('water', lake.kind, lake.name, 9, polygon(terrain.lakes[i]!)));
  });
  return out;
}

function traffic(roads: readonly Road[]): BaseFeature[] {
  const out = roads.map((road) =>
    feature('road', road.class, road.name, road.minZoom, {
      type: 'LineString',
      coordinates: lineToLonLat(simplify(road.line, 0.006)),
    }),
  );
  for (const rail of RAILWAYS) {
    out.push(
      feature('rail', 'rail', rail.name, 8, {
        type: 'LineString',
        coordinates: lineToLonLat(railLine(rail.points)),
      }),
    );
  }
  return out;
}

const railLine = (points: readonly Km[]) => simplify(spline(points, false, 10), 0.006);

function places(mesh: Mesh, hierarchy: Hierarchy): BaseFeature[] {
  const at = (seat: number): Point => ({ type: 'Point', coordinates: toLonLat(...mesh.sites[seat]!) });
  const named = { city: 5, county: 8, township: 10 } as const;
  const out: BaseFeature[] = [];
  for (const level of ['city', 'county', 'township'] as const) {
    for (const unit of hierarchy.levels[level])
      out.push(feature('place', level, unit.name, named[level], at(unit.seat)));
  }
  for (const hamlet of hierarchy.hamlets) {
    out.push(feature('place', 'village', hamlet.name, 13 + (hash2(hamlet.seat, 3) % 2), at(hamlet.seat)));
  }
  const spot = (cls: string, name: Text, [x, y]: Km, minZoom: number) =>
    out.push(feature('place', cls, name, minZoom, { type: 'Point', coordinates: toLonLat(x, y) }));
  for (const ridge of RIDGES) spot('hill', ridge.name, ridge.line[ridge.line.length >> 1]!, 9);
  for (const island of ISLANDS) spot('island', island.name, island.centre, 9);
  for (const park of INDUSTRY) spot('industrial', park.name, park.centre, 11);
  spot('industrial', { zh: '望澜化工园区', en: 'Wanglan Chemical Park' }, [27, -4.4], 10);
  spot('industrial', { zh: '东港集装箱码头', en: 'Donggang Container Terminal' }, [28.4, 0.6], 11);
  spot('sea', { zh: '望澜湾', en: 'Wanglan Bay' }, [32, 7.4], 8);
  spot('sea', { zh: '北塘湾', en: 'Beitang Bay' }, [0.6, 20.6], 9);
  spot('sea', { zh: '南浦湾', en: 'Nanpu Bay' }, [1.4, -22], 9);
  return out;
}

/** Every base feature, areas first, in the order in which a map draws them. */
export function buildBase(
  mesh: Mesh,
  terrain: Terrain,
  hierarchy: Hierarchy,
  roads: readonly Road[],
): BaseFeature[] {
  return [...ground(mesh, terrain), ...waters(terrain), ...traffic(roads), ...places(mesh, hierarchy)];
}
