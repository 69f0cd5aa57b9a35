/** A thread that computes risk: one job at a time, keeping nothing; numbers go back and forth in shared memory. */
import { parentPort } from 'node:worker_threads';
import type { Text } from '../data/layer.ts';
import { type Part, partsAt } from '../data/risk/at-point.ts';
import { contoursOf } from '../data/risk/contours.ts';
import { addField, type Grid, type Placed, type RiskUnit, vesselKernel } from '../data/risk/field.ts';
import type { Holding } from '../data/risk/holding.ts';
import { addLines, type Line, type LineTable } from '../data/risk/line.ts';
import { linePartsAt, tableOf } from '../data/risk/line-outcomes.ts';
import { outcomesOf } from '../data/risk/outcomes.ts';
import { lineSourceOf, type RiskPipeline } from '../data/risk/pipelines.ts';
import type { Kernel } from '../data/risk/polar.ts';
import type { PackedPeople, Threat } from '../data/risk/societal.ts';
import { threatsOf } from '../data/risk/societal.ts';
import { type CountedCasualties, countedCasualties, sharedThreats } from '../data/risk/societal-parts.ts';
import { DEMO_ROSE, UNIFORM_ROSE } from '../data/tables/wind-rose.ts';
import type { Reply } from './thread-pool.ts';

/** Computes the kernel of one vessel. */
export interface KernelJob {
  readonly kind: 'kernel';
  readonly holding: Holding;
  readonly demo: boolean;
}
/** Adds sources to some rows of a grid; `values` is shared memory. */
export interface RowsJob {
  readonly kind: 'rows';
  readonly values: Float64Array;
  readonly sources: readonly Placed[];
  readonly grid: Grid;
  readonly rows: readonly [number, number];
  readonly times: number;
}
/** Lines of equal risk and the values, as the members of a JSON object. */
export interface TextJob {
  readonly kind: 'text';
  readonly values: Float64Array;
  readonly grid: Grid;
}
/** Computes the table of a metre of a pipeline. */
export interface LineJob {
  readonly kind: 'line';
  readonly pipeline: RiskPipeline;
  readonly demo: boolean;
}
/** Adds lines to some rows of a grid; `values` is shared memory. */
export interface LineRowsJob {
  readonly kind: 'line-rows';
  readonly values: Float64Array;
  readonly lines: readonly Line[];
  readonly grid: Grid;
  readonly rows: readonly [number, number];
}
/** What each outcome of a line adds at a point. */
export interface LinePartsJob {
  readonly kind: 'line-parts';
  readonly pipeline: RiskPipeline;
  readonly parts: readonly Float64Array[];
  readonly demo: boolean;
  readonly point: readonly [number, number];
}
/** What each outcome of a unit adds at a point. */
export interface PartsJob {
  readonly kind: 'parts';
  readonly unit: RiskUnit;
  readonly demo: boolean;
  readonly point: readonly [number, number];
}
/** Tabulates what one vessel of a holding does to people. */
export interface ThreatsJob {
  readonly kind: 'threats';
  readonly holding: Holding;
  readonly demo: boolean;
}
/** How many people the events of a unit may kill; `people` is shared memory. */
export interface CasualtiesJob {
  readonly kind: 'casualties';
  readonly parts: readonly { readonly threats: readonly Threat[]; readonly times: number }[];
  readonly at: { readonly lon: number; readonly lat: number };
  readonly people: PackedPeople;
  readonly demo: boolean;
}
interface Results {
  readonly threats: readonly Threat[];
  readonly casualties: CountedCasualties;
  readonly kernel: Kernel;
  readonly rows: null;
  readonly text: string;
  readonly parts: readonly Part[];
  readonly line: LineAnswer;
  readonly 'line-rows': null;
  readonly 'line-parts': readonly Part[];
}
/** The table of a metre, null where nothing can be computed. */
export interface LineAnswer {
  readonly table: LineTable | null;
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
}
export type RiskJob =
  | KernelJob
  | RowsJob
  | TextJob
  | PartsJob
  | LineJob
  | LineRowsJob
  | LinePartsJob
  | ThreatsJob
  | CasualtiesJob;
export type RiskResult<Job extends RiskJob> = Results[Job['kind']];
type RiskReply = Reply<Results[keyof Results]>;

const port = parentPort;
if (!port) throw new Error('risk-worker runs as a worker thread');

const roseOf = (demo: boolean) => (demo ? DEMO_ROSE : UNIFORM_ROSE);

function done(job: RiskJob): Results[keyof Results] {
  switch (job.kind) {
    case 'kernel':
      return shared(vesselKernel(job.holding, roseOf(job.demo)));
    case 'rows':
      addField(job.values, job.sources, job.grid, job.rows, job.times);
      return null;
    case 'parts':
      return partsAt(job.unit, roseOf(job.demo), ...job.point);
    case 'threats':
      return sharedThreats(threatsOf({ outcomes: outcomesOf(job.holding) }, roseOf(job.demo).weather));
    case 'casualties':
      return countedCasualties(job.parts, job.at, job.people, roseOf(job.demo));
    case 'line':
      return lineAnswer(job);
    case 'line-rows':
      addLines(job.values, job.lines, job.grid, job.rows);
      return null;
    case 'line-parts':
      return linePartsAt(job.pipeline, job.parts, roseOf(job.demo), ...job.point);
    case 'text': {
      const { values, grid } = job;
      const rounded = Array.from(values, (value) => Number(value.toPrecision(4)));
      return `"values":${JSON.stringify(rounded)},"contours":${JSON.stringify(contoursOf(values, grid))}`;
    }
  }
}

function lineAnswer({ pipeline, demo }: LineJob): LineAnswer {
  const source = lineSourceOf(pipeline);
  const { notes, missing } = source ?? { notes: [], missing: [] };
  const table = source && tableOf(source.outcomes, roseOf(demo));
  return { table: table && shared(table), notes, missing };
}

/** The same with its values where every thread reads them. */
function shared<T extends { readonly values: Float32Array }>(whole: T): T {
  const values = new Float32Array(new SharedArrayBuffer(whole.values.byteLength));
  values.set(whole.values);
  return { ...whole, values };
}

port.on('message', (job: RiskJob) => {
  try {
    port.postMessage({ result: done(job) } satisfies RiskReply);
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ failed } satisfies RiskReply);
  }
});
