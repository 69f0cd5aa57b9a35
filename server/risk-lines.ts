/** Pipelines with the tables of their metres: computed in the threads, kept by medium, diameter and pressure. */
import type { Text } from '../data/layer.ts';
import type { Line } from '../data/risk/line.ts';
import { inPool } from './risk-pool.ts';
import type { PlacedPipeline } from './risk-units.ts';
import type { LineAnswer } from './risk-worker.ts';

/** A pipeline that was computed, or what is missing. */
export interface ReadyLine {
  readonly id: string;
  readonly name: string;
  readonly notes: readonly Text[];
  readonly missing: readonly Text[];
  /** Null where nothing could be computed. */
  readonly line: Line | null;
}

/** Tables kept, 0.1–2 MB each. */
const KEPT = 200;
const tables = new Map<string, Promise<LineAnswer>>();

function answerOf({ parts: _, ...pipeline }: PlacedPipeline, demo: boolean): Promise<LineAnswer> {
  const { medium, diameterMm, pressureMPa } = pipeline;
  const key = JSON.stringify([medium, diameterMm, pressureMPa, demo]);
  const answer = tables.get(key) ?? inPool({ kind: 'line', pipeline, demo });
  tables.delete(key);
  tables.set(key, answer);
  if (tables.size > KEPT) tables.delete(tables.keys().next().value!);
  answer.catch(() => tables.delete(key));
  return answer;
}

/** Pipelines ready to be summed, in their order. */
export function readyLines(pipelines: readonly PlacedPipeline[], demo: boolean): Promise<ReadyLine[]> {
  return Promise.all(
    pipelines.map(async (pipeline) => {
      const { table, notes, missing } = await answerOf(pipeline, demo);
      const { id, name, parts } = pipeline;
      return { id, name, notes, missing, line: table && { table, parts } };
    }),
  );
}
