/** The planar mesh of the demo city: land faces (one per finest grid cell) and the crooked edges they share. */
import { Delaunay } from 'd3-delaunay';
import { HARBOUR } from './geography.ts';
import { type Km, type LonLat, resample, toKm, toLonLat } from './plane.ts';
import { hash2, mulberry32 } from './random.ts';
import { squareAt } from './raster.ts';
import { harbourBlock, harbourPoint, type Terrain } from './terrain.ts';

/** The number of village grids in a public report of one Chinese city; the finest level has as many. */
export const FACE_COUNT = 7067;

export interface Edge {
  /** Faces on the left and right when walking from `from` to `to`; -1 is the sea. */
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly to: number;
  /** Rounded WGS84 positions, both ends included. */
  readonly line: readonly LonLat[];
  /** A river runs along this edge. */
  readonly river: boolean;
}

export interface Mesh {
  /** Sites of the faces in kilometres; each lies inside its face. */
  readonly sites: readonly Km[];
  readonly edges: readonly Edge[];
  /** Edges of each face. */
  readonly edgesOf: readonly (readonly number[])[];
  readonly vertices: readonly LonLat[];
  /** The face whose site is nearest, or -1 in the sea; near a crooked edge the neighbour may be the true one. */
  nearest(x: number, y: number, hint?: number): number;
}

interface Site {
  readonly at: Km;
  readonly land: boolean;
  /** Which river bank or quay the site belongs to; fixed sites do not move. */
  readonly fixed: boolean;
  readonly bank?: { readonly river: number; readonly side: 1 | -1 };
  readonly block?: boolean;
}

/** Refuses points that come too near to earlier ones. */
class Spacing {
  readonly #buckets = new Map<number, Km[]>();

  #key(x: number, y: number): number {
    return Math.floor(x) * 1000 + Math.floor(y);
  }

  free([x, y]: Km, distance: number): boolean {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of this.#buckets.get(this.#key(x + dx, y + dy)) ?? []) {
          if (Math.hypot(other[0] - x, other[1] - y) < distance) return false;
        }
      }
    }
    return true;
  }

  add(at: Km): void {
    const key = this.#key(at[0], at[1]);
    const bucket = this.#buckets.get(key);
    if (bucket) bucket.push(at);
    else this.#buckets.set(key, [at]);
  }
}

/** Mirror pairs along a line: the Voronoi edges between the two of a pair lie on the line. */
function* mirrorPairs(line: readonly Km[], spacing: number, closed: boolean): Generator<[Km, Km]> {
  const points = resample(line, spacing, closed);
  const count = closed ? points.length : points.length - 1;
  const off = spacing * 0.36;
  for (let i = 0; i < count; i++) {
    const [a, b] = [points[i]!, points[(i + 1) % points.length]!];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const [nx, ny] = [(-(b[1] - a[1]) / length) * off, ((b[0] - a[0]) / length) * off];
    const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    yield [
      [mx + nx, my + ny],
      [mx - nx, my - ny],
    ];
  }
}

const nearHarbour = ([x, y]: Km, marginBlocks: number) => {
  const [column, row] = harbourBlock(x, y);
  return (
    column > -marginBlocks &&
    column < 18 + marginBlocks &&
    row > -marginBlocks &&
    row < HARBOUR.mask.length + marginBlocks
  );
};

