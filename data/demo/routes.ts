/** The lines of the demo's traffic: motorways and bridges drawn by hand, other roads and railways routed over land. */
import { Delaunay } from 'd3-delaunay';
import type { Text } from '../layer.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Mesh } from './mesh.ts';
import { type Km, resample, roundCorners, simplify, spline } from './plane.ts';
import { hash2, mulberry32, noise } from './random.ts';
import { CELL_KM, COLUMNS, centreOf, ROWS, squareAt } from './raster.ts';
import { inLake, type Terrain } from './terrain.ts';

export type RoadClass = 'motorway' | 'trunk' | 'primary' | 'secondary' | 'minor';

export interface Road {
  readonly class: RoadClass;
  readonly name: Text | null;
  readonly minZoom: number;
  readonly line: readonly Km[];
  /** Only bridges may cross the sea. */
  readonly bridge?: true;
}

// biome-ignore format: tables of points
const MOTORWAYS: readonly { readonly name: Text; readonly points: readonly Km[]; readonly closed?: true }[] = [
  {
    name: { zh: '望澜绕城高速', en: 'Wanglan Ring Expressway' },
    closed: true,
    points: [[7, 6.4], [13.4, 5.4], [17.4, 1.2], [17.2, -5], [13.4, -9], [6, -10.2], [-1, -9.6], [-5, -4.8], [-5, 1.4], [-0.8, 5.6]],
  },
  {
    name: { zh: '沿海高速', en: 'Coastal Expressway' },
    points: [
      [-26, 14.8], [-20.6, 14.6], [-14, 16.8], [-9, 16.8], [-4.4, 14], [0.8, 10.6], [5.4, 9.8], [12, 9.4], [17.2, 8.8],
      [19, 5.4], [20, 2], [20.6, -2], [19.2, -6.4], [18, -9.6], [19.6, -13], [19.6, -15.6], [16.4, -16.4],
    ],
  },
  { name: { zh: '望云高速', en: 'Wangyun Expressway' }, points: [[-5, 0.6], [-9, 3], [-13, 0.4], [-17, -2.2], [-21, -1.8], [-25, -6.2], [-28, -8.4]] },
  { name: { zh: '望南高速', en: 'Wangnan Expressway' }, points: [[-2.4, -8.8], [-5.4, -12.6], [-7.4, -15.6], [-11.4, -20], [-16.4, -20.6], [-20, -18.6]] },
  { name: { zh: '望渔高速', en: 'Wangyu Expressway' }, points: [[7, -10.2], [6.8, -13.4], [9.8, -16.4], [14, -16.2], [16.4, -16.4]] },
  { name: { zh: '疏港高速', en: 'Harbour Expressway' }, points: [[17.6, -1.2], [20.4, -0.4], [23.6, -0.6], [26, -1.6]] },
  { name: { zh: '大衢高速', en: 'Daqu Expressway' }, points: [[17.2, 8.8], [20.4, 11.6], [24, 14.6], [26, 15.4]] },
];

// biome-ignore format: tables of points
export const BRIDGES: readonly { readonly name: Text; readonly class: RoadClass; readonly points: readonly Km[] }[] = [
  { name: { zh: '大衢跨海大桥', en: 'Daqu Sea Bridge' }, class: 'motorway', points: [[26, 15.4], [28.4, 15.4], [31, 13.8], [33.6, 12.4]] },
  { name: { zh: '望澜江口大桥', en: 'Wanglan Estuary Bridge' }, class: 'trunk', points: [[24.2, -5.2], [24.6, -7.6], [24.7, -10.4], [24.4, -13.4], [24.6, -15.4]] },
];

// biome-ignore format: tables of points
export const RAILWAYS: readonly { readonly name: Text; readonly points: readonly Km[] }[] = [
  { name: { zh: '望澜铁路', en: 'Wanglan Railway' }, points: [[-17.4, 15.6], [-12, 14.6], [-4, 8.6], [3.4, 5], [9.6, 3.6], [15, 1.4], [19, -0.8], [23.4, -2]] },
  { name: { zh: '望南铁路', en: 'Wangnan Railway' }, points: [[3.4, 5], [-1.6, 2.6], [-3.8, -1.6], [-3.4, -7], [-5.4, -13], [-8, -17]] },
  { name: { zh: '望渔铁路', en: 'Wangyu Railway' }, points: [[9.6, 3.6], [12, -4], [12.4, -9.6], [11.8, -13.6], [14.4, -17.8]] },
];

