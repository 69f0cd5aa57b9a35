/** Divides the mesh into counties, townships, villages and cells, with codes and names. */

import type { Text } from '../layer.ts';
import type { RegionLevel } from '../layers/regions.ts';
import { CITY, COUNTIES } from './geography.ts';
import type { Mesh } from './mesh.ts';
import { ANCHORED, nameSupply, TOWNSHIP_NAMES } from './names.ts';
import { divide, type Graph, growFrom, nearestUnit, pieceSizes, shares } from './partition.ts';
import { mulberry32 } from './random.ts';
import { squareAt } from './raster.ts';
import { inLake, type Terrain } from './terrain.ts';

export const TOWNSHIP_COUNT = COUNTIES.reduce((sum, county) => sum + county.townships, 0);
export const VILLAGE_COUNT = 1500;

export interface Unit {
  readonly level: RegionLevel;
  readonly code: string;
  readonly name: Text;
  /** Index of the parent in its own level, -1 for the city. */
  readonly parent: number;
  readonly faces: readonly number[];
  /** Where the label goes: the site of one of its faces. */
  readonly seat: number;
}

export interface Hierarchy {
  readonly levels: Readonly<Record<RegionLevel, readonly Unit[]>>;
  /** The settlements of the full-size city, the same at every scale: roads and labels hang on them. */
  readonly hamlets: readonly { readonly name: Text; readonly seat: number; readonly township: number }[];
}

