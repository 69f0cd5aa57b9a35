/** Kernels of units: computed in the threads, one for each vessel of a size, kept by what they were made of. */
import type { Text } from '../data/layer.ts';
import { type Placed, type RiskUnit, stockOf, vesselKey } from '../data/risk/field.ts';
import type { Holding } from '../data/risk/holding.ts';
import { type Kernel, summed } from '../data/risk/polar.ts';
import { inPool } from './risk-pool.ts';

/** A unit with its kernel; the kernel's values may be read by every thread. */
export interface ReadyUnit extends Placed {
  readonly id: string;
  readonly name: string;
  readonly computed: boolean;
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
}

type Answer = Omit<ReadyUnit, 'id' | 'name' | 'lon' | 'lat'>;

/** Kernels kept, some 350 kB each: of vessels, and of whole units. */
const KEPT = 500;
const vessels = new Map<string, Promise<Kernel>>();
const units = new Map<string, Promise<Answer>>();

/** The value of a key, made where it is absent; the longest unused one goes, and what failed. */
function kept<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = cache.get(key) ?? make();
  cache.delete(key);
  cache.set(key, value);
  if (cache.size > KEPT) cache.delete(cache.keys().next().value!);
  value.catch(() => {
    if (cache.get(key) === value) cache.delete(key);
  });
  return value;
}

const vesselKernel = (holding: Holding, demo: boolean): Promise<Kernel> =>
  kept(vessels, `${demo} ${vesselKey(holding)}`, () =>
    inPool({ kind: 'kernel', holding: { ...holding, vessels: 1 }, demo }),
  );

/** What decides a unit's kernel: not where it is, nor its name. */
export const unitKey = ({ kind, inventory }: RiskUnit, demo: boolean): string =>
  JSON.stringify([kind, inventory, demo]);

async function make(unit: RiskUnit, demo: boolean): Promise<Answer> {
  const { holdings, notes, missing } = stockOf(unit);
  const parts = await Promise.all(
    holdings.map(async (holding) => ({
      kernel: await vesselKernel(holding, demo),
      times: holding.vessels,
    })),
  );
  const kernel = summed(parts);
  const values = new Float32Array(new SharedArrayBuffer(kernel.values.byteLength));
  values.set(kernel.values);
  return { kernel: { ...kernel, values }, computed: holdings.length > 0, notes, missing };
}

/** Units with their kernels, in their order; what was computed before is not computed again. */
export function readyUnits(found: readonly RiskUnit[], demo: boolean): Promise<ReadyUnit[]> {
  return Promise.all(
    found.map(async (unit) => {
      const { id, name, lon, lat } = unit;
      return { id, name, lon, lat, ...(await kept(units, unitKey(unit, demo), () => make(unit, demo))) };
    }),
  );
}
