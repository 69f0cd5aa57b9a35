/** Turns drawn roads into a network: pieces that meet in exactly the same points, in one part wherever land allows. */
import { type Km, simplify, toLonLat } from '../plane.ts';
import { squareAt } from '../raster.ts';
import type { Road } from '../routes.ts';
import { inLake, type Terrain } from '../terrain.ts';

/** A stretch between two junctions or ends. */
export interface Piece {
  /** The road it belongs to; undefined = a link that joins a part which stood alone. */
  readonly road: Road | undefined;
  readonly line: readonly Km[];
}

/** Two points are one when they round to the same coordinates (0.1 m). */
function keyOf([x, y]: Km): number {
  const [lon, lat] = toLonLat(x, y);
  return Math.round((lon - 121) * 1e6) * 4e6 + Math.round((lat - 29) * 1e6);
}

const SNAP_KM = 0.003;
/** Ends this near to another road are joined to it. */
const REACH_KM = 0.07;
const LONGEST_LINK_KM = 2.5;
const CELL_KM = 0.5;

interface Segment {
  readonly line: number;
  readonly at: number;
}

/** Motorways meet larger roads only; sea bridges meet others at their ends. */
function crossable(a: Road, b: Road): boolean {
  if (a.bridge || b.bridge) return false;
  return !(a.class === 'motorway' && b.class === 'minor') && !(b.class === 'motorway' && a.class === 'minor');
}

const cellOf = (x: number, y: number) => Math.floor(x / CELL_KM) * 10_000 + Math.floor(y / CELL_KM);

function* cellsAround(a: Km, b: Km, marginKm: number): Generator<number> {
  const [west, east] = [Math.min(a[0], b[0]) - marginKm, Math.max(a[0], b[0]) + marginKm];
  const [south, north] = [Math.min(a[1], b[1]) - marginKm, Math.max(a[1], b[1]) + marginKm];
  for (let x = Math.floor(west / CELL_KM); x <= Math.floor(east / CELL_KM); x++) {
    for (let y = Math.floor(south / CELL_KM); y <= Math.floor(north / CELL_KM); y++) yield x * 10_000 + y;
  }
}

/** Points to insert: by line, then by segment, with the share of the segment at which each lies. */
class Cuts {
  readonly #cuts: Map<number, { t: number; at: Km }[]>[];
  readonly nodes = new Set<number>();

  readonly #before = new Map<number, Km>();
  readonly #after = new Map<number, Km>();

  constructor(count: number) {
    this.#cuts = Array.from({ length: count }, () => new Map());
  }

