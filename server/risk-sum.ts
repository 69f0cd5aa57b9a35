/** The field of ready units and pipelines on a grid: rows shared out among the threads; where few units changed, only those are summed. */
import type { Grid, Placed } from '../data/risk/field.ts';
import type { ReadyUnit } from './risk-kernels.ts';
import type { ReadyLine } from './risk-lines.ts';
import { inPool, THREADS } from './risk-pool.ts';

/** The last fields, by their grids: 8 bytes a cell. */
const KEPT = 3;
interface Kept {
  readonly values: Float64Array;
  /** Place and content of the units that were summed. */
  readonly parts: ReadonlyMap<string, Placed>;
  readonly lines: LineField;
}
interface LineField {
  readonly key: string;
  /** Null = no lines. */
  readonly values: Float64Array | null;
}
const fields = new Map<string, Kept>();
/** Two changed units, or fewer than this share, are added to and taken from the last field of the same grid. */
const FEW = 0.25;
/** What rounding leaves of units that were taken away. */
const NOTHING = 1e-15;

/** Kernels and tables by an id of their own: the same content at the same place is the same part. */
const ids = new WeakMap<object, number>();
let lastId = 0;
function idOf(content: object): number {
  const id = ids.get(content) ?? ++lastId;
  ids.set(content, id);
  return id;
}
const partKey = ({ lon, lat, kernel }: Placed): string => `${idOf(kernel)} ${lon} ${lat}`;

/** Individual risk per year at the centres of the cells; in shared memory, not to be written to. */
export async function sumField(
  units: readonly ReadyUnit[],
  lines: readonly ReadyLine[],
  grid: Grid,
): Promise<Float64Array> {
  const gridKey = JSON.stringify(grid);
  const placed = units
    .filter(({ kernel }) => kernel.nodes > 0)
    .map(({ lon, lat, kernel }): Placed => ({ lon, lat, kernel }));
  const parts = new Map<string, Placed>();
  for (const one of placed) {
    let key = partKey(one);
    // several units of the same content at the same place
    while (parts.has(key)) key += '+';
    parts.set(key, one);
  }
  const last = fields.get(gridKey);
  const ofLines = await lineField(lines, grid, last?.lines);
  const values = sharedNumbers(grid);
  const added = last ? [...parts].filter(([key]) => !last.parts.has(key)) : [];
  const gone = last ? [...last.parts].filter(([key]) => !parts.has(key)) : [];
  if (last && last.lines === ofLines && added.length + gone.length <= Math.max(2, FEW * parts.size)) {
    values.set(last.values);
    await share(values, ofParts(gone), grid, -1);
    await share(values, ofParts(added), grid, 1);
    if (gone.length > 0) for (let i = 0; i < values.length; i++) if (values[i]! < NOTHING) values[i] = 0;
  } else {
    if (ofLines.values) values.set(ofLines.values);
    await share(values, placed, grid, 1);
  }
  fields.delete(gridKey);
  fields.set(gridKey, { values, parts, lines: ofLines });
  if (fields.size > KEPT) fields.delete(fields.keys().next().value!);
  return values;
}

const sharedNumbers = ({ width, height }: Grid) =>
  new Float64Array(new SharedArrayBuffer(8 * width * height));

/** The field of the lines alone; the last one where nothing changed. */
async function lineField(
  ready: readonly ReadyLine[],
  grid: Grid,
  last: LineField | undefined,
): Promise<LineField> {
  const computed = ready.flatMap(({ id, line }) => (line ? [{ id, line }] : []));
  const key = JSON.stringify(
    computed.map(({ id, line }) => [
      id,
      idOf(line.table),
      line.parts.map((part) => [...part.slice(0, 2), part.length]),
    ]),
  );
  if (last?.key === key) return last;
  if (computed.length === 0) return { key, values: null };
  const values = sharedNumbers(grid);
  const lines = computed.map(({ line }) => line);
  await inBands(grid, (rows) => inPool({ kind: 'line-rows', values, lines, grid, rows }));
  return { key, values };
}

const ofParts = (parts: readonly (readonly [string, Placed])[]) => parts.map(([, placed]) => placed);

async function share(values: Float64Array, sources: readonly Placed[], grid: Grid, times: number) {
  if (sources.length > 0)
    await inBands(grid, (rows) => inPool({ kind: 'rows', values, sources, grid, rows, times }));
}

/** Bands of rows, several for each thread, because the sources are not spread evenly. */
function inBands(grid: Grid, work: (rows: readonly [number, number]) => Promise<null>): Promise<null[]> {
  const bands = Math.min(grid.height, THREADS === 1 ? 1 : 4 * THREADS);
  const border = (i: number) => Math.floor((i * grid.height) / bands);
  return Promise.all(Array.from({ length: bands }, (_, i) => work([border(i), border(i + 1)])));
}

/** How the sources are told in an answer: the units, then the pipelines. */
export const sourcesOf = (units: readonly ReadyUnit[], lines: readonly ReadyLine[]) => [
  ...units.map(({ id, name, computed, notes, missing }) => ({
    layer: 'major_hazards' as const,
    unitId: id,
    name,
    computed,
    notes: [...notes],
    missing: [...missing],
  })),
  ...lines.map(({ id, name, line, notes, missing }) => ({
    layer: 'pipelines' as const,
    unitId: id,
    name,
    computed: line !== null,
    notes: [...notes],
    missing: [...missing],
  })),
];
