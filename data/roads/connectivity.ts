/** Which roads hang together: union-find over the ends of their segments. */

/** One road; its segments run between consecutive vertices. */
export interface Road {
  readonly id: number;
  readonly lengthKm: number;
  /** Lines of [lon, lat] in degrees. */
  readonly lines: readonly (readonly (readonly number[])[])[];
}

/** Vertices closer than this many degrees along both axes are one (about a centimetre). */
const SNAP_DEG = 1e-7;

/**
 * A network that grows road by road. Roads are connected where they share a vertex, as in OpenStreetMap and other
 * noded data; lines that merely cross, such as bridges, are not. Direction plays no part.
 */
export class RoadNetwork {
  readonly #ids: number[] = [];
  readonly #lengthsKm: number[] = [];
  /** Union-find (Tarjan 1975): parent of each road's index, by size, with paths halved. */
  readonly #parents: number[] = [];
  readonly #sizes: number[] = [];
  readonly #firstAt = new Map<string, number>();

  add({ id, lengthKm, lines }: Road): void {
    const index = this.#ids.push(id) - 1;
    this.#lengthsKm.push(lengthKm);
    this.#parents.push(index);
    this.#sizes.push(1);
    for (const line of lines) {
      for (const [lon = 0, lat = 0] of line) {
        const key = `${Math.round(lon / SNAP_DEG)},${Math.round(lat / SNAP_DEG)}`;
        const first = this.#firstAt.get(key);
        if (first === undefined) this.#firstAt.set(key, index);
        else this.#unite(first, index);
      }
    }
  }

  /** Ids of the roads of each connected part, the longest part first; equal lengths by the smallest id. */
  parts(): number[][] {
    const parts = new Map<number, { ids: number[]; km: number }>();
    this.#ids.forEach((id, index) => {
      const root = this.#root(index);
      const part = parts.get(root) ?? { ids: [], km: 0 };
      part.ids.push(id);
      part.km += this.#lengthsKm[index]!;
      parts.set(root, part);
    });
    for (const part of parts.values()) part.ids.sort((a, b) => a - b);
    return [...parts.values()].sort((a, b) => b.km - a.km || a.ids[0]! - b.ids[0]!).map(({ ids }) => ids);
  }

  /** Roads that cannot be reached from the longest part. */
  islands(): Set<number> {
    return new Set(this.parts().slice(1).flat());
  }

  #unite(a: number, b: number): void {
    const [one, other] = [this.#root(a), this.#root(b)];
    if (one === other) return;
    const [small, large] = this.#sizes[one]! < this.#sizes[other]! ? [one, other] : [other, one];
    this.#parents[small] = large;
    this.#sizes[large] = this.#sizes[large]! + this.#sizes[small]!;
  }

  #root(index: number): number {
    let at = index;
    while (this.#parents[at] !== at) {
      this.#parents[at] = this.#parents[this.#parents[at]!]!;
      at = this.#parents[at]!;
    }
    return at;
  }
}