  /** Leads the line on from its start or end to this point. */
  extend(line: number, atStart: boolean, point: Km): void {
    (atStart ? this.#before : this.#after).set(line, point);
    this.nodes.add(keyOf(point));
  }

  add({ line, at }: Segment, t: number, point: Km): void {
    const list = this.#cuts[line]!.get(at);
    if (list) list.push({ t, at: point });
    else this.#cuts[line]!.set(at, [{ t, at: point }]);
    this.nodes.add(keyOf(point));
  }

  /** The line with its new points, without repetitions. */
  apply(index: number, line: readonly Km[]): Km[] {
    const out: Km[] = [];
    const push = (at: Km) => {
      if (out.length === 0 || keyOf(out[out.length - 1]!) !== keyOf(at)) out.push(at);
    };
    const [before, after] = [this.#before.get(index), this.#after.get(index)];
    if (before) push(before);
    line.forEach((at, i) => {
      push(at);
      for (const cut of (this.#cuts[index]!.get(i) ?? []).sort((a, b) => a.t - b.t)) push(cut.at);
    });
    if (after) push(after);
    return out;
  }
}

const apart = (a: Km, b: Km) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Finds where lines cross and where ends stop just short of another line. */
function junctions(roads: readonly Road[], lines: Km[][]): Cuts {
  const cuts = new Cuts(lines.length);
  const cells = new Map<number, Segment[]>();
  const near = (a: Km, b: Km, marginKm: number) =>
    [...cellsAround(a, b, marginKm)].flatMap((cell) => cells.get(cell) ?? []);
  const ends = (segment: Segment): [Km, Km] => [
    lines[segment.line]![segment.at]!,
    lines[segment.line]![segment.at + 1]!,
  ];
  lines.forEach((line, index) => {
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
      const seen = new Set<Segment>();
      for (const other of near(a, b, 0)) {
        if (other.line === index || seen.has(other) || !crossable(roads[index]!, roads[other.line]!))
          continue;
        seen.add(other);
        const [c, d] = ends(other);
        const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
        const det = rx * sy - ry * sx;
        if (Math.abs(det) < 1e-9) continue;
        const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / det;
        const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / det;
        if (t < 0 || t > 1 || u < 0 || u > 1) continue;
        const meet: Km = [a[0] + rx * t, a[1] + ry * t];
        const point = [a, b, c, d].find((corner) => apart(corner, meet) < SNAP_KM) ?? meet;
        cuts.add({ line: index, at: i }, t, point);
        cuts.add(other, u, point);
      }
    }
    for (let i = 0; i + 1 < line.length; i++) {
      const segment = { line: index, at: i };
      for (const cell of cellsAround(line[i]!, line[i + 1]!, 0)) {
        const list = cells.get(cell);
        if (list) list.push(segment);
        else cells.set(cell, [segment]);
      }
    }
  });
  lines.forEach((line, index) => {
    for (const [end, atStart] of [
      [line[0]!, true],
      [line[line.length - 1]!, false],
    ] as const) {
      if (cuts.nodes.has(keyOf(end))) continue;
      let best: { segment: Segment; t: number; point: Km; far: number } | undefined;
      for (const segment of near(end, end, REACH_KM)) {
        if (segment.line === index) continue;
        const [a, b] = ends(segment);
        const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        const t = Math.min(
          1,
          Math.max(0, ((end[0] - a[0]) * dx + (end[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)),
        );
        const foot: Km = [a[0] + dx * t, a[1] + dy * t];
        const point = [a, b].find((corner) => apart(corner, foot) < SNAP_KM) ?? foot;
        const far = apart(end, point);
        if (far < REACH_KM && (!best || far < best.far)) best = { segment, t, point, far };
      }
      if (!best) continue;
      cuts.add(best.segment, best.t, best.point);
      if (keyOf(best.point) !== keyOf(end)) cuts.extend(index, atStart, best.point);
    }
  });
  return cuts;
}

function split(road: Road, line: readonly Km[], nodes: ReadonlySet<number>): Piece[] {
  const out: Piece[] = [];
  let from = 0;
  for (let i = 1; i < line.length; i++) {
    if (i < line.length - 1 && !nodes.has(keyOf(line[i]!))) continue;
    out.push({ road, line: line.slice(from, i + 1) });
    from = i;
  }
  return out;
}

const lengthOf = (line: readonly Km[]) =>
  line.reduce((sum, at, i) => (i === 0 ? 0 : sum + apart(line[i - 1]!, at)), 0);

/** Which part of the network each end point belongs to (union-find). */
class Parts {
  readonly #parent = new Map<number, number>();

  find(key: number): number {
    let root = key;
    for (
      let next = this.#parent.get(root);
      next !== undefined && next !== root;
      next = this.#parent.get(root)
    )
      root = next;
    for (let at = key; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    this.#parent.set(this.find(a), this.find(b));
  }
}

/** Joins parts that stand alone to the largest one by a short straight road over land, where there is one. */
function joinParts(pieces: Piece[], terrain: Terrain): Piece[] {
  const parts = new Parts();
  const ends = (line: readonly Km[]) => [line[0]!, line[line.length - 1]!] as const;
  for (const { line } of pieces) {
    const [a, b] = ends(line);
    parts.join(keyOf(a), keyOf(b));
  }
  const lengths = new Map<number, number>();
  const members = new Map<number, Map<number, Km>>();
  for (const { line } of pieces) {
    const root = parts.find(keyOf(line[0]!));
    lengths.set(root, (lengths.get(root) ?? 0) + lengthOf(line));
    const list = members.get(root) ?? new Map<number, Km>();
    for (const end of ends(line)) list.set(keyOf(end), end);
    members.set(root, list);
  }
  const bySize = [...lengths].sort((a, b) => b[1] - a[1]).map(([root]) => root);
  const cells = new Map<number, Km[]>();
  const settle = (points: Iterable<Km>) => {
    for (const at of points) {
      const list = cells.get(cellOf(...at));
      if (list) list.push(at);
      else cells.set(cellOf(...at), [at]);
    }
  };
  const dry = (a: Km, b: Km) => {
    for (let t = 0; t <= 1; t += 0.1) {
      const [x, y] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      if (terrain.land[squareAt(x, y)] === 0 || inLake(terrain, x, y)) return false;
    }
    return true;
  };
  settle(members.get(bySize[0]!)!.values());
  const links: Piece[] = [];
  let waiting = bySize.slice(1);
  for (let joined = true; joined; ) {
    joined = false;
    waiting = waiting.filter((root) => {
      let best: { a: Km; b: Km; far: number } | undefined;
      for (const a of members.get(root)!.values()) {
        const reach = best?.far ?? LONGEST_LINK_KM;
        for (const cell of cellsAround(a, a, reach)) {
          for (const b of cells.get(cell) ?? []) {
            const far = apart(a, b);
            if (far < (best?.far ?? LONGEST_LINK_KM) && dry(a, b)) best = { a, b, far };
          }
        }
      }
      if (!best) return true;
      links.push({ road: undefined, line: [best.a, best.b] });
      settle(members.get(root)!.values());
      joined = true;
      return false;
    });
  }
  return [...pieces, ...links];
}

/** The network of these roads. Straight links cross other roads only in name: they are short and few. */
export function roadNetwork(roads: readonly Road[], terrain: Terrain): Piece[] {
  const kept = roads.filter(({ line }) => line.length > 1);
  const lines = kept.map(({ line }) => simplify(line, 0.006));
  const cuts = junctions(kept, lines);
  const whole = lines.map((line, i) => cuts.apply(i, line));
  const nodes = new Set(cuts.nodes);
  for (const line of whole) {
    nodes.add(keyOf(line[0]!));
    nodes.add(keyOf(line[line.length - 1]!));
  }
  return joinParts(
    whole.flatMap((line, i) => (line.length > 1 ? split(kept[i]!, line, nodes) : [])),
    terrain,
  );
}
