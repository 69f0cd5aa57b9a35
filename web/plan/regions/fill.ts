/** How the map fills regions by an indicator, and what its legend says: classes whose bounds never move. */
import type { RegionLevel } from '../../../data/layers/regions.ts';
import {
  classOf,
  indicatorValue,
  type RegionIndicator,
  type RegionIndicatorId,
  type RegionNumbers,
} from '../../../data/regions/indicators.ts';
import { AREA_LEVELS, type AreaLevel } from '../../../tiles/levels.ts';
import type { RegionFill, RegionLook } from '../../map/drawn.ts';

/** The class of a value, or that it is not known. */
export const lookOf = (value: number | null, { bounds }: RegionIndicator): RegionLook =>
  value === null ? 'unknown' : `class-${classOf(value, bounds)}`;

const isAreaLevel = (level: RegionLevel | null): level is AreaLevel =>
  AREA_LEVELS.some((one) => one === level);

/** The rows filled by the indicator; null where the map draws no such level. */
export function fillOf(
  rows: readonly (RegionNumbers & { readonly id: string })[],
  level: RegionLevel | null,
  indicator: RegionIndicator & { readonly id: RegionIndicatorId },
): RegionFill | null {
  if (!isAreaLevel(level)) return null;
  return {
    level,
    looks: new Map(rows.map((row) => [row.id, lookOf(indicatorValue(indicator.id, row), indicator)])),
  };
}

/** One row of the legend: a class from its bound up to below the next. */
export interface LegendClass {
  readonly look: RegionLook;
  /** null = from the least value there is. */
  readonly from: number | null;
  /** Not included; null = no end. */
  readonly to: number | null;
}
export const classesOf = ({ bounds }: RegionIndicator): LegendClass[] =>
  [null, ...bounds].map((from, index) => ({
    look: `class-${index}`,
    from,
    to: bounds[index] ?? null,
  }));
