/** Merges faces of the mesh into regions: rings along the edges where two regions meet, never recomputed. */
import type { MultiPolygon, Position } from 'geojson';
import { authalicAreaKm2 } from './area.ts';
import type { Mesh } from './mesh.ts';
import { inRing } from './plane.ts';

interface HalfEdge {
  readonly from: number;
  readonly to: number;
  readonly line: readonly Position[];
}

/** Splits the boundary of one region into simple rings, each closed, of positions. */
function traceRings(boundary: readonly HalfEdge[]): Position[][] {
  const leaving = new Map<number, HalfEdge[]>();
  for (const half of boundary) {
    const list = leaving.get(half.from);
    if (list) list.push(half);
    else leaving.set(half.from, [half]);
  }
  const rings: Position[][] = [];
  for (const first of boundary) {
    if (!leaving.get(first.from)?.includes(first)) continue;
    // Walk; whenever a vertex comes up again, what lies between is one simple ring.
    const path: HalfEdge[] = [];
    const seenAt = new Map<number, number>();
    let at = first.from;
    seenAt.set(at, 0);
    for (;;) {
      const half = leaving.get(at)?.pop();
      if (!half) break;
      path.push(half);
      at = half.to;
      const start = seenAt.get(at);
      if (start === undefined) {
        seenAt.set(at, path.length);
        continue;
      }
      const loop = path.splice(start);
      for (const piece of loop) if (piece.to !== at) seenAt.delete(piece.to);
      const ring: Position[] = [];
      for (const piece of loop) for (let i = 0; i < piece.line.length - 1; i++) ring.push(piece.line[i]!);
      ring.push(ring[0]!);
      rings.push(ring);
    }
  }
  return rings;
}

/** Outer rings anticlockwise with their holes (RFC 7946). */
function assemble(rings: readonly Position[][]): MultiPolygon {
  const outer: { rings: Position[][]; area: number }[] = [];
  const holes: Position[][] = [];
  for (const ring of rings) {
    const area = authalicAreaKm2([[ring]]);
    if (area > 0) outer.push({ rings: [ring], area });
    else holes.push(ring);
  }
  outer.sort((a, b) => a.area - b.area);
  for (const hole of holes) {
    const [x, y] = [(hole[0]![0]! + hole[1]![0]!) / 2, (hole[0]![1]! + hole[1]![1]!) / 2];
    const home = outer.length === 1 ? outer[0] : outer.find((shell) => inRing(x, y, shell.rings[0]!));
    if (!home) throw new Error(`Hole outside every ring at ${x}, ${y}`);
    home.rings.push(hole);
  }
  outer.sort((a, b) => b.area - a.area);
  return { type: 'MultiPolygon', coordinates: outer.map((shell) => shell.rings) };
}

/** The region of each group of faces; `groupOf` maps a face to 0…count-1, or -1 for none. */
export function mergeFaces(mesh: Mesh, groupOf: ArrayLike<number>, count: number): MultiPolygon[] {
  const boundaries: HalfEdge[][] = Array.from({ length: count }, () => []);
  for (const edge of mesh.edges) {
    const left = edge.left < 0 ? -1 : groupOf[edge.left]!;
    const right = edge.right < 0 ? -1 : groupOf[edge.right]!;
    if (left === right) continue;
    if (left >= 0) boundaries[left]!.push({ from: edge.from, to: edge.to, line: edge.line });
    if (right >= 0) {
      boundaries[right]!.push({ from: edge.to, to: edge.from, line: [...edge.line].reverse() });
    }
  }
  return boundaries.map((boundary) => assemble(traceRings(boundary)));
}
