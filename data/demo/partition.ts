/** Divides connected units of land (faces, villages) into compact connected groups. */
import type { Km } from './plane.ts';
import { pick, type Random } from './random.ts';

/** Neighbours of each unit and what crossing to them costs, in kilometres. */
export interface Graph {
  readonly at: readonly Km[];
  readonly neighbours: readonly (readonly { readonly unit: number; readonly costKm: number }[])[];
}

/** A binary heap of units by priority. */
class Queue {
  readonly #units: number[] = [];
  readonly #keys: number[] = [];

  push(unit: number, key: number): void {
    let i = this.#units.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#keys[parent]! <= key) break;
      this.#units[i] = this.#units[parent]!;
      this.#keys[i] = this.#keys[parent]!;
      i = parent;
    }
    this.#units[i] = unit;
    this.#keys[i] = key;
  }

  pop(): { unit: number; key: number } | undefined {
    const unit = this.#units[0];
    const key = this.#keys[0];
    if (unit === undefined || key === undefined) return undefined;
    const lastUnit = this.#units.pop()!;
    const lastKey = this.#keys.pop()!;
    const size = this.#units.length;
    if (size > 0) {
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= size) break;
        if (child + 1 < size && this.#keys[child + 1]! < this.#keys[child]!) child++;
        if (this.#keys[child]! >= lastKey) break;
        this.#units[i] = this.#units[child]!;
        this.#keys[i] = this.#keys[child]!;
        i = child;
      }
      this.#units[i] = lastUnit;
      this.#keys[i] = lastKey;
    }
    return { unit, key };
  }
}

/** Working arrays of a graph, kept because small parts of it are grown thousands of times. */
interface Scratch {
  round: number;
  /** Rounds in which a unit took part, got an offer, and was settled. */
  readonly member: Int32Array;
  readonly offered: Int32Array;
  readonly settled: Int32Array;
  readonly best: Float64Array;
  readonly owner: Int32Array;
}
const scratches = new WeakMap<Graph, Scratch>();

function scratchOf(graph: Graph): Scratch {
  const known = scratches.get(graph);
  if (known) return known;
  const ints = () => new Int32Array(graph.at.length);
  const made = {
    round: 0,
    member: ints(),
    offered: ints(),
    settled: ints(),
    best: new Float64Array(graph.at.length),
    owner: ints(),
  };
  scratches.set(graph, made);
  return made;
}

/**
 * Assigns each unit to the seed that reaches it at least cost (Dijkstra 1959 from all seeds at once). Units that no
 * seed reaches, such as islands, join the group of the nearest reached unit. Returns the seed's index by unit,
 * meaningful for the given units and only until the next call with the same graph.
 */
export function growFrom(
  graph: Graph,
  units: readonly number[],
  seeds: readonly { readonly unit: number; readonly headStartKm: number }[],
): Int32Array {
  const scratch = scratchOf(graph);
  const { member, offered, settled, best, owner } = scratch;
  const round = ++scratch.round;
  for (const unit of units) member[unit] = round;
  const queue = new Queue();
  const offer = (unit: number, key: number, index: number) => {
    if (settled[unit] === round || (offered[unit] === round && key >= best[unit]!)) return;
    offered[unit] = round;
    best[unit] = key;
    owner[unit] = index;
    queue.push(unit, key);
  };
  seeds.forEach((seed, index) => {
    offer(seed.unit, -seed.headStartKm, index);
  });
  const reached: number[] = [];
  for (let top = queue.pop(); top; top = queue.pop()) {
    if (settled[top.unit] === round) continue;
    settled[top.unit] = round;
    reached.push(top.unit);
    const index = owner[top.unit]!;
    for (const { unit, costKm } of graph.neighbours[top.unit]!) {
      if (member[unit] === round) offer(unit, top.key + costKm, index);
    }
  }
  for (const unit of units) {
    if (settled[unit] !== round) owner[unit] = owner[nearestUnit(graph, reached, graph.at[unit]!)]!;
  }
  return owner;
}

/**
 * Divides the units into exactly `count` non-empty groups (k-means++ seeds, then Lloyd steps). Where the weight is
 * high groups are small; a unit of weight 0 starts no group.
 */
