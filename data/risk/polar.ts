/** Footprints in polar form: tabulated once in the frame of the wind, turned by the wind rose, read at any point. */
import type { WindRose } from '../tables/wind-rose.ts';
import type { Footprint, Outcome } from './outcomes.ts';
import { ANGLES, addDegrees, RING, ringOf } from './rings.ts';

/** Directions of the wind that are summed: one a degree, so that the narrowest plume leaves no spokes. */
export const DIRECTIONS = 360;
export const FIRST_M = 2;
export const RATIO = 1.03;
const LOG_RATIO = Math.log(RATIO);

/** Distance of a node, m. */
export const nodeM = (node: number) => FIRST_M * RATIO ** node;
/** Position of a distance between the nodes; 0 nearer than the first. */
export const nodeAt = (distanceM: number) =>
  distanceM <= FIRST_M ? 0 : Math.log(distanceM / FIRST_M) / LOG_RATIO;

/** Risk in the frame of the wind (rows of 181 angles) and, apart, what no wind turns (one number a node). */
export interface Footprints {
  readonly nodes: number;
  readonly turned: Float64Array;
  readonly round: Float64Array;
}

/** Risk around a source: rows of 360 bearings, clockwise from north; zero from the last node on. */
export interface Kernel {
  readonly nodes: number;
  readonly reachM: number;
  readonly values: Float32Array;
}

/** Frequency times lethality of outcomes, summed over the weather classes by their shares. */
export function footprintsOf(outcomes: readonly Outcome[], weather: WindRose['weather']): Footprints {
  const roundWeights = new Map<Footprint, number>();
  const turnedWeights = new Map<Footprint, number>();
  for (const outcome of outcomes)
    for (const air of weather) {
      // what does not depend on the weather is the same footprint in every class
      const footprint = outcome.footprint(air);
      const weights = outcome.round ? roundWeights : turnedWeights;
      weights.set(footprint, (weights.get(footprint) ?? 0) + outcome.frequencyPerYear * air.share);
    }
  const reach = Math.max(0, ...[...roundWeights.keys(), ...turnedWeights.keys()].map(({ reachM }) => reachM));
  const nodes = reach > 0 ? Math.ceil(nodeAt(reach)) + 2 : 0;
  const turned = new Float64Array(nodes * ANGLES);
  const round = new Float64Array(nodes);
  const samples = new Float64Array(RING);
  const whole = new Float64Array(RING);
  const withLast = ([footprint, weight]: [Footprint, number]) =>
    [footprint, weight, Math.min(nodes - 1, Math.ceil(nodeAt(footprint.reachM)))] as const;
  const roundParts = [...roundWeights].map(withLast);
  const turnedParts = [...turnedWeights].map(withLast);
  for (let node = 0; node < nodes; node++) {
    const ring = ringOf(nodeM(node));
    for (const [footprint, weight, last] of roundParts)
      if (node <= last) round[node]! += weight * footprint.lethality(ring.rM, 0);
    whole.fill(0);
    let most = 0;
    for (const [footprint, weight, last] of turnedParts) {
      if (node > last) continue;
      const count = footprint.ring(ring, samples);
      for (let j = 0; j < count; j++) whole[j]! += weight * samples[j]!;
      most = Math.max(most, count);
    }
    if (most > 0) addDegrees(whole, turned.subarray(node * ANGLES, (node + 1) * ANGLES));
  }
  // boxes about clouds have empty corners: end with the first node beyond all risk
  let end = nodes;
  while (end > 1 && isZero(turned, (end - 2) * ANGLES, ANGLES) && round[end - 2] === 0) end--;
  return { nodes: end, turned: turned.slice(0, end * ANGLES), round: round.slice(0, end) };
}

function isZero(values: Float64Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (values[i] !== 0) return false;
  return true;
}

