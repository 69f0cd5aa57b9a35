/** 占压: how many enterprises and places stand within the protection zone of a line. */
import type { DemoObject } from '../ground.ts';
import { type Km, toKm } from '../plane.ts';

const CELL_KM = 0.2;
const key = (x: number, y: number) => Math.floor(x / CELL_KM) * 10_000 + Math.floor(y / CELL_KM);

/** Finds buildings near lines; each building counts once for a line. */
export class Buildings {
  readonly #cells = new Map<number, Km[]>();

  constructor(points: Iterable<readonly number[]>) {
    for (const point of points) {
      const at = toKm(point);
      const list = this.#cells.get(key(...at));
      if (list) list.push(at);
      else this.#cells.set(key(...at), [at]);
    }
  }

  /** Buildings at most `distanceKm` (less than 0.2) from the line. */
  near(line: readonly Km[], distanceKm: number): number {
    const found = new Set<Km>();
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!];
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const square = dx * dx + dy * dy || 1e-12;
      const [west, east] = [Math.min(a[0], b[0]) - distanceKm, Math.max(a[0], b[0]) + distanceKm];
      const [south, north] = [Math.min(a[1], b[1]) - distanceKm, Math.max(a[1], b[1]) + distanceKm];
      for (let x = Math.floor(west / CELL_KM); x <= Math.floor(east / CELL_KM); x++) {
        for (let y = Math.floor(south / CELL_KM); y <= Math.floor(north / CELL_KM); y++) {
          for (const at of this.#cells.get(x * 10_000 + y) ?? []) {
            const t = Math.min(1, Math.max(0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square));
            if (Math.hypot(at[0] - a[0] - t * dx, at[1] - a[1] - t * dy) <= distanceKm) found.add(at);
          }
        }
      }
    }
    return found.size;
  }
}

/** Where places stand. */
export function* pointsOf(objects: readonly DemoObject[]): Generator<readonly number[]> {
  for (const { geometry } of objects) if (geometry.type === 'Point') yield geometry.coordinates;
}
