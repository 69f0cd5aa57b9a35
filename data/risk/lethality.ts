/** The share of people who die, by probit, and sums of loads: tabulated, because they are asked millions of times. */
import { probitShare } from '../models/vulnerability.ts';

/** Shares below it are zero: probits under 1.9 are not supported by data. */
export const LEAST_SHARE = 1e-3;
/** A probit that is below the least share. */
export const LEAST_PROBIT = 1.9;

/** Step of the table; between its points the share is linear, to 1e-4 of itself at most. */
const STEP = 0.005;
const MOST_PROBIT = 8.5;
const COUNT = Math.round((MOST_PROBIT - LEAST_PROBIT) / STEP);
const SHARES = Float64Array.from({ length: COUNT + 1 }, (_, i) => probitShare(LEAST_PROBIT + i * STEP));

/** P(death) of a probit; 0 below the least share, 1 beyond 8.5. */
export function lethalityOfProbit(probit: number): number {
  const at = (probit - LEAST_PROBIT) / STEP;
  if (!(at > 0)) return 0;
  if (at >= COUNT) return 1;
  const i = at | 0;
  const low = SHARES[i]!;
  const share = low + (SHARES[i + 1]! - low) * (at - i);
  return share < LEAST_SHARE ? 0 : share;
}

/** ln(1 + e^−d) by d; linear between, to 2e-6. */
const APART_STEP = 0.01;
const MOST_APART = 20;
const MORE = Float64Array.from({ length: MOST_APART / APART_STEP + 2 }, (_, i) =>
  Math.log1p(Math.exp(-i * APART_STEP)),
);

/** ln of the sum of two numbers given by their logs; what is less than 2e-9 of the other is nothing. */
export function lnSum(a: number, b: number): number {
  const apart = Math.abs(a - b);
  const more = Math.max(a, b);
  // also where both are −∞ and apart is not a number
  if (!(apart < MOST_APART)) return more;
  const at = apart / APART_STEP;
  const i = at | 0;
  const low = MORE[i]!;
  return more + low + (MORE[i + 1]! - low) * (at - i);
}
