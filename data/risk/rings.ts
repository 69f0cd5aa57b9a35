/** The samples of a ring about a source in the frame of the wind: four a degree, one side; the other is its mirror. */

/** Angles off the wind that are tabulated, degrees 0…180. */
export const ANGLES = 181;
/** A value is the mean over its degree, by so many samples: the integral over the direction of the wind. */
const SAMPLES = 4;
/** Samples of half a ring: 0.125°, 0.375°, … 179.875°. The first half lies downwind. */
export const RING = 180 * SAMPLES;
export const DOWNWIND = RING / 2;

const STEP = Math.PI / RING;
export const SIN = Float64Array.from({ length: RING }, (_, j) => Math.sin((j + 0.5) * STEP));
export const COS = Float64Array.from({ length: RING }, (_, j) => Math.cos((j + 0.5) * STEP));
/** ln |cos|: the log of a distance downwind is that of the radius plus this, so that no logarithm is taken in a ring. */
export const LN_COS = COS.map((cos) => Math.log(Math.abs(cos)));

/** A distance, m, and its logarithm. */
export interface Ring {
  readonly rM: number;
  readonly lnR: number;
}
export const ringOf = (rM: number): Ring => ({ rM, lnR: Math.log(rM) });

/** Samples from the wind's axis on that may lie within so much across, on the downwind side. */
export function samplesWithin(acrossM: number, rM: number): number {
  return acrossM >= rM ? DOWNWIND : Math.ceil(Math.asin(Math.max(0, acrossM) / rM) / STEP + 1);
}

/** Adds the mean of each degree to a row of 181 angles. */
export function addDegrees(samples: Float64Array, row: Float64Array): void {
  row[0]! += (samples[0]! + samples[1]!) / 2;
  for (let angle = 1, j = 2; angle < 180; angle++, j += SAMPLES)
    row[angle]! += (samples[j]! + samples[j + 1]! + samples[j + 2]! + samples[j + 3]!) / SAMPLES;
  row[180]! += (samples[RING - 2]! + samples[RING - 1]!) / 2;
}
