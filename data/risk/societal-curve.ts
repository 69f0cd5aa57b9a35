/** The F-N curve and where it stands between the lines of acceptance. */
import type { Text } from '../layer.ts';
import { type Casualties, DAY_SHARE } from './societal.ts';

/** F(N): the frequency of N or more deaths, per year. */
export interface FnPoint {
  readonly n: number;
  readonly fPerYr: number;
}
export type TimeOfDay = 'day' | 'night' | 'mean';

/** The curve is told at fixed N, so many to a decade, and at its end. */
const A_DECADE = 40;
/** Up to ten million deaths. */
const BINS = 7 * A_DECADE + 1;
const nOf = (bin: number) => 10 ** (bin / A_DECADE);

/** Frequencies of events by how many die, which add up over sources. */
export interface Counts {
  /** Of events with at least N of this bin and fewer than of the next. */
  readonly bins: Float64Array;
  /** Deaths per year, Σ f N; fewer than one death counts here alone. */
  readonly pllPerYr: number;
  /** The event with most deaths. */
  readonly most: FnPoint | null;
}

/** Counts the events of a source by day or by night; all frequencies `times` over. */
export function countsOf({ fPerYr, ...deaths }: Casualties, time: 'day' | 'night', times = 1): Counts {
  const bins = new Float64Array(BINS);
  let pllPerYr = 0;
  let most: { n: number; fPerYr: number } | null = null;
  for (let i = 0; i < fPerYr.length; i++) {
    const n = deaths[time][i]!;
    if (n === 0) continue;
    const f = times * fPerYr[i]!;
    pllPerYr += f * n;
    if (n < 1 - ROUNDING || f === 0) continue;
    // sums of shares of people miss a whole number by a rounding error
    bins[Math.min(BINS - 1, Math.floor(A_DECADE * Math.log10(n) + ROUNDING))]! += f;
    if (!most || n > most.n * (1 + ROUNDING)) most = { n, fPerYr: f };
    else if (n >= most.n * (1 - ROUNDING)) most.fPerYr += f;
  }
  return { bins, pllPerYr, most };
}
const ROUNDING = 1e-9;

/** Counts of day and night of several sources together at a time of day. */
export function togetherAt(
  all: readonly { readonly day: Counts; readonly night: Counts }[],
  time: TimeOfDay,
): Counts {
  const share = time === 'mean' ? DAY_SHARE : time === 'day' ? 1 : 0;
  const bins = new Float64Array(BINS);
  let pllPerYr = 0;
  let most: { n: number; fPerYr: number } | null = null;
  for (const one of all)
    for (const [counts, weight] of [
      [one.day, share],
      [one.night, 1 - share],
    ] as const) {
      if (weight === 0) continue;
      for (let bin = 0; bin < BINS; bin++) bins[bin]! += weight * counts.bins[bin]!;
      pllPerYr += weight * counts.pllPerYr;
      if (!counts.most) continue;
      const { n, fPerYr } = counts.most;
      if (!most || n > most.n * (1 + ROUNDING)) most = { n, fPerYr: weight * fPerYr };
      else if (n >= most.n * (1 - ROUNDING)) most.fPerYr += weight * fPerYr;
    }
  return { bins, pllPerYr, most };
}

/** The curve from N = 1 to the most deaths; n rises, F falls, each F is exact at its n. */
export function fnCurve({ bins, most }: Counts): FnPoint[] {
  if (!most) return [];
  const curve: FnPoint[] = [{ n: Math.max(1, most.n), fPerYr: most.fPerYr }];
  let sum = 0;
  for (let bin = BINS - 1; bin >= 0; bin--) {
    sum += bins[bin]!;
    if (nOf(bin) < most.n * (1 - ROUNDING)) curve.push({ n: nOf(bin), fPerYr: sum });
  }
  return curve.reverse();
}

/** Lines F = a/N from 1 to so many deaths. */
const UPPER = 1e-3;
const LOWER = 1e-5;
export const MOST_DEATHS = 1000;
/** Rarer than this nothing is told beyond the end of the lines: the foot of the standard's diagram. */
const FOOT_PER_YR = 1e-9;

export const SOCIETAL_LINES = {
  upper: [
    { n: 1, fPerYr: UPPER },
    { n: MOST_DEATHS, fPerYr: UPPER / MOST_DEATHS },
  ],
  lower: [
    { n: 1, fPerYr: LOWER },
    { n: MOST_DEATHS, fPerYr: LOWER / MOST_DEATHS },
  ],
  mostDeaths: MOST_DEATHS,
  source: {
    zh: 'GB 36894-2018 社会风险基准：F = 10⁻³/N 以上不可接受，10⁻⁵/N 以下可接受，其间为尽可能降低区；N 至 1000',
    en: 'GB 36894-2018, societal risk: not acceptable above F = 1e-3/N, acceptable below 1e-5/N, as low as reasonably practicable between; N up to 1000',
  } satisfies Text,
  confidence: {
    zh: '按二手资料整理，标准原图未核对：用于结论前请以标准原文为准',
    en: 'Taken from secondary sources, the diagram of the standard was not read: check its text before any conclusion',
  } satisfies Text,
} as const;

export type Standing = 'above' | 'alarp' | 'below';

export interface Worst extends FnPoint {
  /** F over the upper line, which is taken to go on beyond its end. */
  readonly timesUpper: number;
}

/** Where a curve stands, and its point that lies highest against the upper line; nobody in danger is below. */
export function standingOf(curve: readonly FnPoint[]): { within: Standing; worst: Worst | null } {
  let worst: Worst | null = null;
  let within: Standing = 'below';
  for (const { n, fPerYr } of curve) {
    const timesUpper = (fPerYr * n) / UPPER;
    if (!worst || timesUpper > worst.timesUpper) worst = { n, fPerYr, timesUpper };
    if (timesUpper > 1 || (n > MOST_DEATHS && fPerYr >= FOOT_PER_YR)) within = 'above';
    else if (within === 'below' && fPerYr * n > LOWER) within = 'alarp';
  }
  return { within, worst };
}

/** The curve at any N: steps to the left. */
export function fnAt(curve: readonly FnPoint[], n: number): number {
  return curve.find((point) => point.n >= n)?.fPerYr ?? 0;
}
