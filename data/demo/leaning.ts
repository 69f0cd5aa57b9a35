/** Which grades fall where in the demo city: a leaning per township, and thresholds that give set overall shares. */
import type { Grade } from '../grade.ts';

/**
 * What kind of place a township is: quiet country, or one without any larger risk; towns and country with some;
 * industrial parks; the chemical park.
 */
export type Character = 'calm' | 'mild' | 'plain' | 'busy' | 'hot';

/** Lean of the risk, and the worst grade that occurs. */
export const CHARACTERS: Readonly<Record<Character, { readonly lean: number; readonly worst: Grade }>> = {
  calm: { lean: -0.55, worst: 3 },
  mild: { lean: -0.2, worst: 3 },
  plain: { lean: -0.13, worst: 2 },
  busy: { lean: -0.1, worst: 1 },
  hot: { lean: 0.32, worst: 1 },
};

/** Shares of the grades among all enterprises; the rest is blue. */
export const GRADE_SHARES = { notAssessed: 0.04, red: 0.016, orange: 0.104, yellow: 0.43 } as const;

const BINS = 4096;
const LOW = -2;
const HIGH = 3;

/**
 * Thresholds of red, orange and yellow on the risk values, so that the shares come out; an enterprise is never worse
 * than `worst` of its place. Linear in the number of values (histograms of 4096 bins).
 */
export function gradeByShare(risks: Float64Array, worst: Uint8Array): (i: number) => Grade {
  const assessed = 1 - GRADE_SHARES.notAssessed;
  let wanted = 0;
  const thresholds = ([GRADE_SHARES.red, GRADE_SHARES.orange, GRADE_SHARES.yellow] as const).map(
    (share, g) => {
      wanted += (share / assessed) * risks.length;
      const bins = new Float64Array(BINS);
      for (let i = 0; i < risks.length; i++) {
        if (worst[i]! > g + 1) continue;
        const bin = Math.floor(((risks[i]! - LOW) / (HIGH - LOW)) * BINS);
        bins[Math.min(BINS - 1, Math.max(0, bin))]!++;
      }
      let left = wanted;
      for (let bin = BINS - 1; bin >= 0; bin--) {
        left -= bins[bin]!;
        if (left <= 0) return LOW + (bin / BINS) * (HIGH - LOW);
      }
      return LOW;
    },
  );
  return (i) => {
    const level = thresholds.findIndex((threshold, g) => worst[i]! <= g + 1 && risks[i]! >= threshold);
    return level < 0 ? 4 : ((level + 1) as Grade);
  };
}
