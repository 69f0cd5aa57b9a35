/** The thread that computes the risk field: keeps the kernels of the units it has seen, answers one message at a time. */
import { parentPort } from 'node:worker_threads';
import { contoursOf } from '../data/risk/contours.ts';
import {
  contributorsAt,
  fieldOf,
  gridOf,
  outcomeKernels,
  type ReadySource,
  type RiskUnit,
  readySource,
  riskAt,
  sourceOf,
} from '../data/risk/field.ts';
import type { Kernel } from '../data/risk/polar.ts';
import { DEMO_ROSE, UNIFORM_ROSE } from '../data/tables/wind-rose.ts';

export interface RiskRequest {
  readonly id: number;
  readonly units: readonly RiskUnit[];
  readonly demo: boolean;
  readonly ask:
    | { readonly bbox: readonly [number, number, number, number]; readonly cellM: number }
    | { readonly point: readonly [number, number] };
}
export type RiskReply =
  | { readonly id: number; readonly text: string }
  | { readonly id: number; readonly failed: string };

const port = parentPort;
if (!port) throw new Error('risk-worker runs as a worker thread');

/** Kernels kept, some 400 kB each, and units whose outcomes are kept apart, some 3 MB each. */
const KEPT_SOURCES = 500;
const KEPT_PARTS = 24;
const sources = new Map<string, ReadySource>();
const parts = new Map<string, readonly Kernel[]>();

/** The value of a key, made where it is absent; the longest unused one goes. */
function kept<T>(cache: Map<string, T>, most: number, key: string, make: () => T): T {
  const value = cache.get(key) ?? make();
  cache.delete(key);
  cache.set(key, value);
  if (cache.size > most) cache.delete(cache.keys().next().value!);
  return value;
}

/** What decides a kernel: not where the unit is, nor its name. */
const keyOf = ({ kind, inventory }: RiskUnit, demo: boolean) => JSON.stringify([kind, inventory, demo]);

function answer({ units, demo, ask }: RiskRequest): string {
  const rose = demo ? DEMO_ROSE : UNIFORM_ROSE;
  const ready = units.map((unit) => {
    const made = kept(sources, KEPT_SOURCES, keyOf(unit, demo), () => readySource(sourceOf(unit), rose));
    const { id, name, lon, lat } = unit;
    return { ...made, id, name, lon, lat, key: keyOf(unit, demo) };
  });
  if ('point' in ask) {
    const [lon, lat] = ask.point;
    const contributors = contributorsAt(ready, rose, lon, lat, (source) => {
      const key = ready.find(({ id }) => id === source.id)!.key;
      return kept(parts, KEPT_PARTS, key, () => outcomeKernels(source, rose));
    });
    return JSON.stringify({ irPerYr: riskAt(ready, lon, lat), contributors });
  }
  const grid = gridOf(ask.bbox, ask.cellM);
  const values = fieldOf(ready, grid);
  return JSON.stringify({
    bbox: grid.bbox,
    cellM: ask.cellM,
    width: grid.width,
    height: grid.height,
    values: Array.from(values, (value) => Number(value.toPrecision(4))),
    contours: contoursOf(values, grid),
    sources: ready.map(({ id, name, outcomes, notes, missing }) => ({
      unitId: id,
      name,
      computed: outcomes.length > 0,
      notes,
      missing,
    })),
  });
}

port.on('message', (request: RiskRequest) => {
  try {
    port.postMessage({ id: request.id, text: answer(request) } satisfies RiskReply);
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ id: request.id, failed } satisfies RiskReply);
  }
});
