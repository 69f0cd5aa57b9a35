/**
 * The Fourcolor Regional Risk Index (FRI), version 1: our own proposal, not a rule of any authority. Every number is
 * in the constants object, so that a city can set its own and show which it used.
 */
import type { Grade } from '../grade.ts';

export interface RegionIndexConstants {
  readonly id: string;
  readonly version: number;
  /** Score of one object by its grade. */
  readonly objectScores: Readonly<Record<Grade, number>>;
  /** Bounds of the correction factor K. */
  readonly correction: { readonly least: number; readonly most: number };
  readonly management: Readonly<Record<'good' | 'fair' | 'poor', number>>;
  /** Factor while a major hidden danger is open or overdue. */
  readonly openMajorDanger: number;
  /** Residents within 500 m: factor of the last step whose `from` is not above the count. */
  readonly exposure: readonly { readonly from: number; readonly factor: number }[];
  /** Factor after an accident with casualties in the last three years. */
  readonly recentAccident: number;
  /** Crowding D0: points per km² of further objects that close 63 % of the gap to 100. */
  readonly crowding: number;
  /** Smaller cells count as this many km². */
  readonly leastAreaKm2: number;
  /** Lowest index of each grade; below all of them is grade 4. */
  readonly thresholds: Readonly<Record<1 | 2 | 3, number>>;
}

export const REGION_INDEX: RegionIndexConstants = {
  id: 'fourcolor-regional-risk-index',
  version: 1,
  objectScores: { 1: 100, 2: 60, 3: 25, 4: 5 },
  correction: { least: 0.7, most: 1.5 },
  management: { good: 0.9, fair: 1, poor: 1.15 },
  openMajorDanger: 1.2,
  exposure: [
    { from: 0, factor: 0.9 },
    { from: 1, factor: 1 },
    { from: 30, factor: 1.05 },
    { from: 50, factor: 1.1 },
    { from: 100, factor: 1.2 },
  ],
  recentAccident: 1.1,
  crowding: 400,
  leastAreaKm2: 0.25,
  thresholds: { 1: 75, 2: 50, 3: 25 },
};

export interface ObjectCircumstances {
  readonly management?: 'good' | 'fair' | 'poor';
  readonly openMajorDanger?: boolean;
  /** Residents within 500 m of the object. */
  readonly residents500m?: number;
  readonly recentAccident?: boolean;
}

/** The correction factor K of an object; what is not known counts as 1. */
export function correctionFactor(object: ObjectCircumstances, constants = REGION_INDEX): number {
  let k = object.management ? constants.management[object.management] : 1;
  if (object.openMajorDanger) k *= constants.openMajorDanger;
  if (object.recentAccident) k *= constants.recentAccident;
  const residents = object.residents500m;
  if (residents !== undefined)
    k *= constants.exposure.findLast((step) => step.from <= residents)?.factor ?? 1;
  return Math.min(constants.correction.most, Math.max(constants.correction.least, k));
}

/** Score of one object, 0–100: its grade's score times K, at most 100. */
export function objectScore(grade: Grade, correction = 1, constants = REGION_INDEX): number {
  return Math.min(100, constants.objectScores[grade] * correction);
}

/**
 * Index of a grid cell, 0–100: the worst object M plus a part of the gap to 100 that grows with the density D of the
 * others, R = M + (100 − M)(1 − e^(−D/D0)). An added object never lowers it; an empty cell is 0.
 */
export function cellIndex(scores: readonly number[], areaKm2: number, constants = REGION_INDEX): number {
  let worst = 0;
  let sum = 0;
  for (const score of scores) {
    worst = Math.max(worst, score);
    sum += score;
  }
  return cellIndexFromSums(worst, sum, areaKm2, constants);
}

/** `cellIndex` from the worst score and the sum of all scores (the worst included). */
export function cellIndexFromSums(
  worst: number,
  sum: number,
  areaKm2: number,
  constants = REGION_INDEX,
): number {
  const density = (sum - worst) / Math.max(areaKm2, constants.leastAreaKm2);
  return worst + (100 - worst) * (1 - Math.exp(-density / constants.crowding));
}

export interface ChildRegion {
  readonly index: number;
  /** Population; else area; else 1: the same kind for all children of a parent. */
  readonly weight: number;
}

/**
 * Index of a township, county or city over its direct children, 0–100 (Nemerow's form √((max² + mean²)/2), the mean
 * weighted); null without assessed children. Weights that are all 0 count as equal.
 */
export function parentIndex(children: readonly ChildRegion[]): number | null {
  if (children.length === 0) return null;
  let worst = 0;
  let weights = 0;
  let sum = 0;
  let plain = 0;
  for (const child of children) {
    worst = Math.max(worst, child.index);
    weights += child.weight;
    sum += child.weight * child.index;
    plain += child.index;
  }
  const mean = weights > 0 ? sum / weights : plain / children.length;
  return Math.sqrt((worst * worst + mean * mean) / 2);
}

/** The grade of an index; `atLeast` is a floor such as orange while a supervised major danger is open. */
export function gradeOfIndex(index: number, atLeast?: Grade, constants = REGION_INDEX): Grade {
  const { thresholds } = constants;
  const grade: Grade =
    index >= thresholds[1] ? 1 : index >= thresholds[2] ? 2 : index >= thresholds[3] ? 3 : 4;
  return atLeast !== undefined && atLeast < grade ? atLeast : grade;
}