/** What a road costs: dear on hills, at the shore and through lakes. */
function roadCost(terrain: Terrain): Float32Array {
  return Float32Array.from(terrain.land, (land, square) => {
    if (land === 0) return Number.POSITIVE_INFINITY;
    const [x, y] = centreOf(square);
    const lake = inLake(terrain, x, y);
    const shore = Math.max(0, 0.7 - terrain.coastKm[square]!) * 9;
    const wet = terrain.riverKm[square]! < 0.3 ? 1.6 : 0;
    return (
      1 +
      5 * terrain.height[square]! +
      shore +
      wet +
      (lake ? 25 : 0) +
      0.25 * (1 + noise(81, x * 0.5, y * 0.5))
    );
  });
}

/** Finds ways over land that go round hills, lakes and the shore and like to share existing roads (A*, 1968). */
export class Router {
  readonly #cost: Float32Array;
  readonly #known = new Float64Array(COLUMNS * ROWS);
  readonly #from = new Int32Array(COLUMNS * ROWS);
  readonly #round = new Int32Array(COLUMNS * ROWS);
  #rounds = 0;

  /** `cost` of each square of the raster per step, 1 on easy ground, infinite where no way may go. */
  constructor(cost: Float32Array) {
    this.#cost = cost;
  }

  /** A smooth way, or undefined when the places are on different islands. */
  way(a: Km, b: Km): readonly Km[] | undefined {
    const [start, goal] = [squareAt(...a), squareAt(...b)];
    const [gx, gy] = [goal % COLUMNS, Math.floor(goal / COLUMNS)];
    const round = ++this.#rounds;
    const heap: [number, number][] = [];
    const push = (key: number, square: number) => {
      let i = heap.length;
      for (; i > 0 && heap[(i - 1) >> 1]![0] > key; i = (i - 1) >> 1) heap[i] = heap[(i - 1) >> 1]!;
      heap[i] = [key, square];
    };
    const pop = (): number | undefined => {
      const top = heap[0];
      const last = heap.pop();
      if (!top || !last) return undefined;
      if (heap.length > 0) {
        let i = 0;
        for (let child = 1; child < heap.length; child = 2 * i + 1) {
          if (child + 1 < heap.length && heap[child + 1]![0] < heap[child]![0]) child++;
          if (heap[child]![0] >= last[0]) break;
          heap[i] = heap[child]!;
          i = child;
        }
        heap[i] = last;
      }
      return top[1];
    };
    this.#known[start] = 0;
    this.#from[start] = -1;
    this.#round[start] = round;
    push(0, start);
    for (let square = pop(); square !== undefined && square !== goal; square = pop()) {
      const [column, row] = [square % COLUMNS, Math.floor(square / COLUMNS)];
      for (let dr = -1; dr <= 1; dr++) {
        for (let dc = -1; dc <= 1; dc++) {
          const [c, r] = [column + dc, row + dr];
          if (c < 0 || r < 0 || c >= COLUMNS || r >= ROWS || (dc === 0 && dr === 0)) continue;
          const other = r * COLUMNS + c;
          const step = this.#cost[other]! * (dc !== 0 && dr !== 0 ? Math.SQRT2 : 1);
          const key = this.#known[square]! + step;
          if (!(key < Number.POSITIVE_INFINITY)) continue;
          if (this.#round[other] === round && key >= this.#known[other]!) continue;
          this.#round[other] = round;
          this.#known[other] = key;
          this.#from[other] = square;
          push(key + Math.hypot(c - gx, r - gy) * 1.1, other);
        }
      }
    }
    if (this.#round[goal] !== round) return undefined;
    const path: Km[] = [];
    for (let square = goal; square >= 0; square = this.#from[square]!) {
      path.push(square === goal ? b : square === start ? a : centreOf(square));
      // Later roads save on a stretch that already exists.
      if (this.#cost[square]! > 0.8) this.#cost[square] = Math.max(0.8, this.#cost[square]! * 0.75);
    }
    return roundCorners(simplify(path.reverse(), 0.16), 3);
  }
}

/** Edges of the relative neighbourhood graph (Toussaint 1980) among Delaunay edges, or of the Gabriel graph. */
export function* links(points: readonly Km[], kind: 'relative' | 'gabriel'): Generator<[number, number]> {
  const delaunay = Delaunay.from(points as [number, number][]);
  const d2 = (i: number, j: number) =>
    (points[i]![0] - points[j]![0]) ** 2 + (points[i]![1] - points[j]![1]) ** 2;
  for (let i = 0; i < points.length; i++) {
    for (const j of delaunay.neighbors(i)) {
      if (j < i) continue;
      const long = d2(i, j);
      const between = [...delaunay.neighbors(i), ...delaunay.neighbors(j)].some(
        (k) =>
          k !== i &&
          k !== j &&
          (kind === 'relative' ? Math.max(d2(i, k), d2(j, k)) < long : d2(i, k) + d2(j, k) < long),
      );
      if (!between) yield [i, j];
    }
  }
}

const short = (name: string) => name.replace(/(街道|镇|乡|区|县|市)$/, '');

function roadName(a: Text, b: Text): Text {
  const en = (text: Text) => text.en.split(' ')[0]!;
  return { zh: `${short(a.zh)[0]}${short(b.zh)[0]}线`, en: `${en(a)}–${en(b)} Road` };
}

/** Whether a line keeps to dry land. */
function onLand(terrain: Terrain, line: readonly Km[]): boolean {
  return resample(line, CELL_KM / 2, false).every(
    ([x, y]) => terrain.coastKm[squareAt(x, y)]! > 0.25 && !inLake(terrain, x, y),
  );
}

/** Every road outside the street grids. */
export function buildRoads(mesh: Mesh, terrain: Terrain, hierarchy: Hierarchy): Road[] {
  const roads: Road[] = MOTORWAYS.map(({ name, points, closed }) => {
    const line = spline(points, closed === true, 10);
    return { class: 'motorway', name, minZoom: 6, line: closed ? [...line, line[0]!] : line };
  });
  for (const bridge of BRIDGES) {
    roads.push({
      class: bridge.class,
      name: bridge.name,
      minZoom: 8,
      line: spline(bridge.points, false, 8),
      bridge: true,
    });
  }
  const router = new Router(roadCost(terrain));
  const add = (a: Km, b: Km, cls: RoadClass, name: Text, minZoom: number) => {
    const line = router.way(a, b);
    if (line) roads.push({ class: cls, name, minZoom, line });
  };
  const counties = hierarchy.levels.county;
  const seatOf = (unit: { seat: number }) => mesh.sites[unit.seat]!;
  let number = 901;
  for (const [i, j] of links(counties.map(seatOf), 'gabriel')) {
    const name = { zh: `S${number}省道`, en: `Provincial Road S${number}` };
    number++;
    add(seatOf(counties[i]!), seatOf(counties[j]!), 'trunk', name, 8);
  }
  const townships = hierarchy.levels.township;
  const points = townships.map(seatOf);
  const primary = new Set<string>();
  for (const [i, j] of links(points, 'relative')) {
    primary.add(`${i} ${j}`);
    add(points[i]!, points[j]!, 'primary', roadName(townships[i]!.name, townships[j]!.name), 9);
  }
  for (const [i, j] of links(points, 'gabriel')) {
    if (primary.has(`${i} ${j}`) || hash2(i, j) % 4 === 0) continue;
    add(points[i]!, points[j]!, 'secondary', roadName(townships[i]!.name, townships[j]!.name), 11);
  }
  const hamlets = hierarchy.hamlets.map((hamlet) => mesh.sites[hamlet.seat]!);
  const urban = (at: Km) => terrain.urban[squareAt(...at)]! + terrain.industry[squareAt(...at)]!;
  for (const [i, j] of links(hamlets, 'relative')) {
    const [a, b] = [hamlets[i]!, hamlets[j]!];
    // In towns the street grid connects them.
    if (urban(a) > 0.25 && urban(b) > 0.25) continue;
    const random = mulberry32(hash2(i, j));
    const sway = (random() - 0.5) * 0.35;
    const middle: Km = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * sway, (a[1] + b[1]) / 2 + (b[0] - a[0]) * sway];
    const line = spline([a, middle, b], false, 5);
    const long = Math.hypot(a[0] - b[0], a[1] - b[1]);
    if (long < 5 && onLand(terrain, line)) roads.push({ class: 'minor', name: null, minZoom: 12, line });
  }
  return roads;
}