export function divide(
  graph: Graph,
  units: readonly number[],
  count: number,
  random: Random,
  weight: (unit: number) => number = () => 1,
): number[][] {
  if (count >= units.length) return units.map((unit) => [unit]);
  const seeds: number[] = [
    pick(
      units.filter((unit) => weight(unit) > 0),
      random,
    ),
  ];
  const apart = new Map<number, number>();
  while (seeds.length < count) {
    const [x, y] = graph.at[seeds[seeds.length - 1]!]!;
    let total = 0;
    for (const unit of units) {
      const [ux, uy] = graph.at[unit]!;
      const d2 = Math.min(apart.get(unit) ?? Number.POSITIVE_INFINITY, (ux - x) ** 2 + (uy - y) ** 2);
      apart.set(unit, d2);
      total += d2 * weight(unit);
    }
    let left = random() * total;
    let chosen = -1;
    for (const unit of units) {
      const chance = apart.get(unit)! * weight(unit);
      if (chance > 0) chosen = unit;
      left -= chance;
      if (left < 0 && chance > 0) break;
    }
    if (chosen < 0) throw new Error(`Cannot divide ${units.length} units into ${count} groups`);
    seeds.push(chosen);
  }
  let groups: number[][] = [];
  for (let n = 0; n < 4; n++) {
    const grown = growFrom(
      graph,
      units,
      seeds.map((unit) => ({ unit, headStartKm: 0 })),
    );
    groups = seeds.map(() => []);
    for (const unit of units) groups[grown[unit]!]!.push(unit);
    groups.forEach((group, i) => {
      let [cx, cy, sum] = [0, 0, 0];
      for (const unit of group) {
        const mass = weight(unit) + 1e-6;
        cx += graph.at[unit]![0] * mass;
        cy += graph.at[unit]![1] * mass;
        sum += mass;
      }
      seeds[i] = nearestUnit(graph, group, [cx / sum, cy / sum]);
    });
  }
  return groups;
}

/** Size of the connected piece of land in which each unit lies. */
export function pieceSizes(graph: Graph): Int32Array {
  const sizes = new Int32Array(graph.at.length);
  const seen = new Uint8Array(graph.at.length);
  for (let start = 0; start < sizes.length; start++) {
    if (seen[start]) continue;
    const piece = [start];
    seen[start] = 1;
    for (let i = 0; i < piece.length; i++) {
      for (const { unit } of graph.neighbours[piece[i]!]!) {
        if (!seen[unit]) piece.push(unit);
        seen[unit] = 1;
      }
    }
    for (const unit of piece) sizes[unit] = piece.length;
  }
  return sizes;
}

/** The unit whose point is nearest to the place. */
export function nearestUnit(graph: Graph, units: readonly number[], [x, y]: Km): number {
  let best = units[0]!;
  let bestKm = Number.POSITIVE_INFINITY;
  for (const unit of units) {
    const km = Math.hypot(graph.at[unit]![0] - x, graph.at[unit]![1] - y);
    if (km < bestKm) [best, bestKm] = [unit, km];
  }
  return best;
}

/** Whole shares of `total` in proportion to the sizes, each between `least` and its size (largest remainders). */
export function shares(sizes: readonly number[], total: number, least: number): number[] {
  const sum = sizes.reduce((a, b) => a + b, 0);
  const ideal = sizes.map((size) => (size * total) / sum);
  const out = ideal.map((value, i) => Math.min(sizes[i]!, Math.max(least, Math.floor(value))));
  const order = ideal.map((_, i) => i).sort((a, b) => (ideal[b]! % 1) - (ideal[a]! % 1) || a - b);
  let given = out.reduce((a, b) => a + b, 0);
  for (let changed = true; given !== total && changed; ) {
    changed = false;
    for (const i of given < total ? order : [...order].reverse()) {
      if (given === total) break;
      const step = given < total ? 1 : -1;
      const next = out[i]! + step;
      if (next < Math.min(least, sizes[i]!) || next > sizes[i]!) continue;
      out[i] = next;
      given += step;
      changed = true;
    }
  }
  return out;
}