/** Share of the year in which the wind blows towards each whole bearing: linear between the sectors of the rose. */
export function towardsOf(rose: Pick<WindRose, 'from'>): Float64Array {
  const sectors = rose.from.length;
  const shares = Float64Array.from({ length: DIRECTIONS }, (_, bearing) => {
    // from where it comes when it blows towards this bearing
    const at = (((bearing + 180) % 360) / 360) * sectors;
    const i = Math.floor(at);
    const next = rose.from[(i + 1) % sectors]!;
    return rose.from[i % sectors]! * (1 - (at - i)) + next * (at - i);
  });
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/**
 * The footprints turned by the rose: the circular convolution of a ring with the shares of the wind. Between the sectors the
 * shares are linear, so their second difference is zero but at some twenty bearings: those are summed, and integrated twice.
 */
export function kernelOf(footprints: Footprints, towards: Float64Array): Kernel {
  const { nodes, turned, round } = footprints;
  const values = new Float32Array(nodes * DIRECTIONS);
  const bends = bendsOf(towards);
  // the whole ring, three times round, so that no index wraps
  const ring = new Float64Array(3 * DIRECTIONS);
  const row = new Float64Array(DIRECTIONS);
  for (let node = 0; node < nodes; node++) {
    const whole = wholeRing(turned, node * ANGLES, ring);
    row.fill(0);
    if (whole > 0) turn(ring, bends, towards, row);
    const least = 1e-9 * whole;
    for (let bearing = 0; bearing < DIRECTIONS; bearing++)
      // what rounding leaves where no wind blows
      values[node * DIRECTIONS + bearing] =
        round[node]! + (Math.abs(row[bearing]!) < least ? 0 : row[bearing]!);
  }
  return { nodes, reachM: nodes > 0 ? nodeM(nodes - 1) : 0, values };
}

/** Fills the ring from its half and gives its greatest value. */
function wholeRing(turned: Float64Array, from: number, ring: Float64Array): number {
  let most = 0;
  for (let degree = 0; degree < DIRECTIONS; degree++) {
    const value = turned[from + (degree <= 180 ? degree : DIRECTIONS - degree)]!;
    ring[degree] = value;
    if (value > most) most = value;
  }
  ring.copyWithin(DIRECTIONS, 0, DIRECTIONS);
  ring.copyWithin(2 * DIRECTIONS, 0, DIRECTIONS);
  return most;
}

interface Bends {
  readonly at: Int32Array;
  readonly by: Float64Array;
}

/** Where the shares are not linear, and by how much: T(b−1) − 2 T(b) + T(b+1). */
function bendsOf(towards: Float64Array): Bends {
  const most = towards.reduce((found, share) => Math.max(found, share), 0);
  const all = Array.from(towards, (share, b) => {
    const before = towards[(b + DIRECTIONS - 1) % DIRECTIONS]!;
    return [b, before - 2 * share + towards[(b + 1) % DIRECTIONS]!] as const;
  }).filter(([, by]) => Math.abs(by) > 1e-13 * most);
  return { at: Int32Array.from(all, ([b]) => b), by: Float64Array.from(all, ([, by]) => by) };
}

function turn(ring: Float64Array, { at, by }: Bends, towards: Float64Array, row: Float64Array): void {
  const direct = (bearing: number) => {
    let sum = 0;
    for (let to = 0; to < DIRECTIONS; to++) sum += towards[to]! * ring[bearing + DIRECTIONS - to]!;
    return sum;
  };
  for (let k = 0; k < at.length; k++) {
    const [from, weight] = [DIRECTIONS - at[k]!, by[k]!];
    for (let bearing = 0; bearing < DIRECTIONS; bearing++) row[bearing]! += weight * ring[from + bearing]!;
  }
  // row holds the second differences: integrate from two known values
  const [first, last] = [direct(0), direct(DIRECTIONS - 1)];
  let [before, here] = [last, first];
  for (let bearing = 0; bearing < DIRECTIONS; bearing++) {
    const bend = row[bearing]!;
    row[bearing] = here;
    const next = 2 * here - before + bend;
    before = here;
    here = next;
  }
}

/** Kernels at the same place added up, each so many times over. */
export function summed(parts: readonly { readonly kernel: Kernel; readonly times: number }[]): Kernel {
  const nodes = Math.max(0, ...parts.map(({ kernel }) => kernel.nodes));
  const sum = new Float64Array(nodes * DIRECTIONS);
  for (const { kernel, times } of parts)
    for (let i = 0; i < kernel.values.length; i++) sum[i]! += times * kernel.values[i]!;
  return { nodes, reachM: nodes > 0 ? nodeM(nodes - 1) : 0, values: Float32Array.from(sum) };
}

/** Bearing of a point so many metres east and north, 0 up to 360, clockwise from north. */
export function degreesOf(eastM: number, northM: number): number {
  const degrees = (Math.atan2(eastM, northM) * 180) / Math.PI;
  // a tiny negative number plus 360 is 360
  return degrees >= 0 ? degrees : (degrees + 360) % 360;
}

/** Risk of a kernel at a point so many metres east and north of its source: linear in log r and in the bearing. */
export function riskOf(kernel: Kernel, eastM: number, northM: number): number {
  const squared = eastM * eastM + northM * northM;
  if (squared >= kernel.reachM * kernel.reachM) return 0;
  const { values } = kernel;
  const at = nodeAt(Math.sqrt(squared));
  const degrees = degreesOf(eastM, northM);
  const node = Math.floor(at);
  const bearing = Math.floor(degrees);
  const [f, g] = [at - node, degrees - bearing];
  const next = bearing + 1 === DIRECTIONS ? 0 : bearing + 1;
  const near = node * DIRECTIONS;
  const far = near + DIRECTIONS;
  return (
    (1 - f) * (values[near + bearing]! * (1 - g) + values[near + next]! * g) +
    f * (values[far + bearing]! * (1 - g) + values[far + next]! * g)
  );
}