/** Faces as a graph; crossing a river or a ridge costs more, so borders come to lie there. */
export function faceGraph(mesh: Mesh, terrain: Terrain): Graph {
  const neighbours: { unit: number; costKm: number }[][] = mesh.sites.map(() => []);
  for (const edge of mesh.edges) {
    if (edge.left < 0 || edge.right < 0) continue;
    const [a, b] = [mesh.sites[edge.left]!, mesh.sites[edge.right]!];
    const high = terrain.height[squareAt((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)]!;
    const costKm = Math.hypot(a[0] - b[0], a[1] - b[1]) * (1 + 3 * high) + (edge.river ? 2.2 : 0);
    neighbours[edge.left]!.push({ unit: edge.right, costKm });
    neighbours[edge.right]!.push({ unit: edge.left, costKm });
  }
  return { at: mesh.sites, neighbours };
}

/** The graph of groups of faces, with the cheapest crossing between each two. */
function groupGraph(graph: Graph, groups: readonly (readonly number[])[], seats: readonly number[]): Graph {
  const groupOf = new Int32Array(graph.at.length).fill(-1);
  groups.forEach((faces, i) => {
    for (const face of faces) groupOf[face] = i;
  });
  const at = seats.map((seat) => graph.at[seat]!);
  const neighbours = groups.map((faces, i) => {
    const costs = new Map<number, number>();
    for (const face of faces) {
      for (const { unit } of graph.neighbours[face]!) {
        const other = groupOf[unit]!;
        if (other < 0 || other === i) continue;
        costs.set(other, Math.hypot(at[i]![0] - at[other]![0], at[i]![1] - at[other]![1]));
      }
    }
    return [...costs].map(([unit, costKm]) => ({ unit, costKm }));
  });
  return { at, neighbours };
}

const centroid = (graph: Graph, faces: readonly number[]): [number, number] => [
  faces.reduce((sum, face) => sum + graph.at[face]![0], 0) / faces.length,
  faces.reduce((sum, face) => sum + graph.at[face]![1], 0) / faces.length,
];

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

type Kind = { zh: string; en: string; first: number };
const STREET: Kind = { zh: '街道', en: 'Subdistrict', first: 1 };
const TOWN: Kind = { zh: '镇', en: 'Town', first: 100 };
const RURAL: Kind = { zh: '乡', en: 'Township', first: 200 };

interface RawTownship {
  readonly county: number;
  readonly faces: number[];
  readonly seat: number;
  readonly kind: Kind;
}

/** Of all townships, so many are urban subdistricts and so many rural townships; the others are towns. */
const STREETS = 36;
const RURALS = 20;

function drawTownships(graph: Graph, terrain: Terrain): RawTownship[] {
  const all = graph.at.map((_, face) => face);
  const seeds = COUNTIES.map((county) => ({
    unit: nearestUnit(graph, all, county.seat),
    headStartKm: county.reachKm,
  }));
  const countyOf = growFrom(graph, all, seeds).slice();
  const random = mulberry32(77);
  const urban = all.map((face) => terrain.urban[squareAt(...graph.at[face]!)]!);
  const pieces = pieceSizes(graph);
  // Only a large island is a township of its own.
  const weight = (face: number) =>
    pieces[face]! < 25 ? 0 : pieces[face]! < 400 ? 0.12 : 0.35 + 2.4 * urban[face]!;
  const drawn = COUNTIES.flatMap((_, county) => {
    const faces = all.filter((face) => countyOf[face] === county);
    return divide(graph, faces, COUNTIES[county]!.townships, random, weight).map((group) => {
      const heart = centroid(graph, group);
      const score = (face: number) =>
        urban[face]! * 3 -
        Math.hypot(graph.at[face]![0] - heart[0], graph.at[face]![1] - heart[1]) / 3 -
        (pieces[face]! < 25 ? 9 : 0);
      const seat = group.reduce((best, face) => (score(face) > score(best) ? face : best));
      const harbour =
        graph.at[seat]![0] > 22.5 && COUNTIES[county]!.code === '990103' && graph.at[seat]![1] < 5;
      const mean = group.reduce((sum, face) => sum + urban[face]!, 0) / group.length;
      return { county, faces: group, seat, built: mean + (harbour ? 0.5 : 0) };
    });
  });
  const ranking = drawn.map(({ built }) => built).sort((a, b) => b - a);
  const [street, rural] = [ranking[STREETS - 1]!, ranking[ranking.length - RURALS]!];
  return drawn.map(({ county, faces, seat, built }) => {
    const kind = built >= street ? STREET : built <= rural ? RURAL : TOWN;
    return { county, faces, seat, kind };
  });
}

function nameTownships(graph: Graph, raw: readonly RawTownship[]): Text[] {
  const names: (Text | undefined)[] = raw.map(() => undefined);
  const distance = (i: number, at: readonly [number, number]) => {
    const [x, y] = graph.at[raw[i]!.seat]!;
    return Math.hypot(x - at[0], y - at[1]);
  };
  for (const { name, at } of ANCHORED) {
    const free = raw.map((_, i) => i).filter((i) => names[i] === undefined);
    names[free.reduce((best, i) => (distance(i, at) < distance(best, at) ? i : best))] = name;
  }
  let next = 0;
  return raw.map(({ kind }, i) => {
    const base = names[i] ?? TOWNSHIP_NAMES[next++];
    if (!base) throw new Error('Too few township names');
    return { zh: base.zh + kind.zh, en: `${base.en} ${kind.en}` };
  });
}

/** Draws all five levels; `scale` below 1 merges villages and cells, above it nothing changes. */
export function buildHierarchy(mesh: Mesh, terrain: Terrain, scale: number): Hierarchy {
  const graph = faceGraph(mesh, terrain);
  const all = graph.at.map((_, face) => face);
  const size = Math.min(1, scale);
  const raw = drawTownships(graph, terrain);
  const rawNames = nameTownships(graph, raw);
  const order = raw
    .map((_, i) => i)
    .sort((a, b) => raw[a]!.county - raw[b]!.county || raw[a]!.kind.first - raw[b]!.kind.first || a - b);

  const city: Unit = {
    level: 'city',
    ...CITY,
    parent: -1,
    faces: all,
    seat: nearestUnit(graph, all, [4.6, 0]),
  };
  const counties = COUNTIES.map(
    (county, index): Unit => ({
      level: 'county',
      code: `${county.code}000000`,
      name: county.name,
      parent: 0,
      faces: raw.filter((township) => township.county === index).flatMap((township) => township.faces),
      seat: nearestUnit(graph, all, county.seat),
    }),
  );
  const townships: Unit[] = [];
  let serial = 0;
  order.forEach((from, i) => {
    const { county, kind, faces, seat } = raw[from]!;
    const before = i > 0 ? raw[order[i - 1]!]! : undefined;
    serial = before?.county === county && before.kind === kind ? serial + 1 : kind.first;
    const code = `${COUNTIES[county]!.code}${pad(serial, 3)}000`;
    townships.push({ level: 'township', code, name: rawNames[from]!, parent: county, faces, seat });
  });

  const random = mulberry32(78);
  const supply = nameSupply(random);
  const hamletCounts = shares(
    townships.map((township) => township.faces.length),
    VILLAGE_COUNT,
    2,
  );
  const villageCounts = shares(
    hamletCounts,
    Math.max(2 * townships.length, Math.round(VILLAGE_COUNT * size)),
    2,
  );
  const hamlets: { name: Text; seat: number; township: number }[] = [];
  const villages: Unit[] = [];
  townships.forEach((township, t) => {
    const groups = divide(graph, township.faces, hamletCounts[t]!, random);
    const seats = groups.map((faces) => {
      const dry = faces.filter((face) => !inLake(terrain, ...graph.at[face]!));
      return nearestUnit(graph, dry.length > 0 ? dry : faces, centroid(graph, faces));
    });
    const names = groups.map(() => supply());
    groups.forEach((_, i) => {
      hamlets.push({ name: names[i]!, seat: seats[i]!, township: t });
    });
    const merged = divide(
      groupGraph(graph, groups, seats),
      groups.map((_, i) => i),
      villageCounts[t]!,
      mulberry32(1000 + t),
    );
    const urban = township.name.zh.endsWith('街道');
    merged.forEach((members, i) => {
      const faces = members.flatMap((member) => groups[member]!);
      const first = members[0]!;
      // Villages of a town proper are communities with residents' committees (001–199).
      const community = urban || terrain.urban[squareAt(...graph.at[seats[first]!]!)]! > 0.25;
      villages.push({
        level: 'village',
        code: `${township.code.slice(0, 9)}${pad((community ? 1 : 200) + i, 3)}`,
        name: {
          zh: names[first]!.zh + (community ? '社区' : '村'),
          en: `${names[first]!.en} ${community ? 'Community' : 'Village'}`,
        },
        parent: t,
        faces,
        seat: seats[first]!,
      });
    });
  });
  const cellCounts = shares(
    villages.map((village) => village.faces.length),
    Math.max(villages.length, Math.round(mesh.sites.length * size)),
    1,
  );
  const cells = villages.flatMap((village, v) =>
    divide(graph, village.faces, cellCounts[v]!, mulberry32(5000 + v)).map(
      (faces, i): Unit => ({
        level: 'cell',
        code: village.code + pad(i + 1, 2),
        name: { zh: `${village.name.zh}第${i + 1}网格`, en: `${village.name.en} Grid ${i + 1}` },
        parent: v,
        faces,
        seat: faces[0]!,
      }),
    ),
  );
  return {
    levels: { city: [city], county: counties, township: townships, village: villages, cell: cells },
    hamlets,
  };
}
