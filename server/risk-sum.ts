/** The field of ready units on a grid: rows shared out among the threads; where few units changed, only those are summed. */
import type { Grid, Placed } from '../data/risk/field.ts';
import type { ReadyUnit } from './risk-kernels.ts';
import { inPool, THREADS } from './risk-pool.ts';

/** The last fields, by their grids: 8 bytes a cell. */
const KEPT = 3;
interface Kept {
  readonly values: Float64Array;
  /** Place and content of what was summed. */
  readonly parts: ReadonlyMap<string, Placed>;
}
const fields = new Map<string, Kept>();
/** Fewer changed units than this share are added to and taken from the last field of the same grid. */
const FEW = 0.25;
/** What rounding leaves of units that were taken away. */
const NOTHING = 1e-15;

/** Kernels by an id of their own, so that the same content at the same place is the same part. */
const kernelIds = new WeakMap<object, number>();
let lastId = 0;
function partKey({ lon, lat, kernel }: Placed): string {
  const id = kernelIds.get(kernel) ?? ++lastId;
  kernelIds.set(kernel, id);
  return `${id} ${lon} ${lat}`;
}

/** Individual risk per year at the centres of the cells; in shared memory, not to be written to. */
export async function sumField(units: readonly ReadyUnit[], grid: Grid): Promise<Float64Array> {
  const gridKey = JSON.stringify(grid);
  const placed = units
    .filter(({ kernel }) => kernel.nodes > 0)
    .map(({ lon, lat, kernel }): Placed => ({ lon, lat, kernel }));
  const parts = new Map<string, Placed>();
  // several units of the same content at the same place
  for (const one of placed) {
    let key = partKey(one);
    while (parts.has(key)) key += '+';
    parts.set(key, one);
  }
  const last = fields.get(gridKey);
  const values = new Float64Array(new SharedArrayBuffer(8 * grid.width * grid.height));
  const added = last ? [...parts].filter(([key]) => !last.parts.has(key)) : [];
  const gone = last ? [...last.parts].filter(([key]) => !parts.has(key)) : [];
  if (last && added.length + gone.length <= FEW * parts.size) {
    values.set(last.values);
    await share(values, ofParts(gone), grid, -1);
    await share(values, ofParts(added), grid, 1);
    if (gone.length > 0) for (let i = 0; i < values.length; i++) if (values[i]! < NOTHING) values[i] = 0;
  } else await share(values, placed, grid, 1);
  fields.delete(gridKey);
  fields.set(gridKey, { values, parts });
  if (fields.size > KEPT) fields.delete(fields.keys().next().value!);
  return values;
}

const ofParts = (parts: readonly (readonly [string, Placed])[]) => parts.map(([, placed]) => placed);

/** Bands of rows, several for each thread, because the units are not spread evenly. */
async function share(values: Float64Array, sources: readonly Placed[], grid: Grid, times: number) {
  if (sources.length === 0) return;
  const bands = Math.min(grid.height, THREADS === 1 ? 1 : 4 * THREADS);
  await Promise.all(
    Array.from({ length: bands }, (_, i) => {
      const rows = [
        Math.floor((i * grid.height) / bands),
        Math.floor(((i + 1) * grid.height) / bands),
      ] as const;
      return inPool({ kind: 'rows', values, sources, grid, rows, times });
    }),
  );
}

/** How the sources are told in an answer. */
export const sourcesOf = (units: readonly ReadyUnit[]) =>
  units.map(({ id, name, computed, notes, missing }) => ({
    layer: 'major_hazards' as const,
    unitId: id,
    name,
    computed,
    notes,
    missing,
  }));