function signedArea(ring: readonly Km[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
}

function placeSites(terrain: Terrain): Site[] {
  const random = mulberry32(20260101);
  const spacing = new Spacing();
  const sites: Site[] = [];
  const add = (site: Site) => {
    spacing.add(site.at);
    sites.push(site);
  };
  HARBOUR.mask.forEach((blocks, row) => {
    [...blocks].forEach((block, column) => {
      add({ at: harbourPoint(column + 0.5, row + 0.5), land: block === '#', fixed: true, block: true });
    });
  });
  for (const shore of terrain.shores) {
    const anticlockwise = signedArea(shore) > 0;
    for (const [left, right] of mirrorPairs(shore, 0.36, true)) {
      if (nearHarbour(left, 0.55) || nearHarbour(right, 0.55)) continue;
      if (!spacing.free(left, 0.2) || !spacing.free(right, 0.2)) continue;
      add({ at: left, land: anticlockwise, fixed: true });
      add({ at: right, land: !anticlockwise, fixed: true });
    }
  }
  terrain.rivers.forEach((river, index) => {
    for (const [left, right] of mirrorPairs(river, 0.5, false)) {
      const dry = [left, right].every(
        (at) => terrain.coastKm[squareAt(...at)]! > 0.45 && spacing.free(at, 0.3) && !nearHarbour(at, 0.6),
      );
      if (!dry) continue;
      add({ at: left, land: true, fixed: true, bank: { river: index, side: 1 } });
      add({ at: right, land: true, fixed: true, bank: { river: index, side: -1 } });
    }
  });
  for (let tries = 0; tries < 6000; tries++) {
    const at: Km = [-42 + random() * 85, -32 + random() * 64];
    if (terrain.coastKm[squareAt(...at)]! === 0 && spacing.free(at, 1) && !nearHarbour(at, 0.6)) {
      add({ at, land: false, fixed: true });
    }
  }
  let missing = FACE_COUNT - sites.filter((site) => site.land).length;
  for (let tries = 0; missing > 0; tries++) {
    const at: Km = [-38 + random() * 79, -28 + random() * 56];
    const square = squareAt(...at);
    const dense =
      0.16 + terrain.urban[square]! * 0.9 + 0.3 * terrain.industry[square]! - 0.06 * terrain.height[square]!;
    if (terrain.coastKm[square]! < 0.4 || random() > dense || nearHarbour(at, 0.4)) continue;
    if (!spacing.free(at, (tries < 200_000 ? 0.24 : 0.1) / Math.sqrt(0.4 + dense))) continue;
    add({ at, land: true, fixed: false });
    missing--;
  }
  return sites;
}

/** Lloyd's relaxation (1982) of the free sites: evens out sizes and keeps the density. */
function relax(sites: readonly Site[], times: number): Km[] {
  let points = sites.map((site) => site.at);
  for (let n = 0; n < times; n++) {
    const voronoi = Delaunay.from(points as [number, number][]).voronoi([-46, -36, 47, 36]);
    points = points.map((at, i) => {
      if (sites[i]!.fixed) return at;
      const ring = voronoi.cellPolygon(i) as Km[] | null;
      if (!ring) return at;
      const area = signedArea(ring);
      let [cx, cy] = [0, 0];
      for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
        const cross = ring[b]![0] * ring[a]![1] - ring[a]![0] * ring[b]![1];
        cx += (ring[a]![0] + ring[b]![0]) * cross;
        cy += (ring[a]![1] + ring[b]![1]) * cross;
      }
      return [cx / (6 * area), cy / (6 * area)];
    });
  }
  return points;
}

/** Voronoi vertices closer than this become one: nothing survives rounding by luck. */
const MERGE_KM = 0.025;

/**
 * Bends an edge. Each inserted point moves from the straight edge towards one of the two sites, so it stays in
 * the triangle (edge, site) that no other edge enters: bent edges never cross.
 */
function bend(a: Km, b: Km, p: Km, q: Km, seed: number, strength: number): Km[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const pieces = length < 0.09 ? 1 : length < 0.2 ? 2 : length < 0.45 ? 4 : 5;
  const random = mulberry32(seed);
  const out: Km[] = [];
  for (let i = 1; i < pieces; i++) {
    const t = (i + (random() - 0.5) * 0.3) / pieces;
    const shift = (random() * 2 - 1) * strength * (1 - Math.abs(2 * t - 1) * 0.5);
    const [x, y] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    const [sx, sy] = shift > 0 ? p : q;
    const reach = Math.min(Math.abs(shift), (0.35 * length) / Math.hypot(sx - x, sy - y));
    out.push([x + (sx - x) * reach, y + (sy - y) * reach]);
  }
  return out;
}

