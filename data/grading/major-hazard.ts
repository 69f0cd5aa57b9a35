/** Identification and level of a major hazard source by GB 18218-2018: S = Σ q/Q and R = α Σ β q/Q, summed exactly. */

import { EXPOSURE_ALPHA, LEVEL_FROM_R } from '../tables/gb18218.ts';
import { atLeast, type Fraction, fraction, over, plus, times, toNumber, ZERO } from './decimal.ts';

/** One substance of a unit. */
export interface InventoryItem {
  /** Design maximum quantity q, tonnes, from 0. */
  readonly quantityT: number;
  /** Threshold quantity Q, tonnes, above 0. */
  readonly thresholdT: number;
  readonly beta: number;
}

export interface MajorHazardResult {
  /** Σ q/Q; the unit is a major hazard source from 1. */
  readonly s: number;
  readonly alpha: number;
  /** α Σ β q/Q; null when the unit is not a source. */
  readonly r: number | null;
  /** 1 (一级, R ≥ 100) to 4 (四级, R < 10); null when the unit is not a source. */
  readonly level: 1 | 2 | 3 | 4 | null;
}

/** Factor α for so many residents within 500 m outward of the boundary; parts of a person count as one. */
export function exposureAlpha(residents: number): number {
  if (!(residents >= 0)) throw new RangeError(`Not a number of residents: ${residents}`);
  const people = Math.ceil(residents);
  return EXPOSURE_ALPHA.find(({ from }) => people >= from)!.alpha;
}

/**
 * Whether a unit (bounded by isolation valves, a dike or a building) is a major hazard source, and of which level,
 * from its inventory and the residents within 500 m outward of the plant's boundary (GB 18218-2018).
 * Throws a RangeError for negative quantities or a threshold of 0.
 */
export function gradeMajorHazard(inventory: readonly InventoryItem[], residents: number): MajorHazardResult {
  const alpha = exposureAlpha(residents);
  let s: Fraction = ZERO;
  let weighted: Fraction = ZERO;
  for (const { quantityT, thresholdT, beta } of inventory) {
    if (!(quantityT >= 0 && beta >= 0)) throw new RangeError(`Not a quantity: ${quantityT}, ${beta}`);
    if (!(thresholdT > 0)) throw new RangeError('A threshold quantity is above 0');
    const share = over(fraction(quantityT), fraction(thresholdT));
    s = plus(s, share);
    weighted = plus(weighted, times(fraction(beta), share));
  }
  if (!atLeast(s, 1)) return { s: toNumber(s), alpha, r: null, level: null };
  const r = times(fraction(alpha), weighted);
  const level = atLeast(r, LEVEL_FROM_R[1])
    ? 1
    : atLeast(r, LEVEL_FROM_R[2])
      ? 2
      : atLeast(r, LEVEL_FROM_R[3])
        ? 3
        : 4;
  return { s: toNumber(s), alpha, r: toNumber(r), level };
}
