/** How a cloud of finite length passes a place: the share of its steady concentration over time. */
import type { Stability } from '../models/inputs.ts';
import { erf } from '../models/numeric.ts';
import { sigmaXM } from '../models/sigmas.ts';

export interface Passage {
  readonly at: (timeS: number) => number;
  readonly most: number;
  /** Nothing worth telling before and after. */
  readonly fromS: number;
  readonly untilS: number;
}

/** Standard deviations of the front before and of the rear after which nothing is left (1 − erf(4/√2) = 6e-5). */
const WIDTHS = 4;

/**
 * ½[erf(rear) − erf(front)], σx at the distances that the front and the rear have travelled.
 * Source: Palazzi et al. 1982, Atmos. Environ. 16, 2785, as in the model gaussian-finite-release.
 */
export function passingShare(distanceM: number, durationS: number, speedMS: number, cls: Stability): Passage {
  const edge = (sinceS: number) => {
    const sigma = sigmaXM(speedMS * sinceS, cls);
    const ahead = distanceM - speedMS * sinceS;
    return sigma > 0 ? erf(ahead / (Math.SQRT2 * sigma)) : Math.sign(ahead);
  };
  const at = (timeS: number) =>
    timeS <= 0 ? 0 : Math.max(0, (edge(Math.max(0, timeS - durationS)) - edge(timeS)) / 2);
  const arrivesS = distanceM / speedMS;
  const spreadS = (WIDTHS * sigmaXM(distanceM, cls)) / speedMS;
  const fromS = Math.max(0, arrivesS - spreadS);
  // the rear has spread further by the time it passes
  const lateS = (WIDTHS * sigmaXM(distanceM + WIDTHS * sigmaXM(distanceM, cls), cls)) / speedMS;
  const untilS = arrivesS + durationS + lateS;
  return { at, most: at(arrivesS + durationS / 2), fromS, untilS };
}