/** Builds the mesh: exactly `FACE_COUNT` land faces, surrounded by sea. */
export function buildMesh(terrain: Terrain): Mesh {
  const unsorted = placeSites(terrain);
  const sites = [...unsorted.filter((site) => site.land), ...unsorted.filter((site) => !site.land)];
  const points = relax(sites, 4);
  const delaunay = Delaunay.from(points as [number, number][]);
  const { circumcenters } = delaunay.voronoi([-60, -60, 60, 60]);
  const { triangles, halfedges } = delaunay;
  const next = (e: number) => (e % 3 === 2 ? e - 2 : e + 1);
  const centre = (t: number): Km => [circumcenters[2 * t]!, circumcenters[2 * t + 1]!];

  const root = Int32Array.from({ length: triangles.length / 3 }, (_, t) => t);
  const find = (t: number): number => {
    while (root[t] !== t) {
      root[t] = root[root[t]!]!;
      t = root[t]!;
    }
    return t;
  };
  const each = (visit: (e: number, t: number, s: number, p: number, q: number) => void) => {
    for (let e = 0; e < halfedges.length; e++) {
      const o = halfedges[e]!;
      if (o < e) continue;
      const [p, q] = [triangles[e]!, triangles[next(e)]!];
      if (p < FACE_COUNT || q < FACE_COUNT) visit(e, Math.floor(e / 3), Math.floor(o / 3), p, q);
    }
  };
  each((_, t, s) => {
    const [a, b] = [centre(t), centre(s)];
    if (Math.hypot(a[0] - b[0], a[1] - b[1]) < MERGE_KM) root[find(t)] = find(s);
  });

  const vertices: LonLat[] = [];
  const vertexOf = new Map<number, number>();
  const vertex = (t: number): number => {
    const key = find(t);
    const known = vertexOf.get(key);
    if (known !== undefined) return known;
    vertexOf.set(key, vertices.length);
    vertices.push(toLonLat(...centre(key)));
    return vertices.length - 1;
  };
  const edges: Edge[] = [];
  const edgesOf: number[][] = Array.from({ length: FACE_COUNT }, () => []);
  each((_, t, s, p, q) => {
    const [from, to] = [vertex(t), vertex(s)];
    if (from === to) return;
    const [a, b] = [toKm(vertices[from]!), toKm(vertices[to]!)];
    const [sp, sq] = [points[p]!, points[q]!];
    const pLeft = (b[0] - a[0]) * (sp[1] - a[1]) - (b[1] - a[1]) * (sp[0] - a[0]) > 0;
    const shore = p >= FACE_COUNT || q >= FACE_COUNT;
    const [bankP, bankQ] = [sites[p]!.bank, sites[q]!.bank];
    const river = bankP !== undefined && bankP.river === bankQ?.river && bankP.side !== bankQ.side;
    const straight = sites[p]!.block && sites[q]!.block;
    const seed = hash2(Math.min(p, q), Math.max(p, q));
    const ordered = p < q;
    const bent = straight
      ? []
      : bend(a, b, ordered ? sp : sq, ordered ? sq : sp, seed, shore ? 0.22 : river ? 0.1 : 0.3);
    const line = [vertices[from]!, ...bent.map(([x, y]) => toLonLat(x, y)), vertices[to]!];
    const index = edges.length;
    const land = (face: number) => (face < FACE_COUNT ? face : -1);
    edges.push({ left: land(pLeft ? p : q), right: land(pLeft ? q : p), from, to, line, river });
    if (p < FACE_COUNT) edgesOf[p]!.push(index);
    if (q < FACE_COUNT) edgesOf[q]!.push(index);
  });
  return {
    sites: points.slice(0, FACE_COUNT),
    edges,
    edgesOf,
    vertices,
    nearest: (x, y, hint) => {
      const found = delaunay.find(x, y, hint);
      return found < FACE_COUNT ? found : -1;
    },
  };
}
