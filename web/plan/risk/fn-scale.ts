/** Places on the F-N chart: both axes logarithmic, whole decades around what is drawn. */
import type { FnPoint } from './risk-answers.ts';

export interface FnFrame {
  /** Decades of N from 10⁰, and of F from and to, as powers of ten. */
  readonly n: readonly [from: number, to: number];
  readonly f: readonly [from: number, to: number];
}

/** Decades that hold the curve and the lines; F ends at least four decades below its top. */
export function frameOf(fn: readonly FnPoint[], lines: readonly (readonly FnPoint[])[]): FnFrame {
  const points = [...fn, ...lines.flat()].filter(({ n, fPerYr }) => n > 0 && fPerYr > 0);
  const powers = (values: readonly number[]) => values.map((value) => Math.log10(value));
  const ns = powers(points.map(({ n }) => n));
  const fs = powers(points.map(({ fPerYr }) => fPerYr));
  const top = Math.ceil(Math.max(-3, ...fs));
  // what is rarer than once in a thousand million years is no reason for more decades
  const bottom = Math.max(-9, Math.floor(Math.min(top - 4, ...fs)));
  return { n: [0, Math.max(2, Math.ceil(Math.max(0, ...ns)))], f: [bottom, top] };
}

export interface Paper {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function placer({ n, f }: FnFrame, { left, top, width, height }: Paper) {
  return {
    x: (deaths: number) => left + ((Math.log10(deaths) - n[0]) / (n[1] - n[0])) * width,
    y: (fPerYr: number) =>
      top + Math.min(1, (f[1] - Math.log10(Math.max(1e-30, fPerYr))) / (f[1] - f[0])) * height,
  };
}

/** The curve as a falling stair: F holds up to and including its N. */
export function stairs(fn: readonly FnPoint[]): FnPoint[] {
  return fn.flatMap((point, i) => {
    const before = fn[i - 1];
    return [{ n: before ? before.n : Math.min(1, point.n), fPerYr: point.fPerYr }, point];
  });
}
