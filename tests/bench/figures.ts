/** Measuring side by side: two ways of doing the same thing, taken in turns, compared by their medians. */
import type { TestContext } from 'vitest';

export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly baseline: string;
  readonly ratio: string;
}

/** Median of the numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Milliseconds of each, in turns, after one unmeasured round. */
export async function inTurns(
  rounds: number,
  ours: () => Promise<unknown>,
  baseline: () => Promise<unknown>,
): Promise<{ oursMs: number; baselineMs: number }> {
  const times: { ours: number[]; baseline: number[] } = { ours: [], baseline: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const [name, work] of [
      ['baseline', baseline],
      ['ours', ours],
    ] as const) {
      const began = performance.now();
      await work();
      if (round > 0) times[name].push(performance.now() - began);
    }
  }
  return { oursMs: median(times.ours), baselineMs: median(times.baseline) };
}

export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

/** Hands a figure to the report. */
export function record(context: TestContext, figure: Figure): void {
  const meta = context.task.meta as { figures?: Figure[] };
  meta.figures = [...(meta.figures ?? []), figure];
}
